"""What a reader may be about to type: titles, numbers, issuers and phrases of records that this reader may see.

Words are found by their beginnings, in any marks; where marks are typed, values that agree with them come first. A number
may be begun without its zeros or behind `số`, a body by its abbreviation.
"""

import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from threading import Lock, Thread

from archive.access import Access
from archive.errors import Unavailable
from archive.vietnamese import collation_key
from archive.vietnamese.abbreviations import expansions, words_of
from catalogue.catalogue import Catalogue
from catalogue.publication import catalogue_revision
from catalogue.records import readable_ids
from reading.reader import Reader
from reading.suggested_values import (
    LEAST_RECORDS,
    SuggestedKind,
    SuggestedValue,
    bare_words,
    figures_plain,
    read_values,
)
from search.forms import forms_of, words_in

SUGGESTED = 10
PHRASES = 4  # of these at most, before everything else
SHORTEST = 2  # letters; one letter would suggest half of the archive
_LOOKED_AT = 20  # values whose records are asked for in one query; more than are shown, for some may be closed by now
_COMPARED = 200  # values whose marks are compared with those typed
_RECORDS_OF_VALUE = 100  # records of one value that are asked for, so counts go to this
_PATIENCE = 5.0  # seconds that the end of the server waits for a reading under way
_STALE_AFTER = 5.0  # seconds after which the revision is looked at again


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value, what it is, and how many records with it this reader may see (counted to 100)."""

    text: str
    field: SuggestedKind
    count: int


@dataclass(frozen=True, slots=True)
class _Seen:
    """A value as readers of certain levels see it: with the first of the records open to them."""

    value: SuggestedValue
    records: tuple[str, ...]

    @property
    def least(self) -> int:
        """Records that a reader must be able to see before it is told to them."""
        return LEAST_RECORDS if self.value.kind is SuggestedKind.PHRASE else 1


@dataclass(frozen=True, slots=True)
class _Typed:
    """What was typed: beginnings of words in bare form, in every way it can be meant, and those words that carry marks."""

    ways: tuple[tuple[str, ...], ...]
    marked: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> "_Typed":
        """As typed, the figure of a number plain and without its `số`, abbreviations in full."""
        words = bare_words(text)
        ways = [words, figures_plain(words)]
        if len(words) > 1 and words[0] == "so" and words[1][:1].isdigit():
            ways.append(figures_plain(words[1:]))
        compared = words_of(text)
        ways += [
            bare_words(" ".join((*compared[: one.start], *one.replacement, *compared[one.end :])))
            for one in expansions(compared)
            if one.scope != "type"
        ]
        marked = tuple(word for word in words_in(text) if forms_of(word).marked)
        return cls(tuple(dict.fromkeys(ways)), marked)

    def agrees(self, value: SuggestedValue) -> bool:
        """Whether each word typed with marks begins a word of the value with the same marks."""
        words = words_in(value.text)
        return all(any(word.startswith(typed) for word in words) for typed in self.marked)


class _Index:
    """Values with the words they begin with and hold, in the order that the reader's own records give."""

    def __init__(self, seen: Iterable[_Seen]) -> None:
        # The values come in Vietnamese order, which the sorting keeps among those of one count.
        self._seen = sorted((one for one in seen if len(one.records) >= one.least), key=lambda one: -len(one.records))
        self._starts = _sorted((" ".join(one.value.words), place) for place, one in enumerate(self._seen))
        self._words = _sorted(
            (word, place) for place, one in enumerate(self._seen) for word in dict.fromkeys(one.value.words)
        )

    def matching(self, typed: _Typed) -> list[tuple[bool, _Seen]]:
        """The first values with a word for each beginning, those that begin so (True) before the others."""
        most = _COMPARED if typed.marked else _LOOKED_AT
        first = self._places(most, [set(_with(self._starts, " ".join(way))) for way in typed.ways])
        others: list[int] = []
        if len(first) < most:
            held = [set.intersection(*(set(_with(self._words, word)) for word in way)) for way in typed.ways]
            others = self._places(most - len(first), [places.difference(first) for places in held])
        found = [(True, self._seen[place]) for place in first] + [(False, self._seen[place]) for place in others]
        if typed.marked:
            found.sort(key=lambda one: (not one[0], not typed.agrees(one[1].value)))
        return found[:_LOOKED_AT]

    @staticmethod
    def _places(most: int, found: Iterable[set[int]]) -> list[int]:
        return nsmallest(most, set().union(*found))


class _Shelf:
    """What readers of certain levels may be suggested: nothing else counts."""

    def __init__(self, values: Sequence[SuggestedValue], levels: frozenset[Access]) -> None:
        seen = [
            _Seen(value, tuple(islice((id_ for id_, level in value.carriers if level in levels), _RECORDS_OF_VALUE)))
            for value in values
        ]
        self.phrases = _Index(one for one in seen if one.value.kind is SuggestedKind.PHRASE)
        self.described = _Index(one for one in seen if one.value.kind is not SuggestedKind.PHRASE)


