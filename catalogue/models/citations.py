"""What documents cite, as it was read; which record is meant is settled when a reader asks."""

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import SORTED, Base


class Citation(Base):
    """A paper that a document cites: its number, its date (ISO 8601) and body where told, and where this stands.

    `position` orders the citations of a document as it tells them. The place is as that of a described value.
    """

    __tablename__ = "citations"
    __table_args__ = (Index(None, "number_key", "document_id"),)

    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    number_key: Mapped[str] = mapped_column(SORTED)
    date: Mapped[str | None]
    body: Mapped[str | None]
    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"))
    x: Mapped[float]
    y: Mapped[float]
    width: Mapped[float]
    height: Mapped[float]
