"""Facets of the embedded engine: one aggregation for all that are not filtered, one more for each that is."""

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Query as Compiled

from search.embedded.compiler import all_of
from search.facets import GATHERED, facet_field, facet_of
from search.port import Facet, FacetName


def count_facets(
    searcher: tantivy.Searcher,
    matching: Sequence[Compiled],
    filters: Mapping[FacetName, Compiled],
    names: Sequence[FacetName],
) -> dict[FacetName, Facet]:
    """Count records by value, in the order of names. `matching` narrows every facet, a filter all but its own."""
    plain = [name for name in names if name not in filters]
    counted = _aggregate(searcher, all_of([*matching, *filters.values()]), plain)
    for name in names:
        if name in filters:
            others = [query for other, query in filters.items() if other is not name]
            counted |= _aggregate(searcher, all_of([*matching, *others]), [name])
    return {name: counted[name] for name in names}


def _aggregate(searcher: tantivy.Searcher, query: Compiled, names: Sequence[FacetName]) -> dict[FacetName, Facet]:
    if not names:
        return {}
    answer = searcher.aggregate(
        query, {name.value: {"terms": {"field": facet_field(name), "size": GATHERED}} for name in names}
    )
    return {name: facet_of(name, answer[name.value]) for name in names}
