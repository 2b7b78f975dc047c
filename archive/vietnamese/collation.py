"""Order of lists: as Vietnamese dictionaries sort (CLDR `vi`), and numbers by their value in reference codes."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from archive.vietnamese.alphabet import ALPHABET, parts
from archive.vietnamese.normalising import normalise

_RANK = {letter: rank for rank, letter in enumerate(ALPHABET)}
_FOREIGN = 6  # a mark Vietnamese does not have (ü, ñ, ç): with its letter, after the five tones
_SPELT = {"æ": ("a\u0338", "e"), "œ": ("o\u0338", "e"), "ß": ("s", "s"), "ø": ("o\u0338",), "ł": ("l\u0338",)}
"""Letters that stand where their spelling does, behind it."""

# Signs in the order of CLDR's root; others follow by their code.
_SIGNS = {sign: rank for rank, sign in enumerate("\t\n _-–—,;:!?.…'‘’\"“”«»()[]{}§@*/\\&#%•`^°©®+±<=>|~$€")}
_DIGITS = re.compile(r"(\d+)")


@lru_cache(1 << 15)
def collation_key(text: str) -> tuple[Any, ...]:
    """What a text is sorted by: letters first, then tones (none, huyền, hỏi, ngã, sắc, nặng), then small before capital.

    Signs come before digits and digits before letters; letters of other scripts come last. As CLDR `vi` sorts, whose
    order two programs can agree on.
    """
    primary, tones, capitals = [], [], []
    for letter in normalise(text):
        small = letter.lower()
        for piece in _SPELT.get(small, (small,)):
            place, tone = _place(piece)
            primary.append(place)
            tones.append(tone)
            capitals.append(letter.isupper())
    return (tuple(primary), tuple(tones), tuple(capitals))


def _place(letter: str) -> tuple[tuple[int, int], int]:
    """Where a small letter or sign stands among others, and its tone."""
    base, tone = parts(letter)
    if base not in _RANK and (latin := unicodedata.normalize("NFD", letter)[0]) in _RANK:
        base, tone = latin, _FOREIGN
    if base in _RANK:
        return (2, _RANK[base]), tone
    if letter[0].isdigit():
        return (1, ord(letter[0])), tone
    if letter[0].isalpha():
        return (3, ord(letter[0])), tone
    return (0, _SIGNS.get(letter[0], len(_SIGNS) + ord(letter[0]))), tone


def natural_key(text: str) -> tuple[Any, ...]:
    """What a code is sorted by: runs of digits by their value, so that 9 comes before 10, the rest as text."""
    return tuple(
        (0, int(piece), len(piece), "") if piece.isdigit() and piece.isascii() else (1, 0, 0, piece)
        for piece in _DIGITS.split(normalise(text).casefold())
        if piece
    )
