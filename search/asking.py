"""A search as a reader asks it: of every engine alike, with what helps where nothing holds all the words.

Each help is a query tree of its own, which engines answer as any other. A cursor names the way in which its hits were
found, so that the following pages are of the same search, whatever is published meanwhile.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from archive.errors import BadRequest
from search.expansion import Expanded, expand
from search.forms import Level
from search.nearness import Vocabulary, plain_words, with_near
from search.notices import Notice, NoticeCode
from search.other_names import MOST_OFFERED, other_names
from search.port import SearchEngine, SearchRequest, SearchResponse
from search.query.parse import LONGEST_QUERY
from search.query.text import write
from search.query.tree import Query
from search.respelling import HARDLY, respelt
from search.widening import widened

_TOLD = 3  # near words named in a notice
_BEHIND_WAY = "."  # in a cursor; no engine's own cursor holds one


@dataclass(frozen=True, slots=True, kw_only=True)
class Helps:
    """What a reader lets a search do beyond the words typed; the contract's `expand`, `widen` and `fuzzy`."""

    expand: bool = True
    widen: bool = True
    fuzzy: bool = True


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
    """A way to look: for most of the words, or all; and which of the words that near ones may stand for have them.

    The last are places in `plain_words`. A cursor holds the way as text, `w0-2`.
    """

    wide: bool = False
    loose: tuple[int, ...] = ()

    def __str__(self) -> str:
        return "w" * self.wide + "-".join(map(str, self.loose))


_AS_TYPED = _Way()
_WAY = re.compile(r"(w?)((?:[0-9]{1,2}(?:-[0-9]{1,2})*)?)")


def ask(engine: SearchEngine, request: SearchRequest, helps: Helps) -> Answer:
    """Search for all the words; where no record holds them, in the other ways that the reader lets us go.

    Raises:
        BadRequest: the cursor belongs to another search.
        Unavailable: the engine does not answer.
    """
    if request.query is None:
        return Answer(engine.search(request), None)
    asker = _Asker(engine, request, request.query, helps)
    return asker.go_on(request.cursor) if request.cursor is not None else asker.begin()


