"""Writes the inventory the archive hands over: the HSLTCQ workbook with its sheets Hồ sơ and Văn bản, quirks and all."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

from samples.plan import PlannedDocument, PlannedFile

MADE = datetime(2024, 1, 2, 3, 4, 5)  # noqa: DTZ001 - the workbook's own stamp has no zone
FILE_HEADERS = (
    "Tiêu đề hồ sơ", "Thời hạn bảo quản", "Phông", "Mục lục", "Nhiệm kỳ", "Thời gian bắt đầu", "Thời gian kết thúc",
    "Tình trạng vật lý", "Số lượng trang", "Tổng số văn bản\ntrong hồ sơ", "Độ mật", "Đơn vị bảo quản\u00a0số", "Thời gian tài liệu",
)  # fmt: skip
DOCUMENT_HEADERS = (
    "Tên cơ quan, tổ chức ban hành văn bản", "Tên loại văn bản", "Số của văn bản", "Ký hiệu của văn bản",
    "Ngày, tháng, năm\nvăn bản", "Trích yếu nội dung", "Loại bản", "Ngôn ngữ", "Ghi chú", "Bút tích", "Người\u00a0ký", "Chuyên đề",
    "Ký hiệu thông tin", "Từ khóa", "Chế độ sử dụng", "Độ mật", "Mức độ tin cậy", "Tình trạng vật lý", "Tên tệp", "Thời gian tài liệu",
)  # fmt: skip


def split_number(number: str) -> tuple[str, str]:
    """The number and the symbol as the workbook keeps them apart: 12-NQ/TU → 12 and NQ/TU."""
    found = re.match(r"(\d+[a-zđ]?)[-/](.+)$", number)
    if not found:
        raise ValueError(f"not a number with a symbol: {number}")
    return found[1], found[2]


def write_workbook(
    path: Path,
    files: list[PlannedFile],
    documents: list[PlannedDocument],
    names: Mapping[str, str],
    page_counts: Mapping[str, int],
) -> None:
    """Write the two sheets; `names` gives the file name and `page_counts` the pages of each document by its key."""
    book = Workbook()
    book.properties.created = book.properties.modified = MADE
    book.properties.creator = "Kho Lưu trữ tỉnh Phú Lĩnh"
    by_file = {file.key: [d for d in documents if d.file_key == file.key] for file in files}
    sheet = book.active
    sheet.title = "Hồ sơ"
    sheet.append(FILE_HEADERS)
    for file in files:
        held = by_file[file.key]
        fonds, inventory, number = file.key.split("-")
        sheet.append([
            file.title, file.retention, fonds, inventory, file.term, _day(file.first), _day(file.last), file.condition,
            str(sum(page_counts[d.key] for d in held)), str(len(held)), "Mật" if any(d.secret for d in held) else None,
            number, f"{file.first.year}-{file.last.year}",
        ])  # fmt: skip
    sheet = book.create_sheet("Văn bản")
    sheet.append(DOCUMENT_HEADERS)
    for index, file in enumerate(files):
        for document in by_file[file.key]:
            number, symbol = split_number(document.number)
            when = document.date if index % 3 == 2 else _day(document.date)  # one file in three has true date cells
            blank = document.blanks
            sheet.append([
                document.issuer.name, document.type, None if "number" in blank else number, None if "number" in blank else symbol,
                None if "date" in blank else when, document.title, "Bản chính", "Tiếng Việt", None, None,
                None if "signer" in blank else document.signer, None, None, None, file.access, "Mật" if document.secret else None,
                "Số hóa", file.condition, names[document.key], str(document.date.year),
            ])  # fmt: skip
    for sheet in book.worksheets:
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.alignment = Alignment(wrap_text=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    _settle(path)


def _settle(path: Path) -> None:
    """Write the workbook again with one fixed time stamp, so that the same archive gives the same bytes."""
    with ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    stamp = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")
    with ZipFile(path, "w", ZIP_DEFLATED) as packed:
        for name, part in parts.items():
            settled = stamp.sub(rb"\g<1>2024-01-02T03:04:05Z", part) if name == "docProps/core.xml" else part
            packed.writestr(ZipInfo(name, MADE.timetuple()[:6]), settled, ZIP_DEFLATED)


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"
