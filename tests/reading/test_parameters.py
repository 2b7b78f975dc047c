"""The parameters of a search, read and written."""

from datetime import date

import pytest

from archive.access import Access
from archive.errors import BadRequest
from reading.parameters import Search, read_search
from search import DateMatch, FacetName, RecordLevel, Sort


def test_no_parameters_are_the_usual_search() -> None:
    """Nothing given, or only empty fields of a form, is every document by the usual rules."""
    assert read_search([]) == read_search([("q", ""), ("from", ""), ("fonds", " ")]) == Search()
    assert Search().pairs() == []


def test_what_is_written_is_read_again() -> None:
    """A search written as parameters reads back the same."""
    search = Search(
        q="đại hội",
        fonds=("041", "042"),
        type=("Nghị quyết",),
        access=(Access.PUBLIC,),
        year=(2012, 2013),
        first_day=date(2010, 10, 3),
        last_day=date(2015, 1, 1),
        dates=DateMatch.WITHIN,
        level=None,
        sort=Sort.NEWEST,
        size=50,
        cursor="abc",
        facets=(FacetName.FILE,),
        fuzzy=False,
    )
    assert read_search(search.pairs()) == search
    without_facets = Search(level=RecordLevel.FILE, facets=())
    assert read_search(without_facets.pairs()) == without_facets


def test_one_value_where_one_is_meant() -> None:
    """A parameter of one value that is given twice is refused by name, one of many is kept once."""
    with pytest.raises(BadRequest, match="size"):
        read_search([("size", "1"), ("size", "2")])
    assert read_search([("type", "A"), ("type", "B"), ("type", "A")]).type == ("A", "B")


def test_filters_are_bounded() -> None:
    """Too many values, or one that is too long, is refused before an engine sees it."""
    with pytest.raises(BadRequest, match="100"):
        read_search([("fonds", str(number)) for number in range(101)])
    with pytest.raises(BadRequest, match="500"):
        read_search([("issuer", "x" * 501)])
