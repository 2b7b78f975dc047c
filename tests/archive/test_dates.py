"""Dates of reduced precision: made, read from paper, written and read back."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import FIRST_YEAR, LAST_YEAR, PartialDate, Precision, find_dates, parse_date
from archive.vietnamese import normalise

DAYS = st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31))
DATES = st.one_of(
    DAYS.map(PartialDate.day),
    DAYS.map(lambda day: PartialDate.month(day.year, day.month)),
    DAYS.map(lambda day: PartialDate.year(day.year)),
    st.tuples(DAYS, DAYS).map(lambda days: PartialDate.between(min(days), max(days))),
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("ngày 3 tháng 10 năm 2010", "2010-10-03"),
        ("Phú Lĩnh, ngày 03 tháng 10 năm 2010", "2010-10-03"),
        ("NGÀY 3 THÁNG 10 NĂM 2010", "2010-10-03"),
        ("ngày O3 tháng 1O năm 2O1O", "2010-10-03"),
        ("ngày l tháng I năm 2010", "2010-01-01"),
        ("ngày3tháng10năm2010", "2010-10-03"),
        ("ngày 0 3 tháng 1 0 năm 2 010", "2010-10-03"),
        ("ngày....tháng 10 năm 2010", "2010-10"),
        ("tháng 10 năm 2010", "2010-10"),
        ("năm 2010", "2010"),
        ("3/10/2010", "2010-10-03"),
        ("3.10.2010", "2010-10-03"),
        ("01-10-1997", "1997-10-01"),
        ("10/2010", "2010-10"),
        ("2010", "2010"),
        ("2010-10-03", "2010-10-03"),
        ("2010-10", "2010-10"),
        ("2010-2012", "2010-01-01/2012-12-31"),
        ("2006-2007", "2006-01-01/2007-12-31"),
        ("2006 – 2007", "2006-01-01/2007-12-31"),
        ("29/2/2012", "2012-02-29"),
        ("10/2010 - 02/2011", "2010-10-01/2011-02-28"),
        ("từ 1/1/2010 đến 31/12/2012", "2010-01-01/2012-12-31"),
        ("2010-01-01/2012-12-31", "2010-01-01/2012-12-31"),
    ],
)
def test_dates_are_read_as_exactly_as_they_are_written(text: str, iso: str) -> None:
    """A date has the precision of the paper: day, month, year or interval."""
    when = parse_date(text)
    assert when is not None
    assert when.to_text() == when.iso() == iso


@pytest.mark.parametrize(
    "text",
    [
        "", "ngày 31 tháng 2 năm 2010", "31/4/2010", "13/2010", "0/2010", "1799", "2101", "3/10/2010 và 4/10/2010", "12-NQ/TU",
        "Việt Nam 2010",
        "05/2025/TT-BNV", "1/2", "29/2/2011", "2012-2010", "12 ngày 3/10/2010", "//", "- 2010 -",
    ],
)  # fmt: skip
def test_what_is_no_one_date_is_none(text: str) -> None:
    """A day no calendar has, a year out of bounds, two dates and a number of a law give none, never an error."""
    assert parse_date(text) is None


def test_dates_in_a_text_are_found_where_they_stand() -> None:
    """Dates in running text come in order, each with its place."""
    text = "Căn cứ Thông tư 05/2025/TT-BNV ngày 3/10/2010, ngày 31 tháng 2 năm 2011, tháng 5 năm 2012; Việt Nam 2013, năm 2014."
    found = find_dates(text)
    assert [when.to_text() for _, _, when in found] == ["2010-10-03", "2012-05", "2014"]
    assert [text[start:end] for start, end, _ in found] == ["3/10/2010", "tháng 5 năm 2012", "năm 2014"]


def test_makers_cover_what_they_name() -> None:
    """A month and a year cover all their days, February in leap years too; an interval of one day is a day."""
    assert PartialDate.month(2012, 2) == PartialDate(date(2012, 2, 1), date(2012, 2, 29), Precision.MONTH)
    assert PartialDate.year(2010) == PartialDate(date(2010, 1, 1), date(2010, 12, 31), Precision.YEAR)
    assert PartialDate.between(date(2010, 1, 1), date(2010, 1, 1)).precision is Precision.DAY


def test_a_date_cannot_end_before_it_begins() -> None:
    """The ends of a date stand in order."""
    with pytest.raises(ValueError, match="before it begins"):
        PartialDate.between(date(2010, 1, 2), date(2010, 1, 1))


@given(DATES)
def test_what_is_written_reads_back(when: PartialDate) -> None:
    """Every date reads back from its text as it was, by both readers."""
    assert PartialDate.from_text(when.to_text()) == when
    assert parse_date(when.to_text()) == when


@pytest.mark.parametrize(
    "text", ["", "201", "2010-1", "2010-13", "2010-02-30", "20101003", "abcd", "2010-01-01/", "2012-01-01/2010-01-01"]
)
def test_other_text_is_refused(text: str) -> None:
    """What `to_text` never writes is an error of the caller."""
    with pytest.raises(ValueError):
        PartialDate.from_text(text)


@given(DAYS)
def test_every_day_is_read_in_every_form(day: date) -> None:
    """Any day of the calendar is read in words and in figures."""
    when = PartialDate.day(day)
    for text in (
        f"ngày {day.day:02} tháng {day.month} năm {day.year}",
        f"{day.day}/{day.month}/{day.year}",
        f"{day:%d-%m-}{day.year}",
    ):
        assert parse_date(text) == when


@given(st.text(alphabet="0123456789/-. ngàythángnămtừđếnOolI,\n"))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text gives dates or none, in order, within the normalised text."""
    parse_date(text)
    found = find_dates(text)
    assert all(0 <= start < end <= len(normalise(text)) for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
