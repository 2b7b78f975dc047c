"""Brings what is committed in the catalogue to the engine: changes as they come, or everything anew."""

import logging
import os
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.dates import PartialDate
from archive.descriptions import Field, Statement
from archive.errors import Unavailable, VankhoError
from archive.pages import PrintedLine
from catalogue.access import effective_access
from catalogue.catalogue import Catalogue
from catalogue.descriptions import describe_many
from catalogue.models import (
    Action,
    Document,
    File,
    PublicationLease,
    RecordKind,
    type_of_record,
    utc_now,
)
from catalogue.page_work import page_lines
from catalogue.publication import (
    LEASE,
    Change,
    Lease,
    catalogue_revision,
    enqueue_all,
    postpone,
    publisher_lease,
    set_index_state,
    settle,
    take_changes,
)
from catalogue.records import get_records, page_ids_of
from indexer.progress import Reporter, Silent
from search.entries import RecordEntry, RecordLevel, RecordSummary
from search.port import NotPublished, SearchEngine, Writer
from search.publishing import build_text_of_lines

BATCH = 50  # records brought over in one commit of the engine
HELD_AT_ONCE = 2_000  # records of which a rebuilt index is asked at once whether it holds them: nearly always all
PAGES_AT_ONCE = 200
INDEX = "records"
PUBLISH_EVERY = 1.0  # seconds; the design promises that a change is found within 2
PATIENCE_SECONDS = LEASE.total_seconds() + 5
_log = logging.getLogger(__name__)
_Description = dict[Field, Statement]


class Publisher:
    """Publishes one catalogue to one engine; only one publisher works at a time, whoever holds the lease."""

    def __init__(self, catalogue: Catalogue, engine: SearchEngine, name: str = "publisher") -> None:
        self._catalogue = catalogue
        self._engine = engine
        self._holder = f"{name} on {socket.gethostname()} ({os.getpid()})"

    def run_once(self) -> int:
        """Bring over all that waits; returns how many records. 0 at once when nothing waits or another publishes.

        Raises:
            NotPublished: the engine refused some records; all others were brought over, these are tried again later.
            Unavailable: the engine does not answer.
        """
        with self._catalogue.reading() as session:
            if not take_changes(session, 1):
                return 0
        held = False
        try:
            with publisher_lease(self._catalogue, self._holder) as lease:
                held = True
                return self._drain(lease)
        except Unavailable:
            with self._catalogue.reading() as session:
                if not held and not take_changes(session, 1):
                    return 0  # another publisher brought everything meanwhile
            raise

    def run_out(self) -> int:
        """Bring over all that waits, or wait until the one who publishes now has: a server, or a killed run's lease runs out.

        Raises:
            Unavailable: the engine does not answer, or another held on all the time and records still wait.
        """
        for waiting in self._until_free():
            if not waiting:
                return 0
        return self.run_once()

    def rebuild(self, reporter: Reporter | None = None) -> int:
        """Fill a new index from the catalogue beside the live one and swap it in; returns how many records it holds.

        Waits as `run_out` does for another who publishes now.

        Raises:
            NotPublished: the engine refused a few records; the new index is live with all others.
            Unavailable: another held on all the time, or the engine does not answer; the live index stays.
        """
        reporter = reporter or Silent()
        for _ in self._until_free():
            pass
        with publisher_lease(self._catalogue, self._holder) as lease:
            with self._catalogue.begin() as session:
                enqueue_all(session)  # what changes during the rebuild stays queued behind it
            with self._catalogue.reading() as session:
                revision = catalogue_revision(session)
                ids = {kind: _visible(session, kind) for kind in (RecordKind.FILE, RecordKind.DOCUMENT)}
            total = sum(len(of_kind) for of_kind in ids.values())
            reporter.stage("Indexing", total, "records")
            # Records that the engine refuses stay queued: draining tries them again, and tells of them.
            with suppress(NotPublished), self._engine.rebuild() as writer:
                for kind, wanted in ids.items():
                    for start in range(0, len(wanted), BATCH):
                        _require(lease)
                        for entry in self._write(writer, kind, wanted[start : start + BATCH]):
                            del entry
                            reporter.step()
            self._drain(lease, unless_held=True)
            with self._catalogue.begin() as session:
                set_index_state(session, INDEX, revision)
        return total

    def _until_free(self) -> Iterator[bool]:
        """Look, and look again while another holds the lease, as long as patience lasts: whether anything waits."""
        last = time.monotonic() + PATIENCE_SECONDS
        while True:
            with self._catalogue.reading() as session:
                held = session.scalar(select(PublicationLease.holder).where(PublicationLease.expires_at > utc_now()))
                waiting = bool(take_changes(session, 1))
            yield waiting
            if held is None or time.monotonic() > last:
                return
            time.sleep(0.2)

    def _write(self, writer: Writer, kind: RecordKind, ids: Sequence[str]) -> list[str]:
        with self._catalogue.reading() as session:
            writer.upsert(entries_of(session, kind, ids))
        return list(ids)

    def _drain(self, lease: Lease, *, unless_held: bool = False) -> int:
        done = 0
        most = HELD_AT_ONCE if unless_held else BATCH
        refused: dict[str, str] = {}
        while True:
            _require(lease)
            with self._catalogue.reading() as session:
                changes = take_changes(session, most)
                if not changes:
                    break
                self._bring(session, changes, lease, unless_held=unless_held)
            refused |= self._commit(changes)
            done += len(changes)
        if refused:
            raise NotPublished(refused)
        if done:
            with self._catalogue.begin() as session:
                set_index_state(session, INDEX, catalogue_revision(session))
        return done

    def _commit(self, changes: Sequence[Change]) -> dict[str, str]:
        """Make a batch visible and settle it; returns why the engine refused records, by id: they stay queued."""
        refused: dict[str, str] = {}
        try:
            self._engine.commit()
        except NotPublished as fault:
            refused = fault.reasons
        with self._catalogue.begin() as session:
            settle(session, [change for change in changes if change.record_id not in refused])
            postpone(session, [change for change in changes if change.record_id in refused])
        return refused

    def _bring(self, session: Session, changes: Sequence[Change], lease: Lease, *, unless_held: bool) -> None:
        gone = [change.record_id for change in changes if change.action is Action.DELETE]
        if gone:
            self._engine.delete(gone)
        for kind in RecordKind:
            wanted = [change for change in changes if change.kind is kind and change.action is Action.UPSERT]
            if unless_held:
                held = self._engine.revisions_of([change.record_id for change in wanted])
                wanted = [change for change in wanted if held.get(change.record_id) != change.revision]
            for start in range(0, len(wanted), BATCH):
                if start:  # the lease is renewed for each batch that takes its time
                    _require(lease)
                self._engine.upsert(entries_of(session, kind, [c.record_id for c in wanted[start : start + BATCH]]))


