"""A number as number lines print it: filled in over dots, with slips that scans make in its symbols, mended from the heading."""

import re
from typing import NamedTuple

from archive.document_types import symbol_named, symbols_of_type
from archive.numbers import BODY_SYMBOLS, DocumentNumber, parse_number
from archive.vietnamese import bare, normalise
from archive.vietnamese.misreadings import single_barred
from archive.vietnamese.nearness import one_edit_apart

_LABEL = re.compile(r"^\W*s(?:[oòóỏõọôồốổỗộ0]|[áảaâ](?=\s*:))(?:\s*[:;]|\s*\.(?=\s)|(?![^\W\d_]))\s*", re.IGNORECASE)
_SPECK = re.compile(r"^(?:[^\W\d_]|[^\w\s.])\s+(?=[.\d])")  # the edge of a seal between label and number
_DOTS = re.compile(r"\.{2,}|[…_]+|\.(?=\s*[/-])|(?:^|(?<=\s))\.(?=\d)")  # printed for the hand that fills the number in
_BEFORE_SIGN = re.compile(r"(?<=[\da-z])[.\s]+(?=[/-])")
_MISREAD = (
    (re.compile(r"(?<=[-/\s])[0OQ](?:Đ|D|O|0)(?=\s?[-/])"), "QĐ"),
    (re.compile(r"(?<=[-/\s])N[O0](?=\s?[-/])"), "NQ"),
)
_SYMBOL = re.compile(r"\d[a-zđ]?\s*[-/\s]\s*(?P<symbol>[A-ZĐa-z0-9]{2,4})\s*[-/]")
_LETTERS = frozenset("abcdđe")  # that numbers go on with: `245a`; any other was a figure
_MOST_WORDS = 4


class PrintedNumber(NamedTuple):
    """A number read from a line; whether `Số` stands before it, and whether it was filled in over dots."""

    number: DocumentNumber
    labelled: bool
    filled: bool


def is_labelled(text: str) -> bool:
    """Whether a line begins with `Số`, as the line of the number does."""
    return bool(_LABEL.match(normalise(text)))


def printed_number(text: str, kind: str | None) -> PrintedNumber | None:
    """The number of a line that begins with it, or consists of it; None where it has none, or where it cannot be read for sure.

    `kind` is the type that the heading names: a symbol one letter off that type's is taken for it.
    """
    text = normalise(single_barred(text))
    label = _LABEL.match(text)
    rest = _SPECK.sub("", text[label.end() :] if label else text.lstrip(" '`*|.,:;")).replace("~", "-")
    plain = _BEFORE_SIGN.sub("", " ".join(_DOTS.sub(" ", rest).split()))
    if not re.match(r"[\dOIl]", plain) or (label is None and len(plain.split()) > _MOST_WORDS):
        return None
    for pattern, right in _MISREAD:
        plain = pattern.sub(right, plain)
    number = parse_number(_with_symbol_of(kind, plain))
    if number is None or not _is_plain(number):
        return None
    if label is None and not _is_whole(plain, number):
        return None
    return PrintedNumber(number, label is not None, "." in rest or "…" in rest)


def type_symbol(number: DocumentNumber) -> str:
    """The symbol of the type in a number, or of the body in one of an official letter."""
    parts = re.split(r"[-/]", number.canonical)
    return parts[1] if len(parts) > 1 else ""


def _with_symbol_of(kind: str | None, text: str) -> str:
    """The text with the symbol that the heading asks for, where it was misread: `NO` for `NQ`, `CT` for `CTr`."""
    found = _SYMBOL.search(text)
    expected = symbols_of_type(kind) if kind is not None else ()
    if found is None or not expected or symbol_named(found["symbol"]) in expected:
        return text
    for symbol in expected:
        if one_edit_apart(bare(symbol), bare(found["symbol"])):
            return text[: found.start("symbol")] + symbol + text[found.end("symbol") :]
    return text


def _is_plain(number: DocumentNumber) -> bool:
    """Whether ordinal and symbols are such as papers bear: small letters only where they are known to."""
    if number.ordinal[-1].isalpha() and number.ordinal[-1] not in _LETTERS:
        return False
    parts = re.split(r"[-/.&]", number.symbol)
    return all(part in BODY_SYMBOLS or symbol_named(part) == part or part == part.upper() for part in parts)


def _is_whole(text: str, number: DocumentNumber) -> bool:
    """Whether a line without `Số` holds nothing but the number, of a known symbol or of an official letter's form."""
    known = number.style == "letter" or symbol_named(type_symbol(number)) is not None
    beside = sum(map(str.isalpha, text)) - sum(map(str.isalpha, number.canonical))
    return known and beside <= 2
