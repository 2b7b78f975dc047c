"""The outbox: what changed, in the same transaction as the change; and who may bring it to the engine."""

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, case, delete, func, literal, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import set_committed_value
from sqlalchemy.orm.util import identity_key

from archive.errors import Unavailable
from catalogue.models import (
    Action,
    Base,
    Denial,
    Document,
    File,
    IndexState,
    OutboxEntry,
    PublicationLease,
    RecordKind,
    type_of_record,
    utc_now,
)

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue

_Row = TypeVar("_Row")
LEASE = timedelta(seconds=30)  # a publisher that died is followed by another after this long
REFUSED_WAIT = timedelta(minutes=5)  # until a record that the engine refused is tried again
_CHUNK = 500  # ids in one statement; SQLite allows 32,766 variables, PostgreSQL 65,535


@dataclass(frozen=True, slots=True)
class Change:
    """One record for the engine: what to do with it, and the revision it has."""

    kind: RecordKind
    record_id: str
    revision: int
    action: Action


def touch(session: Session, kind: RecordKind, changes: Mapping[str, int]) -> None:
    """Count `changes` (record id → how many real changes) on the records' revisions, and queue them for the engine."""
    bump(session, kind, changes)
    enqueue(session, kind, changes)


def bump(session: Session, kind: RecordKind, changes: Mapping[str, int]) -> None:
    """Count changes on the revisions without queueing. In order of id, so that two writers never wait for each other."""
    session.flush()
    table = type_of_record[kind]
    for count in sorted(set(changes.values())):
        for ids in chunks(sorted(id_ for id_, times in changes.items() if times == count)):
            statement = update(table).where(table.id.in_(ids)).values(revision=table.revision + count)
            rows = session.execute(
                statement.returning(table.id, table.revision).execution_options(synchronize_session=False)
            )
            # By hand: SQLAlchemy's own way looks at every object of the session, at each call.
            for id_, revision in rows:
                record = session.identity_map.get(identity_key(table, id_))
                if record is not None:
                    set_committed_value(record, "revision", revision)


def enqueue(session: Session, kind: RecordKind, record_ids: Iterable[str]) -> None:
    """Queue records as they now stand: to be shown, or taken out when withdrawn."""
    session.flush()
    table = type_of_record[kind]
    for ids in chunks(sorted(record_ids)):
        _enqueue(session, kind, table.id.in_(ids))


def enqueue_all(session: Session) -> None:
    """Queue every record."""
    session.flush()
    for kind, table in type_of_record.items():
        _enqueue(session, kind, table.id.is_not(None))


def take_changes(session: Session, limit: int) -> list[Change]:
    """The changes that wait longest, at most `limit`, but not those `postpone`d; they stay queued until `settle`d."""
    rows = session.scalars(
        select(OutboxEntry)
        .where(OutboxEntry.queued_at <= utc_now())
        .order_by(OutboxEntry.queued_at, OutboxEntry.kind, OutboxEntry.record_id)
        .limit(limit)
    )
    return [Change(row.kind, row.record_id, row.revision, row.action) for row in rows]


def settle(session: Session, changes: Sequence[Change]) -> None:
    """The engine holds these changes for readers now: out of the outbox, unless the record changed again meanwhile."""
    for chunk in chunks(changes):
        held = [and_(OutboxEntry.kind == c.kind, OutboxEntry.record_id == c.record_id, OutboxEntry.revision <= c.revision)
                for c in chunk]  # fmt: skip
        session.execute(delete(OutboxEntry).where(or_(*held)).execution_options(synchronize_session=False))
        shown = [and_(Denial.record_id == c.record_id, Denial.revision <= c.revision) for c in chunk]
        session.execute(delete(Denial).where(or_(*shown)).execution_options(synchronize_session=False))


def postpone(session: Session, changes: Sequence[Change]) -> None:
    """The engine refused these records: they wait a while, so that they hold up no others, and are tried again."""
    for chunk in chunks(changes):
        refused = [and_(OutboxEntry.kind == c.kind, OutboxEntry.record_id == c.record_id) for c in chunk]
        later = update(OutboxEntry).where(or_(*refused)).values(queued_at=utc_now() + REFUSED_WAIT)
        session.execute(later.execution_options(synchronize_session=False))


