"""Elasticsearch beside nothing but Elasticsearch: `python -m benchmarks.elasticsearch --pages 20000 200000 --home FOLDER`.

For each size, on a real node of this machine (or the one at `--url`), over the archives of `benchmarks.search_http`:
indexing    the publisher's way from catalogue to index, and our writer alone, each beside `helpers.parallel_bulk` that
            sends the same documents with nothing else
searching   `/api/v1/search` of the real server (five facets, twenty hits, snippets), beside the very requests that it
            sends to Elasticsearch, sent again bare: the same questions, without our parsing, marking and writing
"""

import argparse
import http.client
import json
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from elasticsearch import Elasticsearch, helpers
from sqlalchemy import select

from benchmarks.search_http import PATIENCE_SECONDS, WARM_UP, ask, build_archive, queries, serving
from catalogue.models import Document, RecordKind
from indexer.publication import Publisher, entries_of
from reading.parameters import read_search
from reading.reader import PUBLIC_READER
from reading.room import SearchRoom
from reading.searches import find
from search import RecordEntry
from search.elasticsearch import ClusterSettings, ElasticsearchEngine
from search.elasticsearch.cluster import connect
from search.elasticsearch.documents import page_documents, record_document
from search.elasticsearch.indices import Indices
from search.elasticsearch.writer import CHUNK_BYTES, ElasticsearchWriter, Targets
from tests.elasticsearch import node
from vankho import composition
from vankho.settings import Settings, load

SAMPLE = 2_000  # records whose documents are sent both ways; more would only need more memory
PREFIX = "benchmark"

Recorded = list[tuple[str, str, bytes]]
"""The requests that one query makes to Elasticsearch: method, target, body."""


