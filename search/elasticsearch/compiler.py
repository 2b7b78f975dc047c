"""From a plan to Elasticsearch's query language, node by node; and the filters of a request."""

from collections.abc import Sequence
from typing import Any

from archive.access import Access
from search.filters import chosen_values, day_bounds
from search.forms import Level
from search.plan import PAIRED
from search.plan_nodes import AnyOf, AtLeast, Boosted, Clauses, Constant, Everything, InYear, Nothing, Plan, Run, Term
from search.port import FacetName, SearchRequest

Body = dict[str, Any]

BORDER = "_border_"  # the border of two pages among the words around it; underscores keep it one token (UAX #29)
_SUFFIX = {Level.EXACT: "", Level.LETTERS: ".letters", Level.BARE: ".bare"}
_PAIRS = {Level.EXACT: ".pairs", Level.BARE: "_pairs"}  # `title.pairs`, `title.bare_pairs`


def field(name: str, level: Level | None) -> str:
    """The name of an index field: `title`, `title.letters`, `title.bare`."""
    return name + (_SUFFIX[level] if level else "")


def _phrase_field(name: str, level: Level | None) -> str:
    """Where phrases of a field are asked: in its pairs, whose analyzer makes pairs of the phrase too."""
    return field(name, level) + _PAIRS[level] if level and (name, level) in PAIRED else field(name, level)


def compile_plan(plan: Plan, boost: float = 1.0) -> Body:  # noqa: PLR0911 - one for each kind of node
    """The query of a plan, its scores multiplied by `boost`."""
    match plan:
        case Term(name, level, word):
            return {"term": {field(name, level): {"value": word, "boost": boost}}}
        case Run(name, level, words, border):
            sought = words if border is None else (*words[:border], BORDER, *words[border:])
            return {"match_phrase": {_phrase_field(name, level): {"query": " ".join(sought), "boost": boost}}}
        case Clauses(must, should, must_not):
            clauses: Body = {"must": list(map(compile_plan, must)), "boost": boost}
            if should:
                clauses["should"] = list(map(compile_plan, should))
            if must_not:
                clauses["must_not"] = list(map(compile_plan, must_not))
            return {"bool": clauses}
        case AnyOf(plans):
            return _at_least(1, plans, boost)
        case AtLeast(plans, least):
            return _at_least(least, plans, boost)
        case Boosted(inner, factor):
            return compile_plan(inner, boost * factor)
        case Constant(inner, score):
            return {"constant_score": {"filter": compile_plan(inner), "boost": score * boost}}
        case InYear(year):
            return {"constant_score": {"filter": {"term": {"year": year}}, "boost": 0.0}}
        case Everything():
            return {"constant_score": {"filter": {"match_all": {}}, "boost": 0.0}}
        case Nothing():
            return {"match_none": {}}


def _at_least(least: int, plans: Sequence[Plan], boost: float) -> Body:
    return {"bool": {"should": list(map(compile_plan, plans)), "minimum_should_match": least, "boost": boost}}


def all_of(filters: Sequence[Body], *scored: Body) -> Body:
    """What matches all, with the score of the scored ones alone."""
    return {"bool": {"filter": list(filters), "must": list(scored)}}


def base_filters(request: SearchRequest) -> list[Body]:
    """What narrows hits and every facet: access first, then level and days, then what is excluded."""
    filters = [access_filter(request.access)]
    if request.level is not None:
        filters.append({"term": {"level": request.level.value}})
    for name, first, last in day_bounds(request):
        filters.append({"range": {name: {"gte": first} if last is None else {"lte": last}}})
    if request.excluded:
        filters.append({"bool": {"must_not": [_one_of("id", sorted(request.excluded))]}})
    return filters


def facet_filters(request: SearchRequest) -> dict[FacetName, Body]:
    """The filters that belong to a facet, which do not narrow that facet itself."""
    return {name: _one_of(held, values) for name, (held, values) in chosen_values(request).items()}


def access_filter(access: frozenset[Access]) -> Body:
    """What a reader may see; nothing for an empty set."""
    return _one_of("access", sorted(level.value for level in access))


def _one_of(name: str, values: Sequence[object]) -> Body:
    return {"terms": {name: list(dict.fromkeys(values))}}
