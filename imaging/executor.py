"""Spreading work over processes: one small port, and the pool of this machine behind it."""

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Future, wait
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from multiprocessing import resource_tracker
from types import TracebackType
from typing import Protocol, Self, TypeVar

import pebble

from archive.errors import Unavailable, VankhoError

Item = TypeVar("Item")
Result = TypeVar("Result")

PAGE_SECONDS = 180.0  # a dense A3 page at 300 dpi takes about 20 on an old processor, and may be read three times
_RECYCLED_AFTER = 500  # tasks after which a worker is replaced, so that what libraries leak stays small
_AHEAD = 2  # tasks handed out for each worker: one at work, one waiting


@dataclass(frozen=True, slots=True)
class Failure:
    """Why one item has no result: the stage of the work, the class of the error, and a reason a person can act on."""

    stage: str
    error: str
    reason: str


class PageExecutor(Protocol):
    """Runs a pure function over many items, somewhere else."""

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, stage: str
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """Yield each item with its result, or with a `Failure` of this stage, as they finish; in no fixed order.

        Items are drawn only as there is room for them, so memory does not grow with their number. The function and its
        items must be picklable. An error, a crash or a stuck item fails that item alone.

        Raises:
            Unavailable: a program that every item needs is not installed.
        """

    def close(self) -> None:
        """Stop the workers; what is at work is dropped."""


@dataclass(frozen=True, slots=True)
class _Missing:
    """A worker found that a program is not installed: the whole run is stopped, not one page failed."""

    reason: str


class ProcessExecutor:
    """A pool of processes on this machine, kept warm from one `run` to the next.

    A worker that dies (out of memory, a crash inside a library) or exceeds `page_seconds` on an item is replaced, and
    its item fails.
    """

    def __init__(
        self,
        jobs: int | None = None,
        *,
        page_seconds: float = PAGE_SECONDS,
        warm_up: Callable[[], object] | None = None,
    ) -> None:
        self.jobs = max(1, jobs or os.cpu_count() or 1)
        self._page_seconds = page_seconds
        self._pool = pebble.ProcessPool(
            max_workers=self.jobs,
            max_tasks=_RECYCLED_AFTER,
            initializer=_start_worker,
            initargs=(os.getpid(), warm_up),
            context=multiprocessing.get_context("spawn"),  # the server has threads: a fork of it may deadlock
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def run(
        self, function: Callable[[Item], Result], items: Iterable[Item], *, stage: str = "read"
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """See the port."""
        waiting: dict[Future[Result | Failure | _Missing], Item] = {}
        remaining = iter(items)
        work = partial(_guarded, function, stage)
        exhausted = False
        try:
            while waiting or not exhausted:
                while not exhausted and len(waiting) < _AHEAD * self.jobs:
                    try:
                        item = next(remaining)
                    except StopIteration:
                        exhausted = True
                        break
                    with _interrupts_held():
                        waiting[self._pool.schedule(work, args=(item,), timeout=self._page_seconds)] = item
                done, _ = wait(waiting, return_when=FIRST_COMPLETED)
                for future in done:
                    item = waiting.pop(future)
                    yield item, self._outcome(future, stage)
        finally:
            for future in waiting:
                future.cancel()

    def close(self) -> None:
        """See the port."""
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it unannotated
        self._pool.join()

    def _outcome(self, future: "Future[Result | Failure | _Missing]", stage: str) -> Result | Failure:
        try:
            outcome = future.result()
        except TimeoutError:
            return Failure(stage, "TimeLimit", f"took longer than {self._page_seconds:g} seconds and was stopped")
        except pebble.ProcessExpired as error:
            return Failure(
                stage,
                "WorkerDied",
                f"worker died ({_cause_of_death(error.exitcode)}); try it again with `vankho retry`",
            )
        except CancelledError:
            return Failure(stage, "Cancelled", "was stopped before it was done; try it again with `vankho retry`")
        except Exception as error:  # noqa: BLE001 - the edge of the worker: a result or item that cannot be pickled
            return Failure(stage, type(error).__name__, f"could not be sent between processes: {error}")
        if isinstance(outcome, _Missing):
            raise Unavailable(outcome.reason)
        return outcome


def _guarded(function: Callable[[Item], Result], stage: str, item: Item) -> Result | Failure | _Missing:
    """Run in the worker: errors come back as values, so that none is lost in pickling."""
    try:
        return function(item)
    except Unavailable as error:
        return _Missing(str(error))
    except VankhoError as error:
        return Failure(stage, type(error).__name__, str(error))
    except MemoryError:
        return Failure(
            stage, "MemoryError", "needs more memory than there is; free some or use fewer jobs, then `vankho retry`"
        )
    except Exception as error:  # noqa: BLE001 - the edge of the worker: an unforeseen fault fails its page only
        return Failure(stage, type(error).__name__, f"unexpected fault: {error}")


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Keep Ctrl-C away from the pool's threads and from workers that are starting: they inherit what is held here.

    A worker that were interrupted before `_start_worker` would fill the screen with the trace of a half-done import.
    """
    resource_tracker.ensure_running()  # on its first start it would let the signal in again
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _start_worker(parent: int, warm_up: Callable[[], object] | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent alone decides
    os.environ["OMP_THREAD_LIMIT"] = "1"  # before any library that reads it is loaded
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    if warm_up is not None:
        warm_up()


def _end_with(parent: int) -> None:
    """A killed parent closes nothing: its workers must notice by themselves, or they would wait for ever."""
    while os.getppid() == parent:
        time.sleep(1.0)
    os._exit(1)


def _cause_of_death(exit_code: int | None) -> str:
    if exit_code is None:
        return "no exit status"
    if exit_code < 0:
        try:
            return signal.Signals(-exit_code).name
        except ValueError:
            return f"signal {-exit_code}"
    return f"exit status {exit_code}"
