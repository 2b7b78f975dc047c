"""What every search engine keeps from readers: access in every answer."""

import pytest

from archive.access import Access
from archive.errors import BadRequest
from search import FacetName, SearchEngine, SearchRequest, parse
from tests.contracts.archives import EVERYTHING, PUBLIC, ask, found, publish, record


@pytest.fixture
def guarded(engine: SearchEngine) -> SearchEngine:
    """One record of each level, all with the same words."""
    for level in Access:
        entry = record(level.value, "kế hoạch chung", access=level, type=f"Loại {level}", title="Kế hoạch")
        engine.upsert([entry])
    engine.commit()
    return engine


def test_access_has_no_default() -> None:
    """A search that does not name its reader cannot be written."""
    with pytest.raises(TypeError):
        SearchRequest()  # type: ignore[call-arg]


@pytest.mark.parametrize("levels", [set(), {Access.PUBLIC}, {Access.PUBLIC, Access.CONDITIONAL}, set(Access)])
@pytest.mark.parametrize("query", ["", "kế hoạch", '"kế hoạch"', "title:kế", "-khác", "khác OR kế", "a OR -b"])
def test_hits_are_cut_to_the_reader(guarded: SearchEngine, levels: set[Access], query: str) -> None:
    """Whatever is asked, only the reader's levels are found and counted."""
    assert found(guarded, query, access=frozenset(levels)) == {level.value for level in levels}


def test_nobody_sees_nothing(guarded: SearchEngine) -> None:
    """An empty set of levels finds nothing, and not everything."""
    answer = ask(guarded, "", access=frozenset(), facets=tuple(FacetName))
    assert answer.total == 0
    assert not any(facet.values for facet in (answer.facets or {}).values())


def test_facets_are_cut_to_the_reader(guarded: SearchEngine) -> None:
    """No facet shows a value of a record that the reader may not see."""
    facets = ask(guarded, "", facets=tuple(FacetName)).facets or {}
    assert [value.value for value in facets[FacetName.TYPE].values] == ["Loại public"]
    assert [value.value for value in facets[FacetName.ACCESS].values] == ["public"]


def test_facets_of_a_filter_are_cut_to_the_reader(guarded: SearchEngine) -> None:
    """A facet that its own filter does not narrow is still narrowed by access."""
    facets = ask(guarded, "", type=("Loại secret",)).facets or {}
    assert [value.value for value in facets[FacetName.TYPE].values] == ["Loại public"]


def test_access_filter_never_widens(guarded: SearchEngine) -> None:
    """Asking for a level that the reader does not have finds nothing of it."""
    assert found(guarded, "", levels=(Access.SECRET,)) == set()
    assert found(guarded, "", access=EVERYTHING, levels=(Access.SECRET,)) == {"secret"}


def test_pages_are_cut_to_the_reader(guarded: SearchEngine) -> None:
    """The pages of a record that the reader may not see are not given out, even when its id is known."""
    query = parse("kế hoạch").query
    pages = guarded.pages_of(["secret", "public"], query, PUBLIC)
    assert pages["secret"].matched_pages == 0
    assert pages["secret"].pages == ()
    assert pages["public"].matched_pages == 1


def test_page_words_are_cut_to_the_reader(guarded: SearchEngine) -> None:
    """The words of a page that the reader may not see are not given out."""
    assert set(guarded.page_words(["secret-1", "public-1"], PUBLIC)) == {"public-1"}
    assert set(guarded.page_words(["secret-1"], EVERYTHING)) == {"secret-1"}


def test_raised_secrecy_counts_after_publication(guarded: SearchEngine) -> None:
    """A record published again as secret is gone for public readers, with its pages and facet values."""
    publish(guarded, record("public", "kế hoạch chung", access=Access.SECRET, revision=2))
    assert found(guarded, "") == set()
    assert guarded.page_words(["public-1"], PUBLIC) == {}


def test_cursor_of_another_reader_is_refused(guarded: SearchEngine) -> None:
    """A cursor does not carry one reader's access to another."""
    answer = ask(guarded, "", access=EVERYTHING, size=1)
    with pytest.raises(BadRequest):
        ask(guarded, "", access=PUBLIC, size=1, cursor=answer.next)
