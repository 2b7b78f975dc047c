"""Printed lines with their place, as the rules of the form need them."""

from collections.abc import Iterable
from dataclasses import dataclass

from archive.document_types import in_capitals
from archive.pages import Box, PageText, Word


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: its text, the box around it, and the mean confidence of its words (0-1)."""

    text: str
    box: Box
    confidence: float

    @property
    def centre(self) -> float:
        """The middle of the line, across the page (0-1)."""
        return self.box.x + self.box.width / 2

    @property
    def capitals(self) -> bool:
        """Whether its letters are all capitals; one small letter in twenty may be a misreading."""
        return in_capitals(self.text)


def lines_of(page: PageText) -> list[Line]:
    """The lines of a page in reading order; lines without a letter or digit are rules and ornaments and are kept too."""
    return [line_of(words) for _, words in page.lines()]


def line_of(words: Iterable[Word]) -> Line:
    """The words of one line as a line."""
    words = list(words)
    box = words[0].box
    for word in words[1:]:
        box = box.union(word.box)
    return Line(" ".join(word.text for word in words), box, sum(word.confidence for word in words) / len(words))


def surround(lines: Iterable[Line]) -> Box:
    """The box around several lines."""
    first, *rest = lines
    box = first.box
    for line in rest:
        box = box.union(line.box)
    return box
