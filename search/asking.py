"""A search as a reader asks it: of every engine alike, with what helps where nothing holds all the words.

Each help is a query tree of its own, which engines answer as any other. A cursor names the way in which its hits were
found, so that the following pages are of the same search, whatever is published meanwhile.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from archive.errors import BadRequest
from search.notices import Notice, NoticeCode
from search.port import SearchEngine, SearchRequest, SearchResponse
from search.query.tree import Query
from search.widening import widened

_BEHIND_WAY = "."  # in a cursor; no engine's own cursor holds one


@dataclass(frozen=True, slots=True, kw_only=True)
class Helps:
    """What a reader lets a search do beyond the words typed; see the contract's `widen`."""

    widen: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """An engine's answer, the query that was put to it (for marks), and how many records were found by widening.

    `response.total` counts the records that hold all the words: it is 0 where the hits were found in another way.
    """

    response: SearchResponse
    query: Query | None
    widened_total: int = 0


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to look: its name in cursors, the query, and what is said of it."""

    name: str
    query: Query
    notices: tuple[Notice, ...]


def ask(engine: SearchEngine, request: SearchRequest, helps: Helps) -> Answer:
    """Search for all the words; where no record holds them, in the other ways that the reader lets us go.

    Raises:
        BadRequest: the cursor belongs to another search.
        Unavailable: the engine does not answer.
    """
    name, cursor = _way_in(request.cursor)
    request = replace(request, cursor=cursor)
    if not name:
        response = engine.search(request)
        if response.total or cursor is not None or request.query is None:
            return Answer(response, request.query)
    for way in _ways(request.query, helps):
        if name not in {"", way.name}:
            continue
        found = engine.search(replace(request, query=way.query))
        if found.total or name:
            return _found(way, found)
    if name:
        raise BadRequest("the cursor does not belong to this search; start again without a cursor")
    return Answer(response, request.query)


def _ways(query: Query | None, helps: Helps) -> Iterator[_Way]:
    """The ways to go on where nothing holds all the words, one after the other."""
    wider = widened(query) if query is not None and helps.widen else None
    if wider is not None:
        yield _Way("most", wider, (_WIDENED,))


def _way_in(cursor: str | None) -> tuple[str, str | None]:
    name, dot, engines_own = (cursor or "").rpartition(_BEHIND_WAY)
    return (name, engines_own) if dot else ("", cursor)


def _found(way: _Way, response: SearchResponse) -> Answer:
    going_on = None if response.next is None else way.name + _BEHIND_WAY + response.next
    told = replace(response, total=0, next=going_on, notices=(*way.notices, *response.notices))
    return Answer(told, way.query, response.total)


_WIDENED = Notice(
    NoticeCode.WIDENED,
    "No record holds all the words, so those with most of them are shown, the best first. With widen=false only records "
    "with all the words are found.",
    change=(("widen", "false"),),
)
