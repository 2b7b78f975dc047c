"""The positive part of a query: what a page can hold and a highlighter may mark. Nothing negated, nothing of a field."""

from functools import lru_cache

from search.query.numbers import spellings_of
from search.query.parse import all_of, any_of
from search.query.tree import And, FieldQuery, Most, Not, Number, Or, Phrase, Query, Varied, Words


def positive_part(query: Query | None) -> Query | None:
    """The query without negations and without questions to fields, or None if nothing is left."""
    match query:
        case None | Not() | FieldQuery():
            return None
        case And(queries):
            return all_of([positive_part(part) for part in queries])
        case Or(queries):
            return any_of([positive_part(part) for part in queries])
        case _:
            return query


@lru_cache(maxsize=256)
def sequences_in(query: Query | None) -> tuple[Phrase, ...]:
    """Every word and every phrase to be looked for on a page, each once; single words as unquoted phrases of one."""
    match query:
        case None | Not() | FieldQuery():
            return ()
        case Words(words):
            found: tuple[Phrase, ...] = tuple(Phrase((word,), quoted=False) for word in words)
        case Phrase():
            found = (query,)
        case Number(words, _, in_sequence):
            spelt = tuple(Phrase(spelling, quoted=False) for spelling in spellings_of(query))
            found = spelt if in_sequence else (*sequences_in(Words(words)), *spelt)
        case And(queries) | Or(queries) | Most(queries):
            found = tuple(phrase for part in queries for phrase in sequences_in(part))
        case Varied(run, others):
            standing = [Phrase(other.words, quoted=False) for other in others if other.field is None]
            found = (*sequences_in(run), *standing)
    return tuple(dict.fromkeys(found))
