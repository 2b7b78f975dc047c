"""The three forms of a word that are matched: exact, letters without tones, bare. Index and query use the same ones.

The exact form already has one tone placement (`uỷ` is `ủy`) and one spelling of final i/y (`kĩ` is `kỹ`), so that even a
strict match does not tell them apart. A word that matches exactly also matches by letters, and one that matches by
letters also matches bare: a query therefore asks for the bare form and rewards the others.
"""

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from archive import vietnamese

LONGEST_WORD = 100  # characters; what is longer is noise of a scan, and engines refuse very long terms


class Level(StrEnum):
    """How closely a word matches, from the closest on."""

    EXACT = "exact"
    LETTERS = "letters"
    BARE = "bare"


class Forms(NamedTuple):
    """One word at the three levels."""

    exact: str
    letters: str
    bare: str

    def at(self, level: Level) -> str:
        """The form of one level."""
        return (self.exact, self.letters, self.bare)[_ORDER[level]]

    @property
    def marked(self) -> bool:
        """Whether the word carries any mark: a tone, or a letter such as ă, đ or ơ."""
        return self.exact != self.bare


class Lines(NamedTuple):
    """Words joined by spaces, at the three levels."""

    exact: str
    letters: str
    bare: str

    def at(self, level: Level) -> str:
        """The line of one level."""
        return (self.exact, self.letters, self.bare)[_ORDER[level]]


_BARE = attrgetter("bare")
_ORDER = {level: index for index, level in enumerate(Level)}


@lru_cache(maxsize=1 << 17)
def forms_of(word: str) -> Forms:
    """The forms of one word; an exact form gives itself again."""
    exact = vietnamese.iy_key(vietnamese.tone_key(vietnamese.exact(word[:LONGEST_WORD])))
    return Forms(exact, vietnamese.iy_key(vietnamese.letters(exact)), vietnamese.iy_key(vietnamese.bare(exact)))


@lru_cache(maxsize=1 << 17)
def words_in(text: str) -> tuple[str, ...]:
    """The words of a short text (a printed word, a title) in their exact forms; punctuation gives none."""
    found = (forms_of(token.text).exact for token in vietnamese.tokens(vietnamese.normalise(text)))
    return tuple(word for word in found if word and not word.isspace())


def at_level(words: Iterable[str], level: Level) -> list[str]:
    """Exact forms brought down to one level."""
    place = _ORDER[level]
    return [forms_of(word)[place] for word in words]


def lines_of(words: Sequence[str]) -> Lines:
    """Exact forms joined by spaces, at all three levels; each word is looked up once."""
    if not words:
        return Lines("", "", "")
    exact, letters, bare = zip(*map(forms_of, words), strict=True)
    return Lines(" ".join(exact), " ".join(letters), " ".join(bare))


def bare_line_of(words: Iterable[str]) -> str:
    """Exact forms joined by spaces, bare."""
    return " ".join(map(_BARE, map(forms_of, words)))


def is_marked(words: Iterable[str]) -> bool:
    """Whether any of the words carries a mark, so that its writer meant marks."""
    return any(forms_of(word).marked for word in words)


def key_of(text: str) -> str:
    """The key under which spellings of one name meet: `Uỷ ban` and `Ủy ban` are one issuer."""
    return " ".join(words_in(text))
