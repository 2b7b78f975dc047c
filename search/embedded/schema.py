"""The two tantivy schemas, records and pages, and how entries become their documents.

Text is fed as our own words joined by spaces to a tokenizer that only splits at spaces: as quick as an analyzer of
tantivy's own, and word breaks and folding stay defined in one place. Dates are integer days, since tantivy's own dates
end in 1677 and 2262.
"""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import tantivy

from search.entries import PageEntry, RecordEntry, RecordSummary
from search.forms import Level, Lines, lines_of, words_in
from search.ordering import date_key, date_number, packed, reference_key
from search.packing import dump_page, dump_summary
from search.plan import ALL, EDGE, NUMBER_KEY, PAIRED
from search.query.numbers import without_zeros
from search.query.tree import SearchField
from search.values import DESCRIBED, described_words, edges_of, filter_values, reread, years_of

FORMAT = 3
"""Number of this layout; an index of another format has to be rebuilt."""

WORDS = "words"  # the tokenizer that splits at spaces
RAW = "raw"  # the whole value is one term
BORDER = "|"  # the border itself among them; no word is ever a bar
LONGEST_VALUE = 5_000_000  # characters of text in one value; longer texts are split, with a page in both parts


def field(name: str, level: Level) -> str:
    """The name of an index field: `title_bare`."""
    return f"{name}_{level}"


def pairs_field(name: str, level: Level) -> str:
    """The name of the field of a field's neighbouring words: `title_bare_pairs`."""
    return f"{name}_{level}_pairs"


def pairs_of(words: Sequence[str]) -> list[str]:
    """Neighbouring words as one term each: `ban chấp hành` gives `ban_chấp` and `chấp_hành`."""
    return [f"{one}_{next_}" for one, next_ in pairwise(words)]


