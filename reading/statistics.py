"""What the archive holds and how well it is described, in numbers: only of records that this reader may see."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, select
from sqlalchemy.orm import Session, aliased

from archive.descriptions import Field, Source
from archive.local_time import VIETNAM
from archive.vietnamese import natural_key
from catalogue.doubts import COMPARED, SURE
from catalogue.models import (
    Delivery,
    DescribedValue,
    Document,
    DocumentPart,
    File,
    Fonds,
    Inventory,
    Page,
    PageState,
    PageWork,
    RecordKind,
)
from catalogue.publication import catalogue_revision
from catalogue.records import readable_documents
from reading.exports import BYTE_ORDER_MARK
from reading.reader import Reader
from reading.room import ReadingRoom


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of something there is. `key` is a fonds' code, a term, a year, or a delivery's number; `label` is for people."""

    key: str
    label: str
    files: int
    documents: int
    pages: int


@dataclass(frozen=True, slots=True)
class Described:
    """Of how many documents a field is known: by a person, the inventory, or the paper (surely, or doubtfully); and of how many not."""

    field: Field
    by_person: int
    by_inventory: int
    sure: int
    doubtful: int
    missing: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """All the figures. `failed` and `waiting` are pages that could not be read, or not yet."""

    total: Holding
    fonds: tuple[Holding, ...]
    terms: tuple[Holding, ...]
    years: tuple[Holding, ...]
    deliveries: tuple[Holding, ...]
    described: tuple[Described, ...]
    failed: int
    waiting: int


def count_all(room: ReadingRoom, reader: Reader) -> Statistics:
    """What this reader may see, counted; undated documents are in no year, and so on.

    As the catalogue has it at this moment, but for pages that were read or failed within the last minute. Counting a
    large archive takes seconds, so figures are kept until a record changes.
    """
    with room.catalogue.reading() as session:
        revision = catalogue_revision(session)
    return room.figures.get(reader.levels, revision, lambda: _count(room, reader))


def _count(room: ReadingRoom, reader: Reader) -> Statistics:
    with room.catalogue.reading() as session:
        papers = _papers(reader)
        amounts = func.count(papers.c.file_id.distinct()), func.count(), func.coalesce(func.sum(papers.c.pages), 0)
        files, documents, pages = session.execute(select(*amounts)).one()
        fonds = session.execute(
            select(Fonds.code, Fonds.title, *amounts)
            .select_from(papers)
            .join(Fonds, Fonds.id == papers.c.fonds_id)
            .group_by(Fonds.id, Fonds.code, Fonds.title, Fonds.order_key)
            .order_by(Fonds.order_key)
        )
        deliveries = session.execute(
            select(Delivery.id, Delivery.received_at, *amounts)
            .select_from(papers)
            .join(Delivery, Delivery.id == papers.c.delivery_id)
            .group_by(Delivery.id, Delivery.received_at)
            .order_by(Delivery.id)
        )
        states = _unread(session, papers)
        return Statistics(
            total=Holding("", "", files, documents, pages),
            fonds=tuple(Holding(code, title or code, *counts) for code, title, *counts in fonds),
            terms=_by_value(session, papers, Field.TERM, amounts, lambda value: value),
            years=_by_value(session, papers, Field.DATE, amounts, lambda value: func.substr(value, 1, 4)),
            deliveries=tuple(_delivery(*row) for row in deliveries),
            described=tuple(_described(session, papers, documents)),
            failed=states.get(PageState.FAILED, 0),
            waiting=states.get(PageState.WAITING, 0),
        )


