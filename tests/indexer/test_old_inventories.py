"""Inventories from before Unicode."""

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.styles import Font

from archive.access import Access
from archive.descriptions import Field
from archive.errors import BadRequest
from indexer.inventory import read_inventory

HEADERS = ("Tên tệp", "Tên loại văn bản", "Trích yếu nội dung", "Độ mật")
NAME = "H42-041-03-0123-002.pdf"
TCVN3 = ("NghÞ quyÕt", "VÒ ph¸t triÓn n«ng nghiÖp, n«ng th«n tØnh Phó LÜnh", "MËt")
MEANT = ("Nghị quyết", "Về phát triển nông nghiệp, nông thôn tỉnh Phú Lĩnh")


def _book(path: Path, *rows: tuple[str, tuple[str, ...]]) -> Path:
    """A workbook with a row for each (font, cells)."""
    book = Workbook()
    sheet = book.active
    sheet.append(HEADERS)
    for number, (font, cells) in enumerate(rows, start=2):
        sheet.append([NAME.replace("002", f"{number:03}"), *cells])
        for cell in sheet[number]:
            cell.font = Font(name=font)
    book.save(path)
    return path


@pytest.mark.parametrize("font", [".VnTime", "Times New Roman"])
def test_cells_in_tcvn3_are_converted(tmp_path: Path, font: str) -> None:
    """Cells in an old font, by its name or by their words, become Unicode before they are understood, and the receipt says so."""
    inventory = read_inventory(_book(tmp_path / "a.xlsx", (font, TCVN3)))
    (document,) = inventory.documents
    assert (document.value(Field.TYPE), document.value(Field.TITLE)) == MEANT
    assert document.value(Field.ACCESS) == Access.SECRET
    assert [str(fault) for fault in inventory.faults if "TCVN3" in str(fault)] == [
        "sheet 'Sheet': was written in TCVN3 and has been converted; look over a few rows."
    ]


def test_a_font_of_capitals_gives_capitals(tmp_path: Path) -> None:
    """A cell in .VnTimeH is in capitals on the sheet, and so it is read."""
    (document,) = read_inventory(_book(tmp_path / "a.xlsx", (".VnTimeH", TCVN3))).documents
    assert document.value(Field.TITLE) == MEANT[1].upper()


@pytest.mark.parametrize("font", [".VnTime", "Arial"])
def test_right_cells_stay(tmp_path: Path, font: str) -> None:
    """Unicode cells, in any font, and words that have no letters but those of Latin-1 are left as they are."""
    cells = (MEANT[0], "Báo cáo tài chính và công tác nông lâm", "")
    inventory = read_inventory(_book(tmp_path / "a.xlsx", *[(font, cells)] * 3))
    assert {document.value(Field.TITLE) for document in inventory.documents} == {cells[1]}
    assert not any("converted" in str(fault) for fault in inventory.faults)


def test_rows_far_down_are_converted_too(tmp_path: Path) -> None:
    """A sheet is judged as it is read: what stands in an old font from row 600 on is converted, what stands above stays."""
    rows = [("Arial", (*MEANT, ""))] * 600 + [("Arial", TCVN3)] * 3
    documents = read_inventory(_book(tmp_path / "a.xlsx", *rows)).documents
    assert len(documents) == 603
    assert {document.value(Field.TITLE) for document in documents} == {MEANT[1]}


@pytest.mark.parametrize("encoding", ["bytes", "utf-8"])
def test_a_csv_in_tcvn3_is_converted(tmp_path: Path, encoding: str) -> None:
    """A CSV saved by a program of that time, byte for byte, or later as UTF-8 without being converted."""
    lines = [
        ";".join(("Tªn tÖp", "Tªn lo¹i v¨n b¶n", "TrÝch yÕu néi dung", "§é mËt")),
        ";".join((NAME, *TCVN3)),
    ]
    path = tmp_path / "a.csv"
    path.write_bytes("\r\n".join(lines).encode("cp1252" if encoding == "bytes" else "utf-8"))
    (document,) = read_inventory(path).documents
    assert (document.value(Field.TYPE), document.value(Field.TITLE)) == MEANT


def test_a_csv_of_unknown_bytes_is_refused(tmp_path: Path) -> None:
    """Bytes that are neither UTF-8 nor Vietnamese in an old encoding are not guessed at."""
    path = tmp_path / "a.csv"
    path.write_bytes("Tên tệp;Trích yếu\r\na.pdf;Ünïcödé gârbàge".encode().replace(b"\xc3", b"\xff"))
    with pytest.raises(BadRequest, match="is not in UTF-8"):
        read_inventory(path)
