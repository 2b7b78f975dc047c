"""The ledger of page work: which pages wait, are done, or failed and why. A killed run resumes from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, func, select, update
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.pages import PageText, PrintedLine, decode, decode_lines, encode
from catalogue.models import (
    Asset,
    Document,
    DocumentPart,
    File,
    Fonds,
    Inventory,
    Page,
    PageSettings,
    PageState,
    PageWork,
    RecordKind,
    StoredText,
    utc_now,
)
from catalogue.originals import get_page
from catalogue.page_settings import NONE
from catalogue.publication import bump, enqueue
from catalogue.records import documents_of_page

READ = "read"  # the stage of a page that went all the way


@dataclass(frozen=True, slots=True)
class WaitingPage:
    """A page to be read: where its bytes are (asset, index from 0), and its place in the queue.

    `chosen` are the options that a person chose for it (`catalogue.page_settings`).
    """

    sequence: int
    page_id: str
    asset_sha256: str
    media_kind: str
    index: int
    attempts: int
    chosen: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class FailedPage:
    """A page that could not be read: at which stage, why, and after how many attempts."""

    sequence: int
    page_id: str
    asset_sha256: str
    index: int
    stage: str
    error_class: str
    reason: str
    attempts: int


def waiting_pages(session: Session, limit: int, after: int = 0) -> list[WaitingPage]:
    """The pages that wait, in the order they came, from the one behind `after` (a `sequence`)."""
    waiting = _pages_to_read().where(PageWork.state == PageState.WAITING, PageWork.sequence > after)
    return [_to_read(*row) for row in session.execute(waiting.order_by(PageWork.sequence).limit(limit))]


def page_to_read(session: Session, page_id: str) -> WaitingPage:
    """One page as if it waited, whatever its state.

    Raises:
        NotFound: there is no such page.
    """
    row = session.execute(_pages_to_read().where(PageWork.page_id == page_id)).one_or_none()
    if row is None:
        raise NotFound(f"there is no page with the id '{page_id[:80]}'")
    return _to_read(*row)


def failed_pages(session: Session, limit: int, after: int = 0) -> list[FailedPage]:
    """The pages that failed, in the order they came, from the one behind `after` (a `sequence`)."""
    rows = session.execute(
        select(PageWork, Page)
        .join(Page, Page.id == PageWork.page_id)
        .where(PageWork.state == PageState.FAILED, PageWork.sequence > after)
        .order_by(PageWork.sequence)
        .limit(limit)
    )
    return [
        FailedPage(
            work.sequence,
            page.id,
            page.asset_sha256,
            page.index,
            work.stage,
            work.error_class,
            work.reason,
            work.attempts,
        )
        for work, page in rows
    ]


def mark_done(
    session: Session, page_id: str, text: PageText, engine: str, at: datetime | None = None
) -> list[Document]:
    """Keep what was read on a page. Returns the documents of which no page waits any longer; they are queued.

    The same reading again changes nothing but the ledger's time. A new one counts on its documents' revisions.

    Raises:
        NotFound: there is no such page.
    """
    page = get_page(session, page_id)
    documents = documents_of_page(session, page, lock=True)
    if _store(session, page, text, engine):
        bump(session, RecordKind.DOCUMENT, {document.id: 1 for document in documents})
    work = _work_of(session, page_id)
    work.state, work.stage, work.error_class, work.reason = PageState.DONE, READ, "", ""
    work.attempts, work.updated_at = work.attempts + 1, at or utc_now()
    return _queue_finished(session, documents)


def mark_failed(
    session: Session, page_id: str, stage: str, error_class: str, reason: str, *, at: datetime | None = None
) -> list[Document]:
    """Note that a page could not be read. Returns the documents of which no page waits any longer; they are queued.

    An earlier reading of the page is kept.

    Raises:
        NotFound: there is no such page.
    """
    documents = documents_of_page(session, get_page(session, page_id), lock=True)
    work = _work_of(session, page_id)
    work.state, work.stage, work.error_class, work.reason = PageState.FAILED, stage, error_class, reason
    work.attempts, work.updated_at = work.attempts + 1, at or utc_now()
    return _queue_finished(session, documents)


def requeue_failed(session: Session) -> int:
    """Let every failed page wait again; its attempts are kept. Returns how many."""
    return _requeue(session, PageState.FAILED)


def page_text(session: Session, page_id: str) -> PageText | None:
    """What was read on a page, None while nothing was."""
    stored = session.get(StoredText, page_id)
    return decode(stored.blob) if stored else None


def page_lines(session: Session, page_ids: list[str]) -> dict[str, list[PrintedLine]]:
    """The printed lines of some pages (at most a few hundred), by id; pages without a reading are left out."""
    rows = session.execute(select(StoredText.page_id, StoredText.blob).where(StoredText.page_id.in_(page_ids)))
    return {row.page_id: decode_lines(row.blob) for row in rows}


def page_states(session: Session, page_ids: list[str]) -> dict[str, PageState]:
    """Where the reading of some pages stands, by id."""
    rows = session.execute(select(PageWork.page_id, PageWork.state).where(PageWork.page_id.in_(page_ids)))
    return {row.page_id: row.state for row in rows}


def count_pages(session: Session) -> dict[PageState, int]:
    """How many pages are in each state."""
    rows = session.execute(select(PageWork.state, func.count()).group_by(PageWork.state))
    return _all_states({row[0]: row[1] for row in rows})


def count_pages_by_fonds(session: Session) -> dict[str, dict[PageState, int]]:
    """How many pages of each fonds (by code) are in each state; a page of two documents counts once."""
    rows = session.execute(
        select(Fonds.code, PageWork.state, func.count(PageWork.page_id.distinct()))
        .join(Inventory, Inventory.fonds_id == Fonds.id)
        .join(File, File.inventory_id == Inventory.id)
        .join(Document, Document.file_id == File.id)
        .join(DocumentPart, DocumentPart.document_id == Document.id)
        .join(Page, _in_part())
        .join(PageWork, PageWork.page_id == Page.id)
        .group_by(Fonds.code, PageWork.state)
        .order_by(Fonds.code)
    )
    counts: dict[str, dict[PageState, int]] = {}
    for code, state, count in rows:
        counts.setdefault(code, _all_states({}))[state] = count
    return counts


def _pages_to_read() -> Select[PageWork, Page, str, dict[str, Any] | None]:
    chosen = and_(PageSettings.page_id == Page.id, PageSettings.superseded_at.is_(None))
    return (
        select(PageWork, Page, Asset.media_kind, PageSettings.chosen)
        .join(Page, Page.id == PageWork.page_id)
        .join(Asset, Asset.sha256 == Page.asset_sha256)
        .outerjoin(PageSettings, chosen)
    )


def _to_read(work: PageWork, page: Page, media_kind: str, chosen: dict[str, Any] | None) -> WaitingPage:
    return WaitingPage(work.sequence, page.id, page.asset_sha256, media_kind, page.index, work.attempts, chosen or NONE)


def _store(session: Session, page: Page, text: PageText, engine: str) -> bool:
    blob = encode(text)
    stored = session.get(StoredText, page.id)
    if stored is not None and stored.blob == blob:
        return False
    if stored is None:
        stored = StoredText(page_id=page.id, revision=0)
        session.add(stored)
    stored.blob, stored.source, stored.confidence = blob, text.source, text.confidence
    stored.readings, stored.engine, stored.revision = text.readings, engine, stored.revision + 1
    page.width, page.height, page.rotation = text.width, text.height, text.rotation
    return True


def _queue_finished(session: Session, documents: list[Document]) -> list[Document]:
    """Queue a document once its last page is settled: not at every page, a long one would be indexed a thousand times.

    The documents are locked by now, so of two last pages in two processes the second sees the first.
    """
    session.flush()
    ids = [document.id for document in documents]
    unfinished = set(
        session.scalars(
            select(DocumentPart.document_id)
            .where(
                DocumentPart.document_id.in_(ids),
                exists().where(_in_part(), PageWork.page_id == Page.id, PageWork.state == PageState.WAITING),
            )
            .distinct()
        )
    )
    enqueue(session, RecordKind.DOCUMENT, [id_ for id_ in ids if id_ not in unfinished])
    return [document for document in documents if document.id not in unfinished]


def _in_part() -> ColumnElement[bool]:
    return (Page.asset_sha256 == DocumentPart.asset_sha256) & Page.index.between(
        DocumentPart.first_index, DocumentPart.last_index
    )


def _work_of(session: Session, page_id: str) -> PageWork:
    work = session.scalar(select(PageWork).where(PageWork.page_id == page_id))
    if work is None:
        raise NotFound(f"there is no page with the id '{page_id[:80]}'")
    return work


def _requeue(session: Session, state: PageState) -> int:
    ids = update(PageWork).where(PageWork.state == state).values(state=PageState.WAITING).returning(PageWork.sequence)
    return len(session.scalars(ids).all())


def _all_states(counts: Mapping[PageState, int]) -> dict[PageState, int]:
    return {state: counts.get(state, 0) for state in PageState}
