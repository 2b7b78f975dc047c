"""Terms: read from text, and found for a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.dates import PartialDate
from archive.terms import Term, parse_term, term_of

BY_YEARS = [Term(f"{y}-{y + 5}", date(y, 1, 1), date(y + 5, 12, 31)) for y in (2005, 2010, 2015)]
BY_CONGRESS = [
    Term("2005-2010", date(2005, 12, 17), date(2010, 10, 22)),
    Term("2010-2015", date(2010, 10, 23), date(2015, 10, 15)),
]


@pytest.mark.parametrize(
    "text",
    ["2010-2015", "nhiệm kỳ 2010 - 2015", "2010–2015", "khóa XVII, 2010-2015", "Nhiệm kỳ khoá XVII (2010 — 2015)"],
)
def test_a_term_is_read_from_its_years(text: str) -> None:
    """The years of a term run from 1 January of the first to 31 December of the last, unless the fonds knows better."""
    assert parse_term(text) == Term("2010-2015", date(2010, 1, 1), date(2015, 12, 31))


@pytest.mark.parametrize("text", ["", "khóa XVII", "2010", "2015-2010", "1945-2010", "12010-2015", "2010-20155"])
def test_what_is_no_term_is_none(text: str) -> None:
    """One year, years in the wrong order or too far apart, and longer numbers are no term."""
    assert parse_term(text) is None


def test_a_term_cannot_end_before_it_begins() -> None:
    """The ends of a term stand in order."""
    with pytest.raises(ValueError, match="2010-2015"):
        Term("2010-2015", date(2015, 1, 1), date(2010, 1, 1))


def test_one_term_that_holds_the_date_is_its_term() -> None:
    """A date inside one term only needs no file."""
    assert term_of(PartialDate.day(date(2012, 4, 25)), BY_YEARS, None) == ("2010-2015", None)
    assert term_of(PartialDate.year(2012), BY_CONGRESS, "2005-2010") == ("2010-2015", None)


@pytest.mark.parametrize("of_file", ["2005-2010", "2010-2015"])
def test_in_a_shared_year_the_file_decides(of_file: str) -> None:
    """A date in the year two terms share takes the term of its file."""
    assert term_of(PartialDate.day(date(2010, 9, 14)), BY_YEARS, of_file) == (of_file, None)
    assert term_of(PartialDate.year(2010), BY_YEARS, of_file) == (of_file, None)


@pytest.mark.parametrize("of_file", ["2005-2010", "2010-2015", None])
def test_boundaries_of_the_fonds_decide_where_the_file_cannot(of_file: str | None) -> None:
    """A day that lies on one side of the congress belongs there, whatever the file says."""
    assert term_of(PartialDate.day(date(2010, 10, 3)), BY_CONGRESS, of_file) == ("2005-2010", None)
    assert term_of(PartialDate.day(date(2010, 10, 23)), BY_CONGRESS, of_file) == ("2010-2015", None)


@pytest.mark.parametrize("of_file", [None, "2015-2020"])
def test_without_a_file_that_holds_it_a_shared_year_stays_in_doubt(of_file: str | None) -> None:
    """Where nothing decides there is no term, and the doubt names the terms it may be."""
    code, doubt = term_of(PartialDate.day(date(2010, 9, 14)), BY_YEARS, of_file)
    assert code is None
    assert doubt is not None
    assert "2005-2010" in doubt
    assert "2010-2015" in doubt


def test_a_year_across_a_congress_goes_with_its_file_in_doubt() -> None:
    """A date too coarse to tell the side of the congress takes the term of its file, or none; either way the doubt is noted."""
    code, doubt = term_of(PartialDate.year(2010), BY_CONGRESS, "2010-2015")
    assert code == "2010-2015"
    assert doubt
    code, doubt = term_of(PartialDate.year(2010), BY_CONGRESS, None)
    assert code is None
    assert doubt


def test_a_date_in_no_term_is_in_doubt() -> None:
    """A date before all terms has none, and the doubt says so."""
    assert term_of(PartialDate.year(1990), BY_YEARS, "2010-2015") == (None, "1990 lies in no term of the fonds")


def test_the_file_may_name_a_term_the_fonds_does_not_know() -> None:
    """The file's term counts by its years where the fonds has none of that code."""
    assert term_of(PartialDate.year(2012), [], "2010-2015") == ("2010-2015", None)
    assert term_of(PartialDate.year(2012), [], "khóa XVII") == (None, "2012 lies in no term of the fonds")


@given(st.dates(date(2000, 1, 1), date(2025, 12, 31)), st.sampled_from([None, "2005-2010", "2010-2015", "2015-2020"]))
def test_a_term_without_doubt_holds_the_date(day: date, of_file: str | None) -> None:
    """The term of a day always holds that day, and there is a doubt exactly when there is no term."""
    for terms in (BY_YEARS, BY_CONGRESS):
        code, doubt = term_of(PartialDate.day(day), terms, of_file)
        assert (code is None) == (doubt is not None)
        if code is not None:
            held = [term for term in [*terms, parse_term(code)] if term is not None and term.code == code]
            assert held[0].first <= day <= held[0].last
