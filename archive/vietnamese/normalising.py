"""One form for all text: NFC, without invisible characters and foreign look-alikes, with plain spaces."""

import re
import unicodedata

_INVISIBLE = dict.fromkeys(
    [
        *range(0x09),
        0x0B,
        0x0C,
        *range(0x0E, 0x20),
        0x7F,
        0x00AD,  # soft hyphen
        0x034F,
        0x061C,
        0x180E,
        *range(0x200B, 0x2010),  # zero-width characters and marks of direction
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2065),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
_SPACES = dict.fromkeys([0x00A0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS = {0x0085: "\n", 0x2028: "\n", 0x2029: "\n"}
# Eth and African D look like Đ and were typed for it by old keyboards; Vietnamese has neither letter.
_LOOKALIKES = {0x00D0: "Đ", 0x00F0: "đ", 0x0189: "Đ"}
_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}  # the wide forms of East Asian keyboards
# Small capitals and old-style figures of fonts by Adobe's list of glyphs, in the order of Latin-1.
_PRIVATE = {
    0xF700 + code: chr(code)
    for code in (*range(0x30, 0x3A), *range(0x61, 0x7B), *range(0xE0, 0xF7), *range(0xF8, 0x100))
}
PLAIN: dict[int, str | None] = {**_INVISIBLE, **_SPACES, **_BREAKS, **_WIDE, **_PRIVATE, **_LOOKALIKES}
"""Odd characters, and what stands for them wherever they stand; None where nothing does."""

_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in PLAIN) + "]")
_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
# Letters of Cyrillic and Greek that cannot be told from Latin ones; of the small Greek ones only omicron.
_TWINS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухһԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyxhdqwABEZHIKMNOPTYXo",
)
_ALIEN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_RUN = re.compile("(?:[^\\W\\d_][\u0300-\u036f]*)+")
# An O among figures is a nought where nothing but figures stands around it; with three of them it is no formula (2O2).
_NOUGHT = re.compile("(?<!\\w)(?=(?:[OoОоΟο]*\\d){3})\\d+(?:[OoОоΟο]+\\d+)+(?!\\w)")
_NOUGHTS = str.maketrans(dict.fromkeys("OoОоΟο", "0"))
# Symbol fonts put their 256 signs at U+F000. Three in a row, not all alike, with a letter or figure among them are a word.
_SYMBOLS = re.compile("[\uf021-\uf0ff]{3,}")
_SHAPES = {"\u0302": 0, "\u0306": 0, "\u031b": 0}  # circumflex, breve, horn: parts of the letter, before its tone


def normalise(text: str) -> str:
    """Text in the one form that everything else expects.

    NFC from every form: decomposed, and the mixture of Windows-1258 (ê with a combining tone), with marks in any order.
    Zero-width characters, soft hyphens and controls go; every kind of space becomes a plain one; line ends become `\\n`.
    Letters of Cyrillic and Greek in a Latin word become the Latin ones they look like, an O among figures a nought; words
    that are Cyrillic or Greek stay. Wide letters become plain ones, letters that fonts keep in private places themselves.
    Idempotent. Case and the placement of tones stay as they are.
    """
    if not (text.isascii() and text.isprintable()):
        text = _composed(text)
    return _NOUGHT.sub(lambda found: found[0].translate(_NOUGHTS), text)


def _composed(text: str) -> str:
    """The one form of text beyond ASCII."""
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        # once more, since what stood between a letter and its mark may be gone
        text = unicodedata.normalize("NFC", text.translate(PLAIN))
    if _SYMBOLS.search(text):
        text = unicodedata.normalize("NFC", _SYMBOLS.sub(_from_symbols, text).translate(PLAIN))
    if _ALIEN.search(text):
        text = unicodedata.normalize("NFC", _RUN.sub(_in_one_script, text))
    if _MARKED.search(text):
        text = _MARKED.sub(_in_order, text)
    return text


def _in_one_script(found: re.Match[str]) -> str:
    """A word with Latin letters in Latin, unless it holds a letter that looks like none of these."""
    word = found[0]
    latin = word.translate(_TWINS)
    return latin if not _ALIEN.search(latin) and _ALIEN.sub("", word) else word


def _from_symbols(found: re.Match[str]) -> str:
    """Letters of a symbol font as the bytes they are, in Windows-1252; rows of bullets stay."""
    run = found[0]
    plain = bytes(ord(sign) & 0xFF for sign in run).decode("cp1252", "replace")
    return plain if len(set(run)) > 1 and re.search("[0-9A-Za-z]", plain) and "\ufffd" not in plain else run


def _in_order(found: re.Match[str]) -> str:
    """A letter with marks left over after NFC: the shape of the letter first, then its tone."""
    pieces = unicodedata.normalize("NFD", found[0])
    marks = sorted(dict.fromkeys(pieces[1:]), key=lambda mark: _SHAPES.get(mark, 1))
    return unicodedata.normalize("NFC", pieces[0] + "".join(marks))
