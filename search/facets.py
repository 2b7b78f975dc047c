"""Facets from counted values: merged, in order, cut to a hundred. The same for every engine."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from archive.vietnamese import collation_key
from search.forms import key_of
from search.port import LONGEST_FACET, Facet, FacetName, FacetValue
from search.values import LABEL

GATHERED = 10_000
"""Values counted by an engine before they are cut to a hundred in Vietnamese order."""

_MERGED = frozenset({FacetName.TYPE, FacetName.ISSUER})  # 'Uỷ ban' and 'Ủy ban' are one value


def facet_field(name: FacetName) -> str:
    """The index field whose values a facet counts."""
    return "year" if name is FacetName.YEAR else f"{name}_facet"


def facet_of(name: FacetName, answer: Mapping[str, Any]) -> Facet:
    """A facet from the answer to a `terms` aggregation, which both engines give in one shape."""
    buckets = [(bucket["key"], int(bucket["doc_count"])) for bucket in answer["buckets"]]
    if name is FacetName.YEAR:
        years = sorted((int(year), count) for year, count in buckets)
        return Facet(tuple(FacetValue(str(year), str(year), count) for year, count in years))
    spelt = [(str(value), count) for value, count in buckets]
    values = sorted(_merged(name, spelt), key=lambda value: (-value.count, collation_key(value.label), value.value))
    rest = sum(value.count for value in values[LONGEST_FACET:])
    return Facet(tuple(values[:LONGEST_FACET]), rest + int(answer["sum_other_doc_count"]))


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
