"""A record whose secrecy was raised, while the index still holds it as public: neither shown nor counted anywhere."""

import csv
from collections.abc import Iterator
from dataclasses import replace

import pytest

from archive.access import Access
from reading.exports import csv_of
from reading.holdings import list_terms
from reading.parameters import Search
from reading.reader import PUBLIC_READER
from reading.room import ReadingRoom
from reading.searches import find
from search import Facet, FacetName
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import SERIES, STAFF, MadeUp, publish


@pytest.fixture
def closed(room: ReadingRoom, made: MadeUp) -> Iterator[str]:
    """The resolution, closed but not published since; it is opened again afterwards."""
    publish(room.catalogue, room.engine)
    set_level(room.catalogue, made.resolution, Access.SECRET)
    yield made.resolution
    set_level(room.catalogue, made.resolution, Access.PUBLIC)
    publish(room.catalogue, room.engine)


def _count(facet: Facet, value: str) -> int:
    return sum(one.count for one in facet.values if one.value == value)


@pytest.mark.parametrize("query", ["", "cây chè", '"cây chè"', "number:12-NQ/TU"])
def test_a_closed_record_is_not_counted(room: ReadingRoom, closed: str, query: str) -> None:
    """Hits, total and every facet are without it for the public, and with it for those who may see it."""
    public, staff = (
        find(room, reader, Search(q=query, size=100, facets=(FacetName.TYPE,))) for reader in (PUBLIC_READER, STAFF)
    )
    assert closed not in {hit.record.id for hit in public.hits}
    assert public.total == len(public.hits)
    assert _count(public.facets[FacetName.TYPE], "Nghị quyết") == 0
    assert closed in {hit.record.id for hit in staff.hits}
    assert _count(staff.facets[FacetName.TYPE], "Nghị quyết") == 1


def test_a_closed_record_is_not_counted_when_nothing_is_shown(room: ReadingRoom, closed: str) -> None:
    """With size 0 there are no hits to look at, and the counts are right all the same."""
    assert closed
    assert find(room, PUBLIC_READER, Search(type=("Nghị quyết",), size=0)).total == 0
    assert find(room, STAFF, Search(type=("Nghị quyết",), size=0)).total == 1


def test_a_closed_record_is_not_counted_in_its_term(room: ReadingRoom, closed: str) -> None:
    """The terms of the tree count it for those who may see it only."""
    assert closed
    counts = [
        {line.code: line.document_count for line in list_terms(room, reader)} for reader in (PUBLIC_READER, STAFF)
    ]
    assert [count["2010-2015"] for count in counts] == [0, 1]


def test_a_closed_record_is_not_exported(room: ReadingRoom, closed: str) -> None:
    """The list of all hits is without it."""
    rows = csv.DictReader("".join(csv_of(room, PUBLIC_READER, Search())).removeprefix("\ufeff").splitlines())
    assert closed not in {row["id"] for row in rows}


def test_a_closed_record_is_not_suggested(room: ReadingRoom, closed: str) -> None:
    """Neither its title nor its number is suggested to the public."""
    assert closed
    for text in ("về phát triển", "12-NQ"):
        assert room.suggestions.suggest(room.catalogue, PUBLIC_READER, text) == []
        assert room.suggestions.suggest(room.catalogue, STAFF, text)


def test_a_cursor_does_not_bring_back_what_was_closed(room: ReadingRoom, made: MadeUp) -> None:
    """Going on in an earlier state of the index shows no record that was closed and published since."""
    search = Search(q="công văn thường kỳ", size=5)
    first = find(room, PUBLIC_READER, search)
    seen = {hit.record.id for hit in first.hits}
    victim = next(id_ for id_ in made.series if id_ not in seen)
    set_level(room.catalogue, victim, Access.SECRET)
    publish(room.catalogue, room.engine)
    answer = first
    while answer.next:
        answer = find(room, PUBLIC_READER, replace(search, cursor=answer.next))
        seen |= {hit.record.id for hit in answer.hits}
        assert answer.total <= SERIES
    assert victim not in seen
    assert len(seen) >= SERIES - 1
    set_level(room.catalogue, victim, Access.PUBLIC)
    publish(room.catalogue, room.engine)
