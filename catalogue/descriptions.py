"""Described fields: stated, superseded, undone. Nothing is ever overwritten, so the history of a field is its rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from archive.descriptions import Field, Place, Source, Statement
from archive.errors import BadRequest, NotFound
from archive.pages import Box
from catalogue.access import deny, effective_access, level_of
from catalogue.models import DescribedValue, Document, DocumentPart, File, Page, RecordKind, type_of_record, utc_now
from catalogue.originals import page_id
from catalogue.publication import chunks, touch
from catalogue.records import Record

INHERITED = frozenset({Field.TERM, Field.DATE})
"""Fields of a file that its documents' entries in the index depend on: a doubtful term is settled by the file's."""

_CHUNK = 300
_HAIR = 0.01  # of the page: two millimetres of an A4
_Rows = dict[tuple[Field, Source], DescribedValue]


@dataclass(frozen=True, slots=True)
class Version:
    """One row of a field's history. `superseded_at` is None for the current value of its source."""

    statement: Statement
    who: str
    at: datetime
    superseded_at: datetime | None


def describe(session: Session, kind: RecordKind, record_id: str) -> dict[Field, Statement]:
    """The effective description: of each field the word of a person, else the inventory's, else what was extracted."""
    return describe_many(session, kind, [record_id])[record_id]


def describe_many(session: Session, kind: RecordKind, record_ids: Sequence[str]) -> dict[str, dict[Field, Statement]]:
    """The effective descriptions of many records, by id; an id without statements has an empty one."""
    described: dict[str, dict[Field, Statement]] = {id_: {} for id_ in record_ids}
    for start in range(0, len(record_ids), _CHUNK):
        current = _current_rows(session, kind, record_ids[start : start + _CHUNK])
        effective = {id_: _effective(rows) for id_, rows in current.items()}
        places = _Places.load(session, [row for rows in effective.values() for row in rows.values()])
        for id_, rows in effective.items():
            described[id_] = {field: places.statement(row) for field, row in rows.items()}
    return described


def said_by(session: Session, record: Record, source: Source) -> dict[Field, Statement]:
    """What one source says of a record at present, whether it counts or not, with the places where it was read."""
    rows = _current_rows(session, record.kind, [record.id])[record.id]
    own = {field: row for (field, of_source), row in rows.items() if of_source is source}
    places = _Places.load(session, list(own.values()))
    return {field: places.statement(row) for field, row in own.items()}


def history(session: Session, record: Record, field: Field) -> list[Version]:
    """Every value the field ever had, oldest first."""
    rows = session.scalars(
        select(DescribedValue)
        .where(
            DescribedValue.kind == record.kind,
            DescribedValue.record_id == record.id,
            DescribedValue.field == field,
        )
        .order_by(DescribedValue.id)
    ).all()
    places = _Places.load(session, rows)
    return [Version(places.statement(row), row.who, row.at, row.superseded_at) for row in rows]


def current(session: Session, record: Record, source: Source) -> dict[Field, datetime]:
    """The fields on which a source has a say at present, each with when it said so."""
    rows = _current_rows(session, record.kind, [record.id])[record.id]
    return {field: row.at for (field, of_source), row in rows.items() if of_source is source}


def state(
    session: Session, record: Record, statements: Iterable[Statement], who: str, at: datetime | None = None
) -> bool:
    """Enter values of one record; see `state_many`. True when a reader sees a difference."""
    return bool(state_many(session, [(record, statements)], who, at))


def state_many(
    session: Session,
    described: Iterable[tuple[Record, Iterable[Statement]]],
    who: str,
    at: datetime | None = None,
) -> int:
    """Enter values of many records; returns how many records a reader now sees differently.

    A value that its source already gave, at the same place on the paper, changes nothing. Another one supersedes the
    older row of the same source and field. Where the effective description or the access changes, the record's revision
    grows and it is queued for the engine; where a file's change reaches its documents, theirs too.

    Raises:
        BadRequest: one source gives two values of one field, or an access that is no level.
    """
    by_kind = sorted(described, key=lambda pair: (pair[0].kind, pair[0].id))
    changed = 0
    for _kind, group in groupby(by_kind, key=lambda pair: pair[0].kind):
        pairs = list(group)
        for start in range(0, len(pairs), _CHUNK):
            changed += _state_chunk(session, pairs[start : start + _CHUNK], who, at or utc_now())
    return changed


