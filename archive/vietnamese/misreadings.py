"""What a word that a scan misread may have been: the same with one letter as scans confuse it, where that is Vietnamese.

Only words whose letters make no Vietnamese syllable, whatever their marks, are taken for misread. Marks that a scan lost
or changed need no help: bare forms are the same.
"""

import re
from functools import cache, lru_cache

from archive.vietnamese.folding import bare
from archive.vietnamese.syllables import ALL_ONSETS, ALL_RHYMES

MOST = 4  # readings of one word
SHORTEST, LONGEST = 3, 9  # letters; `KT` is no misread `kỉ`, and `nghiêng` may have got one or two letters more

_TWO_BARS = re.compile("ĐÐ|ÐĐ|ÐÐ")  # ĐĐ is a Đảng đoàn
# As read: as printed. Shapes that touch, break, or look alike in print.
_CONFUSED = {
    "l": ("i", "t"), "i": ("l", "t"), "t": ("l", "i", "f"), "f": ("t",), "1": ("l", "i"), "0": ("o",), "5": ("s",),
    "8": ("b",), "6": ("g", "b", "o"), "9": ("g", "q"), "rn": ("m",), "m": ("rn", "in"), "n": ("u", "r", "h"), "u": ("n", "ii"),
    "h": ("b", "n"), "b": ("h",), "c": ("e", "o"), "e": ("c", "o"), "o": ("c", "e"), "a": ("o",), "g": ("q",), "q": ("g",),
    "v": ("y",), "y": ("v",), "r": ("n",), "lc": ("k",), "ic": ("k",), "k": ("h",), "cl": ("d",), "ii": ("u",), "vv": ("w",),
    "ln": ("h",), "j": ("i",), "p": ("n",),
}  # fmt: skip


def single_barred(text: str) -> str:
    """The text with one Đ where a scan read a printed one twice, as it and as the Icelandic letter Ð: `QÐĐ` gives `QĐ`."""
    return _TWO_BARS.sub("Đ", text)


@lru_cache(1 << 16)
def readings(word: str) -> tuple[str, ...]:
    """What a word may be if it was misread, in bare form, in order; none for a word that can be Vietnamese."""
    letters = bare(word)
    if not SHORTEST <= len(letters) <= LONGEST or not letters.isascii() or not letters.isalnum() or letters.isdigit():
        return ()
    if letters in _syllables():  # its marks may be wrong, but bare forms know none
        return ()
    found = {
        letters[:at] + right + letters[at + len(wrong) :]
        for wrong, rights in _CONFUSED.items()
        for at in range(len(letters))
        if letters.startswith(wrong, at)
        for right in rights
    }
    return tuple(sorted(found & _syllables())[:MOST])


@cache
def _syllables() -> frozenset[str]:
    """The letters of every possible syllable, in bare form."""
    return frozenset(bare(onset + rhyme) for onset in ("", *ALL_ONSETS) for rhyme in ALL_RHYMES) | {"gi"}
