"""Suggestions: what a reader's own records make of them, and nothing else."""

from archive.access import Access
from reading.reader import PUBLIC_READER
from reading.room import ReadingRoom
from reading.suggestions import Suggestions
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import STAFF, MadeUp


def test_order_does_not_tell_of_closed_records(room: ReadingRoom, made: MadeUp) -> None:
    """Values are ranked by the records open to the reader: closing some changes neither order nor count by more than that."""
    suggestions = Suggestions()
    suggestions.suggest(room.catalogue, PUBLIC_READER, "công văn")  # read while all of the series was open
    before = suggestions.suggest(room.catalogue, PUBLIC_READER, "thường kỳ 1")
    assert made.series[0] and before[0].text == "Công văn thường kỳ 1"
    set_level(room.catalogue, made.series[0], Access.SECRET)
    try:
        for one in (suggestions, Suggestions()):  # with an older vocabulary, and with one read since
            after = one.suggest(room.catalogue, PUBLIC_READER, "thường kỳ 1")
            assert [value.text for value in after] == [value.text for value in before if value != before[0]][
                : len(after)
            ] + [value.text for value in after[len(before) - 1 :]]
            assert "Công văn thường kỳ 1" not in {value.text for value in after}
            assert "Công văn thường kỳ 1" in {
                v.text for v in one.suggest(room.catalogue, STAFF, "công văn thường kỳ 1")
            }
    finally:
        set_level(room.catalogue, made.series[0], Access.PUBLIC)


def test_secret_values_are_for_those_who_may_see_them(room: ReadingRoom, made: MadeUp) -> None:
    """A value of closed records alone is suggested to a reader of their level and to nobody else, in a closed file too."""
    assert made.closed
    for typed in ("ban mat", "77 bc", "van ban ho so kin"):
        assert room.suggestions.suggest(room.catalogue, PUBLIC_READER, typed) == []
        assert room.suggestions.suggest(room.catalogue, STAFF, typed)
