"""The abstract (trích yếu): the lines under the heading, or the `V/v` lines of an official letter."""

import re
from collections.abc import Sequence

from archive.vietnamese import bare
from indexer.describe.head import Head
from indexer.describe.lines import Line

_FULL = 0.55  # a line this wide, of the page, is one of the text and reaches its right margin
_INSET = 0.04  # an abstract stands further in than this from the margins of the text
_SUBJECT = re.compile(r"^\W*[Vv]\s*[/.]\s*v\s*[:.]?\s*")
_BROKEN = re.compile(r"(?<=\w)- (?=(\w))")
_ENDS = re.compile(r"^(?:[-–+*] )?(can cu\b|kinh gui|dieu 1\b|[-*_=.~—– ]+$)")


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
    return re.sub(r"[\s*_–-]+$", "", re.sub(r"\s+", " ", text)).strip()


def _under(head: Head, heading: Line) -> list[Line]:
    """The centred lines under the heading, up to the rule, a wide gap, or the first line of the text."""
    after = [line for line in head.below if line.middle > heading.middle and line is not heading]
    margin = _right_margin(head.below)
    lines: list[Line] = []
    above = heading
    for line in sorted(after, key=lambda line: line.middle):
        gap = line.box.y - above.box.bottom
        full = lines and line.box.right > margin - _INSET
        if (
            full
            or not head.centred(line)
            or _ENDS.match(bare(line.text))
            or gap > 2.2 * max(line.box.height, above.box.height)
        ):
            break
        if line.capitals and not lines and len(line.text) < 60 and gap > heading.box.height:
            break  # the authority that decides, e.g. ỦY BAN NHÂN DÂN TỈNH, stands here when there is no abstract
        if lines and line.capitals and not lines[0].capitals:
            break
        if line.box.x < 0.17 and lines and line.box.width < lines[-1].box.width * 0.5:
            break
        lines.append(line)
        above = line
    return lines


def _right_margin(lines: Sequence[Line]) -> float:
    """Where full lines of the text end (0-1); 1 on a page without several of them."""
    ends = sorted((line.box.right for line in lines if line.box.width > _FULL), reverse=True)
    return ends[len(ends) // 3] if len(ends) >= 3 else 1.0
