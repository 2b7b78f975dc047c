"""Inventories of other shapes: those of the circulars, and those whose columns a person confirms."""

import csv
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest

from archive.access import Access
from archive.descriptions import Field
from archive.errors import BadRequest, Unconfirmed
from indexer.inventory import Inventory, read_inventory
from indexer.inventory.proposals import kind_proposed, propose
from indexer.inventory.shapes import fingerprint, shape_of
from tests.indexer.made_up import paper
from tests.samples_fixture import Installation, make_installation

DOCUMENT_05: dict[str, object] = {
    "docCode": "H42.041.03.0123.0000002",
    "typeName": "02",
    "codeNumber": "15",
    "codeNotation": "QĐ-UBND",
    "issuedDate": "03/10/2010",
    "organName": "Ủy ban nhân dân tỉnh Phú Lĩnh",
    "subject": "Về việc giao đất",
    "language": "01",
    "numberOfPage": 3,
    "mode": "02",
    "confidenceLevel": 2,
    "format": "03",
}
FILE_05: dict[str, object] = {
    "fileCode": "H42.041.03.0123",
    "title": "Tập quyết định năm 2010",
    "maintenance": "01",
    "mode": "01",
    "startDate": "01/2010",
    "endDate": "12/2010",
    "totalDoc": 2,
    "numberOfPaper": 5,
    "numberOfPage": 9,
    "paperFileCode": "x",
}
DOCUMENT_02: dict[str, object] = {
    "FileCode": "000.00.01.H42.041.03.0123",
    "DocCode": "000.00.01.H42.041.03.0123.0000002",
    "DocOrdinal": "2",
    "TypeName": "Quyết định",
    "CodeNumber": "15",
    "CodeNotation": "QĐ-UBND",
    "IssuedDate": "03/10/2010",
    "OrganName": "Ủy ban nhân dân tỉnh Phú Lĩnh",
    "Subject": "Về việc giao đất",
    "PageAmount": 3,
    "Mode": "Công khai",
}
FOREIGN: dict[str, object] = {
    "STT": 1,
    "Số, ký hiệu": "15/QĐ-UBND",
    "Ngày tháng": "03/10/2010",
    "Tác giả": "Ủy ban nhân dân tỉnh Phú Lĩnh",
    "Trích yếu": "Về việc giao đất",
    "Tên file": "scan-1.pdf",
}


def _book(path: Path, *sheets: Sequence[Mapping[str, object]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, 1):
        sheet = book.create_sheet(f"Trang {number}")
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append(list(row.values()))
    book.save(path)
    return path


def _values(inventory: Inventory) -> dict[Field, str]:
    (document,) = inventory.documents
    return {said.field: said.value for said in document.statements}


def test_circular_05_is_read_with_its_codes(tmp_path: Path) -> None:
    """Fields of the circular become our own, codes their words whether text or figures, and the code tells the reference."""
    inventory = read_inventory(_book(tmp_path / "a.xlsx", [DOCUMENT_05], [FILE_05]))
    assert inventory.faults == ()
    assert _values(inventory) == {
        Field.TYPE: "Quyết định",
        Field.NUMBER: "15/QĐ-UBND",
        Field.DATE: "2010-10-03",
        Field.ISSUER: "Ủy ban nhân dân tỉnh Phú Lĩnh",
        Field.TITLE: "Về việc giao đất",
        Field.LANGUAGE: "Tiếng Việt",
        Field.CONDITION: "Hỏng",
        Field.CONFIDENCE_LEVEL: "Số hóa",
        Field.ACCESS: Access.CONDITIONAL.value,
    }
    assert str(inventory.documents[0].reference) == "H42-041-03-0123-0000002"
    (file,) = inventory.files
    assert (file.fonds, file.inventory, file.file) == ("041", "03", "0123")
    assert file.value(Field.RETENTION) == "Vĩnh viễn"
    assert (file.value(Field.SHEET_COUNT), file.value(Field.PAGE_COUNT), file.value(Field.DOCUMENT_COUNT)) == (
        "5",
        "9",
        "2",
    )


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("01", "Nghị quyết"),
        ("05", "Quy định"),
        ("14", "Báo cáo"),
        ("22", "Công văn"),
        ("28", "Giấy nghỉ phép"),
        ("31", "Bản vẽ"),
    ],
)
def test_types_have_the_codes_of_the_circular(tmp_path: Path, code: str, name: str) -> None:
    """The codes 01 to 31 are types; 32 is any other, and says nothing."""
    assert _values(read_inventory(_book(tmp_path / "a.xlsx", [DOCUMENT_05 | {"typeName": code}])))[Field.TYPE] == name
    other = read_inventory(_book(tmp_path / "b.xlsx", [DOCUMENT_05 | {"typeName": "32"}]))
    assert Field.TYPE not in _values(other)


