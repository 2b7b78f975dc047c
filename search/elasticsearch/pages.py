"""The second look: which pages of the records shown match; and the words of pages."""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from archive.access import Access
from search.elasticsearch.compiler import Body, access_filter, all_of, compile_plan
from search.entries import PageWords
from search.packing import load_page
from search.plan import Planner
from search.plan_nodes import any_of
from search.port import MATCHING_PAGES, PageMatch, RecordPages
from search.positive import positive_part, sequences_in
from search.query.tree import Query

_BEST = "best"
_STORED = ["page_id", "number", "page"]
_BEST_FIRST = [{"_score": "desc"}, {"number": "asc"}]


def matching_pages(
    client: Elasticsearch, index: str, record_ids: Sequence[str], query: Query | None, access: frozenset[Access]
) -> Mapping[str, RecordPages]:
    """The best pages of each record: those that hold everything sought, else those that hold any of it."""
    found = {record_id: RecordPages() for record_id in record_ids}
    sought = positive_part(query)
    if sought is None or not record_ids:
        return found
    planner = Planner(ranked=True, paged=True)
    found |= _pages_of(client, index, record_ids, compile_plan(planner.plan(sought)), access)
    without = [record_id for record_id in record_ids if not found[record_id].matched_pages]
    parts = sequences_in(sought)
    if without and len(parts) > 1:
        any_part = compile_plan(any_of([planner.plan(part) for part in parts]))
        found |= _pages_of(client, index, without, any_part, access)
    return found


def words_of(
    client: Elasticsearch, index: str, page_ids: Sequence[str], access: frozenset[Access]
) -> Mapping[str, PageWords]:
    """The words of pages as published. A page that stands in several records is given out once."""
    if not page_ids:
        return {}
    answer = client.search(
        index=index,
        query=all_of([{"terms": {"page_id": list(page_ids)}}, access_filter(access)]),
        size=len(set(page_ids)),
        collapse={"field": "page_id"},
        source_includes=["page_id", "page"],
    )
    return {hit["_source"]["page_id"]: _words(hit["_source"]) for hit in answer["hits"]["hits"]}


def _pages_of(
    client: Elasticsearch, index: str, record_ids: Sequence[str], query: Body, access: frozenset[Access]
) -> dict[str, RecordPages]:
    """Pages grouped by record, with the count of all that match."""
    filters = [{"terms": {"record_id": list(record_ids)}}, access_filter(access)]
    best = {"top_hits": {"size": MATCHING_PAGES, "sort": _BEST_FIRST, "_source": _STORED}}
    answer = client.search(
        index=index,
        query=all_of(filters, query),
        size=0,
        aggregations={"records": {"terms": {"field": "record_id", "size": len(record_ids)}, "aggs": {_BEST: best}}},
    )
    found = {}
    for bucket in answer["aggregations"]["records"]["buckets"]:
        pages = tuple(_match(page["_source"]) for page in bucket[_BEST]["hits"]["hits"])
        found[bucket["key"]] = RecordPages(pages, bucket["doc_count"])
    return found


def _match(source: Mapping[str, Any]) -> PageMatch:
    return PageMatch(source["page_id"], source["number"], _words(source))


def _words(source: Mapping[str, Any]) -> PageWords:
    return load_page(base64.b64decode(source["page"]))
