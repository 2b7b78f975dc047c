"""The ledger of page work."""

import threading

import pytest

from archive.errors import NotFound
from catalogue.catalogue import Catalogue
from catalogue.models import Document, Page, PageState, RecordKind
from catalogue.originals import page_id
from catalogue.page_work import (
    count_pages,
    count_pages_by_fonds,
    failed_pages,
    mark_done,
    mark_failed,
    page_lines,
    page_states,
    page_text,
    requeue_failed,
    waiting_pages,
)
from catalogue.publication import count_changes, settle, take_changes
from catalogue.records import Part
from tests.catalogue.made_up import ENGINE, enter_asset, enter_document, enter_file, page_saying, sha


@pytest.fixture
def document(catalogue: Catalogue) -> Document:
    """A document of three pages that wait, with nothing queued for the engine."""
    with catalogue.begin() as session:
        entered = enter_document(session, enter_file(session), "001", (Part(enter_asset(session, "a", 3), 0, 2),))
        settle(session, take_changes(session, 10))
    return entered


def _fail(catalogue: Catalogue, id_: str) -> None:
    with catalogue.begin() as session:
        mark_failed(session, id_, stage="recognise", error_class="PageUnreadable", reason="a time limit of 60 s")


def test_pages_wait_in_the_order_they_came(catalogue: Catalogue) -> None:
    """Pages are given out asset by asset, page by page, in batches that neither overlap nor skip."""
    with catalogue.begin() as session:
        for name in ("c", "a", "b"):
            enter_asset(session, name, 3)
    order = []
    with catalogue.reading() as session:
        after = 0
        while batch := waiting_pages(session, 2, after):
            order += [(page.asset_sha256, page.index, page.page_id) for page in batch]
            after = batch[-1].sequence
    assert order == [(sha(name), index, page_id(sha(name), index)) for name in "cab" for index in range(3)]


def test_the_id_of_a_page_is_permanent() -> None:
    """The id depends on the asset's hash and the index alone, and is what earlier versions gave out."""
    assert page_id(sha("a"), 0) == "2pngt2dwrgs6bvi4wkee"
    assert page_id(sha("a"), 1) != page_id(sha("a"), 0) != page_id(sha("b"), 0)


def test_a_done_page_keeps_its_text(catalogue: Catalogue, document: Document) -> None:
    """What was read comes back whole; the page knows its size and rotation, and waits no longer."""
    text = page_saying("Nghị quyết số 12", rotation=90)
    with catalogue.begin() as session:
        mark_done(session, page_id(sha("a"), 1), text, ENGINE)
    with catalogue.reading() as session:
        ids = [page_id(sha("a"), index) for index in range(3)]
        assert page_text(session, ids[1]) == text
        assert page_text(session, ids[0]) is None
        assert page_lines(session, ids) == {ids[1]: text.printed_lines()}
        assert page_states(session, ids[:2]) == {ids[0]: PageState.WAITING, ids[1]: PageState.DONE}
        page = session.get_one(Page, ids[1])
        assert (page.width, page.height, page.rotation) == (595.0, 842.0, 90)
        assert [page.index for page in waiting_pages(session, 9)] == [0, 2]


def test_a_document_is_queued_when_its_last_page_is_settled(catalogue: Catalogue, document: Document) -> None:
    """A document goes to the engine once all its pages are done or failed, not page by page; each text counts."""
    ids = [page_id(sha("a"), index) for index in range(3)]
    with catalogue.begin() as session:
        assert mark_done(session, ids[2], page_saying("ba"), ENGINE) == []
        assert mark_done(session, ids[0], page_saying("một"), ENGINE) == []
        assert count_changes(session) == 0
        finished = mark_failed(session, ids[1], stage="render", error_class="PageUnreadable", reason="broken")
        assert [d.id for d in finished] == [document.id]
        (change,) = take_changes(session, 10)
    assert (change.record_id, change.revision) == (document.id, 3)


