"""Order of lists: as Vietnamese dictionaries sort (CLDR `vi`), and numbers by their value in reference codes."""

import re
import unicodedata
from functools import lru_cache
from typing import Any

from archive.vietnamese.alphabet import ALPHABET, parts
from archive.vietnamese.normalising import normalise

_RANK = {letter: rank for rank, letter in enumerate(ALPHABET)}
_FOREIGN = 6  # a mark Vietnamese does not have (ü, ñ, ç): with its letter, after the five tones
_DIGITS = re.compile(r"(\d+)")


@lru_cache(1 << 15)
def collation_key(text: str) -> tuple[Any, ...]:
    """What a text is sorted by: letters first, then tones (none, huyền, hỏi, ngã, sắc, nặng), then small before capital.

    Signs come before digits and digits before letters; letters of other scripts come last.
    """
    text = normalise(text)
    primary, tones = [], []
    for letter in text.lower():
        base, tone = parts(letter)
        if base not in _RANK and (latin := unicodedata.normalize("NFD", letter)[0]) in _RANK:
            base, tone = latin, _FOREIGN
        rank = _RANK.get(base)
        kind = 2 if rank is not None else 1 if letter.isdigit() else 3 if letter.isalpha() else 0
        primary.append((kind, rank if rank is not None else ord(letter)))
        tones.append(tone)
    return (tuple(primary), tuple(tones), tuple(letter.isupper() for letter in text))


def natural_key(text: str) -> tuple[Any, ...]:
    """What a code is sorted by: runs of digits by their value, so that 9 comes before 10, the rest as text."""
    return tuple(
        (0, int(piece), len(piece), "") if piece.isdigit() and piece.isascii() else (1, 0, 0, piece)
        for piece in _DIGITS.split(normalise(text).casefold())
        if piece
    )
