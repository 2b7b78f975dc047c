"""Writing to a cluster: in bulk, a few requests at a time, each fault told by record."""

import json
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, TypeVar

from elasticsearch import ApiError, Elasticsearch

from archive.errors import Unavailable
from search.elasticsearch.cluster import ClusterSettings, answering
from search.elasticsearch.documents import page_documents, page_key, record_document
from search.entries import RecordEntry
from search.port import NotPublished

CHUNK_BYTES = 4_000_000  # of one bulk request; larger ones do not go quicker and fill the server's memory
MOST_RECORDS = 500  # in one request
REQUESTS = 2  # under way at once: one is indexed while the next is made; more only wait in the server's queue
TRIES = 8  # for what the server is too busy to take; the waits between them add up to half a minute
_FIRST_WAIT = 0.2  # seconds
_BUSY = 429
_GONE = 404
_FAULT = 300
Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Targets:
    """Names of the indexes (or aliases) written to."""

    records: str
    pages: str


@dataclass(frozen=True, slots=True)
class _Line:
    """One operation of a bulk request: whose it is, its line or two of JSON, and whether it takes something out."""

    record_id: str
    index: str
    body: bytes
    deletes: bool = False


class ElasticsearchWriter:
    """Writes to one pair of indexes. What is written is seen after `commit`, since the indexes refresh only then.

    A chunk that was sent cannot be called back: dropped with `rollback`, it may be seen after the next commit, which
    brings the same records anew.
    """

    def __init__(self, client: Elasticsearch, settings: ClusterSettings, targets: Targets, *, alias: bool) -> None:
        self._client = client
        self._settings = settings
        self._targets = targets
        self._alias = alias
        self._waiting: dict[str, list[_Line]] = {}  # of each record the lines of its pages, then its own
        self._bytes = 0
        self._pool = ThreadPoolExecutor(REQUESTS, thread_name_prefix="bulk")
        self._sent: dict[Future[dict[str, str]], frozenset[str]] = {}
        self._refused: dict[str, str] = {}
        self._guard = threading.Lock()
        self.held = 0  # records brought in, less those taken out, as the server counted them

    def upsert(self, records: Iterable[RecordEntry]) -> int:
        """Replace records and their pages; a record the server refuses is told of at `commit`."""
        count = 0
        for entry in records:
            record_id = entry.summary.id
            lines = [_index_line(record_id, key, self._targets.pages, body) for key, body in page_documents(entry)]
            lines.append(_index_line(record_id, record_id, self._targets.records, record_document(entry)))
            self._take(record_id, lines)
            count += 1
        return count

    def delete(self, record_ids: Iterable[str]) -> None:
        """Take records and their pages out."""
        for record_id in record_ids:
            self._take(record_id, [_delete_line(record_id, record_id, self._targets.records)])

    def commit(self) -> None:
        """Send what is left, wait for all, and make it visible: pages before records.

        Raises:
            NotPublished: the server refused some records; all others are visible.
            Unavailable: it does not answer.
        """
        self._send()
        self._settle(everything=True)
        with answering(self._settings):
            for target in (self._targets.pages, self._targets.records):
                self._client.indices.refresh(index=target)
        refused, self._refused = self._refused, {}
        if refused:
            raise NotPublished(refused)

    def rollback(self) -> None:
        """Drop what was not sent, and wait for what was."""
        self._waiting.clear()
        self._bytes = 0
        wait(self._sent)
        self._sent.clear()

    def close(self) -> None:
        """End the threads."""
        self.rollback()
        self._pool.shutdown()

    def _take(self, record_id: str, lines: list[_Line]) -> None:
        self._bytes -= sum(len(line.body) for line in self._waiting.get(record_id, ()))
        self._waiting[record_id] = lines
        self._bytes += sum(len(line.body) for line in lines)
        if self._bytes >= CHUNK_BYTES or len(self._waiting) >= MOST_RECORDS:
            self._send()

    def _send(self) -> None:
        """Send what waits; first wait for requests with the same records, since requests may overtake each other."""
        if not self._waiting:
            return
        ids = frozenset(self._waiting)
        self._settle(everything=any(ids & under_way for under_way in self._sent.values()))
        waiting, self._waiting = self._waiting, {}
        self._bytes = 0
        self._sent[self._pool.submit(self._bring, waiting)] = ids

    def _settle(self, *, everything: bool) -> None:
        """Wait until there is room for another request, or until all are answered."""
        while self._sent and (everything or len(self._sent) >= REQUESTS):
            done, _ = wait(self._sent, return_when="FIRST_COMPLETED")
            for answer in done:
                del self._sent[answer]
                self._refused |= answer.result()

    def _bring(self, waiting: Mapping[str, list[_Line]]) -> dict[str, str]:
        """Send one request, again for what the server was too busy for; returns the reasons by refused record."""
        refused: dict[str, str] = {}
        of_records = [lines[-1] for lines in waiting.values()]
        with answering(self._settings):
            before = _unhurried(lambda: self._pages_before(list(waiting)))
            lines = [*self._leftovers(before, waiting), *chain.from_iterable(waiting.values())]
            for attempt in range(TRIES):
                lines, faults = _unhurried(partial(self._bulk, lines))
                refused |= faults
                if not lines:
                    self._count(of_records, before, refused)
                    return refused
                time.sleep(_FIRST_WAIT * 2**attempt)
        raise Unavailable(
            f"Elasticsearch is too busy: {len(lines)} entries still wait after {TRIES} tries; try again later"
        )

    def _bulk(self, lines: list[_Line]) -> tuple[list[_Line], dict[str, str]]:
        """Send lines in one request; returns what is to be sent again, and the reasons by refused record."""
        body = b"".join(line.body for line in lines)
        items = self._client.bulk(operations=[body], require_alias=self._alias or None)["items"]  # type: ignore[list-item]
        return _judge(lines, items)

    def _count(self, lines: Sequence[_Line], before: Mapping[str, int], refused: Mapping[str, str]) -> None:
        """Count what is new. By what was there before, since a request whose answer was lost is sent again, and says `updated`."""
        done = [line for line in lines if line.record_id not in refused]
        come = sum(not line.deletes and line.record_id not in before for line in done)
        gone = sum(line.deletes and line.record_id in before for line in done)
        with self._guard:
            self.held += come - gone

    def _pages_before(self, ids: Sequence[str]) -> dict[str, int]:
        """How many pages the index has of those records that it holds."""
        found = self._client.mget(index=self._targets.records, ids=ids, source_includes=["pages"])["docs"]
        return {document["_id"]: document["_source"]["pages"] for document in found if document.get("found")}

    def _leftovers(self, before: Mapping[str, int], waiting: Mapping[str, list[_Line]]) -> list[_Line]:
        """Takes out the pages that earlier, longer publications of these records left."""
        return [
            _delete_line(record_id, page_key(record_id, number), self._targets.pages)
            for record_id, count in before.items()
            for number in range(len(waiting[record_id]), count + 1)  # its pages have all lines but the last
        ]