@contextmanager
def published_as_it_comes(publisher: Publisher, every: float = PUBLISH_EVERY) -> Iterator[None]:
    """Bring what is committed to the engine while the block runs, every so many seconds, in a thread of its own.

    What goes wrong there goes to the log and is tried again; a batch at work is finished before the block is left.
    """
    stopping = threading.Event()

    def keep_publishing() -> None:
        while not stopping.is_set():
            try:
                publisher.run_once()
            except Unavailable as fault:
                _log.info("not published now: %s", fault)
            except VankhoError as fault:
                _log.error("not published: %s", fault)
            except Exception:  # noqa: BLE001 - the edge of the thread: one fault must not stop publishing for good
                _log.exception("an unforeseen fault while publishing; tried again")
            stopping.wait(every)

    thread = threading.Thread(target=keep_publishing, name="publisher", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopping.set()
        thread.join()


def entries_of(session: Session, kind: RecordKind, ids: Sequence[str]) -> Iterator[RecordEntry]:
    """What an engine is to hold of these records, one at a time; records no longer there are passed over."""
    found = get_records(session, kind, ids)
    described = describe_many(session, kind, list(found))
    records = [found[id_] for id_ in ids if id_ in found]
    for record in records:
        if isinstance(record, File):
            yield _file_entry(record, described[record.id])
    documents = [record for record in records if isinstance(record, Document)]
    of_files = describe_many(session, RecordKind.FILE, list({document.file_id for document in documents}))
    for some in _read_together(documents):
        texts = _texts(session, some)
        for document in some:
            title = _value(of_files[document.file_id], Field.TITLE) or ""
            summary = _summary(document, document.file, described[document.id], title)
            yield RecordEntry(summary, build_text_of_lines(texts.pop(document.id)))


def _read_together(documents: Sequence[Document]) -> Iterator[list[Document]]:
    """The documents in runs of at most `PAGES_AT_ONCE` pages; a longer one alone."""
    some: list[Document] = []
    pages = 0
    for document in documents:
        if some and pages + document.page_count > PAGES_AT_ONCE:
            yield some
            some, pages = [], 0
        some.append(document)
        pages += document.page_count
    if some:
        yield some


def _texts(session: Session, documents: Sequence[Document]) -> dict[str, list[tuple[str, list[PrintedLine]]]]:
    """The lines of all pages of each document; a page not yet read has its place without words, so that numbers stay true."""
    pages = page_ids_of(session, [document.id for document in documents])
    ids = list(dict.fromkeys(chain.from_iterable(pages.values())))
    lines: dict[str, list[PrintedLine]] = {}
    for start in range(0, len(ids), PAGES_AT_ONCE):
        lines |= page_lines(session, ids[start : start + PAGES_AT_ONCE])
    return {id_: [(page, lines.get(page, [])) for page in of_document] for id_, of_document in pages.items()}


def _file_entry(file: File, description: _Description) -> RecordEntry:
    return RecordEntry(_summary(file, file, description, _value(description, Field.TITLE) or ""))


def _summary(record: File | Document, file: File, description: _Description, file_title: str) -> RecordSummary:
    inventory, fonds = file.inventory, file.inventory.fonds
    dated = _value(description, Field.DATE)
    pages = _value(description, Field.PAGE_COUNT) or "0"
    return RecordSummary(
        id=record.id,
        level=RecordLevel(record.kind.value),
        reference=record.reference,
        access=effective_access(record),
        revision=record.revision,
        title=_value(description, Field.TITLE) or "",
        number=_value(description, Field.NUMBER),
        type=_value(description, Field.TYPE),
        issuer=_value(description, Field.ISSUER),
        signer=_value(description, Field.SIGNER),
        date=PartialDate.from_text(dated) if dated else None,
        fonds=fonds.code,
        fonds_title=fonds.title,
        inventory=inventory.code,
        file=file.reference,
        file_title=file_title,
        term=_value(description, Field.TERM),
        page_count=record.page_count if isinstance(record, Document) else int(pages) if pages.isdigit() else 0,
    )


def _value(description: _Description, field: Field) -> str | None:
    statement = description.get(field)
    return statement.value if statement and statement.value else None


def _visible(session: Session, kind: RecordKind) -> list[str]:
    table = type_of_record[kind]
    return list(session.scalars(select(table.id).where(table.withdrawn.is_(False)).order_by(table.order_key, table.id)))


def _require(lease: Lease) -> None:
    if not lease.renew():
        raise Unavailable("another process took over publishing; it brings what is queued")
