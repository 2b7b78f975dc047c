"""Results as CSV (RFC 4180) for spreadsheets: all hits, a line each, streamed."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from archive.access import PUBLIC_ONLY
from catalogue.audit import record_event
from reading.parameters import Search
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.searches import allowed, helps_of, request_of
from search import LARGEST_SIZE, Hit, SearchResponse, Sort, parse
from search.asking import ask

COLUMNS = (
    "id", "level", "reference", "number", "type", "title", "issuer", "signer", "date", "date_from", "date_to", "term",
    "fonds", "fonds_title", "inventory", "file", "page_count", "access",
)  # fmt: skip
BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take a file without it for a local 8-bit encoding
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def csv_of(room: ReadingRoom, reader: Reader, search: Search) -> Iterator[str]:
    """All hits of a search, by reference whatever its order and size: a header, then up to a hundred lines at a time.

    Where nothing holds all the words these are the hits of the widened search, as on the page.
    The first search is made at once, so that what is wrong with it is told before anything is sent. An export that
    holds records that are not public is logged.

    Raises:
        BadRequest: the query is too long.
        Unavailable: the engine does not answer.
    """
    parsed = parse(search.q)
    walked = replace(search, sort=Sort.REFERENCE, size=LARGEST_SIZE, cursor=None, facets=())

    def answer_at(cursor: str | None) -> SearchResponse:
        request = request_of(room, reader, replace(walked, cursor=cursor), parsed)
        return ask(room.engine, request, helps_of(search)).response

    first = answer_at(None)

    def lines() -> Iterator[str]:
        yield BYTE_ORDER_MARK + as_csv([COLUMNS])
        answer, closed = first, 0
        while True:
            hits = allowed(room, reader, answer.hits)
            closed += sum(hit.record.access not in PUBLIC_ONLY for hit in hits)
            yield as_csv([_row(hit) for hit in hits])
            if answer.next is None:
                break
            answer = answer_at(answer.next)
        if closed:
            with room.catalogue.begin() as session:
                record_event(session, reader.name, "export", None, {"closed_records": closed})

    return lines()


def _row(hit: Hit) -> tuple[str, ...]:
    record, when = hit.record, hit.record.date
    cells = (
        record.id,
        record.level,
        record.reference,
        record.number or "",
        record.type or "",
        record.title,
        record.issuer or "",
        record.signer or "",
        when.to_text() if when else "",
        when.earliest.isoformat() if when else "",
        when.latest.isoformat() if when else "",
        record.term or "",
        record.fonds,
        record.fonds_title,
        record.inventory,
        record.file,
        str(record.page_count),
        record.access,
    )
    return tuple(harmless(cell) for cell in cells)


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe goes before what would begin one."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def as_csv(rows: list[tuple[str, ...]]) -> str:
    """Rows as CSV (RFC 4180)."""
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    return stream.getvalue()
