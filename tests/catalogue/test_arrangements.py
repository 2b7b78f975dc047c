"""Pages arranged into documents: split, joined, moved, told and undone."""

from collections.abc import Sequence

import pytest
from sqlalchemy.orm import Session

from archive.access import PUBLIC_ONLY, Access
from archive.descriptions import Field, Place, Source, Statement
from archive.errors import BadRequest, NotFound
from archive.pages import Box
from catalogue.arrangements import (
    join,
    last_arrangement,
    move,
    parts_as_they_came,
    split,
    undo_arrangement,
    where_it_went,
)
from catalogue.catalogue import Catalogue
from catalogue.counts import count_holdings
from catalogue.deliveries import begin_delivery, restore, withdraw
from catalogue.descriptions import describe, state
from catalogue.doubts import list_doubts
from catalogue.models import Document, RecordKind
from catalogue.originals import holds_closed_pages
from catalogue.publication import take_changes
from catalogue.records import Part
from tests.catalogue.made_up import enter_asset, enter_document, enter_file, sha

WHO, WHY = "Lan", "hai văn bản trong một tệp"


def _paper(
    session: Session, ordinal: str, pages: int, access: Access = Access.PUBLIC, delivery: int | None = None
) -> Document:
    part = Part(enter_asset(session, ordinal, pages), 0, pages - 1)
    return enter_document(session, enter_file(session), ordinal, (part,), access=access, delivery_id=delivery)


def _held(documents: Sequence[Document]) -> list[tuple[str, list[tuple[str, int, int]], bool]]:
    names = {sha(ordinal): ordinal for ordinal in ("001", "002", "003")}
    return [
        (d.ordinal, [(names[p.asset_sha256], p.first_index, p.last_index) for p in d.parts], d.withdrawn)
        for d in documents
    ]


def test_a_document_is_split_where_papers_begin(catalogue: Catalogue) -> None:
    """The first keeps id, reference and its first pages; the others are provisional, of its file, level and delivery, and queued."""
    with catalogue.begin() as session:
        delivery, _ = begin_delivery(session, "Lô", "Lô", "1")
        document = _paper(session, "001", 9, Access.CONDITIONAL, delivery.id)
        _paper(session, "002", 1)
        id_ = document.id
        done = split(session, document, [7, 3, 3], WHO, WHY)
        assert _held(done.documents) == [
            ("001", [("001", 0, 1)], False),
            ("003", [("001", 2, 5)], False),
            ("004", [("001", 6, 8)], False),
        ]
        assert done.documents[0].id == id_
        for new in done.documents[1:]:
            assert (new.provisional, new.access, new.delivery_id) == (True, Access.CONDITIONAL, delivery.id)
        assert {change.record_id for change in take_changes(session, 99)} >= {d.id for d in done.documents}


def test_documents_are_joined_into_the_first(catalogue: Catalogue) -> None:
    """Pages stand in the order named; ranges that go on are one; the others hold none, are withdrawn, and say where they went."""
    with catalogue.begin() as session:
        first, second, third = (_paper(session, f"00{n}", n) for n in (1, 2, 3))
        done = join(session, [second, third, first], WHO, WHY)
        assert _held(done.documents) == [
            ("002", [("002", 0, 1), ("003", 0, 2), ("001", 0, 0)], False),
            ("003", [], True),
            ("001", [], True),
        ]
        assert [where_it_went(session, one) for one in (first, third, second)] == [[second], [second], []]
        counts = count_holdings(session)
        assert (counts.documents, counts.withdrawn_documents) == (1, 2)
        assert list_doubts_of_gaps(session) == []


def list_doubts_of_gaps(session: Session) -> list[str]:
    """What `vankho doubts` says of numbers that are missing."""
    return [doubt.message for doubt in list_doubts(session) if doubt.kind == "gap"]


