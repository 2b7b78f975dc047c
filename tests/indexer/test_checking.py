"""A delivery looked over before it is taken in: each rule with an example that breaks it."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from catalogue.counts import count_holdings
from tests.indexer.made_up import paper, row, workbook
from tests.samples_fixture import Installation, make_installation
from vankho import composition
from vankho.settings import load

FILE = {
    "Phông": "041",
    "Mục lục": "03",
    "Đơn vị bảo quản số": "0123",
    "Tiêu đề hồ sơ": "Nghị quyết",
    "Nhiệm kỳ": "2010-2015",
    "Số lượng trang": 2,
    "Tổng số văn bản trong hồ sơ": 2,
}
Rows = Sequence[Mapping[str, object]]
Deliver = Callable[..., dict[str, object]]


def _name(number: int) -> str:
    return f"H42-041-03-0123-{number:03}.pdf"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An archive that holds nothing."""
    folder = tmp_path_factory.mktemp("checked")
    return make_installation(folder, folder / "readings")


@pytest.fixture
def check(shelf: Installation, tmp_path: Path) -> Deliver:
    """Makes a delivery of two papers and their inventory, changed as the test asks, and checks it."""

    def deliver(
        papers: Sequence[int] = (1, 2),
        rows: Rows | None = None,
        files: Rows = (FILE,),
        damaged: str = "",
        status: int = 0,
    ) -> dict[str, object]:
        folder = tmp_path / "Lô"
        for number in papers:
            paper(folder / _name(number), f"tờ {number}")
        if damaged:
            (folder / damaged).write_bytes(b"%PDF-1.4\nnothing more")
        usual = [row(_name(n), number=str(n), date="05/03/2011") for n in (1, 2)]
        workbook(folder / "MetaDuLieu.xlsx", usual if rows is None else rows, files)
        return dict(shelf.must("check", folder, "--json", status=status).data)

    return deliver


def _broken(data: dict[str, object]) -> list[dict[str, object]]:
    breaches = data["breaches"]
    assert isinstance(breaches, list)
    return breaches


def test_a_sound_delivery_breaks_no_rule(shelf: Installation, check: Deliver) -> None:
    """A delivery as its inventory says has no faults, and looking it over leaves the archive empty."""
    data = check()
    assert (data["documents"], data["pages"], data["breaches"]) == (2, 2, [])
    settings = load(shelf.environment, shelf.home / "none.toml")
    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        counts = count_holdings(session)
    assert (counts.documents, counts.assets, counts.deliveries, counts.revision) == (0, 0, 0, 0)


def _two(**second: object) -> list[dict[str, object]]:
    return [
        row(_name(1), number="1", date="05/03/2011"),
        row(_name(2), **{"number": "2", "date": "05/03/2011", **second}),
    ]


