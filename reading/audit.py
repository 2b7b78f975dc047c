"""The log of events for administrators: who did or looked at what, when, before and after; a page of it, and all as CSV.

Of a record that the administrator's own levels do not open, no name and no value is told, only that something was done; so
too where such a record is named beside another, as in a decision on two papers.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from archive.errors import BadRequest, NotFound
from archive.local_time import VIETNAM
from archive.roles import Role
from catalogue.access import effective_access
from catalogue.audit import list_events, record_event
from catalogue.catalogue import Catalogue
from catalogue.models import Document, Event, File, RecordKind
from catalogue.publication import chunks
from reading.exports import BYTE_ORDER_MARK, as_csv, harmless
from reading.permission import require_role
from reading.reader import Reader

LISTED = 50  # events on a page
_WALKED = 500  # events of one step of an export
_LONGEST_NAME = 200
COLUMNS = ("id", "at", "who", "action", "kind", "reference", "before", "after", "detail")


@dataclass(frozen=True, slots=True)
class Asked:
    """Which events are wanted: by whom, what, of which record (reference or id), from which day to which (in Vietnam).

    Raises:
        BadRequest: a name holds what no name can, such as a NUL, which a database would choke on.
    """

    who: str = ""
    action: str = ""
    record: str = ""
    first_day: date | None = None
    last_day: date | None = None

    def __post_init__(self) -> None:
        if not f"{self.who}{self.action}{self.record}".isprintable():
            raise BadRequest("who, action and record must be printable text")


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event as it may be told. `is_closed`: it is about a record that is not open to this administrator."""

    id: int
    at: datetime
    who: str
    action: str
    kind: RecordKind | None
    record_id: str | None
    reference: str | None
    is_closed: bool
    before: dict[str, Any]
    after: dict[str, Any]
    detail: dict[str, Any]


def list_log(
    catalogue: Catalogue, reader: Reader, asked: Asked, *, before: int | None = None, size: int = LISTED
) -> tuple[list[EventLine], int | None]:
    """The newest events asked for, older than `before` if given; and what `before` is for those that follow, if any do.

    Raises:
        NotSignedIn, NotPermitted: the reader is no administrator.
        NotFound: the record named is none that the reader may see.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.reading() as session:
        events = _events(session, reader, asked, before, size + 1)
        lines = _lines(session, reader, events[:size])
    return lines, lines[-1].id if len(events) > size else None


def log_csv(catalogue: Catalogue, reader: Reader, asked: Asked) -> Iterator[str]:
    """The events asked for as CSV (RFC 4180), the newest first, streamed. That it was taken out is an event itself.

    Raises:
        NotSignedIn, NotPermitted, NotFound: as for `list_log`; before anything is sent.
    """
    first, following = list_log(catalogue, reader, asked, size=_WALKED)
    with catalogue.begin() as session:
        wanted = {name: str(value) for name, value in asdict(asked).items() if value}
        record_event(session, reader.name, "export-log", detail=wanted)

    def lines() -> Iterator[str]:
        yield BYTE_ORDER_MARK + as_csv([COLUMNS])
        told, before = first, following
        while True:
            yield as_csv([_row(line) for line in told])
            if before is None:
                return
            told, before = list_log(catalogue, reader, asked, before=before, size=_WALKED)

    return lines()


def _events(session: Session, reader: Reader, asked: Asked, before: int | None, limit: int) -> list[Event]:
    return list_events(
        session,
        limit,
        before,
        record=_record(session, reader, asked.record) if asked.record else None,
        who=asked.who or None,
        action=asked.action or None,
        since=_midnight(asked.first_day) if asked.first_day else None,
        until=_midnight(asked.last_day + timedelta(days=1)) if asked.last_day else None,
    )


def _record(session: Session, reader: Reader, id_: str) -> File | Document:
    found: File | Document | None = (
        session.get(Document, id_)
        or session.get(File, id_)
        or session.scalar(select(Document).where(Document.reference == id_))
        or session.scalar(select(File).where(File.reference == id_))
    )
    if found is None or not _is_open(reader, found):
        raise NotFound(f"there is no document or file '{id_[:80]}' for this reader")
    return found


def _is_open(reader: Reader, record: File | Document) -> bool:
    """Whether the reader's levels open a record; one that was withdrawn has its history all the same."""
    return effective_access(record) in reader.levels


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time.min, VIETNAM)


def _lines(session: Session, reader: Reader, events: Sequence[Event]) -> list[EventLine]:
    named = {event.id: set(_names(event)) for event in events}
    records = _records(session, {name for names in named.values() for name in names})
    return [_line(event, named[event.id], records, reader) for event in events]


def _names(event: Event) -> Iterator[str]:
    """All that may be the id or reference of a record in an event: its own, and what its details name besides."""
    if event.record_id is not None:
        yield event.record_id
    waiting: list[Any] = [event.detail, event.before, event.after]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str) and len(value) <= _LONGEST_NAME and " " not in value:
            yield value


def _records(session: Session, names: set[str]) -> dict[str, File | Document]:
    """The records of these ids and references, each under both."""
    found: list[File | Document] = []
    for some in chunks(sorted(names)):
        documents = select(Document).where(or_(Document.id.in_(some), Document.reference.in_(some)))
        found += session.scalars(documents.options(joinedload(Document.file)))
        found += session.scalars(select(File).where(or_(File.id.in_(some), File.reference.in_(some))))
    return {name: one for one in found for name in (one.id, one.reference)}


def _line(event: Event, names: set[str], records: dict[str, File | Document], reader: Reader) -> EventLine:
    record = records.get(event.record_id or "")
    is_lost = event.record_id is not None and record is None
    if is_lost or any(not _is_open(reader, records[name]) for name in names if name in records):
        return EventLine(event.id, event.at, event.who, event.action, event.kind, None, None, True, {}, {}, {})
    return EventLine(
        event.id,
        event.at,
        event.who,
        event.action,
        event.kind,
        event.record_id,
        record.reference if record else None,
        False,
        event.before or {},
        event.after or {},
        event.detail,
    )


def _row(line: EventLine) -> tuple[str, ...]:
    told = (_json(values) for values in (line.before, line.after, line.detail))
    at = line.at.astimezone(VIETNAM).isoformat(timespec="seconds")
    cells = (str(line.id), at, line.who, line.action, line.kind or "", line.reference or "", *told)
    return tuple(harmless(cell) for cell in cells)


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, sort_keys=True) if values else ""
