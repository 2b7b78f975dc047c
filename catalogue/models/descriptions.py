"""Described fields as rows: one row a value, with its source; older rows stay, so history and undo need nothing more."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column

from archive.descriptions import Field, Source
from archive.numbers import key_of
from catalogue.models.base import SORTED, Base, RecordKind, utc_now

_CURRENT = text("superseded_at IS NULL")
_NUMBERED = text("superseded_at IS NULL AND number_key IS NOT NULL")


def _number_key(context: DefaultExecutionContext) -> str | None:
    row: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
    return key_of(row["value"]) or None if row["field"] is Field.NUMBER else None


class DescribedValue(Base):
    """One value of one field of a record. Current while `superseded_at` is null; `supersedes` is the row it replaced.

    The place is the page where the value was read and the box around its words, in fractions of the page. `number_key` is
    what a number is compared by (`archive.numbers.key_of`); other fields have none.
    """

    __tablename__ = "statements"
    __table_args__ = (
        Index(
            "uq_statements_current",
            "kind",
            "record_id",
            "field",
            "source",
            unique=True,
            sqlite_where=_CURRENT,
            postgresql_where=_CURRENT,
        ),
        Index(None, "kind", "record_id"),
        Index(None, "number_key", sqlite_where=_NUMBERED, postgresql_where=_NUMBERED),
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RecordKind]
    record_id: Mapped[str]
    field: Mapped[Field]
    value: Mapped[str]
    number_key: Mapped[str | None] = mapped_column(SORTED, default=_number_key)
    source: Mapped[Source]
    confidence: Mapped[float] = mapped_column(default=1.0)
    page_id: Mapped[str | None] = mapped_column(ForeignKey("pages.id"))
    x: Mapped[float | None]
    y: Mapped[float | None]
    width: Mapped[float | None]
    height: Mapped[float | None]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("statements.id"))
    superseded_at: Mapped[datetime | None]
