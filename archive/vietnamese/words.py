"""Word breaks as in Unicode's UAX #29, the way the `standard` tokenizer of Lucene applies them to Latin text and digits."""

import re
from dataclasses import dataclass

_IDEOGRAPH = "\u3041-\u309f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # each a word of its own
# Letters to Python, not to Unicode's rules: figures as signs, and old scripts beyond the first plane, which no rule of ours knows.
_NUMBER_SIGNS = (
    "\u00b2\u00b3\u00b9\u00bc-\u00be\u2070\u2074-\u208e\u2150-\u215f\u2189\u2460-\u249b\u24ea-\u24ff\u2776-\u2793"
    "\u3192-\u3195\u3220-\u3229\u3248-\u324f\u3251-\u325f\u3280-\u3289\u32b1-\u32bf\U00010000-\U0001ffff"
)
_LETTER = rf"[^\W\d_{_NUMBER_SIGNS}{_IDEOGRAPH}]"
_MARKS = "[\u0300-\u036f]*"
_BETWEEN_LETTERS = r"[:\u00b7.'\u2018\u2019\u2024\u2027\ufe52\ufe55\uff07\uff0e\uff1a]"
_BETWEEN_DIGITS = (
    r"[.,;'\u2018\u2019\u2024\u2044\ufe50\ufe52\ufe54\uff07\uff0c\uff0e\uff1b]"  # \u2044: the slash of 1⁄2
)
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
