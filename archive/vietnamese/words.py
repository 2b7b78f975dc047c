"""Word breaks as in Unicode's UAX #29, the way the `standard` tokenizer of Lucene applies them to Latin text and digits."""

import re
from dataclasses import dataclass

_IDEOGRAPH = "\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # each a word of its own
_NUMBER_SIGNS = "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070-\u209c\u2460-\u249b"  # letters to Python, not to Unicode's rules
_LETTER = rf"[^\W\d_{_NUMBER_SIGNS}{_IDEOGRAPH}]"
_MARKS = "[\u0300-\u036f]*"
_BETWEEN_LETTERS = r"[:\u00b7.'\u2018\u2019]"
_BETWEEN_DIGITS = r"[.,;'\u2018\u2019]"
_WORD = re.compile(
    rf"(?:{_LETTER}{_MARKS}(?:{_BETWEEN_LETTERS}(?={_LETTER}))?"
    rf"|\d{_MARKS}(?:{_BETWEEN_DIGITS}(?=\d))?"
    rf"|_{_MARKS})+"
    rf"|[{_IDEOGRAPH}]"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as printed, and where it stands in the text (offsets of its first character and behind its last)."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The words of a normalised text, in order.

    `T.Ư`, `3.000` and `1,5` are one word each; `12-NQ/TU` is three.
    """
    return [Token(found[0], found.start(), found.end()) for found in _WORD.finditer(text) if found[0].strip("_")]
