"""What a reader may be about to type: titles, numbers and issuers of records that this reader may see, by beginnings of words."""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from heapq import nsmallest
from itertools import islice
from threading import Lock, Thread

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.access import Access
from archive.descriptions import Field
from archive.errors import Unavailable
from archive.vietnamese import bare, collation_key, normalise, tokens
from catalogue.catalogue import Catalogue
from catalogue.models import DescribedValue, Document, File
from catalogue.publication import catalogue_revision
from catalogue.records import readable_ids
from reading.reader import Reader

SUGGESTED = 10
SHORTEST = 2  # letters; one letter would suggest half of the archive
_LOOKED_AT = 20  # values whose records are asked for in one query; more than are shown, for some may be closed by now
_RECORDS_OF_VALUE = 100  # records of one value that are asked for, so counts go to this
_PATIENCE = 5.0  # seconds that the end of the server waits for a reading under way
_STALE_AFTER = 5.0  # seconds after which the revision is looked at again
_KINDS = (Field.TITLE, Field.NUMBER, Field.ISSUER)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value as described, the field it stands in, and how many records with it this reader may see (counted to 100)."""

    text: str
    field: Field
    count: int


@dataclass(frozen=True, slots=True)
class _Value:
    """A value with the records that carry it, each with the level that counted when it was read."""

    text: str
    field: Field
    words: tuple[str, ...]
    carriers: tuple[tuple[str, Access], ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A value as readers of certain levels see it: with the first of the records open to them."""

    value: _Value
    records: tuple[str, ...]


class _Shelf:
    """The values that readers of certain levels may see, in the order that their own records give: nothing else counts."""

    def __init__(self, values: Sequence[_Value], levels: frozenset[Access]) -> None:
        seen = (
            _Seen(value, tuple(islice((id_ for id_, level in value.carriers if level in levels), _RECORDS_OF_VALUE)))
            for value in values
        )
        # The values come in Vietnamese order, which the sorting keeps among those of one count.
        self._seen = sorted((one for one in seen if one.records), key=lambda one: -len(one.records))
        self._starts = _sorted((" ".join(one.value.words), place) for place, one in enumerate(self._seen))
        self._words = _sorted(
            (word, place) for place, one in enumerate(self._seen) for word in dict.fromkeys(one.value.words)
        )

    def matching(self, begun: Sequence[str]) -> list[tuple[bool, _Seen]]:
        """The first values with a word for each beginning, those that begin so (True) before the others."""
        first = nsmallest(_LOOKED_AT, _with(self._starts, " ".join(begun)))
        others: list[int] = []
        if len(first) < _LOOKED_AT:
            found = set.intersection(*(set(_with(self._words, word)) for word in begun)).difference(first)
            others = nsmallest(_LOOKED_AT - len(first), found)
        return [(True, self._seen[place]) for place in first] + [(False, self._seen[place]) for place in others]


class _Vocabulary:
    """All values of one revision of the catalogue, with a shelf for each set of levels that readers have had."""

    def __init__(self, revision: int, values: Sequence[_Value]) -> None:
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

    def renewed(self, revision: int, values: Sequence[_Value]) -> "_Vocabulary":
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
        begun = _words(text[:200])
        if len("".join(begun)) < SHORTEST:
            return []
        found = self._present(catalogue).shelf(reader.levels).matching(begun)
        with catalogue.reading() as session:
            asked = sorted({id_ for _, seen in found for id_ in seen.records})
            readable = readable_ids(session, reader.levels, asked) if asked else set()
        counted = [(begins, seen.value, len(readable.intersection(seen.records))) for begins, seen in found]
        counted.sort(key=lambda one: (not one[0], -one[2], collation_key(one[1].text)))
        return [Suggestion(value.text, value.field, count) for _, value, count in counted if count][:limit]

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


def _words(text: str) -> tuple[str, ...]:
    return tuple(bare(token.text) for token in tokens(normalise(text)))


def _load(catalogue: Catalogue, last: _Vocabulary | None) -> _Vocabulary:
    with catalogue.reading() as session:
        revision = catalogue_revision(session)
        if last is not None and last.revision == revision:
            return last
        values = _values(session)
    return last.renewed(revision, values) if last is not None else _Vocabulary(revision, values)


def _values(session: Session) -> list[_Value]:
    """All values that count, in Vietnamese order."""
    levels = _levels(session)
    rows = session.execute(
        select(DescribedValue.record_id, DescribedValue.field, DescribedValue.value, DescribedValue.source).where(
            DescribedValue.field.in_(_KINDS), DescribedValue.superseded_at.is_(None)
        )
    )
    effective: dict[tuple[str, Field], tuple[int, str]] = {}
    for record_id, of_field, text, source in rows:
        key = (record_id, of_field)
        effective[key] = min(effective.get(key, (99, "")), (source.precedence, text))
    carriers: dict[tuple[Field, str], list[tuple[str, Access]]] = defaultdict(list)
    for (record_id, of_field), (_, text) in effective.items():
        if text and record_id in levels:
            carriers[of_field, text].append((record_id, levels[record_id]))
    values = [_Value(text, of_field, _words(text), tuple(those)) for (of_field, text), those in carriers.items()]
    return sorted(values, key=lambda value: collation_key(value.text))


def _levels(session: Session) -> dict[str, Access]:
    """The level that counts of every record in sight."""
    files = select(File.id, File.access).where(File.withdrawn.is_(False))
    documents = (
        select(Document.id, Document.access, File.access)
        .join(File)
        .where(Document.withdrawn.is_(False), File.withdrawn.is_(False))
    )
    levels = {row.id: row.access for row in session.execute(files)}
    levels.update({id_: own.stricter(of_file) for id_, own, of_file in session.execute(documents)})
    return levels


def _sorted(pairs: Iterable[tuple[str, int]]) -> tuple[list[str], list[int]]:
    """Keys in order, and beside each its place."""
    ordered = sorted(pairs)
    return [key for key, _ in ordered], [place for _, place in ordered]


def _with(index: tuple[list[str], list[int]], beginning: str) -> list[int]:
    """The places of the keys that begin so."""
    keys, places = index
    return places[bisect_left(keys, beginning) : bisect_left(keys, beginning + chr(0x10FFFF))]
