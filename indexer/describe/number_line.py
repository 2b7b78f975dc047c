"""The number that a paper bears in its head, never one that it cites."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.document_types import types_of_symbol
from archive.numbers import DocumentNumber
from archive.vietnamese import bare
from indexer.describe.head import MOTTO, Head
from indexer.describe.lines import Line
from indexer.describe.printed_numbers import is_labelled, printed_number, type_symbol

_CITED = re.compile(r"kem theo|can cu|theo (?:cong van|quyet dinh|to trinh)|tra loi|phuc dap|thay the")
_LABELLED_SURE, _BARE_SURE = 0.97, 0.85
_AT_RIGHT, _FILLED, _AT_ODDS = 0.9, 0.85, 0.4
"""Of its confidence a number keeps in the right column; filled in by hand; with the symbol of another type than the heading's."""
_LEGIBLE = 0.05  # the least confidence of the engine in the words of a number that it is taken with
_LEGIBLE_IN_DOUBT = 0.65  # the same of one filled in by hand or without `Số`
_SAME_ROW = 0.6  # heights between the middles of two pieces of one line


class NumberLine(NamedTuple):
    """A number, the line it stands on, and how sure its place and form make it (0-1)."""

    number: DocumentNumber
    line: Line
    sure: float


def begins_number(line: Line) -> bool:
    """Whether a line is where the number belongs, even if none is written or legible: `Số:        /QĐ-UBND`."""
    return is_labelled(line.text) or printed_number(line.text, None) is not None or bool(_BLANK.search(line.text))


def number_of(head: Head) -> NumberLine | None:
    """The number in the head, first of the left column and first with `Số` before it; None when there is none.

    It is less sure where the heading names another type than its symbol, and none at all where the engine could hardly read it.
    """
    if head.annex:
        return None
    found = max(_candidates(head), key=lambda found: found.sure, default=None)
    if found is None or head.kind is None:
        return found
    return found if head.kind in type_of_symbol(found.number) else found._replace(sure=found.sure * _AT_ODDS)


def type_of_symbol(number: DocumentNumber) -> tuple[str, ...]:
    """The types that a number's symbol may stand for."""
    return types_of_symbol(type_symbol(number), number.style == "party" if number.style != "letter" else None)


_BLANK = re.compile(r"^\W*/[A-ZĐ]|\d[\W\d]{0,4}[/-]\s?[A-ZĐ]{2}")


def _candidates(head: Head) -> Iterator[NumberLine]:
    for column, sure in ((head.left, 1.0), (head.right, _AT_RIGHT)):
        for at, line in enumerate(column):
            around = bare(" ".join(other.text for other in column[max(at - 1, 0) : at + 1]))
            if _CITED.search(around) or MOTTO.search(bare(line.text)):
                continue
            text = line.text
            printed = printed_number(text, head.kind)
            if printed is None and (beside := _beside(line, column)) is not None:
                printed = printed_number(f"{text} {beside.text}", head.kind)
            if printed is None or not _is_legible(line, doubtful=printed.filled or not printed.labelled):
                continue
            form = _LABELLED_SURE if printed.labelled else _BARE_SURE
            yield NumberLine(printed.number, line, sure * form * (_FILLED if printed.filled else 1.0))


def _beside(line: Line, column: Sequence[Line]) -> Line | None:
    """The piece that stands at the right of a label and its ordinal, torn off by a sign that was not read."""
    if not is_labelled(line.text):
        return None
    row = [other for other in column if abs(other.middle - line.middle) < _SAME_ROW * line.box.height]
    return min((other for other in row if other.box.x > line.centre), key=lambda other: other.box.x, default=None)


def _is_legible(line: Line, *, doubtful: bool) -> bool:
    figures = [word.confidence for word in line.words if any(map(str.isdigit, word.text))]
    return min(figures, default=line.confidence) >= (_LEGIBLE_IN_DOUBT if doubtful else _LEGIBLE)
