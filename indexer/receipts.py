"""Deliveries listed, and the printable receipt of one."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import Unavailable
from archive.local_time import VIETNAM
from catalogue.catalogue import Catalogue
from catalogue.deliveries import ReceiptLine, get_delivery, list_deliveries, receipt
from catalogue.models import (
    Asset,
    AssetName,
    Delivery,
    DeliveryState,
    Document,
    ItemState,
    Page,
    PageState,
    PageWork,
)
from catalogue.originals import INVENTORY_KIND

_PAGE = 500
_WORDS = {
    ItemState.TAKEN: "Đã nhận",
    ItemState.UNCHANGED: "Đã có từ trước",
    ItemState.FAILED: "Không nhận được",
    ItemState.REFUSED: "Từ chối",
    ItemState.UNNAMED: "Không có trong bảng kê",
    ItemState.MISSING: "Thiếu tệp",
}


def delivery_rows(catalogue: Catalogue, only: int | None = None) -> list[dict[str, Any]]:
    """Deliveries in the order they came: id, name, received (UTC), state, counts.

    Raises:
        NotFound: `only` is no delivery.
    """
    found: list[Delivery] = []
    with catalogue.reading() as session:
        if only is not None:
            found = [get_delivery(session, only)]
        else:
            while batch := list_deliveries(session, _PAGE, found[-1].id if found else 0):
                found += batch
        return [
            {
                "id": delivery.id,
                "name": delivery.name,
                "received": delivery.received_at,
                "state": delivery.state.value if delivery.finished_at else "unfinished",
                "documents": _documents(session, delivery.id),
                "outcomes": delivery.counts.get("outcomes", {}),
            }
            for delivery in found
        ]


def write_receipt(catalogue: Catalogue, delivery_id: int, repository: str, path: Path) -> None:
    """Write the receipt of a delivery as a page to print: every file with its pages and checksum, and what failed.

    Raises:
        NotFound: there is no such delivery.
        Unavailable: the file cannot be written.
    """
    with catalogue.reading() as session:
        delivery = get_delivery(session, delivery_id)
        lines: list[ReceiptLine] = []
        while batch := receipt(session, delivery_id, _PAGE, lines[-1].name if lines else ""):
            lines += batch
        hashes = {line.sha256 for line in lines if line.sha256}
        failures = _failures(session, hashes)
        told = {
            "number": delivery.id,
            "name": delivery.name,
            "inventory": delivery.counts.get("inventory", ""),
            "inventories": _inventories(session, delivery_id),
            "withdrawn": delivery.state is DeliveryState.WITHDRAWN,
            "files": _files(session, delivery_id),
            "documents": _documents(session, delivery_id),
            "pages": sum(line.page_count or 0 for line in lines),
            "failed_pages": len(failures),
        }
        received = delivery.received_at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")
    items = [
        {
            "label": line.name,
            "outcome": _WORDS[line.state],
            "message": line.message,
            "pages": line.page_count,
            "size": line.size,
            "sha256": line.sha256,
        }
        for line in lines
    ]
    pages = Environment(loader=PackageLoader("indexer"), autoescape=True, trim_blocks=True)
    text = pages.get_template("receipt.html").render(
        repository=repository, delivery=told, received=received, items=items, failures=failures
    )
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unavailable(f"{path}: the receipt cannot be written ({error.strerror}).") from error


def names_of(session: Session, hashes: Collection[str]) -> dict[str, str]:
    """The name each asset first came under."""
    names: dict[str, str] = {}
    wanted = sorted(hashes)
    for start in range(0, len(wanted), _PAGE):
        rows = session.execute(
            select(AssetName.asset_sha256, AssetName.path)
            .where(AssetName.asset_sha256.in_(wanted[start : start + _PAGE]))
            .order_by(AssetName.id)
        )
        for sha256, path in rows:
            names.setdefault(sha256, path)
    return names


def _failures(session: Session, hashes: Collection[str]) -> list[str]:
    names = names_of(session, hashes)
    wanted = sorted(hashes)
    told = []
    for start in range(0, len(wanted), _PAGE):
        rows = session.execute(
            select(Page.asset_sha256, Page.index, PageWork.reason)
            .join(PageWork, PageWork.page_id == Page.id)
            .where(Page.asset_sha256.in_(wanted[start : start + _PAGE]), PageWork.state == PageState.FAILED)
            .order_by(Page.asset_sha256, Page.index)
        )
        told += [f"{names.get(sha256, sha256)}, trang {index + 1}: {reason}" for sha256, index, reason in rows]
    return told


def _inventories(session: Session, delivery_id: int) -> list[tuple[str, str]]:
    """Names and checksums of the inventories that came with the delivery and are kept."""
    kept = select(AssetName).join(Asset, Asset.sha256 == AssetName.asset_sha256)
    kept = kept.where(Asset.media_kind == INVENTORY_KIND, AssetName.delivery_id == delivery_id).order_by(AssetName.id)
    return [(name.path, name.asset_sha256) for name in session.scalars(kept)]


def _documents(session: Session, delivery_id: int) -> int:
    return session.scalar(select(func.count()).select_from(Document).where(Document.delivery_id == delivery_id)) or 0


def _files(session: Session, delivery_id: int) -> int:
    return (
        session.scalar(select(func.count(Document.file_id.distinct())).where(Document.delivery_id == delivery_id)) or 0
    )
