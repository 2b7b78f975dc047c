"""The abstract (trích yếu): the lines under the heading, or the `V/v` lines of an official letter."""

import re
from collections.abc import Sequence

from archive.document_types import type_named
from archive.vietnamese import bare, normalise
from archive.vietnamese.misreadings import single_barred
from indexer.describe.head import Head
from indexer.describe.lines import Line
from indexer.describe.set_phrases import rightly_written

_FULL = 0.55  # a line this wide, of the page, is one of the text and reaches its right margin
_INSET = 0.04  # an abstract stands further in than this from the margins of the text
# `V/v`, also as scans leave it: `V⁄:`, `W⁄:`, `VA'`, `V/`
_SUBJECT = re.compile(r"^\W*(?:[Vv]\s*[/.]\s*v\s*[:.]?\s*|[VW][\W_]{1,3}\s|[VvW][/⁄.'’|]{0,2}[vVwWA][\W_]{0,2}\s)")
_ASKEW = 0.04  # by which a line's distances from both margins differ at most where it is centred
_USUAL_LEFT = 0.17  # of the page: where a text begins, on pages that have too little of it to measure
_USUAL_RIGHT = 0.88  # of the page: a line that reaches it is one of the text
_WIDEST_GAP = 2.2  # heights between two lines of one abstract
_DECIDING = re.compile(
    r"^(?:chu tich|uy ban|hoi dong|giam doc|ban thuong vu|ban chap hanh|bo truong|thu tuong|chanh|truong|thuong truc|quoc hoi"
    r"|chinh phu|bo chinh tri)\b"
)
_AUTHOR = re.compile(r"^\W*cua\b")
_BROKEN = re.compile(r"(?<=\w)- (?=(\w))")
_ENDS = re.compile(
    r"^[^\w(]{0,4}(?:can cu\b|kinh gui|dieu 1\b|\((?:kem theo|ban hanh kem|du thao|trinh tai|tai lieu)\b)|^[-*_=.~—– ]+$"
)


def abstract_of(head: Head) -> list[Line]:
    """The lines of the abstract; none when the paper has no heading and no `V/v`."""
    return _under(head, head.heading) if head.heading is not None else subject_of(head.left)


def subject_of(column: Sequence[Line]) -> list[Line]:
    """The `V/v` lines under the number of an official letter, down to a gap."""
    lines: list[Line] = []
    for line in column:
        if lines and line.gap_below(lines[-1]) > 2.2:
            break
        if lines or _SUBJECT.match(line.text):
            lines.append(line)
    return lines


def joined(lines: Sequence[Line]) -> str:
    """The lines of an abstract as one text, words broken at a line's end made whole, `V/v` and rules left out."""
    text = " ".join(line.text for line in lines)
    text = _BROKEN.sub(lambda found: "" if found[1].islower() else found[0], _SUBJECT.sub("", text))
    text = single_barred(re.sub(r"[\s*_–-]+$", "", re.sub(r"\s+", " ", text)).strip())
    return rightly_written(normalise(text))


def _under(head: Head, heading: Line) -> list[Line]:
    """The centred lines under the heading, up to the rule, a wide gap, who decides, or the first line of the text."""
    after = [line for line in head.below if line.middle > heading.middle and line is not heading]
    margins = _margins(head.below)
    lines: list[Line] = []
    above = heading
    for line in sorted(after, key=_height):
        if not lines and _AUTHOR.match(bare(line.text)) and line.capitals:
            above = line
            continue  # whose decision it is, in capitals under the type
        if _is_end(line) or line.gap_below(above) > _WIDEST_GAP or not head.centred(line):
            break
        if _is_text(line, margins, begun=bool(lines)) or _decides(line, lines):
            break
        if lines and line.capitals and (type_named(line.text) or not lines[0].capitals):
            break
        lines.append(line)
        above = line
    return lines


def _height(line: Line) -> float:
    return line.middle


def _is_end(line: Line) -> bool:
    return bool(_ENDS.match(bare(line.text)))


def _is_text(line: Line, margins: tuple[float, float] | None, *, begun: bool) -> bool:
    """Whether a line is one of the text: it reaches the right margin, or begins at the left one and ends soon."""
    if margins is None:
        return begun and line.box.x < _USUAL_LEFT and line.box.width < _FULL
    left, right = line.box.x - margins[0], margins[1] - line.box.right
    if right < _INSET:
        return begun or abs(left - right) > _ASKEW or left < _INSET
    return begun and left < _INSET / 2 and right - left > _ASKEW


def _decides(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line in capitals is the authority that decides, which stands between heading and text."""
    if not line.capitals or not _DECIDING.match(bare(line.text)):
        return False
    return not lines or not re.search(r"(?:\b(?:cua|va|giua)|[,-])$", bare(lines[-1].text))


def _margins(lines: Sequence[Line]) -> tuple[float, float] | None:
    """Where full lines of the text begin and end (0-1); None on a page without several of them."""
    full = [line.box for line in lines if line.box.width > _FULL]
    if len(full) < 3:
        right = max((line.box.right for line in lines), default=0.0)
        return (min(line.box.x for line in lines), right) if right > _USUAL_RIGHT else None
    return sorted(box.x for box in full)[len(full) // 4], sorted((box.right for box in full), reverse=True)[
        len(full) // 3
    ]
