"""The filters of a request as tantivy queries. They never rank."""

from collections.abc import Sequence
from datetime import date

import tantivy
from tantivy import FieldType, Occur
from tantivy import Query as Compiled

from archive.access import Access
from search.embedded.compiler import any_of, constant, everything
from search.forms import key_of
from search.port import DateMatch, FacetName, SearchRequest


def base_filters(schema: tantivy.Schema, request: SearchRequest) -> list[Compiled]:
    """What narrows hits and every facet: access first, then level and days."""
    filters = [access_filter(schema, request.access)]
    if request.level is not None:
        filters.append(one_of(schema, "level", [request.level]))
    filters.extend(_days(schema, request))
    return filters


def exclusion(schema: tantivy.Schema, request: SearchRequest) -> list[Compiled]:
    """What takes the excluded records out of hits, totals and facets; no filter where there are none."""
    if not request.excluded:
        return []
    excluded = Compiled.term_set_query(schema, "id", sorted(request.excluded))
    return [constant(Compiled.boolean_query([(Occur.Must, everything()), (Occur.MustNot, excluded)]))]


def facet_filters(schema: tantivy.Schema, request: SearchRequest) -> dict[FacetName, Compiled]:
    """The filters that belong to a facet, which do not narrow that facet itself."""
    chosen: dict[FacetName, Compiled] = {}
    fields: dict[FacetName, tuple[str, Sequence[str | int]]] = {
        FacetName.FONDS: ("fonds", request.fonds),
        FacetName.INVENTORY: ("inventory", request.inventory),
        FacetName.FILE: ("file", request.file),
        FacetName.TERM: ("term", request.term),
        FacetName.TYPE: ("type_key", tuple(map(key_of, request.type))),
        FacetName.ISSUER: ("issuer_key", tuple(map(key_of, request.issuer))),
        FacetName.ACCESS: ("access", request.levels),
        FacetName.YEAR: ("year", [year for year in request.year if abs(year) < 1 << 31]),
    }
    asked = {FacetName.YEAR} if request.year else set()
    for name, (field, values) in fields.items():
        if values or name in asked:
            chosen[name] = one_of(schema, field, values)
    return chosen


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


def _days(schema: tantivy.Schema, request: SearchRequest) -> list[Compiled]:
    """Overlap compares the far ends with the days asked for, within the near ones. Undated records never match."""
    if request.first_day is None and request.last_day is None:
        return []
    within = request.dates is DateMatch.WITHIN
    first = "first_day" if within else "last_day"
    last = "last_day" if within else "first_day"
    filters = []
    if request.first_day:
        filters.append(_day_range(schema, first, lower=request.first_day))
    if request.last_day:
        filters.append(_day_range(schema, last, upper=request.last_day))
    return filters


def _day_range(schema: tantivy.Schema, field: str, *, lower: date | None = None, upper: date | None = None) -> Compiled:
    return constant(
        Compiled.range_query(
            schema,
            field,
            FieldType.Integer,
            lower_bound=lower.toordinal() if lower else None,
            upper_bound=upper.toordinal() if upper else None,
        )
    )
