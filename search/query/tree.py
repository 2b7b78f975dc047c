"""The query tree: what a reader's text means, for every engine and the highlighter alike. Words are in exact form."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from search.forms import is_marked


class SearchField(StrEnum):
    """A field that a reader can search by name."""

    NUMBER = "number"
    ISSUER = "issuer"
    TYPE = "type"
    TITLE = "title"
    SIGNER = "signer"


@dataclass(frozen=True, slots=True)
class Words:
    """Words that must all be there, anywhere in the record; standing side by side raises the rank."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that must stand in sequence: quoted, or typed as one (`kinh-tế`)."""

    words: tuple[str, ...]
    quoted: bool = True

    @property
    def strict(self) -> bool:
        """Whether marks must agree: quoted with at least one mark. `"ban dat"` without any is found by any marks."""
        return self.quoted and is_marked(self.words)


@dataclass(frozen=True, slots=True)
class Number:
    """What looks like a document number: matches the record that bears it, and text that holds its words.

    `in_sequence` tells whether it was typed as one (`12-NQ/TU`, whose words must stand in sequence in a text) or spaced.
    """

    words: tuple[str, ...]
    key: str
    in_sequence: bool


@dataclass(frozen=True, slots=True)
class FieldQuery:
    """A query asked of one field only."""

    field: SearchField
    query: "Query"


@dataclass(frozen=True, slots=True)
class Not:
    """Records that do not match; its words are never marked."""

    query: "Query"


@dataclass(frozen=True, slots=True)
class And:
    """Records that match all parts."""

    queries: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Or:
    """Records that match any part."""

    queries: "tuple[Query, ...]"


@dataclass(frozen=True, slots=True)
class Other:
    """Words in sequence that may stand in the place of `length` words of a run, from its word `start` on.

    With a `field` they stand there instead: `KH` may be the type Kế hoạch.
    """

    start: int
    length: int
    words: tuple[str, ...]
    field: SearchField | None = None


@dataclass(frozen=True, slots=True)
class Varied:
    """A run of words of which some may also stand in another form, which ranks below the words as typed.

    No reader writes this: it comes from what is known of abbreviations, or from words like those typed. `others` of more
    than one word cover the same words or none in common; those of a phrase cover the whole of it.
    """

    run: Words | Phrase
    others: tuple[Other, ...]


@dataclass(frozen=True, slots=True)
class Most:
    """Records that match at least so many of the parts, those with more of them first. No reader writes this either."""

    parts: "tuple[Query, ...]"
    least: int


Query = Words | Phrase | Number | FieldQuery | Not | And | Or | Varied | Most


def with_parts(query: Query, change: Callable[[Query], Query]) -> Query:
    """The query with each part of an AND or OR changed; any other query stays as it is."""
    match query:
        case And(queries):
            return And(tuple(map(change, queries)))
        case Or(queries):
            return Or(tuple(map(change, queries)))
        case _:
            return query
