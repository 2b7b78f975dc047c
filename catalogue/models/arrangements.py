"""How persons arranged pages into documents: what was split, joined or moved, so that it can be told and undone."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from catalogue.models.base import Base, utc_now


class Arrangement(Base):
    """One splitting, joining or moving, with all the documents that it changed."""

    __tablename__ = "arrangements"

    id: Mapped[int] = mapped_column(primary_key=True)
    action: Mapped[str]
    who: Mapped[str]
    why: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    undone_at: Mapped[datetime | None]

    steps: Mapped[list["ArrangementStep"]] = relationship(order_by="ArrangementStep.document_id")


class ArrangementStep(Base):
    """What an arrangement made of one document: its parts before and after, each as asset, first and last index.

    Without parts before, the document was made by it; without parts after, it holds no page any more.
    """

    __tablename__ = "arrangement_steps"

    arrangement_id: Mapped[int] = mapped_column(ForeignKey("arrangements.id"), primary_key=True)
    document_id: Mapped[str] = mapped_column(ForeignKey("documents.id"), primary_key=True, index=True)
    before: Mapped[list[Any]]
    after: Mapped[list[Any]]
