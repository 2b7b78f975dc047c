"""What the engine does when the cluster is busy, cuts connections, refuses records or answers in part."""

import json
import threading
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest
from sqlalchemy import select
from starlette.testclient import TestClient

from archive.descriptions import Field, Source, Statement
from archive.errors import Unavailable
from catalogue.catalogue import Catalogue
from catalogue.descriptions import state
from catalogue.models import Document
from catalogue.publication import count_changes
from indexer.publication import Publisher
from search import NoticeCode, RecordEntry
from search.elasticsearch import ElasticsearchEngine, writer
from search.elasticsearch.cluster import RETRIES
from search.port import NotPublished, Sort
from tests.contracts.archives import ask, publish, record, walk
from tests.reading.archive_made_up import MadeUp, fill
from tests.samples_fixture import Installation
from tests.search.elasticsearch.conftest import OpenEngine
from tests.search.elasticsearch.proxy import Answered, Asked, Cut, Pass, proxy, refusal
from vankho.application import create_application
from vankho.settings import load

MANY = 120


def many(count: int = MANY) -> Iterator[RecordEntry]:
    """Records of two pages, each found by `chè` and by its own word."""
    for number in range(count):
        yield record(f"{number:03}", f"cây chè nương{number}", "phụ lục")


IDS = {f"{number:03}" for number in range(MANY)}


@pytest.fixture
def small_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bulk requests of few records, so that a small archive needs many."""
    monkeypatch.setattr(writer, "MOST_RECORDS", 10)


class Times:
    """Does something to the first so many requests to an address that ends so; thread-safe."""

    def __init__(self, ending: str, count: int) -> None:
        self._ending, self._left, self._guard = ending, count, threading.Lock()
        self.seen = 0

    def next(self, asked: Asked) -> bool:
        """Whether it is this one's turn."""
        if not asked.path.partition("?")[0].endswith(self._ending):
            return False
        with self._guard:
            self.seen += 1
            self._left -= 1
            return self._left >= 0


def operations_in(body: bytes) -> list[list[bytes]]:
    """The operations of a bulk request, each with its one or two lines."""
    lines = body.splitlines(keepends=True)
    operations = []
    while lines:
        count = 1 if b'"delete"' in lines[0][:10] else 2
        operations.append(lines[:count])
        del lines[:count]
    return operations


@pytest.mark.usefixtures("small_requests")
def test_entries_that_the_server_is_too_busy_for_are_sent_again(
    elasticsearch_url: str, open_engine: OpenEngine, engine: ElasticsearchEngine
) -> None:
    """Of a request whose entries were partly turned away (429), those alone are sent again; nothing is lost or counted twice."""
    busy, sent, turned_away = Times("_bulk", 6), [], []

    def every_third_is_refused(asked: Asked, forward: Pass) -> Answered:
        if not asked.path.startswith("/_bulk"):
            return forward(asked)
        operations = operations_in(asked.body)
        sent.extend(operations)
        if not busy.next(asked):
            return forward(asked)
        turned_away.extend(operations[::3])
        taken = [operation for place, operation in enumerate(operations) if place % 3]
        answer = forward(Asked(asked.method, asked.path, asked.headers, b"".join(chain(*taken))))
        body = json.loads(answer.body)
        for place in range(0, len(operations), 3):
            body["items"].insert(place, {"index": {"status": 429, "error": {"reason": "queue full"}}})
        return Answered(200, json.dumps(body).encode(), answer.headers)

    with proxy(elasticsearch_url, every_third_is_refused) as address, open_engine(address).rebuild() as filling:
        assert filling.upsert(many()) == MANY
    assert {record_id for record_id, _ in engine.all_ids()} == IDS
    assert turned_away
    assert len(sent) == 3 * MANY + len(turned_away)


