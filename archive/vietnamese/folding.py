"""Three levels of folding: exact (small letters, one tone placement), letters (without tones), bare (Latin a-z)."""

import re
from functools import lru_cache
from itertools import chain

from unidecode import unidecode

from archive.vietnamese.alphabet import ALPHABET, BASES, TONED

_CACHE = 1 << 17  # distinct words; the vocabulary of a large archive is of this order


def small(text: str) -> str:
    """The text in small letters, each by itself: a sigma is the same at the end of a word."""
    return text.replace("Σ", "σ").lower()


def _placements() -> dict[str, str]:
    """Endings with the tone on the second vowel (hoà, khoẻ, uỷ) to the same with it on the first (hòa, khỏe, ủy)."""
    toned = {parts: letter for letter, parts in TONED.items()}
    return {
        first + toned[second, tone]: toned[first, tone] + second
        for first, second in (("o", "a"), ("o", "e"), ("u", "y"))
        for tone in range(1, 6)
    }


PLACEMENTS = _placements()
VIETNAMESE = frozenset(ALPHABET) | TONED.keys()
"""Small letters before which an ending is none."""

_PAIR = "|".join("".join(f"[{letter}{letter.upper()}]" for letter in was) for was in PLACEMENTS)
_LETTER = "".join(sorted(VIETNAMESE | {letter.upper() for letter in VIETNAMESE}))
_PLACE = re.compile(f"[qQ](?:{_PAIR})|(?:{_PAIR})[{_LETTER}]?")
TONELESS = str.maketrans({letter: vowel for letter, (vowel, _) in TONED.items()})
_BARE = str.maketrans({**{letter: BASES.get(vowel, vowel) for letter, (vowel, _) in TONED.items()}, **BASES})
_SPELT = (range(0xAA, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000), range(0xFB00, 0xFB07))
"""Latin, Greek and Cyrillic, and ligatures."""


def _spellings() -> dict[int, str]:
    """Small letters to their spelling in a-z, as Unidecode has it."""
    letters = (chr(code) for code in chain.from_iterable(_SPELT))
    spelt = {
        ord(letter): unidecode(letter).lower() for letter in letters if letter.isalpha() and small(letter) == letter
    }
    return {code: spelling for code, spelling in spelt.items() if spelling.isalpha() and spelling.isascii()}


SPELLINGS = _spellings()
_IY = re.compile("^(h|k|l|m|s|t|v|qu)([iìỉĩíị])$")
_TO_Y = str.maketrans("iìỉĩíị", "yỳỷỹýỵ")


def tone_key(word: str) -> str:
    """The word with its tone on the first vowel of a final oa, oe, uy (`hoà` → `hòa`, `uỷ` → `ủy`); as long as before.

    Not after q (`quý`), and not where a letter follows (`hoàn`). The case of letters stays.
    """
    return _PLACE.sub(_placed, word)


def _placed(found: re.Match[str]) -> str:
    was = found[0]
    now = PLACEMENTS.get(small(was), was)
    return "".join(new.upper() if old.isupper() else new for old, new in zip(was, now, strict=True))


@lru_cache(_CACHE)
def exact(word: str) -> str:
    """The exact form of a word: small letters, one tone placement; as long as the word."""
    return tone_key(small(word))


@lru_cache(_CACHE)
def letters(word: str) -> str:
    """The word in small letters without tones; ă â đ ê ô ơ ư stay. As long as the word."""
    return small(word).translate(TONELESS)


@lru_cache(_CACHE)
def bare(word: str) -> str:
    """The word in small Latin letters a-z; as long as the word for Vietnamese. Greek and Cyrillic are spelt in Latin.

    Letters of other scripts, and those without a Latin spelling, stay as they are.
    """
    folded = small(word).translate(_BARE)
    return folded if folded.isascii() else folded.translate(SPELLINGS)


def iy_key(word: str) -> str:
    """The exact form with y for a final i after h k l m s t v and qu (`kĩ` → `kỹ`, `quí` → `quý`); as long as before."""
    word = exact(word)
    found = _IY.match(word)
    return found[1] + found[2].translate(_TO_Y) if found else word
