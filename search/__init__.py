"""Search: the query language, the engine port and its engines, and the highlighter. Knows only `archive/`.

The way in, for publishing:
    build_text([(page_id, PageText), ...]) -> RecordText            words as searched, neighbours, hyphens, running heads
    RecordEntry(RecordSummary(id=..., level=..., reference=..., access=..., revision=..., ...), text)
    engine.upsert(entries); engine.delete(record_ids); engine.commit()
    with engine.rebuild() as writer: writer.upsert(entries)         swapped in at the end of the block
    engine.all_ids() -> (id, revision)...; engine.revisions_of([id, ...]); engine.count(level); engine.health()

The way out, for reading:
    parse(text) -> Parsed(query: Query | None, notices)             BadRequest over 1,000 characters, otherwise never fails
    asking.ask(engine, SearchRequest(...), Helps()) -> Answer(response, query as sought, widened_total): the same with abbreviations,
        near words, widening and offers; what readers get
    engine.search(SearchRequest(access=..., query=..., ...)) -> SearchResponse(total, hits, facets, next, notices)
    engine.pages_of([id, ...], query, access) -> {id: RecordPages(pages: (PageMatch(page_id, number, words), ...), matched_pages)}
    engine.frequencies([(word, ...), ...], level, access) -> in how many records each word or run of words stands
    engine.page_words([page_id, ...], access) -> {page_id: PageWords}
    mark(query, PageWords) -> Marks (`.words`, indexes of PageText.words); snippet(PageWords, marks) -> (Piece(text, mark), ...)
    boxes(PageText, marks) -> [(index, Box)]

Notices of the parse are the caller's to pass on: the request holds the tree only.
"""

from search.embedded import EmbeddedEngine
from search.entries import PageEntry, PageWords, RecordEntry, RecordLevel, RecordSummary, RecordText
from search.highlight import Marks, Piece, boxes, mark, snippet, snippets
from search.notices import Notice, NoticeCode
from search.port import (
    LARGEST_SIZE,
    MOST_EXCLUDED,
    USUAL_FACETS,
    DateMatch,
    EngineState,
    Facet,
    FacetName,
    FacetValue,
    Health,
    Hit,
    PageMatch,
    RecordPages,
    SearchEngine,
    SearchRequest,
    SearchResponse,
    Sort,
    Writer,
)
from search.publishing import build_page, build_text, build_text_of_lines
from search.query import LONGEST_QUERY, Parsed, Query, SearchField, parse, write

__all__ = [
    "LARGEST_SIZE",
    "LONGEST_QUERY",
    "MOST_EXCLUDED",
    "USUAL_FACETS",
    "DateMatch",
    "EmbeddedEngine",
    "EngineState",
    "Facet",
    "FacetName",
    "FacetValue",
    "Health",
    "Hit",
    "Marks",
    "Notice",
    "NoticeCode",
    "PageEntry",
    "PageMatch",
    "PageWords",
    "Parsed",
    "Piece",
    "Query",
    "RecordEntry",
    "RecordLevel",
    "RecordPages",
    "RecordSummary",
    "RecordText",
    "SearchEngine",
    "SearchField",
    "SearchRequest",
    "SearchResponse",
    "Sort",
    "Writer",
    "boxes",
    "build_page",
    "build_text",
    "build_text_of_lines",
    "mark",
    "parse",
    "snippet",
    "snippets",
    "write",
]
