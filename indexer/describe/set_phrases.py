"""Set phrases of official papers in which scans regularly take one mark for another, as they are rightly written.

Only phrases of which the misread form means nothing: `chỉ bộ` is no word, `chỉ tiêu` is one and stays.
"""

import re

_RIGHT = {
    "chỉ bộ": "chi bộ",
    "chỉ cục": "chi cục",
    "chỉ đoàn": "chi đoàn",
    "chỉ hội": "chi hội",
    "chỉ nhánh": "chi nhánh",
    "chỉ phí": "chi phí",
    "chỉ ngân sách": "chi ngân sách",
    "chỉ trả": "chi trả",
    "tỉnh giản": "tinh giản",
    "tỉnh gọn": "tinh gọn",
    "tỉnh thần": "tinh thần",
    "bể nhiệm": "bổ nhiệm",
    "bể sung": "bổ sung",
    "tắm gương": "tấm gương",
    "điểu động": "điều động",
    "dồn điển": "dồn điền",
    "thục hiện": "thực hiện",
    "thục hành": "thực hành",
    "tãnh đạo": "lãnh đạo",
    "phố cập": "phổ cập",
    "củng cỗ": "củng cố",
    "trục thuộc": "trực thuộc",
    "khu vục": "khu vực",
    "đẳng bộ": "đảng bộ",
    "đẳng ủy": "đảng ủy",
    "ban đẳng": "ban đảng",
    "cán sự đẳng": "cán sự đảng",
}
_WRONG = re.compile(rf"(?<!\w)(?:{'|'.join(_RIGHT)})(?!\w)(?! (?:phận|lời))", re.IGNORECASE)

_QUARTER = re.compile(r"(?<=quý )(?=[IH]*H)[IH]{2,3}(?!\w)", re.IGNORECASE)
_FIVE = re.compile(r"(?<!\w)Š(?=\s|\d|$)|(?<=\d)Š(?!\w)")


def rightly_written(text: str) -> str:
    """The text with such phrases, quarters (`quý IH`) and fives (`Š tuổi`) as they are rightly written; its capitals stay."""
    return _FIVE.sub("5", _QUARTER.sub("III", _WRONG.sub(_right, text)))


def _right(found: re.Match[str]) -> str:
    right = _RIGHT[found[0].lower()]
    return right[0].upper() + right[1:] if found[0][0].isupper() else right