def _unhurried(request: Callable[[], Answer]) -> Answer:
    """The answer to a request that the server may turn away as a whole: short of memory, it says 429 until it has cleared some."""
    for attempt in range(TRIES - 1):
        try:
            return request()
        except ApiError as fault:
            if fault.meta.status != _BUSY:
                raise
            time.sleep(_FIRST_WAIT * 2**attempt)
    return request()


def _index_line(record_id: str, key: str, index: str, body: Mapping[str, Any]) -> _Line:
    head = json.dumps({"index": {"_index": index, "_id": key}}, ensure_ascii=False)
    document = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return _Line(record_id, index, f"{head}\n{document}\n".encode())


def _delete_line(record_id: str, key: str, index: str) -> _Line:
    head = json.dumps({"delete": {"_index": index, "_id": key}}, ensure_ascii=False)
    return _Line(record_id, index, f"{head}\n".encode(), deletes=True)


def _judge(lines: list[_Line], items: list[dict[str, Any]]) -> tuple[list[_Line], dict[str, str]]:
    """What is to be sent again, and what was refused, by record."""
    again, refused = [], {}
    for line, item in zip(lines, items, strict=True):
        ((operation, result),) = item.items()
        status = result["status"]
        if status == _BUSY:
            again.append(line)
        elif status >= _FAULT and not (operation == "delete" and status == _GONE):
            refused[line.record_id] = str(result.get("error", {}).get("reason", status))[:300]
    return again, refused
