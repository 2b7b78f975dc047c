"""The engine port: what a search asks, what it answers, and what every engine promises."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from archive.access import Access
from archive.errors import BadRequest, VankhoError
from search.entries import PageWords, RecordEntry, RecordLevel, RecordSummary
from search.forms import Level
from search.notices import Notice
from search.query.tree import Query

LARGEST_SIZE = 100
"""Hits of one answer at most; more are reached by the cursor."""

LONGEST_FACET = 100
"""Values of one facet at most; the rest is summed up in `other`."""

MOST_EXCLUDED = 10_000
"""Records that one request may leave out at most."""

MATCHING_PAGES = 3
"""Pages shown of one hit at most."""


class NotPublished(VankhoError):
    """An engine refused some records; all others that were written are published. `reasons` is by record id."""

    def __init__(self, reasons: Mapping[str, str]) -> None:
        self.reasons = dict(reasons)
        listed = "; ".join(f"record {record}: {reason}" for record, reason in sorted(self.reasons.items())[:3])
        super().__init__(f"the search engine refused {len(self.reasons)} records ({listed})")


class Sort(StrEnum):
    """Orders of the hits; each ends in a unique tie-breaker. Undated records come last in both orders by date."""

    RELEVANCE = "relevance"
    DATE = "date"
    NEWEST = "-date"
    REFERENCE = "reference"


class DateMatch(StrEnum):
    """How a record's date must lie to the days asked for: share a day with them, or lie wholly inside."""

    OVERLAP = "overlap"
    WITHIN = "within"


class FacetName(StrEnum):
    """What hits can be counted and filtered by."""

    FONDS = "fonds"
    INVENTORY = "inventory"
    FILE = "file"
    TERM = "term"
    TYPE = "type"
    ISSUER = "issuer"
    ACCESS = "access"
    YEAR = "year"


