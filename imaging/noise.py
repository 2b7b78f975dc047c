"""What an engine takes for words and is none: dust, scribbles, rules, the rim of a scan."""

import statistics
from collections import Counter
from collections.abc import Sequence

from imaging.recognisers.port import RecognisedWord

_HOPELESS = 0.2  # confidence below which a word on its own is a scribble, whatever it looks like
_GOOD, _GOOD_WORDS = 0.6, 3  # a line with so many words of such a confidence is a printed line
_DOUBTFUL = 0.5  # confidence that what is mostly marks needs; `-` and `./.` have more
_SPECK = 0.02  # inch: what is lower and narrower is dust; the point of a sentence is part of a word
_GIANT = 3.5  # heights of a usual word: what is taller is a rule, a stamp or a signature


def without_noise(words: Sequence[RecognisedWord], dpi: float) -> list[RecognisedWord]:
    """The words that were printed, in the order given."""
    if not words:
        return []
    height = statistics.median(word.height for word in words) or 1.0
    good = Counter(word.line for word in words if word.confidence > _GOOD)
    return [word for word in words if not _is_noise(word, height, dpi, in_text=good[word.line] >= _GOOD_WORDS)]


def _is_noise(word: RecognisedWord, height: float, dpi: float, *, in_text: bool) -> bool:
    if word.height < _SPECK * dpi and word.width < _SPECK * dpi:
        return True
    if word.height > _GIANT * height and word.confidence < 0.8:
        return True
    letters = sum(letter.isalnum() for letter in word.text)
    if word.confidence < _HOPELESS:
        return not (in_text and letters >= 2)  # a name that the model never saw, amid words that it knows
    return 2 * letters < len(word.text) and word.confidence < _DOUBTFUL
