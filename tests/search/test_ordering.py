"""Order keys: natural, unique, and never at odds with the numbers that engines compare."""

from hypothesis import given
from hypothesis import strategies as st

from archive.access import Access
from search import RecordLevel, RecordSummary
from search.ordering import date_key, date_number, packed, reference_key
from tests.contracts.archives import day, years


def summary(reference: str, record_id: str = "a", **fields: object) -> RecordSummary:
    """A summary with a reference."""
    return RecordSummary(
        id=record_id,
        level=RecordLevel.DOCUMENT,
        reference=reference,
        access=Access.PUBLIC,
        revision=1,
        **fields,  # type: ignore[arg-type]
    )


@given(st.text(max_size=40), st.text(max_size=40))
def test_packed_numbers_never_sort_against_the_key(one: str, other: str) -> None:
    """Of two keys, the smaller never has the greater numbers."""
    first, second = sorted(reference_key(summary(text)) for text in (one, other))
    assert packed(first) <= packed(second)
    assert all(0 <= number < 1 << 63 for number in packed(first))


def test_numbers_sort_by_value() -> None:
    """9 before 10 before 0100, 123 before 123a, a file before its documents; leading zeros do not count."""
    references = ["H42-9-1", "H42-010-1", "H42-0100-1", "H42-123", "H42-123-1", "H42-123a-1", "H42-124", "H100-1"]
    assert sorted(set(references), key=lambda text: reference_key(summary(text))) == references


def test_keys_are_unique() -> None:
    """Two records with one reference have two keys."""
    assert reference_key(summary("x", "a")) != reference_key(summary("x", "b"))
    assert reference_key(summary("01")) != reference_key(summary("1"))


def test_undated_is_last_in_both_directions() -> None:
    """Whatever the direction, undated records come after all dated ones."""
    records = [summary("1", date=day("9999-12-31")), summary("2", date=day("0001-01-01")), summary("3")]
    for newest_first in (False, True):
        assert sorted(records, key=lambda one: date_key(one, newest_first=newest_first))[-1].reference == "3"
        assert all(date_number(one, newest_first=newest_first) < 1 << 63 for one in records)


def test_equal_beginnings_are_ordered_by_end() -> None:
    """Of two dates with one beginning the shorter comes first by date, the longer first by `-date`."""
    short, long = summary("2", date=day("2010-01-01")), summary("1", date=years(2010))
    assert date_key(short, newest_first=False) < date_key(long, newest_first=False)
    assert date_key(long, newest_first=True) < date_key(short, newest_first=True)
