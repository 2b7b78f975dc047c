"""What a reader may be about to type: titles, numbers and issuers of records that this reader may see, by beginnings of words."""

import time
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.descriptions import Field
from archive.vietnamese import bare, collation_key, normalise, tokens
from catalogue.catalogue import Catalogue
from catalogue.models import DescribedValue, RecordKind
from catalogue.publication import catalogue_revision
from catalogue.records import readable_ids
from reading.reader import Reader

SUGGESTED = 10
SHORTEST = 2  # letters; one letter would suggest half of the archive
_LOOKED_AT = 200  # values checked against the reader's access at most
_RECORDS_OF_VALUE = 500  # records of one value that are asked for access
_STALE_AFTER = 5.0  # seconds after which the revision is looked at again
_KINDS = (Field.TITLE, Field.NUMBER, Field.ISSUER)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A value as described, the field it stands in, and how many records with it this reader may see (counted to 500)."""

    text: str
    field: Field
    count: int


@dataclass(frozen=True, slots=True)
class _Value:
    text: str
    field: Field
    words: tuple[str, ...]
    documents: tuple[str, ...]
    files: tuple[str, ...]


@dataclass(slots=True)
class _Vocabulary:
    """All values of the catalogue, of every level: never shown before the access of their records is asked."""

    revision: int = -1
    values: Sequence[_Value] = ()
    words: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    def matching(self, begun: Sequence[str]) -> list[_Value]:
        """Values with a word for each beginning, those that begin so first."""
        sets = [set(self._with(word)) for word in begun]
        found = [self.values[place] for place in set.intersection(*sets)]
        start = " ".join(begun)
        return sorted(
            found,
            key=lambda v: (
                not " ".join(v.words).startswith(start),
                -len(v.documents) - len(v.files),
                collation_key(v.text),
            ),
        )

    def _with(self, beginning: str) -> Iterator[int]:
        at = bisect_left(self.words, beginning)
        while at < len(self.words) and self.words[at].startswith(beginning):
            yield self.places[at]
            at += 1


class Suggestions:
    """Suggestions from the catalogue's own words, kept in memory and read again when the catalogue has changed."""

    def __init__(self) -> None:
        self._vocabulary = _Vocabulary()
        self._looked_at = float("-inf")
        self._lock = Lock()

    def suggest(self, catalogue: Catalogue, reader: Reader, text: str, limit: int = SUGGESTED) -> list[Suggestion]:
        """Values that go on from what was typed, each carried by a record that this reader may see at this moment."""
        begun = _words(text[:200])
        if len("".join(begun)) < SHORTEST:
            return []
        with catalogue.reading() as session:
            vocabulary = self._present(session)
            found: list[Suggestion] = []
            for value in vocabulary.matching(begun)[:_LOOKED_AT]:
                count = _count_readable(session, reader, value)
                if count:
                    found.append(Suggestion(value.text, value.field, count))
                if len(found) == limit:
                    break
        return found

    def _present(self, session: Session) -> _Vocabulary:
        with self._lock:
            now = time.monotonic()
            if now - self._looked_at > _STALE_AFTER:
                revision = catalogue_revision(session)
                if revision != self._vocabulary.revision:
                    self._vocabulary = _load(session, revision)
                self._looked_at = now
            return self._vocabulary


def _words(text: str) -> tuple[str, ...]:
    return tuple(bare(token.text) for token in tokens(normalise(text)))


def _load(session: Session, revision: int) -> _Vocabulary:
    rows = session.execute(
        select(
            DescribedValue.kind,
            DescribedValue.record_id,
            DescribedValue.field,
            DescribedValue.value,
            DescribedValue.source,
        ).where(DescribedValue.field.in_(_KINDS), DescribedValue.superseded_at.is_(None))
    )
    effective: dict[tuple[RecordKind, str, Field], tuple[int, str]] = {}
    for kind, record_id, of_field, text, source in rows:
        key = (kind, record_id, of_field)
        effective[key] = min(effective.get(key, (99, "")), (source.precedence, text))
    carriers: dict[tuple[Field, str], dict[RecordKind, list[str]]] = defaultdict(lambda: defaultdict(list))
    for (kind, record_id, of_field), (_, text) in effective.items():
        if text:
            carriers[of_field, text][kind].append(record_id)
    values = [
        _Value(text, of_field, _words(text), tuple(by_kind[RecordKind.DOCUMENT]), tuple(by_kind[RecordKind.FILE]))
        for (of_field, text), by_kind in carriers.items()
    ]
    pairs = sorted(_pairs(values))
    return _Vocabulary(revision, values, [word for word, _ in pairs], [place for _, place in pairs])


def _pairs(values: Iterable[_Value]) -> Iterator[tuple[str, int]]:
    for place, value in enumerate(values):
        for word in dict.fromkeys(value.words):
            yield word, place


def _count_readable(session: Session, reader: Reader, value: _Value) -> int:
    ids = (*value.documents[:_RECORDS_OF_VALUE], *value.files[:_RECORDS_OF_VALUE])
    return len(readable_ids(session, reader.levels, ids))
