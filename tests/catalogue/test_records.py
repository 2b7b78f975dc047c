"""The levels of the archive, its assets and their names."""

import random
import unicodedata
from datetime import date

import pytest

from archive.errors import BadRequest, NotFound
from catalogue.audit import list_events, record_event
from catalogue.catalogue import Catalogue
from catalogue.models import Document, File, RecordKind
from catalogue.originals import add_asset, find_by_name, name_asset, page_id, retire_name
from catalogue.publication import catalogue_revision, settle, take_changes
from catalogue.records import (
    Part,
    documents_of_page,
    ensure_document,
    ensure_file,
    ensure_fonds,
    ensure_repository,
    ensure_term,
    find_record,
    get_record,
    get_records,
    name_fonds,
    next_file_code,
    next_ordinal,
    order_key,
    page_ids_of,
    pages_of,
    replace_parts,
)
from tests.catalogue.made_up import enter_asset, enter_document, enter_file, enter_fonds, enter_inventory, sha


def test_entering_again_changes_nothing(catalogue: Catalogue) -> None:
    """Every level is found by its code the second time: same ids, no revision, nothing new."""
    with catalogue.begin() as session:
        first = enter_document(session, enter_file(session))
    with catalogue.begin() as session:
        file, is_new_file = ensure_file(session, enter_inventory(session), "0123", "H42-041-03-0123")
        again, is_new = ensure_document(session, file, "001", "H42-041-03-0123-001", [])
        assert (again.id, is_new, is_new_file) == (first.id, False, False)
        assert catalogue_revision(session) == 2


def test_a_number_under_two_references_is_refused(catalogue: Catalogue) -> None:
    """A file number or a reference that is taken by another record is refused by name."""
    with catalogue.begin() as session:
        enter_file(session)
        with pytest.raises(BadRequest, match="H42-041-03-0123"):
            ensure_file(session, enter_inventory(session), "0123", "H42-041-03-123")
        with pytest.raises(BadRequest, match="already taken"):
            ensure_file(session, enter_inventory(session), "124", "H42-041-03-0123")


def test_a_title_of_a_fonds_is_queued_for_the_index(catalogue: Catalogue) -> None:
    """A fonds that gets a title, by an inventory or a person, queues all its files and documents; the same title again none."""
    with catalogue.begin() as session:
        document = enter_document(session, enter_file(session))
        ids = {document.id, document.file_id}
        fonds = document.file.inventory.fonds
        fonds.title = ""
        settle(session, take_changes(session, 100))
        ensure_fonds(session, fonds.repository, fonds.code, "Tỉnh ủy Phú Lĩnh")
        assert {change.record_id for change in take_changes(session, 100)} == ids
        settle(session, take_changes(session, 100))
        ensure_fonds(session, fonds.repository, fonds.code, "Tỉnh ủy Phú Lĩnh")
        name_fonds(session, fonds, "Tỉnh ủy Phú Lĩnh")
        assert take_changes(session, 100) == []
        name_fonds(session, fonds, "Tỉnh ủy tỉnh Phú Lĩnh")
        assert {change.record_id for change in take_changes(session, 100)} == ids


def test_titles_are_filled_in_not_changed(catalogue: Catalogue) -> None:
    """A fonds entered without a title takes the first one it is given; a certain code does not become provisional."""
    with catalogue.begin() as session:
        repository = ensure_repository(session, "H42")
        ensure_fonds(session, repository, "041", provisional=True)
        ensure_fonds(session, repository, "041", "Tỉnh ủy Phú Lĩnh")
        fonds = ensure_fonds(session, repository, "041", "Khác", provisional=True)
        assert (fonds.title, fonds.provisional) == ("Tỉnh ủy Phú Lĩnh", False)


def test_boundaries_of_a_term_may_be_corrected(catalogue: Catalogue) -> None:
    """A term keeps its code when its days are corrected, and cannot end before it begins."""
    with catalogue.begin() as session:
        fonds = enter_fonds(session)
        first = ensure_term(session, fonds, "2010-2015", date(2010, 1, 1), date(2015, 12, 31))
        second = ensure_term(session, fonds, "2010-2015", date(2010, 10, 4), date(2015, 10, 18))
        assert (first.id, second.first_day) == (second.id, date(2010, 10, 4))
    with pytest.raises(Exception, match="days"), catalogue.begin() as session:
        ensure_term(session, enter_fonds(session), "2015-2020", date(2020, 1, 1), date(2015, 1, 1))


def test_numbers_sort_by_value(catalogue: Catalogue) -> None:
    """Files sort as an archivist counts them, on either database: 9 before 10, 0123 before 0123a before 124."""
    codes = ["9", "10", "0123", "0123a", "124", "1000"]
    assert sorted(random.Random(3).sample(codes, len(codes)), key=order_key) == codes
    with catalogue.begin() as session:
        references = [enter_file(session, code).reference for code in reversed(codes)]
    with catalogue.reading() as session:
        rows = session.query(File).order_by(File.order_key).all()
        assert [row.reference for row in rows] == list(reversed(references))


