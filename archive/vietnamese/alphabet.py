"""The Vietnamese alphabet as tables: vowels with their five tones, and what each letter is without them."""

import unicodedata

VOWELS = "aăâeêioôơuưy"
TONES = ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
"""The combining tone marks in the order of dictionaries: huyền, hỏi, ngã, sắc, nặng."""

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
"""The letters in the order of dictionaries; f, j, w and z stand where they do in Latin (CLDR vi)."""

TONED = {
    unicodedata.normalize("NFC", vowel + mark): (vowel, tone)
    for vowel in VOWELS
    for tone, mark in enumerate(TONES, start=1)
}
"""Each toned vowel in NFC, small: its vowel without the tone, and the tone (1-5)."""

BASES = {"ă": "a", "â": "a", "đ": "d", "ê": "e", "ô": "o", "ơ": "o", "ư": "u"}
"""The letters of its own that Vietnamese adds, and the Latin letter each is written with."""


def parts(letter: str) -> tuple[str, int]:
    """A small letter as its vowel and tone; other letters are themselves, without one (0)."""
    return TONED.get(letter, (letter, 0))
