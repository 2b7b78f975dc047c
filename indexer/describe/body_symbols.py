"""The symbol that a body's own numbers bear, by its name; mends what a scan misread there."""

import re
from dataclasses import replace

from archive.numbers import BODY_SYMBOLS, DocumentNumber
from archive.vietnamese import bare
from archive.vietnamese.nearness import one_edit_apart

_OWN = (
    (re.compile(r"^Ủy ban nhân dân\b"), ("UBND", "UB")),
    (re.compile(r"^Hội đồng nhân dân\b"), ("HĐND",)),
    (
        re.compile(r"^(?:Ban Chấp hành Đảng bộ tỉnh|Ban Thường vụ Tỉnh ủy|Tỉnh ủy|Ban Thường vụ Thành ủy|Thành ủy)\b"),
        ("TU",),
    ),
    (re.compile(r"^(?:Ban Chấp hành Đảng bộ huyện|Ban Thường vụ Huyện ủy|Huyện ủy)\b"), ("HU",)),
    (re.compile(r"^(?:Ban Chấp hành Trung ương|Bộ Chính trị|Ban Bí thư)\b"), ("TW",)),
    (re.compile(r"^Đảng ủy (?:xã|phường|thị trấn)\b"), ("ĐU",)),
)
_OF_PARTY = re.compile(r" (Tỉnh|Thành|Huyện|Thị|Quận) ủy\b")
_OF_PLACE = re.compile(r" (?:Ủy ban nhân dân|tỉnh|thành phố|huyện|thị xã|quận|xã|phường)\b.*$")
_COMMITTEES = {"TU", "HU", "QU", "ĐU"}
_FILLING = {"và", "-"}


def symbols_of_body(name: str) -> tuple[str, ...]:
    """The symbols that a body with this name may have: `UBND`, `TU`, `BTCTU`, `SGDĐT`."""
    for pattern, symbols in _OWN:
        if pattern.match(name):
            return symbols
    seat = _OF_PARTY.search(name)
    own = name[: seat.start()] if seat else _OF_PLACE.sub("", name)
    initials = "".join(_initial(word) for word in own.split() if word not in _FILLING)
    return (initials + f"{seat[1][0]}U",) if seat else (initials,)


def with_symbol_of(number: DocumentNumber, body: str) -> DocumentNumber:
    """The number with the symbol of the body that issued it, where what was read there is one letter off or lost its marks."""
    parts = re.split(r"([/-])", number.symbol)
    known = symbols_of_body(body)
    own = parts[:1] if number.style == "letter" else parts[2:]  # what stands before is a type
    if any(part in known for part in own):
        return number
    for at, part in enumerate(parts):
        meant = next((symbol for symbol in known if part in own and _misread(part, symbol)), None)
        if meant is not None:
            return replace(number, symbol="".join([*parts[:at], meant, *parts[at + 1 :]]))
    return number


def _initial(word: str) -> str:
    """The letter by which a word stands in a symbol: without its mark, but Đ keeps its bar."""
    return "Đ" if word[0] in "đĐ" else bare(word[0]).upper()


def _misread(part: str, symbol: str) -> bool:
    """Whether a symbol is a misreading of another.

    Symbols made of initials are a body's own choice, so only lost marks are mended there; others may be one letter off,
    those of two letters only where what was read is no other committee's.
    """
    one, other = bare(part), bare(symbol)
    if one == other or symbol not in BODY_SYMBOLS:
        return one == other
    return one_edit_apart(one, other) and (len(symbol) > 2 or part not in _COMMITTEES)
