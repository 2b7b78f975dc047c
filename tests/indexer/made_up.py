"""Small made-up papers and inventories, good and bad."""

import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from openpyxl import Workbook
from PIL import Image
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONT = "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf"  # Debian's fonts-dejavu-core
BODY = (
    "Thực hiện chương trình công tác năm, Ban Thường vụ Tỉnh ủy",
    "đã chỉ đạo các huyện tổ chức sơ kết phong trào thi đua và",
    "đề ra nhiệm vụ trọng tâm trong thời gian tới. Các cấp ủy",
    "cần tăng cường kiểm tra, giám sát việc quản lý đất đai.",
)


def paper(path: Path, *words: str, pages: int = 1, password: str | None = None) -> Path:
    """A born-digital PDF that OCR is not needed for; each word of `words` on a line of its own on every page."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "Paper" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Paper", FONT))
    canvas = Canvas(str(path), encrypt=password, pageCompression=0, invariant=1)
    for number in range(1, pages + 1):
        canvas.setFont("Paper", 13)
        for row, line in enumerate((*BODY, *words, f"Trang số {number} của {path.stem}")):
            canvas.drawString(80, 760 - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return path


def several_papers(path: Path, *words: str) -> Path:
    """A born-digital PDF with a page for each of these words, which stand on that page alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if "Paper" not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont("Paper", FONT))
    canvas = Canvas(str(path), pageCompression=0, invariant=1)
    for number, word in enumerate(words):
        canvas.setFont("Paper", 13)
        for row, line in enumerate((*BODY[number % 2 :], f"Về việc trồng {word} ở các xã vùng cao")):
            canvas.drawString(80, 700 - 40 * number - 20 * row, line)
        canvas.showPage()
    canvas.save()
    return path


def picture(path: Path, shade: int = 255) -> Path:
    """A small blank picture, in the format of its ending."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.new("L", (160, 220), shade).save(path, dpi=(100, 100))
    return path


def damage_page(path: Path, number: int) -> Path:
    """Break the object of one page (from 1), so that the others of the PDF can still be read."""
    data, mark, at = path.read_bytes(), b"/Type /Page\n", -1
    for _ in range(number):
        at = data.index(mark, at + 1)
    path.write_bytes(data[:at] + b"/Type /Pxxx\n" + data[at + len(mark) :])
    return path


def bare_pdf(path: Path, kids: int, count: int | None = None) -> Path:
    """A PDF of `kids` pages, all the same empty one, which claims to have `count`."""
    return _pdf_with(path, b"3 0 R " * kids, kids if count is None else count)


def looped_pdf(path: Path, count: int) -> Path:
    """A PDF whose tree of pages holds nothing but itself, and claims to have `count` pages."""
    return _pdf_with(path, b"2 0 R", count)


def _pdf_with(path: Path, kids: bytes, count: int) -> Path:
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    ]
    data, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"xref\n0 4\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    path.write_bytes(data + table + b"trailer<</Size 4/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data))
    return path


def bomb(path: Path, side: int = 20_000) -> Path:
    """A small PNG file of one bit a pixel that becomes `side` × `side` pixels."""
    rows = zlib.compress(bytes((side + 7) // 8 + 1) * side, 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    body = b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    return path


def workbook(
    path: Path, documents: Sequence[Mapping[str, object]] = (), files: Sequence[Mapping[str, object]] = ()
) -> Path:
    """An HSLTCQ workbook; the columns are those that its rows have."""
    path.parent.mkdir(parents=True, exist_ok=True)
    book = Workbook()
    book.remove(book.active)
    for title, rows in (("Hồ sơ", files), ("Văn bản", documents)):
        if rows:
            sheet = book.create_sheet(title)
            columns = list(dict.fromkeys(column for row in rows for column in row))
            sheet.append(columns)
            for row in rows:
                sheet.append([row.get(column) for column in columns])
    book.save(path)
    return path


def row(name: str, **cells: object) -> dict[str, object]:
    """A row of the sheet of documents with all the usual columns, for the scan of this name."""
    usual: dict[str, object] = {
        "Tên loại văn bản": "Công văn",
        "Số của văn bản": "15",
        "Ký hiệu của văn bản": "CV/TU",
        "Ngày, tháng, năm văn bản": "03/10/2010",
        "Trích yếu nội dung": "Về việc thử",
        "Chế độ sử dụng": "Công khai",
        "Độ mật": "",
        "Tên tệp": name,
    }
    named = {"number": "Số của văn bản", "date": "Ngày, tháng, năm văn bản", "secrecy": "Độ mật"}
    named |= {"access": "Chế độ sử dụng", "title": "Trích yếu nội dung", "symbol": "Ký hiệu của văn bản"}
    return usual | {named[key]: value for key, value in cells.items()}
