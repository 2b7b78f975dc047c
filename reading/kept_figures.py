"""Figures that take long to count, kept until the catalogue changes."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from typing import Any, TypeVar

from archive.access import Access

Figures = TypeVar("Figures")
KEPT_SECONDS = 60.0
"""Not everything that is counted counts as a change of a record: a page that failed does not."""


@dataclass(slots=True)
class KeptFigures:
    """The latest figures for each set of levels. One count at a time: who comes meanwhile waits for it."""

    _kept: dict[frozenset[Access], tuple[int, float, Any]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, levels: frozenset[Access], revision: int, count: Callable[[], Figures]) -> Figures:
        """The figures kept for these levels and this revision of the catalogue, or those that `count` makes now."""
        with self._lock:
            known = self._kept.get(levels)
            if known is not None and known[0] == revision and time.monotonic() - known[1] < KEPT_SECONDS:
                kept: Figures = known[2]
                return kept
            counted = count()
            self._kept[levels] = (revision, time.monotonic(), counted)
            return counted
