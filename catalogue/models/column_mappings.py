"""What persons confirmed that the columns of an inventory stand for."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import SORTED, Base, utc_now


class ColumnMapping(Base):
    """A row of headers by its fingerprint: the column of ours that each header stands for, empty for one that tells nothing."""

    __tablename__ = "column_mappings"

    fingerprint: Mapped[str] = mapped_column(SORTED, primary_key=True)
    columns: Mapped[dict[str, Any]]
    who: Mapped[str]
    at: Mapped[datetime] = mapped_column(default=utc_now)
