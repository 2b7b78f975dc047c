"""Abbreviations of administrative Vietnamese and what they stand for, both ways, with the scope in which they hold.

Words are exact forms with y for a final i: small letters, one placement of tones. The table is of guidelines for papers of
the Party and the state, and of what archivists write in inventories.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Literal, NamedTuple

from archive.document_types import TYPES, types_of_symbol
from archive.vietnamese.folding import bare, iy_key
from archive.vietnamese.normalising import normalise
from archive.vietnamese.syllables import is_syllable
from archive.vietnamese.words import tokens

Scope = Literal["text", "body", "type"]


@dataclass(frozen=True, slots=True)
class Expansion:
    """What may stand in the place of the words `start` to `end` (not included) of a question.

    `written` is what stands there as rightly written (`UBND`), `meant` what it stands for or is written with (`ủy ban nhân
    dân`), and `replacement` the words of the latter. `scope` tells where it holds: `text` in any text; `body` in any text
    and in names of issuing bodies; `type` only as the type of a document, for the text has other things of this symbol.
    """

    start: int
    end: int
    written: str
    meant: str
    replacement: tuple[str, ...]
    scope: Scope


# Bodies that stand before the committee or unit they belong to: `BTV TU`, `VP HU`, merged `VPTU`.
_HEADS = {
    "BCH": "ban chấp hành", "BTV": "ban thường vụ", "BTC": "ban tổ chức", "BTG": "ban tuyên giáo", "BDV": "ban dân vận",
    "BNC": "ban nội chính", "UBKT": "ủy ban kiểm tra", "VP": "văn phòng",
}  # fmt: skip
# The committees themselves. In small letters TU, TƯ, HU and ĐU are words (`tu sửa`, `đu đủ`), so they stand for a committee
# only behind a body, a type or another abbreviation.
_SEATS = {
    "tỉnh ủy": ("TU", "T.U"), "thành ủy": ("TU", "T.U"), "huyện ủy": ("HU",), "đảng ủy": ("ĐU",), "quận ủy": ("QU",),
    "trung ương": ("TW", "T.Ư", "TƯ"),
}  # fmt: skip
_BODIES = {
    "UBND": "ủy ban nhân dân", "HĐND": "hội đồng nhân dân", "MTTQ": "mặt trận tổ quốc",
    "UBMTTQ": "ủy ban mặt trận tổ quốc", "LĐLĐ": "liên đoàn lao động", "LHPN": "liên hiệp phụ nữ",
    "CCB": "cựu chiến binh", "HCCB": "hội cựu chiến binh", "HND": "hội nông dân", "ĐTN": "đoàn thanh niên",
    "BCĐ": "ban chỉ đạo", "BCSĐ": "ban cán sự đảng", "LLVT": "lực lượng vũ trang", "VPUBND": "văn phòng ủy ban nhân dân",
    "ĐBQH": "đại biểu quốc hội", "TP": "thành phố", "TX": "thị xã", "HTX": "hợp tác xã",
}  # fmt: skip
_TEXT = {
    "XHCN": "xã hội chủ nghĩa", "CNXH": "chủ nghĩa xã hội", "CHXHCN": "cộng hòa xã hội chủ nghĩa",
    "CNH-HĐH": "công nghiệp hóa, hiện đại hóa", "CNH": "công nghiệp hóa", "HĐH": "hiện đại hóa",
    "KT-XH": "kinh tế - xã hội", "VH-XH": "văn hóa - xã hội", "QP-AN": "quốc phòng - an ninh",
    "AN-QP": "an ninh - quốc phòng", "ANTT": "an ninh trật tự", "ANCT": "an ninh chính trị", "ATGT": "an toàn giao thông",
    "NTM": "nông thôn mới", "DTTS": "dân tộc thiểu số", "ĐVBQ": "đơn vị bảo quản", "GPMB": "giải phóng mặt bằng",
    "XĐGN": "xóa đói giảm nghèo", "BHXH": "bảo hiểm xã hội", "BHYT": "bảo hiểm y tế", "PCCC": "phòng cháy chữa cháy",
    "PCTN": "phòng chống tham nhũng", "CBCC": "cán bộ công chức", "NSNN": "ngân sách nhà nước", "GTVT": "giao thông vận tải",
    "KHHGĐ": "kế hoạch hóa gia đình", "TDTT": "thể dục thể thao", "THCS": "trung học cơ sở", "THPT": "trung học phổ thông",
    "TNCS": "thanh niên cộng sản",
}  # fmt: skip
# One abbreviation, several readings; all are offered.
_SEVERAL = {"HPN": ("hội phụ nữ", "hội liên hiệp phụ nữ")}
# Behind these a TU is a committee; and behind the names of bodies and types, which are in the tables.
_BEFORE_SEATS = ("bí thư", "thường trực", "thường vụ", "chấp hành", "ban")


class _Entry(NamedTuple):
    """One thing with all that it is written with, and the scope these hold in."""

    spellings: tuple[str, ...]
    scope: Scope


class _Known(NamedTuple):
    """A spelling as rightly written, and all that it can be."""

    written: str
    entries: tuple[_Entry, ...]


@cache
def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in the form in which they are compared here."""
    return tuple(iy_key(token.text) for token in tokens(normalise(text)))


