"""The papers that a paper cites, above all in its legal basis: number, date and body as they are printed there."""

import re
from bisect import bisect_right
from collections.abc import Sequence

from archive.citations import CitedPaper
from archive.dates import PartialDate, find_dates
from archive.descriptions import Place
from archive.numbers import find_numbers
from archive.pages import PageText
from archive.vietnamese import normalise
from indexer.describe.head import head_of
from indexer.describe.lines import Line, sheets_of, surround
from indexer.describe.number_line import number_of

_NEAR = 40  # characters between a cited number and its date: `, ngày 05 tháng 3 năm 2020`
_BODY = re.compile(
    r"^[\s,]*của\s+(?P<body>[^\W\d_][^;.,:()]{2,90}?)\s*(?=[;.,:()]|$|\s(?:về|V/v|quy định|ban hành|hướng dẫn|và theo|phê duyệt|sửa đổi)\b)"
)
_LONGEST_BODY = 120  # characters


def cited_papers(pages: Sequence[PageText]) -> list[CitedPaper]:
    """The papers cited on the pages of a document, in order, each number once; the paper's own number is none of them."""
    found: dict[str, CitedPaper] = {}
    own: str | None = None
    for sheet in sheets_of(pages):
        lines = sheet.lines
        if own is None and lines:
            head = head_of(sheet)
            said = number_of(head)
            own = said.number.key if said is not None else ""
            lines = [line for line in (*head.left, *head.right, *head.below) if said is None or line != said.line]
        for cited in _cited_on(lines, sheet.number):
            if cited.number.key != own:
                found.setdefault(cited.number.key, cited)
    return list(found.values())


def _cited_on(lines: Sequence[Line], page: int) -> list[CitedPaper]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(normalise(line.text)) + 1)
    text = " ".join(normalise(line.text) for line in lines)
    cited: list[CitedPaper] = []
    for start, end, number in find_numbers(text):
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        when, after = _date_after(text, end)
        told = _BODY.match(text[after : after + _LONGEST_BODY])
        body = " ".join(told["body"].split()) if told else None
        cited.append(CitedPaper(number, when, body, Place(page, surround(lines[first : last + 1]))))
    return cited


def _date_after(text: str, end: int) -> tuple[PartialDate | None, int]:
    """The date closely after a cited number, and where what follows begins."""
    near = text[end : end + _NEAR + 30]
    start, stop, when = next(iter(find_dates(near)), (0, 0, None))
    told = when is not None and start <= _NEAR and not find_numbers(near[:start]) and ";" not in near[:start]
    return (when, end + stop) if told else (None, end)
