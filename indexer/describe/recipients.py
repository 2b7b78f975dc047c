"""Whom a paper is for: those after `Kính gửi` in the head of the text, and those under `Nơi nhận` at the foot."""

import re
from collections.abc import Sequence

from archive.vietnamese import bare, normalise
from indexer.describe.lines import Line
from indexer.describe.set_phrases import rightly_written

_ADDRESSED = re.compile(r"^\W*kinh (?:gui|trinh|thua)\b\s*[:.]?")
_SENT = re.compile(r"^\W*noi nhan\b\s*[:.]?")
_ITEM = re.compile(r"^[^\w(]*[-–—+•*~«»=›·][^\w(]*|^\W*\d{1,2}[.)]\s")
_ENDED = re.compile(r"[;,.¡:]\W*$")
_LAST = re.compile(r"^\W*Lưu\b")
_FULL = 0.55  # of the page: a line this wide that begins no item is one of the text
_CLOSE = 1.6  # heights between two lines of one list


def addressees(lines: Sequence[Line]) -> list[Line]:
    """The lines of `Kính gửi`, from its own on; none when the paper is addressed to nobody."""
    at = next((at for at, line in enumerate(lines) if _ADDRESSED.match(bare(line.text))), None)
    if at is None:
        return []
    found = [lines[at]]
    for line in lines[at + 1 :]:
        goes_on = _ITEM.match(line.text) or (not _ended(found[-1]) and line.box.width <= _FULL)
        if not goes_on or line.gap_below(found[-1]) > _CLOSE or line.box.x < found[0].box.x - 0.02:
            break
        found.append(line)
    return found


def receivers(lines: Sequence[Line]) -> list[Line]:
    """The lines under `Nơi nhận`, from its own on, in its column."""
    heading = next((line for line in lines if _SENT.match(bare(line.text))), None)
    if heading is None:
        return []
    found = [heading]
    below = [line for line in lines if line.middle > heading.middle and line.box.x < heading.box.right + 0.05]
    for line in sorted(below, key=lambda line: line.middle):
        if line.gap_below(found[-1]) > _CLOSE or line.box.width > _FULL:
            break
        found.append(line)
    return found


def named_on(lines: Sequence[Line]) -> str:
    """The names on such lines, one after another with `; ` between: `Sở Tài chính; Lưu: VT`."""
    names: list[str] = []
    for line in lines:
        text = line.text
        label = _ADDRESSED.match(bare(text)) or _SENT.match(bare(text))
        text = text[label.end() :] if label else text
        begins = label or _ITEM.match(text) or not names or _begins_anew(names[-1], text)
        text = _ITEM.sub("", text).strip()
        if not text:
            continue
        if begins:
            names.append(text)
        else:
            names[-1] = f"{names[-1]} {text}"
    plain = (name.strip(" ;:.,/*¡|'") for name in names if any(letter.isalpha() for letter in name))
    return rightly_written(normalise("; ".join(plain)))


def _begins_anew(before: str, text: str) -> bool:
    """Whether a line whose dash was not read begins another name."""
    return bool(_LAST.match(text) or (_ENDED.search(before) and text.lstrip()[:1].isupper()))


def _ended(line: Line) -> bool:
    return line.text.rstrip().endswith((".", "./."))
