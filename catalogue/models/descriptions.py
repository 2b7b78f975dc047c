"""Described fields as rows: one row a value, with its source; older rows stay, so history and undo need nothing more."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from archive.descriptions import Field, Source
from catalogue.models.base import Base, RecordKind, utc_now

_CURRENT = text("superseded_at IS NULL")


class DescribedValue(Base):
    """One value of one field of a record. Current while `superseded_at` is null; `supersedes` is the row it replaced.

    The place is the page where the value was read and the box around its words, in fractions of the page.
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
        CheckConstraint("confidence >= 0 AND confidence <= 1", name="confidence"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[RecordKind]
    record_id: Mapped[str]
    field: Mapped[Field]
    value: Mapped[str]
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
