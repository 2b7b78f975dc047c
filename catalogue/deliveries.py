"""Deliveries: begun, filled, finished, listed; taken out of sight and brought back."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.errors import BadRequest, NotFound
from catalogue.access import deny
from catalogue.audit import record_event
from catalogue.models import (
    Asset,
    Delivery,
    DeliveryItem,
    DeliveryState,
    Document,
    File,
    ItemState,
    RecordKind,
    utc_now,
)
from catalogue.publication import touch, upsert
from catalogue.records import Record, count_documents

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One file of a delivery: its name, checksum, size in bytes and pages, and what became of it."""

    name: str
    sha256: str | None
    size: int | None
    page_count: int | None
    state: ItemState
    message: str


def begin_delivery(session: Session, name: str, path_label: str, fingerprint: str) -> tuple[Delivery, bool]:
    """The delivery of this fingerprint, and whether it is new. An unfinished one is a killed run to be gone on with."""
    delivery = session.scalar(select(Delivery).where(Delivery.fingerprint == fingerprint))
    if delivery is not None:
        return delivery, False
    delivery = Delivery(name=name, path_label=path_label, fingerprint=fingerprint)
    session.add(delivery)
    session.flush()
    return delivery, True


def record_items(session: Session, delivery: Delivery, items: Sequence[DeliveryItem]) -> None:
    """Note what became of files of a delivery, by name; a later word about the same name replaces the earlier one.

    But what the delivery brought stays `taken` when it is offered again and found unchanged.
    """
    taken = set(
        session.scalars(
            select(DeliveryItem.name).where(
                DeliveryItem.delivery_id == delivery.id, DeliveryItem.state == ItemState.TAKEN
            )
        )
    )
    rows = [
        {
            "delivery_id": delivery.id,
            "name": item.name,
            "sha256": item.sha256,
            "state": item.state,
            "message": item.message or "",
        }
        for item in {item.name: item for item in items}.values()
        if not (item.state is ItemState.UNCHANGED and item.name in taken)
    ]
    for start in range(0, len(rows), _CHUNK):
        upsert(
            session,
            DeliveryItem,
            rows[start : start + _CHUNK],
            key=("delivery_id", "name"),
            changes=("sha256", "state", "message"),
        )


def finish_delivery(session: Session, delivery: Delivery, counts: dict[str, Any]) -> None:
    """Note that everything offered was dealt with. Said again, it changes nothing but the counts."""
    delivery.finished_at = delivery.finished_at or utc_now()
    delivery.counts = counts
    session.flush()


def list_deliveries(session: Session, limit: int, after: int = 0) -> list[Delivery]:
    """Deliveries in the order they came, from the one behind `after` (an id)."""
    return list(session.scalars(select(Delivery).where(Delivery.id > after).order_by(Delivery.id).limit(limit)))


def get_delivery(session: Session, delivery_id: int) -> Delivery:
    """The delivery of this number.

    Raises:
        NotFound: there is none.
    """
    delivery = session.get(Delivery, delivery_id)
    if delivery is None:
        raise NotFound(f"there is no delivery {delivery_id}; see: vankho deliveries")
    return delivery


def receipt(session: Session, delivery_id: int, limit: int, after: str = "") -> list[ReceiptLine]:
    """The lines of a delivery's receipt in order of name, from the one behind the name `after`."""
    rows = session.execute(
        select(DeliveryItem, Asset)
        .outerjoin(Asset, Asset.sha256 == DeliveryItem.sha256)
        .where(DeliveryItem.delivery_id == delivery_id, DeliveryItem.name > after)
        .order_by(DeliveryItem.name)
        .limit(limit)
    )
    return [
        ReceiptLine(
            item.name,
            item.sha256,
            asset.size if asset else None,
            asset.page_count if asset else None,
            item.state,
            item.message,
        )
        for item, asset in rows
    ]


def count_items(session: Session, delivery_id: int) -> dict[ItemState, int]:
    """How many files of a delivery ended in each state."""
    rows = session.execute(
        select(DeliveryItem.state, func.count())
        .where(DeliveryItem.delivery_id == delivery_id)
        .group_by(DeliveryItem.state)
    )
    found = {row[0]: row[1] for row in rows}
    return {state: found.get(state, 0) for state in ItemState}


def withdraw(session: Session, delivery_id: int, who: str, why: str) -> int:
    """Take a delivery's documents out of sight at once; everything is kept and logged. Returns how many documents.

    A file goes too when its own delivery is withdrawn and no document of it is left in sight.

    Raises:
        NotFound: there is no such delivery.
        BadRequest: it is withdrawn already.
    """
    return _turn(session, delivery_id, DeliveryState.WITHDRAWN, who, why)


def restore(session: Session, delivery_id: int, who: str, why: str) -> int:
    """Bring a withdrawn delivery back into sight. Returns how many documents.

    Raises:
        NotFound: there is no such delivery.
        BadRequest: it is not withdrawn.
    """
    return _turn(session, delivery_id, DeliveryState.ACTIVE, who, why)


def _turn(session: Session, delivery_id: int, state: DeliveryState, who: str, why: str) -> int:
    delivery = get_delivery(session, delivery_id)
    if delivery.state is state:
        raise BadRequest(f"delivery {delivery_id} ({delivery.name}) is {state} already")
    before, delivery.state = delivery.state, state
    hide = state is DeliveryState.WITHDRAWN
    session.flush()
    turned = select(Document).where(
        Document.delivery_id == delivery_id,
        Document.withdrawn.is_(not hide),
        Document.parts.any(),  # one whose pages are in another document stays out of sight
    )
    documents = list(session.scalars(turned.order_by(Document.id)))
    files = _files_around(session, delivery_id)
    _show(session, documents, hide=hide)
    _settle_files(session, files)
    action = "withdraw" if hide else "restore"
    detail = {"delivery": delivery_id, "name": delivery.name, "why": why}
    record_event(session, who, action, detail=detail, before={"state": before}, after={"state": state})
    return len(documents)


def _files_around(session: Session, delivery_id: int) -> list[File]:
    """The files that the delivery brought, or brought documents of."""
    of_documents = select(Document.file_id).where(Document.delivery_id == delivery_id)
    return list(
        session.scalars(
            select(File).where((File.delivery_id == delivery_id) | File.id.in_(of_documents)).order_by(File.id)
        )
    )


def _settle_files(session: Session, files: Sequence[File]) -> None:
    hidden: list[File] = []
    shown: list[File] = []
    for file in files:
        hide = count_documents(session, file) == 0 and _is_withdrawn(session, file.delivery_id)
        if hide is not file.withdrawn:
            (hidden if hide else shown).append(file)
    _show(session, hidden, hide=True)
    _show(session, shown, hide=False)


def _show(session: Session, records: Sequence[Record], *, hide: bool) -> None:
    for record in records:
        record.withdrawn = hide
    for kind in RecordKind:
        touch(session, kind, {record.id: 1 for record in records if record.kind is kind})
    if hide:
        deny(session, records)


def _is_withdrawn(session: Session, delivery_id: int | None) -> bool:
    delivery = session.get(Delivery, delivery_id) if delivery_id is not None else None
    return delivery is not None and delivery.state is DeliveryState.WITHDRAWN