def test_free_numbers_follow_the_largest(catalogue: Catalogue) -> None:
    """What came without a number takes the next one in its inventory or file, four and three digits wide."""
    with catalogue.begin() as session:
        assert next_file_code(session, enter_inventory(session)) == "0001"
        file = enter_file(session, "0123a")
        assert next_file_code(session, enter_inventory(session)) == "0124"
        assert next_ordinal(session, file) == "001"
        enter_document(session, file, "999")
        assert next_ordinal(session, file) == "1000"


def test_a_document_is_ranges_of_asset_pages(catalogue: Catalogue) -> None:
    """A document over two assets shows their pages in its own order and numbering; an asset may hold two documents."""
    with catalogue.begin() as session:
        a, b = enter_asset(session, "a", 5), enter_asset(session, "b", 2)
        file = enter_file(session)
        first = enter_document(session, file, "001", (Part(a, 0, 1), Part(b, 1, 1)))
        second = enter_document(session, file, "002", (Part(b, 0, 1), Part(a, 1, 4)))
    with catalogue.reading() as session:
        pages = list(pages_of(session, session.get_one(Document, second.id)))
        assert [(n, page.asset_sha256, page.index) for n, page in pages] == [
            (1, b, 0),
            (2, b, 1),
            (3, a, 1),
            (4, a, 2),
            (5, a, 3),
            (6, a, 4),
        ]
        assert [d.page_count for d in (first, second)] == [3, 6]
        ids = page_ids_of(session, [first.id, second.id, file.id])
        assert ids[second.id] == [page.id for _, page in pages]
        assert ids[first.id] == [page_id(a, 0), page_id(a, 1), page_id(b, 1)]
        assert ids[file.id] == []
        holders = [{d.id for d in documents_of_page(session, page)} for _, page in pages]
        both = {first.id, second.id}
        assert holders == [{second.id}, both, both, {second.id}, {second.id}, {second.id}]


def test_replaced_parts_count_once(catalogue: Catalogue) -> None:
    """Putting a document on other pages is one change; on the same pages none."""
    with catalogue.begin() as session:
        document = enter_document(session, enter_file(session))
        new = [Part(enter_asset(session, "better scan", 4), 0, 3)]
        assert replace_parts(session, document, new) is True
        assert replace_parts(session, document, new) is False
        session.refresh(document)
        assert (document.revision, document.page_count) == (2, 4)


def test_records_are_found_by_id_and_reference(catalogue: Catalogue) -> None:
    """A record is found by its id and by its reference, of its own kind only."""
    with catalogue.begin() as session:
        file = enter_file(session)
        document = enter_document(session, file)
        assert get_record(session, RecordKind.FILE, file.id) is file
        assert get_records(session, RecordKind.DOCUMENT, [document.id, file.id]) == {document.id: document}
        assert get_records(session, RecordKind.FILE, [document.id, file.id]) == {file.id: file}
        assert find_record(session, RecordKind.DOCUMENT, document.reference) is document
        assert find_record(session, RecordKind.FILE, document.reference) is None
        with pytest.raises(NotFound, match="no document"):
            get_record(session, RecordKind.DOCUMENT, file.id)


def test_an_asset_is_entered_once(catalogue: Catalogue) -> None:
    """The second entry of the same bytes adds no pages and no work."""
    with catalogue.begin() as session:
        for expected in (True, False):
            entered = add_asset(session, sha256=sha("a"), size=5 << 30, media_kind="tiff", page_sizes=[(595.0, 842.0)])
            assert entered is expected


def test_names_are_kept_in_nfc(catalogue: Catalogue) -> None:
    """A name in NFD and in NFC is one name; the same name with other bytes shows both until one is retired."""
    name = "Công văn/số 12.pdf"
    with catalogue.begin() as session:
        a, b = enter_asset(session, "a"), enter_asset(session, "b")
        first = name_asset(session, a, unicodedata.normalize("NFD", name), None)
        assert name_asset(session, a, name, None) is first
        assert [found.asset_sha256 for found in find_by_name(session, name)] == [a]
        name_asset(session, b, name, None)
        retire_name(session, a, name)
        assert [found.asset_sha256 for found in find_by_name(session, name)] == [b]


def test_events_are_listed_newest_first(catalogue: Catalogue) -> None:
    """The log of a record goes back page by page, and holds nothing of other records."""
    with catalogue.begin() as session:
        file, other = enter_file(session), enter_file(session, "0124")
        ids = [record_event(session, "reader 7", "download", file, {"n": n}).id for n in range(3)]
        record_event(session, "reader 7", "look", other)
        first = list_events(session, 2, record=file)
        rest = list_events(session, 2, first[-1].id, record=file)
        assert [event.id for event in first + rest] == ids[::-1]
        assert list_events(session, 1)[0].record_id == other.id