def test_circular_02_is_read_with_its_words(tmp_path: Path) -> None:
    """The older circular writes words; the parts of its codes before fonds, inventory and file are the agency."""
    inventory = read_inventory(_book(tmp_path / "a.xlsx", [DOCUMENT_02]))
    assert inventory.faults == ()
    assert _values(inventory)[Field.TYPE] == "Quyết định"
    assert str(inventory.documents[0].reference) == "000.00.01.H42-041-03-0123-0000002"


def test_secrecy_of_a_circular_counts(tmp_path: Path) -> None:
    """Mode 03 closes the record; a mode that is none holds it back and is told under the circular's own header."""
    closed = read_inventory(_book(tmp_path / "a.xlsx", [DOCUMENT_05 | {"mode": "03"}]))
    assert _values(closed)[Field.ACCESS] == Access.SECRET
    held = read_inventory(_book(tmp_path / "b.xlsx", [DOCUMENT_05 | {"mode": "09"}]))
    assert _values(held)[Field.ACCESS] == Access.SECRET
    assert [(fault.column, fault.value, fault.holds) for fault in held.faults] == [("mode", "09", True)]


def test_other_headers_are_proposed_not_used(tmp_path: Path) -> None:
    """An inventory of another shape is not read until confirmed, and the message names what its headers are taken for."""
    path = _book(tmp_path / "a.xlsx", [FOREIGN])
    with pytest.raises(Unconfirmed, match=r"'Tên file' → 'Tên tệp'.*vankho mapping a\.xlsx"):
        read_inventory(path)
    headers = list(FOREIGN)
    assert kind_proposed(headers) == "documents"
    proposed = propose(headers, "documents")
    assert proposed == {
        "Số, ký hiệu": "Số của văn bản",
        "Ngày tháng": "Ngày, tháng, năm văn bản",
        "Tác giả": "Tên cơ quan, tổ chức ban hành văn bản",
        "Trích yếu": "Trích yếu nội dung",
        "Tên file": "Tên tệp",
    }
    confirmed = {fingerprint(headers): proposed | {"STT": ""}}
    assert _values(read_inventory(path, confirmed)) == {
        Field.NUMBER: "15/QĐ-UBND",
        Field.DATE: "2010-10-03",
        Field.ISSUER: "Ủy ban nhân dân tỉnh Phú Lĩnh",
        Field.TITLE: "Về việc giao đất",
    }


def test_a_table_of_something_else_is_no_inventory(tmp_path: Path) -> None:
    """Headers that name no scan and no file are not proposed for."""
    path = _book(tmp_path / "a.xlsx", [{"Họ tên": "Lan", "Ngày ký": "1/1/2010", "Số tờ": 3}])
    with pytest.raises(BadRequest, match="no sheet has the columns"):
        read_inventory(path)
    assert shape_of(["Họ tên", "Ngày ký", "Số tờ"], {}) is None


@pytest.fixture
def shelf(tmp_path: Path) -> Installation:
    """An empty archive."""
    return make_installation(tmp_path / "archive", tmp_path / "readings")


