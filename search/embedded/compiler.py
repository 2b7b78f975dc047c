"""From a plan to a tantivy query, node by node."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import Occur
from tantivy import Query as Compiled

from search.embedded.schema import BORDER, field, pairs_field, pairs_of
from search.forms import Level
from search.plan import NUMBER_KEY, PAIRED
from search.plan_nodes import AnyOf, AtLeast, Boosted, Clauses, Constant, Everything, InYear, Nothing, Plan, Run, Term


def compile_plan(schema: tantivy.Schema, plan: Plan) -> Compiled:  # noqa: PLR0911 - one for each kind of node
    """The tantivy query of a plan, for one schema."""
    match plan:
        case Term(name, level, word):
            return Compiled.term_query(schema, _named(name, level), word, "basic" if name == NUMBER_KEY else "freq")
        case Run():
            return _run(schema, plan)
        case Clauses(must, should, must_not):
            occurring = ((Occur.Must, must), (Occur.Should, should), (Occur.MustNot, must_not))
            return Compiled.boolean_query(
                [(occur, compile_plan(schema, part)) for occur, parts in occurring for part in parts]
            )
        case AnyOf(plans):
            return any_of([compile_plan(schema, part) for part in plans])
        case AtLeast(plans, least):
            return Compiled.boolean_query([(Occur.Should, compile_plan(schema, part)) for part in plans], least)
        case Boosted(inner, factor):
            return boosted(compile_plan(schema, inner), factor)
        case Constant(inner, score):
            return constant(compile_plan(schema, inner), score)
        case InYear(year):
            return constant(Compiled.term_query(schema, "year", year, "basic"))
        case Everything():
            return everything()
        case Nothing():
            return Compiled.empty_query()


def _run(schema: tantivy.Schema, run: Run) -> Compiled:
    if run.level is not None and (run.field, run.level) in PAIRED:
        name = pairs_field(run.field, run.level)
        pairs = pairs_of(run.words)
        if len(pairs) == 1:
            return Compiled.term_query(schema, name, pairs[0], "position")
        return Compiled.phrase_query(schema, name, pairs)  # type: ignore[arg-type] # its stub wants positions too
    sought = list(run.words) if run.border is None else [*run.words[: run.border], BORDER, *run.words[run.border :]]
    return Compiled.phrase_query(schema, _named(run.field, run.level), sought)  # type: ignore[arg-type]


def _named(name: str, level: Level | None) -> str:
    return name if level is None else field(name, level)


def everything() -> Compiled:
    """All records, without a score."""
    return constant(Compiled.all_query())


def constant(query: Compiled, score: float = 0.0) -> Compiled:
    """The same matches, each with the same score: filters do not rank."""
    return Compiled.const_score_query(query, score)


def boosted(query: Compiled, boost: float) -> Compiled:
    """The same matches, their scores multiplied."""
    return Compiled.boost_query(query, boost)


def all_of(queries: Iterable[Compiled]) -> Compiled:
    """Records that match all."""
    return Compiled.boolean_query([(Occur.Must, query) for query in queries])


def any_of(queries: Sequence[Compiled]) -> Compiled:
    """Records that match any; none of nothing."""
    if not queries:
        return Compiled.empty_query()
    return queries[0] if len(queries) == 1 else Compiled.boolean_query([(Occur.Should, query) for query in queries])
