"""A delivery from before Unicode, from the folder to the answer."""

import hashlib
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from tests.imaging import papers
from tests.samples_fixture import make_installation

NAME = "H42-041-03-0123-002.pdf"
LINES = [
    (".VnTimeH", "§¶ng bé tØnh Phó LÜnh"),
    (".VnTime", "Sè 12-NQ/TU"),
    (".VnTimeH", "NghÞ quyÕt"),
    (".VnTime", "vÒ ph¸t triÓn n«ng nghiÖp, n«ng th«n vïng cao ®Õn n¨m 2005"),
    (
        ".VnTime",
        "Ban Th\xadêng vô TØnh uû nhËn ®Þnh ph\xad¬ng h\xadíng ph¸t triÓn trång rõng vµ ch¨n nu«i lµ ®óng ®¾n.",
    ),
]


def _delivery(folder: Path) -> Path:
    folder.mkdir()
    papers.old_pdf(folder / NAME, LINES)
    book = Workbook()
    sheet = book.active
    sheet.append(["Tên tệp", "Trích yếu nội dung", "Độ mật"])
    sheet.append([NAME, "VÒ ph¸t triÓn n«ng nghiÖp, n«ng th«n vïng cao", "Th\xadêng"])
    for cell in sheet[2]:
        cell.font = Font(name=".VnTime")
    book.save(folder / "MetaDuLieu.xlsx")
    return folder


def test_a_delivery_in_tcvn3_is_found_and_described_in_vietnamese(tmp_path: Path) -> None:
    """Paper and inventory in TCVN3 are found by Vietnamese words without OCR; the original stays byte for byte as it came."""
    made = make_installation(tmp_path / "made", tmp_path / "ocr-cache")
    delivery = _delivery(tmp_path / "delivery")
    told = made.must("ingest", delivery, "--json")
    assert "TCVN3" in told.out + told.err
    for words in (
        '"phương hướng phát triển trồng rừng"',
        "đảng bộ tỉnh phú lĩnh",
        "title:nông thôn",
        "number:12-NQ/TU",
    ):
        (hit,) = made.must("search", words, "--json").data["hits"]
        assert (hit["title"], hit["number"]) == ("Về phát triển nông nghiệp, nông thôn vùng cao", "12-NQ/TU")
    assert made.must("search", '"rõng"', "--json").data["total"] == 0
    original = (delivery / NAME).read_bytes()
    kept = [path for path in made.home.rglob(f"*{hashlib.sha256(original).hexdigest()[8:]}*") if path.is_file()]
    assert [path.read_bytes() for path in kept] == [original]
