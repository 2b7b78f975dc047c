"""The columns of the HSLTCQ workbook, and what each becomes in a description.

Source: the workbook Party bodies exchange (sheets `Hồ sơ` and `Văn bản`). Headers in the wild carry no-break spaces, line
breaks and other cases of letters, so they are compared by their letters alone.
"""

import re
from itertools import pairwise

from archive.descriptions import Field
from archive.vietnamese import bare, normalise

FILES_SHEET = "Hồ sơ"
DOCUMENTS_SHEET = "Văn bản"

FILE_FIELDS: dict[str, Field] = {
    "Tiêu đề hồ sơ": Field.TITLE,
    "Thời hạn bảo quản": Field.RETENTION,
    "Nhiệm kỳ": Field.TERM,
    "Tình trạng vật lý": Field.CONDITION,
    "Số lượng trang": Field.PAGE_COUNT,
    "Số lượng tờ": Field.SHEET_COUNT,
    "Tổng số văn bản trong hồ sơ": Field.DOCUMENT_COUNT,
}
FILE_PLACE = {"Phông": "fonds", "Mục lục": "inventory", "Đơn vị bảo quản số": "file"}
FILE_DATES = ("Thời gian bắt đầu", "Thời gian kết thúc", "Thời gian tài liệu")

DOCUMENT_FIELDS: dict[str, Field] = {
    "Tên cơ quan, tổ chức ban hành văn bản": Field.ISSUER,
    "Tên loại văn bản": Field.TYPE,
    "Trích yếu nội dung": Field.TITLE,
    "Loại bản": Field.COPY_KIND,
    "Ngôn ngữ": Field.LANGUAGE,
    "Ghi chú": Field.NOTE,
    "Bút tích": Field.AUTOGRAPH,
    "Người ký": Field.SIGNER,
    "Chuyên đề": Field.SUBJECT,
    "Ký hiệu thông tin": Field.INFORMATION_SIGN,
    "Từ khóa": Field.KEYWORDS,
    "Mức độ tin cậy": Field.CONFIDENCE_LEVEL,
    "Tình trạng vật lý": Field.CONDITION,
}
NUMBER_COLUMN = "Số của văn bản"
SYMBOL_COLUMN = "Ký hiệu của văn bản"
DATE_COLUMN = "Ngày, tháng, năm văn bản"
TIME_COLUMN = "Thời gian tài liệu"
ACCESS_COLUMN = "Chế độ sử dụng"
SECRECY_COLUMN = "Độ mật"
FILE_NAME_COLUMN = "Tên tệp"
CODE_COLUMN = "Mã văn bản"  # no column of the workbook: what a circular's code tells of the reference

FILE_COLUMNS = (*FILE_PLACE, *FILE_FIELDS, *FILE_DATES, SECRECY_COLUMN, ACCESS_COLUMN)
DOCUMENT_COLUMNS = (
    *DOCUMENT_FIELDS,
    NUMBER_COLUMN,
    SYMBOL_COLUMN,
    DATE_COLUMN,
    TIME_COLUMN,
    ACCESS_COLUMN,
    SECRECY_COLUMN,
    FILE_NAME_COLUMN,
)


def header_key(text: str) -> str:
    """What a header is compared by: its letters and digits, without marks, case or spacing."""
    return re.sub(r"[^a-z0-9]+", "", bare(normalise(text)))


def locate(headers: list[str], columns: tuple[str, ...]) -> dict[str, int]:
    """Which of the known columns stand where in a row of headers: column name to index from 0."""
    keys = {header_key(column): column for column in columns}
    found: dict[str, int] = {}
    for index, header in enumerate(headers):
        column = keys.get(header_key(header))
        if column is not None:
            found.setdefault(column, index)
    return found


_ACCESS_PAIRS = {("che", "do"), ("han", "che"), ("su", "dung"), ("tiep", "can"), ("cong", "khai")} | {
    (word, "mat") for word in ("do", "muc", "cap", "dau", "bao", "bi")
}


def may_tell_access(header: str) -> bool:
    """Whether a header that is no known column may be one of secrecy or use, worded or spelt otherwise; `mặt` is not `mật`."""
    words = re.findall(r"\w+", normalise(header).lower())
    return "mật" in words or any(pair in _ACCESS_PAIRS for pair in pairwise(map(bare, words)))
