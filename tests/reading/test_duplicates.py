"""Duplicates for readers: no pair with a side that is not theirs; deciding is an archivist's; what is folded away from whom."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archive.access import Access
from archive.duplicates.verdict import Kind, Reason, Sign, Verdict
from archive.errors import BadRequest, NotFound, NotPermitted, NotSignedIn
from archive.roles import Role
from catalogue.catalogue import Catalogue
from catalogue.duplicates import Decision, FoundPair, keep_pairs
from reading.duplicates import (
    copies_of_document,
    decide_identical,
    decide_pair,
    every_pair,
    folded_away,
    list_pairs,
    pairs_of_document,
    show_pair,
    undo_pair,
)
from reading.reader import PUBLIC_READER, Reader
from reading.room import SearchRoom
from tests.reading.archive_made_up import MadeUp, fill
from vankho import composition
from vankho.settings import load

ARCHIVIST = Reader(frozenset(Access), "lan", role=Role.ARCHIVIST)
PUBLIC_ARCHIVIST = Reader(frozenset({Access.PUBLIC}), "hoa", role=Role.ARCHIVIST)
MEMBER = Reader(frozenset(Access), "ban-doc", role=Role.READER)
REASON = Reason(Sign.TEXT, share=0.9)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[SearchRoom]:
    """A reading room over an archive of the test's own."""
    settings = load({"VANKHO_HOME": str(tmp_path / "home")}, tmp_path / "none.toml")
    composition.prepare(settings)
    with composition.open_catalogue(settings) as catalogue:
        engine = composition.open_engine(settings)
        yield SearchRoom(catalogue, engine)
        engine.close()


@pytest.fixture
def made(room: SearchRoom, tmp_path: Path) -> MadeUp:
    """The archive's records, with pairs of public ones and of public and closed ones."""
    filled = fill(room.catalogue, tmp_path)
    first, second, third = filled.series[:3]
    _pair(room.catalogue, first, second, Kind.IDENTICAL, 1.0)
    _pair(room.catalogue, second, third, Kind.COPY, 0.9)
    _pair(room.catalogue, first, third, Kind.COPY, 0.7)
    _pair(room.catalogue, filled.resolution, filled.secret, Kind.RESCAN, 0.8)
    _pair(room.catalogue, filled.conditional, filled.in_secret_file, Kind.IDENTICAL, 1.0)
    return filled


def _pair(catalogue: Catalogue, one: str, other: str, kind: Kind, sure: float) -> None:
    with catalogue.begin() as session:
        keep_pairs(session, [FoundPair(one, other, Verdict(kind, sure, (REASON,)))])


Ask = Callable[[SearchRoom, Reader, MadeUp], object]
DESK: dict[str, Ask] = {
    "list": lambda room, reader, _: list_pairs(room, reader),
    "show": lambda room, reader, made: show_pair(room, reader, *made.series[:2]),
    "decide": lambda room, reader, made: decide_pair(room, reader, *made.series[:2], Decision.DIFFERENT),
    "decide identical": lambda room, reader, _: decide_identical(room, reader),
    "undo": lambda room, reader, made: undo_pair(room, reader, *made.series[:2]),
}


@pytest.mark.parametrize("name", DESK)
def test_the_desk_is_for_archivists(room: SearchRoom, made: MadeUp, name: str) -> None:
    """Listing, showing, deciding and undoing are refused to who is not signed in and to who has no such role, and do nothing."""
    with pytest.raises(NotSignedIn):
        DESK[name](room, PUBLIC_READER, made)
    with pytest.raises(NotPermitted):
        DESK[name](room, MEMBER, made)
    assert [pair for pair in every_pair(room.catalogue) if pair.decision] == []


def test_no_pair_has_a_side_that_is_not_the_reader_s(room: SearchRoom, made: MadeUp) -> None:
    """An archivist without the levels of closed records sees neither their pairs nor that they are counted."""
    mine, theirs = list_pairs(room, PUBLIC_ARCHIVIST), list_pairs(room, ARCHIVIST)
    assert (mine.waiting, theirs.waiting) == (3, 5)
    sides = {side.id for pair in mine.pairs for side in (pair.one, pair.other)}
    assert not sides & set(made.closed)
    for one, other in ((made.resolution, made.secret), (made.secret, made.resolution)):
        with pytest.raises(NotFound):
            show_pair(room, PUBLIC_ARCHIVIST, one, other)
        with pytest.raises(NotFound):
            decide_pair(room, PUBLIC_ARCHIVIST, one, other, Decision.DIFFERENT)
        with pytest.raises(NotFound):
            undo_pair(room, PUBLIC_ARCHIVIST, one, other)
    assert show_pair(room, ARCHIVIST, made.secret, made.resolution).kind is Kind.RESCAN


