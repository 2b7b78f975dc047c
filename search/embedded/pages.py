"""The second look: which pages of the records shown match. One search for all of them, then told apart by record."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Query as Compiled

from archive.access import Access
from search.embedded.compiler import all_of, any_of, compile_plan
from search.embedded.filters import access_filter, one_of
from search.embedded.schema import page_schema, record_number
from search.embedded.snapshots import stored
from search.packing import load_page
from search.plan import Planner
from search.port import MATCHING_PAGES, PageMatch, RecordPages
from search.positive import positive_part, sequences_in
from search.query.tree import Query

MOST_AT_ONCE = 2_000  # pages looked at in one search; records with more of them are looked at one by one


def matching_pages(
    searcher: tantivy.Searcher, record_ids: Sequence[str], query: Query | None, access: frozenset[Access]
) -> Mapping[str, RecordPages]:
    """The best pages of each record: those that hold everything sought, else those that hold any of it."""
    found = {record_id: RecordPages() for record_id in record_ids}
    sought = positive_part(query)
    if sought is None:
        return found
    planner = Planner(ranked=True, paged=True)
    allowed = access_filter(page_schema(), access)
    found |= _pages_of(searcher, record_ids, all_of([allowed, compile_plan(page_schema(), planner.plan(sought))]))
    without = [record_id for record_id in record_ids if not found[record_id].matched_pages]
    parts = sequences_in(sought)
    if without and len(parts) > 1:
        any_part = any_of([compile_plan(page_schema(), planner.plan(part)) for part in parts])
        found |= _pages_of(searcher, without, all_of([allowed, any_part]))
    return found


def _pages_of(searcher: tantivy.Searcher, record_ids: Sequence[str], query: Compiled) -> dict[str, RecordPages]:
    own = all_of([one_of(page_schema(), "record_id", record_ids), query])
    answer = searcher.search(own, MOST_AT_ONCE)
    total = int(answer.count)  # type: ignore[attr-defined] # its stub lacks it
    if total > MOST_AT_ONCE and len(record_ids) > 1:
        return {key: pages for one in record_ids for key, pages in _pages_of(searcher, [one], query).items()}
    addresses = [address for _, address in answer.hits]
    grouped: dict[int, list[tantivy.DocAddress]] = defaultdict(list)
    for address, number in zip(addresses, searcher.fast_field_values("record", addresses), strict=True):
        grouped[int(number or 0)].append(address)
    return {
        record_id: RecordPages(
            tuple(_match(searcher, address) for address in pages[:MATCHING_PAGES]),
            total if len(record_ids) == 1 else len(pages),
        )
        for record_id in record_ids
        if (pages := grouped.get(record_number(record_id)))
    }


def _match(searcher: tantivy.Searcher, address: tantivy.DocAddress) -> PageMatch:
    document = searcher.doc(address)
    return PageMatch(stored(document, "page_id"), stored(document, "number"), load_page(stored(document, "page")))
