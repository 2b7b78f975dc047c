"""How a person had one page read: as rows, so that what was chosen before can be chosen again."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import Base, utc_now

_CURRENT = text("superseded_at IS NULL")


class PageSettings(Base):
    """Options of one page, by the names of `imaging.options.ReadingOptions`; those not named are as for every page.

    Current while `superseded_at` is null; `supersedes` is the row it replaced.
    """

    __tablename__ = "page_settings"
    __table_args__ = (
        Index("uq_page_settings_current", "page_id", unique=True, sqlite_where=_CURRENT, postgresql_where=_CURRENT),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    page_id: Mapped[str] = mapped_column(ForeignKey("pages.id"))
    chosen: Mapped[dict[str, Any]]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("page_settings.id"))
    superseded_at: Mapped[datetime | None]