def _exported(shelf: Installation, *options: str) -> list[list[list[object]]]:
    target = shelf.home.parent / "back.zip"
    shelf.must("export", target, "--delivery", "1", "--access", "public", "--access", "conditional", *options)
    with zipfile.ZipFile(target) as back, back.open("HSLTCQ/METADATA/MetaDuLieu.xlsx") as stream:
        return [
            [list(row) for row in sheet.iter_rows(values_only=True)]
            for sheet in openpyxl.load_workbook(stream).worksheets
        ]


def test_a_foreign_inventory_is_confirmed_once(shelf: Installation, tmp_path: Path) -> None:
    """Refused and held back until confirmed; then read, also in the next delivery; and it goes out as it came."""
    first = tmp_path / "Lô 1"
    paper(first / "scan-1.pdf", "cây chè")
    with (first / "bang-ke.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([FOREIGN.keys(), FOREIGN.values()])
    told = shelf.must("check", first, status=3).out
    assert "'Tên file' → 'Tên tệp'" in told
    assert "vankho mapping" in shelf.must("ingest", first, status=3).out
    assert shelf.must("search", "", "--json").data["total"] == 0, "held back"
    shown = shelf.must("mapping", first / "bang-ke.csv", "--json").data
    assert (shown["confirmed"], shown["columns"]["STT"]) == (False, "")
    shelf.must("mapping", first / "bang-ke.csv", "--set", "Tác giả=Người ký", "--confirm")
    shelf.must("check", first)
    shelf.must("ingest", first)
    (hit,) = shelf.must("search", "number:15/QĐ-UBND", "--json").data["hits"]
    assert hit["signer"] == "Ủy ban nhân dân tỉnh Phú Lĩnh"
    second = tmp_path / "Lô 2"
    paper(second / "scan-2.pdf", "cây quế")
    rows = [FOREIGN.keys(), (FOREIGN | {"Tên file": "scan-2.pdf", "Số, ký hiệu": "16/QĐ-UBND"}).values()]
    with (second / "khac.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    shelf.must("ingest", second)
    assert shelf.must("search", "number:16/QĐ-UBND", "--json").data["total"] == 1
    _, documents = _exported(shelf, "--as-received")
    assert documents == [list(FOREIGN), [str(cell) for cell in FOREIGN.values()]]


def test_a_circular_goes_out_as_it_came_with_empty_cells_in_its_codes(shelf: Installation, tmp_path: Path) -> None:
    """Filled cells are those that came; what was learned is written as the circular codes it."""
    delivery = tmp_path / "Lô"
    paper(delivery / "H42.041.03.0123.0000002.pdf", "cây chè")
    came = DOCUMENT_05 | {"typeName": None, "subject": None}
    _book(delivery / "tt05.xlsx", [came], [FILE_05])
    shelf.must("ingest", delivery)
    assert _exported(shelf, "--as-received") == [
        [list(FILE_05), list(FILE_05.values())],
        [list(came), list(came.values())],
    ]
    shelf.must("set", "H42-041-03-0123-0000002", "type=Báo cáo", "title=giao đất", "--why", "bản gốc ghi rõ")
    _, documents = _exported(shelf)
    assert documents[1] == list((came | {"typeName": "14", "subject": "giao đất"}).values())


def test_wrong_use_of_mapping_is_told(shelf: Installation, tmp_path: Path) -> None:
    """A header or column that is not there, or an inventory that needs no mapping, is refused with status 2."""
    foreign = _book(tmp_path / "a.xlsx", [FOREIGN])
    assert "names no header" in shelf.must("mapping", foreign, "--set", "Khác=Tên tệp", status=2).err
    assert "there is no column" in shelf.must("mapping", foreign, "--set", "STT=Khác", status=2).err
    assert "no row names what it describes" in shelf.must("mapping", foreign, "--set", "Tên file=", status=2).err
    known = _book(tmp_path / "b.xlsx", [DOCUMENT_05])
    assert "nothing is to be confirmed" in shelf.must("mapping", known, status=2).err
