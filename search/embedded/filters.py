"""The filters of a request as tantivy queries. They never rank."""

from collections.abc import Sequence

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as Compiled

from archive.access import Access
from search.embedded.compiler import any_of, constant, everything
from search.filters import chosen_values, day_bounds
from search.port import FacetName, SearchRequest


def base_filters(schema: tantivy.Schema, request: SearchRequest) -> list[Compiled]:
    """What narrows hits and every facet: access first, then level and days."""
    filters = [access_filter(schema, request.access)]
    if request.level is not None:
        filters.append(one_of(schema, "level", [request.level]))
    for field, first, last in day_bounds(request):
        filters.append(
            constant(Compiled.range_query(schema, field, FieldType.Integer, lower_bound=first, upper_bound=last))
        )
    return filters


def exclusion(schema: tantivy.Schema, request: SearchRequest) -> list[Compiled]:
    """What takes the excluded records out of hits, totals and facets; no filter where there are none."""
    if not request.excluded:
        return []
    excluded = Compiled.term_set_query(schema, "id", sorted(request.excluded))
    return [constant(Compiled.boolean_query([(Occur.Must, everything()), (Occur.MustNot, excluded)]))]


def facet_filters(schema: tantivy.Schema, request: SearchRequest) -> dict[FacetName, Compiled]:
    """The filters that belong to a facet, which do not narrow that facet itself."""
    return {name: one_of(schema, field, values) for name, (field, values) in chosen_values(request).items()}


def access_filter(schema: tantivy.Schema, access: frozenset[Access]) -> Compiled:
    """What a reader may see; nothing for an empty set."""
    return one_of(schema, "access", sorted(access))


def one_of(schema: tantivy.Schema, field: str, values: Sequence[str | int]) -> Compiled:
    """Records with any of the values."""
    return constant(any_of([Compiled.term_query(schema, field, value, "basic") for value in dict.fromkeys(values)]))


def at_least(schema: tantivy.Schema, field: str, number: int, *, above: bool = False) -> Compiled:
    """Records whose unsigned number is not below a bound, or is above it."""
    return constant(
        Compiled.range_query(schema, field, FieldType.Unsigned, lower_bound=number, include_lower=not above)
    )
