"""What happened, and notes about the database itself."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, RecordKind, utc_now


class Event(Base):
    """One thing that was done: when (UTC), by whom, what, to which record; what a change found, and what it left.

    Rows are only ever added: the database itself refuses to change or remove one (migration 0002).
    """

    __tablename__ = "events"
    __table_args__ = (Index(None, "kind", "record_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(default=utc_now, index=True)
    who: Mapped[str] = mapped_column(index=True)
    action: Mapped[str] = mapped_column(index=True)
    kind: Mapped[RecordKind | None]
    record_id: Mapped[str | None]
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    before: Mapped[dict[str, Any] | None]
    after: Mapped[dict[str, Any] | None]


class Note(Base):
    """A fact about this installation, by key."""

    __tablename__ = "meta"

    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str]
