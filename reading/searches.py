"""Searches: a reader's parameters put to the engine, first for records, then for the pages of those shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from catalogue.access import denied
from catalogue.records import readable_ids
from reading.copies import copies_behind, folded_away
from reading.parameters import Copies, Search
from reading.reader import Reader
from reading.room import SearchRoom
from reading.shown import RecordLine
from search import (
    LONGEST_QUERY,
    MOST_EXCLUDED,
    Facet,
    FacetName,
    Hit,
    Notice,
    NoticeCode,
    Parsed,
    Piece,
    Query,
    RecordPages,
    RecordSummary,
    SearchRequest,
    mark,
    parse,
    snippet,
    write,
)
from search.asking import Answer, Helps, ask
from search.explaining import Reason, explain


@dataclass(frozen=True, slots=True)
class FoundPage:
    """A page of a hit that matches: its number from 1, its id, and the piece of its text around the marks."""

    page: int
    page_id: str
    snippet: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class FoundRecord:
    """A hit: the record's summary as published, its score (0 when not by relevance), and its best pages, at most three.

    `query` is the text by which the words that were found are marked on them: as typed, or with the near words taken for it.
    `reasons` tell why it was found; None where that was not asked. `copies` stand behind it, as archivists decided.
    """

    record: RecordSummary
    score: float
    matches: tuple[FoundPage, ...]
    matched_pages: int
    query: str
    reasons: tuple[Reason, ...] | None = None
    copies: tuple[RecordLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search; see the contract. `facets` stand in the order they were asked for.

    `total` counts the records that hold all the words. Where there are none, the hits may be those of a widened search, of
    which there are `widened_total`; the facets are theirs too.
    """

    total: int
    hits: tuple[FoundRecord, ...]
    facets: Mapping[FacetName, Facet]
    next: str | None
    widened_total: int
    notices: tuple[Notice, ...]

    @property
    def shown_total(self) -> int:
        """How many hits there are to be walked through, widened or not."""
        return self.total or self.widened_total


def find(room: SearchRoom, reader: Reader, search: Search) -> Found:
    """Answer a search: records that match, each with its best pages.

    Raises:
        BadRequest: the query is too long, or the cursor belongs to another search.
        Unavailable: the engine or the catalogue does not answer.
    """
    parsed = parse(search.q)
    answer = ask(room.engine, request_of(room, reader, search, parsed), helps_of(search))
    response = answer.response
    hits = allowed(room, reader, response.hits, going_on=search.cursor is not None)
    pages = _pages_of(room, reader, hits, answer.query)
    text = _marking(search.q, answer)
    closed = len(response.hits) - len(hits)  # a hit that was closed since is no hit
    found = [_found(hit, pages.get(hit.id, RecordPages()), answer.query, text) for hit in hits]
    found = _with_copies(room, reader, found)
    if search.explain:
        found = [replace(one, reasons=_reasons(answer, one, pages)) for one in found]
    return Found(
        total=max(0, response.total - closed),
        hits=tuple(found),
        facets=response.facets or {},
        next=response.next,
        widened_total=max(0, answer.widened_total - closed),
        notices=(*parsed.notices, *response.notices),
    )


def helps_of(search: Search) -> Helps:
    """What the reader lets this search do beyond the words typed."""
    return Helps(expand=search.expand, widen=search.widen, fuzzy=search.fuzzy)


def request_of(room: SearchRoom, reader: Reader, search: Search, parsed: Parsed) -> SearchRequest:
    """The engine's request for a reader's search: the reader's levels always go with it, and what is closed to them now.

    Where more is closed than one request can exclude (a large delivery, withdrawn a moment ago), the rest is counted
    until the index has caught up; shown it never is, see `allowed`.
    """
    with room.catalogue.reading() as session:
        closed = denied(session, reader.levels)
        if search.copies is Copies.FOLDED:
            room_left = max(0, MOST_EXCLUDED - len(closed))
            closed |= folded_away(
                session, reader, room_left, fonds=search.fonds, inventory=search.inventory, file=search.file
            )
    return SearchRequest(
        access=reader.levels,
        excluded=frozenset(islice(closed, MOST_EXCLUDED)),
        query=parsed.query,
        fonds=search.fonds,
        inventory=search.inventory,
        file=search.file,
        term=search.term,
        type=search.type,
        issuer=search.issuer,
        levels=search.access,
        year=search.year,
        first_day=search.first_day,
        last_day=search.last_day,
        dates=search.dates,
        level=search.level,
        sort=search.sort,
        size=search.size,
        cursor=search.cursor,
        facets=search.facets,
    )


def allowed(room: SearchRoom, reader: Reader, hits: Sequence[Hit], *, going_on: bool = False) -> list[Hit]:
    """The hits without those that are closed to this reader by now: some may have been while the engine searched.

    `going_on` by a cursor, an engine may answer out of an earlier state of the index, in which a record is still open that
    was closed and published since, and so is denied no more: then the catalogue is asked for every hit.
    """
    with room.catalogue.reading() as session:
        closed = denied(session, reader.levels)
        if going_on:
            closed |= {hit.id for hit in hits} - readable_ids(session, reader.levels, [hit.id for hit in hits])
    return [hit for hit in hits if hit.id not in closed]


def _pages_of(room: SearchRoom, reader: Reader, hits: Sequence[Hit], query: Query | None) -> Mapping[str, RecordPages]:
    if query is None or not hits:
        return {}
    return room.engine.pages_of([hit.id for hit in hits], query, reader.levels)


def _found(hit: Hit, pages: RecordPages, query: Query | None, text: str) -> FoundRecord:
    matches = tuple(
        FoundPage(match.number, match.page_id, snippet(match.words, mark(query, match.words))) for match in pages.pages
    )
    return FoundRecord(hit.record, hit.score, matches, pages.matched_pages, text)


def _with_copies(room: SearchRoom, reader: Reader, found: list[FoundRecord]) -> list[FoundRecord]:
    with room.catalogue.reading() as session:
        behind = copies_behind(session, reader, [one.record.id for one in found])
    return [replace(one, copies=tuple(behind.get(one.record.id, ()))) for one in found]


def _reasons(answer: Answer, found: FoundRecord, pages: Mapping[str, RecordPages]) -> tuple[Reason, ...]:
    return explain(answer.query, found.record, pages.get(found.record.id, RecordPages()).pages)


def _marking(typed: str, answer: Answer) -> str:
    """The text by which pages are marked; near words are known from the search only, so they go with it."""
    if not any(notice.code is NoticeCode.FUZZY for notice in answer.response.notices):
        return typed
    text = write(answer.query)
    return text if len(text) <= LONGEST_QUERY else typed