class _Vocabulary:
    """All values of one revision of the catalogue, with a shelf for each set of levels that readers have had."""

    def __init__(self, revision: int, values: Sequence[SuggestedValue]) -> None:
        self.revision = revision
        self._values = values
        self._shelves: dict[frozenset[Access], _Shelf] = {}
        self._lock = Lock()

    def shelf(self, levels: frozenset[Access]) -> _Shelf:
        """The values as readers of these levels see them."""
        with self._lock:
            if levels not in self._shelves:
                self._shelves[levels] = _Shelf(self._values, levels)
            return self._shelves[levels]

    def renewed(self, revision: int, values: Sequence[SuggestedValue]) -> "_Vocabulary":
        """The next vocabulary, with the shelves of this one already set up."""
        following = _Vocabulary(revision, values)
        for levels in list(self._shelves):
            following.shelf(levels)
        return following


class Suggestions:
    """Suggestions from the catalogue's own words, kept in memory; read again behind the readers' backs when it changes.

    What is kept may be some seconds old; what is shown is asked of the catalogue each time, so it never is.
    """

    def __init__(self) -> None:
        self._vocabulary: _Vocabulary | None = None
        self._looked_at = float("-inf")
        self._first = Lock()
        self._renewing = Lock()

    def suggest(self, catalogue: Catalogue, reader: Reader, text: str, limit: int = SUGGESTED) -> list[Suggestion]:
        """Values that go on from what was typed, each carried by a record that this reader may see at this moment."""
        typed = _Typed.read(text[:200])
        if len("".join(typed.ways[0])) < SHORTEST:
            return []
        shelf = self._present(catalogue).shelf(reader.levels)
        phrases, described = shelf.phrases.matching(typed), shelf.described.matching(typed)
        with catalogue.reading() as session:
            asked = sorted({id_ for _, seen in (*phrases, *described) for id_ in seen.records})
            readable = readable_ids(session, reader.levels, asked) if asked else set()
        first = _told(phrases, readable, typed)[:PHRASES]
        return [*first, *_told(described, readable, typed)][:limit]

    @contextmanager
    def read_ahead(self, catalogue: Catalogue, reader: Reader) -> Iterator[None]:
        """Read the catalogue's words while the server starts, so that the first reader need not wait for them."""
        ahead = Thread(target=self._ahead, args=(catalogue, reader), name="suggestions", daemon=True)
        ahead.start()
        yield
        ahead.join(_PATIENCE)  # the catalogue is closed next

    def _ahead(self, catalogue: Catalogue, reader: Reader) -> None:
        with suppress(Unavailable):  # the first question will tell
            self._present(catalogue).shelf(reader.levels)

    def _present(self, catalogue: Catalogue) -> _Vocabulary:
        """The vocabulary at hand; only the very first reader waits for one."""
        if (vocabulary := self._vocabulary) is None:
            with self._first:
                if (vocabulary := self._vocabulary) is None:
                    vocabulary = self._vocabulary = _load(catalogue, None)
                    self._looked_at = time.monotonic()
        elif time.monotonic() - self._looked_at > _STALE_AFTER and self._renewing.acquire(blocking=False):
            Thread(target=self._renew, args=(catalogue, vocabulary), name="suggestions", daemon=True).start()
        return vocabulary

    def _renew(self, catalogue: Catalogue, last: _Vocabulary) -> None:
        try:
            self._vocabulary = _load(catalogue, last)
        except Unavailable:
            pass  # the last one serves until the catalogue answers again; readers are told by their own question
        finally:
            self._looked_at = time.monotonic()
            self._renewing.release()


def _told(found: Iterable[tuple[bool, _Seen]], readable: set[str], typed: _Typed) -> list[Suggestion]:
    """The values that a reader may see at this moment, the best first."""
    counted = [(begins, seen, len(readable.intersection(seen.records))) for begins, seen in found]
    counted.sort(
        key=lambda one: (not one[0], not typed.agrees(one[1].value), -one[2], collation_key(one[1].value.text))
    )
    return [Suggestion(seen.value.text, seen.value.kind, count) for _, seen, count in counted if count >= seen.least]


def _load(catalogue: Catalogue, last: _Vocabulary | None) -> _Vocabulary:
    with catalogue.reading() as session:
        revision = catalogue_revision(session)
        if last is not None and last.revision == revision:
            return last
        values = read_values(session)
    return last.renewed(revision, values) if last is not None else _Vocabulary(revision, values)


def _sorted(pairs: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    """Keys in order, and beside each its place."""
    ordered = sorted(pairs)
    return [key for key, _ in ordered], [place for _, place in ordered]


def _with(index: tuple[list[str], list[int]], beginning: str) -> list[int]:
    """The places of the keys that begin so."""
    keys, places = index
    return places[bisect_left(keys, beginning) : bisect_left(keys, beginning + chr(0x10FFFF))]
