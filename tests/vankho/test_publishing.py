"""What is taken in is found while the taking in still goes on."""

import subprocess
import time
from pathlib import Path

from tests.indexer.made_up import paper
from tests.samples_fixture import DELIVERY, make_installation


def test_the_first_papers_are_found_before_an_ingest_ends(tmp_path: Path) -> None:
    """A search in another process finds what an ingest has read while it still reads the rest."""
    offered = tmp_path / "lô"
    for number in range(1, 4):
        paper(offered / f"H42-041-03-0123-{number:03}.pdf", pages=1)
    for scan in sorted((DELIVERY / "HSLTCQ").rglob("*.pdf"))[:12]:
        (offered / scan.name).write_bytes(scan.read_bytes())
    installation = make_installation(tmp_path / "home", tmp_path / "readings")
    process = subprocess.Popen(
        installation.command("ingest", offered, "--jobs", "1"),
        env=installation.environment,
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    found_meanwhile = 0
    try:
        while process.poll() is None and not found_meanwhile:
            found = installation.must("search", "chương trình công tác", "--json").data["total"]
            found_meanwhile = found if process.poll() is None else 0
            time.sleep(0.1)
    finally:
        process.kill()  # that it would end is not what is asked here
        process.wait()
    assert found_meanwhile
