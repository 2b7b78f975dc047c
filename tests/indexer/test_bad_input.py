"""Bad input, each kind: told in a line that names the file and what to do, while the rest of the delivery is taken in."""

import os
import re
import unicodedata
import zipfile
from pathlib import Path

import pytest

from archive.access import Access
from archive.errors import BadRequest
from archive.references import parse_reference
from catalogue.access import effective_access
from catalogue.models import NameState, PageState
from catalogue.originals import find_by_name
from catalogue.page_work import failed_pages
from indexer.intake import Outcome
from tests.indexer.conftest import Archive, of
from tests.indexer.made_up import bare_pdf, bomb, damage_page, looped_pdf, paper, picture, row, workbook

BAD_FILES = {
    "mã hóa.pdf": (r"is encrypted; remove the password", lambda path: paper(path, password="kín")),
    "cụt.pdf": (r"is cut short .*; copy it again", lambda path: path.write_bytes(paper(path).read_bytes()[:-900])),
    "rỗng.pdf": (r"is empty \(0 bytes\); ask for the file again", lambda path: path.touch()),
    "không trang.pdf": (r"has no pages; export it again", lambda path: bare_pdf(path, 0)),
    "quá dài.pdf": (r"has more than 20,000 pages; split the file", lambda path: bare_pdf(path, 20_001)),
    "vô tận.pdf": (r"has more than 20,000 pages; split the file", lambda path: bare_pdf(path, 1, count=2_000_000_000)),
    "vòng lặp.pdf": (r"claims 7 pages, of which 0 can be found; export", lambda path: looped_pdf(path, 7)),
    "vòng lớn.pdf": (r"is damaged and cannot be opened as a PDF; export", lambda path: looped_pdf(path, 2_000_000_000)),
    "khai khống.pdf": (r"claims 19,999 pages, of which 1 can be found", lambda path: bare_pdf(path, 1, count=19_999)),
    "không phải ảnh.jpg": (r"is not a JPG .*; ask for the file again", lambda path: path.write_text("một bức thư")),
    "ảnh hỏng.png": (r"is damaged.*; ", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(60))),
    "bom.png": (r"has 400 megapixels, at most 200 .*; scan it at a lower", bomb),
    "gói.zip": (r"is packed; take it in by itself, or unpack it", lambda path: path.write_bytes(b"PK\x03\x04")),
}


def test_bad_files_are_named_and_the_rest_goes_on(archive: Archive, delivery: Path) -> None:
    """Each bad file is a loss with its own reason and remedy; the good one beside them is read; nothing is half-stored."""
    good = paper(delivery / "tốt.pdf", pages=2)
    for name, (_, make) in BAD_FILES.items():
        make(delivery / name)
    receipt = archive.take_in(delivery)
    for name, (message, _) in BAD_FILES.items():
        finding = of(receipt, name)
        assert finding.outcome is Outcome.FAILED, name
        assert re.search(message, finding.message), (name, finding.message)
        assert not finding.message.startswith(f"{name}: "), "the label names the file already"
    assert receipt.exit_status == 3
    assert list(archive.documents) == ["lô 1/tốt.pdf"]
    assert archive.pages == {PageState.WAITING: 0, PageState.DONE: 2, PageState.FAILED: 0}
    assert archive.faults == []
    stored = [path for path in archive.catalogue.assets.root.rglob("*") if path.is_file()]
    assert [path.read_bytes() for path in stored] == [good.read_bytes()]


def test_a_file_is_known_by_its_content(archive: Archive, delivery: Path) -> None:
    """A PDF that is called .jpg and a picture that is called .pdf are taken in as what they are."""
    paper(delivery / "thật ra PDF.pdf", pages=3).rename(delivery / "thật ra PDF.jpg")
    picture(delivery / "thật ra ảnh.png").rename(delivery / "thật ra ảnh.pdf")
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 0
    assert archive.documents["lô 1/thật ra PDF.jpg"].page_count == 3
    assert archive.documents["lô 1/thật ra ảnh.pdf"].page_count == 1


