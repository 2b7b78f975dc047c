"""Reading order of the words of a page, from their boxes alone.

The header of a Vietnamese paper stands in two blocks side by side (issuing body and number; motto, place and date), and
so does its footer (recipients; authority and name). Each block is read down before the next. Rows of a table are read
across. Engines see neither rule: they join both blocks into long lines.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from imaging.recognisers.port import RecognisedWord

_CELL_GAP = 1.7  # heights of a letter: a gap wider than this parts two blocks or cells; justified lines stay below it
_GUTTER = 1.2  # heights: what must stay free between two blocks over all their rows
_SAME_ROW = 0.65  # heights between the middles of what stands on one row; lines follow each other at 1.4 or more
_ADJOINING = 2.6  # heights between the middles of two lines that still belong to one block
_WITHIN = 7.5  # the same where the lower row has both blocks, or beside recipients: a signature leaves so much free
_PARAGRAPH = 2.3  # heights between the middles of two lines, from which on the lower begins a new block
_FULL = 0.36  # of the text's width: lines of real columns are this long on both sides, cells are shorter
_RECIPIENTS = re.compile(r"\bn[ơoô]i\s+nh[ậâaạă]n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class OrderedWord:
    """A word with its line and block, numbered from 0 in reading order."""

    word: RecognisedWord
    line: int
    block: int


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand beside each other without a wide gap."""

    words: tuple[RecognisedWord, ...]

    @property
    def left(self) -> float:
        """The left edge."""
        return self.words[0].left

    @property
    def right(self) -> float:
        """The right edge."""
        return max(word.right for word in self.words)

    @property
    def middle(self) -> float:
        """The height at which it stands; the median, so that a stray speck does not move a line."""
        return statistics.median((word.top + word.bottom) / 2 for word in self.words)

    @property
    def text(self) -> str:
        """As it reads."""
        return " ".join(word.text for word in self.words)


Row = list[Segment]  # left to right


@dataclass(frozen=True, slots=True)
class _Zone:
    """Rows [begin, end) that are parted by a gutter from `left` to `right`."""

    begin: int
    end: int
    left: float
    right: float


def arrange(words: Sequence[RecognisedWord]) -> list[OrderedWord]:
    """Put words in reading order and number their lines and blocks.

    Edges may be in any unit that is the same across and down (pixels, points); lines must be nearly level. The `line`
    of each word tells which words an engine, or a text layer, saw on one line.
    """
    if not words:
        return []
    height = statistics.median(word.height for word in words) or 1.0
    rows = _rows(_segments(words, height), height)
    ordered: list[OrderedWord] = []
    line = block = -1
    for column in _columns(rows, height):
        previous: float | None = None
        block += 1
        for row in column:
            middle = statistics.fmean(segment.middle for segment in row)
            if previous is not None and middle - previous > _PARAGRAPH * height:
                block += 1
            previous = middle
            line += 1
            ordered.extend(OrderedWord(word, line, block) for segment in row for word in segment.words)
    return ordered


def _segments(words: Sequence[RecognisedWord], height: float) -> Iterator[Segment]:
    lines: dict[int, list[RecognisedWord]] = {}
    for word in words:
        lines.setdefault(word.line, []).append(word)
    for line in lines.values():
        line.sort(key=lambda word: word.left)
        letters = max(height, statistics.median(word.height for word in line))
        begin = 0
        for place in range(1, len(line)):
            if line[place].left - max(word.right for word in line[begin:place]) > _CELL_GAP * letters:
                yield Segment(tuple(line[begin:place]))
                begin = place
        yield Segment(tuple(line[begin:]))


def _rows(segments: Iterator[Segment], height: float) -> list[Row]:
    rows: list[Row] = []
    middles: list[float] = []
    for segment in sorted(segments, key=lambda segment: segment.middle):
        if rows and segment.middle - middles[-1] <= _SAME_ROW * height:
            rows[-1].append(segment)
            middles[-1] = statistics.fmean(part.middle for part in rows[-1])
        else:
            rows.append([segment])
            middles.append(segment.middle)
    for row in rows:
        row.sort(key=lambda segment: segment.left)
    return rows


def _columns(rows: list[Row], height: float) -> Iterator[list[Row]]:
    """Runs of rows in reading order: a block of a zone, or the rows between zones."""
    begin = 0
    for zone in _zones(rows, height):
        if begin < zone.begin:
            yield rows[begin : zone.begin]
        middle = (zone.left + zone.right) / 2
        for on_left in (True, False):
            side = [[part for part in row if (part.left < middle) == on_left] for row in rows[zone.begin : zone.end]]
            if found := [row for row in side if row]:
                yield found
        begin = zone.end
    if begin < len(rows):
        yield rows[begin:]


