"""Publication: the outbox, what the index holds, the deny-list, and who publishes."""

from datetime import datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from archive.access import Access
from catalogue.models.base import Action, Base, RecordKind, utc_now


class OutboxEntry(Base):
    """A record the engine has yet to catch up with, at the revision that was last queued; one row a record."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "queued_at"),)

    kind: Mapped[RecordKind] = mapped_column(primary_key=True)
    record_id: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int]
    action: Mapped[Action]
    queued_at: Mapped[datetime] = mapped_column(default=utc_now)


class IndexState(Base):
    """What an index holds: the catalogue's revision it has caught up with, and a marker of its own."""

    __tablename__ = "index_state"

    name: Mapped[str] = mapped_column(primary_key=True)
    revision: Mapped[int] = mapped_column(default=0)
    marker: Mapped[str] = mapped_column(default="")


class Denial(Base):
    """A record that became more closed and that the index may still show. `access` null: closed to everyone."""

    __tablename__ = "deny_list"

    record_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[RecordKind]
    access: Mapped[Access | None]
    revision: Mapped[int]


class PublicationLease(Base):
    """Who may publish, until when."""

    __tablename__ = "publication_lease"

    name: Mapped[str] = mapped_column(primary_key=True)
    holder: Mapped[str]
    expires_at: Mapped[datetime]
