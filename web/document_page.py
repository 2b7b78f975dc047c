"""The page of a document: one page image with its marks, the text beside it, the description, and the ways on."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from starlette.requests import Request

from archive.errors import BadRequest
from archive.pages import Box
from reading.duplicates import copies_of_document
from reading.images import WIDTHS
from reading.pages import HitPages, ShownWord, find_hits, page_at, read_words, show_page
from reading.parameters import Search
from reading.reader import Reader
from reading.records import cite_page, show_document
from reading.room import ReadingRoom
from reading.shown import ShownField
from search import LONGEST_QUERY
from web.addresses import document_address, permalink, search_address
from web.language import PARAMETER
from web.paragraphs import paragraphs
from web.places import RESULTS, read_carried
from web.results_walk import Walk, walk_results

DRAWING = 10_000
"""Units of the overlay along each side of the page image."""

MARGIN = 40  # units between words and the frame around them


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark on the page image, in units of the overlay: the word's index and text, and the word's own box."""

    index: int
    text: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ReadPlace:
    """Where a described value was read on the page shown, in units of the overlay."""

    field: str
    x: int
    y: int
    width: int
    height: int


def show_document_page(room: ReadingRoom, reader: Reader, request: Request, id_: str) -> dict[str, Any]:
    """What the template of a document needs.

    Raises:
        NotFound: no such document or page for this reader.
        BadRequest: a parameter is unknown or has a value that cannot be.
    """
    number, query, carried = _read(request)
    results = read_carried(carried) if carried else None
    view = show_document(room, reader, id_)
    page_id = page_at(room, reader, view.line.id, number)
    page = show_page(room, reader, page_id, view.line.id)
    expands = results.search.expand if results else True  # marked is what the search that led here sought
    words = read_words(room, reader, page_id, query=query, document_id=view.line.id, expands=expands)
    hits = HitPages(None, None, 0)
    if query:
        hits = find_hits(room, reader, view.line.id, number, query, expands=expands)
    if results:
        walk: Walk | None = walk_results(room, reader, results, view.line.id)
    else:
        walk = Walk(search_address(Search(q=query))) if query else None
    marks = [mark_of(word) for word in words.words if word.mark]
    return {
        "view": view,
        "line": view.line,
        "page": page,
        "now": number,
        "query": query,
        "carried": carried,
        "walk": walk,
        "here": partial(document_address, view.line.id, query=query, results=carried),
        "blocks": paragraphs(words.words),
        "marks": marks,
        "places": _places(view.fields, number),
        "hits": hits,
        "drawing": DRAWING,
        "widths": WIDTHS,
        "citation": cite_page(view, number),
        "same_number": _same_number,
        "copies": copies_of_document(room, reader, view.line.id),
        "permalink": permalink(str(request.base_url), view.line.reference, number),
    }


def _same_number(number: str) -> str:
    """The search for all papers of a number."""
    return search_address(Search(q=f'number:"{number}"'))


def _read(request: Request) -> tuple[int, str, str]:
    for name in request.query_params:
        if name not in {"page", "q", RESULTS, PARAMETER}:
            raise BadRequest(f"there is no parameter '{name[:80]}'; known are page, q, {RESULTS}")
    text = request.query_params.get("page", "") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0):
        raise BadRequest(f"page is '{text[:80]}'; it must be a whole number from 1")
    query = request.query_params.get("q", "").strip()
    if len(query) > LONGEST_QUERY:
        raise BadRequest(f"q has {len(query)} characters; at most {LONGEST_QUERY} are allowed")
    return int(text), query, request.query_params.get(RESULTS, "")


def _places(fields: Sequence[ShownField], number: int) -> list[ReadPlace]:
    """The places on page `number`, a little wider than the words, so that a frame does not cross them."""
    places = []
    for shown in fields:
        if shown.place is not None and shown.place.page == number:
            x, y, width, height = _drawn(shown.place.box)
            edge = MARGIN
            places.append(ReadPlace(shown.field, x - edge, y - edge, width + 2 * edge, height + 2 * edge))
    return places


def _drawn(box: Box) -> tuple[int, int, int, int]:
    x, y, width, height = (round(edge * DRAWING) for edge in (box.x, box.y, box.width, box.height))
    return x, y, width, height


def mark_of(word: ShownWord) -> Mark:
    """The mark over a word on the page image."""
    return Mark(word.index, word.text, *_drawn(word.box))
