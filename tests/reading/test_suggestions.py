"""Suggestions: what a reader's own records make of them, and nothing else."""

from collections.abc import Iterator

import pytest

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from catalogue.descriptions import state, undo
from catalogue.models import RecordKind
from catalogue.records import get_record
from reading.reader import PUBLIC_READER, Reader
from reading.room import ReadingRoom
from reading.suggested_values import SuggestedKind
from reading.suggestions import Suggestion, Suggestions
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import STAFF, MadeUp

COMMON, RARE = "Lễ hội xuống đồng", "Lễ hội cầu mưa"


@pytest.fixture
def festivals(room: ReadingRoom, made: MadeUp) -> Iterator[tuple[str, ...]]:
    """Three documents of one title and two of another; taken back afterwards."""
    titled = dict(zip(made.series[:5], (COMMON,) * 3 + (RARE,) * 2, strict=True))
    with room.catalogue.begin() as session:
        for id_, title in titled.items():
            record = get_record(session, RecordKind.DOCUMENT, id_)
            state(session, record, [Statement(Field.TITLE, title, Source.PERSON)], "Lan")
    yield tuple(titled)
    with room.catalogue.begin() as session:
        for id_ in titled:
            undo(session, get_record(session, RecordKind.DOCUMENT, id_), Field.TITLE)


def _offered(one: Suggestions, room: ReadingRoom, reader: Reader = PUBLIC_READER) -> list[tuple[str, int]]:
    found = one.suggest(room.catalogue, reader, "le hoi")
    return [(value.text, value.count) for value in found if value.field is SuggestedKind.TITLE]


def test_order_and_counts_are_those_of_the_readers_own_records(room: ReadingRoom, festivals: tuple[str, ...]) -> None:
    """Of two titles the one with more open records comes first; closing some turns that at once, and for the public alone."""
    before = Suggestions()
    assert _offered(before, room) == [(COMMON, 3), (RARE, 2)]
    assert _offered(before, room, STAFF) == [(COMMON, 3), (RARE, 2)]
    for id_ in festivals[:2]:
        set_level(room.catalogue, id_, Access.SECRET)
    try:
        for one in (before, Suggestions()):  # with the words as they were read before, and as they are
            assert _offered(one, room) == [(RARE, 2), (COMMON, 1)]
            assert _offered(one, room, STAFF) == [(COMMON, 3), (RARE, 2)]
        set_level(room.catalogue, festivals[2], Access.SECRET)
        assert _offered(before, room) == [(RARE, 2)]
    finally:
        for id_ in festivals[:3]:
            set_level(room.catalogue, id_, Access.PUBLIC)


def _first(room: ReadingRoom, typed: str, reader: Reader = PUBLIC_READER) -> Suggestion | None:
    """The best suggestion."""
    return next(iter(Suggestions().suggest(room.catalogue, reader, typed)), None)


def test_a_phrase_of_several_titles_is_suggested_first(room: ReadingRoom, festivals: tuple[str, ...]) -> None:
    """What five documents of two titles share is told with their number, to those who may see three of them."""
    assert _first(room, "lễ h") == Suggestion("lễ hội", SuggestedKind.PHRASE, 5)
    for id_ in festivals[:3]:
        set_level(room.catalogue, id_, Access.SECRET)
    try:
        assert _first(room, "lễ h") == Suggestion(RARE, SuggestedKind.TITLE, 2)
        assert _first(room, "lễ h", STAFF) == Suggestion("lễ hội", SuggestedKind.PHRASE, 5)
    finally:
        for id_ in festivals[:3]:
            set_level(room.catalogue, id_, Access.PUBLIC)


def test_values_with_the_marks_typed_come_first(room: ReadingRoom, made: MadeUp) -> None:
    """`bán` suggests the one title on selling before three of a village; `ban`, the three."""
    titles = ("Bản Sảng họp",) * 3 + ("Bán đấu giá",)
    with room.catalogue.begin() as session:
        for id_, title in zip(made.series, titles, strict=False):
            state(
                session,
                get_record(session, RecordKind.DOCUMENT, id_),
                [Statement(Field.TITLE, title, Source.PERSON)],
                "Lan",
            )
    try:
        assert getattr(_first(room, "bán"), "text", None) == "Bán đấu giá"
        assert getattr(_first(room, "ban"), "text", None) == "Bản Sảng họp"
    finally:
        with room.catalogue.begin() as session:
            for id_ in made.series[:4]:
                undo(session, get_record(session, RecordKind.DOCUMENT, id_), Field.TITLE)


@pytest.mark.parametrize("typed", ["12-nq", "12 nq t", "012-NQ/TU", "số 12 nq", "so 12-nq/tu"])
def test_a_number_may_be_begun_in_any_spelling(room: ReadingRoom, made: MadeUp, typed: str) -> None:
    """Spaces, zeros and the word before a number do not matter."""
    assert made
    assert _first(room, typed) == Suggestion("12-NQ/TU", SuggestedKind.NUMBER, 1)


def test_a_body_may_be_begun_by_its_abbreviation(room: ReadingRoom, made: MadeUp) -> None:
    """`HĐND` suggests the council by its name in full."""
    with room.catalogue.begin() as session:
        record = get_record(session, RecordKind.DOCUMENT, made.series[0])
        state(session, record, [Statement(Field.ISSUER, "Hội đồng nhân dân tỉnh Phú Lĩnh", Source.PERSON)], "Lan")
    try:
        for typed in ("HĐND", "hdnd tinh p"):
            assert _first(room, typed) == Suggestion("Hội đồng nhân dân tỉnh Phú Lĩnh", SuggestedKind.ISSUER, 1)
    finally:
        with room.catalogue.begin() as session:
            undo(session, get_record(session, RecordKind.DOCUMENT, made.series[0]), Field.ISSUER)


def test_the_first_reader_finds_words_that_were_read_ahead(room: ReadingRoom, festivals: tuple[str, ...]) -> None:
    """What is read while the server starts serves the first question: titles given since are not in it yet."""
    assert festivals
    ahead = Suggestions()
    with ahead.read_ahead(room.catalogue, PUBLIC_READER):
        pass
    with room.catalogue.begin() as session:
        record = get_record(session, RecordKind.DOCUMENT, festivals[0])
        state(session, record, [Statement(Field.TITLE, "Lễ hội mới", Source.PERSON)], "Lan")
    assert "Lễ hội mới" not in dict(_offered(ahead, room))
    assert "Lễ hội mới" in dict(_offered(Suggestions(), room))
    with room.catalogue.begin() as session:
        undo(session, get_record(session, RecordKind.DOCUMENT, festivals[0]), Field.TITLE)


def test_secret_values_are_for_those_who_may_see_them(room: ReadingRoom, made: MadeUp) -> None:
    """A value of closed records alone is suggested to a reader of their level and to nobody else, in a closed file too."""
    assert made.closed
    for typed in ("ban mat", "77 bc", "van ban ho so kin"):
        assert room.suggestions.suggest(room.catalogue, PUBLIC_READER, typed) == []
        assert room.suggestions.suggest(room.catalogue, STAFF, typed)
