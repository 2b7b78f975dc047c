"""Progress of long work: a bar on a terminal, plain lines elsewhere; always on standard error."""

import sys
import time
from types import TracebackType
from typing import Protocol, Self, TextIO

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

LINE_SECONDS = 10.0  # how often a plain line is written when nobody watches a terminal


class Reporter(Protocol):
    """Is told of stages and steps; shows them as it sees fit."""

    def stage(self, name: str, total: int, unit: str) -> None:
        """A new stage begins, with so many steps."""

    def step(self, failures: int = 0) -> None:
        """One step is done; so many steps failed in this stage until now."""

    def say(self, message: str) -> None:
        """Something worth a line of its own."""


class Silent:
    """Shows nothing."""

    def stage(self, name: str, total: int, unit: str) -> None:
        """See `Reporter`."""

    def step(self, failures: int = 0) -> None:
        """See `Reporter`."""

    def say(self, message: str) -> None:
        """See `Reporter`."""


class Terminal:
    """A bar with steps a second, time left and failures."""

    def __init__(self) -> None:
        self._console = Console(stderr=True)
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[unit]}"),
            TextColumn("{task.fields[pace]}"),
            TimeRemainingColumn(),
            TextColumn("[red]{task.fields[failed]}"),
            console=self._console,
        )
        self._task: TaskID | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._progress.stop()

    def stage(self, name: str, total: int, unit: str) -> None:
        """See `Reporter`."""
        self._task = self._progress.add_task(name, total=total, unit=unit, failed="", pace="")

    def step(self, failures: int = 0) -> None:
        """See `Reporter`."""
        if self._task is None:
            return
        task = self._progress.tasks[self._task]
        pace = f"{task.speed:.1f}/s" if task.speed else ""
        self._progress.update(self._task, advance=1, pace=pace, failed=f"{failures} failed" if failures else "")

    def say(self, message: str) -> None:
        """See `Reporter`."""
        self._console.print(message, markup=False, highlight=False)


class Lines:
    """Plain lines, one every few seconds and one at the end of each stage."""

    def __init__(self, out: TextIO | None = None) -> None:
        self._out = out or sys.stderr
        self._name, self._unit = "", ""
        self._total = self._done = 0
        self._start = self._last = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._out.flush()

    def stage(self, name: str, total: int, unit: str) -> None:
        """See `Reporter`."""
        self._name, self._unit, self._total, self._done = name, unit, total, 0
        self._start = self._last = time.monotonic()
        self.say(f"{name}: {total} {unit}")

    def step(self, failures: int = 0) -> None:
        """See `Reporter`."""
        self._done += 1
        now = time.monotonic()
        if now - self._last < LINE_SECONDS and self._done != self._total:
            return
        self._last = now
        pace = self._done / max(now - self._start, 1e-6)
        left = (self._total - self._done) / pace
        failed = f", {failures} failed" if failures else ""
        self.say(f"{self._name}: {self._done}/{self._total} {self._unit}, {pace:.1f}/s, {left:.0f} s left{failed}")

    def say(self, message: str) -> None:
        """See `Reporter`."""
        print(message, file=self._out, flush=True)


def reporter() -> Terminal | Lines:
    """A bar when standard error is a terminal, else plain lines."""
    return Terminal() if sys.stderr.isatty() else Lines()
