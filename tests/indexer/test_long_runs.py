"""Long runs: the memory of a thousand pages, and Ctrl-C in the middle of the work."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tests.imaging.papers import A4, body_page, pdf_of
from tests.processes import family_of, is_alive, memory_of, workers_of
from tests.samples_fixture import DELIVERY, Installation, make_installation

PAGES = 1_000
CARD = (A4[0] // 4, A4[1] // 4)  # pixels; most pages are backs of cards, quick to read
MOST_MEMORY = 1024**3  # bytes of all processes together


@pytest.fixture
def installation(tmp_path: Path) -> Installation:
    """An empty installation with no readings in its cache."""
    return make_installation(tmp_path / "archive", tmp_path / "archive" / "readings")


def start(installation: Installation, *arguments: str | Path) -> "subprocess.Popen[str]":
    """Start `vankho` in a process group of its own, as a terminal does."""
    return subprocess.Popen(
        installation.command(*arguments),
        env=installation.environment,
        cwd=installation.home.parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def long_scan(path: Path) -> Path:
    """A PDF of `PAGES` scanned pages in CCITT group 4: in each hundred a page of text, nine blank leaves and ninety cards."""
    written, leaf, card = body_page(1)[0].convert("1"), Image.new("1", A4, 1), Image.new("1", CARD, 1)
    few = pdf_of(path.with_name("few.pdf"), [written, leaf, card])
    with pypdfium2.PdfDocument(few) as source:
        whole = pypdfium2.PdfDocument.new()
        whole.import_pages(source, ([0] + [1] * 9 + [2] * 90) * (PAGES // 100))
        whole.save(path)
        whole.close()
    few.unlink()
    return path


def test_a_thousand_pages_are_read_in_less_than_a_gibibyte(installation: Installation, tmp_path: Path) -> None:
    """A scan of 1,000 pages is read page by page: command and workers together stay under 1 GiB from start to end."""
    folder = tmp_path / "lô"
    folder.mkdir()
    long_scan(folder / "H42-041-03-0123-001.pdf")
    process = start(installation, "ingest", folder, "--jobs", "2")
    most = 0
    while process.poll() is None:
        most = max(most, memory_of(family_of(process.pid)))
        time.sleep(0.1)
    assert process.returncode == 0, process.communicate()
    pages = installation.must("status", "--json").data["pages"]
    assert pages == {"waiting": 0, "done": PAGES, "failed": 0}
    assert 0 < most < MOST_MEMORY, f"{most / 1024**2:.0f} MiB"


def has_workers(process: int, _readings: Path) -> bool:
    """The pool has been started."""
    return len(workers_of(process)) == 2


def has_read(_process: int, readings: Path) -> bool:
    """A first page has been read."""
    return any(path.is_file() for path in readings.rglob("*"))


@pytest.mark.parametrize("moment", [has_workers, has_read])
def test_ctrl_c_ends_an_ingest_with_its_workers(
    installation: Installation, tmp_path: Path, moment: Callable[[int, Path], bool]
) -> None:
    """Ctrl-C ends the command with status 130 and a line on how to go on, leaves no process, and the same command goes on."""
    folder = tmp_path / "lô"
    folder.mkdir()
    for scan in sorted((DELIVERY / "HSLTCQ" / "H42-041-01-0021").glob("*.pdf")):
        shutil.copy(scan, folder)
    process = start(installation, "ingest", folder, "--jobs", "2")
    deadline = time.monotonic() + 60
    while not moment(process.pid, installation.ocr_cache):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.02)
    family = family_of(process.pid)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode == 130
    assert errors.splitlines()[-1] == "vankho: stopped; run the same command again to go on."
    assert "Traceback" not in errors
    while time.monotonic() < deadline and any(is_alive(member) for member in family):
        time.sleep(0.1)
    assert not any(is_alive(member) for member in family)
    assert installation.must("ingest", folder, "--json").data["pages"]["failed"] == 0
    assert installation.must("status", "--json").data["pages"]["waiting"] == 0
