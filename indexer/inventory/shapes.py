"""The shapes in which inventories come: which header stands for which of our columns, and what coded cells mean.

Known are the HSLTCQ workbook, and the fields of Circular 05/2025 and Circular 02/2019 under the names that these rules give them
(`docCode`, `typeName`); other headers are proposed for, and used once a person has confirmed what they stand for. The circulars name
no scans: a document's code is taken for the name of its scan. How the parts of a code are joined is not told either: points,
slashes and dashes are taken alike. Codes of languages other than 01, 09 and 11 are kept as they stand.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from archive.document_types import TYPES
from indexer.inventory import columns as c

FILE_NUMBER = "Đơn vị bảo quản số"
TELLING = {"documents": c.FILE_NAME_COLUMN, "files": FILE_NUMBER}
"""The column by which a row of each kind names what it describes."""

IGNORED = ""
"""What a confirmed header stands for that tells nothing here."""

_TYPES_05 = (
    "NQ QĐ CT QC QyĐ TC TB HD CTr KH PA ĐA DA BC TTr GUQ PG PC PB BB HĐ CV CĐ BGN BTT GM GGT GNP".split()
)  # codes 01 to 28; 29 to 31 are below, 32 is any other type
_NAMES = {kind.state or kind.party: kind.name for kind in reversed(TYPES) if kind.state or kind.party}
_CODES_05: dict[str, dict[str, str]] = {
    "Tên loại văn bản": {
        **{f"{at:02}": _NAMES[symbol] for at, symbol in enumerate(_TYPES_05, 1)},
        "29": "Thư công",
        "30": "Bản đồ",
        "31": "Bản vẽ",
        "32": "",
    },
    "Thời hạn bảo quản": {
        "01": "Vĩnh viễn", "02": "70 năm", "03": "50 năm", "04": "30 năm", "05": "20 năm", "06": "10 năm", "07": "Khác",
    },
    "Ngôn ngữ": {"01": "Tiếng Việt", "09": "Hán Nôm", "11": "Khác"},
    "Tình trạng vật lý": {"01": "Tốt", "02": "Bình thường", "03": "Hỏng"},
    "Mức độ tin cậy": {"01": "Gốc điện tử", "02": "Số hóa", "03": "Hỗn hợp"},
    c.ACCESS_COLUMN: {"01": "Công khai", "02": "Có điều kiện", "03": "Mật"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shape:
    """How a table of one kind (`files` or `documents`) is headed.

    `columns` are our columns by the letters of their headers (`columns.header_key`), `codes` the words that coded cells of
    a column stand for. `has_codes_of_place` says that codes hold fonds, inventory and file in one.
    """

    name: str
    kind: str
    columns: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    has_codes_of_place: bool = False

    def locate(self, headers: Sequence[str]) -> dict[str, int]:
        """Which of our columns stand where in a row of headers: column name to index from 0."""
        found: dict[str, int] = {}
        for index, header in enumerate(headers):
            column = self.columns.get(c.header_key(header))
            if column:
                found.setdefault(column, index)
        return found

    def knows(self, header: str) -> bool:
        """Whether a header stands for something in this shape, if only for nothing of ours."""
        return c.header_key(header) in self.columns

    def coded(self, column: str, word: str) -> str:
        """A word as this shape writes it in a cell of a column."""
        return next((code for code, meant in self.codes.get(column, {}).items() if meant == word), word)


def _own(kind: str, columns: Sequence[str]) -> Shape:
    return Shape("HSLTCQ", kind, {c.header_key(column): column for column in columns})


def _circular(name: str, kind: str, columns: Mapping[str, str], codes: Mapping[str, Mapping[str, str]]) -> Shape:
    return Shape(name, kind, {c.header_key(header): column for header, column in columns.items()}, codes, True)


_BOTH_DOCUMENTS = {
    "docCode": c.FILE_NAME_COLUMN,
    "typeName": "Tên loại văn bản",
    "codeNumber": c.NUMBER_COLUMN,
    "codeNotation": c.SYMBOL_COLUMN,
    "issuedDate": c.DATE_COLUMN,
    "organName": "Tên cơ quan, tổ chức ban hành văn bản",
    "subject": "Trích yếu nội dung",
    "language": "Ngôn ngữ",
    "description": "Ghi chú",
    "inforSign": "Ký hiệu thông tin",
    "keyword": "Từ khóa",
    "mode": c.ACCESS_COLUMN,
    "confidenceLevel": "Mức độ tin cậy",
    "autograph": "Bút tích",
    "format": "Tình trạng vật lý",
}
_BOTH_FILES = {
    "fileCode": FILE_NUMBER,
    "title": "Tiêu đề hồ sơ",
    "maintenance": "Thời hạn bảo quản",
    "startDate": "Thời gian bắt đầu",
    "endDate": "Thời gian kết thúc",
    "totalDoc": "Tổng số văn bản trong hồ sơ",
    "format": "Tình trạng vật lý",
    **dict.fromkeys(("language", "keyword", "inforSign", "description"), IGNORED),
}
HSLTCQ = (_own("documents", c.DOCUMENT_COLUMNS), _own("files", c.FILE_COLUMNS))
CIRCULAR_02 = (
    _circular(
        "Circular 02/2019",
        "documents",
        {**_BOTH_DOCUMENTS, **dict.fromkeys(("fileCode", "docOrdinal", "pageAmount"), IGNORED)},
        {},
    ),
    _circular(
        "Circular 02/2019",
        "files",
        {**_BOTH_FILES, "rights": c.ACCESS_COLUMN, "pageNumber": "Số lượng trang", "sheets": "Số lượng tờ"},
        {},
    ),
)
CIRCULAR_05 = (
    _circular("Circular 05/2025", "documents", {**_BOTH_DOCUMENTS, "numberOfPage": IGNORED}, _CODES_05),
    _circular(
        "Circular 05/2025",
        "files",
        {
            **_BOTH_FILES,
            "mode": c.ACCESS_COLUMN,
            "numberOfPage": "Số lượng trang",
            "numberOfPaper": "Số lượng tờ",
            **dict.fromkeys(("paperFileCode", "confidenceLevel"), IGNORED),
        },
        _CODES_05,
    ),
)
_CODES_OF_RECORDS = {"documents": {"doccode"}, "files": {"filecode"}}
_ONLY_02 = {c.header_key(name) for name in ("docOrdinal", "pageAmount", "rights", "pageNumber")}


def fingerprint(headers: Sequence[str]) -> str:
    """What a row of headers is known by: the letters of its headers, in their order."""
    letters = "\n".join(key for header in headers if (key := c.header_key(header)))
    return hashlib.sha256(letters.encode()).hexdigest()[:16]


Confirmed = Mapping[str, Mapping[str, str]]
"""What persons confirmed: by the fingerprint of a row of headers, our column by header; a header that tells nothing has none."""


def shape_of(headers: Sequence[str], confirmed: Confirmed) -> Shape | None:
    """The shape of a table with these headers, None for one that is not known and that nobody confirmed."""
    said = confirmed.get(fingerprint(headers))
    if said is not None:
        kind = "documents" if c.FILE_NAME_COLUMN in said.values() else "files"
        return Shape("confirmed", kind, {c.header_key(header): column for header, column in said.items()})
    keys = {c.header_key(header) for header in headers}
    for shape in HSLTCQ:
        if TELLING[shape.kind] in shape.locate(headers):
            return shape
    for at, kind in enumerate(("documents", "files")):
        if _CODES_OF_RECORDS[kind] <= keys and len(keys & set(CIRCULAR_05[at].columns)) > _FEW:
            return CIRCULAR_02[at] if keys & _ONLY_02 else CIRCULAR_05[at]
    return None


_FEW = 3  # headers of a circular that might stand together by chance