@pytest.mark.parametrize(
    ("changed", "rule", "told"),
    [
        ({"rows": [*_two(), row(_name(3), number="3")]}, "missing", _name(3)),
        ({"rows": _two()[:1]}, "unnamed", _name(2)),
        ({"rows": [*_two(), row(_name(2), number="9", date="05/03/2011")]}, "cell", "row 3 already"),
        ({"rows": _two(date="31/02/2011")}, "cell", "is not a date"),
        ({"rows": _two(secrecy="hơi mật")}, "secrecy", "is not a known level"),
        ({"rows": _two(secrecy="Tuyệt mật")}, "secrecy", "must not be digitised"),
        ({"rows": _two(number="1")}, "duplicate", "number of row 2"),
        ({"rows": _two(number="1", date="06/04/2012", symbol="CV/TU")}, "duplicate", "number of row 2"),
        ({"papers": (1, 3), "rows": [row(_name(n), number=str(n), date="05/03/2011") for n in (1, 3)]}, "gap", ": 2"),
        ({"files": [FILE | {"Tổng số văn bản trong hồ sơ": 5}]}, "count", "has 2"),
        ({"files": [FILE | {"Số lượng trang": 7}]}, "count", "has 2"),
        ({"rows": _two(date="05/03/2009")}, "term", "2009-03-05"),
        ({"damaged": "H42-041-03-0123-003.pdf"}, "damaged", ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_each_rule_is_told_with_its_place(check: Deliver, changed: dict[str, object], rule: str, told: str) -> None:
    """A breach of each rule is listed with the file or the sheet, row, column and value, and the status says whether it keeps out."""
    losing = rule in {"missing", "secrecy", "damaged"}
    found = [breach for breach in _broken(check(**changed, status=3 if losing else 0)) if breach["rule"] == rule]
    assert found
    assert told in f"{found[0]['message']} {found[0]['file']}"
    if rule in {"cell", "duplicate", "term", "count"}:
        assert found[0]["sheet"]
        assert found[0]["row"]
        assert found[0]["column"]
        assert found[0]["value"]


def test_a_state_number_may_come_again_the_next_year(check: Deliver) -> None:
    """State bodies begin their numbers anew each year: the same number a year later is no duplicate."""
    rows = [row(_name(n), number="1", symbol="QĐ-UBND", date=f"05/03/201{n}") for n in (1, 2)]
    assert _broken(check(rows=rows)) == []


def test_an_inventory_that_cannot_be_read_is_named(shelf: Installation, tmp_path: Path) -> None:
    """A workbook that is none is a breach that keeps papers back."""
    paper(tmp_path / "Lô" / _name(1))
    (tmp_path / "Lô" / "MetaDuLieu.xlsx").write_bytes(b"no workbook")
    (breach,) = _broken(shelf.must("check", tmp_path / "Lô", "--json", status=3).data)
    assert (breach["rule"], breach["file"]) == ("inventory", "MetaDuLieu.xlsx")


def test_all_faults_are_told_at_once_and_written_as_a_workbook(
    check: Deliver, shelf: Installation, tmp_path: Path
) -> None:
    """Several faults come in one answer, as text, JSON and workbook."""
    rules = {
        breach["rule"] for breach in _broken(check(papers=(1,), rows=[*_two(number="1", date="05/03/2009")], status=3))
    }
    assert rules == {"missing", "duplicate", "term", "count"}
    book = tmp_path / "faults.xlsx"
    answer = shelf.must("check", tmp_path / "Lô", "--xlsx", book, status=3)
    assert book.is_file()
    assert "duplicate: MetaDuLieu.xlsx, sheet 'Văn bản', row 3" in answer.out


def test_what_the_archive_has_with_other_content_is_told(shelf: Installation, tmp_path: Path) -> None:
    """A paper whose reference the archive holds with other content is a conflict; the same content is none."""
    kept, other = tmp_path / "kept", tmp_path / "other"
    paper(kept / "H42-052-03-0001-001.pdf", "bản thứ nhất")
    paper(other / "H42-052-03-0001-001.pdf", "bản thứ hai")
    shelf.must("ingest", kept)
    try:
        assert _broken(shelf.must("check", kept, "--json").data) == []
        (breach,) = _broken(shelf.must("check", other, "--json", status=3).data)
        assert breach["rule"] == "conflict"
        assert "--replace" in str(breach["message"])
    finally:
        shelf.must("withdraw", "1", "--why", "thử xong")


def test_what_is_there_already_is_told_and_nothing_is_dropped(shelf: Installation, tmp_path: Path) -> None:
    """Files that the archive has by their bytes, by the look of their pages, and files that repeat another are told; no fault."""
    made = make_installation(tmp_path / "kept", shelf.ocr_cache)
    first = paper(tmp_path / "Lô 1" / _name(1), "Về việc trồng chè cổ thụ", pages=2)
    made.must("ingest", tmp_path / "Lô 1")
    before = _holdings(made)
    folder = tmp_path / "Lô 2"
    folder.mkdir()
    (folder / _name(11)).write_bytes(first.read_bytes())
    (folder / _name(12)).write_bytes(first.read_bytes() + b"\n")
    other = paper(folder / _name(13), *("mở đường qua suối cho xe cơ giới", "do nhân dân đóng góp") * 8)
    (folder / _name(14)).write_bytes(other.read_bytes() + b"\n")
    (folder / _name(15)).write_bytes(other.read_bytes() + b"\n")
    data = made.must("check", folder, "--json").data
    told = {tuple(one.values()) for one in data["duplicates"]}
    assert told == {
        (f"Lô 2/{_name(11)}", "same-bytes", "archive", "H42-041-03-0123-001", 2, 2),
        (f"Lô 2/{_name(12)}", "same-picture", "archive", "H42-041-03-0123-001", 2, 2),
        (f"Lô 2/{_name(15)}", "same-bytes", "delivery", f"Lô 2/{_name(14)}", 1, 1),
        (f"Lô 2/{_name(14)}", "same-picture", "delivery", f"Lô 2/{_name(13)}", 1, 1),
    }
    assert {breach["rule"] for breach in data["breaches"]} <= {"gap", "unnamed"}
    quick = made.must("check", folder, "--bytes-only", "--json").data["duplicates"]
    assert {one["file"] for one in quick} == {f"Lô 2/{_name(11)}", f"Lô 2/{_name(15)}"}
    assert (
        f"Lô 2/{_name(12)}: 2 of 2 pages have the same pictures as H42-041-03-0123-001"
        in made.must("check", folder).out
    )
    assert _holdings(made) == before


def _holdings(made: Installation) -> object:
    with (
        composition.open_catalogue(load(made.environment, made.home / "none.toml")) as catalogue,
        catalogue.reading() as session,
    ):
        return count_holdings(session)
