"""Records given back in the shape they came in, and deliveries that come packed."""

import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.indexer.made_up import paper, row, workbook
from tests.samples_fixture import DELIVERY, Installation, Samples, make_installation

NAME = "H42-041-03-0123-001.pdf"
EVERYTHING = ("--access", "public", "--access", "conditional", "--access", "secret")
WORKBOOK = "HSLTCQ/METADATA/MetaDuLieu.xlsx"
Rows = dict[tuple[str, str], Mapping[str, Any]]


@pytest.fixture
def shelf(tmp_path: Path) -> Installation:
    """An empty archive."""
    return make_installation(tmp_path / "archive", tmp_path / "readings")


def _rows(book: Path | zipfile.ZipFile) -> Rows:
    """The cells of a workbook by sheet and row (the name of the scan, or the file's number), and header."""
    if isinstance(book, zipfile.ZipFile):
        with book.open(WORKBOOK) as stream:
            sheets = openpyxl.load_workbook(stream).worksheets
    else:
        sheets = openpyxl.load_workbook(book).worksheets
    found: Rows = {}
    for sheet in sheets:
        headers, *rows = sheet.iter_rows(values_only=True)
        telling = next(
            at for at, header in enumerate(headers) if str(header).startswith(("Tên tệp", "Đơn vị bảo quản"))
        )
        keyed = (dict(zip(map(str, headers), cells, strict=True)) for cells in rows)
        place = headers[telling]
        for cells in keyed:
            second = "" if sheet.title == "Văn bản" else f"{cells['Phông']} {cells['Mục lục']} "
            found[sheet.title, f"{second}{cells[str(place)]}"] = cells
    return found


def _exported(shelf: Installation, *options: str) -> zipfile.ZipFile:
    target = shelf.home.parent / "back.zip"
    shelf.must("export", target, *options)
    return zipfile.ZipFile(target)


def test_the_samples_go_out_as_they_came_in(samples: Samples, tmp_path: Path) -> None:
    """In as a ZIP, out as a ZIP: every cell and every scan of the samples is the same; filled in, no filled cell differs."""
    shelf = make_installation(tmp_path / "archive", samples.installation.ocr_cache)
    packed = Path(shutil.make_archive(str(tmp_path / "Lô"), "zip", DELIVERY))
    shelf.must("ingest", packed)
    came = _rows(next(DELIVERY.rglob("MetaDuLieu.xlsx")))
    with _exported(shelf, "--delivery", "1", "--as-received", *EVERYTHING) as back:
        assert _rows(back) == came
        scans = {Path(name).name: back.read(name) for name in back.namelist() if name != WORKBOOK}
    offered = {
        path.name: path.read_bytes() for path in DELIVERY.rglob("*") if path.is_file() and path.suffix != ".xlsx"
    }
    assert scans == offered
    with _exported(shelf, "--delivery", "1", *EVERYTHING) as filled:
        for place, cells in _rows(filled).items():
            for header, cell in came[place].items():
                assert cell is None or cells[header] == cell, (place, header)


def test_an_export_taken_in_elsewhere_describes_the_same(shelf: Installation, tmp_path: Path) -> None:
    """What one archive gives out another takes in: same references, same numbers, same levels."""
    delivery = tmp_path / "Lô"
    paper(delivery / NAME, "cây chè cổ thụ")
    workbook(delivery / "MetaDuLieu.xlsx", [row(NAME, number="7", access="Hạn chế")])
    shelf.must("ingest", delivery)
    _exported(shelf, "--fonds", "041", *EVERYTHING).close()
    other = make_installation(tmp_path / "other", tmp_path / "readings")
    other.must("ingest", shelf.home.parent / "back.zip")
    hits = [made.must("search", "", *EVERYTHING, "--json").data["hits"] for made in (shelf, other)]
    told = [[(h["reference"], h["number"], h["date"], h["access"], h["title"]) for h in found] for found in hits]
    assert told[0] == told[1] != []


def test_empty_cells_are_filled_and_filled_ones_kept(shelf: Installation, tmp_path: Path) -> None:
    """A cell that came empty gets what the archive knows, a filled one stays as typed, a person's word replaces it."""
    delivery = tmp_path / "Lô"
    paper(delivery / NAME, "cây chè cổ thụ")
    cells = row(NAME, number="7", title="  Về việc  thử ") | {"Người ký": None, "Cột riêng": "giữ lại"}
    workbook(delivery / "MetaDuLieu.xlsx", [cells])
    shelf.must("ingest", delivery)
    shelf.must("set", NAME.removesuffix(".pdf"), "signer=Trần Thị Bưởi", "date=6/11/2010", "--why", "bản gốc ghi rõ")
    with _exported(shelf, "--fonds", "041") as back:
        found = _rows(back)["Văn bản", NAME]
    assert found["Người ký"] == "Trần Thị Bưởi"
    assert found["Ngày, tháng, năm văn bản"] == "06/11/2010"
    assert found["Trích yếu nội dung"] == "  Về việc  thử "
    assert found["Cột riêng"] == "giữ lại"
    with _exported(shelf, "--fonds", "041", "--as-received") as back:
        assert _rows(back)["Văn bản", NAME] == {header: cell or None for header, cell in cells.items()}