def undo(
    session: Session, record: Record, field: Field, *, source: Source = Source.PERSON, at: datetime | None = None
) -> bool:
    """Take back the last value a source gave, so that the one before counts again. True when a reader sees it.

    Raises:
        NotFound: the source gives no value of this field now.
    """
    _lock(session, record.kind, [record.id])
    before = _current_rows(session, record.kind, [record.id])
    last = before[record.id].get((field, source))
    if last is None:
        raise NotFound(f"there is nothing to undo: {record.reference} has no {field} from {source}")
    last.superseded_at = at or utc_now()
    session.flush()  # before the older row counts again: one current row a source and field is the rule
    if last.supersedes is not None:
        older = session.get_one(DescribedValue, last.supersedes)
        older.superseded_at = None
        session.flush()
    return bool(_settle(session, [record], before, _current_rows(session, record.kind, [record.id])))


def retract(
    session: Session, record: Record, fields: Collection[Field], source: Source, *, at: datetime | None = None
) -> bool:
    """Let a source say nothing about these fields any more. True when a reader sees a difference."""
    _lock(session, record.kind, [record.id])
    before = _current_rows(session, record.kind, [record.id])
    for field in fields:
        row = before[record.id].get((field, source))
        if row is not None:
            row.superseded_at = at or utc_now()
    session.flush()
    return bool(_settle(session, [record], before, _current_rows(session, record.kind, [record.id])))


def _state_chunk(session: Session, pairs: Sequence[tuple[Record, Iterable[Statement]]], who: str, at: datetime) -> int:
    kind, ids = pairs[0][0].kind, [record.id for record, _ in pairs]
    session.flush()
    _lock(session, kind, ids)
    before = _current_rows(session, kind, ids)
    superseded, rows = [], []
    for record, statements in pairs:
        seen: set[tuple[Field, Source]] = set()
        for statement in statements:
            key = (statement.field, statement.source)
            if key in seen:
                raise BadRequest(f"{record.reference} has two values of {key[0]} from {key[1]}; keep one of them")
            seen.add(key)
            old = before[record.id].get(key)
            if old is not None and old.value == statement.value and not _is_moved(record, old, statement.place):
                continue
            if old is not None:
                superseded.append(old.id)
            rows.append(_row(record, statement, who, at, old))
    if not rows:
        return 0
    for start in range(0, len(superseded), _CHUNK):
        session.execute(
            update(DescribedValue)
            .where(DescribedValue.id.in_(superseded[start : start + _CHUNK]))
            .values(superseded_at=at)
        )
    session.execute(insert(DescribedValue), rows)
    records = [record for record, _ in pairs]
    return _settle(session, records, before, _current_rows(session, kind, ids))


def _settle(
    session: Session, records: Sequence[Record], before: Mapping[str, _Rows], after: Mapping[str, _Rows]
) -> int:
    """Bring revisions, access, outbox and deny-list in line with changed descriptions; returns the records changed."""
    changed: list[Record] = []
    moved: list[Record] = []
    for record in records:
        fields = _changed_fields(before[record.id], after[record.id])
        documents = _documents_in(session, record)
        levels = {reached.id: effective_access(reached) for reached in (record, *documents)}
        record.access = level_of(map(_bare, after[record.id].values()), record.default_access)
        reached = [document for document in documents if effective_access(document) is not levels[document.id]]
        touch(session, RecordKind.DOCUMENT, {d.id: 1 for d in (documents if fields & INHERITED else reached)})
        moved.extend(reached)
        if effective_access(record) is not levels[record.id]:
            moved.append(record)
        if fields or record in moved:
            changed.append(record)
    touch(session, records[0].kind, {record.id: 1 for record in changed})
    deny(session, moved)
    return len(changed)


def _documents_in(session: Session, record: Record) -> list[Document]:
    if not isinstance(record, File):
        return []
    return list(session.scalars(select(Document).where(Document.file_id == record.id).order_by(Document.id)))


def _lock(session: Session, kind: RecordKind, ids: Sequence[str]) -> None:
    """Let nobody else state anything of these records until commit (SQLite has one writer anyway)."""
    table = type_of_record[kind]
    session.execute(select(table.id).where(table.id.in_(ids)).order_by(table.id).with_for_update())


