"""Inventories: rows become statements, and each fault is told by sheet, row and column."""

from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook

from archive.access import Access
from archive.descriptions import Field, Source
from archive.errors import BadRequest
from indexer.inventory import Inventory, find_inventory, read_inventory
from tests.indexer.made_up import row, workbook

NAME = "H42-041-03-0123-002.pdf"
FILE = {
    "Tiêu đề hồ sơ": "Tập nghị quyết năm 2010",
    "Phông": "041",
    "Mục lục": "03",
    "Nhiệm kỳ": "2010-2015",
    "Đơn vị bảo quản số": "0123",
    "Thời gian bắt đầu": "01/2010",
    "Thời gian kết thúc": "31/12/2012",
}


def _read(folder: Path, *documents: dict[str, object], files: tuple[dict[str, object], ...] = ()) -> Inventory:
    return read_inventory(workbook(folder / "MetaDuLieu.xlsx", documents, files))


def test_a_row_becomes_statements(tmp_path: Path) -> None:
    """The cells of a row are statements of the inventory in canonical form, and its scan's name tells the reference."""
    (document,) = _read(tmp_path, row(NAME, title="V/v giao đất")).documents
    assert str(document.reference) == "H42-041-03-0123-002"
    assert document.row == 2
    assert {statement.source for statement in document.statements} == {Source.INVENTORY}
    values = {statement.field: statement.value for statement in document.statements}
    assert values == {
        Field.TYPE: "Công văn",
        Field.NUMBER: "15-CV/TU",
        Field.DATE: "2010-10-03",
        Field.TITLE: "giao đất",
        Field.ACCESS: Access.PUBLIC.value,
    }


@pytest.mark.parametrize(
    ("number", "symbol", "canonical"),
    [
        ("12", "NQ/TU", "12-NQ/TU"),
        (12, "-NQ/TU", "12-NQ/TU"),
        ("5", "NQ/TU", "05-NQ/TU"),
        (12.0, "NQ/TU", "12-NQ/TU"),
        ("245a", "CV/TU", "245a-CV/TU"),
        ("15", "QĐ-UBND", "15/QĐ-UBND"),
    ],
)
def test_number_and_symbol_make_one_number(tmp_path: Path, number: object, symbol: str, canonical: str) -> None:
    """Number and symbol are joined as the form of the paper wants, whether the number is a text or a figure."""
    (document,) = _read(tmp_path, row(NAME, number=number, symbol=symbol)).documents
    assert document.value(Field.NUMBER) == canonical


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("03/10/2010", "2010-10-03"),
        (datetime(2010, 10, 3), "2010-10-03"),  # noqa: DTZ001 - a date cell has no zone
        (date(2010, 10, 3), "2010-10-03"),
        ("10/2010", "2010-10"),
        (2010, "2010"),
        ("", ""),
    ],
)
def test_dates_keep_their_precision(tmp_path: Path, cell: object, iso: str) -> None:
    """A date is a day, a month or a year, as text or as a date cell."""
    inventory = _read(tmp_path, row(NAME, date=cell))
    assert inventory.documents[0].value(Field.DATE) == iso
    assert inventory.faults == ()


@pytest.mark.parametrize(
    ("access", "secrecy", "level", "top"),
    [
        ("Công khai", "", "public", False),
        ("Hạn chế", "", "conditional", False),
        ("Công khai", "Mật", "secret", False),
        ("", "TỐI MẬT", "secret", False),
        ("Công khai", "Tuyệt mật", "secret", True),
        ("Tuyệt mật", "", "secret", True),
        ("", "", "", False),
    ],
)
def test_levels(tmp_path: Path, access: str, secrecy: str, level: str, top: bool) -> None:
    """A secrecy mark closes a record whatever the access mode says; Tuyệt mật is marked as such in either column."""
    (document,) = _read(tmp_path, row(NAME, access=access, secrecy=secrecy)).documents
    assert (document.value(Field.ACCESS), document.top_secret) == (level, top)


@pytest.mark.parametrize(
    ("cells", "column", "value"),
    [
        ({"date": "31/02/2010"}, "Ngày, tháng, năm văn bản", "31/02/2010"),
        ({"date": "hôm qua"}, "Ngày, tháng, năm văn bản", "hôm qua"),
        ({"secrecy": "Rất kín"}, "Độ mật", "Rất kín"),
        ({"access": "Tùy"}, "Chế độ sử dụng", "Tùy"),
        ({"number": "mười hai"}, "Ký hiệu của văn bản", "CV/TU"),
    ],
)
def test_a_fault_has_sheet_row_column_and_value(
    tmp_path: Path, cells: dict[str, object], column: str, value: str
) -> None:
    """A cell that cannot be used is told by sheet, row as the spreadsheet shows it, column and value; the row stays."""
    inventory = _read(tmp_path, row("H42-041-03-0123-001.pdf"), row(NAME, **cells))
    (fault,) = inventory.faults
    assert (fault.sheet, fault.row, fault.column, fault.value) == ("Văn bản", 3, column, value)
    assert all(part in str(fault) for part in ("sheet 'Văn bản'", "row 3", f"column '{column}'", f"value '{value}'"))
    assert len(inventory.documents) == 2