def _zones(rows: list[Row], height: float) -> Iterator[_Zone]:
    text_left = min(row[0].left for row in rows)
    text_right = max(segment.right for row in rows for segment in row)
    begin = 0
    while begin < len(rows):
        zone = _zone_at(rows, begin, height, text_left, text_right)
        if zone is None or not _reads_down(rows, zone, text_right - text_left):
            begin += 1
            continue
        yield zone
        begin = zone.end


def _zone_at(rows: list[Row], begin: int, height: float, text_left: float, text_right: float) -> _Zone | None:
    """The longest zone that begins at a row; its first row has both sides, or one side and the next row the other."""
    gutter = _gutter(rows[begin], height, text_left, text_right)
    if gutter is None:
        return None
    end, last = begin + 1, _middle(rows[begin])
    while end < len(rows):
        narrowed = _narrowed(rows[end], gutter, height)
        if narrowed is None:
            break
        wide = _is_footer(rows, begin, end) or _has_both(rows[end], narrowed)
        if _middle(rows[end]) - last > (_WITHIN if wide else _ADJOINING) * height:
            break
        gutter, last = narrowed, _middle(rows[end])
        end += 1
    return _Zone(begin, end, *gutter)


def _gutter(row: Row, height: float, text_left: float, text_right: float) -> tuple[float, float] | None:
    """The widest gap of a row, if it lies around the middle third of the text."""
    gaps = [(left.right, right.left) for left, right in pairwise(row)]
    width = text_right - text_left
    gaps = [gap for gap in gaps if gap[1] - gap[0] >= _GUTTER * height]
    gaps = [gap for gap in gaps if gap[1] > text_left + 0.3 * width and gap[0] < text_left + 0.7 * width]
    return max(gaps, key=lambda gap: gap[1] - gap[0]) if gaps else None


def _narrowed(row: Row, gutter: tuple[float, float], height: float) -> tuple[float, float] | None:
    """The gutter that a further row leaves free, or None if the row crosses it."""
    left, right = gutter
    for segment in row:
        if (segment.left + segment.right) / 2 < (gutter[0] + gutter[1]) / 2:
            left = max(left, segment.right)
        else:
            right = min(right, segment.left)
    return (left, right) if right - left >= _GUTTER * height else None


def _is_footer(rows: list[Row], begin: int, end: int) -> bool:
    """A signature leaves a tall space in its block; recipients beside it tell that it is one."""
    return end > begin and any(_RECIPIENTS.search(row[0].text) for row in rows[begin:end])


def _reads_down(rows: list[Row], zone: _Zone, width: float) -> bool:
    """Whether a zone is two blocks, each read down, and not rows of a table."""
    inside = rows[zone.begin : zone.end]
    if len(inside) < 2:
        return False
    both = sum(_has_both(row, (zone.left, zone.right)) for row in inside)
    crowded = sum(len(row) > 2 for row in inside)
    if crowded > len(inside) / 3:
        return False
    if _is_footer(rows, zone.begin, zone.end):
        return True
    middle = (zone.left + zone.right) / 2
    left = [part.right - part.left for row in inside for part in row if part.left < middle]
    right = [part.right - part.left for row in inside for part in row if part.left >= middle]
    if len(inside) >= 4 and min(statistics.median(left), statistics.median(right)) >= _FULL * width:
        return True  # columns of running text
    at_top = zone.begin <= 2
    at_end = len(rows) - zone.end <= 1
    return (at_top or at_end) and (both < 4 or both < 0.75 * len(inside))


def _has_both(row: Row, gutter: tuple[float, float]) -> bool:
    return row[0].left < (gutter[0] + gutter[1]) / 2 <= row[-1].left


def _middle(row: Row) -> float:
    return statistics.fmean(segment.middle for segment in row)


def with_rows_as_lines(words: Sequence[RecognisedWord]) -> list[RecognisedWord]:
    """Number the lines of words that come without any: those whose middles stand at one height are on one line."""
    if not words:
        return []
    height = statistics.median(word.height for word in words) or 1.0
    numbered: list[RecognisedWord] = []
    line, last = -1, float("-inf")
    for word in sorted(words, key=lambda word: word.top + word.bottom):
        middle = (word.top + word.bottom) / 2
        if middle - last > 0.4 * height:
            line += 1
        last = middle
        numbered.append(replace(word, line=line))
    return numbered
