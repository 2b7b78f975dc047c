"""The highlighter: which printed words of a page a query found, and the piece of text around them. Pure.

Marks are indexes of printed words, so the same marks give snippets and boxes, whichever engine answered. What is looked
for is marked at the closest level that the page holds: for `bán`, a page with `bán` shows only that marked; one with `bàn`
but no `bán` shows `bàn`; one on which the scan lost the marks shows `ban`; one on which it misread a letter of `huyện`,
`huyệu`. Quoted marks are strict; what is negated or asked of a field is never marked.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from itertools import chain, groupby

from archive.pages import Box, PageText
from archive.vietnamese.misreadings import readings
from search.entries import PageWords
from search.forms import Level, at_level, is_marked
from search.positive import sequences_in
from search.query.tree import Phrase, Query

SNIPPET_WORDS = 30
_LEAD = 6  # words of context before the first mark of a snippet
_NEIGHBOUR_BONUS = 0.5  # marks side by side ('đại hội') make a better snippet than as many strewn ones
_REPEATED = 0.1  # worth of a word that the snippet already shows marked


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a snippet: original text with its spaces, and whether it is marked."""

    text: str
    mark: bool


class Closeness(StrEnum):
    """How what stands on a page agrees with what was sought, from the closest on; see `search.forms.Level`."""

    EXACT = "exact"
    LETTERS = "letters"
    BARE = "bare"
    MISREAD = "misread"