def test_identical_ones_are_decided_within_the_reader_s_levels(room: SearchRoom, made: MadeUp) -> None:
    """In a batch only pairs that the archivist may see are decided; the first by reference is the main one."""
    assert decide_identical(room, PUBLIC_ARCHIVIST) == 1
    decided = [pair for pair in every_pair(room.catalogue) if pair.decision]
    assert [{pair.one.id, pair.other.id} for pair in decided] == [set(made.series[:2])]
    assert decided[0].decision is not None
    assert (decided[0].decision.main_id, decided[0].decision.who) == (made.series[0], "hoa")
    assert decide_identical(room, ARCHIVIST) == 1
    assert decide_identical(room, ARCHIVIST) == 0


def test_pairs_come_by_kind_and_doubt_a_stretch_at_a_time(room: SearchRoom, made: MadeUp) -> None:
    """Stretches of one follow one another without gap or repetition, by kind, the doubtful first within it; then there is no next."""
    seen, cursor = [], None
    while True:
        part = list_pairs(room, ARCHIVIST, size=1, cursor=cursor)
        seen += [(pair.kind, pair.confidence) for pair in part.pairs]
        cursor = part.next
        if cursor is None:
            break
    kinds = [Kind.IDENTICAL, Kind.IDENTICAL, Kind.RESCAN, Kind.COPY, Kind.COPY]
    assert seen == list(zip(kinds, [1.0, 1.0, 0.8, 0.7, 0.9], strict=True))
    assert len(made.closed) == 3


def test_what_is_decided_is_not_asked_again(room: SearchRoom, made: MadeUp) -> None:
    """A decided pair leaves the list of those that wait and stands in that of those decided; undone, it comes back."""
    first, second, _ = made.series[:3]
    decide_pair(room, ARCHIVIST, second, first, Decision.VERSION, why="hai câu khác")
    assert list_pairs(room, ARCHIVIST).waiting == 4
    (told,) = list_pairs(room, ARCHIVIST, decided=True).pairs
    assert told.decision is not None
    assert (told.decision.decision, told.decision.why) == (Decision.VERSION, "hai câu khác")
    assert len(list_pairs(room, ARCHIVIST, kinds=[Kind.COPY], decided=None).pairs) == 2
    undo_pair(room, ARCHIVIST, first, second)
    assert list_pairs(room, ARCHIVIST).waiting == 5


@pytest.mark.parametrize(("size", "cursor"), [(0, None), (101, None), (20, "-1"), (20, "x"), (20, "٣"), (20, "9" * 12)])
def test_sizes_and_cursors_that_cannot_be_are_refused(
    room: SearchRoom, made: MadeUp, size: int, cursor: str | None
) -> None:
    """What no answer gave is refused, not guessed at."""
    assert made.series
    with pytest.raises(BadRequest):
        list_pairs(room, ARCHIVIST, size=size, cursor=cursor)


def test_a_document_s_pairs_are_those_the_reader_may_see(room: SearchRoom, made: MadeUp) -> None:
    """The public sees the pairs of public records, none with a closed one, and nothing of a closed document at all."""
    assert len(pairs_of_document(room, PUBLIC_READER, made.series[0])) == 2
    assert pairs_of_document(room, PUBLIC_READER, made.resolution) == ()
    assert [pair.kind for pair in pairs_of_document(room, MEMBER, made.resolution)] == [Kind.RESCAN]
    with pytest.raises(NotFound):
        pairs_of_document(room, PUBLIC_READER, made.secret)


def test_a_copy_is_folded_only_behind_what_its_reader_may_see(room: SearchRoom, made: MadeUp) -> None:
    """A public copy of a secret main document is shown to the public on its own, and tells nothing of what it stands behind."""
    decide_pair(room, ARCHIVIST, made.resolution, made.secret, Decision.SAME, main_id=made.secret)
    with room.catalogue.reading() as session:
        assert folded_away(session, PUBLIC_READER, 10) == frozenset()
        assert folded_away(session, MEMBER, 10) == {made.resolution}
    told = copies_of_document(room, PUBLIC_READER, made.resolution)
    assert (told.main, told.behind, told.near) == (None, (), ())
    main = copies_of_document(room, MEMBER, made.resolution).main
    assert main is not None
    assert main.id == made.secret


def test_a_document_tells_its_copies_and_what_is_near(room: SearchRoom, made: MadeUp) -> None:
    """Copies stand behind the main document; a pair that is decided to be different is not told, others are."""
    first, second, third = made.series[:3]
    decide_pair(room, ARCHIVIST, first, second, Decision.SAME, main_id=first)
    told = copies_of_document(room, PUBLIC_READER, first)
    assert [line.id for line in told.behind] == [second]
    assert [{pair.one.id, pair.other.id} for pair in told.near] == [{first, third}]
    decide_pair(room, ARCHIVIST, first, third, Decision.DIFFERENT)
    assert copies_of_document(room, PUBLIC_READER, first).near == ()


def test_a_made_up_main_document_is_refused(room: SearchRoom, made: MadeUp) -> None:
    """The main document is one of the two; with another one nothing is decided."""
    with pytest.raises(BadRequest, match="main"):
        decide_pair(room, ARCHIVIST, *made.series[:2], Decision.SAME, main_id=made.series[2])
    assert list_pairs(room, ARCHIVIST).waiting == 5
