"""The head of a paper's first page: two columns over a heading, as the state's form and the Party's have them.

Issuing body and number stand in the left column, motto, place and date in the right one. The heading, or where there is none the
first line of the text, ends the head; what a paper cites stands below it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from archive.document_types import type_named
from archive.numbers import parse_number
from archive.vietnamese import bare
from indexer.describe.lines import Line, Sheet
from indexer.describe.stamps import Stamps, is_mark, part_stamps

MOTTO = re.compile(
    r"cong hoa xa|xa hoi chu nghia|chu nghia viet nam|dan chu cong hoa|doc lap.{0,5}tu do|tu do.{0,5}hanh phuc"
    r"|cong san viet nam|san viet nam$|lao dong viet nam$"
)
_MOTTO_BEGINS = re.compile(r"(?:cong hoa xa|dang cong san|dang lao dong|da+ng cong san|viet nam dan chu|doc lap)\b")
_NUMBER_BESIDE_DATE = re.compile(r"s[oố0óôỏõồ]\s*[:.]?\s*\d", re.IGNORECASE)
_TEXT = re.compile(
    r"^(?:[-–+*] ?)?(?:can cu|kinh (?:gui|trinh|thua)|thuc hien|theo (?:de nghi|chi dao)|xet|thi hanh|trong|sau khi|hom nay"
    r"|i\.|1\.|dieu 1\b|phan thu)"
)
_ANNEX = re.compile(r"^\W*(?:phu luc|bieu (?:so|mau)|mau so)\b")
_DEEPEST = 0.42  # the head of a form ends above this part of an upright A4 page
_A4 = 842.0  # height of an upright A4 page, in points
_DEEPEST_OF_ALL = 0.62
_TORN = 0.08  # of the page, that two words of one heading may stand apart
_CENTRED = 0.09  # how far from the middle the middle of a centred line may lie
_FULL = 0.55  # a line this wide, of the page, is one of the text
_COPIES = {"Sao y", "Sao lục", "Trích sao", "Bản sao"}


@dataclass(frozen=True, slots=True)
class Head:
    """Page 1 as the form divides it: the two columns, the heading with its type, and what stands from there on.

    `number` is the page of the document (from 1). `annex` tells that the page is an annex to another paper.
    """

    number: int
    left: list[Line]
    right: list[Line]
    heading: Line | None
    kind: str | None
    below: list[Line]
    stamps: Stamps
    middle: float
    annex: bool

    def centred(self, line: Line) -> bool:
        """Whether a line stands in the middle of the text."""
        return abs(line.centre - self.middle) < _CENTRED


def head_of(sheet: Sheet) -> Head:
    """Divide the first page of a document."""
    deepest = min(_DEEPEST * _A4 / sheet.height, _DEEPEST_OF_ALL) if sheet.height else _DEEPEST
    lines = _whole_headings([piece for line in sheet.lines for piece in _parted(line)])
    stamps = part_stamps(lines, deepest)
    rest = stamps.rest
    middle = _middle(rest)
    down = sorted(rest, key=_height)
    heading = next((line for line in down if _is_heading(line, middle)), None)
    text = next((line for line in down if _is_text(line)), None)
    if heading is not None and text is not None and text.middle < heading.middle:
        heading = None  # a heading within the text is one of its parts
    ends = heading or text
    end = ends.box.y if ends is not None else 1.0
    above = [line for line in rest if line.middle < min(end, deepest) and line is not ends]
    below = [line for line in rest if line.middle >= end or line is ends]
    boundary = _boundary(above)
    top = sorted(above, key=_height)
    return Head(
        sheet.number,
        [line for line in top if line.centre < boundary],
        [line for line in top if line.centre >= boundary],
        heading,
        type_named(heading.text) if heading is not None else None,
        below,
        stamps,
        middle,
        any(_ANNEX.match(bare(line.text)) and line.box.x > 0.2 for line in top),
    )


def _height(line: Line) -> float:
    return line.middle


def _parted(line: Line) -> list[Line]:
    """A line as it is, or its two halves where the motto, or place and date, begin in the middle of it."""
    words = [bare(word.text) for word in line.words]
    if line.box.y > _DEEPEST_OF_ALL:
        return [line]
    for at in range(1, len(words)):
        gap = (line.words[at].box.x - line.words[at - 1].box.right) / line.letter if line.letter else 0.0
        if gap > 0.6 and _MOTTO_BEGINS.match(" ".join(words[at:])):
            return [line.part(0, at), line.part(at)]
    for at in range(1, len(words)):
        if is_mark(line.part(at)) and parse_number(line.part(0, at).text) is not None:
            return [line.part(0, at), line.part(at)]  # stamped beside the number
    begins = _begin_of_date(words)
    if begins and _NUMBER_BESIDE_DATE.match(line.text.lstrip(" |_.-'`")):
        gaps = [
            (line.words[at].box.x - line.words[at - 1].box.right, at) for at in range(max(begins - 4, 2), begins + 1)
        ]
        at = max(gaps)[1]
        return [line.part(0, at), line.part(at)]
    return [line]


def _whole_headings(lines: Sequence[Line]) -> list[Line]:
    """The lines with headings made whole that are set so wide that their words stand alone: `QUYẾT    ĐỊNH`."""
    whole: list[Line] = []
    for line in lines:
        before = whole[-1] if whole else None
        if before is not None and _is_torn(before, line):
            whole[-1] = before.with_more(line)
        else:
            whole.append(line)
    return whole


def _is_torn(one: Line, other: Line) -> bool:
    """Whether two pieces of one row name a type together that neither names alone."""
    same_row = abs(one.middle - other.middle) < max(one.box.height, other.box.height)
    apart = type_named(one.text) is None and type_named(other.text) is None
    close = 0 < other.box.x - one.box.right < _TORN
    return same_row and apart and close and one.capitals and type_named(f"{one.text} {other.text}") is not None


def _begin_of_date(words: Sequence[str]) -> int | None:
    return next((at for at in range(2, len(words)) if words[at] == "ngay"), None)


def _middle(lines: Sequence[Line]) -> float:
    """The middle of the text, across the page: scans are shifted."""
    wide = [line for line in lines if line.box.width > _FULL]
    if len(wide) < 3:
        return 0.5
    left = sorted(line.box.x for line in wide)[len(wide) // 4]
    right = sorted(line.box.right for line in wide)[-1 - len(wide) // 4]
    return min(max((left + right) / 2, 0.4), 0.6)


def _is_heading(line: Line, middle: float) -> bool:
    if not line.capitals or abs(line.centre - middle) >= _CENTRED:
        return False
    kind = type_named(line.text)
    return kind is not None and kind not in _COPIES


def _is_text(line: Line) -> bool:
    """Whether a line is one of the text: it begins as texts do, or runs over the page in small letters."""
    plain = bare(line.text)
    first = next((letter for letter in line.text if letter.isalpha()), "")
    if _TEXT.match(plain) and not first.islower() and line.box.width > 0.05:
        return True
    return line.box.width > _FULL and not line.capitals and len(line.words) > 6 and "thang" not in plain


def _boundary(lines: Sequence[Line]) -> float:
    """Where the right column begins: under the motto's left edge, unless the motto stands over both."""
    mottos = [line for line in lines if MOTTO.search(bare(line.text)) and line.centre > 0.55]
    return min(max(min(line.box.x for line in mottos), 0.35), 0.5) if mottos else 0.5
