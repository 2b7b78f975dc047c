"""`vankho duplicates`: what it prints, its workbook, and what narrows it."""

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.indexer.made_up import paper, row, workbook
from tests.samples_fixture import Installation, make_installation

FIRST, COPY, OTHER = "H42-041-03-0123-001", "H42-041-03-0200-009", "H42-041-03-0123-002"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An archive of a paper, the same saved as another file, and another paper. Not written to but for what is found."""
    folder = tmp_path_factory.mktemp("doubled")
    made = make_installation(folder, folder / "readings")
    delivery = folder / "Lô 1"
    first = paper(delivery / f"{FIRST}.pdf", "Về việc trồng chè cổ thụ ở các xã vùng cao")
    (delivery / f"{COPY}.pdf").write_bytes(first.read_bytes() + b"\n")
    paper(delivery / f"{OTHER}.pdf", "Về việc mở đường qua suối cho xe cơ giới", "do nhân dân đóng góp", pages=2)
    workbook(delivery / "MetaDuLieu.xlsx", [row(f"{name}.pdf") for name in (FIRST, COPY, OTHER)])
    made.must("ingest", delivery)
    yield made


def test_taking_in_ends_by_finding_duplicates(shelf: Installation) -> None:
    """What was taken in has been compared when `ingest` ends; its receipt and `status` say nothing of it."""
    assert len(shelf.must("duplicates", "--as-found", "--json").data["pairs"]) == 1
    assert "uplicate" not in shelf.must("status", "--json").out


def test_comparing_can_be_left_to_the_command(tmp_path: Path) -> None:
    """With VANKHO_DUPLICATES=command nothing is compared at the end of taking in, and all of it by `vankho duplicates`."""
    made = make_installation(tmp_path / "archive", tmp_path / "readings", [("DUPLICATES", "command")])
    first = paper(tmp_path / "Lô 1" / f"{FIRST}.pdf", "Về việc trồng chè cổ thụ ở các xã vùng cao")
    (tmp_path / "Lô 1" / f"{COPY}.pdf").write_bytes(first.read_bytes() + b"\n")
    made.must("ingest", tmp_path / "Lô 1")
    assert made.must("duplicates", "--as-found", "--json").data == {"pairs": []}
    assert len(made.must("duplicates", "--json").data["pairs"]) == 1


def test_pairs_as_json(shelf: Installation) -> None:
    """The JSON has exactly the promised shape: both documents, kind, confidence, reasons in words, and no decision yet."""
    data = shelf.must("duplicates", "--json").data
    assert set(data) == {"pairs"}
    (pair,) = data["pairs"]
    assert set(pair) == {"a", "b", "kind", "confidence", "reasons", "decision"}
    for side in ("a", "b"):
        assert set(pair[side]) == {"id", "reference", "file_names"}
    told = {pair[side]["reference"]: pair[side]["file_names"] for side in ("a", "b")}
    assert told == {FIRST: [f"{FIRST}.pdf"], COPY: [f"{COPY}.pdf"]}
    assert pair["kind"] == "same-scan"
    assert 0.9 <= pair["confidence"] <= 1
    assert "the images of 100 % of the pages look the same" in pair["reasons"]
    assert pair["decision"] is None


def test_a_second_run_says_the_same(shelf: Installation) -> None:
    """What was found before is told again without new work, also where only that is asked for."""
    first = shelf.must("duplicates", "--json").out
    assert shelf.must("duplicates", "--json").out == first
    assert shelf.must("duplicates", "--as-found", "--json").out == first


def test_kinds_narrow_the_list(shelf: Installation) -> None:
    """Only pairs of the kinds asked for are told; a kind that is none ends with status 2 and the kinds there are."""
    assert len(shelf.must("duplicates", "--kind", "copy", "--kind", "same-scan", "--json").data["pairs"]) == 1
    assert shelf.must("duplicates", "--kind", "version", "--json").data == {"pairs": []}
    assert "No paper was found twice" in shelf.must("duplicates", "--kind", "version").out
    assert "same-scan" in shelf.must("duplicates", "--kind", "twins", status=2).err


def test_pairs_as_a_workbook(shelf: Installation) -> None:
    """The workbook has a row for each pair with both references and file names, under a row of headings."""
    path = shelf.home.parent / "trùng.xlsx"
    shelf.must("duplicates", "--xlsx", path)
    headings, *rows = openpyxl.load_workbook(path)["Bản trùng"].iter_rows(values_only=True)
    (told,) = [dict(zip(headings, cells, strict=True)) for cells in rows]
    assert {told["reference_a"], told["reference_b"]} == {FIRST, COPY}
    assert {told["file_names_a"], told["file_names_b"]} == {f"{FIRST}.pdf", f"{COPY}.pdf"}
    assert told["kind"] == "same-scan"
    assert "look the same" in told["reasons"]


def test_pairs_on_a_terminal(shelf: Installation) -> None:
    """Without --json a table names the kind of each pair, and progress stays out of standard output."""
    answer = shelf.must("duplicates")
    assert "same-scan" in answer.out
    assert "Comparing" not in answer.out