def count_changes(session: Session) -> int:
    """How many records wait for the engine."""
    return session.scalar(select(func.count()).select_from(OutboxEntry)) or 0


def catalogue_revision(session: Session) -> int:
    """How many real changes all records have seen: the same after the same deliveries, however they were taken in."""
    return sum(session.scalar(select(func.coalesce(func.sum(table.revision), 0))) or 0 for table in (File, Document))


def index_state(session: Session, name: str) -> tuple[int, str]:
    """The catalogue's revision that an index has caught up with, and its own marker; (0, "") for a new one."""
    state = session.get(IndexState, name)
    return (state.revision, state.marker) if state else (0, "")


def set_index_state(session: Session, name: str, revision: int, marker: str = "") -> None:
    """Note what an index now holds."""
    session.merge(IndexState(name=name, revision=revision, marker=marker))


class Lease:
    """The right to publish, for a while."""

    def __init__(self, catalogue: "Catalogue", holder: str) -> None:
        self._catalogue = catalogue
        self._holder = holder

    def renew(self) -> bool:
        """Hold on for another `LEASE`; call it at every batch. False when it was lost: stop publishing."""
        with self._catalogue.begin() as session:
            return _take_lease(session, self._holder, utc_now())

    def release(self) -> None:
        """Let another publish."""
        with self._catalogue.begin() as session:
            session.execute(delete(PublicationLease).where(PublicationLease.holder == self._holder))


@contextmanager
def publisher_lease(catalogue: "Catalogue", holder: str) -> Iterator[Lease]:
    """Be the one publisher while the block runs; `holder` names the process for people (`ingest on host`, `server`).

    Raises:
        Unavailable: another process publishes now; what is queued will be brought by it.
    """
    lease = Lease(catalogue, f"{holder} {uuid.uuid4().hex[:8]}")
    if not lease.renew():
        with catalogue.reading() as session:
            other = session.scalar(select(PublicationLease.holder)) or "another process"
        raise Unavailable(f"{other.rsplit(' ', 1)[0]} is publishing to the index; it brings what is queued")
    try:
        yield lease
    finally:
        lease.release()


def chunks(rows: Sequence[_Row]) -> Iterator[Sequence[_Row]]:
    """A long sequence in pieces that fit into one statement."""
    for start in range(0, len(rows), _CHUNK):
        yield rows[start : start + _CHUNK]


def upsert(session: Session, table: type[Base], rows: Any, *, key: Sequence[str], changes: Sequence[str]) -> None:
    """Insert rows (a list of dicts, or a select of `key` then `changes`); where the key is there, set `changes`."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement: Any = dialect.insert(table)
    statement = statement.values(rows) if isinstance(rows, list) else statement.from_select([*key, *changes], rows)
    session.execute(
        statement.on_conflict_do_update(
            index_elements=list(key), set_={name: statement.excluded[name] for name in changes}
        )
    )


def _enqueue(session: Session, kind: RecordKind, which: Any) -> None:
    table = type_of_record[kind]
    action = case((table.withdrawn, literal(Action.DELETE.value)), else_=literal(Action.UPSERT.value))
    rows = select(literal(kind.value), table.id, table.revision, action, literal(utc_now(), OutboxEntry.queued_at.type))
    upsert(
        session,
        OutboxEntry,
        rows.where(which),
        key=("kind", "record_id"),
        changes=("revision", "action", "queued_at"),
    )


def _take_lease(session: Session, holder: str, now: datetime) -> bool:
    row = {"name": "publisher", "holder": holder, "expires_at": now + LEASE}
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    statement = dialect.insert(PublicationLease).values(row)
    # One statement decides: two processes that ask at once cannot both be told yes.
    statement = statement.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": holder, "expires_at": row["expires_at"]},
        where=or_(PublicationLease.holder == holder, PublicationLease.expires_at < now),
    )
    granted: str | None = session.scalar(statement.returning(PublicationLease.holder))
    return granted == holder