def statistics_csv(statistics: Statistics) -> str:
    """The same figures as CSV (RFC 4180), a line each, with a byte order mark for spreadsheets."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(("by", "key", "label", "files", "documents", "pages"))
    groups: dict[str, Sequence[Holding]] = {
        "total": [statistics.total],
        "fonds": statistics.fonds,
        "term": statistics.terms,
        "year": statistics.years,
        "delivery": statistics.deliveries,
    }
    for by, holdings in groups.items():
        for one in holdings:
            label = f"'{one.label}" if one.label.startswith(("=", "+", "-", "@")) else one.label
            writer.writerow((by, one.key, label, one.files, one.documents, one.pages))
    writer.writerow(())
    writer.writerow(("field", "by_person", "by_inventory", "sure", "doubtful", "missing"))
    for told in statistics.described:
        row = (told.field.value, told.by_person, told.by_inventory, told.sure, told.doubtful, told.missing)
        writer.writerow(row)
    return BYTE_ORDER_MARK + text.getvalue()


def _papers(reader: Reader) -> Subquery:
    """The documents that the reader may see, each with its file, fonds, delivery and number of pages."""
    length = DocumentPart.last_index - DocumentPart.first_index + 1
    return (
        select(
            Document.id,
            Document.file_id,
            Document.delivery_id,
            Inventory.fonds_id,
            func.sum(length).label("pages"),
        )
        .join(File, File.id == Document.file_id)
        .join(Inventory, Inventory.id == File.inventory_id)
        .join(DocumentPart, DocumentPart.document_id == Document.id)
        .where(readable_documents(reader.levels))
        .group_by(Document.id, Document.file_id, Document.delivery_id, Inventory.fonds_id)
        .subquery()
    )


def _rank(source: Any) -> ColumnElement[int]:
    return case({one: one.precedence for one in Source}, value=source)


def _effective(papers: Subquery, *columns: Any) -> tuple[Select[Any], type[DescribedValue]]:
    """A query over the values that count: of each field of each paper the one of the strongest source, where it says something."""
    value, stronger = aliased(DescribedValue), aliased(DescribedValue)
    outweighed = exists().where(
        stronger.kind == RecordKind.DOCUMENT,
        stronger.record_id == value.record_id,
        stronger.field == value.field,
        stronger.superseded_at.is_(None),
        _rank(stronger.source) < _rank(value.source),
    )
    query = (
        select(*columns)
        .select_from(papers)
        .join(value, and_(value.kind == RecordKind.DOCUMENT, value.record_id == papers.c.id))
        .where(value.superseded_at.is_(None), value.value != "", ~outweighed)
    )
    return query, value


def _by_value(session: Session, papers: Subquery, field: Field, amounts: Any, key_of: Any) -> tuple[Holding, ...]:
    query, value = _effective(papers)
    key = key_of(value.value)
    rows = session.execute(query.add_columns(key, *amounts).where(value.field == field).group_by(key))
    found = [Holding(key, key, *counts) for key, *counts in rows]
    return tuple(sorted(found, key=lambda holding: natural_key(holding.key)))


def _delivery(number: int, received: datetime, *counts: int) -> Holding:
    """A delivery by its number and day: what its folder was called is the archive's own business."""
    return Holding(str(number), f"{number} ({received.astimezone(VIETNAM):%d/%m/%Y})", *counts)


def _described(session: Session, papers: Subquery, documents: int) -> list[Described]:
    query, value = _effective(papers)
    is_sure = value.confidence >= SURE
    rows = session.execute(
        query.add_columns(value.field, value.source, is_sure, func.count())
        .where(value.field.in_(COMPARED))
        .group_by(value.field, value.source, is_sure)
    )
    counts: dict[Field, dict[tuple[Source, bool], int]] = {field: {} for field in COMPARED}
    for field, source, sure, count in rows:
        counts[field][source, bool(sure)] = count
    told = []
    for field, known in counts.items():
        by = {source: known.get((source, True), 0) + known.get((source, False), 0) for source in Source}
        sure, doubtful = known.get((Source.EXTRACTED, True), 0), known.get((Source.EXTRACTED, False), 0)
        missing = documents - sum(by.values())
        told.append(Described(field, by[Source.PERSON], by[Source.INVENTORY], sure, doubtful, missing))
    return told


def _unread(session: Session, papers: Subquery) -> dict[PageState, int]:
    """How many pages of these papers could not be read, or not yet."""
    rows = session.execute(
        select(PageWork.state, func.count(PageWork.page_id.distinct()))
        .join(Page, Page.id == PageWork.page_id)
        .join(
            DocumentPart,
            and_(
                DocumentPart.asset_sha256 == Page.asset_sha256,
                Page.index.between(DocumentPart.first_index, DocumentPart.last_index),
            ),
        )
        .join(papers, papers.c.id == DocumentPart.document_id)
        .where(PageWork.state != PageState.DONE)
        .group_by(PageWork.state)
    )
    return {row[0]: row[1] for row in rows}
