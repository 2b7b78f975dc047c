"""Stamps on a paper: secrecy and urgency, the office that received it, the copy that was made of it.

A stamp's number and date are not the paper's: what belongs to the stamp of an arrival or of a copy is told apart, so that
the rest can be read as the form has it (Decree 30/2020: signs 10a, 10b, 14 and the copy's own form; the Party's bản sao).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from archive.document_types import type_named
from archive.numbers import find_numbers, parse_number
from archive.vietnamese import bare, normalise
from indexer.describe.lines import Line, Sheet
from indexer.describe.persons import name_on

SECRECY_MARKS = {"tuyetmat": "Tuyệt mật", "toimat": "Tối mật", "mat": "Mật"}
URGENCY_MARKS = {
    "hoatochengio": "Hỏa tốc hẹn giờ",
    "hoatoc": "Hỏa tốc",
    "thuongkhan": "Thượng khẩn",
    "khan": "Khẩn",
}
_MARK = re.compile(
    r"[il1]?(?:(?:dau|do|muc|tailieu|vanban|congvan)?(?P<secrecy>tuyetmat|toimat|mat))?"
    r"(?P<urgency>hoatoc(?:hengio)?|thuongkhan|khan)?[il1]?"
)
_LABELLED = re.compile(r"^\W*(?:do|muc|dau(?: chi muc)?(?: do)?) mat\s*:\s*(tuyet mat|toi mat|mat)\W*$")
_COPY_KINDS = (
    ("Trích sao", re.compile(r"(?:ban)?trichsao|bansaotrich")),
    ("Sao lục", re.compile(r"(?:ban)?saoluc")),
    ("Sao y", re.compile(r"(?:ban)?saoy|saonguyenban|saonguyenvan|saodungbanchinh|saochinh")),
    ("Bản sao", re.compile(r"bansao(?:so\d*)?$")),
)
_COPY_SYMBOLS = re.compile(r"\b(?:SY|SL|TrS|TRS|BS)\b")
_ARRIVAL = re.compile(r"^\W*(?:cong van|van ban|tai lieu)? ?den\b(?: (?:so|ngay)\b.*|\W*)$")
_ARRIVED = re.compile(
    r"^\W*(?:den\W*)?(?:so|sa(?=\s*:)|ngay|gio|chuyen|luu|kinh chuyen|ho so)(?: den| cv| ho so| hs)?\b"
)
_SIGNED_BY_MACHINE = re.compile(
    r"^\W*(?:nguoi ky|ky boi|ky ngay|ngay ky|thoi gian ky|email|e-mail|co quan|chuc vu|to chuc)\s*:", re.IGNORECASE
)
_DAY = re.compile(r"ngay\b")
_LOOSE = 3  # heights between two lines of one stamp
_WIDEST = 0.5  # of the page: no line of a stamp is wider
_FOOT = 0.42  # a copy's form below this part of the page is the foot of it: nothing under it is the paper's own
_TOP = 0.15  # of a later page, where its stamp stands
_REACH = 0.12  # of the page, to both sides and down, that a stamp takes up around its heading


class Mark(NamedTuple):
    """A mark of secrecy or urgency, or a kind of copy: the word for it, and where it stands."""

    value: str
    line: Line


@dataclass(frozen=True, slots=True)
class Stamps:
    """The stamps of a page, and the lines that belong to none."""

    secrecy: Mark | None
    urgency: Mark | None
    copy: Mark | None
    rest: list[Line]


def copy_on(sheet: Sheet) -> Mark | None:
    """The kind of copy that a page is said to be, wherever it says so."""
    return _copied(sheet.lines)[0]


def mark_on_top(sheet: Sheet) -> Mark | None:
    """The mark of secrecy that stands letter by letter and alone at the top of a later page; a row of several is a table."""
    top = [line for line in sheet.lines if line.box.y < _TOP]
    found = [Mark(word, line) for line in top for word in SECRECY_MARKS.values() if _letters(line.text) == word.upper()]
    return found[0] if len(found) == 1 else None


def _letters(text: str) -> str:
    return " ".join(re.sub(r"[\W\d_]+", " ", normalise(text)).split())


def part_stamps(lines: Sequence[Line], head: float) -> Stamps:
    """The stamps among the lines of a page, of which the part above `head` (0-1) is the head of the form.

    Marks of secrecy and urgency stand alone, in capitals, in the head; the same words in a sentence are no marks.
    """
    arrived = _arrived(lines)
    copy, copied = _copied([line for line in lines if line not in arrived])
    rest = [
        line
        for line in lines
        if line not in arrived and line not in copied and not _SIGNED_BY_MACHINE.match(bare(line.text))
    ]
    secrecy: list[Mark] = []
    urgency: list[Mark] = []
    for line in [line for line in rest if line.box.y < head]:
        marks = _marks(line)
        if not marks or _goes_on(line, rest):
            continue
        rest.remove(line)
        for word in marks:
            (secrecy if word in SECRECY_MARKS.values() else urgency).append(Mark(word, line))
    return Stamps(_strongest(secrecy, SECRECY_MARKS), _strongest(urgency, URGENCY_MARKS), copy, rest)


def _strongest(marks: Sequence[Mark], words: dict[str, str]) -> Mark | None:
    return min(marks, key=lambda mark: list(words.values()).index(mark.value), default=None)


def is_mark(line: Line) -> bool:
    """Whether a line consists of marks of secrecy or urgency."""
    return bool(_marks(line))


def _marks(line: Line) -> list[str]:
    """The marks that a line consists of; none where it holds anything else."""
    labelled = _LABELLED.match(bare(line.text))
    if labelled:
        return [SECRECY_MARKS[labelled[1].replace(" ", "")]]
    if not line.capitals and not line.text[:1].isupper():
        return []
    found = _MARK.fullmatch(_key(line.text))
    if found is None:
        return []
    words = (SECRECY_MARKS.get(found["secrecy"] or ""), URGENCY_MARKS.get(found["urgency"] or ""))
    return [word for word in words if word]


def _goes_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a line is the end of a sentence that stands above it: a heading on secrets, broken before its last word."""
    return any(
        other is not line
        and other.capitals == line.capitals
        and other.beside(line)
        and -0.5 < line.gap_below(other) < 1.2
        and abs(other.centre - line.centre) < 0.05
        and re.search(r"(?:[,-]|\b(?:bao|bi|do|muc|toi|tuyet|va|hoac|tai lieu))\W*$", bare(other.text))
        for other in lines
    )