@dataclass(frozen=True, slots=True)
class Finding:
    """Where a word or phrase stands on a page, as indexes of printed words, and how closely it agrees there."""

    closeness: Closeness
    places: frozenset[int]


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a page: for each printed word marked, what was found there (a number for each word or phrase sought)."""

    found: dict[int, int]

    @property
    def words(self) -> frozenset[int]:
        """Indexes of the printed words that are marked."""
        return frozenset(self.found)

    def __contains__(self, index: object) -> bool:
        return index in self.found

    def __bool__(self) -> bool:
        return bool(self.found)


def mark(query: Query | None, page: PageWords) -> Marks:
    """The printed words of a page that a query found."""
    text = Searched(page)
    found: dict[int, int] = {}
    for number, phrase in enumerate(sequences_in(query)):
        if (finding := text.find(phrase)) is not None:
            for place in finding.places:
                found.setdefault(place, number)
    return Marks(found)


def snippet(page: PageWords, marks: Marks, width: int = SNIPPET_WORDS) -> tuple[Piece, ...]:
    """The best stretch of a page, about `width` printed words, in pieces; its beginning where nothing is marked."""
    start = _best_start(page, marks, width)
    end = min(start + width, len(page.printed))
    pieces: list[Piece] = []
    at = start
    for marked, places in groupby(range(start, end), marks.found.__contains__):
        behind = at + len(list(places))
        text = " ".join(page.printed[at:behind])
        if not marked:  # the spaces around a mark are not marked
            text = f"{' ' * (at > start)}{text}{' ' * (behind < end)}"
        pieces.append(Piece(text, marked))
        at = behind
    return _ellipses(pieces, cut_before=start > 0, cut_after=end < len(page.printed))


def snippets(query: Query | None, pages: Iterable[PageWords], width: int = SNIPPET_WORDS) -> list[tuple[Piece, ...]]:
    """The snippet of each page."""
    return [snippet(page, mark(query, page), width) for page in pages]


def boxes(page: PageText, marks: Marks) -> list[tuple[int, Box]]:
    """The boxes of the marked words on the page image, as (index of the printed word, box), in reading order."""
    return [(index, page.words[index].box) for index in sorted(marks.words) if index < len(page.words)]


class Searched:
    """A page's words with its neighbours', exact and bare; only what is bare like a word sought is looked at closer."""

    def __init__(self, page: PageWords) -> None:
        self._page = page
        self._words = (*page.before, *page.words, *page.after)
        self._bare = page.bare or tuple(at_level(self._words, Level.BARE))

    def find(self, phrase: Phrase) -> Finding | None:
        """The printed words of this page in which the phrase stands, wholly or with its part of it, where it is closest."""
        sought = _sought(phrase)
        starts = self._starts(sought.bare)
        if not starts:
            if phrase.strict or self._every_reading.isdisjoint(sought.bare):
                return None
            return self._finding(Closeness.MISREAD, self._misread(sought.bare), phrase)
        for level in sought.levels:
            agreeing = self._agreeing(starts, phrase.words, level)
            if (found := self._finding(Closeness(level), agreeing, phrase)) is not None:
                return found
        return None

    def _finding(self, closeness: Closeness, starts: Iterable[int], phrase: Phrase) -> Finding | None:
        places = frozenset(place for start in starts for place in self._printed(start, len(phrase.words)))
        return Finding(closeness, places) if places else None

    @cached_property
    def _standing(self) -> Mapping[str, Sequence[int]]:
        """By its bare form, where each word stands."""
        standing: dict[str, list[int]] = {}
        for at, word in enumerate(self._bare):
            standing.setdefault(word, []).append(at)
        return standing

    def _starts(self, bare: tuple[str, ...]) -> Sequence[int]:
        """Where the words stand one after the other, whatever their marks."""
        starts = self._standing.get(bare[0], ())
        if len(bare) == 1:
            return starts
        return [start for start in starts if self._bare[start : start + len(bare)] == bare]

    def _misread(self, bare: tuple[str, ...]) -> Iterator[int]:
        """Where the words may stand one after the other, if a scan misread some of them."""
        for start in {place - offset for place in self._readings for offset in range(len(bare))}:
            if 0 <= start <= len(self._bare) - len(bare) and all(
                self._bare[start + at] == word or word in self._readings.get(start + at, ())
                for at, word in enumerate(bare)
            ):
                yield start

    @cached_property
    def _readings(self) -> Mapping[int, Sequence[str]]:
        """By its place, what each word that seems misread may be."""
        return {at: found for at, found in enumerate(map(readings, self._words)) if found}

    @cached_property
    def _every_reading(self) -> frozenset[str]:
        return frozenset(chain.from_iterable(self._readings.values()))

    def _agreeing(self, starts: Sequence[int], sought: Sequence[str], level: Level) -> Sequence[int]:
        """Those of the places at which the words agree at a level."""
        if level is Level.BARE:
            return starts
        if level is Level.EXACT:  # the form that words are kept in
            exact = tuple(sought)
            return [start for start in starts if self._words[start : start + len(exact)] == exact]
        wanted = at_level(sought, level)
        return [start for start in starts if at_level(self._words[start : start + len(wanted)], level) == wanted]

    def _printed(self, start: int, length: int) -> Iterable[int]:
        skipped = len(self._page.before)
        for at in range(start - skipped, start - skipped + length):
            if 0 <= at < len(self._page.words):
                yield from self._page.printed_at(at)
            elif at == -1 and self._page.tail is not None:  # the word that the page before could not end
                yield self._page.tail


@dataclass(frozen=True, slots=True)
class _Sought:
    """What of a phrase is the same for every page: its bare words, and the levels at which it may agree, closest first."""

    bare: tuple[str, ...]
    levels: Sequence[Level]


@lru_cache(maxsize=1024)
def _sought(phrase: Phrase) -> _Sought:
    bare = tuple(at_level(phrase.words, Level.BARE))
    if phrase.strict:
        return _Sought(bare, (Level.EXACT,))
    return _Sought(bare, tuple(Level) if is_marked(phrase.words) else (Level.BARE,))


def _best_start(page: PageWords, marks: Marks, width: int) -> int:
    """Where the stretch begins that shows most of what was sought; the earliest among the best."""
    found = marks.found
    places = sorted(found)
    last_start = max(0, len(page.printed) - width)
    best, best_worth = 0, 0.0
    shown = [0] * (max(found.values(), default=-1) + 1)  # how often each part of the query stands in the stretch
    total = parts = beside = end = 0
    for index, place in enumerate(places):
        start = max(0, min(place - _LEAD, last_start))
        while end < len(places) and places[end] < start + width:
            parts += not shown[found[places[end]]]
            shown[found[places[end]]] += 1
            total += 1
            beside += _beside_another(found, places[end])
            end += 1
        worth = parts + (total - parts) * _REPEATED + beside * _NEIGHBOUR_BONUS
        if worth > best_worth:
            best, best_worth = start, worth
        if index < end:  # the next stretch begins behind this mark
            shown[found[place]] -= 1
            total -= 1
            parts -= not shown[found[place]]
            beside -= _beside_another(found, place)
    return best


def _beside_another(found: Mapping[int, int], place: int) -> bool:
    return found.get(place - 1, found[place]) != found[place]


def _ellipses(pieces: list[Piece], *, cut_before: bool, cut_after: bool) -> tuple[Piece, ...]:
    if cut_before:
        pieces = [Piece("… ", False), *pieces]
    if cut_after:
        pieces = [*pieces, Piece(" …", False)]
    return tuple(pieces)
