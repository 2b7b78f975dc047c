"""A search widened: most of the words instead of all of them. Pure.

Words are syllables here, so that one of two says nothing: from three words on, more than half of them must be there.
Quotes, groups, questions to fields and what is negated stay as they were asked.
"""

from collections.abc import Iterator
from dataclasses import replace

from search.forms import Level, at_level
from search.query.tree import And, Most, Number, Phrase, Query, Varied, Words

FEWEST = 3  # words, of which two may then be enough


def widened(query: Query) -> Query | None:
    """The query that asks for more than half of the plain words of `query`, or None where there are too few of them."""
    asked = query.queries if isinstance(query, And) else (query,)
    parts: dict[tuple[str, ...], Query] = {}
    for part in asked:
        for unit in _units(part):
            parts.setdefault(_key(unit), unit)
    if len(parts) < FEWEST:
        return None
    most = Most(tuple(parts.values()), len(parts) // 2 + 1)
    kept = [part for part in asked if not any(_units(part))]
    return And((most, *kept)) if kept else most


def _units(part: Query) -> Iterator[Query]:
    """What counts as one word each; nothing of a part that stays required."""
    match part:
        case Words(words):
            yield from (Words((word,)) for word in words)
        case Varied(Words(words), others):
            for at, word in enumerate(words):  # what may stand for several words may stand for each
                own = [replace(one, start=0, length=1) for one in others if one.start <= at < one.start + one.length]
                yield Varied(Words((word,)), tuple(own)) if own else Words((word,))
        case Number() | Phrase(quoted=False) | Varied():
            yield part
        case _:
            return


def _key(unit: Query) -> tuple[str, ...]:
    """By what a word is counted: the same word twice is one, whatever its marks, since either would match both."""
    run = unit.run if isinstance(unit, Varied) else unit
    return tuple(at_level(run.words, Level.BARE)) if isinstance(run, Words | Number | Phrase) else ()
