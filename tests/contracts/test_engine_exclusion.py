"""What every search engine does with records that a request excludes: closed a moment ago, not yet in the index."""

import pytest

from search import MOST_EXCLUDED, FacetName, SearchEngine, SearchRequest, Sort
from tests.contracts.archives import PUBLIC, ask, found, publish, record, walk

CLOSED = frozenset({"b", "nowhere"})


@pytest.fixture
def archive(engine: SearchEngine) -> SearchEngine:
    """Five records with the same words, `b` with a type of its own."""
    types = {"b": "Báo cáo"}
    publish(engine, *(record(name, "kế hoạch chung", type=types.get(name, "Nghị quyết")) for name in "abcde"))
    return engine


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("query", ["", "kế hoạch", '"kế hoạch"', "-khác"])
def test_excluded_records_are_neither_found_nor_counted(archive: SearchEngine, query: str, sort: Sort) -> None:
    """Whatever is asked in whatever order, an excluded record is no hit and not in the total."""
    assert found(archive, query, sort=sort, excluded=CLOSED) == {"a", "c", "d", "e"}


def test_excluded_records_are_in_no_facet(archive: SearchEngine) -> None:
    """No facet counts an excluded record, neither one that is filtered by nor without hits asked for."""
    for request in ({}, {"size": 0}, {"type": ("Báo cáo",)}):
        facets = ask(archive, "", excluded=CLOSED, facets=tuple(FacetName), **request).facets or {}
        assert [(value.value, value.count) for value in facets[FacetName.TYPE].values] == [("Nghị quyết", 4)]
    assert ask(archive, "", excluded=CLOSED, type=("Báo cáo",)).total == 0


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("size", [1, 2])
def test_paging_passes_over_excluded_records(archive: SearchEngine, sort: Sort, size: int) -> None:
    """Paging by cursor reaches every record but the excluded ones, each once."""
    ids = walk(archive, "kế hoạch", size=size, sort=sort, excluded=CLOSED)
    assert sorted(ids) == ["a", "c", "d", "e"]


@pytest.mark.parametrize("sort", list(Sort))
def test_a_record_closed_on_the_way_makes_no_gap(archive: SearchEngine, sort: Sort) -> None:
    """A cursor goes on when other records are excluded than before, without losing a hit or showing one twice."""
    first = ask(archive, "kế hoạch", size=2, sort=sort)
    seen = [hit.id for hit in first.hits]
    closed = frozenset(seen[:1])
    rest: list[str] = []
    cursor = first.next
    while cursor:
        answer = ask(archive, "kế hoạch", size=2, sort=sort, cursor=cursor, excluded=closed)
        rest += [hit.id for hit in answer.hits]
        cursor = answer.next
    assert sorted(seen + rest) == ["a", "b", "c", "d", "e"]


def test_as_many_as_are_allowed_can_be_excluded(archive: SearchEngine) -> None:
    """The largest set of excluded records is answered; a larger one cannot be asked for."""
    many = frozenset({"b", *(f"record-{number}" for number in range(MOST_EXCLUDED - 1))})
    assert found(archive, "kế hoạch", excluded=many) == {"a", "c", "d", "e"}
    with pytest.raises(ValueError, match=str(MOST_EXCLUDED)):
        SearchRequest(access=PUBLIC, excluded=many | {"one more"})
