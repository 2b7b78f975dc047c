"""What the headers of an inventory of unknown shape may stand for: proposed, for a person to look over and confirm."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from indexer.inventory import columns as c
from indexer.inventory.shapes import FILE_NUMBER, TELLING

# How archives head these columns otherwise, by the letters of the headers.
_OTHER_NAMES: dict[str, tuple[str, ...]] = {
    c.FILE_NAME_COLUMN: ("tên file", "file", "tên tập tin", "tên tệp tin", "file đính kèm", "tên ảnh", "đường dẫn"),
    c.NUMBER_COLUMN: ("số, ký hiệu", "số ký hiệu văn bản", "số và ký hiệu", "số/ký hiệu", "số văn bản", "số hiệu", "số VB"),
    c.SYMBOL_COLUMN: ("ký hiệu", "ký hiệu VB"),
    c.DATE_COLUMN: ("ngày tháng", "ngày tháng năm", "ngày ban hành", "ngày văn bản", "ngày ký", "ngày tháng văn bản"),
    "Tên cơ quan, tổ chức ban hành văn bản": ("tác giả", "tác giả văn bản", "cơ quan ban hành", "nơi ban hành", "cơ quan"),
    "Tên loại văn bản": ("loại văn bản", "tên loại", "thể loại", "loại VB"),
    "Trích yếu nội dung": ("trích yếu", "nội dung", "trích yếu nội dung văn bản", "tên loại và trích yếu nội dung văn bản"),
    "Người ký": ("họ tên người ký", "người ký văn bản"),
    "Loại bản": ("bản chính/bản sao", "hình thức bản"),
    c.SECRECY_COLUMN: ("mức độ mật", "cấp độ mật", "độ bảo mật"),
    c.ACCESS_COLUMN: ("chế độ tiếp cận", "hạn chế sử dụng", "mức độ tiếp cận"),
    FILE_NUMBER: ("hồ sơ số", "số hồ sơ", "ĐVBQ", "đơn vị bảo quản", "số ĐVBQ", "ĐVBQ số"),
    "Tiêu đề hồ sơ": ("tiêu đề", "tên hồ sơ"),
    "Thời hạn bảo quản": ("THBQ", "thời hạn"),
    "Thời gian bắt đầu": ("ngày bắt đầu", "từ ngày"),
    "Thời gian kết thúc": ("ngày kết thúc", "đến ngày"),
    c.TIME_COLUMN: ("thời gian",),
    "Số lượng trang": ("số trang",),
    "Số lượng tờ": ("số tờ",),
    "Tổng số văn bản trong hồ sơ": ("số văn bản trong hồ sơ", "tổng số văn bản"),
    "Phông": ("tên phông", "phông số"),
    "Mục lục": ("mục lục số", "số mục lục"),
}  # fmt: skip
_ALIKE = 0.84  # of the letters of two headers; `Trích yếu nôi dung` is a slip, `Số trang` is not `Số tờ`
_SEVERAL = 2  # headers besides the telling one that make a row of cells a row of headers


def propose(headers: Sequence[str], kind: str) -> dict[str, str]:
    """Our column for each header that may stand for one, each column once, the likeliest header first."""
    columns = c.DOCUMENT_COLUMNS if kind == "documents" else c.FILE_COLUMNS
    ranked = sorted(
        ((_likeness(header, column), at, header, column) for at, header in enumerate(headers) for column in columns),
        key=lambda one: (-one[0], one[1]),
    )
    proposed: dict[str, str] = {}
    for likeness, _, header, column in ranked:
        if likeness >= _ALIKE and header not in proposed and column not in proposed.values():
            proposed[header] = column
    return {header: proposed[header] for header in headers if header in proposed}


def kind_proposed(headers: Sequence[str]) -> str | None:
    """Which kind of table these headers may be of, None when they look like no row of headers."""
    for kind, telling in TELLING.items():
        proposed = propose(headers, kind)
        if telling in proposed.values() and len(proposed) > _SEVERAL:
            return kind
    return None


def _likeness(header: str, column: str) -> float:
    """How alike a header is to a column or one of its other names (0-1)."""
    key = c.header_key(header)
    if not key:
        return 0.0
    names = [c.header_key(name) for name in (column, *_OTHER_NAMES.get(column, ()))]
    if key in names:
        return 1.0 + (key == names[0])
    return max(SequenceMatcher(None, key, name).ratio() for name in names)
