"""An ingest killed at random moments and run again ends in the same state as one that was never killed."""

import json
import os
import random
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from catalogue.catalogue import Catalogue
from catalogue.models import PageState
from catalogue.page_work import count_pages
from catalogue.snapshot import snapshot
from tests.indexer.made_up import paper, picture
from tests.samples_fixture import DELIVERY, Installation, make_installation

SEED = 20_101_003
SCANS = (
    "H42-041-01-0021/H42-041-01-0021-001.pdf",
    "H42-041-01-0021/H42-041-01-0021-002.pdf",
)  # read by OCR, a page each


@pytest.fixture
def offered(tmp_path: Path) -> Path:
    """About fifteen pages: papers that were never on paper, a set of pictures, two real scans; no inventory."""
    folder = tmp_path / "lô"
    for number in range(1, 6):
        paper(folder / f"H42-041-03-0123-{number:03}.pdf", pages=2)
    for number in range(1, 4):
        picture(folder / "H42-041-03-0124-001" / f"{number}.png", 200 + number)
    for scan in SCANS:
        shutil.copy(DELIVERY / "HSLTCQ" / scan, folder)
    return folder


def _state(installation: Installation) -> tuple[dict[str, Any], dict[PageState, int]]:
    with (
        Catalogue.open(installation.database_url, installation.home) as catalogue,
        catalogue.reading() as session,
    ):
        return json.loads(json.dumps(snapshot(session))), count_pages(session)


def _kill_after(installation: Installation, offered: Path, seconds: float) -> bool:
    """Start an ingest and kill it with all its workers after so many seconds; whether it was still at work."""
    process = subprocess.Popen(
        installation.command("ingest", offered, "--jobs", "2"),
        env=installation.environment,
        cwd=installation.home.parent,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return True
    return False


@pytest.mark.parametrize(("database", "kills"), [("sqlite", 10), ("postgresql", 3)])
def test_a_killed_ingest_goes_on_where_it_stopped(
    tmp_path: Path, offered: Path, request: pytest.FixtureRequest, database: str, kills: int
) -> None:
    """Killed at random moments and run again, the catalogue equals that of a run on SQLite never killed; no done page is read twice."""
    whole = make_installation(tmp_path / "whole", tmp_path / "whole" / "readings")
    began = time.monotonic()
    receipt = whole.must("ingest", offered, "--jobs", "2", "--json").data
    duration = time.monotonic() - began  # kills are spread over what a run takes on this machine
    expected, pages = _state(whole)
    assert pages[PageState.DONE] == receipt["pages"]["read"] >= 14

    url = request.getfixturevalue("new_postgresql_database")() if database == "postgresql" else ""
    killed = make_installation(tmp_path / "killed", tmp_path / "killed" / "readings", [("DATABASE_URL", url)])
    moments = random.Random(SEED)
    hits = 0
    done_before: set[tuple[Any, ...]] = set()
    for _ in range(kills):
        hits += _kill_after(killed, offered, moments.uniform(0.25, 1.0) * duration)
        state, _ = _state(killed)
        done = {tuple(row) for row in state["page_work"] if row[1] == PageState.DONE}
        assert done_before <= done, "a page that was done was read again or lost"
        done_before = done
    assert hits > 0
    last = killed.must("ingest", offered, "--json").data
    state, pages = _state(killed)
    assert last["pages"]["read"] + last["pages"]["cached"] == len(state["page_work"]) - len(done_before)
    assert pages[PageState.WAITING] == 0
    for table in expected:
        assert state[table] == expected[table], table
    assert killed.must("verify", "--json").data == {"faults": []}
    indexed = killed.must("status", "--json").data
    assert indexed == whole.must("status", "--json").data
    assert indexed["index"] == {"revision": indexed["revision"], "waiting": 0}
    # By reference: scores also count entries that were replaced since, until the engine merges its segments.
    asked = ("search", "chương trình công tác", "--sort", "reference", "--json")
    found = [i.must(*asked).data for i in (whole, killed)]
    assert [hit["reference"] for hit in found[0]["hits"]] == [hit["reference"] for hit in found[1]["hits"]]
    assert found[0]["total"] >= 4