def test_the_same_reading_again_changes_nothing(catalogue: Catalogue, document: Document) -> None:
    """A page read again with the same result changes no revision; with another result it does."""
    revisions = []
    for words in ("một", "một", "hai"):
        with catalogue.begin() as session:
            mark_done(session, page_id(sha("a"), 0), page_saying(words), ENGINE)
        with catalogue.reading() as session:
            revisions.append(session.get_one(Document, document.id).revision)
    assert revisions == [2, 2, 3]


def test_a_page_of_two_documents_counts_for_both(catalogue: Catalogue, document: Document) -> None:
    """When a page belongs to two documents, its reading finishes both, and it is counted once for the fonds."""
    with catalogue.begin() as session:
        other = enter_document(session, enter_file(session, "0124"), "001", (Part(sha("a"), 2, 2),))
        settle(session, take_changes(session, 10))
        finished = mark_done(session, page_id(sha("a"), 2), page_saying("ba"), ENGINE)
        assert [d.id for d in finished] == [other.id]
        assert session.get_one(Document, document.id).revision == 2
        assert count_pages_by_fonds(session)["041"][PageState.DONE] == 1


def test_a_failure_has_stage_reason_and_attempts(catalogue: Catalogue, document: Document) -> None:
    """A failed page is listed with why it failed; run again it waits, and every attempt is counted."""
    failing = page_id(sha("a"), 1)
    _fail(catalogue, failing)
    with catalogue.begin() as session:
        assert requeue_failed(session) == 1
        assert failed_pages(session, 9) == []
        assert [page.attempts for page in waiting_pages(session, 9)] == [0, 1, 0]
    _fail(catalogue, failing)
    with catalogue.reading() as session:
        (failed,) = failed_pages(session, 9)
        assert (failed.page_id, failed.index, failed.attempts) == (failing, 1, 2)
        assert (failed.stage, failed.error_class, failed.reason) == (
            "recognise",
            "PageUnreadable",
            "a time limit of 60 s",
        )
        assert failed_pages(session, 9, after=failed.sequence) == []


def test_a_success_clears_the_failure(catalogue: Catalogue, document: Document) -> None:
    """A page that is read at last shows no reason of failure any more."""
    failing = page_id(sha("a"), 1)
    _fail(catalogue, failing)
    with catalogue.begin() as session:
        mark_done(session, failing, page_saying("hai"), ENGINE)
        assert count_pages(session) == {PageState.WAITING: 2, PageState.DONE: 1, PageState.FAILED: 0}
        assert failed_pages(session, 9) == []


def test_a_failure_keeps_an_earlier_reading(catalogue: Catalogue, document: Document) -> None:
    """A page that fails when read again keeps what was read before; a failure is never an empty page."""
    with catalogue.begin() as session:
        mark_done(session, page_id(sha("a"), 0), page_saying("một"), ENGINE)
    _fail(catalogue, page_id(sha("a"), 0))
    with catalogue.reading() as session:
        assert page_text(session, page_id(sha("a"), 0)) == page_saying("một")


def test_an_unknown_page_is_refused(catalogue: Catalogue) -> None:
    """A page that no asset has cannot be marked."""
    with pytest.raises(NotFound, match="no page"), catalogue.begin() as session:
        mark_done(session, "nothing", page_saying("x"), ENGINE)


def test_two_that_finish_a_document_together_queue_it(catalogue: Catalogue) -> None:
    """When the last two pages of a document are marked at the same moment, one of the two queues it."""
    with catalogue.begin() as session:
        for name in "abcdefgh":
            enter_document(session, enter_file(session), name, (Part(enter_asset(session, name), 0, 1),))
        settle(session, take_changes(session, 100))

    def mark(index: int, together: threading.Barrier) -> None:
        for name in "abcdefgh":
            together.wait()
            with catalogue.begin() as session:
                mark_done(session, page_id(sha(name), index), page_saying("một"), ENGINE)

    barrier = threading.Barrier(2)
    threads = [threading.Thread(target=mark, args=(index, barrier)) for index in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with catalogue.reading() as session:
        changes = take_changes(session, 100)
        assert [(c.kind, c.revision) for c in changes] == [(RecordKind.DOCUMENT, 3)] * 8
