"""What a command loads before it answers: libraries it does not use cost its user a second each time."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.samples_fixture import Installation, make_installation

READING_PAGES = {"numpy", "cv2", "PIL", "pypdfium2", "pdfplumber", "tesserocr", "pebble"}
INVENTORIES = {"openpyxl"}
CATALOGUE = {"sqlalchemy", "alembic"}
ENGINES = {"tantivy", "elasticsearch"}
SERVER = {"fastapi", "uvicorn"}
ALL = READING_PAGES | INVENTORIES | CATALOGUE | ENGINES | SERVER

COMMAND = """
import atexit, sys
from vankho.command_line import main
atexit.register(lambda: print(*sys.modules, file=open({listing!r}, "w")))
main()
"""


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An empty installation."""
    folder = tmp_path_factory.mktemp("start")
    return make_installation(folder, folder / "readings")


@pytest.mark.parametrize(
    ("arguments", "unneeded"),
    [
        (["--help"], ALL),
        (["ingest", "--help"], ALL),
        (["search", "đất"], ALL - CATALOGUE - ENGINES),
        (["status"], ALL - CATALOGUE - ENGINES),
        (["deliveries"], ALL - CATALOGUE - ENGINES),
        (["fonds"], ALL - CATALOGUE - ENGINES),
    ],
)
def test_a_command_loads_only_what_it_uses(
    installation: Installation, tmp_path: Path, arguments: list[str], unneeded: set[str]
) -> None:
    """Help loads no library but click; none of them loads what reads pages, inventories, or serves."""
    listing = tmp_path / "modules"
    done = subprocess.run(
        [sys.executable, "-c", COMMAND.format(listing=str(listing)), *arguments],
        env=installation.environment,
        cwd=installation.home.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert unneeded & set(listing.read_text().split()) == set()
