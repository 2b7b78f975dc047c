"""Three real nodes, of which one dies."""

import threading
import time
from collections.abc import Iterator

from archive.errors import VankhoError
from search import NoticeCode, RecordEntry
from search.elasticsearch import ClusterSettings, ElasticsearchEngine
from search.elasticsearch.points import FRESH_SECONDS
from tests.contracts.archives import ask, record
from tests.elasticsearch.node import Node

RECORDS = 300
BATCH = 20


def entries(first: int, count: int, revision: int = 1) -> Iterator[RecordEntry]:
    """Records of one page, each found by `chè`."""
    for number in range(first, first + count):
        yield record(f"{number:04}", f"cây chè nương{number}", revision=revision)


def test_one_of_three_nodes_is_killed(elasticsearch_nodes: list[Node]) -> None:
    """Kill -9 during a load and searches: no search fails, nothing acknowledged is lost; without copies, a part is told missing."""
    hosts = tuple(node.url for node in elasticsearch_nodes)
    engine = ElasticsearchEngine(ClusterSettings(hosts, prefix="kho", shards=2, replicas=1))
    engine.prepare()
    single = ElasticsearchEngine(ClusterSettings(hosts, prefix="one", shards=3, replicas=0))
    single.prepare()
    single.upsert(entries(0, 60))
    single.commit()
    reader = ElasticsearchEngine(ClusterSettings(hosts, prefix="kho", shards=2, replicas=1))
    acknowledged: list[float] = []  # when each record was
    faults: list[str] = []
    answers = 0
    loaded, killed = threading.Event(), threading.Event()

    def search_on() -> None:
        nonlocal answers
        while not loaded.wait(0.02):
            settled = time.monotonic() - FRESH_SECONDS  # what was acknowledged until then has to be found
            before = sum(moment <= settled for moment in list(acknowledged))
            try:
                answer = ask(reader, "chè")
            except VankhoError as fault:
                faults.append(str(fault))
                continue
            answers += 1
            if answer.notices:
                faults.append(str(answer.notices))
            elif answer.total < before:
                faults.append(f"{answer.total} found of {before}")

    def kill() -> None:
        elasticsearch_nodes[2].kill()
        killed.set()

    searching = threading.Thread(target=search_on)
    searching.start()
    try:
        for first in range(0, RECORDS, BATCH):
            if first == RECORDS // 3:
                threading.Thread(target=kill).start()
            engine.upsert(entries(first, BATCH))
            engine.commit()
            acknowledged.extend([time.monotonic()] * BATCH)
    finally:
        loaded.set()
        searching.join()
    assert killed.is_set()
    assert faults == []
    assert answers > 0
    assert list(engine.all_ids()) == [(f"{number:04}", 1) for number in range(RECORDS)]
    with engine.rebuild() as writer:
        writer.upsert(entries(0, RECORDS, revision=2))
    assert list(engine.all_ids()) == [(f"{number:04}", 2) for number in range(RECORDS)]
    partial = ask(single, "chè")
    assert partial.total < 60
    assert [notice.code for notice in partial.notices] == [NoticeCode.PARTIAL]
    for opened in (engine, single, reader):
        opened.close()
