"""`vankho set`, `history`, `undo` and `release`: what they print, and that a search follows at once."""

from collections.abc import Iterator

import openpyxl
import pytest

from tests.indexer.made_up import paper, row, workbook
from tests.samples_fixture import Installation, make_installation

FIRST, SECOND = "H42-041-03-0123-001", "H42-041-03-0123-002"
WHY = ("--why", "bản gốc ghi khác")


@pytest.fixture
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """A small archive of two described papers."""
    folder = tmp_path_factory.mktemp("corrected")
    made = make_installation(folder, folder / "readings")
    delivery = folder / "Lô 1"
    for reference in (FIRST, SECOND):
        paper(delivery / f"{reference}.pdf", "cây chè cổ thụ")
    workbook(delivery / "MetaDuLieu.xlsx", [row(f"{r}.pdf", number=r[-1]) for r in (FIRST, SECOND)])
    made.must("ingest", delivery)
    yield made


def _found(shelf: Installation, query: str, *options: str) -> list[str]:
    return [hit["reference"] for hit in shelf.must("search", query, *options, "--json").data["hits"]]


def test_a_corrected_value_is_found_at_once_and_undone(shelf: Installation) -> None:
    """After `set` a search finds the record by the new value; after `undo` by the old one again."""
    changes = shelf.must("set", FIRST, "number=77-NQ/TU", "signer=Trần Thị Bưởi", *WHY, "--json").data["changes"]
    assert {change["field"]: change["after"] for change in changes} == {
        "number": "77-NQ/TU",
        "signer": "Trần Thị Bưởi",
    }
    assert _found(shelf, "number:77-NQ/TU") == _found(shelf, '"Trần Thị Bưởi"') == [FIRST]
    told = shelf.must("undo", FIRST, *WHY).out
    assert "77-NQ/TU → " in told
    assert _found(shelf, "number:77-NQ/TU") == []


def test_history_tells_who_said_what(shelf: Installation) -> None:
    """`history` lists the values of a field with where they came from, and until when each counted."""
    shelf.must("set", FIRST, "number=77-NQ/TU", *WHY)
    rows = shelf.must("history", FIRST, "number", "--json").data["history"]
    assert [(row["source"], row["until"] is None) for row in rows] == [("inventory", True), ("person", True)]
    shelf.must("undo", FIRST, "number", *WHY)
    rows = shelf.must("history", FIRST, "number", "--json").data["history"]
    assert [(row["source"], row["until"] is None) for row in rows] == [("inventory", True), ("person", False)]
    assert "77-NQ/TU" in shelf.must("history", FIRST).out


def test_release_closes_and_opens(shelf: Installation) -> None:
    """`release` hides a record from the public at once, counts it in `status`, and opens it again."""
    assert shelf.must("status", "--json").data["access"] == {"public": 2, "conditional": 0, "secret": 0}
    shelf.must("release", SECOND, "--to", "secret", *WHY)
    assert _found(shelf, "") == [FIRST]
    assert _found(shelf, "", "--access", "secret") == [SECOND]
    assert shelf.must("status", "--json").data["access"] == {"public": 1, "conditional": 0, "secret": 1}
    assert "secret 1" in shelf.must("status").out
    shelf.must("undo", SECOND, "access", *WHY)
    assert _found(shelf, "") == [FIRST, SECOND]


def test_a_document_in_a_closed_file_is_said_to_stay_closed(shelf: Installation) -> None:
    """Releasing a document whose file is secret says that readers still do not see it, and what to do."""
    shelf.must("release", "H42-041-03-0123", "--to", "secret", *WHY)
    answer = shelf.must("release", FIRST, "--to", "public", *WHY)
    assert "release the file too" in answer.err
    assert _found(shelf, "") == []


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (["set", FIRST, "number", *WHY], "FIELD=VALUE"),
        (["set", FIRST, "số=1", *WHY], "signer"),
        (["set", FIRST, "number=1", "number=2", *WHY], "twice"),
        (["set", FIRST, "date=hôm qua", *WHY], "2012-10-05"),
        (["set", "H42-9", "number=1", *WHY], "no record"),
        (["set", FIRST, "number=1", "--why", " "], "why"),
        (["undo", FIRST, *WHY], "nothing to undo"),
        (["history", FIRST, "nothing"], "no field"),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(shelf: Installation, command: list[str], told: str) -> None:
    """What cannot be done ends with status 2 and one line that says how it can; no revision grows."""
    before = shelf.must("status", "--json").data["revision"]
    assert told in shelf.must(*command, status=2).err
    assert shelf.must("status", "--json").data["revision"] == before


def test_doubts_are_listed_and_written_as_a_workbook(shelf: Installation) -> None:
    """`doubts` answers as text, as JSON and as a workbook with the same lines."""
    book = shelf.home.parent / "doubts.xlsx"
    found = shelf.must("doubts", "--xlsx", book, "--json").data["doubts"]
    assert found
    assert [doubt["weight"] for doubt in found] == sorted((doubt["weight"] for doubt in found), reverse=True)
    rows = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    assert rows[0] == tuple(found[0])
    assert [row[0] for row in rows[1:]] == [doubt["reference"] for doubt in found]
    assert found[0]["reference"] in shelf.must("doubts").out
    assert "cannot be written" in shelf.must("doubts", "--xlsx", shelf.home.parent, status=4).err
