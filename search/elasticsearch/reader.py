"""Searches of records: one request gives the total, the hits and every facet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from elasticsearch import ApiError, Elasticsearch

from archive.access import Access
from search.cursors import ORDER_FIELDS, Position, decode, encode, position_at, sort_of
from search.elasticsearch.cluster import ClusterSettings
from search.elasticsearch.compiler import Body, all_of, base_filters, compile_plan, facet_filters
from search.elasticsearch.points import KEEP_ALIVE, Point, Points
from search.facets import GATHERED, facet_field, facet_of
from search.notices import Notice, NoticeCode
from search.packing import summary_of
from search.plan import Planner
from search.plan_nodes import Plan
from search.port import FacetName, Hit, SearchRequest, SearchResponse, Sort

SECONDS = 10  # for one search on the server; what it found until then is given out, with a notice
_COUNTED = 1000  # words in one request; each is a filter of its own
_PARTIAL = Notice(
    NoticeCode.PARTIAL,
    "A part of the index did not answer, so that some records may be missing here. Search again in a moment.",
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Searches one alias; faults of the client pass through."""

    client: Elasticsearch
    settings: ClusterSettings
    points: Points
    index: str

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find records; see the port."""
        position = decode(request, request.cursor) if request.cursor is not None else None
        if sort_of(request) is Sort.RELEVANCE and request.size:
            body = _body(request, position, by_score=True)
            point = (self.points.remembered(position.generation) if position else None) or self.points.present()
            return _response(request, self._in_point(point, body), point)
        answer = self.client.search(index=self.index, **_body(request, position, by_score=False)).body
        return _response(request, answer, None)

    def frequencies(
        self, plans: Sequence[Plan], access: frozenset[Access], excluded: frozenset[str]
    ) -> tuple[int, ...]:
        """How many records match each plan; see the port."""
        seen = all_of(base_filters(SearchRequest(access=access, excluded=excluded, level=None)))
        counts: list[int] = []
        for start in range(0, len(plans), _COUNTED):
            filters = list(map(compile_plan, plans[start : start + _COUNTED]))
            answer = self.client.search(
                index=self.index, query=seen, size=0, aggregations={"words": {"filters": {"filters": filters}}}
            )
            counts += (bucket["doc_count"] for bucket in answer["aggregations"]["words"]["buckets"])
        return tuple(counts)

    def _in_point(self, point: Point, body: Body) -> Mapping[str, Any]:
        """Search in a point of time; in the present where the server has lost it, with the node that held it say."""
        search_type = "dfs_query_then_fetch" if self.settings.shards > 1 else None  # else each shard ranks by its own
        try:
            pit = {"id": point.id, "keep_alive": KEEP_ALIVE}
            answer: Mapping[str, Any] = self.client.search(pit=pit, search_type=search_type, **body).body
            if not answer["_shards"]["failed"]:
                return answer
        except ApiError as fault:
            if fault.meta.status not in {404, 503}:
                raise
        self.points.forget(point)
        present: Mapping[str, Any] = self.client.search(index=self.index, search_type=search_type, **body).body
        return present


def _body(request: SearchRequest, position: Position | None, *, by_score: bool) -> Body:
    base = base_filters(request)
    chosen = facet_filters(request)
    scored = [] if request.query is None else [compile_plan(Planner(ranked=by_score).plan(request.query))]
    body: Body = {
        "query": all_of(base, *scored) if by_score else all_of([*base, *scored]),
        "size": request.size + 1 if request.size else 0,
        "track_total_hits": True,
        "source_includes": ["summary"],
        "timeout": f"{SECONDS}s",
        "aggregations": _aggregations(request.facets, chosen),
    }
    if chosen:
        body["post_filter"] = all_of(list(chosen.values()))
    if not request.size:
        return body
    if by_score:
        body["sort"] = [{"_score": "desc"}, {ORDER_FIELDS[Sort.REFERENCE]: "asc"}]
        if position:
            body["search_after"] = [position.score, position.key]
    else:
        body["sort"] = [{ORDER_FIELDS[sort_of(request)]: "asc"}]
        if position:
            body["search_after"] = [position.key]
    return body


def _aggregations(names: Sequence[FacetName], chosen: Mapping[FacetName, Body]) -> Body:
    """Each facet under the filters of all others."""
    aggregations: Body = {}
    for name in names:
        counted = {"terms": {"field": facet_field(name), "size": GATHERED}}
        others = [query for other, query in chosen.items() if other is not name]
        aggregations[name.value] = {"filter": all_of(others), "aggs": {"values": counted}} if others else counted
    return aggregations


def _response(request: SearchRequest, answer: Mapping[str, Any], point: Point | None) -> SearchResponse:
    found = answer["hits"]["hits"]
    shown = found[: request.size]
    partial = answer["timed_out"] or answer["_shards"]["failed"] > 0
    counted = answer.get("aggregations", {})
    return SearchResponse(
        total=answer["hits"]["total"]["value"],
        hits=tuple(_hit(hit) for hit in shown),
        facets={name: facet_of(name, _values(counted[name.value])) for name in request.facets},
        next=encode(request, _position(request, shown[-1]["sort"], point)) if len(found) > len(shown) > 0 else None,
        notices=(_PARTIAL,) if partial else (),
    )


def _values(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a facet counted, be it under filters of its own or not."""
    found: Mapping[str, Any] = answer.get("values", answer)
    return found


def _hit(hit: Mapping[str, Any]) -> Hit:
    record = summary_of(hit["_source"]["summary"])
    return Hit(record.id, float(hit["_score"] or 0.0), record)


def _position(request: SearchRequest, keys: Sequence[Any], point: Point | None) -> Position:
    if sort_of(request) is Sort.RELEVANCE:
        return Position(score=float(keys[0]), key=keys[1], generation=point.name if point else "")
    return position_at(keys[0], sort_of(request))
