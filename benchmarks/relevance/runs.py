"""One run: papers of one level of noise in one engine, all questions asked of the product and of the baselines."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache, partial
from pathlib import Path
from statistics import fmean

from benchmarks.relevance.baselines import Baseline, Ranking, in_elasticsearch, in_tantivy
from benchmarks.relevance.drafts import Paper
from benchmarks.relevance.entries import entry_of
from benchmarks.relevance.measures import DEPTH, ndcg, recall, reciprocal_rank
from benchmarks.relevance.papers import Registry
from benchmarks.relevance.questions import Question, questions
from benchmarks.relevance.world import World
from reading.parameters import Search
from reading.reader import PUBLIC_READER
from reading.room import SearchRoom
from reading.searches import Found, find
from search import RecordEntry
from search.elasticsearch import ElasticsearchEngine
from vankho import composition
from vankho.settings import load

PRODUCT = "vankho"
ALL = "all"
EMBEDDED, ELASTICSEARCH = "embedded", "elasticsearch"
RECORDED = Path(__file__).parent / "recorded.json"
Figures = dict[str, dict[str, float]]
"""By kind of question, and for all of them: ndcg, recall, rr (the mean of reciprocal ranks), and how many questions."""


@cache
def papers() -> tuple[Paper, ...]:
    """The papers, written once."""
    return tuple(Registry(World()).write_all())


@cache
def all_questions() -> tuple[Question, ...]:
    """The questions, made once."""
    return tuple(questions(papers()))


@cache
def entries(noise: float) -> tuple[RecordEntry, ...]:
    """The papers as read with so much noise."""
    return tuple(entry_of(paper, noise) for paper in papers())


def asked_of(*, tuning: bool) -> list[Question]:
    """The questions of one part."""
    return [question for question in all_questions() if question.tuning is tuning]


@contextmanager
def product(home: Path, noise: float, url: str | None = None) -> Iterator[Ranking]:
    """The product's ranking of the papers; see `searching`."""
    with searching(home, noise, url) as ask:

        def rank(text: str) -> list[str]:
            return [hit.record.id for hit in ask(Search(q=text, size=DEPTH, facets=())).hits]

        yield rank


@contextmanager
def searching(home: Path, noise: float, url: str | None = None) -> Iterator[Callable[[Search], Found]]:
    """The product over the papers, in a data folder of its own, asked as `vankho search` asks it; embedded without a URL."""
    environment = {"VANKHO_HOME": str(home)}
    if url is not None:
        environment |= {"VANKHO_SEARCH_URL": url, "VANKHO_SEARCH_INDEX_PREFIX": "relevance"}
    settings = load(environment, home / "none.toml")
    composition.prepare(settings)
    with composition.open_catalogue(settings) as catalogue, closing(composition.open_engine(settings)) as engine:
        with engine.rebuild() as writer:
            writer.upsert(entries(noise))
        room = SearchRoom(catalogue, engine)
        try:
            yield partial(find, room, PUBLIC_READER)
        finally:
            if isinstance(engine, ElasticsearchEngine):
                engine.remove()


@contextmanager
def baseline(name: Baseline, noise: float, url: str | None = None) -> Iterator[Ranking]:
    """A baseline over the same papers: on Elasticsearch with a URL, else its equivalent in tantivy."""
    if url is None:
        yield in_tantivy(entries(noise), name)
    else:
        with in_elasticsearch(url, entries(noise), name) as ranking:
            yield ranking


def figures(ranking: Ranking, asked: Sequence[Question]) -> Figures:
    """What a ranking makes of the questions, by kind and over all."""
    by_kind: dict[str, list[tuple[float, float, float]]] = defaultdict(list)
    for question in asked:
        found, grades = ranking(question.text), question.grades
        measured = (ndcg(found, grades), recall(found, grades), reciprocal_rank(found, grades))
        by_kind[question.kind.value].append(measured)
        by_kind[ALL].append(measured)
    return {kind: _means(measured) for kind, measured in by_kind.items()}


def _means(measured: Iterable[tuple[float, float, float]]) -> dict[str, float]:
    columns = list(zip(*measured, strict=True))
    means = {name: round(fmean(column), 4) for name, column in zip(("ndcg", "recall", "rr"), columns, strict=True)}
    return means | {"questions": len(columns[0])}


def recorded() -> Mapping[str, Mapping[str, Mapping[str, Figures]]]:
    """The recorded figures of the reporting part: by engine, level of noise, system, kind."""
    read: Mapping[str, Mapping[str, Mapping[str, Figures]]] = json.loads(RECORDED.read_text("utf-8"))
    return read