def main() -> int:
    """Print a row of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[20_000])
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--home", type=Path, help="keep the archives here, in a folder for each size")
    parser.add_argument("--url", help="an Elasticsearch server; one of our own is started without it")
    given = parser.parse_args()
    with ExitStack() as stack:
        home = given.home or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url = given.url
        if url is None:
            node.build()
            os.environ.setdefault(node.MEMORY_SETTING, "2g")
            url = stack.enter_context(node.cluster())[0].url
        for pages in given.pages:
            built = build_archive(home / str(pages), pages)
            _measure(home / str(pages), url, built["pages"], given.queries)
    return 0


def _measure(home: Path, url: str, pages: float, count: int) -> None:
    environment = {"VANKHO_HOME": str(home), "VANKHO_SEARCH_URL": url, "VANKHO_SEARCH_INDEX_PREFIX": PREFIX}
    settings = load(environment, home / "none.toml")
    _index(settings, ClusterSettings((url,), prefix=PREFIX))
    with closing(composition.open_engine(settings)) as engine:
        if not isinstance(engine, ElasticsearchEngine):
            raise TypeError(f"{url} made an engine of another kind")
        engine.prepare()
        start = time.perf_counter()
        with composition.open_catalogue(settings) as catalogue:
            Publisher(catalogue, engine, "benchmark").rebuild()
        rate = pages / (time.perf_counter() - start)
        print(
            f"{pages:>9,.0f} pages: published {rate:.0f} pages/s; {_bytes(url) / pages:,.0f} bytes a page", flush=True
        )
        asked = queries(count + WARM_UP)
        with composition.open_catalogue(settings) as catalogue:
            recorded = _recorded(SearchRoom(catalogue, engine), engine, asked)
        served, bare = _in_turn(home, environment, url, asked, recorded)
        engine.remove()
    tails = []
    for name, times in (("through the API", served), ("bare requests", bare)):
        cuts = statistics.quantiles(times[WARM_UP:], n=100)
        tails.append(cuts[94])
        print(f"{name:>17}: p50 {cuts[49]:.1f}  p95 {cuts[94]:.1f}  p99 {cuts[98]:.1f} ms")
    print(f"{'ratio of p95':>17}: {tails[0] / tails[1]:.2f}", flush=True)


def _index(settings: Settings, cluster: ClusterSettings) -> None:
    """The same records by our writer and by `parallel_bulk`, in turn, twice; as many bytes in a request."""
    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        ids = [record.id for record in session.scalars(select(Document).order_by(Document.order_key).limit(SAMPLE))]
        entries = list(entries_of(session, RecordKind.DOCUMENT, ids))
    pages = sum(len(entry.text.pages) for entry in entries)
    documents = [action for entry in entries for action in _actions(entry)]
    client = connect(cluster)
    indices = Indices(client, cluster)
    rates: dict[str, list[float]] = {"our writer": [], "parallel_bulk": []}
    for name in [*rates, *rates]:
        number = indices.create_beside()
        targets = Targets(indices.numbered("records", number), indices.numbered("pages", number))
        start = time.perf_counter()
        if name == "our writer":
            writer = ElasticsearchWriter(client, cluster, targets, alias=False)
            writer.upsert(entries)
            writer.commit()
            writer.close()
        else:
            sent = ({**action, "_index": getattr(targets, action["_index"])} for action in documents)
            for done, answer in helpers.parallel_bulk(client, sent, thread_count=2, max_chunk_bytes=CHUNK_BYTES):
                if not done:
                    raise RuntimeError(answer)
            client.indices.refresh(index=[targets.records, targets.pages])
        rates[name].append(pages / (time.perf_counter() - start))
        indices.discard(number)
    ours, theirs = (statistics.mean(rates[name]) for name in rates)
    print(
        f"{pages:>9,} pages by our writer {ours:.0f}, by parallel_bulk {theirs:.0f} pages/s: ratio {ours / theirs:.2f}"
    )


def _actions(entry: RecordEntry) -> Iterator[dict[str, Any]]:
    for key, document in page_documents(entry):
        yield {"_index": "pages", "_id": key, "_source": document}
    yield {"_index": "records", "_id": entry.summary.id, "_source": record_document(entry)}


def _bytes(url: str) -> int:
    client = Elasticsearch(url)
    client.indices.flush(index=f"{PREFIX}-*")
    return int(client.indices.stats(index=f"{PREFIX}-*")["_all"]["primaries"]["store"]["size_in_bytes"])


def _in_turn(
    home: Path,
    environment: Mapping[str, str],
    url: str,
    asked: Sequence[Mapping[str, str]],
    recorded: Sequence[Recorded],
) -> tuple[list[float], list[float]]:
    """Milliseconds of each query through the API, and of its bare requests; in turn, so that both have the same noise.

    Every other time the bare requests go first, since the second is served from warm caches.
    """
    address = urlsplit(url)
    direct = http.client.HTTPConnection(address.hostname or "", address.port, timeout=PATIENCE_SECONDS)
    served: list[float] = []
    bare: list[float] = []
    with serving(home, environment) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        for at, (query, requests) in enumerate(zip(asked, recorded, strict=True)):
            if at % 2:
                bare.append(_send(direct, requests))
            served.append(ask(connection, query))
            if not at % 2:
                bare.append(_send(direct, requests))
    return served, bare


def _send(connection: http.client.HTTPConnection, requests: Recorded) -> float:
    """Milliseconds of a query's requests to Elasticsearch, sent as they are and read to their end."""
    start = time.perf_counter()
    for method, target, body in requests:
        connection.request(method, target, body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        if answer.status != HTTPStatus.OK:
            raise RuntimeError(answer.read())
        answer.read()
    return (time.perf_counter() - start) * 1000


def _recorded(room: SearchRoom, engine: ElasticsearchEngine, asked: Sequence[Mapping[str, str]]) -> list[Recorded]:
    """What the engine sends for each query."""
    transport = engine._client.transport
    perform, found = transport.perform_request, list[Recorded]()

    def recording(method: str, target: str, **given: Any) -> Any:
        if "_pit" not in target:
            found[-1].append((method, target, json.dumps(given.get("body")).encode()))
        return perform(method, target, **given)

    transport.perform_request = recording  # type: ignore[method-assign]
    for query in asked:
        found.append([])
        find(room, PUBLIC_READER, read_search(list(query.items())))
    transport.perform_request = perform  # type: ignore[method-assign]
    return found


if __name__ == "__main__":
    raise SystemExit(main())
