"""The search page: one search, told as hits, facets, histogram, chips and the ways on."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.requests import Request

from archive.dates import PartialDate
from archive.errors import BadRequest
from reading.parameters import ANY_LEVEL, Search, read_search
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.searches import find
from search import Facet, FacetName, Sort
from web.addresses import (
    BACK,
    NUMBER,
    OWN,
    Place,
    csv_address,
    next_address,
    previous_address,
    search_address,
    toggled,
)
from web.histogram import draw_years
from web.language import PARAMETER, write_date
from web.messages import Language, say

SHOWN_FACETS = (FacetName.FONDS, FacetName.TERM, FacetName.TYPE, FacetName.ISSUER)
FIRST_VALUES = 8  # values of a facet that are seen at once; the rest unfolds
_FILTERS = ("fonds", "inventory", "file", "term", "type", "issuer", "access", "year")


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter: its kind, its value for people, and the search without it."""

    name: str
    value: str
    address: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value of a facet: for people, its count, whether it is chosen, and the search with it put in or taken out."""

    label: str
    count: int
    chosen: bool
    address: str


def show_search(room: ReadingRoom, reader: Reader, request: Request, language: Language) -> dict[str, Any]:
    """What the template of the search page needs.

    Raises:
        BadRequest: a parameter is unknown or has a value that cannot be.
        Unavailable: the engine or the catalogue does not answer.
    """
    pairs = request.query_params.multi_items()
    place = _read_place([(name, value) for name, value in pairs if name in OWN])
    search = read_search((name, value) for name, value in pairs if name not in OWN and name != PARAMETER)
    found = find(room, reader, search)
    first = (place.number - 1) * search.size + 1
    years = found.facets.get(FacetName.YEAR, Facet())
    return {
        "search": search,
        "found": found,
        "is_home": not search.pairs(),
        "first": first,
        "last": first + len(found.hits) - 1,
        "place": place,
        "chips": _chips(search, found.facets, language),
        "without_filters": search_address(Search(q=search.q, sort=search.sort)),
        "without_quotes": search_address(replace(search, q=search.q.replace('"', " "))) if '"' in search.q else None,
        "facets": [
            (name, *_choices(search, name, found.facets[name])) for name in SHOWN_FACETS if name in found.facets
        ],
        "histogram": draw_years(years.values),
        "year_address": {value.value: search_address(toggled(search, "year", value.value)) for value in years.values},
        "sorts": [(str(sort), search_address(replace(search, sort=sort)), sort is _sorted(search)) for sort in Sort],
        "csv": csv_address(search),
        "previous": previous_address(search, place),
        "next": next_address(search, place, found.next) if found.next and found.hits else None,
        "begin": search_address(search) if place.number > 1 else None,
        "hidden": [(n, v) for n, v in replace(search, cursor=None, q="").pairs() if n not in {"from", "to"}],
        "dates": [(n, v) for n, v in search.pairs() if n in {"from", "to"}],
        "any_level": ANY_LEVEL,
    }


def _read_place(pairs: list[tuple[str, str]]) -> Place:
    numbers = [value for name, value in pairs if name == NUMBER]
    back = tuple(value for name, value in pairs if name == BACK and value)
    if not numbers:
        return Place()
    number = numbers[0]
    if len(numbers) > 1 or not (number.isascii() and number.isdigit() and 1 <= len(number) <= 7 and int(number) > 0):
        raise BadRequest(f"{NUMBER} is '{number[:80]}'; it must be a whole number from 1, given once")
    return Place(int(number), back)


def _sorted(search: Search) -> Sort:
    """The order that applies: without a query, relevance is by reference."""
    return Sort.REFERENCE if search.sort is Sort.RELEVANCE and not search.q else search.sort


def _choices(search: Search, name: FacetName, facet: Facet) -> tuple[list[Choice], int]:
    held = {str(value) for value in getattr(search, name)}
    choices = [
        Choice(
            value.label or value.value,
            value.count,
            value.value in held,
            search_address(toggled(search, name, value.value)),
        )
        for value in facet.values
    ]
    choices.sort(key=lambda choice: not choice.chosen)  # stable: what is chosen is never folded away
    return choices, facet.other


def _chips(search: Search, facets: Mapping[FacetName, Facet], language: Language) -> list[Chip]:
    chips = []
    for name in _FILTERS:
        facet = facets.get(FacetName(name), Facet())
        labels = {value.value: value.label for value in facet.values}
        for value in map(str, getattr(search, name)):
            label = say(language, f"access.{value}") if name == "access" else labels.get(value) or value
            chips.append(Chip(name, label, search_address(toggled(search, name, value))))
    if search.first_day:
        shown = write_date(language, PartialDate.day(search.first_day))
        chips.append(Chip("from", shown, search_address(replace(search, first_day=None))))
    if search.last_day:
        shown = write_date(language, PartialDate.day(search.last_day))
        chips.append(Chip("to", shown, search_address(replace(search, last_day=None))))
    return chips