@pytest.mark.usefixtures("small_requests")
@pytest.mark.parametrize(
    "fault", ["busy", "busy for a while", "too busy to look up", "cut before", "cut after", "cut in the middle"]
)
def test_requests_turned_away_or_cut_are_sent_again(
    elasticsearch_url: str, open_engine: OpenEngine, engine: ElasticsearchEngine, fault: str
) -> None:
    """A request that is answered 429 (once, or longer than the client asks again), or is cut off, is sent again; the counts agree."""
    patience = 3 if fault.startswith("cut") or fault == "busy" else 2 * (RETRIES + 1) + 1
    times = Times("_mget" if fault == "too busy to look up" else "_bulk", patience)

    def amiss(asked: Asked, forward: Pass) -> Answered:
        if not times.next(asked):
            return forward(asked)
        if "busy" in fault:
            return refusal(429, "circuit_breaking_exception")
        if fault == "cut in the middle":
            half = operations_in(asked.body)
            forward(Asked(asked.method, asked.path, asked.headers, b"".join(chain(*half[: len(half) // 2]))))
        if fault == "cut after":
            forward(asked)
        raise Cut

    with proxy(elasticsearch_url, amiss) as address, open_engine(address).rebuild() as filling:
        filling.upsert(many())
    assert times.seen >= MANY // 10 + patience
    assert {record_id for record_id, _ in engine.all_ids()} == IDS
    assert ask(engine, "chè").total == MANY


def test_what_was_not_acknowledged_is_not_taken_as_published(
    elasticsearch_url: str, open_engine: OpenEngine, engine: ElasticsearchEngine
) -> None:
    """When the server takes nothing more, commit says so; the same records go through later."""
    closed = threading.Event()

    def shut(asked: Asked, forward: Pass) -> Answered:
        if closed.is_set() and asked.path.startswith("/_bulk"):
            raise Cut
        return forward(asked)

    with proxy(elasticsearch_url, shut) as address:
        writing = open_engine(address)
        closed.set()
        with pytest.raises(Unavailable):
            publish(writing, *many(5))
        assert engine.count() == 0
        closed.clear()
        publish(writing, *many(5))
    assert engine.count() == 5


def test_a_part_that_does_not_answer_is_told(
    elasticsearch_url: str, open_engine: OpenEngine, engine: ElasticsearchEngine
) -> None:
    """An answer that lacks a part of the index carries a notice, in every order."""
    publish(engine, *many(3))

    def in_part(asked: Asked, forward: Pass) -> Answered:
        answer = forward(asked)
        if not asked.path.partition("?")[0].endswith("_search"):
            return answer
        body = json.loads(answer.body)
        body["_shards"]["failed"] = 1
        return Answered(answer.status, json.dumps(body).encode(), answer.headers)

    with proxy(elasticsearch_url, in_part) as address:
        reading = open_engine(address)
        for order in Sort:
            assert [notice.code for notice in ask(reading, "chè", sort=order).notices] == [NoticeCode.PARTIAL]
    assert ask(engine, "chè").notices == ()


def test_a_walk_goes_on_when_the_server_lost_its_point_in_time(engine: ElasticsearchEngine) -> None:
    """A walk by relevance whose point in time is gone (a node restarted) reaches every hit once."""
    publish(engine, *many(30))
    answer = ask(engine, "chè", size=7)
    ids = [hit.id for hit in answer.hits]
    while answer.next:
        for point in list(engine._points._open.values()):
            engine._client.options(ignore_status=404).close_point_in_time(id=point.id)
        answer = ask(engine, "chè", size=7, cursor=answer.next)
        ids += [hit.id for hit in answer.hits]
    assert sorted(ids) == sorted(IDS)[:30]
    assert sorted(walk(engine, "chè", size=7)) == sorted(ids)


@pytest.fixture
def installation(elasticsearch_url: str, prefix: str, tmp_path: Path) -> Installation:
    """An empty installation on the node."""
    own = {"SEARCH_URL": elasticsearch_url, "SEARCH_INDEX_PREFIX": prefix}
    made = Installation(tmp_path / "home", tmp_path / "readings", own)
    made.must("init")
    return made


@pytest.fixture
def catalogue(installation: Installation) -> Iterator[Catalogue]:
    """Its catalogue."""
    with Catalogue.open(installation.database_url, installation.home) as opened:
        yield opened


@pytest.fixture
def made(catalogue: Catalogue, tmp_path: Path) -> MadeUp:
    """The made-up archive, not yet published."""
    return fill(catalogue, tmp_path)


def state_issuer(catalogue: Catalogue, document: str, issuer: str) -> None:
    """Let a person state the issuer of a document."""
    with catalogue.begin() as session:
        described = session.scalars(select(Document).where(Document.id == document)).one()
        state(session, described, [Statement(Field.ISSUER, issuer, Source.PERSON, 1.0)], who="made up")


@pytest.mark.parametrize("way", ["publish", "rebuild"])
def test_a_record_that_the_server_refuses_holds_up_no_other(
    catalogue: Catalogue, engine: ElasticsearchEngine, made: MadeUp, way: str
) -> None:
    """A record with an absurdly long issuer is told of by its id, all others are published, and it goes in once mended."""
    state_issuer(catalogue, made.formula, "Ủ" * 40_000)
    publisher = Publisher(catalogue, engine)
    with pytest.raises(NotPublished, match="refused 1 records") as told:
        publisher.run_once() if way == "publish" else publisher.rebuild()
    assert set(told.value.reasons) == {made.formula}
    published = {record_id for record_id, _ in engine.all_ids()}
    assert made.formula not in published
    assert {made.resolution, *made.series, made.file} <= published
    with catalogue.reading() as session:
        assert count_changes(session) == 1
    state_issuer(catalogue, made.formula, "Tỉnh ủy Phú Lĩnh")
    publisher.run_once()
    assert {record_id for record_id, _ in engine.all_ids()} == published | {made.formula}


def test_the_server_starts_without_its_cluster_and_finds_it_again(
    elasticsearch_url: str, installation: Installation, catalogue: Catalogue, made: MadeUp, tmp_path: Path
) -> None:
    """While the cluster is away the server runs, says 503 in its own words, and answers by itself once it is there."""
    with proxy(elasticsearch_url) as address:
        port = int(address.rpartition(":")[2])
    assert made
    settings = load({**installation.environment, "VANKHO_SEARCH_URL": address}, tmp_path / "none.toml")
    with TestClient(create_application(settings)) as client:
        problem = client.get("/api/v1/search?q=chè")
        page = client.get("/search?q=chè")
        ready = client.get("/health/ready")
        assert [problem.status_code, page.status_code, ready.status_code] == [503, 503, 503]
        assert "cannot be reached: check that it runs" in ready.json()["engine"]["message"]
        assert client.get(f"/documents/{made.resolution}").status_code in {200, 503}
        with proxy(elasticsearch_url, port=port):
            answered = threading.Event()
            for _ in range(100):
                answer = client.get("/api/v1/search?q=chè")
                if answer.status_code == 200 and answer.json()["total"]:
                    break
                answered.wait(0.2)
            assert answer.json()["total"] == 1
            assert client.get("/health/ready").status_code == 200


def test_a_search_outlives_the_moment_between_a_node_and_its_copy(
    elasticsearch_url: str, open_engine: OpenEngine, engine: ElasticsearchEngine
) -> None:
    """All shards failing for longer than the client asks again (502) costs no answer, only a wait."""
    publish(engine, *many(5))
    between = Times("_search", 2 * (RETRIES + 1) + 1)

    def fails_at_first(asked: Asked, forward: Pass) -> Answered:
        return refusal(502, "search_phase_execution_exception") if between.next(asked) else forward(asked)

    with proxy(elasticsearch_url, fails_at_first) as address:
        answer = ask(open_engine(address), "chè")
    assert (answer.total, answer.notices) == (5, ())
    assert between.seen > 2 * (RETRIES + 1)
