"""Addresses of pages: every link of the search page is the same search with one thing changed."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from urllib.parse import quote, urlencode

from reading.parameters import Search

SEARCH = "/search"
API = "/api/v1"
BACK = "back"
NUMBER = "p"
OWN = frozenset({BACK, NUMBER})
"""Parameters that are the pages' own, not the search's."""

_MOST_BACK = 8  # cursors kept for the way back: under 400 characters each, so the address stays under 4 KiB


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the results a reader is: the page's number from 1, and the cursors of the pages before (the first has none)."""

    number: int = 1
    back: tuple[str, ...] = ()


def search_address(search: Search, place: Place | None = None) -> str:
    """The address of a search; without a place its first page."""
    if place is None:
        search = replace(search, cursor=None)
    pairs = search.pairs()
    if place is not None and place.number > 1:
        pairs += [(NUMBER, str(place.number)), *((BACK, cursor) for cursor in place.back)]
    return f"{SEARCH}?{urlencode(pairs)}" if pairs else SEARCH


def csv_address(search: Search) -> str:
    """Where all hits of a search can be had as CSV."""
    pairs = [(name, value) for name, value in replace(search, cursor=None).pairs() if name not in {"size", "sort"}]
    return f"{API}/search.csv?{urlencode(pairs)}" if pairs else f"{API}/search.csv"


def next_address(search: Search, place: Place, cursor: str) -> str:
    """The next page of results; the way back is kept in the address."""
    back = (*place.back, search.cursor)[-_MOST_BACK:] if search.cursor else ()
    return search_address(replace(search, cursor=cursor), Place(place.number + 1, tuple(c for c in back if c)))


def previous_address(search: Search, place: Place) -> str | None:
    """The page of results before, or None where there is none or the way back is no longer known."""
    if place.number == 2:
        return search_address(search)
    if place.number < 2 or not place.back:
        return None
    return search_address(replace(search, cursor=place.back[-1]), Place(place.number - 1, place.back[:-1]))


def toggled(search: Search, name: str, value: str) -> Search:
    """The search with one value of a filter put in, or taken out if it was in."""
    held: tuple[object, ...] = getattr(search, name)
    typed: object = int(value) if name == "year" else value
    changed = tuple(one for one in held if str(one) != value) if value in map(str, held) else (*held, typed)
    return replace(search, cursor=None, **{name: changed})  # type: ignore[arg-type]


def document_address(id_: str, *, page: int | None = None, query: str = "") -> str:
    """A document, opened at a page, with the words of a query marked."""
    return _with(f"/documents/{quote(id_, safe='')}", [("page", str(page) if page else ""), ("q", query)])


def file_address(id_: str, *, cursor: str = "") -> str:
    """A file."""
    return _with(f"/files/{quote(id_, safe='')}", [("cursor", cursor)])


def fonds_address(code: str, *, inventory: str = "", cursor: str = "") -> str:
    """A fonds, or one of its inventories."""
    return _with(f"/fonds/{quote(code, safe='')}", [("inventory", inventory), ("cursor", cursor)])


def image_address(page_id: str, width: int) -> str:
    """The image of a page."""
    return f"{API}/pages/{quote(page_id, safe='')}/image?width={width}"


def original_address(document_id: str, part: int) -> str:
    """An original of a document, for download."""
    return _with(f"{API}/documents/{quote(document_id, safe='')}/original", [("part", str(part) if part > 1 else "")])


def permalink(base: str, reference: str, page: int | None = None) -> str:
    """The lasting address of a record by its reference; `base` is scheme and host."""
    return _with(f"{base.rstrip('/')}/r/{quote(reference, safe='')}", [("page", str(page) if page else "")])


def _with(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    kept = [(name, value) for name, value in pairs if value]
    return f"{path}?{urlencode(kept)}" if kept else path