USUAL_FACETS = (FacetName.FONDS, FacetName.TERM, FacetName.TYPE, FacetName.ISSUER, FacetName.YEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """One search. `access` is what this reader may see, and has no default: an empty set sees nothing.

    The multi-valued filters mean "any of", an empty one does not filter. `file` holds references of files, `year`
    years that the record's date touches. `levels` narrows `access` further (the reader's own filter), never widens it.
    `sort=relevance` without a query is by reference. `cursor` is `next` of an answer to the same request.
    `excluded` are ids of records that are neither shown nor counted, whatever the index says of them; they may be others
    at the next cursor.

    Raises:
        BadRequest: a size outside 0-100, or days that end before they begin.
        ValueError: more than `MOST_EXCLUDED` records are excluded.
    """

    access: frozenset[Access]
    excluded: frozenset[str] = frozenset()
    query: Query | None = None
    fonds: tuple[str, ...] = ()
    inventory: tuple[str, ...] = ()
    file: tuple[str, ...] = ()
    term: tuple[str, ...] = ()
    type: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    levels: tuple[Access, ...] = ()
    year: tuple[int, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    dates: DateMatch = DateMatch.OVERLAP
    level: RecordLevel | None = RecordLevel.DOCUMENT
    sort: Sort = Sort.RELEVANCE
    size: int = 20
    cursor: str | None = None
    facets: tuple[FacetName, ...] = USUAL_FACETS

    def __post_init__(self) -> None:
        if not 0 <= self.size <= LARGEST_SIZE:
            raise BadRequest(f"size is {self.size}; it must be from 0 to {LARGEST_SIZE}: page on with the cursor")
        if self.first_day and self.last_day and self.last_day < self.first_day:
            raise BadRequest(f"the days asked for end ({self.last_day}) before they begin ({self.first_day})")
        if len(self.excluded) > MOST_EXCLUDED:
            raise ValueError(f"{len(self.excluded)} records are excluded; at most {MOST_EXCLUDED} can be")


@dataclass(frozen=True, slots=True)
class Hit:
    """A record found: its id, its score (0 when not ordered by relevance), and its summary as published."""

    id: str
    score: float
    record: RecordSummary


@dataclass(frozen=True, slots=True)
class FacetValue:
    """A value of a facet: as a filter takes it, as people read it, and how many records have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of a facet, by count and then in Vietnamese order; years ascending. `other` counts what is left out.

    A facet's own filter does not narrow it. A record without a value is not counted.
    """

    values: tuple[FacetValue, ...] = ()
    other: int = 0


@dataclass(frozen=True, slots=True)
class SearchResponse:
    """The answer: how many records match (exact), those shown, the facets asked for, and the way on."""

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[FacetName, Facet] | None = None
    next: str | None = None
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class PageMatch:
    """A page of a hit that matches, with its words, ready to be marked."""

    page_id: str
    number: int
    words: PageWords


@dataclass(frozen=True, slots=True)
class RecordPages:
    """The pages of one record that match: the best (at most three), best first, and how many there are.

    Pages that hold everything asked for; where none does (its words meet on different pages), those that hold any of it.
    """

    pages: tuple[PageMatch, ...] = ()
    matched_pages: int = 0


class EngineState(StrEnum):
    """How an engine is."""

    READY = "ready"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Health:
    """State of an engine, its name and version, how many records it holds, and what to do if it is not ready."""

    state: EngineState
    engine: str
    records: int = 0
    message: str = ""


class Writer(Protocol):
    """Writes entries into an index; nothing is seen by readers before `commit`."""

    def upsert(self, records: Iterable[RecordEntry]) -> int:
        """Put records and their pages in, each in the place of what was published under its id; return how many."""

    def delete(self, record_ids: Iterable[str]) -> None:
        """Take records and their pages out; an id that is not there is no fault."""

    def commit(self) -> None:
        """Make all that was written visible to every reader, pages before records.

        Raises:
            NotPublished: some records were refused; all others are visible.
        """


class SearchEngine(Writer, Protocol):
    """A search engine. Every answer is cut to the access levels it is asked with.

    Reading is safe from many threads and processes. Writing belongs to one process at a time.

    Raises:
        Unavailable: from any method, when the index cannot be reached or another process is writing.
    """

    def prepare(self) -> None:
        """Make an empty index where there is none, and check that the present one can be used; nothing is lost."""

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find records.

        Raises:
            BadRequest: the cursor belongs to another search, or is none.
        """

    def pages_of(
        self, record_ids: Sequence[str], query: Query | None, access: frozenset[Access]
    ) -> Mapping[str, RecordPages]:
        """The matching pages of the records shown, under every id asked for; none without a query."""

    def page_words(self, page_ids: Sequence[str], access: frozenset[Access]) -> Mapping[str, PageWords]:
        """The words of pages as published, by page id; a page not there or not to be seen is left out."""

    def frequencies(
        self,
        sequences: Sequence[tuple[str, ...]],
        level: Level,
        access: frozenset[Access],
        excluded: frozenset[str] = frozenset(),
    ) -> tuple[int, ...]:
        """In how many records, of every level of description, each word stands, or each run of words side by side.

        Description and text count alike. `level` is the closeness, exact or bare. Only records of these levels of access
        count, and none of those excluded: a word that stands in closed records alone is not there.
        """

    def rebuild(self) -> AbstractContextManager[Writer]:
        """Build a new index beside the live one.

        Leaving the block swaps the new index in, in one step; an exception leaves the live one as it was. The old index is
        kept until the next rebuild.

        Raises:
            NotPublished: a few records were refused; the new index is live, without them.
        """

    def count(self, level: RecordLevel | None = None) -> int:
        """How many records are published, of every access level: for operators, never for readers."""

    def revisions_of(self, record_ids: Sequence[str]) -> Mapping[str, int]:
        """The revisions of these records as published, by id; what is not published is left out: for the publisher."""

    def all_ids(self) -> Iterator[tuple[str, int]]:
        """Every published record as (id, revision), by id: for comparing the index with the catalogue."""

    def health(self) -> Health:
        """The state of the engine; does not raise."""

    def close(self) -> None:
        """Let go of files, locks and connections; writes that were not committed are dropped."""