def test_a_page_is_moved(catalogue: Catalogue) -> None:
    """To a place of another document, to its end, or within its own; a document that gives its last page is withdrawn."""
    with catalogue.begin() as session:
        first, second = _paper(session, "001", 3), _paper(session, "002", 1)
        move(session, (first, 2), (second, 1), WHO, WHY)
        assert _held([first, second]) == [
            ("001", [("001", 0, 0), ("001", 2, 2)], False),
            ("002", [("001", 1, 1), ("002", 0, 0)], False),
        ]
        move(session, (second, 1), (first, 2), WHO, WHY)
        assert _held([first]) == [("001", [("001", 0, 2)], False)]
        move(session, (first, 3), (first, 1), WHO, WHY)
        assert _held([first]) == [("001", [("001", 2, 2), ("001", 0, 1)], False)]
        move(session, (second, 1), (first, None), WHO, WHY)
        assert _held([first, second]) == [
            ("001", [("001", 2, 2), ("001", 0, 1), ("002", 0, 0)], False),
            ("002", [], True),
        ]
        assert where_it_went(session, second) == [first]


def test_undo_gives_back_what_each_held(catalogue: Catalogue) -> None:
    """The last arrangement is undone for all its documents, from any of them; one split off is withdrawn with its number."""
    with catalogue.begin() as session:
        document = _paper(session, "001", 4)
        new = split(session, document, [3], WHO, WHY).documents[1]
        undo_arrangement(session, new, WHO, WHY)
        assert _held([document, new]) == [("001", [("001", 0, 3)], False), ("002", [], True)]
        assert where_it_went(session, new) == [document]
        assert last_arrangement(session, document) is None
        again = split(session, document, [2], WHO, WHY).documents[1]
        assert again.ordinal == "003"
        with pytest.raises(NotFound, match="nothing to undo"):
            undo_arrangement(session, _paper(session, "004", 1), WHO, WHY)


def test_an_arrangement_that_another_stands_on_is_not_undone(catalogue: Catalogue) -> None:
    """What was changed since must be taken back first; then the earlier one can be, too."""
    with catalogue.begin() as session:
        first, second = _paper(session, "001", 3), _paper(session, "002", 2)
        move(session, (first, 3), (second, None), WHO, WHY)
        new = split(session, second, [2], WHO, WHY).documents[1]
        with pytest.raises(BadRequest, match=f"undo {second.reference}"):
            undo_arrangement(session, first, WHO, WHY)
        undo_arrangement(session, new, WHO, WHY)
        undo_arrangement(session, first, WHO, WHY)
        assert _held([first, second]) == [("001", [("001", 0, 2)], False), ("002", [("002", 0, 1)], False)]


def test_pages_come_to_no_more_readers(catalogue: Catalogue) -> None:
    """Pages of a secret document cannot be put into a public one; of a public one into a secret one they can."""
    with catalogue.begin() as session:
        secret, public = _paper(session, "001", 2, Access.SECRET), _paper(session, "002", 2)
        with pytest.raises(BadRequest, match="more readers"):
            join(session, [public, secret], WHO, WHY)
        with pytest.raises(BadRequest, match="more readers"):
            move(session, (secret, 1), (public, None), WHO, WHY)
        assert _held([secret, public]) == [("001", [("001", 0, 1)], False), ("002", [("002", 0, 1)], False)]
        move(session, (public, 1), (secret, None), WHO, WHY)


def test_undo_opens_nothing_either(catalogue: Catalogue) -> None:
    """What was closed since the pages were arranged cannot be undone into a document that more readers may see."""
    with catalogue.begin() as session:
        document = _paper(session, "001", 4)
        new = split(session, document, [3], WHO, WHY).documents[1]
        state(session, new, [Statement(Field.ACCESS, Access.SECRET, Source.PERSON)], WHO)
        with pytest.raises(BadRequest, match="more readers"):
            undo_arrangement(session, document, WHO, WHY)
        assert _held([document, new])[0] == ("001", [("001", 0, 1)], False)
        state(session, document, [Statement(Field.ACCESS, Access.SECRET, Source.PERSON)], WHO)
        undo_arrangement(session, document, WHO, WHY)
        assert _held([document])[0] == ("001", [("001", 0, 3)], False)


