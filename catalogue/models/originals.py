"""Original files as the catalogue knows them: assets by hash, the names they came under, their pages."""

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.models.base import SORTED, Base, NameState, utc_now


class Asset(Base):
    """An original digital file (tệp số hóa), known by the SHA-256 of its bytes, never changed."""

    __tablename__ = "assets"
    __table_args__ = (CheckConstraint("page_count >= 0", name="page_count"),)

    sha256: Mapped[str] = mapped_column(SORTED, primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    media_kind: Mapped[str]
    page_count: Mapped[int]
    received_at: Mapped[datetime] = mapped_column(default=utc_now)


class AssetName(Base):
    """A name under which a delivery brought an asset: the path inside the delivery, in NFC, with `/`."""

    __tablename__ = "asset_names"
    __table_args__ = (UniqueConstraint("delivery_id", "path", "asset_sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    asset_sha256: Mapped[str] = mapped_column(ForeignKey("assets.sha256"), index=True)
    delivery_id: Mapped[int | None] = mapped_column(ForeignKey("deliveries.id"))
    path: Mapped[str] = mapped_column(SORTED, index=True)
    state: Mapped[NameState] = mapped_column(default=NameState.CURRENT)


class Page(Base):
    """One side of paper: page `index` (from 0) of an asset.

    Its id comes from the asset's hash and the index (`catalogue.originals.page_id`). `width` and `height` are points
    (1/72 inch) of the page as shown, once known; `rotation` is what must be applied to show it upright.
    """

    __tablename__ = "pages"
    __table_args__ = (UniqueConstraint("asset_sha256", "index"),)

    id: Mapped[str] = mapped_column(primary_key=True)
    asset_sha256: Mapped[str] = mapped_column(ForeignKey("assets.sha256"))
    index: Mapped[int]
    width: Mapped[float | None]
    height: Mapped[float | None]
    rotation: Mapped[int] = mapped_column(default=0)
