"""What the filters of a request compare, the same for every engine: each field with the values or days asked for."""

from collections.abc import Iterator

from search.forms import key_of
from search.port import DateMatch, FacetName, SearchRequest

_FARTHEST_YEAR = 1 << 31  # engines hold years in 32 bits; what lies beyond is in no record


def chosen_values(request: SearchRequest) -> dict[FacetName, tuple[str, tuple[str | int, ...]]]:
    """The filters that belong to a facet, as (index field, values), any of which a record must have; none at all matches nothing."""
    given: dict[FacetName, tuple[str, tuple[str | int, ...]]] = {
        FacetName.FONDS: ("fonds", request.fonds),
        FacetName.INVENTORY: ("inventory", request.inventory),
        FacetName.FILE: ("file", request.file),
        FacetName.TERM: ("term", request.term),
        FacetName.TYPE: ("type_key", tuple(map(key_of, request.type))),
        FacetName.ISSUER: ("issuer_key", tuple(map(key_of, request.issuer))),
        FacetName.ACCESS: ("access", tuple(level.value for level in request.levels)),
    }
    chosen = {name: pair for name, pair in given.items() if pair[1]}
    if request.year:
        chosen[FacetName.YEAR] = ("year", tuple(year for year in request.year if abs(year) < _FARTHEST_YEAR))
    return chosen


def day_bounds(request: SearchRequest) -> Iterator[tuple[str, int | None, int | None]]:
    """The days asked for, as (index field, first, last), both inclusive ordinals, one of them None.

    Overlap compares the far ends with the days asked for, within the near ones. Undated records never match.
    """
    within = request.dates is DateMatch.WITHIN
    if request.first_day:
        yield "first_day" if within else "last_day", request.first_day.toordinal(), None
    if request.last_day:
        yield "last_day" if within else "first_day", None, request.last_day.toordinal()