class _Asker:
    """One reader's search, put to the engine in one way after the other."""

    def __init__(self, engine: SearchEngine, request: SearchRequest, query: Query, helps: Helps) -> None:
        self._engine = engine
        self._request = replace(request, cursor=None)
        self._query = query
        self._expanded = expand(query) if helps.expand else Expanded(query)
        self._helps = helps
        self._vocabulary = Vocabulary(engine, request.access, request.excluded)
        self._words = plain_words(query) if helps.fuzzy else []

    def begin(self) -> Answer:
        """The first hits, in the first way that finds any, else none as typed; and what else the reader may ask for."""
        best = self._first()
        offers = [*self._meant(best.response.total), *self._other_names()]
        return replace(best, response=replace(best.response, notices=(*offers, *best.response.notices)))

    def _first(self) -> Answer:
        as_typed = self._search(_AS_TYPED, self._expanded.query, ())
        if as_typed.response.total:
            return as_typed
        found = (answer for way in self._ways() if (answer := self._in(way)) and answer.widened_total)
        return next(found, as_typed)

    def _meant(self, total: int) -> Iterator[Notice]:
        """What may have been meant, where next to nothing holds all the words."""
        meant = respelt(self._query, self._vocabulary) if total <= HARDLY else None
        text = "" if meant is None else write(meant)
        if 0 < len(text) <= LONGEST_QUERY:
            yield Notice(NoticeCode.DID_YOU_MEAN, f"Did you mean: {text}", (text,), (("q", text),))

    def _other_names(self) -> Iterator[Notice]:
        """Earlier and later names that stand in the archive too; they are offered, never sought unasked."""
        names = list(other_names(self._query))
        counts = self._vocabulary.counts([one.words for one in names], Level.BARE) if names else ()
        known = [one for one, count in zip(names, counts, strict=True) if count]
        for one in known[:MOST_OFFERED]:
            link, text = one.link, write(one.query)
            told = f"{link.name} {'→' if link.later else '←'} {link.other} ({link.year})"
            if len(text) <= LONGEST_QUERY:
                yield Notice(NoticeCode.OTHER_NAME, f"Another name, also to be sought: {told}", (told,), (("q", text),))

    def go_on(self, cursor: str) -> Answer:
        """The hits behind a cursor, in the way that it was made in."""
        way, expanded, engines_own = _read(cursor)
        allowed = (self._helps.widen or not way.wide) and all(place < len(self._words) for place in way.loose)
        if not allowed or expanded != bool(self._expanded.notices):
            raise BadRequest("the cursor does not belong to this search; start again without a cursor")
        self._request = replace(self._request, cursor=engines_own)
        return self._in(way) or self._search(_AS_TYPED, self._expanded.query, ())

    def _ways(self) -> Iterator[_Way]:
        """The ways to go on, each worked out when it is gone.

        A word that stands nowhere is a slip, and a near one is meant. Words that stand somewhere are taken at their word;
        only where not even most of them meet, a scan may have misread any.
        """
        unknown = self._vocabulary.unknown(self._words)
        slips = tuple(place for place, word in enumerate(self._words) if word in unknown)
        if slips:
            yield _Way(loose=slips)
        if self._helps.widen:
            yield _Way(wide=True)
        every = tuple(range(len(self._words)))
        if every:
            yield _Way(loose=every)
            if self._helps.widen:
                yield _Way(wide=True, loose=every)

    def _in(self, way: _Way) -> Answer | None:
        """The answer in one way; None where it makes no other query than the words as typed."""
        query = self._expanded.query
        notices: list[Notice] = []
        if way.loose:
            near = self._vocabulary.near([self._words[place] for place in way.loose])
            if not near:
                return None
            query = with_near(query, near)
            notices.append(_fuzzy(near))
        if way.wide:
            wider = widened(query)
            if wider is None:
                return None
            query = wider
            notices.append(_WIDENED)
        return self._search(way, query, notices) if notices else None

    def _search(self, way: _Way, query: Query, notices: Sequence[Notice]) -> Answer:
        found = self._engine.search(replace(self._request, query=query))
        told = (*self._expanded.notices, *notices, *found.notices)
        going_on = None if found.next is None else _written(way, found.next, expanded=bool(self._expanded.notices))
        if way == _AS_TYPED:
            return Answer(replace(found, next=going_on, notices=told), query)
        return Answer(replace(found, total=0, next=going_on, notices=told), query, found.total)


def _written(way: _Way, engines_own: str, *, expanded: bool) -> str:
    """A cursor: the way, whether abbreviations were expanded, and the engine's own."""
    name = "x" * expanded + str(way)
    return f"{name}{_BEHIND_WAY}{engines_own}" if name else engines_own


def _read(cursor: str) -> tuple[_Way, bool, str]:
    name, _, engines_own = cursor.rpartition(_BEHIND_WAY)
    expanded = name.startswith("x")
    read = _WAY.fullmatch(name.removeprefix("x"))
    if read is None:
        raise BadRequest("the cursor does not belong to this search; start again without a cursor")
    return _Way(bool(read[1]), tuple(map(int, read[2].split("-"))) if read[2] else ()), expanded, engines_own


def _fuzzy(near: Mapping[str, Sequence[str]]) -> Notice:
    words = tuple(f"{word} → {', '.join(forms[:_TOLD])}" for word, forms in near.items())
    message = f"Nothing was found as typed, so words with one other letter were sought too: {'; '.join(words)}."
    return Notice(NoticeCode.FUZZY, message, words, (("fuzzy", "false"),))


_WIDENED = Notice(
    NoticeCode.WIDENED,
    "No record holds all the words, so those with most of them are shown, the best first. With widen=false only records "
    "with all the words are found.",
    change=(("widen", "false"),),
)
