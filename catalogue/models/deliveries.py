"""Deliveries: what was handed over when, and what became of each file of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import SORTED, Base, DeliveryState, ItemState, utc_now


class Delivery(Base):
    """One folder handed over (lô tiếp nhận). `fingerprint` tells whether the same delivery is offered again."""

    __tablename__ = "deliveries"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    path_label: Mapped[str] = mapped_column(default="")
    fingerprint: Mapped[str] = mapped_column(unique=True)
    received_at: Mapped[datetime] = mapped_column(default=utc_now)
    finished_at: Mapped[datetime | None]
    state: Mapped[DeliveryState] = mapped_column(default=DeliveryState.ACTIVE)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)


class DeliveryItem(Base):
    """One file offered by a delivery, or named by its inventory."""

    __tablename__ = "delivery_items"
    __table_args__ = (UniqueConstraint("delivery_id", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("deliveries.id"))
    name: Mapped[str] = mapped_column(SORTED)
    sha256: Mapped[str | None] = mapped_column(SORTED)
    state: Mapped[ItemState]
    message: Mapped[str] = mapped_column(default="")
