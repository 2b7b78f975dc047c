"""The pool of processes: order of finishing, death, stuck items, backpressure."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from archive.errors import NotTakenIn, PageUnreadable, Unavailable
from imaging.executor import Failure, ProcessExecutor
from tests.processes import is_alive


def work(item: int) -> int:
    """The square; some items do harm."""
    if item == 13:
        os.kill(os.getpid(), signal.SIGKILL)
    if item == 14:
        time.sleep(60)
    if item == 15:
        raise PageUnreadable("page 15: is torn; scan it again")
    if item == 16:
        raise RuntimeError("unforeseen")
    if item == 17:
        raise Unavailable("tesseract is not installed")
    if item == 18:
        raise MemoryError
    return item * item


@pytest.fixture(scope="module")
def executor() -> Iterator[ProcessExecutor]:
    """Two workers, two seconds for each item."""
    with ProcessExecutor(2, page_seconds=2.0) as pool:
        yield pool


def test_every_item_comes_back_with_its_result(executor: ProcessExecutor) -> None:
    """Each item is answered once."""
    assert sorted(executor.run(work, range(8))) == [(item, item * item) for item in range(8)]


def test_a_dead_worker_fails_its_item_only(executor: ProcessExecutor) -> None:
    """SIGKILL of a worker is a failure of the page it held, with a reason; all others are done."""
    results = dict(executor.run(work, [1, 13, 2, 3, 4], stage="recognise"))
    failure = results.pop(13)
    assert isinstance(failure, Failure)
    assert (failure.stage, failure.error) == ("recognise", "WorkerDied")
    assert failure.reason.startswith("worker died (SIGKILL)")
    assert results == {1: 1, 2: 4, 3: 9, 4: 16}


def test_a_stuck_item_is_stopped(executor: ProcessExecutor) -> None:
    """What exceeds its time fails alone, and the reason names the limit."""
    results = dict(executor.run(work, [14, 5, 6]))
    failure = results.pop(14)
    assert isinstance(failure, Failure)
    assert failure.error == "TimeLimit"
    assert "2 seconds" in failure.reason
    assert results == {5: 25, 6: 36}


def test_errors_come_back_as_failures(executor: ProcessExecutor) -> None:
    """Named errors keep their message, unforeseen ones and a lack of memory are failures as well."""
    results = dict(executor.run(work, [15, 16, 18]))
    assert results[15] == Failure("read", "PageUnreadable", "page 15: is torn; scan it again")
    assert results[16] == Failure("read", "RuntimeError", "unexpected fault: unforeseen")
    assert isinstance(results[18], Failure)
    assert results[18].error == "MemoryError"


def test_a_missing_program_stops_the_run(executor: ProcessExecutor) -> None:
    """What every page needs and is not installed is no page's failure: the run ends with it."""
    with pytest.raises(Unavailable, match="tesseract is not installed"):
        list(executor.run(work, [17, 1, 2]))


def test_items_are_drawn_only_as_there_is_room(executor: ProcessExecutor) -> None:
    """However many items there are, only a few are drawn ahead of the results."""
    drawn = 0

    def items() -> Iterator[int]:
        nonlocal drawn
        for _ in range(40):
            drawn += 1
            yield 2

    for done, _ in enumerate(executor.run(work, items()), start=1):
        assert drawn - done <= 2 * executor.jobs


def test_a_run_may_be_left_early(executor: ProcessExecutor) -> None:
    """Leaving a run drops what waits, and the pool serves the next run."""
    for _ in executor.run(work, range(10)):
        break
    assert dict(executor.run(work, [3])) == {3: 9}


def test_failures_are_refused_by_name() -> None:
    """The errors the pool tells apart are all ones the product knows."""
    assert issubclass(PageUnreadable, NotTakenIn)


PARENT = """
import sys, time
from imaging.executor import ProcessExecutor
from tests.imaging.test_executor import report
if __name__ == "__main__":
    with ProcessExecutor(2) as pool:
        for _, worker in pool.run(report, [1, 2]):
            print(worker, flush=True)
        time.sleep(60)
"""


def report(item: int) -> int:
    """The worker's own process id."""
    time.sleep(0.2)
    return os.getpid()


def test_workers_end_with_a_killed_parent(tmp_path: Path) -> None:
    """SIGKILL of the parent leaves no worker behind."""
    (tmp_path / "parent.py").write_text(PARENT)
    root = Path(__file__).parents[2]
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )
    assert parent.stdout is not None
    workers = {int(parent.stdout.readline()), int(parent.stdout.readline())}
    parent.kill()
    parent.wait()
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline and any(is_alive(worker) for worker in workers):
        time.sleep(0.1)
    assert not any(is_alive(worker) for worker in workers)
