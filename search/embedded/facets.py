"""Facets of the embedded engine: one aggregation for all that are not filtered, one more for each that is."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import tantivy
from tantivy import Query as Compiled

from archive.vietnamese import collation_key
from search.embedded.compiler import all_of
from search.embedded.schema import LABEL
from search.forms import key_of
from search.port import LONGEST_FACET, Facet, FacetName, FacetValue

_GATHERED = 10_000  # values counted before they are cut to a hundred in Vietnamese order
_MERGED = frozenset({FacetName.TYPE, FacetName.ISSUER})  # 'Uỷ ban' and 'Ủy ban' are one value


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
        query, {name.value: {"terms": {"field": _field(name), "size": _GATHERED}} for name in names}
    )
    return {name: _facet(name, answer[name.value]) for name in names}


def _field(name: FacetName) -> str:
    return "year" if name is FacetName.YEAR else f"{name}_facet"


def _facet(name: FacetName, answer: Mapping[str, Any]) -> Facet:
    buckets = [(bucket["key"], int(bucket["doc_count"])) for bucket in answer["buckets"]]
    if name is FacetName.YEAR:
        years = sorted((int(year), count) for year, count in buckets)
        return Facet(tuple(FacetValue(str(year), str(year), count) for year, count in years))
    values = sorted(_merged(name, buckets), key=lambda value: (-value.count, collation_key(value.label), value.value))
    other = sum(value.count for value in values[LONGEST_FACET:]) + int(answer["sum_other_doc_count"])
    return Facet(tuple(values[:LONGEST_FACET]), other)


def _merged(name: FacetName, buckets: Sequence[tuple[str, int]]) -> list[FacetValue]:
    """One value for every key; the commonest spelling gives the label. Each record has one spelling, so counts add up."""
    spellings: dict[str, list[tuple[int, str, str]]] = defaultdict(list)
    for stored, count in buckets:
        value, _, label = stored.partition(LABEL)
        spellings[key_of(value) if name in _MERGED else value].append((count, value, label or value))
    merged = []
    for found in spellings.values():
        _, value, label = max(found)
        merged.append(FacetValue(value, label, sum(count for count, _, _ in found)))
    return merged
