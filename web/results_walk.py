"""From an open document back to the results it was found in, and on to the hit before and the hit after it."""

from dataclasses import dataclass, replace

from archive.errors import BadRequest
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.searches import Found, FoundRecord, find
from search import RecordLevel
from web.addresses import document_address, file_address, results_address
from web.places import Results


@dataclass(frozen=True, slots=True)
class Hit:
    """A neighbouring hit: what people read, and the address at which it opens."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Walk:
    """The way among the results: back to their page, and the neighbouring hits.

    `position` counts from 1; it is None where the document is no hit of that page (any more).
    """

    back: str
    total: int = 0
    position: int | None = None
    previous: Hit | None = None
    next: Hit | None = None


def walk_results(room: ReadingRoom, reader: Reader, results: Results, document_id: str) -> Walk:
    """The way back and on from a document that was opened out of a page of results.

    Raises:
        BadRequest: the query is too long.
        Unavailable: the engine or the catalogue does not answer.
    """
    try:
        found = _found(room, reader, results)
    except BadRequest:
        if results.search.cursor is None:
            raise
        return Walk(results_address(Results(replace(results.search, cursor=None))))  # the cursor is of no use any more
    back = results_address(results)
    ids = [hit.record.id for hit in found.hits]
    if document_id not in ids:
        return Walk(back, found.shown_total)
    at = ids.index(document_id)
    before = found.hits[at - 1] if at else None
    after = found.hits[at + 1] if at + 1 < len(ids) else None
    return Walk(
        back,
        found.shown_total,
        results.first + at,
        _hit(before, results) if before else _last_before(room, reader, results),
        _hit(after, results) if after else _first_after(room, reader, results, found.next),
    )


def hit_address(found: FoundRecord, results: Results) -> str:
    """Where a hit opens: a document at the first page that matches, with the way back to its results."""
    record = found.record
    if record.level is RecordLevel.FILE:
        return file_address(record.id)
    page = found.matches[0].page if found.matches else None
    return document_address(record.id, page=page, query=found.query, results=results.carried())


def _found(room: ReadingRoom, reader: Reader, results: Results) -> Found:
    return find(room, reader, replace(results.search, facets=()))


def _last_before(room: ReadingRoom, reader: Reader, results: Results) -> Hit | None:
    page = results.preceding()
    if page is None:
        return None
    hits = _found(room, reader, page).hits
    return _hit(hits[-1], page) if hits else None


def _first_after(room: ReadingRoom, reader: Reader, results: Results, cursor: str | None) -> Hit | None:
    if cursor is None:
        return None
    page = results.following(cursor)
    hits = _found(room, reader, page).hits
    return _hit(hits[0], page) if hits else None


def _hit(found: FoundRecord, results: Results) -> Hit:
    record = found.record
    return Hit(record.title or record.number or record.reference, hit_address(found, results))
