"""A query tree written back as text, such that reading it gives the same tree."""

from search.query.tree import And, FieldQuery, Not, Number, Or, Phrase, Query, Words


def write(query: Query | None) -> str:  # noqa: PLR0911 - one for each kind of node
    """The text of a query; empty for none."""
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


def _unit(query: Query) -> str:
    """One unit of the language: a word, a quote, or anything else in parentheses."""
    one_word = isinstance(query, Words) and len(query.words) == 1
    if one_word or (isinstance(query, Phrase) and query.quoted) or isinstance(query, FieldQuery):
        return write(query)
    return f"({write(query)})"
