"""A reader's search as an address writes it: parameters read strictly, and written back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from archive.access import Access
from archive.errors import BadRequest
from search import LARGEST_SIZE, USUAL_FACETS, DateMatch, FacetName, RecordLevel, Sort

USUAL_SIZE = 20
LONGEST_VALUE = 500  # characters of one filter value; the longest names of bodies have under 200
MOST_VALUES = 100  # values of one filter
ANY_LEVEL = "any"
NO_FACETS = "none"

HELPS = ("expand", "widen", "fuzzy")
"""What a search does beyond the words typed, unless switched off."""


class Copies(StrEnum):
    """Whether documents that were decided to be copies of another are hits of their own, or stand behind it."""

    ALL = "all"
    FOLDED = "folded"


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Word = TypeVar("_Word", bound=StrEnum)
_MANY = ("fonds", "inventory", "file", "term", "type", "issuer", "access", "year")
_ONE = ("q", "from", "to", "dates", "level", "sort", "size", "cursor", "facets", "explain", "copies", *HELPS)
NAMES = frozenset((*_MANY, *_ONE))
"""All parameters of a search."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """One search as asked, before the reader's access is put to it. Filters of several values mean "any of".

    `level` None is any level. `access` is the reader's own filter, `first_day`/`last_day` are `from`/`to`.
    `explain` asks why each hit was found.
    """

    q: str = ""
    fonds: tuple[str, ...] = ()
    inventory: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    access: tuple[Access, ...] = ()
    year: tuple[int, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    dates: DateMatch = DateMatch.OVERLAP
    level: RecordLevel | None = RecordLevel.DOCUMENT
    sort: Sort = Sort.RELEVANCE
    size: int = USUAL_SIZE
    cursor: str | None = None
    facets: tuple[FacetName, ...] = USUAL_FACETS
    expand: bool = True
    widen: bool = True
    fuzzy: bool = True
    explain: bool = False
    copies: Copies = Copies.ALL

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters as an address carries them, without those that have their usual value."""
        usual = Search()
        pairs = [("q", self.q)] if self.q else []
        pairs += [(name, str(value)) for name in _MANY for value in getattr(self, name)]
        pairs += [(n, d.isoformat()) for n, d in (("from", self.first_day), ("to", self.last_day)) if d is not None]
        single = {"dates": self.dates, "sort": self.sort, "size": self.size, "copies": self.copies}
        pairs += [(name, str(value)) for name, value in single.items() if value != getattr(usual, name)]
        if self.level != usual.level:
            pairs.append(("level", self.level or ANY_LEVEL))
        if self.facets != usual.facets:
            pairs.append(("facets", ",".join(self.facets) or NO_FACETS))
        pairs += [(name, "false") for name in HELPS if not getattr(self, name)]
        pairs += [("explain", "true")] if self.explain else []
        return [*pairs, ("cursor", self.cursor)] if self.cursor else pairs


def read_search(pairs: Iterable[tuple[str, str]]) -> Search:
    """Read the parameters of an address, as (name, value) in their order; empty values count as not given.

    Raises:
        BadRequest: a parameter is unknown, given twice where one is meant, or has a value that cannot be; it is named.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if name not in NAMES:
            raise BadRequest(f"there is no parameter '{name[:80]}'; known are {', '.join(sorted(NAMES))}")
        if value.strip():
            given.setdefault(name, []).append(value)
    for name, values in given.items():
        _check(name, values)
    one = {name: values[0] for name, values in given.items() if name in _ONE}
    many = {name: tuple(dict.fromkeys(given.get(name, ()))) for name in _MANY}
    level = one.get("level", RecordLevel.DOCUMENT)
    first_day, last_day = _day("from", one.get("from")), _day("to", one.get("to"))
    if first_day and last_day and last_day < first_day:
        raise BadRequest(f"from ({first_day}) is later than to ({last_day}); exchange them")
    return Search(
        q=one.get("q", ""),
        fonds=many["fonds"],
        inventory=many["inventory"],
        file=many["file"],
        term=many["term"],
        type=many["type"],
        issuer=many["issuer"],
        access=tuple(_word("access", Access, value) for value in many["access"]),
        year=tuple(_number("year", value, 1, 9999) for value in many["year"]),
        first_day=first_day,
        last_day=last_day,
        dates=_word("dates", DateMatch, one.get("dates", DateMatch.OVERLAP)),
        level=None if level == ANY_LEVEL else _word("level", RecordLevel, level, also=ANY_LEVEL),
        sort=_word("sort", Sort, one.get("sort", Sort.RELEVANCE)),
        size=_number("size", one.get("size", str(USUAL_SIZE)), 0, LARGEST_SIZE),
        cursor=one.get("cursor"),
        facets=_facets(one.get("facets")),
        expand=_switch("expand", one.get("expand", "true")),
        widen=_switch("widen", one.get("widen", "true")),
        fuzzy=_switch("fuzzy", one.get("fuzzy", "true")),
        copies=_word("copies", Copies, one.get("copies", Copies.ALL)),
        explain=_switch("explain", one.get("explain", "false")),
    )


def _check(name: str, values: list[str]) -> None:
    if name in _ONE and len(values) > 1:
        raise BadRequest(f"{name} is given {len(values)} times; give it once")
    if len(values) > MOST_VALUES:
        raise BadRequest(f"{name} has {len(values)} values; at most {MOST_VALUES} are allowed")
    if name in _MANY and any(len(value) > LONGEST_VALUE for value in values):
        raise BadRequest(f"a value of {name} is longer than {LONGEST_VALUE} characters; shorten it")
    if any("\x00" in value for value in values):
        raise BadRequest(f"{name} holds a null character; leave it out")


def _facets(text: str | None) -> tuple[FacetName, ...]:
    if text is None:
        return USUAL_FACETS
    names = [name.strip() for name in text.split(",") if name.strip()]
    if names == [NO_FACETS]:
        return ()
    return tuple(dict.fromkeys(_word("facets", FacetName, name, also=NO_FACETS) for name in names))


def _word(name: str, kind: type[_Word], value: str, *, also: str = "") -> _Word:
    try:
        return kind(value)
    except ValueError as error:
        known = ", ".join([*kind, also] if also else list(kind))
        raise BadRequest(f"{name} is '{value[:80]}'; it must be one of: {known}") from error


def _number(name: str, value: str, least: int, most: int) -> int:
    text = value.strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
    if not least <= number <= most:
        raise BadRequest(f"{name} is '{value[:80]}'; it must be a whole number from {least} to {most}")
    return number


def _switch(name: str, value: str) -> bool:
    if value not in {"true", "false"}:
        raise BadRequest(f"{name} is '{value[:80]}'; it must be true or false")
    return value == "true"


def _day(name: str, value: str | None) -> date | None:
    if value is None:
        return None
    wrong = BadRequest(f"{name} is '{value[:80]}'; write a day as 2010-10-03")
    if not _DAY.fullmatch(value):
        raise wrong
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise wrong from error
