"""One form for all text: NFC, without invisible characters, with plain spaces."""

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
PLAIN: dict[int, str | None] = {**_INVISIBLE, **_SPACES, **_BREAKS, **_LOOKALIKES}
"""Odd characters, and what stands for them; None where nothing does."""

_ODD = re.compile("[" + "".join(re.escape(chr(code)) for code in PLAIN) + "]")
_MARKED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_SHAPES = {"\u0302": 0, "\u0306": 0, "\u031b": 0}  # circumflex, breve, horn: parts of the letter, before its tone


def normalise(text: str) -> str:
    """Text in the one form that everything else expects.

    NFC from every form: decomposed, and the mixture of Windows-1258 (ê with a combining tone), with marks in any order.
    Zero-width characters, soft hyphens and controls go; every kind of space becomes a plain one; line ends become `\\n`.
    Idempotent. Case and the placement of tones stay as they are.
    """
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if text.isascii() and text.isprintable():
        return text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if _ODD.search(text):
        text = text.translate(PLAIN)
        text = unicodedata.normalize("NFC", text)  # what stood between a letter and its mark may be gone
    if _MARKED.search(text):
        text = _MARKED.sub(_in_order, text)
    return text


def _in_order(found: re.Match[str]) -> str:
    """A letter with marks left over after NFC: the shape of the letter first, then its tone."""
    pieces = unicodedata.normalize("NFD", found[0])
    marks = sorted(dict.fromkeys(pieces[1:]), key=lambda mark: _SHAPES.get(mark, 1))
    return unicodedata.normalize("NFC", pieces[0] + "".join(marks))