def _key(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", bare(text)).replace("0", "o")


def _copied(lines: Sequence[Line]) -> tuple[Mark | None, list[Line]]:
    """The kind of copy that a page is said to be, and the lines of the stamp or form that says so."""
    for line in lines:
        kind = _copy_kind(line)
        if kind is not None:
            return Mark(kind, line), _of_copy(line, lines)
    return None, []


def _copy_kind(line: Line) -> str | None:
    if not (line.capitals or (len(line.text.split()) <= 5 and line.text[:1].isupper())):
        return None
    key = _key(line.text)
    return next((kind for kind, pattern in _COPY_KINDS if len(key) <= 32 and pattern.match(key)), None)


def _of_copy(heading: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines of a copy's stamp or form: all under it at the foot of a page, in the head only those that it can hold."""
    if heading.box.y > _FOOT:
        return [line for line in lines if line.middle >= heading.box.y]
    taken = [heading]
    dated = False
    for line in sorted((line for line in lines if line.box.y > heading.middle), key=_top):
        if not _under(heading, line) or line.gap_below(taken[-1]) > _LOOSE:
            continue
        has_date = bool(_DAY.search(bare(line.text)))
        if not _may_be_of_copy(line) or (dated and has_date):
            break  # a stamp has one date: a second one is the paper's
        dated = dated or has_date
        taken.append(line)
    return taken if dated else [heading]


def _may_be_of_copy(line: Line) -> bool:
    """Whether a line can stand in the stamp of a copy: its number, its date, the office that made it, or who signed."""
    if line.box.width > _WIDEST or _MOTTO.search(bare(line.text)) or (line.capitals and type_named(line.text)):
        return False
    if find_numbers(line.text):
        return bool(_COPY_SYMBOLS.search(line.text))
    return line.capitals or bool(_DAY.search(bare(line.text)) or name_on(line.text))


def _top(line: Line) -> float:
    return line.box.y


_MOTTO = re.compile(r"cong san viet|lao dong viet|cong hoa xa hoi|doc lap|dan chu cong hoa")


def _arrived(lines: Sequence[Line]) -> list[Line]:
    """The lines of the stamp by which an office notes a paper's arrival: `CÔNG VĂN ĐẾN Số: … Ngày: … Chuyển: …`."""
    taken: list[Line] = []
    for heading in lines:
        letters = [letter for letter in heading.text if letter.isalpha()]
        if not letters[:3] or not all(letter.isupper() for letter in letters[:3]):
            continue
        if not _ARRIVAL.match(bare(heading.text)):
            continue
        taken.append(heading)
        taken.extend(
            line
            for line in lines
            if line is not heading
            and _under(heading, line)
            and -0.03 < line.box.y - heading.box.y < _REACH
            and _ARRIVED.match(bare(line.text))
            and parse_number(line.text) is None
        )
    return taken


def _under(heading: Line, line: Line) -> bool:
    return heading.box.x - _REACH < line.centre < heading.box.right + _REACH