def test_a_damaged_page_fails_alone(archive: Archive, delivery: Path) -> None:
    """One broken page of a good PDF is a failed page with its reason, never an empty one; a retry counts another attempt."""
    damage_page(paper(delivery / "một trang hỏng.pdf", pages=3), 2)
    receipt = archive.take_in(delivery)
    assert (receipt.exit_status, receipt.failed_pages) == (3, 1)
    assert archive.pages == {PageState.WAITING: 0, PageState.DONE: 2, PageState.FAILED: 1}
    with archive.catalogue.reading() as session:
        (failed,) = failed_pages(session, 10)
    assert (failed.index, failed.stage, failed.attempts) == (1, "read", 1)
    assert "page 2" in failed.reason
    assert archive.take_in(delivery).exit_status == 3, "what is not in the archive is told every time"
    with archive.catalogue.reading() as session:
        assert failed_pages(session, 10)[0].attempts == 1, "only a retry reads a failed page again"


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t")])
def test_a_csv_inventory_counts(archive: Archive, delivery: Path, encoding: str, delimiter: str) -> None:
    """An inventory in CSV is used like a workbook, however a spreadsheet program saved it."""
    paper(delivery / "H42-041-03-0123-002.pdf")
    lines = [["Tên tệp", "Trích yếu nội dung", "Độ mật"], ["H42-041-03-0123-002.pdf", "Về đất đai", "Mật"]]
    text = "\r\n".join(delimiter.join(cells) for cells in lines)
    (delivery / "bảng kê.csv").write_bytes(text.encode(encoding))
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 0, receipt
    (document,) = archive.documents.values()
    assert effective_access(document) is Access.SECRET


def test_missing_columns_are_named_and_the_rest_counts(archive: Archive, delivery: Path) -> None:
    """A workbook without some columns is a warning for each of them; the others are used."""
    paper(delivery / "H42-041-03-0123-002.pdf")
    workbook(delivery / "MetaDuLieu.xlsx", [{"Tên tệp": "H42-041-03-0123-002.pdf", "Chế độ sử dụng": "Hạn chế"}])
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 0
    assert any("'Độ mật'" in fault and "the column is missing" in fault for fault in receipt.faults)
    (document,) = archive.documents.values()
    assert effective_access(document) is Access.CONDITIONAL


def test_a_wrong_date_is_named_by_row_and_column(archive: Archive, delivery: Path) -> None:
    """A date that no calendar has costs that cell only, and is told by sheet, row and column."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    paper(delivery / "H42-041-03-0123-002.pdf")
    rows = [row("H42-041-03-0123-001.pdf"), row("H42-041-03-0123-002.pdf", date="31/02/2010")]
    workbook(delivery / "MetaDuLieu.xlsx", rows)
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 0
    (fault,) = receipt.faults
    for told in ("MetaDuLieu.xlsx", "'Văn bản'", "row 3", "'Ngày, tháng, năm văn bản'", "'31/02/2010'", "write it as"):
        assert told in fault


def test_missing_and_unnamed_files_are_told(archive: Archive, delivery: Path) -> None:
    """A scan that the inventory names and the delivery lacks is a loss; one that it does not name is a warning."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    paper(delivery / "H42-041-03-0123-009.pdf")
    workbook(delivery / "MetaDuLieu.xlsx", [row("H42-041-03-0123-001.pdf"), row("H42-041-03-0123-002.pdf")])
    receipt = archive.take_in(delivery)
    missing = of(receipt, "0123-002.pdf")
    assert missing.outcome is Outcome.MISSING
    assert "row 3" in missing.message
    named = [finding for finding in receipt.findings if finding.outcome is Outcome.UNNAMED]
    assert [finding.label for finding in named] == ["lô 1/H42-041-03-0123-009.pdf"]
    assert receipt.exit_status == 3
    assert len(archive.documents) == 2


