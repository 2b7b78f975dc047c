"""How sure a reading is, so that an unsure one is read again and the surer one is kept."""

from collections.abc import Sequence

from archive.vietnamese import syllable_share
from imaging.recognisers.port import RecognisedWord

SURE = 0.72  # a reading below is tried again; light scans read at 0.85-0.95, upside-down ones below 0.4
_FEW_LETTERS = 12  # so few say little of the language: a page number, a cover


def sureness(words: Sequence[RecognisedWord]) -> float:
    """From 0 to 1: the engine's confidence (by letters), lowered where what it read is not Vietnamese; 0 for nothing.

    Tesseract reads lines that run up or down the page just as well: such words say that the page lies on its side, so
    they count for nothing.
    """
    letters = sum(len(word.text) for word in words)
    if not letters:
        return 0.0
    confidence = sum(word.confidence * len(word.text) for word in words if not _is_sideways(word)) / letters
    spelled = [word.text for word in words if any(letter.isalpha() for letter in word.text)]
    if sum(len(text) for text in spelled) < _FEW_LETTERS:
        return confidence
    return confidence * (0.4 + 0.6 * syllable_share(" ".join(spelled)))


def _is_sideways(word: RecognisedWord) -> bool:
    return len(word.text) >= 3 and word.height > 1.3 * word.width