def test_records_without_an_inventory_go_out_with_the_usual_columns(shelf: Installation, tmp_path: Path) -> None:
    """Where no workbook came one is made: place, counts, and what was set, in the columns that are exchanged."""
    paper(tmp_path / "Lô" / NAME, "cây chè", pages=2)
    shelf.must("ingest", tmp_path / "Lô")
    shelf.must("set", NAME.removesuffix(".pdf"), "number=15/QĐ-UBND", "type=Quyết định", "--why", "bản gốc")
    with _exported(shelf, "--fonds", "041") as back:
        rows = _rows(back)
    document, file = rows["Văn bản", NAME], rows["Hồ sơ", "041 03 0123"]
    assert (document["Số của văn bản"], document["Ký hiệu của văn bản"]) == ("15", "QĐ-UBND")
    assert document["Tên loại văn bản"] == "Quyết định"
    assert (file["Số lượng trang"], file["Tổng số văn bản trong hồ sơ"]) == ("2", "1")


def test_only_the_levels_named_leave_and_the_export_is_logged(shelf: Installation, tmp_path: Path) -> None:
    """Without --access nothing but public records leaves, neither scan nor row."""
    delivery, secret = tmp_path / "Lô", NAME.replace("001", "002")
    for name in (NAME, secret):
        paper(delivery / name, "cây chè")
    workbook(delivery / "MetaDuLieu.xlsx", [row(NAME), row(secret, secrecy="Mật")])
    shelf.must("ingest", delivery)
    with _exported(shelf, "--fonds", "041") as back:
        assert [Path(name).name for name in back.namelist()] == ["MetaDuLieu.xlsx", NAME]
        assert ("Văn bản", secret) not in _rows(back)
    with _exported(shelf, "--fonds", "041", *EVERYTHING) as back:
        assert len(back.namelist()) == 3


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ((), "--fonds"),
        (("--fonds", "041", "--delivery", "1"), "--fonds"),
        (("--fonds", "999"), "no fonds"),
        (("--delivery", "99"), "no delivery"),
        (("--fonds", "041", "--access", "secret"), "--access"),
    ],
)
def test_what_cannot_be_exported_is_told(
    shelf: Installation, tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    """Nothing named, an unknown fonds or delivery, or nothing that may leave: a clear line, and no file."""
    paper(tmp_path / "Lô" / NAME)
    shelf.must("ingest", tmp_path / "Lô")
    assert told in shelf.must("export", tmp_path / "back.zip", *options, status=2).err
    assert not list(tmp_path.glob("*back.zip*"))


def test_the_inventory_is_kept_and_counts_as_no_scan(shelf: Installation, tmp_path: Path) -> None:
    """The workbook is kept with the originals and verified with them; the count of assets is that of the scans."""
    delivery = tmp_path / "Lô"
    paper(delivery / NAME)
    workbook(delivery / "MetaDuLieu.xlsx", [row(NAME)])
    shelf.must("ingest", delivery)
    assert shelf.must("status", "--json").data["assets"] == 1
    assert len([path for path in (shelf.home / "assets").rglob("*") if path.is_file()]) == 2
    assert shelf.must("verify", "--json").data == {"faults": []}


@pytest.mark.parametrize("name", ["../outside.pdf", "/outside.pdf", "a/../../outside.pdf", "C:\\outside.pdf"])
def test_a_packed_name_that_leads_out_is_refused(shelf: Installation, tmp_path: Path, name: str) -> None:
    """A ZIP with a name that leads out of its folder is refused whole, and nothing is written."""
    with zipfile.ZipFile(tmp_path / "Lô.zip", "w") as packed:
        packed.writestr(name, b"x")
    assert "leads out" in shelf.must("ingest", tmp_path / "Lô.zip", status=2).err
    assert not list(tmp_path.rglob("outside.pdf"))


def test_a_damaged_zip_is_told_and_nothing_is_left_over(shelf: Installation, tmp_path: Path) -> None:
    """A ZIP that cannot be unpacked is named; no folder of it stays behind, nor of a sound one that was taken in."""
    (tmp_path / "hỏng.zip").write_bytes(b"PK\x03\x04 nothing more")
    assert "hỏng.zip" in shelf.must("ingest", tmp_path / "hỏng.zip", status=2).err
    paper(tmp_path / "Lô" / NAME)
    shelf.must("ingest", Path(shutil.make_archive(str(tmp_path / "tốt"), "zip", tmp_path / "Lô")))
    assert not list(shelf.home.glob("unpacked-*"))
    assert shelf.must("search", "", "--json").data["hits"][0]["reference"] == NAME.removesuffix(".pdf")
