"""Printed lines with their place, as the rules of the form need them: what stands in two columns is two lines."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from archive.document_types import in_capitals
from archive.pages import Box, PageText, Word
from archive.vietnamese import bare

_COLUMN_GAP = 1.7  # heights of a letter: a gap wider than this parts two columns; justified lines stay below it
_FILLED_GAP = 6.0  # heights that a form may leave for the hand that fills in a number or a day
_USUAL_SHAPE = 2**0.5  # height of a page by its width, where the page does not tell
_FILLED_AFTER = re.compile(r"(?:s[o0]|ngay|thang|nam)[:.]*")
_FILLED_BEFORE = re.compile(r"(?:thang|nam)\b|[-/]\w|[.…_]{2,}")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its words, their text, the box around them, and their mean confidence (0-1).

    `letter` is how tall the words stand, in fractions of the page's width, so that it can be compared with gaps.
    """

    words: tuple[Word, ...]
    text: str
    box: Box
    confidence: float
    letter: float

    @property
    def centre(self) -> float:
        """The middle of the line, across the page (0-1)."""
        return self.box.x + self.box.width / 2

    @property
    def middle(self) -> float:
        """The middle of the line, down the page (0-1)."""
        return self.box.y + self.box.height / 2

    @property
    def capitals(self) -> bool:
        """Whether its letters are all capitals; one small letter in twenty may be a misreading."""
        return in_capitals(self.text)

    def part(self, begin: int, end: int | None = None) -> "Line":
        """The words from `begin` to `end` (not included) as a line."""
        words = self.words[begin:end]
        return _line(words, self.letter)

    def with_more(self, other: "Line") -> "Line":
        """This line and what stands at the right of it as one."""
        return _line((*self.words, *other.words), self.letter)

    def beside(self, other: "Line") -> bool:
        """Whether both stand one above the other, even if only in part."""
        return self.box.x < other.box.right and other.box.x < self.box.right

    def gap_below(self, other: "Line") -> float:
        """How far under the other's lower edge it begins, in heights of the taller of both."""
        return (self.box.y - other.box.bottom) / max(self.box.height, other.box.height, 1e-6)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as its lines, in reading order and parted at wide gaps.

    `number` is its place among the document's pages (from 1), `height` is in points. Lines without a letter or digit are rules and
    ornaments and are kept too.
    """

    number: int
    lines: list[Line]
    height: float


def sheets_of(pages: Sequence[PageText]) -> list[Sheet]:
    """The pages of a document as sheets; one without words has no lines."""
    return [Sheet(number, _lines(page), page.height) for number, page in enumerate(pages, 1)]


def _lines(page: PageText) -> list[Line]:
    shape = page.height / page.width if page.width else _USUAL_SHAPE
    usual = median(word.box.height for word in page.words) * shape if page.words else 0.0
    found: list[Line] = []
    for _, words in page.lines():
        letter = max(usual, median(word.box.height for word in words) * shape)
        found.extend(_line(piece, letter) for piece in _pieces(sorted(words, key=_left), letter))
    return found


def surround(lines: Iterable[Line]) -> Box:
    """The box around several lines."""
    return _around(line.box for line in lines)


def _pieces(words: Sequence[Word], letter: float) -> Iterator[tuple[Word, ...]]:
    begin, reached = 0, words[0].box.right
    for at in range(1, len(words)):
        gap = (words[at].box.x - reached) / letter if letter else 0.0
        if gap > _COLUMN_GAP and (gap > _FILLED_GAP or not _filled(words[at - 1], words[at])):
            yield tuple(words[begin:at])
            begin = at
        reached = max(reached, words[at].box.right)
    yield tuple(words[begin:])


def _filled(before: Word, after: Word) -> bool:
    """Whether the gap between two words is one that the form leaves to be filled in: `Số:      /QĐ-UBND`."""
    return bool(_FILLED_AFTER.fullmatch(bare(before.text)) or _FILLED_BEFORE.match(bare(after.text)))


def _left(word: Word) -> float:
    return word.box.x


def _line(words: Sequence[Word], letter: float) -> Line:
    text = " ".join(word.text for word in words)
    sure = sum(word.confidence for word in words) / len(words)
    return Line(tuple(words), text, _around(word.box for word in words), sure, letter)


def _around(boxes: Iterable[Box]) -> Box:
    edges = [(box.x, box.y, box.right, box.bottom) for box in boxes]
    lefts, tops, rights, bottoms = zip(*edges, strict=True)
    left, top = min(lefts), min(tops)
    return Box(left, top, max(rights) - left, max(bottoms) - top)
