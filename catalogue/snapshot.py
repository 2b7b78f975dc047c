"""The whole catalogue as plain data that two catalogues can be compared by: no times, no opaque ids, sorted."""

import hashlib
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import (
    Arrangement,
    Asset,
    AssetName,
    Citation,
    Delivery,
    DeliveryItem,
    DescribedValue,
    Document,
    File,
    Fonds,
    Inventory,
    Page,
    PageSettings,
    PageWork,
    RecordKind,
    Repository,
    StoredText,
    Term,
)


def snapshot(session: Session) -> dict[str, Any]:
    """Everything of lasting meaning, as lists of plain rows by table.

    Left out: when and in what order things happened, events (a killed run begins twice), outbox, deny-list
    and lease (they say how far publication got, not what is true). It holds the whole catalogue in memory: for tests and small archives.
    """
    fingerprints = _pairs(session, Delivery.id, Delivery.fingerprint)
    references = {
        RecordKind.FILE: _pairs(session, File.id, File.reference),
        RecordKind.DOCUMENT: _pairs(session, Document.id, Document.reference),
    }
    return {
        "repositories": _sorted((r.code, r.title) for r in session.scalars(select(Repository))),
        "fonds": _sorted((f.repository.code, f.code, f.title, f.provisional) for f in session.scalars(select(Fonds))),
        "terms": _sorted(
            (t.fonds.code, t.code, t.first_day.isoformat(), t.last_day.isoformat())
            for t in session.scalars(select(Term))
        ),
        "inventories": _sorted((i.fonds.code, i.code, i.title) for i in session.scalars(select(Inventory))),
        "files": _sorted(
            (*_record(file, fingerprints), file.inventory.fonds.code, file.inventory.code, file.code)
            for file in session.scalars(select(File))
        ),
        "documents": _sorted(
            (
                *_record(document, fingerprints),
                document.file.reference,
                document.ordinal,
                tuple((part.asset_sha256, part.first_index, part.last_index) for part in document.parts),
            )
            for document in session.scalars(select(Document))
        ),
        "statements": _statements(session, references),
        "citations": _sorted(
            (references[RecordKind.DOCUMENT][c.document_id], c.position, c.number, c.date, c.body, c.page_id, c.x, c.y)
            for c in session.scalars(select(Citation))
        ),
        "assets": _sorted((a.sha256, a.size, a.media_kind, a.page_count) for a in session.scalars(select(Asset))),
        "asset_names": _sorted(
            (name.path, name.asset_sha256, str(name.state), fingerprints.get(name.delivery_id or 0, ""))
            for name in session.scalars(select(AssetName))
        ),
        "pages": _sorted(
            (page.asset_sha256, page.index, page.id, page.width, page.height, page.rotation)
            for page in session.scalars(select(Page))
        ),
        "page_texts": _sorted(
            (
                text.page_id,
                hashlib.sha256(text.blob).hexdigest(),
                text.source,
                text.confidence,
                text.readings,
                text.engine,
                text.revision,
            )
            for text in session.scalars(select(StoredText))
        ),
        "page_work": _sorted(
            (work.page_id, str(work.state), work.stage, work.error_class, work.reason, work.attempts)
            for work in session.scalars(select(PageWork))
        ),
        "arrangements": _sorted(
            (
                done.action,
                done.why,
                done.undone_at is None,
                _sorted(
                    (references[RecordKind.DOCUMENT][step.document_id], step.before, step.after) for step in done.steps
                ),
            )
            for done in session.scalars(select(Arrangement))
        ),
        "page_settings": _sorted(
            (row.page_id, sorted(row.chosen.items()), row.who, row.superseded_at is None)
            for row in session.scalars(select(PageSettings))
        ),
        "deliveries": _sorted(
            (d.fingerprint, d.name, d.path_label, str(d.state), d.finished_at is not None, sorted(d.counts.items()))
            for d in session.scalars(select(Delivery))
        ),
        "delivery_items": _sorted(
            (fingerprints[item.delivery_id], item.name, item.sha256 or "", str(item.state), item.message)
            for item in session.scalars(select(DeliveryItem))
        ),
    }


def _statements(session: Session, references: dict[RecordKind, dict[Any, str]]) -> list[Any]:
    """Every row of every history; a superseded one is told by the value that took its place."""
    rows = list(session.scalars(select(DescribedValue)))
    values = {row.id: row.value for row in rows}
    return _sorted(
        (
            str(row.kind),
            references[row.kind][row.record_id],
            str(row.field),
            str(row.source),
            row.value,
            row.confidence,
            (row.page_id, row.x, row.y, row.width, row.height),
            row.who,
            values.get(row.supersedes or 0),
            row.superseded_at is None,
        )
        for row in rows
    )


def _record(record: File | Document, fingerprints: dict[Any, str]) -> tuple[Any, ...]:
    return (
        record.reference,
        record.provisional,
        str(record.default_access),
        str(record.access),
        record.withdrawn,
        record.revision,
        fingerprints.get(record.delivery_id, ""),
    )


def _pairs(session: Session, key: Any, value: Any) -> dict[Any, str]:
    return {row[0]: row[1] for row in session.execute(select(key, value))}


def _sorted(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    return sorted(rows, key=repr)
