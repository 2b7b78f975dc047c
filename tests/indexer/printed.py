"""Pages made of printed lines, as the rules of the forms are tried on."""

from collections.abc import Iterator, Sequence

from archive.descriptions import Field
from archive.pages import Box, PageText, Word
from indexer.describe import describe_document

Printed = tuple[str, tuple[float, float, float, float]]  # a line and its box: left, top, width, height

MOTTO: list[Printed] = [
    ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (0.48, 0.08, 0.41, 0.015)),
    ("Độc lập - Tự do - Hạnh phúc", (0.55, 0.10, 0.28, 0.015)),
]
HEAD: list[Printed] = [
    ("ỦY BAN NHÂN DÂN", (0.19, 0.08, 0.19, 0.015)),
    ("TỈNH PHÚ LĨNH", (0.21, 0.10, 0.15, 0.015)),
    *MOTTO,
]
NUMBER: Printed = ("Số: 15/QĐ-UBND", (0.21, 0.13, 0.15, 0.015))
DATE: Printed = ("Phú Lĩnh, ngày 09 tháng 12 năm 2019", (0.51, 0.13, 0.34, 0.015))
TYPE: list[Printed] = [("QUYẾT ĐỊNH", (0.45, 0.2, 0.13, 0.016)), ("Về việc giao đất", (0.42, 0.225, 0.2, 0.015))]
BASIS: list[Printed] = [
    ("Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;", (0.2, 0.28, 0.7, 0.015)),
    ("Xét Tờ trình số 99/TTr-STC ngày 07 tháng 8 năm 2019;", (0.2, 0.31, 0.5, 0.015)),
]
PAPER: list[Printed] = [*HEAD, NUMBER, DATE, *TYPE, *BASIS]


def page_of(lines: Sequence[Printed]) -> PageText:
    """A page from lines and their boxes, the words of a line spread evenly over it."""
    return PageText(tuple(_words(lines)), width=595, height=842)


def described(*pages: Sequence[Printed]) -> dict[Field, str]:
    """The values read from a document of these pages."""
    return {said.field: said.value for said in describe_document([page_of(lines) for lines in pages])}


def _words(lines: Sequence[Printed]) -> Iterator[Word]:
    for number, (text, (x, y, width, height)) in enumerate(lines):
        step = width / max(len(text), 1)
        start = 0
        for word in text.split():
            start = text.index(word, start)
            yield Word(word, Box(x + start * step, y, len(word) * step, height), 0.95, number, 0)
            start += len(word)
