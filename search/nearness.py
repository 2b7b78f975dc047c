"""Words with one wrong letter, found among those that the archive holds. The engines' own fuzzy search is not used.

Each engine has its own idea of what is near, and none knows which words a reader may see. So the words that may have been
meant are made here, and the engine is asked which of them stand in records that this reader may see: both engines then
search for the same words, the highlighter knows them, and no word leaks out of a closed record.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from archive.access import Access
from search.forms import Level, forms_of
from search.port import SearchEngine
from search.query.tree import And, Or, Other, Query, Varied, Words, with_parts

SHORTEST = 4  # letters; a shorter syllable has too many neighbours that are words of their own ('ban', 'bản', 'bao')
MOST_NEAR = 8  # words taken for one typed, the commonest
MOST_SOUGHT = 12  # words of a query for which near ones are sought; each costs some hundred look-ups
_LETTERS = "abcdefghijklmnopqrstuvwxyz015"  # and the digits that scans put for o, l and s


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that a reader may see, as the engine knows them; what was asked for one search is not asked again."""

    engine: SearchEngine
    access: frozenset[Access]
    excluded: frozenset[str]
    _near: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def counts(self, sequences: Sequence[tuple[str, ...]], level: Level) -> tuple[int, ...]:
        """In how many records of this reader each word, or run of words side by side, stands."""
        return self.engine.frequencies(sequences, level, self.access, self.excluded)

    def counts_of_words(self, words: Iterable[str], level: Level) -> dict[str, int]:
        """In how many records of this reader each of the words stands; one question for all."""
        once = list(dict.fromkeys(words))
        return dict(zip(once, self.counts([(word,) for word in once], level), strict=True)) if once else {}

    def unknown(self, words: Sequence[str]) -> list[str]:
        """Those of the words that stand nowhere, whatever their marks."""
        return [word for word, count in self.counts_of_words(words, Level.BARE).items() if not count]

    def near(self, words: Sequence[str]) -> dict[str, tuple[str, ...]]:
        """For each of the words those one letter off, in bare form, the commonest first, at most eight; one question for all.

        A word like no other of the archive is left out.
        """
        new = [word for word in dict.fromkeys(words) if word not in self._near]
        offered = {word: sorted({forms_of(near).bare for near in one_letter_off(bare_of(word))}) for word in new}
        counts = self.counts_of_words(chain.from_iterable(offered.values()), Level.BARE)
        for word, near in offered.items():
            found = sorted((-counts[one], one) for one in near if counts[one] and one != bare_of(word))
            self._near[word] = tuple(one for _, one in found[:MOST_NEAR])
        return {word: self._near[word] for word in words if self._near[word]}


def bare_of(word: str) -> str:
    """The bare form of a word."""
    return forms_of(word).bare


def one_letter_off(word: str) -> Iterator[str]:
    """The word with one letter another, missing or too many, and with two neighbours exchanged."""
    for at in range(len(word) + 1):
        before, behind = word[:at], word[at:]
        for letter in _LETTERS:
            yield before + letter + behind
            if behind:
                yield before + letter + behind[1:]
        if behind:
            yield before + behind[1:]
        if len(behind) > 1:
            yield before + behind[1] + behind[0] + behind[2:]


def plain_words(query: Query) -> list[str]:
    """The words of a query that near ones may stand for: typed plainly, four letters and more, no numbers; each once."""
    match query:
        case Words(words):
            found = [word for word in words if _may_be_near(word)]
        case And(queries) | Or(queries):
            found = [word for part in queries for word in plain_words(part)]
        case _:
            found = []
    return list(dict.fromkeys(found))[:MOST_SOUGHT]


def _may_be_near(word: str) -> bool:
    bare = bare_of(word)
    return len(bare) >= SHORTEST and bare.isascii() and bare.isalpha()


def with_near(query: Query, near: Mapping[str, Sequence[str]]) -> Query:
    """The query in which words that were typed plainly may stand in a near form."""
    match query:
        case Words(words):
            others = [Other(at, 1, (form,)) for at, word in enumerate(words) for form in near.get(word, ())]
            return Varied(query, tuple(others)) if others else query
        case Varied(Words() as run, others):
            nearer = with_near(run, near)
            return Varied(run, (*others, *nearer.others)) if isinstance(nearer, Varied) else query
        case _:
            return with_parts(query, lambda part: with_near(part, near))
