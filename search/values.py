"""The values of a record that filters and facets go by, the same for every engine."""

from collections.abc import Iterator

from archive import numbers
from archive.dates import PartialDate
from archive.vietnamese.misreadings import readings
from search.entries import NEIGHBOURS, PageWords, RecordSummary
from search.forms import key_of, words_in
from search.plan import NUMBER_KEY
from search.query.tree import SearchField

LABEL = "\x1f"  # between a facet's value and its label
MOST_YEARS = 300  # of one record; a longer range is a mistake of its description

DESCRIBED = (SearchField.TITLE, SearchField.ISSUER, SearchField.TYPE, SearchField.SIGNER)
"""The described fields that are searched as words."""


def described_words(record: RecordSummary) -> dict[SearchField, tuple[str, ...]]:
    """The searched words of every described field; none for what is not described."""
    texts = (record.title, record.issuer, record.type, record.signer)
    return {name: words_in(text or "") for name, text in zip(DESCRIBED, texts, strict=True)}


def edges_of(words: PageWords, border: str) -> Iterator[tuple[str, ...]]:
    """The words on both sides of each of a page's borders, with an engine's sign of the border between them."""
    if words.before and words.words:
        yield (*words.before, border, *words.words[:NEIGHBOURS])
    if words.after and words.words:
        yield (*words.words[-NEIGHBOURS:], border, *words.after)


def reread(words: PageWords) -> Iterator[tuple[str, ...]]:
    """The words of a page that a scan seems to have misread, as what they may be, between their neighbours.

    They stand in the index beside the words as read, bare, so that they are found too, and phrases with them: below what
    was read rightly, since they have no marks to agree with.
    """
    for at, word in enumerate(words.words):
        for reading in readings(word):
            yield (*words.words[max(0, at - 1) : at], reading, *words.words[at + 1 : at + 2])


def filter_values(record: RecordSummary) -> Iterator[tuple[str, str]]:
    """Filters and facets of a record, as (field, value); what a record does not have is not there."""
    yield "id", record.id
    yield "level", record.level
    yield "access", record.access
    yield "access_facet", record.access
    if record.number:
        yield NUMBER_KEY, numbers.key_of(record.number)
    if record.fonds:
        yield "fonds", record.fonds
        yield "fonds_facet", record.fonds + LABEL + record.fonds_title
    if record.file:
        yield "file", record.file
        yield "file_facet", record.file + LABEL + record.file_title
    if record.inventory:
        yield "inventory", record.inventory
        yield "inventory_facet", record.inventory
    if record.term:
        yield "term", record.term
        yield "term_facet", record.term
    if record.type:
        yield "type_key", key_of(record.type)
        yield "type_facet", record.type
    if record.issuer:
        yield "issuer_key", key_of(record.issuer)
        yield "issuer_facet", record.issuer


def years_of(date: PartialDate) -> range:
    """The years that a date touches: a record of 2010-2012 counts in each of the three."""
    first, last = date.earliest.year, date.latest.year
    return range(first, min(last, first + MOST_YEARS) + 1)
