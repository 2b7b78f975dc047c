"""Where in the results a reader is: read from an address, written into one, and carried along to a document and back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from archive.errors import BadRequest
from reading.parameters import Search, read_search

BACK = "back"
NUMBER = "p"
RESULTS = "results"
OWN = frozenset({BACK, NUMBER})
"""Parameters that are the pages' own, not the search's."""

_MOST_BACK = 8  # cursors kept for the way back: under 400 characters each, so the address stays under 4 KiB
_LONGEST = 12_000  # characters of results carried along: a search with many filters, and its way back
_MOST_PAIRS = 1000


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the results a reader is: the page's number from 1, and the cursors of the pages before (the first has none)."""

    number: int = 1
    back: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """One page of the results of a search."""

    search: Search
    place: Place = Place()

    @property
    def first(self) -> int:
        """The number of the page's first hit among all hits, from 1."""
        return (self.place.number - 1) * self.search.size + 1

    def pairs(self) -> list[tuple[str, str]]:
        """The parameters of the page's address."""
        pairs = self.search.pairs()
        if self.place.number > 1:
            pairs += [(NUMBER, str(self.place.number)), *((BACK, cursor) for cursor in self.place.back)]
        return pairs

    def carried(self) -> str:
        """The page as one value that an address can carry; never empty."""
        return urlencode(self.pairs() or [(NUMBER, "1")])

    def following(self, cursor: str) -> "Results":
        """The next page, which begins at this cursor; the way back is kept."""
        now = self.search.cursor
        back = (*self.place.back, now)[-_MOST_BACK:] if now else ()
        return Results(replace(self.search, cursor=cursor), Place(self.place.number + 1, back))

    def preceding(self) -> "Results | None":
        """The page before, or None where there is none or the way back is no longer known."""
        if self.place.number == 2:
            return Results(replace(self.search, cursor=None))
        if self.place.number < 2 or not self.place.back:
            return None
        *back, cursor = self.place.back
        return Results(replace(self.search, cursor=cursor), Place(self.place.number - 1, tuple(back)))


def read_results(pairs: Iterable[tuple[str, str]]) -> Results:
    """Read the parameters of a page of results, as (name, value) in their order.

    Raises:
        BadRequest: a parameter is unknown or has a value that cannot be; it is named.
    """
    pairs = list(pairs)
    place = _read_place([(name, value) for name, value in pairs if name in OWN])
    return Results(read_search((name, value) for name, value in pairs if name not in OWN), place)


def read_carried(text: str) -> Results:
    """Read what `Results.carried` wrote.

    Raises:
        BadRequest: it is none of that.
    """
    if len(text) > _LONGEST:
        raise BadRequest(f"{RESULTS} has {len(text)} characters; at most {_LONGEST} are allowed")
    try:
        pairs = parse_qsl(text, keep_blank_values=True, strict_parsing=True, max_num_fields=_MOST_PAIRS)
    except ValueError as error:
        raise BadRequest(f"{RESULTS} is '{text[:80]}'; it must be the parameters of a search") from error
    return read_results(pairs)


def _read_place(pairs: list[tuple[str, str]]) -> Place:
    numbers = [value for name, value in pairs if name == NUMBER]
    back = tuple(value for name, value in pairs if name == BACK and value)
    if not numbers:
        return Place()
    number = numbers[0]
    if len(numbers) > 1 or not (number.isascii() and number.isdigit() and 1 <= len(number) <= 7 and int(number) > 0):
        raise BadRequest(f"{NUMBER} is '{number[:80]}'; it must be a whole number from 1, given once")
    return Place(int(number), back)
