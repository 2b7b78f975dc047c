"""What a scan makes of letters: a share of them is misread as scans misread them, and some words fall apart."""

import random
import unicodedata

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_LETTER_MARKS = {
    "a": "ăâ", "ă": "aâ", "â": "aă", "e": "ê", "ê": "e", "o": "ơô", "ơ": "oô", "ô": "oơ", "u": "ư", "ư": "u", "đ": "d", "d": "đ",
}  # fmt: skip
_SHAPES = {
    "l": "1I", "1": "lI", "I": "l1", "i": "l", "m": ("rn",), "n": "u", "u": "n", "h": "b", "b": "h", "c": "e", "e": "c", "t": "f",
    "0": "O", "O": "0", "5": "S", "8": "B", "6": "G", "g": "q", "q": "g", "v": "y", "y": "v", "r": "n", "k": ("lc",), "D": "Đ", "Đ": "D",
}  # fmt: skip
_MARKS_SHARE = 0.7  # of misread vowels lose or change marks; the others change their shape
_BREAKS = 0.06  # of all slips break a word in two


def misread(text: str, share: float, chance: random.Random) -> str:
    """A text of which about `share` of the letters and digits are misread; as many words, but for those broken in two."""
    if not share:
        return text
    return " ".join("".join(_letters(word, share, chance)) for word in text.split(" "))


def _letters(word: str, share: float, chance: random.Random) -> list[str]:
    read = []
    for at, letter in enumerate(word):
        if not letter.isalnum() or chance.random() >= share:
            read.append(letter)
        elif 0 < at < len(word) - 1 and chance.random() < _BREAKS:
            read += [letter, " "]
        else:
            read.append(_misread_letter(letter, chance))
    return read


def _misread_letter(letter: str, chance: random.Random) -> str:
    base, tone = _split(letter)
    vowel = base.lower() in "aăâeêioôơuưy"
    if vowel and chance.random() < _MARKS_SHARE:
        if tone and chance.random() < 0.5:
            return base if chance.random() < 0.5 else _joined(base, chance.choice(_TONES.replace(tone, "")))
        if marks := _LETTER_MARKS.get(base.lower()):
            other = chance.choice(marks)
            return _joined(other.upper() if base.isupper() else other, tone)
        return _joined(base, chance.choice(_TONES.replace(tone, "") if tone else _TONES))
    shapes = _SHAPES.get(letter) or _SHAPES.get(base)
    if shapes is None:
        marks = _LETTER_MARKS.get(base.lower(), base)
        return _joined(marks[0].upper() if base.isupper() else marks[0], tone)
    return chance.choice(shapes)


def _split(letter: str) -> tuple[str, str]:
    """A letter without its tone, and the tone."""
    decomposed = unicodedata.normalize("NFD", letter)
    tone = next((mark for mark in decomposed if mark in _TONES), "")
    return unicodedata.normalize("NFC", decomposed.replace(tone, "") if tone else decomposed), tone


def _joined(base: str, tone: str) -> str:
    return unicodedata.normalize("NFC", base + tone)