def test_an_original_with_closed_pages_is_closed(catalogue: Catalogue) -> None:
    """Of a scan that was split, a public reader gets the whole only while all its papers are public."""
    with catalogue.begin() as session:
        document = _paper(session, "001", 4)
        new = split(session, document, [3], WHO, WHY).documents[1]
        assert not holds_closed_pages(session, sha("001"), PUBLIC_ONLY)
        state(session, new, [Statement(Field.ACCESS, Access.SECRET, Source.PERSON)], WHO)
        session.flush()
        assert holds_closed_pages(session, sha("001"), PUBLIC_ONLY)
        assert not holds_closed_pages(session, sha("001"), frozenset(Access))


def test_what_came_is_remembered(catalogue: Catalogue) -> None:
    """However often a document was arranged, the pages that its delivery brought are known; after undo they are those it holds."""
    with catalogue.begin() as session:
        first, second = _paper(session, "001", 3), _paper(session, "002", 2)
        split(session, first, [2], WHO, WHY)
        join(session, [second, first], WHO, WHY)
        assert parts_as_they_came(session, first) == [Part(sha("001"), 0, 2)]
        assert parts_as_they_came(session, second) == [Part(sha("002"), 0, 1)]


def test_a_restored_delivery_leaves_emptied_documents_out_of_sight(catalogue: Catalogue) -> None:
    """Withdrawing and restoring a delivery brings back what holds pages, with the papers that were split off."""
    with catalogue.begin() as session:
        delivery, _ = begin_delivery(session, "Lô", "Lô", "1")
        first, second = (_paper(session, ordinal, 2, delivery=delivery.id) for ordinal in ("001", "002"))
        join(session, [first, second], WHO, WHY)
        new = split(session, first, [4], WHO, WHY).documents[1]
        assert withdraw(session, delivery.id, WHO, WHY) == 2
        assert restore(session, delivery.id, WHO, WHY) == 2
        assert [document.withdrawn for document in (first, second, new)] == [False, True, False]


@pytest.mark.parametrize("pages", [[1], [5], [], [0, 2]])
def test_a_split_within_the_document_only(catalogue: Catalogue, pages: list[int]) -> None:
    """A new paper begins at page 2 at the earliest and at the last page at the latest."""
    with catalogue.begin() as session, pytest.raises(BadRequest, match="pages 2 to 4"):
        split(session, _paper(session, "001", 4), pages, WHO, WHY)


def test_what_cannot_be_arranged_is_told(catalogue: Catalogue) -> None:
    """One document alone, one twice, an emptied one, a place that is not there, no reason: each is refused and changes nothing."""
    with catalogue.begin() as session:
        first, second, third = (_paper(session, ordinal, 2) for ordinal in ("001", "002", "003"))
        join(session, [first, second], WHO, WHY)
        for documents in ([first], [first, first], [first, second]):
            with pytest.raises(BadRequest):
                join(session, documents, WHO, WHY)
        for target in ((third, 9), (third, 0), (second, None)):
            with pytest.raises(BadRequest):
                move(session, (first, 1), target, WHO, WHY)
        with pytest.raises(BadRequest, match="there already"):
            move(session, (first, 1), (first, 1), WHO, WHY)
        with pytest.raises(BadRequest, match="say why"):
            join(session, [first, third], WHO, "")
        assert _held([third]) == [("003", [("003", 0, 1)], False)]


def test_a_date_read_on_a_page_that_left_is_forgotten(catalogue: Catalogue) -> None:
    """What the inventory says stays, whatever page moves."""
    with catalogue.begin() as session:
        document, other = _paper(session, "001", 2), _paper(session, "002", 1)
        place = Place(1, Box(0.1, 0.1, 0.1, 0.1))
        state(session, document, [Statement(Field.DATE, "2012-03-05", Source.EXTRACTED, 0.9, place)], WHO)
        state(session, other, [Statement(Field.DATE, "2012-03-06", Source.INVENTORY)], WHO)
        move(session, (document, 1), (other, None), WHO, WHY)
        assert Field.DATE not in describe(session, RecordKind.DOCUMENT, document.id)
        assert describe(session, RecordKind.DOCUMENT, other.id)[Field.DATE].value == "2012-03-06"
