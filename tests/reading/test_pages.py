"""Pages: marks, the way from hit to hit, pages that stand in several documents, originals that hold several papers."""

import pytest

from archive.access import Access
from archive.errors import NotFound
from catalogue.models import RecordKind
from catalogue.originals import add_asset, page_id
from catalogue.page_work import mark_done
from catalogue.records import Part, ensure_document, get_record
from reading.originals import find_original
from reading.pages import find_hits, page_at, read_words, show_page
from reading.reader import PUBLIC_READER, Reader
from reading.records import cite_page, show_document
from reading.room import ReadingRoom
from tests.reading.archive_made_up import STAFF, MadeUp, page_of, publish


def test_the_next_hit_page_passes_over_pages_without(room: ReadingRoom, made: MadeUp) -> None:
    """From page 1 the next page that holds what is sought is found, and back again."""
    hits = find_hits(room, PUBLIC_READER, made.resolution, 1, "chè")
    assert (hits.previous, hits.next, hits.matched_pages) == (None, 3, 2)
    assert find_hits(room, PUBLIC_READER, made.resolution, 3, "chè").previous == 1
    assert find_hits(room, PUBLIC_READER, made.resolution, 2, "chè").next == 3


def test_no_query_has_no_hits(room: ReadingRoom, made: MadeUp) -> None:
    """Without words, or with words that stand nowhere, there is no way to go."""
    for query in ("", "không-đâu-có"):
        hits = find_hits(room, PUBLIC_READER, made.resolution, 1, query)
        assert (hits.previous, hits.next, hits.matched_pages) == (None, None, 0)


def test_a_new_reading_is_marked_before_the_index_has_it(room: ReadingRoom, made: MadeUp) -> None:
    """Marks fit the words shown, also while the index still holds an older reading."""
    page = page_at(room, PUBLIC_READER, made.series[2], 1)
    with room.catalogue.begin() as session:
        mark_done(session, page, page_of("chữ mới đọc lại"), "made-up 2.0")
    words = read_words(room, PUBLIC_READER, page, query="đọc lại").words
    assert [word.text for word in words if word.mark] == ["đọc", "lại"]
    publish(room.catalogue, room.engine)


def test_a_page_of_two_documents_is_seen_through_the_open_one(room: ReadingRoom, made: MadeUp) -> None:
    """A page that stands in a closed and in an open paper is shown as a page of the open one only."""
    with room.catalogue.begin() as session:
        file = get_record(session, RecordKind.FILE, made.file)
        sha256 = "ab" * 32
        add_asset(session, sha256=sha256, size=1, media_kind="tiff", page_sizes=[None] * 3)
        opened, _ = ensure_document(session, file, "050", "H42-041-03-0123-050", [Part(sha256, 0, 1)])
        closed, _ = ensure_document(
            session, file, "051", "H42-041-03-0123-051", [Part(sha256, 1, 2)], access=Access.SECRET
        )
    shared, own = page_id(sha256, 1), page_id(sha256, 2)
    view = show_page(room, PUBLIC_READER, shared)
    assert [(place.document_id, place.page) for place in view.documents] == [(opened.id, 2)]
    assert {place.document_id for place in show_page(room, STAFF, shared).documents} == {opened.id, closed.id}
    assert show_page(room, STAFF, shared, closed.id).page == 1
    for page, document in ((own, None), (shared, closed.id)):
        with pytest.raises(NotFound):
            show_page(room, PUBLIC_READER, page, document)


def test_an_original_with_closed_pages_is_not_given_out(room: ReadingRoom, made: MadeUp) -> None:
    """A scan that also holds a secret paper is no download for those who may see the open one only."""
    with room.catalogue.begin() as session:
        file = get_record(session, RecordKind.FILE, made.file)
        resolution = get_record(session, RecordKind.DOCUMENT, made.resolution)
        sha256 = resolution.parts[0].asset_sha256
        add_asset(session, sha256=sha256, size=1, media_kind="pdf", page_sizes=[])
        first, _ = ensure_document(session, file, "060", "H42-041-03-0123-060", [Part(sha256, 0, 0)])
    assert find_original(room, PUBLIC_READER, first.id).path.read_bytes() == made.pdf
    folder = room.catalogue.assets.root.parent
    (folder / "two.pdf").write_bytes(made.pdf + b"\n% two papers\n")
    two, size, _ = room.catalogue.assets.add(folder / "two.pdf")
    with room.catalogue.begin() as session:
        file = get_record(session, RecordKind.FILE, made.file)
        add_asset(session, sha256=two, size=size, media_kind="pdf", page_sizes=[None] * 3)
        opened, _ = ensure_document(session, file, "061", "H42-041-03-0123-061", [Part(two, 0, 1)])
        ensure_document(session, file, "062", "H42-041-03-0123-062", [Part(two, 2, 2)], access=Access.SECRET)
    with pytest.raises(NotFound, match="pages"):
        find_original(room, PUBLIC_READER, opened.id)
    assert find_original(room, STAFF, opened.id).file_name == "H42-041-03-0123-061.pdf"


def test_a_reader_of_no_level_sees_nothing(room: ReadingRoom, made: MadeUp) -> None:
    """An empty set of levels opens no record."""
    with pytest.raises(NotFound):
        show_document(room, Reader(frozenset(), "nobody"), made.resolution)


def test_a_page_is_cited_with_its_number(room: ReadingRoom, made: MadeUp) -> None:
    """The citation of a page goes on from that of its document."""
    view = show_document(room, PUBLIC_READER, made.resolution)
    assert cite_page(view, 3).endswith("ĐVBQ 123, VB 1, tr. 3")
