"""The search page: one search, told as hits, facets, histogram, chips and the ways on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from starlette.requests import Request

from archive.dates import PartialDate
from reading.parameters import HELPS, Copies, Search, read_search
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.searches import find
from search import Facet, FacetName, Notice, NoticeCode, RecordLevel, Sort
from web.addresses import csv_address, results_address, search_address, toggled
from web.histogram import draw_years
from web.language import PARAMETER, write_date
from web.messages import Language, say
from web.places import read_results
from web.results_walk import hit_address

SHOWN_FACETS = (FacetName.FONDS, FacetName.TERM, FacetName.TYPE, FacetName.ISSUER)
FIRST_VALUES = 8  # values of a facet that are seen at once; the rest unfolds
_OFFERS = frozenset({NoticeCode.DID_YOU_MEAN, NoticeCode.OTHER_NAME})
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


@dataclass(frozen=True, slots=True)
class Link:
    """A way on: what people read, and the search it leads to."""

    label: str
    address: str


@dataclass(frozen=True, slots=True)
class ShownNotice:
    """What a search has to tell: a sentence, the words it speaks of, and the searches it leads to."""

    text: str
    words: tuple[str, ...]
    links: tuple[Link, ...]


def show_search(room: ReadingRoom, reader: Reader, request: Request, language: Language) -> dict[str, Any]:
    """What the template of the search page needs.

    Raises:
        BadRequest: a parameter is unknown or has a value that cannot be.
        Unavailable: the engine or the catalogue does not answer.
    """
    pairs = request.query_params.multi_items()
    results = read_results((name, value) for name, value in pairs if name != PARAMETER)
    search = results.search
    found = find(room, reader, search)
    preceding = results.preceding()
    years = found.facets.get(FacetName.YEAR, Facet())
    return {
        "search": search,
        "found": found,
        "is_home": not search.pairs(),
        "first": results.first,
        "last": results.first + len(found.hits) - 1,
        "place": results.place,
        "carried": results.carried(),
        "hit_addresses": [hit_address(hit, results) for hit in found.hits],
        "notices": _notices(search, found.notices, language),
        "chips": _chips(search, found.facets, language),
        "without_filters": search_address(Search(q=search.q, sort=search.sort)),
        "without_quotes": search_address(replace(search, q=search.q.replace('"', " "))) if '"' in search.q else None,
        "facets": [
            (name, *_choices(search, name, found.facets[name])) for name in SHOWN_FACETS if name in found.facets
        ],
        "histogram": draw_years(years.values, search.year),
        "year_address": {value.value: search_address(toggled(search, "year", value.value)) for value in years.values},
        "sorts": [(str(sort), search_address(replace(search, sort=sort)), sort is _sorted(search)) for sort in Sort],
        "csv": csv_address(search),
        "folded": search.copies is Copies.FOLDED,
        "fold": _fold_address(search)
        if search.copies is Copies.FOLDED or any(hit.copies for hit in found.hits)
        else "",
        "explained": results_address(replace(results, search=replace(search, explain=not search.explain))),
        "previous": results_address(preceding) if preceding else None,
        "next": results_address(results.following(found.next)) if found.next and found.hits else None,
        "begin": search_address(search) if results.place.number > 1 else None,
        "hidden": [(n, v) for n, v in replace(search, cursor=None, q="").pairs() if n not in {"from", "to"}],
        "dates": [(n, v) for n, v in search.pairs() if n in {"from", "to"}],
        "only_documents": search.level is RecordLevel.DOCUMENT,
    }


def _fold_address(search: Search) -> str:
    """The same search with copies behind their main documents, or each by itself again."""
    other = Copies.ALL if search.copies is Copies.FOLDED else Copies.FOLDED
    return search_address(replace(search, copies=other))


def _sorted(search: Search) -> Sort:
    """The order that applies: without a query, relevance is by reference."""
    return Sort.REFERENCE if search.sort is Sort.RELEVANCE and not search.q else search.sort


def _notices(search: Search, notices: Sequence[Notice], language: Language) -> list[ShownNotice]:
    """What is told, one kind at a time. What is offered is a link itself; what was done has a link that undoes it."""
    shown = []
    for code, alike in groupby(notices, key=lambda notice: notice.code):
        told = list(alike)
        words = () if code in _OFFERS else tuple(word for notice in told for word in notice.words)
        links = tuple(
            Link(", ".join(notice.words) if code in _OFFERS else say(language, f"notice.{code}.change"), address)
            for notice in told
            if (address := _changed(search, notice))
        )
        shown.append(ShownNotice(say(language, f"notice.{code}"), words, links))
    return shown


def _changed(search: Search, notice: Notice) -> str:
    """The address of the search that a notice leads to; empty for one that leads nowhere."""
    if not notice.change:
        return ""
    kept = [(name, value) for name, value in search.pairs() if name not in dict(notice.change)]
    return search_address(read_search([*kept, *notice.change]))


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
    for name in HELPS:
        if not getattr(search, name):
            switched_on = read_search(pair for pair in search.pairs() if pair[0] != name)
            chips.append(Chip("help", say(language, f"help.off.{name}"), search_address(switched_on)))
    if search.first_day:
        shown = write_date(language, PartialDate.day(search.first_day))
        chips.append(Chip("from", shown, search_address(replace(search, first_day=None))))
    if search.last_day:
        shown = write_date(language, PartialDate.day(search.last_day))
        chips.append(Chip("to", shown, search_address(replace(search, last_day=None))))
    return chips