def test_unnamed_files_alone_are_a_warning(archive: Archive, delivery: Path) -> None:
    """When all that is wrong is a scan the inventory does not name, everything offered was taken in: status 0."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    paper(delivery / "H42-041-03-0123-009.pdf")
    workbook(delivery / "MetaDuLieu.xlsx", [row("H42-041-03-0123-001.pdf")])
    assert archive.take_in(delivery).exit_status == 0


@pytest.mark.parametrize("content", [b"no workbook at all", b"PK\x03\x04 cut off", b""])
def test_what_is_no_workbook_is_told(archive: Archive, delivery: Path, content: bytes) -> None:
    """An inventory that cannot be opened is a loss with a remedy; the scans are taken in by their names."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    (delivery / "MetaDuLieu.xlsx").write_bytes(content)
    receipt = archive.take_in(delivery)
    finding = of(receipt, "MetaDuLieu.xlsx")
    assert finding.outcome is Outcome.FAILED
    assert "save it again as .xlsx" in finding.message
    assert receipt.exit_status == 3
    assert len(archive.documents) == 1


def test_a_workbook_with_a_damaged_sheet_is_told(archive: Archive, delivery: Path) -> None:
    """A workbook that opens but whose sheet cannot be read to the end is a loss, not a crash."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    whole = workbook(delivery / "whole.xlsx", [row("H42-041-03-0123-001.pdf")])
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(delivery / "MetaDuLieu.xlsx", "w") as target:
        for name in source.namelist():
            data = source.read(name)
            target.writestr(name, data[: len(data) // 2] if "worksheets/" in name else data)
    whole.unlink()
    receipt = archive.take_in(delivery)
    assert of(receipt, "MetaDuLieu.xlsx").outcome is Outcome.FAILED
    assert len(archive.documents) == 1


def test_names_with_spaces_and_decomposed_letters(archive: Archive, delivery: Path) -> None:
    """A name is the same in NFD and NFC, with spaces or not, for the inventory and when it comes again."""
    name = "Công văn số 15 của Tỉnh ủy.pdf"
    paper(delivery / unicodedata.normalize("NFD", name))
    workbook(delivery / "MetaDuLieu.xlsx", [row(unicodedata.normalize("NFC", name), access="Hạn chế")])
    assert archive.take_in(delivery).exit_status == 0
    (document,) = archive.documents.values()
    assert document.label == f"lô 1/{name}"
    assert effective_access(document) is Access.CONDITIONAL
    (delivery / unicodedata.normalize("NFD", name)).rename(delivery / name)
    assert of(archive.take_in(delivery), name).outcome is Outcome.UNCHANGED


def test_a_row_cannot_name_a_file_outside(archive: Archive, delivery: Path) -> None:
    """A row that names `../x.pdf` brings in nothing from outside: it is told, and the scan outside stays there."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    paper(delivery.parent / "x.pdf", "ngoài lô")
    workbook(delivery / "MetaDuLieu.xlsx", [row("H42-041-03-0123-001.pdf"), row("../x.pdf")])
    receipt = archive.take_in(delivery)
    assert of(receipt, "../x.pdf").outcome is Outcome.MISSING
    assert list(archive.documents) == ["lô 1/H42-041-03-0123-001.pdf"]
    assert receipt.exit_status == 3


def test_links_are_refused(archive: Archive, delivery: Path) -> None:
    """A link in a delivery, to a file or to a folder, is refused by name and not followed."""
    outside = paper(delivery.parent / "ngoài" / "x.pdf").parent
    paper(delivery / "H42-041-03-0123-001.pdf")
    (delivery / "tệp.pdf").symlink_to(outside / "x.pdf")
    (delivery / "thư mục").symlink_to(outside)
    receipt = archive.take_in(delivery)
    for name in ("tệp.pdf", "thư mục"):
        assert of(receipt, name).outcome is Outcome.REFUSED
        assert "put the file" in of(receipt, name).message or "put the folder" in of(receipt, name).message
    assert list(archive.documents) == ["lô 1/H42-041-03-0123-001.pdf"]
    assert receipt.exit_status == 3


