"""The signature: authority, title and name at the bottom right of a page; annexes may follow the signed page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from archive.document_types import in_capitals, type_named
from archive.vietnamese import bare
from indexer.describe.head import MOTTO
from indexer.describe.lines import Line, Sheet
from indexer.describe.persons import has_surname, is_authority, is_title, name_on
from indexer.describe.stamps import part_stamps

_RECIPIENTS = re.compile(r"^\W*noi nhan")
_ANNEX = re.compile(r"^\W*(?:phu luc|bieu (?:so|mau)|mau so|kem theo|ban hanh kem)\b")
_TOP, _FIRST = 0.3, 6  # of the page, and lines: where the name of an annex and what it belongs to stand
_UNTITLED = 0.6  # how sure a name is over which no title stands
_SHORTEST = 4  # letters of a title: less is a speck
_RIGHT = 0.5  # of the page: a signature's middle lies further right
_WIDEST = 0.5
_TALLEST = 0.2  # of the page, that hand and seal may take between title and name
_SAME_ROW = 0.8  # heights between the middles of two lines that stand beside each other; a scan is a little askew
_BLOCK_GAP = 2.5  # heights between two lines of one block


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: the bare name and its line, the lines of authority and title, the page (from 1) and how sure (0-1)."""

    name: str
    line: Line
    titles: list[Line]
    page: int
    sure: float


def signature_of(sheets: Sequence[Sheet]) -> Signature | None:
    """The signature that has most of what one has; of equals the first, as annexes follow the signed page."""
    found = [made for sheet in sheets if not _is_annex(sheet) for made in _signatures(sheet)]
    joint = [made for sheet in sheets if not _is_annex(sheet) for made in _signatures_of_two(sheet)]
    best = max(found, key=lambda made: made.sure, default=None)
    beside = next((made for made in joint if best is None or made.page == best.page), None)
    return beside or best or _untitled(sheets)


def _signatures_of_two(sheet: Sheet) -> Iterator[Signature]:
    """The left one of two signatures that stand beside each other, whose body a joint paper names first.

    Title and name at the left have a title or a name beside them in the right half, each in the same row: what else
    stands at the left, such as `Nơi nhận`, has neither.
    """
    lines = sorted(part_stamps(sheet.lines, 0.0).rest, key=lambda line: line.middle)
    left, right = ([line for line in lines if (line.centre > _RIGHT) == far] for far in (False, True))
    for title in left:
        if not _is_title(title) or not any(_in_one_row(line, title) and line.capitals for line in right):
            continue
        for line in left:
            name = name_on(line.text) if 0 < line.box.y - title.box.bottom < _TALLEST and line.beside(title) else None
            if name and any(_in_one_row(other, line) and name_on(other.text) for other in right):
                yield Signature(name, line, [title], sheet.number, _sureness([title], name, recipients=True))
                break


def _in_one_row(one: Line, other: Line) -> bool:
    return abs(one.middle - other.middle) < _SAME_ROW * max(one.box.height, other.box.height)


def _untitled(sheets: Sequence[Sheet]) -> Signature | None:
    """A name with a usual surname beside `Nơi nhận`, where no title over it could be read."""
    for sheet in sheets:
        beside = next((line for line in sheet.lines if _RECIPIENTS.match(bare(line.text))), None)
        if beside is None or _is_annex(sheet):
            continue
        for line in part_stamps(sheet.lines, 0.0).rest:
            name = name_on(line.text) if line.centre > _RIGHT and line.middle > beside.middle else None
            if name and has_surname(name):
                return Signature(name, line, [], sheet.number, _UNTITLED)
    return None


def lines_over(signature: Signature, sheet: Sheet) -> list[Line]:
    """What stands closely over a signature in its own column: the place and date of older papers."""
    first = signature.titles[0] if signature.titles else signature.line
    return [
        line
        for line in sheet.lines
        if line.centre > _RIGHT and 0 < first.box.y - line.box.y < 0.06 and line.box.width < _WIDEST
    ]


def _is_annex(sheet: Sheet) -> bool:
    """Whether a later page begins an annex, whose tables are signed by those who drew them up."""
    top = sorted((line for line in sheet.lines if line.box.y < _TOP), key=lambda line: line.middle)
    return sheet.number > 1 and any(_ANNEX.match(bare(line.text)) for line in top[:_FIRST])


def _signatures(sheet: Sheet) -> list[Signature]:
    lines = sorted(part_stamps(sheet.lines, 0.0).rest, key=lambda line: line.middle)
    recipients = any(_RECIPIENTS.match(bare(line.text)) for line in lines)
    right = [line for line in lines if line.centre > _RIGHT and line.box.width < _WIDEST]
    made: list[Signature] = []
    at = 0
    while at < len(right):
        titles = _titles(right[at:])
        at += max(len(titles), 1)
        if not titles:
            continue
        for line in right[at:]:
            if line.box.y - titles[-1].box.bottom > _TALLEST or _is_title(line):
                break
            name = name_on(line.text)
            if name and line.beside(titles[-1]):
                made.append(Signature(name, line, titles, sheet.number, _sureness(titles, name, recipients)))
                break
    return made


def _titles(lines: Sequence[Line]) -> list[Line]:
    """The lines of authority and title that begin here, each closely under the one above it."""
    if not _is_title(lines[0]):
        return []
    block = [lines[0]]
    for line in lines[1:]:
        if (
            line.gap_below(block[-1]) > _BLOCK_GAP
            or not line.beside(block[-1])
            or not in_capitals(line.text, slips=0.1)
        ):
            break
        if name_on(line.text) and not is_title(line.text):
            break
        if sum(map(str.isalpha, line.text)) >= _SHORTEST:
            block.append(line)
    return block


def _is_title(line: Line) -> bool:
    plain = bare(line.text)
    if MOTTO.search(plain) or type_named(line.text) or not in_capitals(line.text, slips=0.1):
        return False
    return is_authority(line.text) or is_title(line.text)


def _sureness(titles: Sequence[Line], name: str, recipients: bool) -> float:
    sure = 0.55
    if any(is_authority(line.text) for line in titles):
        sure += 0.2
    else:
        sure += 0.15
    if has_surname(name):
        sure += 0.15
    return sure + (0.07 if recipients else 0.0)
