"""The engines answer alike: random small archives, random questions, the same documents, totals and facet counts."""

import random
from dataclasses import replace
from datetime import date

import pytest

from archive.access import Access
from archive.dates import PartialDate, Precision
from search import (
    DateMatch,
    FacetName,
    RecordEntry,
    RecordLevel,
    SearchEngine,
    SearchRequest,
    SearchResponse,
    Sort,
    parse,
)
from search.asking import Helps, ask
from tests.contracts.archives import publish, record

ARCHIVES = 6
QUESTIONS = 60
_WORDS = "ban bán bàn bạn đất dat đảng dang ủy uỷ ban chấp hành tỉnh kỹ kĩ nghị quyết số 12 NQ TU 05 T.Ư 3.000 BCH qnyết".split()
_TYPES = ("Nghị quyết", "Báo cáo", "Quyết định", "Công văn")
_ISSUERS = ("Tỉnh uỷ Phú Lĩnh", "Tỉnh ủy Phú Lĩnh", "Ban Tổ chức", "UBND tỉnh")
_FILTERS = {
    "fonds": ("041", "112"),
    "term": ("2005-2010", "2010-2015"),
    "type": _TYPES,
    "issuer": _ISSUERS,
    "inventory": ("01", "02"),
    "file": ("H42-041-01-0001", "H42-041-01-0002"),
}
_NEAR = 0.05  # how far the engines' scores of one record may lie apart, as a share
_SURE = 1e-4  # scores nearer than this, as a share, count as equal: the engines keep them as 32-bit numbers


def _text(chance: random.Random, words: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(words))


def _date(chance: random.Random) -> PartialDate | None:
    if chance.random() < 0.2:
        return None
    first = date(chance.choice((1650, 2004, 2011, 2012, 2013)), chance.randint(1, 12), chance.randint(1, 28))
    if chance.random() < 0.6:
        return PartialDate(first, first, Precision.DAY)
    return PartialDate(date(first.year, 1, 1), date(first.year + chance.randint(0, 3), 12, 31), Precision.RANGE)


def _record(chance: random.Random, number: int, *, bare: bool) -> RecordEntry:
    """A random record; a bare one lacks some of its description."""

    def described(value: str) -> str | None:
        return None if bare and chance.random() < 0.4 else value

    return record(
        f"{number:03}",
        *(_text(chance, chance.randint(1, 30)) for _ in range(chance.randint(1, 3))),
        title=_text(chance, chance.randint(1, 6)),
        number=described(f"{chance.randint(1, 14):02}-NQ/TU"),
        type=described(chance.choice(_TYPES)),
        issuer=described(chance.choice(_ISSUERS)),
        signer=described(_text(chance, 2)),
        term=described(chance.choice(_FILTERS["term"])),
        fonds=chance.choice(_FILTERS["fonds"]),
        fonds_title="Phông",
        inventory=chance.choice(_FILTERS["inventory"]),
        file=chance.choice(_FILTERS["file"]),
        access=chance.choice(tuple(Access)),
        level=chance.choice((RecordLevel.DOCUMENT, RecordLevel.DOCUMENT, RecordLevel.FILE)),
        date=_date(chance),
    )


def _question(chance: random.Random) -> str:
    """A query as a reader might type it: words, phrases, operators, fields, numbers, and nonsense."""
    parts = []
    for _ in range(chance.randint(0, 3)):
        words = _text(chance, chance.randint(1, 3))
        shape = chance.choice(
            ("{}", "{}", '"{}"', "-{}", "({} OR {})", "title:{}", "issuer:{}", "type:{}", "12-NQ/TU", "số:05", "( {}")
        )
        parts.append(shape.format(*[words] * shape.count("{}")))
    return " ".join(parts)