def test_what_is_no_file_is_told(archive: Archive, delivery: Path) -> None:
    """A pipe in a delivery is told and does not hold the run up."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    os.mkfifo(delivery / "ống.pdf")
    receipt = archive.take_in(delivery)
    assert of(receipt, "ống.pdf").outcome is Outcome.FAILED
    assert len(archive.documents) == 1


@pytest.mark.parametrize("where", ["secrecy", "access"])
def test_top_secret_is_refused_and_not_stored(archive: Archive, delivery: Path, where: str) -> None:
    """A paper marked Tuyệt mật is refused; not a byte of it is stored, no name, no page; the others go on."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    secret = paper(delivery / "H42-041-03-0123-002.pdf", "tuyệt mật")
    cells = {where: "TUYỆT MẬT"}
    workbook(delivery / "MetaDuLieu.xlsx", [row("H42-041-03-0123-001.pdf"), row("H42-041-03-0123-002.pdf", **cells)])
    receipt = archive.take_in(delivery)
    finding = of(receipt, "0123-002.pdf")
    assert finding.outcome is Outcome.REFUSED
    assert "must not be digitised" in finding.message
    assert receipt.exit_status == 3
    assert list(archive.documents) == ["lô 1/H42-041-03-0123-001.pdf"]
    stored = [path.read_bytes() for path in archive.catalogue.assets.root.rglob("*") if path.is_file()]
    assert secret.read_bytes() not in stored
    assert archive.faults == []


def test_an_unknown_level_holds_back(archive: Archive, delivery: Path) -> None:
    """A level that cannot be understood makes the record secret, and the cell is named."""
    paper(delivery / "H42-041-03-0123-001.pdf")
    workbook(delivery / "MetaDuLieu.xlsx", [row("H42-041-03-0123-001.pdf", secrecy="Rất kín")])
    receipt = archive.take_in(delivery)
    (document,) = archive.documents.values()
    assert effective_access(document) is Access.SECRET
    assert any("'Độ mật'" in fault and "row 2" in fault for fault in receipt.faults)


def test_changed_bytes_under_a_known_name_are_refused(archive: Archive, delivery: Path) -> None:
    """The same name with other bytes is refused with the way out, and leaves neither a stray file nor a change."""
    scan = paper(delivery / "H42-041-03-0123-001.pdf")
    archive.take_in(delivery)
    before = archive.snapshot
    paper(scan, "bản khác")
    receipt = archive.take_in(delivery)
    finding = of(receipt, "0123-001.pdf")
    assert finding.outcome is Outcome.REFUSED
    assert "--replace" in finding.message
    assert receipt.exit_status == 3
    after = archive.snapshot
    told_of_the_attempt = {"deliveries", "delivery_items"}
    assert {k: v for k, v in after.items() if k not in told_of_the_attempt} == {
        k: v for k, v in before.items() if k not in told_of_the_attempt
    }
    assert archive.faults == []


def test_replace_takes_the_new_and_keeps_the_old(archive: Archive, delivery: Path) -> None:
    """With --replace the document has the new pages, under its old id; the old asset stays in the store."""
    scan = paper(delivery / "H42-041-03-0123-001.pdf")
    old = scan.read_bytes()
    archive.take_in(delivery)
    (before,) = archive.documents.values()
    paper(scan, "bản khác", pages=2)
    receipt = archive.take_in(delivery, replace=True)
    assert of(receipt, "0123-001.pdf").outcome is Outcome.TAKEN
    assert receipt.exit_status == 0
    (after,) = archive.documents.values()
    assert (after.id, after.page_count) == (before.id, 2)
    assert archive.catalogue.assets.path_of(before.parts[0].asset_sha256).read_bytes() == old
    assert archive.faults == []