def expansions(words: Sequence[str]) -> list[Expansion]:
    """What may stand for an abbreviation among words, and for words that have an abbreviation; in order of their places.

    Two expansions of several words each cover the same words, or none in common; those of one word may lie within. A word
    typed without marks is also read as one with them (`hdnd`, `uy ban nhan dan`). Of a text in small letters nobody can
    tell `TU` from `tu`, hence the table's care with abbreviations that are syllables.
    """
    found: list[Expansion] = []
    free = 0  # the first word that no expansion of several words covers yet
    for at in range(len(words)):
        found += _of_one(words, at)
        if at < free:
            continue
        for end in range(min(len(words), at + _longest()), at + 1, -1):
            typed = tuple(words[at:end])
            if (known := _known(typed)) is not None:
                found += _others(at, end, known)
                free = end
                break
    return found


def _of_one(words: Sequence[str], at: int) -> Iterator[Expansion]:
    """What one word stands for: a table's abbreviation, a committee where it can be one, a type."""
    word = words[at]
    known = _known((word,))
    if known is not None and (not is_syllable(word) or _before_a_seat(words[:at])):
        yield from _others(at, at + 1, known)
    elif len(word) > 1 and not is_syllable(word):
        for name in types_of_symbol(word):
            yield Expansion(at, at + 1, word.upper(), name, words_of(name), "type")


def _before_a_seat(before: Sequence[str]) -> bool:
    """Whether the words before let a committee follow."""
    spelt = "".join(f" {word}" for word in before)
    if not before or spelt.endswith(_ends()):
        return bool(before)
    last = before[-1]
    return not is_syllable(last) and (_known((last,)) is not None or bool(types_of_symbol(last)))


def _known(typed: tuple[str, ...]) -> _Known | None:
    """What the table has for words: with these marks, or for words typed without any."""
    return _table().get(typed) or (_bare_table().get(typed) if all(word == bare(word) for word in typed) else None)


def _others(start: int, end: int, known: _Known) -> Iterator[Expansion]:
    """Every other spelling of what was typed, once. One syllable is no spelling: it would be found everywhere."""
    given = {words_of(known.written)}
    for entry in known.entries:
        for spelling in entry.spellings:
            replacement = words_of(spelling)
            if replacement in given or (len(replacement) == 1 and is_syllable(bare(replacement[0]))):
                continue
            given.add(replacement)
            yield Expansion(start, end, known.written, spelling, replacement, entry.scope)


@cache
def _table() -> dict[tuple[str, ...], _Known]:
    """By its words, each spelling as rightly written and what it can be."""
    table: dict[tuple[str, ...], _Known] = {}
    for entry in _entries():
        for spelling in entry.spellings:
            words = words_of(spelling)
            known = table.get(words, _Known(spelling, ()))
            table[words] = known._replace(entries=(*known.entries, entry))
    return table


@cache
def _bare_table() -> dict[tuple[str, ...], _Known]:
    """The table for words typed without marks; what makes a syllable then (`đu`, `tư`) is left out."""
    table: dict[tuple[str, ...], _Known] = {}
    for words, known in _table().items():
        stripped = tuple(map(bare, words))
        if len(stripped) > 1 or not is_syllable(stripped[0]):
            table.setdefault(stripped, known)
    return table


@cache
def _longest() -> int:
    return max(map(len, _table()))


@cache
def _ends() -> tuple[str, ...]:
    """What stands before a committee, with marks and without; a space before each word."""
    names = (*_BEFORE_SEATS, *_HEADS.values(), *(kind.name for kind in TYPES if kind.party))
    spelt = ["".join(f" {word}" for word in words_of(name)) for name in names]
    return tuple(dict.fromkeys([*spelt, *map(bare, spelt)]))


def _entries() -> Iterator[_Entry]:
    """All that is written in more than one way, with its spellings."""
    for short, long in {**_HEADS, **_BODIES}.items():
        yield _Entry((short, long), "body")
    for short, longs in _SEVERAL.items():
        yield from (_Entry((short, long), "body") for long in longs)
    for short, long in _TEXT.items():
        spellings = (short, short.replace("-", ""), long) if "-" in short else (short, long)
        yield _Entry(spellings, "text")
    for seat, shorts in _SEATS.items():
        yield _Entry((*shorts, seat), "body")
        for head, long in _HEADS.items():
            merged = [head + short for short in shorts if short.isascii() and short.isalpha()]
            yield _Entry((*merged, *_joined((head, long), (*shorts, seat))), "body")
    yield from _numbered()


def _numbered() -> Iterator[_Entry]:
    """A type and the body it is of, which papers cite as one: `nghị quyết tỉnh ủy` is the NQ/TU of numbers."""
    for kind in TYPES:
        for seat, shorts in _SEATS.items() if kind.party else ():
            yield _Entry((*_joined((kind.party,), (*shorts, seat)), f"{kind.name.lower()} {seat}"), "body")
        for body in ("UBND", "HĐND") if kind.state else ():
            yield _Entry(_joined((kind.state, kind.name.lower()), (body, _BODIES[body])), "body")


def _joined(first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
    return tuple(f"{one} {other}" for one, other in product(first, second))
