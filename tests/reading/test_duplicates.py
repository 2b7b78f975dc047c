"""Duplicates for those who settle them: who sees and decides which pairs, in what order, and what stands behind a main document."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from sqlalchemy import delete

from archive.access import PUBLIC_ONLY, Access
from archive.duplicates.verdict import Kind, Reason, Sign, Verdict
from archive.errors import BadRequest, NotFound, NotPermitted, NotSignedIn
from archive.roles import Role
from catalogue.duplicates import Decision, FoundPair, drop_every_pair, keep_pairs
from catalogue.models import Copy, DuplicateDecision
from reading.comparing import compare
from reading.copies import copies_behind, folded_away, main_of
from reading.duplicates import (
    copies_of_document,
    decide_identical,
    decide_pair,
    every_pair,
    list_pairs,
    pairs_of_document,
    show_pair,
    undo_pair,
)
from reading.parameters import Copies, Search
from reading.reader import PUBLIC_READER, Reader
from reading.room import ReadingRoom
from reading.searches import find
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import STAFF, MadeUp

ARCHIVIST = replace(STAFF, name="lan", role=Role.ARCHIVIST)
LOW = replace(ARCHIVIST, name="cúc", levels=PUBLIC_ONLY)
SIGNED_IN = replace(STAFF, name="hoa", role=Role.READER)

Keep = Callable[..., None]


@pytest.fixture
def keep(room: ReadingRoom, made: MadeUp) -> Iterator[Keep]:
    """Keeps a pair; all pairs and decisions go after the test."""
    assert made

    def kept(one: str, other: str, kind: Kind = Kind.RESCAN, sure: float = 0.9) -> None:
        with room.catalogue.begin() as session:
            keep_pairs(session, [FoundPair(one, other, Verdict(kind, sure, (Reason(Sign.TEXT, share=0.97),)))])

    yield kept
    with room.catalogue.begin() as session:
        drop_every_pair(session)
        session.execute(delete(Copy))
        session.execute(delete(DuplicateDecision))


def _listed(room: ReadingRoom, reader: Reader = ARCHIVIST, **options: object) -> list[set[str]]:
    return [{pair.one.id, pair.other.id} for pair in list_pairs(room, reader, **options).pairs]  # type: ignore[arg-type]


def _same(room: ReadingRoom, main: str, copy: str) -> None:
    decide_pair(room, ARCHIVIST, main, copy, Decision.SAME, main_id=main)


@pytest.mark.parametrize(("reader", "refusal"), [(PUBLIC_READER, NotSignedIn), (SIGNED_IN, NotPermitted)])
def test_the_desk_takes_an_archivist(
    room: ReadingRoom, made: MadeUp, keep: Keep, reader: Reader, refusal: type[Exception]
) -> None:
    """Without the role nobody lists, opens, compares, decides or undoes, whatever levels they may read."""
    one, other = made.series[:2]
    keep(one, other)
    with pytest.raises(refusal):
        list_pairs(room, reader)
    with pytest.raises(refusal):
        show_pair(room, reader, one, other)
    with pytest.raises(refusal):
        compare(room, reader, one, other)
    with pytest.raises(refusal):
        decide_pair(room, reader, one, other, Decision.DIFFERENT)
    with pytest.raises(refusal):
        decide_identical(room, reader)
    with pytest.raises(refusal):
        undo_pair(room, reader, one, other)
    assert list_pairs(room, ARCHIVIST).waiting == 1


def test_no_pair_is_shown_of_which_one_side_is_closed(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """A pair with a closed paper is neither listed, counted, opened nor decided by who may not see both, in whatever order."""
    for closed in made.closed:
        keep(made.resolution, closed, Kind.IDENTICAL)
    keep(made.secret, made.conditional)
    assert list_pairs(room, LOW) == list_pairs(room, LOW, decided=None)
    assert list_pairs(room, LOW).waiting == 0
    assert pairs_of_document(room, PUBLIC_READER, made.resolution) == ()
    assert copies_of_document(room, PUBLIC_READER, made.resolution).near == ()
    assert decide_identical(room, LOW) == 0
    for pair in ((made.resolution, made.secret), (made.secret, made.resolution)):
        with pytest.raises(NotFound):
            show_pair(room, LOW, *pair)
        with pytest.raises(NotFound):
            decide_pair(room, LOW, *pair, Decision.DIFFERENT)
        with pytest.raises(NotFound):
            undo_pair(room, LOW, *pair)
        with pytest.raises(NotFound):
            compare(room, LOW, *pair)
    assert len(_listed(room)) == list_pairs(room, ARCHIVIST).waiting == 4
    assert len(pairs_of_document(room, SIGNED_IN, made.resolution)) == 3


def test_what_is_closed_takes_its_pairs_along_at_once(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """A paper closed a moment ago is in no pair and behind no main document any more."""
    one, other = made.series[:2]
    keep(one, other)
    _same(room, one, other)
    set_level(room.catalogue, other, Access.SECRET)
    try:
        assert _listed(room, LOW, decided=None) == []
        assert copies_of_document(room, PUBLIC_READER, one) == copies_of_document(room, PUBLIC_READER, made.series[5])
    finally:
        set_level(room.catalogue, other, Access.PUBLIC)
    assert _listed(room, LOW, decided=None) == [{one, other}]


def test_pairs_come_by_kind_and_the_doubtful_first(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """Pairs of one kind stand together, the least sure of them first; `kinds` narrows both list and count."""
    a, b, c, d = made.series[:4]
    keep(a, b, Kind.VERSION, 0.5)
    keep(a, c, Kind.RESCAN, 0.9)
    keep(a, d, Kind.RESCAN, 0.6)
    keep(b, c, Kind.IDENTICAL, 1.0)
    assert _listed(room) == [{b, c}, {a, d}, {a, c}, {a, b}]
    found = list_pairs(room, ARCHIVIST, kinds=[Kind.RESCAN, Kind.VERSION])
    assert [pair.confidence for pair in found.pairs] == [0.6, 0.9, 0.5]
    assert found.waiting == 3
    assert [pair.kind for pair in pairs_of_document(room, PUBLIC_READER, c)] == [Kind.IDENTICAL, Kind.RESCAN]


def test_a_cursor_reaches_every_pair_once(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """Page by page every pair comes once, the last page has no next, and each page counts all."""
    first, *others = made.series
    for other in others[:7]:
        keep(first, other)
    cursor, found, pages = None, [], 0
    while pages == 0 or cursor:
        part = list_pairs(room, ARCHIVIST, size=3, cursor=cursor)
        found += [{pair.one.id, pair.other.id} for pair in part.pairs]
        cursor, pages = part.next, pages + 1
        assert part.waiting == 7
    assert pages == 3
    assert found == _listed(room)
    for wrong in ({"cursor": "x"}, {"cursor": "-1"}, {"cursor": "٣"}, {"size": 0}, {"size": 101}):
        with pytest.raises(BadRequest):
            list_pairs(room, ARCHIVIST, **wrong)


def test_what_was_decided_is_not_asked_again(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """A decided pair leaves the list of those that wait, stays so when it is found anew, and comes back by undo."""
    one, other = made.series[:2]
    keep(one, other)
    made_ = decide_pair(room, ARCHIVIST, other, one, Decision.VERSION, why="hai câu khác")
    assert (made_.who, made_.why) == ("lan", "hai câu khác")
    keep(one, other, Kind.COPY, 0.99)
    assert _listed(room) == []
    assert _listed(room, decided=True) == _listed(room, decided=None) == [{one, other}]
    assert show_pair(room, ARCHIVIST, one, other).decision == made_
    undo_pair(room, ARCHIVIST, other, one)
    assert _listed(room) == [{one, other}]
    assert show_pair(room, ARCHIVIST, one, other).decision is None
    with pytest.raises(NotFound):
        undo_pair(room, ARCHIVIST, one, other)


def test_identical_originals_are_decided_at_once(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """All pairs of identical originals and no others are decided; of each group the first by reference is the main document."""
    first, second, third, other, *_ = made.series
    for pair in ((second, third), (first, third), (first, second)):
        keep(*pair, Kind.IDENTICAL, 1.0)
    keep(third, other, Kind.SAME_SCAN)
    assert [decide_identical(room, ARCHIVIST, limit=2) for _ in range(3)] == [2, 1, 0]
    assert _listed(room) == [{third, other}]
    with room.catalogue.reading() as session:
        found = copies_behind(session, ARCHIVIST, made.series)
        assert {main: {line.id for line in those} for main, those in found.items()} == {first: {second, third}}
        assert folded_away(session, PUBLIC_READER, 100) == {second, third}


def test_copies_stand_behind_their_main_document(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """The main document names its copies, the copy its main one; what was settled so or as different is no near paper any more."""
    main, copy, near, other = made.series[:4]
    for paper in (copy, near, other):
        keep(main, paper)
    _same(room, main, copy)
    decide_pair(room, ARCHIVIST, main, other, Decision.DIFFERENT)
    shown = copies_of_document(room, PUBLIC_READER, main)
    assert (shown.main, [line.id for line in shown.behind]) == (None, [copy])
    assert [{pair.one.id, pair.other.id} for pair in shown.near] == [{main, near}]
    behind = copies_of_document(room, PUBLIC_READER, copy)
    assert behind.main is not None
    assert (behind.main.id, behind.behind, behind.near) == (main, (), ())


def test_no_copy_or_main_document_is_told_of_that_is_closed(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """For who may not see them, closed copies are not there, and a copy whose main document is closed stays in a search."""
    keep(made.resolution, made.secret)
    keep(made.conditional, made.series[5])
    _same(room, made.resolution, made.secret)
    _same(room, made.conditional, made.series[5])
    with room.catalogue.reading() as session:
        assert copies_behind(session, PUBLIC_READER, [made.resolution]) == {}
        assert main_of(session, PUBLIC_READER, made.series[5]) is None
        assert folded_away(session, PUBLIC_READER, 100) == {made.secret}
        found = copies_behind(session, STAFF, [made.resolution, made.conditional])
        assert {main: [line.id for line in those] for main, those in found.items()} == {
            made.resolution: [made.secret],
            made.conditional: [made.series[5]],
        }
        assert folded_away(session, STAFF, 100) == {made.secret, made.series[5]}
        assert len(folded_away(session, STAFF, 1)) == 1


def test_what_is_no_pair_is_not_shown_as_one(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """Two documents that were not found near each other have no verdict to show, and the message says where pairs are."""
    keep(*made.series[:2])
    with pytest.raises(NotFound, match="list of duplicates"):
        show_pair(room, ARCHIVIST, made.series[0], made.series[2])


def test_operators_get_every_pair_with_the_names_of_files(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """The command line lists the pairs of all levels, decided ones unless they are left out."""
    keep(made.resolution, made.secret)
    keep(*made.series[:2])
    _same(room, *made.series[:2])
    assert len(list(every_pair(room.catalogue))) == 2
    (undecided,) = every_pair(room.catalogue, undecided=True)
    assert {undecided.one.id, undecided.other.id} == {made.resolution, made.secret}


def test_a_folded_search_kept_to_a_file_shows_the_copy_in_it(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """Copies fold where their main document may be found; kept to a file in which it does not lie, the copy is shown."""
    near, *others = made.series
    keep(near, made.resolution)
    _same(room, made.resolution, near)
    folded = Search(copies=Copies.FOLDED, size=100)
    here = {"file": ("H42-041-03-0200",)}
    for narrowed, shown in (
        ({}, others),
        (here, made.series),
        ({"fonds": ("041",), "inventory": ("03",)}, others),
        ({"file": ("H42-041-03-0123", "H42-041-03-0200")}, others),
    ):
        found = find(room, PUBLIC_READER, replace(folded, **narrowed))
        assert {hit.record.id for hit in found.hits} & set(made.series) == set(shown)
        assert found.total == len(found.hits)


def test_who_decided_and_why_is_told_to_archivists_only(room: ReadingRoom, made: MadeUp, keep: Keep) -> None:
    """The pairs of a document tell every reader what was decided, and archivists alone by whom and for what reason."""
    one, other = made.series[:2]
    keep(one, other)
    decided = decide_pair(room, ARCHIVIST, one, other, Decision.VERSION, why="see the closed list")
    (known,) = pairs_of_document(room, ARCHIVIST, one)
    assert known.decision == decided
    for reader in (PUBLIC_READER, SIGNED_IN):
        (shown,) = pairs_of_document(room, reader, one)
        assert shown.decision == replace(decided, who="", why="")