def test_replacing_one_page_of_a_set_keeps_the_names_of_the_others(archive: Archive, delivery: Path) -> None:
    """When one picture of a set is replaced, only that picture's old name is retired."""
    pages = delivery / "H42-041-03-0123-001"
    picture(pages / "1.png", 250)
    picture(pages / "2.png", 240)
    archive.take_in(delivery)
    picture(pages / "2.png", 230)
    assert archive.take_in(delivery, replace=True).exit_status == 0
    with archive.catalogue.reading() as session:
        for name in ("1.png", "2.png"):
            states = [found.state for found in find_by_name(session, f"lô 1/H42-041-03-0123-001/{name}")]
            assert NameState.CURRENT in states, name


def test_a_page_set_with_a_bad_page_is_not_taken_in(archive: Archive, delivery: Path) -> None:
    """A set of pictures of which one is damaged is not taken in at all, and leaves nothing in the store."""
    picture(delivery / "H42-041-03-0123-001" / "1.png", 250)
    picture(delivery / "H42-041-03-0123-001" / "2.png", 240)
    bad = picture(delivery / "H42-041-03-0123-001" / "3.png", 230)
    bad.write_bytes(bad.read_bytes()[:60])
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 3
    assert of(receipt, "3.png").outcome is Outcome.FAILED
    assert of(receipt, "H42-041-03-0123-001").outcome is Outcome.FAILED
    assert archive.documents == {}
    assert archive.faults == []


def test_the_same_bytes_under_two_names(archive: Archive, delivery: Path) -> None:
    """The same bytes under two names are two documents on one asset, read once."""
    scan = paper(delivery / "H42-041-03-0123-001.pdf")
    (delivery / "H42-041-03-0123-002.pdf").write_bytes(scan.read_bytes())
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 0
    assert receipt.pages.read == 1
    first, second = archive.documents.values()
    assert first.parts[0].asset_sha256 == second.parts[0].asset_sha256


def test_a_path_that_is_not_there(archive: Archive, delivery: Path) -> None:
    """A path that does not exist is wrong use, and named."""
    with pytest.raises(BadRequest, match=r"không có\.pdf: there is no such file"):
        archive.take_in(delivery / "không có.pdf")


def test_without_inventory_and_reference_a_folder_is_a_file(archive: Archive, delivery: Path) -> None:
    """Without inventory or references, a folder is a file, a PDF a document, with provisional numbers in --fonds."""
    paper(delivery / "Tập 1" / "a.pdf")
    paper(delivery / "Tập 1" / "b.pdf", "b")
    paper(delivery / "Tập 2" / "a.pdf", "c")
    assert archive.take_in(delivery, fonds="041").exit_status == 0
    found = archive.documents
    assert all(document.provisional for document in found.values())
    files = {label: parse_reference(document.reference) for label, document in found.items()}
    one, other, alone = (files[f"lô 1/{name}"] for name in ("Tập 1/a.pdf", "Tập 1/b.pdf", "Tập 2/a.pdf"))
    assert one is not None
    assert other is not None
    assert alone is not None
    assert one.fonds == "041"
    assert one.file_reference == other.file_reference != alone.file_reference


def test_names_that_repeat_in_folders_keep_their_own_rows(archive: Archive, delivery: Path) -> None:
    """A row that names a folder speaks of the scan in that folder, not of one of the same name elsewhere."""
    paper(delivery / "Tập 1" / "1.pdf")
    paper(delivery / "Tập 2" / "1.pdf", "hai")
    workbook(delivery / "MetaDuLieu.xlsx", [row("Tập 1/1.pdf"), row("Tập 2/1.pdf", secrecy="Mật")])
    assert archive.take_in(delivery).exit_status == 0
    found = archive.documents
    assert effective_access(found["lô 1/Tập 1/1.pdf"]) is Access.PUBLIC
    assert effective_access(found["lô 1/Tập 2/1.pdf"]) is Access.SECRET
