"""Points in time: states of the records that a walk by relevance goes through unchanged, whatever is published meanwhile."""

import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass

from elasticsearch import ApiError, Elasticsearch, TransportError

KEEP_ALIVE = "5m"  # from the last search in it on; then the walk goes on in the present state
FRESH_SECONDS = (
    1.0  # searches within it share a point, for opening one costs a request; changes are seen this much later
)
REMEMBERED = 64  # points held open by one process, each of which keeps old segments on the server's disk


@dataclass(frozen=True, slots=True)
class Point:
    """A state of the records: our name for it, which cursors carry, and the server's."""

    name: str
    id: str
    opened: float


class Points:
    """The present state and the last few before it. Safe from many threads."""

    def __init__(self, client: Elasticsearch, index: str) -> None:
        self._client = client
        self._index = index
        self._guard = threading.Lock()
        self._open: OrderedDict[str, Point] = OrderedDict()
        self._present: Point | None = None

    def present(self) -> Point:
        """A point of the present, at most a second old."""
        with self._guard:
            point = self._present
            if point is None or time.monotonic() - point.opened > FRESH_SECONDS:
                point = self._new()
            return point

    def remembered(self, name: str) -> Point | None:
        """An earlier point, if it is still at hand."""
        with self._guard:
            return self._open.get(name)

    def forget(self, point: Point) -> None:
        """The server no longer has this point."""
        with self._guard:
            self._open.pop(point.name, None)
            if self._present == point:
                self._present = None

    def renew(self) -> None:
        """Something was published: the next search opens a new point."""
        with self._guard:
            self._present = None

    def close(self) -> None:
        """Let go of all points."""
        with self._guard:
            self._present = None
            while self._open:
                self._drop()

    def _new(self) -> Point:
        opened = time.monotonic()
        # A part that is away is told of by the search; it must not take the rest with it.
        answer = self._client.open_point_in_time(
            index=self._index, keep_alive=KEEP_ALIVE, allow_partial_search_results=True
        )
        point = Point(secrets.token_hex(6), answer["id"], opened)
        self._open[point.name] = self._present = point
        while len(self._open) > REMEMBERED:
            self._drop()
        return point

    def _drop(self) -> None:
        _, point = self._open.popitem(last=False)
        try:
            self._client.options(max_retries=0, request_timeout=2).close_point_in_time(id=point.id)
        except (ApiError, TransportError):
            return  # it ends by itself after KEEP_ALIVE
