"""Entries as Elasticsearch's documents: a record, and each of its pages."""

import base64
from collections.abc import Iterator

from search.elasticsearch.compiler import BORDER, Body
from search.entries import PageEntry, RecordEntry, RecordSummary, pages_of_record
from search.forms import bare_line_of, words_in
from search.ordering import date_key, reference_key
from search.packing import dump_page, summary_body
from search.plan import ALL, EDGE
from search.query.numbers import without_zeros
from search.query.tree import SearchField
from search.values import described_words, edges_of, filter_values, reread, years_of


def record_document(entry: RecordEntry) -> Body:
    """A record: words, filters, order keys, and the summary, which alone is stored."""
    record = entry.summary
    document: Body = dict(filter_values(record))
    everything: list[str] = []
    for name, words in described_words(record).items():
        if words:
            document[name.value] = " ".join(words)
            everything.append(document[name.value])
    if record.number:
        number = words_in(record.number)
        everything.append(" ".join(number))
        document[SearchField.NUMBER.value] = " ".join(map(without_zeros, number))
    everything.append(" ".join(filter(None, (" ".join(page.words) for page in entry.text.pages))))
    everything += (" ".join(words) for page in entry.text.pages for words in reread(page))
    document[ALL] = everything
    document |= {
        "order_reference": reference_key(record),
        "order_date": date_key(record, newest_first=False),
        "order_newest": date_key(record, newest_first=True),
        "revision": record.revision,
        "pages": len(entry.text.pages),
        "summary": summary_body(record),
    }
    return document | _dates(record)


def page_documents(entry: RecordEntry) -> Iterator[tuple[str, Body]]:
    """The pages of a record, as (id in the index, document)."""
    for page in pages_of_record(entry):
        yield page_key(page.record_id, page.number), _page_document(page)


def page_key(record_id: str, number: int) -> str:
    """The id of a page in the index: a page of an asset may stand in several records."""
    return f"{record_id}/{number}"


def _page_document(page: PageEntry) -> Body:
    words = page.words
    packed = dump_page(words, bare_line_of(words.words))
    document: Body = {
        "page_id": page.page_id,
        "record_id": page.record_id,
        "access": page.access.value,
        "number": page.number,
        "page": base64.b64encode(packed).decode(),
    }
    if not words.words:
        return document
    document[ALL] = [" ".join(words.words), *map(" ".join, reread(words))]
    edges = [" ".join(edge) for edge in edges_of(words, BORDER)]
    if edges:
        document[EDGE] = edges
    return document


def _dates(record: RecordSummary) -> Body:
    """Days as ordinals of the proleptic calendar, and the years that the date touches."""
    if record.date is None:
        return {}
    return {
        "first_day": record.date.earliest.toordinal(),
        "last_day": record.date.latest.toordinal(),
        "year": list(years_of(record.date)),
    }
