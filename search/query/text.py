"""A query tree written back as text, such that reading it gives the same tree; other forms of words become ORs."""

from collections.abc import Callable, Iterator
from functools import partial

from search.query.tree import And, FieldQuery, Most, Not, Number, Or, Phrase, Query, Varied, Words


def write(query: Query | None, *, with_others: bool = True) -> str:  # noqa: PLR0911 - one for each kind of node
    """The text of a query; empty for none.

    Of words with other forms, a reader gets an OR of all forms; without `with_others` only the words typed, so that the
    text stays the same whatever forms the archive comes to hold. Most of some words is written as all of them.
    """
    part_of = partial(write, with_others=with_others)
    match query:
        case None:
            return ""
        case Words(words):
            return " ".join(words)
        case Phrase(words, quoted):
            return '"' + " ".join(words) + '"' if quoted else "-".join(words)
        case Number(words, _, in_sequence):
            return ("-" if in_sequence else " ").join(words)
        case FieldQuery(field, inner):
            return f"{field}:{_unit(inner, part_of)}"
        case Not(inner):
            return f"-{_unit(inner, part_of)}"
        case And(queries):
            return " ".join(f"({part_of(part)})" if isinstance(part, Or) else part_of(part) for part in queries)
        case Or(queries):
            return " OR ".join(map(part_of, queries))
        case Varied():
            return " ".join(_forms(query)) if with_others else part_of(query.run)
        case Most(parts):
            return " ".join(map(part_of, parts))


def _forms(query: Varied) -> Iterator[str]:
    """The words of a run, with an OR in the place of those that have other forms."""
    at = 0
    while at < len(query.run.words):
        others = [other for other in query.others if other.start == at]
        length = max((other.length for other in others), default=1)
        typed = " ".join(query.run.words[at : at + length])
        forms = [typed, *("-".join(other.words) for other in others if other.length == length)]
        yield f"({' OR '.join(forms)})" if others else typed
        at += length


def _unit(query: Query, part_of: Callable[[Query], str]) -> str:
    """One unit of the language: a word, a quote, or anything else in parentheses."""
    one_word = isinstance(query, Words) and len(query.words) == 1
    if one_word or (isinstance(query, Phrase) and query.quoted) or isinstance(query, FieldQuery):
        return part_of(query)
    return f"({part_of(query)})"
