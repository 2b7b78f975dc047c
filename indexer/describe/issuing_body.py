"""The issuing body: the lines in capitals at the top left, down to the number."""

from archive.document_types import in_capitals
from archive.vietnamese import bare
from indexer.describe.abstract import subject_of
from indexer.describe.date_line import DateLine
from indexer.describe.head import MOTTO, Head
from indexer.describe.lines import Line
from indexer.describe.number_line import begins_number

_SLIPS = 1 / 8  # of the letters of a body's name may be small: misread capitals
_SHORTEST = 4  # letters: what is shorter is a star or a speck
_LOWEST = 0.25  # of the page, where no number tells how far down the body's name can reach


def body_lines(head: Head, dated: DateLine | None) -> list[Line]:
    """The printed lines of the issuing body, its parent first; none when the head has none."""
    numbered = any(begins_number(line) for line in head.left)
    subject = subject_of(head.left)
    lines: list[Line] = []
    for line in head.left:
        if line in subject or (dated is not None and line in dated.lines) or (not numbered and line.box.y >= _LOWEST):
            break
        if begins_number(line):
            if lines:
                break
            continue  # what is numbered over the body's name is a stamp
        if sum(letter.isalpha() for letter in line.text) < _SHORTEST or MOTTO.search(bare(line.text)):
            continue
        if not in_capitals(line.text, slips=_SLIPS):
            continue
        lines.append(line)
    return lines
