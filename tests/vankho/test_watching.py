"""`vankho watch`: complete deliveries are taken in and put away with their reports; nothing is lost, overwritten or taken too early."""

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from archive.errors import BadRequest, Unavailable
from tests.indexer.made_up import damage_page, paper
from tests.samples_fixture import Installation, make_installation
from vankho.inbox import REPORTS, Inbox, Rest, Shelf

WORD = "cây chè cổ thụ"


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An empty installation to copy."""
    folder = tmp_path_factory.mktemp("empty")
    return make_installation(folder, folder / "readings")


@pytest.fixture
def shelf(empty: Installation, tmp_path: Path) -> Installation:
    """An empty installation."""
    shutil.copytree(empty.home, tmp_path / "home")
    return Installation(tmp_path / "home", tmp_path / "readings")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """An empty inbox."""
    folder = tmp_path / "hộp thư"
    folder.mkdir()
    return folder


def _once(shelf: Installation, inbox: Path, *options: str, status: int = 0) -> list[dict[str, Any]]:
    """What one `--once` tells, its deliveries taken to be at rest."""
    told = shelf.must("watch", inbox, "--once", "--rest", "0", "--jobs", "1", "--json", *options, status=status).out
    return [json.loads(line) for line in told.splitlines()]


def _ends(events: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(event["event"], event["name"]) for event in events if event["event"] != "begun"]


def _references(shelf: Installation) -> list[str]:
    return [hit["reference"] for hit in shelf.must("search", "", "--sort", "reference", "--json").data["hits"]]


Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(shelf: Installation, inbox: Path) -> Iterator[Start]:
    """Starts `vankho watch` as a process of its own, which does not outlive the test."""
    started: list[subprocess.Popen[str]] = []

    def begin(*options: str, before: tuple[str, ...] = ()) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [*before, *shelf.command("watch", inbox, "--every", "0.1", "--jobs", "1", "--json", *options)],
            env=shelf.environment,
            cwd=inbox.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        started.append(process)
        return process

    yield begin
    for process in started:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def _next(process: subprocess.Popen[str], *events: str) -> dict[str, Any]:
    """The next of these events that the process tells."""
    assert process.stdout
    for line in process.stdout:
        event: dict[str, Any] = json.loads(line)
        if event["event"] in events:
            return event
    raise AssertionError(f"ended with {process.wait()} before it told {events}")


def _await_first_page(shelf: Installation, watch: subprocess.Popen[str]) -> None:
    """Wait until the watcher has read a page of the delivery that it takes in."""
    with closing(sqlite3.connect(f"file:{shelf.home}/catalogue.db?mode=ro", uri=True, timeout=30)) as catalogue:
        while not catalogue.execute("SELECT count(*) FROM page_work WHERE state = 'done'").fetchone()[0]:
            assert watch.poll() is None
            time.sleep(0.02)


def _end(process: subprocess.Popen[str]) -> int:
    process.send_signal(signal.SIGTERM)
    process.communicate(timeout=60)
    return process.returncode


def test_good_and_faulty_go_their_ways_with_reports(shelf: Installation, inbox: Path) -> None:
    """Of two deliveries the sound one goes to done/, the damaged one to faulty/, each with page, JSON and warnings beside it."""
    paper(inbox / "lô 1" / "H42-041-03-0123-001.pdf", WORD)
    paper(inbox / "lô 2" / "H42-041-03-0124-001.pdf")
    (inbox / "lô 2" / "H42-041-03-0124-002.pdf").write_bytes(b"")
    events = _once(shelf, inbox, status=3)
    assert _ends(events) == [("done", "lô 1"), ("faulty", "lô 2")]
    assert [event["place"] for event in events if "place" in event] == ["done/lô 1", "faulty/lô 2"]
    assert sorted(p.name for p in inbox.iterdir()) == ["done", "faulty"]
    for place in (inbox / "done" / "lô 1", inbox / "faulty" / "lô 2"):
        assert place.is_dir()
        page, data, warnings = (place.with_name(place.name + ending).read_text("utf-8") for ending in REPORTS)
        assert place.name in page
        assert json.loads(data)["name"] == place.name
        assert bool(warnings) == (place.name == "lô 2")
    assert "H42-041-03-0124-002.pdf is empty" in (inbox / "faulty" / "lô 2.warnings.txt").read_text("utf-8")
    assert _references(shelf) == ["H42-041-03-0123-001", "H42-041-03-0124-001"]
    assert _once(shelf, inbox) == [], "what lies on the shelves is not looked at again"


def test_a_failed_page_is_a_faulty_delivery(shelf: Installation, inbox: Path) -> None:
    """A delivery with a page that cannot be read goes to faulty/, and a warning says how many and what to do."""
    damage_page(paper(inbox / "lô" / "hỏng.pdf", pages=3), 2)
    assert _ends(_once(shelf, inbox, status=3)) == [("faulty", "lô")]
    assert "1 pages could not be read" in (inbox / "faulty" / "lô.warnings.txt").read_text("utf-8")


def test_the_same_name_twice_overwrites_nothing(shelf: Installation, inbox: Path) -> None:
    """A delivery whose name is on the shelf gets a number, also when of the earlier one only a report is left."""
    for _ in range(2):
        paper(inbox / "lô" / "H42-041-03-0123-001.pdf", WORD)
        _once(shelf, inbox)
    first = (inbox / "done" / "lô.receipt.json").read_text("utf-8")
    shutil.rmtree(inbox / "done" / "lô")
    paper(inbox / "lô" / "H42-041-03-0123-001.pdf", WORD)
    assert _once(shelf, inbox)[-1]["place"] == "done/lô (3)"
    assert (inbox / "done" / "lô.receipt.json").read_text("utf-8") == first
    assert json.loads((inbox / "done" / "lô (2).receipt.json").read_text("utf-8"))["outcomes"]["unchanged"] == 1
    assert _references(shelf) == ["H42-041-03-0123-001"]


def test_what_is_no_delivery_is_left_alone(shelf: Installation, inbox: Path, tmp_path: Path) -> None:
    """A file and a link in the inbox stay and are told of; hidden names stay and are not."""
    paper(inbox / "một.pdf")
    paper(inbox / ".đang chép" / "hai.pdf")
    (inbox / ".DS_Store").write_bytes(b"x")
    paper(tmp_path / "khác" / "ba.pdf")
    (inbox / "nối").symlink_to(tmp_path / "khác")
    assert _ends(_once(shelf, inbox)) == [("left", "một.pdf"), ("left", "nối")]
    assert sorted(p.name for p in inbox.iterdir()) == [".DS_Store", ".đang chép", "một.pdf", "nối"]
    assert _references(shelf) == []


def test_rest_is_what_two_looks_saw() -> None:
    """A folder is at rest when it looked the same for so many seconds; a change starts the count again."""
    rest = Rest(10)
    assert rest.look({"a": "1"}, 0) == set()
    assert rest.look({"a": "1", "b": "1"}, 9.9) == set()
    assert rest.look({"a": "1", "b": "2"}, 10) == {"a"}
    assert rest.look({"a": "2", "b": "2"}, 19.9) == set()
    assert rest.look({"b": "2"}, 20) == {"b"}
    assert rest.look({"a": "2", "b": "2"}, 40) == {"b"}, "gone and come back is new"


def test_every_change_of_a_delivery_is_seen(inbox: Path) -> None:
    """A file that grows, keeps its size and date with other bytes, is renamed, is added, hidden or below, changes the fingerprint."""
    name, seen = "lô", set()
    scan = inbox / name / "a" / "1.pdf"
    scan.parent.mkdir(parents=True)

    def changed() -> bool:
        mark = Inbox(inbox).fingerprint(name)
        new = mark not in seen
        seen.add(mark)
        return new and Inbox(inbox).fingerprint(name) == mark

    assert changed()
    scan.write_bytes(b"12")
    assert changed()
    scan.write_bytes(b"1234")
    assert changed()
    before = scan.stat()
    time.sleep(0.02)  # the clock of the file system has ticks
    scan.write_bytes(b"4321")
    os.utime(scan, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert changed()
    scan.rename(scan.with_name("2.pdf"))
    assert changed()
    (inbox / name / ".2.pdf.part").touch()
    assert changed()


def test_a_delivery_still_being_written_is_left_alone(inbox: Path, start: Start) -> None:
    """While files keep coming nothing is taken in, and a delivery beside it is; when they end, it is taken in whole."""
    watch = start("--rest", "2")
    growing = inbox / "đang chép"
    paper(growing / "H42-041-03-0123-001.pdf", WORD)
    paper(inbox / "xong" / "H42-041-03-0124-001.pdf")
    number = 1
    process_ended = False
    while not (inbox / "done" / "xong.receipt.json").exists():
        number += 1
        paper(growing / f"H42-041-03-0123-{number:03}.pdf")
        process_ended = watch.poll() is not None
        assert not process_ended
        time.sleep(0.3)
    assert growing.is_dir()
    names = [_next(watch, "done")["name"], (last := _next(watch, "done", "faulty"))["name"]]
    assert names == ["xong", "đang chép"]
    assert last["receipt"]["outcomes"]["taken"] == number
    assert _end(watch) == 0


def test_with_a_marker_nothing_else_counts(shelf: Installation, inbox: Path) -> None:
    """With --marker a delivery waits for the file of that name, which is no part of what is taken in."""
    paper(inbox / "lô" / "H42-041-03-0123-001.pdf")
    assert _once(shelf, inbox, "--marker", ".xong") == []
    (inbox / "lô" / ".xong").touch()
    (event,) = [e for e in _once(shelf, inbox, "--marker", ".xong") if e["event"] == "done"]
    assert event["receipt"]["findings"] == []


def test_killed_and_started_again(shelf: Installation, inbox: Path, start: Start) -> None:
    """Killed while it takes a delivery in, the next watcher takes it in to the end: each document once, one report."""
    for number in range(1, 9):
        paper(inbox / "lô" / f"H42-041-03-0123-{number:03}.pdf", WORD, pages=2)
    watch = start("--rest", "0")
    _next(watch, "begun")
    _await_first_page(shelf, watch)
    os.killpg(watch.pid, signal.SIGKILL)
    watch.wait()
    assert (inbox / "lô").is_dir()
    assert _ends(_once(shelf, inbox)) == [("done", "lô")]
    assert len(_references(shelf)) == 8
    assert sorted(p.name for p in (inbox / "done").iterdir()) == sorted(["lô", *(f"lô{e}" for e in REPORTS)])
    assert shelf.must("verify", "--json").data == {"faults": []}
    assert shelf.must("status", "--json").data["pages"] == {"waiting": 0, "done": 16, "failed": 0}


@pytest.mark.parametrize("moved", [False, True])
def test_killed_while_putting_away(shelf: Installation, inbox: Path, moved: bool) -> None:
    """Killed between writing the reports and moving the folder, or right after, one delivery with one set of reports results."""
    paper(inbox / "lô" / "H42-041-03-0123-001.pdf", WORD)

    box = Inbox(inbox)

    def write(path: Path) -> None:
        for ending in REPORTS:
            path.with_name(path.name + ending).write_text("of the killed run")
        if not moved:
            raise KeyboardInterrupt

    if moved:
        (inbox / "done").mkdir()
        write(inbox / "done" / ".lô")
        (inbox / "lô").rename(inbox / "done" / "lô")
    else:
        with pytest.raises(KeyboardInterrupt):
            box.put_away("lô", Shelf.DONE, write)
    _once(shelf, inbox)
    assert sorted(p.name for p in (inbox / "done").iterdir()) == sorted(["lô", *(f"lô{e}" for e in REPORTS)])
    assert ((inbox / "done" / "lô.warnings.txt").read_text("utf-8") == "of the killed run") == moved


def test_sigterm_ends_cleanly_and_the_rest_is_gone_on_with(shelf: Installation, inbox: Path, start: Start) -> None:
    """SIGTERM during a delivery ends the watcher with 0 before all its pages are read; the next run reads only the others."""
    for number in range(1, 41):
        paper(inbox / "lô" / f"H42-041-03-0123-{number:03}.pdf", f"{number}", pages=3)
    watch = start("--rest", "0")
    _next(watch, "begun")
    _await_first_page(shelf, watch)
    assert _end(watch) == 0
    assert (inbox / "lô").is_dir()
    before = shelf.must("status", "--json").data["pages"]["done"]
    assert before < 120
    receipt = _once(shelf, inbox)[-1]["receipt"]
    assert receipt["pages"]["read"] + receipt["pages"]["cached"] == 120 - before


def test_an_idle_watcher_ends_at_once(inbox: Path, start: Start) -> None:
    """SIGTERM ends a watcher that waits, with 0."""
    watch = start("--every", "600")
    while not _is_watched(inbox):
        time.sleep(0.1)
    watch.send_signal(signal.SIGTERM)
    assert watch.wait(30) == 0


def _is_watched(inbox: Path) -> bool:
    try:
        with Inbox(inbox).held():
            return False
    except Unavailable:
        return True


def test_two_watchers_of_one_inbox(shelf: Installation, inbox: Path) -> None:
    """A second watcher of an inbox is refused with 4; it would move deliveries from under the first."""
    with Inbox(inbox).held():
        assert "watched already" in shelf.must("watch", inbox, "--once", status=4).err
        with pytest.raises(Unavailable), Inbox(inbox).held():
            pass
    with Inbox(inbox).held():
        pass


def test_a_folder_that_cannot_be_read_is_faulty(shelf: Installation, inbox: Path, start: Start) -> None:
    """A delivery with a folder without rights goes to faulty/ with a line that names it, and holds up no other."""
    paper(inbox / "a" / "kín" / "H42-041-03-0123-001.pdf")
    paper(inbox / "b" / "H42-041-03-0124-001.pdf")
    (inbox / "a" / "kín").chmod(0)
    # Root may look into any folder, unless this right is taken from it.
    before = ("setpriv", "--bounding-set=-dac_override,-dac_read_search") if os.geteuid() == 0 else ()
    watch = start("--rest", "0", "--once", before=before)
    try:
        assert _next(watch, "done", "faulty")["name"] == "a"
        assert _next(watch, "done", "faulty")["event"] == "done"
        assert watch.wait(60) == 3
        assert "a/kín cannot be opened" in (inbox / "faulty" / "a.warnings.txt").read_text("utf-8")
    finally:
        for folder in inbox.rglob("kín"):
            folder.chmod(0o755)


def test_a_missing_service_blames_no_delivery(shelf: Installation, inbox: Path) -> None:
    """When a needed service does not answer the delivery stays in the inbox; with --once the exit status is 4."""
    paper(inbox / "lô" / "H42-041-03-0123-001.pdf")
    broken = Installation(shelf.home, shelf.ocr_cache, {"DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})
    broken.must("watch", inbox, "--once", "--rest", "0", status=4)
    assert (inbox / "lô").is_dir()
    assert not (inbox / "faulty").exists()


def test_long_names_keep_room_for_their_reports(inbox: Path) -> None:
    """A name as long as the file system allows is cut between letters, so that its reports fit beside it."""
    name = "ộ" * 85
    (inbox / name).mkdir()

    def write(path: Path) -> None:
        for ending in REPORTS:
            path.with_name(path.name + ending).touch()

    place = Inbox(inbox).put_away(name, Shelf.DONE, write)
    assert set(place.name) == {"ộ"}
    assert all(place.with_name(place.name + ending).exists() for ending in REPORTS)


def test_an_inbox_must_exist(shelf: Installation, tmp_path: Path) -> None:
    """A missing inbox ends with 2 and its name, and is not made."""
    assert "không có" in shelf.must("watch", tmp_path / "không có", status=2).err
    with pytest.raises(BadRequest):
        Inbox(tmp_path / "không có")
    assert not (tmp_path / "không có").exists()
