"""The ledger of page work, and what was read."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, PageState, utc_now


class PageWork(Base):
    """Where the reading of one page stands. `sequence` keeps the order in which pages came."""

    __tablename__ = "page_work"
    __table_args__ = (Index(None, "state", "sequence"),)

    sequence: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"), unique=True)
    state: Mapped[PageState] = mapped_column(default=PageState.WAITING)
    stage: Mapped[str] = mapped_column(default="")
    attempts: Mapped[int] = mapped_column(default=0)
    error_class: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    updated_at: Mapped[datetime] = mapped_column(default=utc_now)


class StoredText(Base):
    """What was read on a page, packed by `archive.pages.encode`; `engine` is the identity of the engine that read it."""

    __tablename__ = "page_texts"

    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"), primary_key=True)
    blob: Mapped[bytes] = mapped_column(LargeBinary)
    source: Mapped[str]
    confidence: Mapped[float]
    readings: Mapped[int]
    engine: Mapped[str] = mapped_column(default="")
    revision: Mapped[int] = mapped_column(default=1)
