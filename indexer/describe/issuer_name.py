"""The issuing body's name from its lines, mended by what else the head tells: the symbol in the number, the place by the date."""

import re
from collections.abc import Sequence
from unicodedata import normalize

from archive.bodies import issuer_of
from archive.numbers import DocumentNumber
from archive.vietnamese import bare

_DEPARTMENTS = {
    "BTC": "Ban Tổ chức",
    "BTG": "Ban Tuyên giáo",
    "BDV": "Ban Dân vận",
    "BNC": "Ban Nội chính",
    "UBKT": "Ủy ban Kiểm tra",
    "VP": "Văn phòng",
}
_SEATS = {"TU": ("Tỉnh ủy ", "Thành ủy "), "HU": ("Huyện ủy ",)}
_OF_COMMITTEE = re.compile(rf"(?P<department>{'|'.join(_DEPARTMENTS)})(?P<seat>TU|HU)")
_OWN = ("Ban Chấp hành", "Ban Thường vụ", "Đại hội", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Đảng ủy", "Đoàn")


def issuer_named(lines: Sequence[str], number: DocumentNumber | None, place: str) -> str:
    """The name of the body whose lines these are; empty without lines.

    Where a scan spoilt the second line, the symbol in the number still tells which department of a committee it names. A place
    is spelt as the place-and-date line has it, unless a mark was lost there.
    """
    name = issuer_of(lines)
    if name and number is not None:
        name = _by_symbol(name, issuer_of(lines[:1]), len(lines), number)
    return _with_place(name, place)


def _by_symbol(name: str, seat: str, count: int, number: DocumentNumber) -> str:
    symbol = re.split(r"[/-]", number.symbol)[-1]
    found = _OF_COMMITTEE.fullmatch(symbol)
    if found is not None and seat.startswith(_SEATS[found["seat"]]):
        return f"{_DEPARTMENTS[found['department']]} {seat}"
    if symbol == "TU" and not name.startswith(_OWN):
        if seat.startswith("Đảng bộ "):
            return f"Ban Chấp hành {seat}"
        if seat.startswith(_SEATS["TU"]) and count > 1:
            return f"Ban Thường vụ {seat}"
    return name


def _with_place(name: str, place: str) -> str:
    """The name with a place as it is spelt elsewhere, where only marks and gaps tell both apart."""
    words, wanted = name.split(), bare(place).replace(" ", "")
    size = len(place.split())
    if size < 2:  # an abbreviation
        return name
    for at in range(len(words)):
        for count in range(1, size + 1):
            if bare("".join(words[at : at + count])) == wanted:
                spelt = _marked(words[at : at + count], place.split())
                return " ".join([*words[:at], *spelt, *words[at + count :]])
    return name


def _marked(one: Sequence[str], other: Sequence[str]) -> list[str]:
    """Of two spellings of a place, each syllable as it has more marks, since scans lose more than they add; else as in the other."""
    if len(one) != len(other):
        return list(other)
    return [a if _marks(a) > _marks(b) else b for a, b in zip(one, other, strict=True)]


def _marks(word: str) -> int:
    return len(normalize("NFD", word)) + word.lower().count("đ")