def _request(chance: random.Random) -> SearchRequest:
    filters = {
        name: tuple(chance.sample(values, chance.randint(1, 2)))
        for name, values in _FILTERS.items()
        if chance.random() < 0.15
    }
    days = (date(2011, 1, 1), date(2012, 12, 31)) if chance.random() < 0.2 else (None, None)
    return SearchRequest(
        access=frozenset(chance.sample(tuple(Access), chance.randint(0, 3))),
        query=parse(_question(chance)).query,
        level=chance.choice((None, RecordLevel.DOCUMENT, RecordLevel.FILE)),
        sort=chance.choice(tuple(Sort)),
        year=(2012, 1650) if chance.random() < 0.15 else (),
        first_day=days[0],
        last_day=days[1],
        dates=chance.choice(tuple(DateMatch)),
        facets=tuple(FacetName),
        size=100,
        **filters,  # type: ignore[arg-type]
    )


def _ids(answer: SearchResponse) -> list[str]:
    return [hit.id for hit in answer.hits]


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_engines_find_and_count_alike(engines: tuple[SearchEngine, SearchEngine], seed: int) -> None:
    """Both engines give the same documents, totals, facet counts and matching pages, in the same order by any key."""
    chance = random.Random(seed)
    entries = [_record(chance, number, bare=True) for number in range(chance.randint(1, 40))]
    for engine in engines:
        publish(engine, *entries)
    for _ in range(QUESTIONS):
        request = _request(chance)
        one, other = (engine.search(request) for engine in engines)
        assert sorted(_ids(one)) == sorted(_ids(other)), request
        assert (one.total, one.facets) == (other.total, other.facets), request
        if request.sort is not Sort.RELEVANCE or request.query is None:
            assert _ids(one) == _ids(other), request
        pages = [engine.pages_of(_ids(one)[:20], request.query, request.access) for engine in engines]
        counted = [{key: found.matched_pages for key, found in of_engine.items()} for of_engine in pages]
        assert counted[0] == counted[1], request


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_engines_rank_alike(engines: tuple[SearchEngine, SearchEngine], seed: int) -> None:
    """By relevance the order differs among equal scores only, where every record is described in every field."""
    chance = random.Random(1000 + seed)
    entries = [_record(chance, number, bare=False) for number in range(40)]
    for engine in engines:
        publish(engine, *entries)
    for _ in range(QUESTIONS):
        query = parse(_question(chance)).query
        if query is None:
            continue
        request = SearchRequest(access=frozenset(Access), query=query, level=None, size=100)
        one, other = (engine.search(request) for engine in engines)
        scores = {hit.id: hit.score for hit in one.hits}
        assert scores.keys() == set(_ids(other))
        last = float("inf")
        for hit in other.hits:
            assert hit.score == pytest.approx(scores[hit.id], rel=_NEAR), (
                query
            )  # constants weigh as much as words on both
        for key in _ids(other):
            assert scores[key] <= last * (1 + _SURE) + _SURE, (query, _ids(one), _ids(other))
            last = min(last, scores[key])


@pytest.mark.parametrize("seed", range(ARCHIVES))
def test_engines_help_alike(engines: tuple[SearchEngine, SearchEngine], seed: int) -> None:
    """Where nothing holds all the words, both engines go the same ways and find the same, in the same order by any key."""
    chance = random.Random(2000 + seed)
    entries = [_record(chance, number, bare=True) for number in range(chance.randint(5, 40))]
    for engine in engines:
        publish(engine, *entries)
    widened = 0
    for _ in range(QUESTIONS):
        query = parse(f"{_question(chance)} {_text(chance, chance.randint(2, 6))} lũ").query
        request = replace(_request(chance), query=query, access=frozenset(Access))
        one, other = (ask(engine, request, Helps()) for engine in engines)
        assert (one.query, one.widened_total) == (other.query, other.widened_total), request
        assert one.response.notices == other.response.notices, request
        assert (one.response.total, one.response.facets) == (other.response.total, other.response.facets), request
        assert sorted(_ids(one.response)) == sorted(_ids(other.response)), request
        if request.sort is not Sort.RELEVANCE:
            assert _ids(one.response) == _ids(other.response), request
        widened += one.widened_total > 0
    assert widened > QUESTIONS / 10
