"""Other spellings of right Vietnamese: those of a time, of a habit, and those of readers in a hurry."""

import random
import re
import unicodedata

from archive.vietnamese import bare, tone_key

_TONES = "\u0300\u0301\u0303\u0309\u0323"
_PAIRS = frozenset(("oa", "oe", "uy"))
_FINAL_Y = re.compile(r"\b([hklmstvHKLMSTV]|[qQ]u)([yỳýỷỹỵ])(?![^\W\d_])")
_WORD = re.compile(r"[^\W\d_]+")


def old_placement(text: str) -> str:
    """Tones on the second vowel of a final oa, oe, uy, as most papers had them until about 2012: `uỷ`, `hoà`."""
    return _WORD.sub(lambda found: _on_second(found.group()), text)


def _on_second(word: str) -> str:
    if len(word) < 2 or word[-3:-2] in set("qQ"):
        return word
    first, last = unicodedata.normalize("NFD", word[-2]), word[-1]
    if len(first) != 2 or first[1] not in _TONES or (first[0] + last).lower() not in _PAIRS:
        return word
    return word[:-2] + first[0] + unicodedata.normalize("NFC", last + first[1])


def with_i(text: str) -> str:
    """A final i where y is usual: `kĩ`, `lí`, `mĩ`."""
    return _FINAL_Y.sub(lambda found: found.group(1) + _i(found.group(2)), text)


def _i(y: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", y).replace("y", "i"))


def abbreviated(text: str, abbreviations: dict[str, str]) -> str:
    """Every phrase that has an abbreviation, by it."""
    for phrase, short in abbreviations.items():
        text = re.sub(rf"\b{re.escape(phrase)}\b", short, text, flags=re.IGNORECASE)
    return text


def unmarked(text: str) -> str:
    """Typed without marks; capitals stay."""
    return "".join(bare(letter).upper() if letter.isupper() else bare(letter) for letter in text)


def wrongly_marked(text: str, chance: random.Random) -> str:
    """One or two syllables with another tone than meant, or a tone where there is none."""
    syllables = text.split()
    able = [at for at, word in enumerate(syllables) if _WORD.fullmatch(word) and _vowel(word) is not None]
    for at in chance.sample(able, min(len(able), chance.choice((1, 2)))):
        syllables[at] = _other_tone(syllables[at], chance)
    return " ".join(syllables)


def _vowel(word: str) -> int | None:
    """Where a tone stands or may stand."""
    decomposed = [unicodedata.normalize("NFD", letter) for letter in word]
    toned = [at for at, letter in enumerate(decomposed) if any(mark in _TONES for mark in letter)]
    vowels = [at for at, letter in enumerate(decomposed) if letter[0].lower() in "aeiouy"]
    return next(iter(toned or vowels), None)


def _other_tone(word: str, chance: random.Random) -> str:
    at = _vowel(word)
    if at is None:
        return word
    letter = unicodedata.normalize("NFD", word[at])
    present = next((mark for mark in letter if mark in _TONES), "")
    tone = chance.choice([mark for mark in ["", *_TONES] if mark != present])
    changed = unicodedata.normalize("NFC", letter.replace(present, "") + tone if present else letter + tone)
    return tone_key(word[:at] + changed + word[at + 1 :])