def _current_rows(session: Session, kind: RecordKind, ids: Sequence[str]) -> dict[str, _Rows]:
    rows: dict[str, _Rows] = {id_: {} for id_ in ids}
    current = select(DescribedValue).where(
        DescribedValue.kind == kind, DescribedValue.record_id.in_(ids), DescribedValue.superseded_at.is_(None)
    )
    for row in session.scalars(current):
        rows[row.record_id][row.field, row.source] = row
    return rows


def _effective(rows: _Rows) -> dict[Field, DescribedValue]:
    weakest_first = sorted(rows.values(), key=lambda row: -row.source.precedence)
    return {row.field: row for row in weakest_first}


def _changed_fields(before: _Rows, after: _Rows) -> set[Field]:
    was = {field: row.value for field, row in _effective(before).items()}
    now = {field: row.value for field, row in _effective(after).items()}
    return {field for field in was.keys() | now.keys() if was.get(field) != now.get(field)}


def _row(record: Record, statement: Statement, who: str, at: datetime, old: DescribedValue | None) -> dict[str, object]:
    box = statement.place.box if statement.place else None
    return {
        "kind": record.kind,
        "record_id": record.id,
        "field": statement.field,
        "value": statement.value,
        "source": statement.source,
        "confidence": statement.confidence,
        "page_id": _page_of(record, statement.place.page) if statement.place else None,
        "x": box.x if box else None,
        "y": box.y if box else None,
        "width": box.width if box else None,
        "height": box.height if box else None,
        "who": who,
        "at": at,
        "supersedes": old.id if old else None,
    }


def _is_moved(record: Record, old: DescribedValue, place: Place | None) -> bool:
    """Whether the same value now stands elsewhere: on another page, or the page was turned. A hair's breadth is no move."""
    if place is None or old.page_id is None:
        return False
    edges = ((old.x, place.box.x), (old.y, place.box.y), (old.width, place.box.width), (old.height, place.box.height))
    return old.page_id != _page_of(record, place.page) or any(abs((was or 0) - now) > _HAIR for was, now in edges)


def _page_of(record: Record, number: int) -> str:
    """The page id behind a document's page number."""
    left = number - 1
    for part in record.parts if isinstance(record, Document) else ():
        if 0 <= left < part.page_count:
            return page_id(part.asset_sha256, part.first_index + left)
        left -= part.page_count
    raise BadRequest(f"{record.reference} has no page {number}, so nothing can have been read there")


def _bare(row: DescribedValue) -> Statement:
    return Statement(row.field, row.value, row.source, row.confidence)


class _Places:
    """Turns rows back to statements: which page of the document a page id is."""

    def __init__(self, pages: Mapping[str, tuple[str, int]], parts: Mapping[str, list[DocumentPart]]) -> None:
        self._pages = pages
        self._parts = parts

    @classmethod
    def load(cls, session: Session, rows: Sequence[DescribedValue]) -> "_Places":
        placed = [row for row in rows if row.page_id is not None]
        pages: dict[str, tuple[str, int]] = {}
        parts: dict[str, list[DocumentPart]] = {}
        for ids in chunks(sorted({row.page_id for row in placed if row.page_id})):
            for page in session.scalars(select(Page).where(Page.id.in_(ids))):
                pages[page.id] = (page.asset_sha256, page.index)
        for ids in chunks(sorted({row.record_id for row in placed})):
            wanted = select(DocumentPart).where(DocumentPart.document_id.in_(ids))
            for part in session.scalars(wanted.order_by(DocumentPart.document_id, DocumentPart.position)):
                parts.setdefault(part.document_id, []).append(part)
        return cls(pages, parts)

    def statement(self, row: DescribedValue) -> Statement:
        return Statement(row.field, row.value, row.source, row.confidence, self._place(row))

    def _place(self, row: DescribedValue) -> Place | None:
        sha256, index = self._pages.get(row.page_id or "", ("", -1))
        number = 0
        for part in self._parts.get(row.record_id, ()):
            if part.asset_sha256 == sha256 and part.first_index <= index <= part.last_index:
                box = Box(row.x or 0.0, row.y or 0.0, row.width or 0.0, row.height or 0.0)
                return Place(number + index - part.first_index + 1, box)
            number += part.page_count
        return None  # no place, or on a page that has left the document since