def test_an_unknown_level_is_secret(tmp_path: Path) -> None:
    """What cannot be understood opens nothing, also when the other column says the record is public."""
    (document,) = _read(tmp_path, row(NAME, access="Công khai", secrecy="Rất kín")).documents
    assert document.value(Field.ACCESS) == Access.SECRET


def test_a_row_without_a_scan_is_left_out(tmp_path: Path) -> None:
    """A row that names no file describes nothing: it is told and left out; a row of blanks is passed over."""
    inventory = _read(tmp_path, row(NAME), row(""), dict.fromkeys(row(""), "  "))
    assert len(inventory.documents) == 1
    assert [(fault.row, fault.column) for fault in inventory.faults] == [(3, "Tên tệp")]


def test_a_scan_named_twice_is_told(tmp_path: Path) -> None:
    """The second row of the same scan is told with the row of the first."""
    (fault,) = _read(tmp_path, row(NAME), row(NAME)).faults
    assert (fault.row, fault.column) == (3, "Tên tệp")
    assert "row 2" in fault.message


def test_missing_columns_are_told_once_each(tmp_path: Path) -> None:
    """A column that the inventory should have and has not is one fault at the row of headers."""
    inventory = _read(tmp_path, {"Tên tệp": NAME, "Trích yếu nội dung": "Về đất đai"})
    assert {(fault.row, fault.column) for fault in inventory.faults} == {
        (1, column)
        for column in (
            "Số của văn bản",
            "Ký hiệu của văn bản",
            "Ngày, tháng, năm văn bản",
            "Tên loại văn bản",
            "Độ mật",
        )
    }


def test_a_row_describes_a_file(tmp_path: Path) -> None:
    """The sheet of files gives place, title, term and the interval of dates."""
    inventory = _read(tmp_path, files=(FILE,))
    (file,) = inventory.files
    assert (file.fonds, file.inventory, file.file) == ("041", "03", "0123")
    assert file.value(Field.TITLE) == "Tập nghị quyết năm 2010"
    assert file.value(Field.TERM) == "2010-2015"
    assert file.value(Field.DATE) == "2010-01-01/2012-12-31"
    assert inventory.faults == ()


def test_dates_of_a_file_that_run_backwards_are_told(tmp_path: Path) -> None:
    """An end before the beginning costs the dates of that file, and is told."""
    inventory = _read(tmp_path, files=(FILE | {"Thời gian kết thúc": "2009"},))
    assert inventory.files[0].value(Field.DATE) == ""
    assert [(fault.sheet, fault.row, fault.column) for fault in inventory.faults] == [
        ("Hồ sơ", 2, "Thời gian kết thúc")
    ]


def test_headers_are_known_by_their_letters(tmp_path: Path) -> None:
    """Headers with no-break spaces, line breaks and other cases are the same headers; a title may stand above them."""
    book = Workbook()
    sheet = book.active
    sheet.title = "Danh sách"
    sheet.append(["TỈNH ỦY PHÚ LĨNH"])
    sheet.append([])
    sheet.append(["TÊN\u00a0TỆP", "Trích yếu\nnội dung ", "độ mật"])
    sheet.append([NAME, "Về  đất\nđai", "Mật"])
    book.save(tmp_path / "a.xlsx")
    inventory = read_inventory(tmp_path / "a.xlsx")
    (document,) = inventory.documents
    assert document.row == 4
    assert document.value(Field.TITLE) == "Về đất đai"
    assert document.value(Field.ACCESS) == Access.SECRET


@pytest.mark.parametrize(("ending", "content"), [("xlsx", b"PK"), ("csv", b"a;b\r\n1;2\r\n"), ("csv", b"\xff\x00\xfe")])
def test_what_is_no_inventory_is_refused(tmp_path: Path, ending: str, content: bytes) -> None:
    """A file without the columns of an inventory, or that cannot be read at all, is refused by name with what to do."""
    path = tmp_path / f"bảng kê.{ending}"
    path.write_bytes(content)
    with pytest.raises(BadRequest, match=rf"bảng kê\.{ending}: .*(save it|Save it|expected a sheet)"):
        read_inventory(path)


def test_inventories_are_found(tmp_path: Path) -> None:
    """MetaDuLieu.xlsx is found anywhere below; without it, tables at the top; never locks, links or hidden files."""
    workbook(tmp_path / "khác.xlsx", [row(NAME)])
    (tmp_path / "~$khác.xlsx").write_bytes(b"lock")
    (tmp_path / "link.xlsx").symlink_to(tmp_path / "khác.xlsx")
    assert find_inventory(tmp_path) == [tmp_path / "khác.xlsx"]
    named = workbook(tmp_path / "HSLTCQ" / "METADATA" / "MetaDuLieu.xlsx", [row(NAME)])
    assert find_inventory(tmp_path) == [named]
