"""The number that a paper bears in its head, never one that it cites."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from archive.document_types import symbol_named, symbols_of_type, types_of_symbol
from archive.numbers import DocumentNumber, parse_number
from archive.vietnamese import bare, normalise
from indexer.describe.head import MOTTO, Head
from indexer.describe.lines import Line

_LABELLED = re.compile(r"^[^\w]*s[oòóỏõọôồốổỗộ0]\s*[:.;]?\s*[\dOIl]", re.IGNORECASE)
_LABEL = re.compile(r"^[^\w]*s[oòóỏõọôồốổỗộ0]\s*[:.;]?(?!\w)", re.IGNORECASE)
_FILLED_DOTS = re.compile(
    r"\.{2,}|[…_]+|\.(?=\s*[/-])|(?<=[:\s])\.(?=\d)"
)  # printed for the hand that fills in the number and the day
_CITED = re.compile(r"kem theo|can cu|theo (?:cong van|quyet dinh|to trinh)|tra loi|phuc dap|thay the")
_LABELLED_SURE, _BARE_SURE, _RIGHT_SURE = 0.97, 0.85, 0.8


_AT_ODDS = 0.7  # of the confidence that a number keeps whose symbol stands for another type than the heading names
_SYMBOL = re.compile(r"\d\s*[-/]\s*(?P<symbol>[A-ZĐa-z0-9]{2,4})\s*[-/]")


class NumberLine(NamedTuple):
    """A number, the line it stands on, and how sure its place and form make it (0-1)."""

    number: DocumentNumber
    line: Line
    sure: float


def without_dots(text: str) -> str:
    """A line without the dots it was filled in over: `Số: ..15../QĐ-UBND` is read as `Số: 15/QĐ-UBND`."""
    return " ".join(_FILLED_DOTS.sub(" ", text).split())


def begins_number(line: Line) -> bool:
    """Whether a line is where the number belongs, even if none is written or legible: `Số:        /QĐ-UBND`."""
    return bool(_LABEL.match(normalise(line.text)) or _bare_number(line) or re.match(r"^\W*/[A-ZĐ]", line.text))


def number_of(head: Head) -> NumberLine | None:
    """The number in the head, first of the left column and first with `Số` before it; None when there is none.

    It is less sure where the heading names another type than its symbol.
    """
    if head.annex:
        return None
    found = max(_candidates(head), key=lambda found: found.sure, default=None)
    if found is None or head.kind is None:
        return found
    names = type_of_symbol(found.number)
    return found if head.kind in names else found._replace(sure=found.sure * _AT_ODDS)


def type_of_symbol(number: DocumentNumber) -> tuple[str, ...]:
    """The types that a number's symbol may stand for."""
    return types_of_symbol(_symbol(number), number.style == "party" if number.style != "letter" else None)


def _candidates(head: Head) -> Iterator[NumberLine]:
    for column, sure in ((head.left, 1.0), (head.right, _RIGHT_SURE)):
        for at, line in enumerate(column):
            text = _mended(without_dots(line.text), head)
            if _CITED.search(bare(" ".join(other.text for other in column[max(at - 1, 0) : at + 1]))):
                continue
            if MOTTO.search(bare(text)):
                continue
            if _LABELLED.match(normalise(text)) and (number := parse_number(text)) is not None:
                yield NumberLine(number, line, sure * _LABELLED_SURE)
            elif (found := _bare_number(line)) is not None:
                yield NumberLine(found, line, sure * _BARE_SURE)


def _mended(text: str, head: Head) -> str:
    """A number line with the symbol that the heading asks for, where one letter of it was misread (`NO` for `NQ`)."""
    found = _SYMBOL.search(text)
    if found is None or head.kind is None or symbol_named(found["symbol"]) is not None:
        return text
    for symbol in symbols_of_type(head.kind):
        if (
            len(symbol) == len(found["symbol"])
            and sum(a != b for a, b in zip(symbol, found["symbol"], strict=True)) == 1
        ):
            return text[: found.start("symbol")] + symbol + text[found.end("symbol") :]
    return text


def _bare_number(line: Line) -> DocumentNumber | None:
    """The number that a line consists of, without `Số`; a symbol that is none of the known makes it none."""
    text = without_dots(line.text)
    words = text.split()
    if len(words) > 4 or not re.match(r"^\W*[\dOIl]", text):
        return None
    number = parse_number(text)
    if number is None:
        return None
    known = symbol_named(_symbol(number)) is not None or number.style == "letter"
    rest = re.sub(r"[\W\d_]", "", normalise(text))
    return number if known and len(rest) <= len(re.sub(r"[\W\d_]", "", number.canonical)) + 2 else None


def _symbol(number: DocumentNumber) -> str:
    parts: Sequence[str] = re.split(r"[-/]", number.canonical)
    return parts[1] if len(parts) > 1 else ""
