"""Three levels of folding: exact (small letters, one tone placement), letters (without tones), bare (Latin a-z)."""

import re
from functools import lru_cache
from itertools import product

from unidecode import unidecode

from archive.vietnamese.alphabet import BASES, TONED

_CACHE = 1 << 17  # distinct words; the vocabulary of a large archive is of this order


def _placements() -> dict[str, str]:
    """Endings with the tone on the second vowel (hoà, khoẻ, uỷ) to the same with it on the first (hòa, khỏe, ủy)."""
    toned = {parts: letter for letter, parts in TONED.items()}
    found: dict[str, str] = {}
    for first, second in ("oa", "oe", "uy"):
        for tone in range(1, 6):
            was, now = first + toned[second, tone], toned[first, tone] + second
            for upper in product((False, True), repeat=2):
                found[_cased(was, upper)] = _cased(now, upper)
    return found


def _cased(pair: str, upper: tuple[bool, ...]) -> str:
    return "".join(letter.upper() if up else letter for letter, up in zip(pair, upper, strict=True))


_PLACEMENTS = _placements()
_LETTERS = str.maketrans({letter: vowel for letter, (vowel, _) in TONED.items()})
_BARE = str.maketrans({**{letter: BASES.get(vowel, vowel) for letter, (vowel, _) in TONED.items()}, **BASES})
_IY = re.compile("^(h|k|l|m|s|t|v|qu)([iìỉĩíị])$")
_TO_Y = str.maketrans("iìỉĩíị", "yỳỷỹýỵ")


def tone_key(word: str) -> str:
    """The word with its tone on the first vowel of a final oa, oe, uy (`hoà` → `hòa`, `uỷ` → `ủy`); as long as before.

    Not after q (`quý`), and not where a consonant follows (`hoàn`). The case of letters stays.
    """
    placed = _PLACEMENTS.get(word[-2:])
    if placed is None or word[-3:-2] in {"q", "Q"}:
        return word
    return word[:-2] + placed


@lru_cache(_CACHE)
def exact(word: str) -> str:
    """The exact form of a word: small letters, one tone placement; as long as the word."""
    return tone_key(word.lower())


@lru_cache(_CACHE)
def letters(word: str) -> str:
    """The word in small letters without tones; ă â đ ê ô ơ ư stay. As long as the word."""
    return word.lower().translate(_LETTERS)


@lru_cache(_CACHE)
def bare(word: str) -> str:
    """The word in small Latin letters a-z; as long as the word for Vietnamese. Other scripts' letters are spelt in Latin."""
    folded = word.lower().translate(_BARE)
    if folded.isascii():
        return folded
    return "".join(letter if letter.isascii() else unidecode(letter).lower() or letter for letter in folded)


def iy_key(word: str) -> str:
    """The exact form with y for a final i after h k l m s t v and qu (`kĩ` → `kỹ`, `quí` → `quý`); as long as before."""
    word = exact(word)
    found = _IY.match(word)
    return found[1] + found[2].translate(_TO_Y) if found else word
