"""Did you mean: a query with its slips mended, out of what the archive holds and this reader may see.

A word is a slip where the archive hardly holds it, and a word like it often, beside the same neighbours: one letter off, or
the same letters with other marks. Only possible Vietnamese syllables are offered for a word with marks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise, product

from archive.vietnamese import is_syllable
from archive.vietnamese.alphabet import BASES, TONED
from search.forms import Level, forms_of, is_marked
from search.nearness import Vocabulary, bare_of
from search.query.tree import Phrase, Query, Words, with_parts

HARDLY = 3  # records; a search that finds more needs no advice
OFTENER = 10  # times that a word offered must stand for each time that the word typed does
MOST_WORDS = 12  # words of a query that are looked at
MOST_SLIPS = 3  # words that are mended; a query with more of them is not understood
MOST_OFFERED = 12  # words that are tried in the place of one
_LONGEST = 8  # letters of a syllable to which marks are put

_Worth = tuple[int, int, int]
"""What a way through the words is worth: how often neighbours meet, how far it is from the words (as minus), how often again."""


def respelt(query: Query, vocabulary: Vocabulary) -> Query | None:
    """The query with its slips mended, or None where there are none, or nothing better is known."""
    mended = _mended(query, vocabulary)
    return None if mended == query else mended


def _mended(query: Query, vocabulary: Vocabulary) -> Query:
    match query:
        case Words(words):
            return Words(_better(words, vocabulary))
        case Phrase(words):
            return replace(query, words=_better(words, vocabulary))
        case _:
            return with_parts(query, lambda part: _mended(part, vocabulary))


def _better(words: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The words, or those in their place that stand oftener, and oftener side by side; as few others as may be."""
    if len(words) > MOST_WORDS:
        return words
    level = Level.EXACT if is_marked(words) else Level.BARE
    counts = vocabulary.counts_of_words(words, level)
    rarest = sorted(words, key=lambda word: counts[word])[:MOST_SLIPS]
    slips = {word: counts[word] for word in rarest if counts[word] <= HARDLY}
    if not slips:
        return words
    oftener = _oftener(slips, level, vocabulary)
    options = [{word: counts[word]} | oftener.get(word, {}) for word in words]
    if len(words) == 1:
        (only,) = words
        return (max(options[0], key=lambda form: (_order(options[0][form]), -_far(form, only), options[0][form])),)
    pairs = [pair for one, next_ in pairwise(options) for pair in product(one, next_)]
    met = dict(zip(pairs, vocabulary.counts(pairs, level), strict=True))
    return _best_path(words, options, met)


def _best_path(
    words: Sequence[str], options: Sequence[Mapping[str, int]], met: Mapping[tuple[str, str], int]
) -> tuple[str, ...]:
    """Of all ways through the options, the one whose neighbours meet most."""
    paths: dict[str, tuple[_Worth, tuple[str, ...]]] = {
        form: ((0, -_far(form, words[0]), 0), (form,)) for form in options[0]
    }
    for place in range(1, len(words)):
        longer = {}
        for form in options[place]:
            ways = []
            for before, ((order, near, times), path) in paths.items():
                count = met[before, form]
                worth = (order + _order(count), near - _far(form, words[place]), times + count)
                ways.append((worth, (*path, form)))
            longer[form] = max(ways)
        paths = longer
    return max(paths.values())[1]


def _order(count: int) -> int:
    """Digits of a number: what stands ten times as often is worth more, what stands twice as often is not."""
    return len(str(count)) if count else 0


def _far(form: str, typed: str) -> int:
    """0 for the word itself, 1 for one that differs in a single letter with its marks, 2 for others."""
    if form == typed:
        return 0
    begin = next((at for at, (one, other) in enumerate(zip(form, typed, strict=False)) if one != other), len(typed))
    return 1 if typed[begin + 1 :] in {form[begin:], form[begin + 1 :]} or typed[begin:] == form[begin + 1 :] else 2


def _oftener(slips: Mapping[str, int], level: Level, vocabulary: Vocabulary) -> dict[str, dict[str, int]]:
    """For words and how often they stand, words like them that stand so much oftener, the commonest of them."""
    near = vocabulary.near([word for word in slips if bare_of(word).isalpha()])
    offered = {word: tuple(_like(word, near.get(word, ()), level)) for word in slips}
    counts = vocabulary.counts_of_words(chain.from_iterable(offered.values()), level)
    found = {}
    for word, typed in slips.items():
        often = sorted((-counts[one], one) for one in offered[word] if counts[one] and counts[one] >= OFTENER * typed)
        found[word] = {one: -count for count, one in often[:MOST_OFFERED]}
    return found


def _like(word: str, near: Sequence[str], level: Level) -> Iterator[str]:
    """Words that may have been meant: at bare level one letter off, else also the same letters with other marks."""
    if level is Level.BARE:
        yield from near
        return
    for bare in (bare_of(word), *near):
        yield from (form for form in marked_forms(bare) if form != word)


@lru_cache(1 << 12)
def marked_forms(bare: str) -> tuple[str, ...]:
    """Every possible Vietnamese syllable of some letters a-z, in exact form: `nghi`, `nghì`, `nghị` …"""
    if len(bare) > _LONGEST:
        return ()
    shapes = [letter + "".join(own for own, base in BASES.items() if base == letter) for letter in bare]
    found: set[str] = set()
    for letters in product(*shapes):
        plain = "".join(letters)
        toned = (
            plain[:at] + form + plain[at + 1 :]
            for at, letter in enumerate(plain)
            for form, (vowel, _) in TONED.items()
            if vowel == letter
        )
        found.update(forms_of(form).exact for form in (plain, *toned) if is_syllable(form))
    return tuple(sorted(found))
