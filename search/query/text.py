"""A query tree written back as text, such that reading it gives the same tree; other forms of words become ORs."""

from collections.abc import Iterator

from search.query.tree import And, FieldQuery, Most, Not, Number, Or, Phrase, Query, Varied, Words


def write(query: Query | None) -> str:  # noqa: PLR0911 - one for each kind of node
    """The text of a query; empty for none.

    Of words with other forms, a reader gets an OR of all forms. Most of some words is written as all of them.
    """
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
            return f"{field}:{_unit(inner)}"
        case Not(inner):
            return f"-{_unit(inner)}"
        case And(queries):
            return " ".join(f"({write(part)})" if isinstance(part, Or) else write(part) for part in queries)
        case Or(queries):
            return " OR ".join(write(part) for part in queries)
        case Varied():
            return " ".join(_varied(query))
        case Most(parts):
            return " ".join(map(write, parts))


def _varied(query: Varied) -> Iterator[str]:
    """The words of a run, with an OR in the place of those that have other forms."""
    at = 0
    while at < len(query.run.words):
        others = [other for other in query.others if other.start == at]
        length = max((other.length for other in others), default=1)
        typed = " ".join(query.run.words[at : at + length])
        forms = [typed, *("-".join(other.words) for other in others if other.length == length)]
        yield f"({' OR '.join(forms)})" if others else typed
        at += length


def _unit(query: Query) -> str:
    """One unit of the language: a word, a quote, or anything else in parentheses."""
    one_word = isinstance(query, Words) and len(query.words) == 1
    if one_word or (isinstance(query, Phrase) and query.quoted) or isinstance(query, FieldQuery):
        return write(query)
    return f"({write(query)})"
