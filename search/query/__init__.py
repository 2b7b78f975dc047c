"""The query language: a reader's text, its tree, and the tree as text again."""

from search.query.parse import LONGEST_QUERY, Parsed, parse
from search.query.scan import FIELD_NAMES
from search.query.text import write
from search.query.tree import And, FieldQuery, Not, Number, Or, Phrase, Query, SearchField, Words

__all__ = [
    "FIELD_NAMES",
    "LONGEST_QUERY",
    "And",
    "FieldQuery",
    "Not",
    "Number",
    "Or",
    "Parsed",
    "Phrase",
    "Query",
    "SearchField",
    "Words",
    "parse",
    "write",
]
