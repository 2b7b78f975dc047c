"""What readers see: the state of both indexes after one commit, followed cheaply from any process."""

import json
import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import tantivy

from archive.errors import Unavailable
from search.embedded.store import Store

REMEMBERED = 4  # states kept open, so that a cursor by relevance goes on in the state that it began in


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One state of the index: both searchers, and a name that changes with every commit and rebuild."""

    generation: str
    records: tantivy.Searcher
    pages: tantivy.Searcher


class Snapshots:
    """The present state, and the last few before it. Safe from many threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._guard = threading.Lock()
        self._number: int | None = None
        self._stamp: tuple[object, ...] = ()
        self._indexes: tuple[tantivy.Index, tantivy.Index] | None = None
        self._remembered: OrderedDict[str, Snapshot] = OrderedDict()

    def present(self) -> Snapshot:
        """The state after the last commit of any process; two calls to the file system when nothing changed.

        Raises:
            Unavailable: there is no index, or it cannot be read.
        """
        with self._guard:
            for attempt in (1, 2):  # a rebuild may throw the directory away between our two looks at it
                try:
                    return self._follow()
                except FileNotFoundError as fault:
                    if attempt == 2:
                        raise Unavailable(f"the index is incomplete ({fault}): run `vankho reindex`") from fault
            raise AssertionError("unreachable")

    def remembered(self, generation: str) -> Snapshot | None:
        """An earlier state, if it is still at hand."""
        with self._guard:
            return self._remembered.get(generation)

    def close(self) -> None:
        """Let go of all states."""
        with self._guard:
            self._remembered.clear()
            self._indexes = None
            self._stamp = ()

    def _follow(self) -> Snapshot:
        number = self._store.live_number()
        if number is None:
            raise Unavailable("there is no index yet: run `vankho init`")
        stamp = (number, self._store.stamp(number, "records"), self._store.stamp(number, "pages"))
        if stamp == self._stamp and self._remembered:
            return next(reversed(self._remembered.values()))
        generation = self._generation(number)
        if self._indexes is None or number != self._number:
            self._indexes = (self._store.open(number, "records"), self._store.open(number, "pages"))
            self._number = number
        records, pages = self._indexes
        records.reload()
        pages.reload()
        snapshot = Snapshot(generation, records.searcher(), pages.searcher())
        self._remembered.pop(generation, None)
        self._remembered[generation] = snapshot
        while len(self._remembered) > REMEMBERED:
            self._remembered.popitem(last=False)
        self._stamp = stamp
        return snapshot

    def _generation(self, number: int) -> str:
        meta = self._store.root / str(number) / "records" / "meta.json"
        try:
            return f"{number}.{json.loads(meta.read_bytes())['opstamp']}"
        except (ValueError, KeyError, TypeError) as fault:
            raise Unavailable(f"the index {meta.parent} is damaged ({fault!r}): run `vankho reindex`") from fault


def count(searcher: tantivy.Searcher, query: tantivy.Query) -> int:
    """How many documents match, exactly."""
    return int(searcher.search(query, 1).count)  # type: ignore[attr-defined] # its stub lacks it


def stored(document: tantivy.Document, field: str) -> Any:
    """The stored value of a field that every document has."""
    return document.get_first(field)