@cache
def record_schema() -> tantivy.Schema:
    """Records: whole text unstored, filters, order keys, and the summary as it is given out."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", stored=True, fast=True, tokenizer_name=RAW, index_option="basic")
    for name in (ALL, *DESCRIBED):
        for level in Level:
            _add_text_field(builder, name, level)
    builder.add_text_field(SearchField.NUMBER, tokenizer_name=WORDS, index_option="position")
    for name in (NUMBER_KEY, "level", "access", "fonds", "inventory", "file", "term", "type_key", "issuer_key"):
        builder.add_text_field(name, tokenizer_name=RAW, index_option="basic")
    for name in ("fonds", "inventory", "file", "term", "type", "issuer", "access"):
        builder.add_text_field(f"{name}_facet", fast=True, tokenizer_name=RAW, index_option="basic")
    for name in ("order_reference", "order_date", "order_newest"):
        builder.add_text_field(name, fast=True, tokenizer_name=RAW, index_option="basic")
    for name in ("number_date", "number_newest", "number_high", "number_low", "revision"):
        builder.add_unsigned_field(name, fast=True, indexed=True)
    for name in ("first_day", "last_day", "year"):
        builder.add_integer_field(name, fast=True, indexed=True)
    builder.add_bytes_field("summary", stored=True)
    return builder.build()


@cache
def page_schema() -> tantivy.Schema:
    """Pages: words, the words around the borders, and the page as the highlighter needs it."""
    builder = tantivy.SchemaBuilder()
    for name in ("page_id", "record_id"):
        builder.add_text_field(name, stored=True, tokenizer_name=RAW, index_option="basic")
    builder.add_text_field("access", tokenizer_name=RAW, index_option="basic")
    for name in (ALL, EDGE):
        for level in Level:
            _add_text_field(builder, name, level)
    builder.add_unsigned_field("record", fast=True)
    builder.add_unsigned_field("number", stored=True)
    builder.add_bytes_field("page", stored=True)
    return builder.build()


def _add_text_field(builder: tantivy.SchemaBuilder, name: str, level: Level) -> None:
    """One level of a text field. Where its pairs know what stands next to what, its words need no positions."""
    paired = (name, level) in PAIRED
    positions = not paired and level is not Level.LETTERS
    builder.add_text_field(field(name, level), tokenizer_name=WORDS, index_option="position" if positions else "freq")
    if paired:
        builder.add_text_field(pairs_field(name, level), tokenizer_name=WORDS, index_option="position")


def register_tokenizers(index: tantivy.Index) -> None:
    """Tell an opened index its tokenizers; tantivy does not keep them with the index."""
    index.register_tokenizer(WORDS, words_analyzer())


def words_analyzer() -> tantivy.TextAnalyzer:
    """The tokenizer `WORDS`: it only splits at spaces."""
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()


def record_document(entry: RecordEntry, pages: Sequence[Lines]) -> tantivy.Document:
    """A record as a tantivy document; `pages` are the lines of its pages."""
    record = entry.summary
    document = tantivy.Document()
    for described_field, words in described_words(record).items():
        _add_words(document, described_field, words)
        _add_words(document, ALL, words)
    if record.number:
        number = words_in(record.number)
        _add_words(document, ALL, number)
        document.add_text(SearchField.NUMBER, " ".join(map(without_zeros, number)))
    for part in _parts(pages):
        _add_lines(document, ALL, Lines(*(" ".join(filter(None, lines)) for lines in zip(*part, strict=True))))
    for page in entry.text.pages:
        for words in reread(page):
            _add_words(document, ALL, words)
    for name, value in filter_values(record):
        document.add_text(name, value)
    _add_dates(document, record)
    _add_order(document, record)
    document.add_unsigned("revision", record.revision)
    document.add_bytes("summary", dump_summary(record))
    return document


def record_number(record_id: str) -> int:
    """A number for a record, by which its pages among many are told apart without reading them."""
    return int.from_bytes(hashlib.blake2b(record_id.encode(), digest_size=8).digest()) >> 1


def page_document(page: PageEntry, lines: Lines) -> tantivy.Document:
    """A page as a tantivy document; `lines` are its words."""
    document = tantivy.Document()
    document.add_text("page_id", page.page_id)
    document.add_text("record_id", page.record_id)
    document.add_text("access", page.access)
    document.add_unsigned("record", record_number(page.record_id))
    document.add_unsigned("number", page.number)
    words = page.words
    if words.words:
        _add_lines(document, ALL, lines)
    for again in reread(words):
        _add_words(document, ALL, again)
    for edge in edges_of(words, BORDER):
        _add_words(document, EDGE, edge)
    document.add_bytes("page", dump_page(words, lines.bare))
    return document


def _add_words(document: tantivy.Document, name: str, words: Sequence[str]) -> None:
    if words:
        _add_lines(document, name, lines_of(words))


def _add_lines(document: tantivy.Document, name: str, lines: Lines) -> None:
    for level in Level:
        line = lines.at(level)
        document.add_text(field(name, level), line)
        if (name, level) in PAIRED:
            document.add_text(pairs_field(name, level), " ".join(pairs_of(line.split())))


def _parts(pages: Sequence[Lines]) -> Iterator[Sequence[Lines]]:
    """A text in parts of at most 5 million characters, nearly always one. Parts share a page, and so its phrases."""
    start, length = 0, 0
    for at, page in enumerate(pages):
        length += len(page.bare) + 1
        if length > LONGEST_VALUE and at > start:
            yield pages[start:at]
            start = at - 1 if at - 1 > start else at
            length = sum(len(shared.bare) + 1 for shared in pages[start : at + 1])
    if start < len(pages):
        yield pages[start:]


def _add_dates(document: tantivy.Document, record: RecordSummary) -> None:
    """Days, and the years that the date touches: a record of 2010-2012 counts in each of the three."""
    if record.date is None:
        return
    document.add_integer("first_day", record.date.earliest.toordinal())
    document.add_integer("last_day", record.date.latest.toordinal())
    for year in years_of(record.date):
        document.add_integer("year", year)


def _add_order(document: tantivy.Document, record: RecordSummary) -> None:
    high, low = packed(reference_key(record))
    document.add_text("order_reference", reference_key(record))
    document.add_text("order_date", date_key(record, newest_first=False))
    document.add_text("order_newest", date_key(record, newest_first=True))
    document.add_unsigned("number_date", date_number(record, newest_first=False))
    document.add_unsigned("number_newest", date_number(record, newest_first=True))
    document.add_unsigned("number_high", high)
    document.add_unsigned("number_low", low)
