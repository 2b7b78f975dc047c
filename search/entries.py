"""What is published to an engine: records (files and documents) and pages. Plain values, belonging to no engine."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain

from archive.access import Access
from archive.dates import PartialDate

NEIGHBOURS = 12
"""Words of the page before and after that a page's entry carries, so that a phrase over a page break has a page."""


class RecordLevel(StrEnum):
    """Level of description of a record (ISAD(G) 3.1.4), as far as records are searched."""

    FILE = "file"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSummary:
    """What a hit shows of a record: its description, without its text.

    `reference` is the full reference (`H42-041-03-0123-002`), `file` that of the file it lies in (its own, for a file).
    `title` is the abstract of a document or the title of a file. `number` is the canonical number (`12-NQ/TU`). `date` is
    None for an undated record. `term` is as `2010-2015`. `revision` is the record's revision in the catalogue.
    """

    id: str
    level: RecordLevel
    reference: str
    access: Access
    revision: int
    title: str = ""
    number: str | None = None
    type: str | None = None
    issuer: str | None = None
    signer: str | None = None
    date: PartialDate | None = None
    fonds: str = ""
    fonds_title: str = ""
    inventory: str = ""
    file: str = ""
    file_title: str = ""
    term: str | None = None
    page_count: int = 0


@dataclass(frozen=True, slots=True)
class PageWords:
    """The words of one page: as printed, and as searched.

    `printed` holds every printed word, with the same indexes as `PageText.words`. `words` are the searched words in their
    exact forms; `places[i]` is the index of the printed word that `words[i]` stands in, so a printed `12-NQ/TU` is the
    place of three words, and running heads are the place of none. `joined` names the searched words that go on in the
    next printed word (hyphenated line ends). `before` and `after` are the last and first words of the neighbours. `tail` is
    the index of the printed word that ends the last word of `before`, where that is broken over the page break.
    `bare` are the bare forms of `before`, `words` and `after` together where an engine has kept them, else empty.
    """

    printed: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    joined: frozenset[int] = frozenset()
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    tail: int | None = None
    bare: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __post_init__(self) -> None:
        if len(self.words) != len(self.places):
            raise ValueError(f"a page has {len(self.words)} searched words but {len(self.places)} places for them")

    def printed_at(self, word: int) -> tuple[int, ...]:
        """The indexes of the printed words that a searched word stands in: one, or two over a line end."""
        place = self.places[word]
        return (place, place + 1) if word in self.joined else (place,)


@dataclass(frozen=True, slots=True)
class RecordText:
    """A record's text as one sequence of words, page after page, with the table of where each page begins."""

    page_ids: tuple[str, ...] = ()
    pages: tuple[PageWords, ...] = ()

    def __post_init__(self) -> None:
        if len(self.page_ids) != len(self.pages):
            raise ValueError(f"a text has {len(self.pages)} pages but {len(self.page_ids)} page ids")

    @property
    def words(self) -> tuple[str, ...]:
        """All searched words of the record in order, exact forms."""
        return tuple(chain.from_iterable(page.words for page in self.pages))

    @property
    def page_starts(self) -> tuple[int, ...]:
        """For each page the index in `words` of its first word."""
        starts, start = [], 0
        for page in self.pages:
            starts.append(start)
            start += len(page.words)
        return tuple(starts)


@dataclass(frozen=True, slots=True)
class RecordEntry:
    """A record as it is published: its summary, and its whole text (empty for a file: content is its documents')."""

    summary: RecordSummary
    text: RecordText = RecordText()


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page of a record as it is published; `number` counts from 1 within the record."""

    page_id: str
    record_id: str
    number: int
    access: Access
    words: PageWords


def pages_of_record(entry: RecordEntry) -> Iterator[PageEntry]:
    """The page entries of a record, in order, under the record's own access."""
    record = entry.summary
    pairs = zip(entry.text.page_ids, entry.text.pages, strict=True)
    for number, (page_id, words) in enumerate(pairs, start=1):
        yield PageEntry(page_id, record.id, number, record.access, words)
