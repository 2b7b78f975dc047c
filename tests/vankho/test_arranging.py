"""`vankho split`, `join` and `move`: what is found and counted afterwards, and that the delivery coming again undoes nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.indexer.made_up import row, several_papers, workbook
from tests.samples_fixture import Installation, make_installation

FIRST, SECOND, NEW = "H42-041-03-0123-001", "H42-041-03-0123-002", "H42-041-03-0123-003"
WHY = ("--why", "hai văn bản trong một tệp")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A paper of three pages and one of one page."""
    folder = tmp_path_factory.mktemp("arranged")
    made = make_installation(folder, folder / "readings")
    several_papers(folder / "Lô" / f"{FIRST}.pdf", "chè", "hồi", "sắn")
    several_papers(folder / "Lô" / f"{SECOND}.pdf", "quế")
    workbook(folder / "Lô" / "MetaDuLieu.xlsx", [row(f"{r}.pdf", number=r[-1]) for r in (FIRST, SECOND)])
    made.must("ingest", folder / "Lô")
    return made


@pytest.fixture
def shelf(taken: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A copy of it."""
    shutil.copytree(taken.home, tmp_path / "home")
    yield Installation(tmp_path / "home", taken.ocr_cache)


def _found(shelf: Installation, query: str) -> dict[str, int]:
    """The references that a search finds, with their pages."""
    hits = shelf.must("search", query, "--json").data["hits"]
    return {hit["reference"]: hit["page_count"] for hit in hits}


def _documents(shelf: Installation) -> tuple[int, int]:
    data = shelf.must("status", "--json").data
    return data["documents"], data["pages"]["done"]


def test_a_split_is_found_counted_and_undone(shelf: Installation) -> None:
    """Each paper is found by its own pages; documents are one more, pages as many; undo from the new one brings all back."""
    told = shelf.must("split", FIRST, "--at", "3", *WHY, "--json").data["documents"]
    assert told == [{"reference": FIRST, "pages": 2}, {"reference": NEW, "pages": 1}]
    assert _found(shelf, "sắn") == {NEW: 1}
    assert _found(shelf, "hồi") == {FIRST: 2}
    assert _documents(shelf) == (3, 4)
    assert "withdrawn" in shelf.must("undo", NEW, *WHY).out
    assert _found(shelf, "sắn") == {FIRST: 3}
    assert _documents(shelf) == (2, 4)


def test_joined_and_moved_pages_are_found_where_they_are(shelf: Installation) -> None:
    """A joined paper is found under the first; a page that moved under where it went."""
    shelf.must("join", FIRST, SECOND, *WHY)
    assert _found(shelf, "quế") == {FIRST: 4}
    assert _documents(shelf) == (1, 4)
    shelf.must("undo", SECOND, *WHY)
    assert _found(shelf, "quế") == {SECOND: 1}
    shelf.must("move", f"{FIRST}:1", "--to", f"{SECOND}:1", *WHY)
    assert _found(shelf, "chè") == {SECOND: 2}
    assert _found(shelf, "sắn") == {FIRST: 2}


@pytest.mark.parametrize("arranged", [("split", FIRST, "--at", "2"), ("join", SECOND, FIRST)])
def test_the_delivery_coming_again_undoes_nothing(
    shelf: Installation, taken: Installation, arranged: tuple[str, ...]
) -> None:
    """Taken in again it is unchanged, with status 0; --replace with other content is refused until the arrangement is undone."""
    shelf.must(*arranged, *WHY)
    before = _found(shelf, "")
    answer = shelf.must("ingest", taken.home.parent / "Lô", "--json")
    assert answer.data["outcomes"]["unchanged"] == 2
    assert _found(shelf, "") == before
    again = shelf.home.parent / "Lô"
    several_papers(again / f"{FIRST}.pdf", "chè", "hồi", "lanh")
    refused = shelf.must("ingest", again, "--replace", "--json", status=3)
    assert refused.data["outcomes"]["refused"] == 1
    assert f"vankho undo {FIRST}" in refused.out
    assert _found(shelf, "") == before
    shelf.must("undo", FIRST, *WHY)
    shelf.must("ingest", again, "--replace")
    assert _found(shelf, "lanh") == {FIRST: 3}


def test_undo_takes_back_what_was_done_last(shelf: Installation) -> None:
    """A value set after a split is undone before it, one set before it after it."""
    shelf.must("set", FIRST, "signer=Trần Thị Bưởi", *WHY)
    shelf.must("split", FIRST, "--at", "2", *WHY)
    shelf.must("set", FIRST, "signer=Lê Văn Cam", *WHY)
    shelf.must("undo", FIRST, *WHY)
    assert _found(shelf, '"Trần Thị Bưởi"') == {FIRST: 1}
    shelf.must("undo", FIRST, *WHY)
    assert _found(shelf, '"Trần Thị Bưởi"') == {FIRST: 3}
    shelf.must("undo", FIRST, *WHY)
    assert _found(shelf, '"Trần Thị Bưởi"') == {}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["split", FIRST, "--at", "x"], "no page number"),
        (["split", FIRST, "--at", "1"], "pages 2 to 3"),
        (["split", "H42-041-03-0123", "--at", "2"], "no document"),
        (["join", FIRST], "two documents or more"),
        (["move", FIRST, "--to", SECOND], "REFERENCE:PAGE"),
        (["move", f"{FIRST}:1", "--to", f"{SECOND}:5"], "number 1 to 2"),
    ],
)
def test_wrong_use_is_told(shelf: Installation, command: list[str], told: str) -> None:
    """Status 2, and what can be done."""
    assert told in shelf.must(*command, *WHY, status=2).err
