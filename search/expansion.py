"""Abbreviations in a query, and words that have one: both forms are sought, what was typed ranks first. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.vietnamese.abbreviations import Expansion, Scope, expansions
from search.forms import forms_of
from search.notices import Notice, NoticeCode
from search.query.tree import FieldQuery, Other, Phrase, Query, SearchField, Varied, Words, with_parts

_SCOPES: dict[SearchField | None, frozenset[Scope]] = {
    None: frozenset(("text", "body", "type")),
    SearchField.TITLE: frozenset(("text", "body")),
    SearchField.ISSUER: frozenset(("body",)),
    SearchField.TYPE: frozenset(("type",)),
}
"""What holds in a field; in those left out nothing does. Without a field, a symbol of a type is sought as the type."""


@dataclass(frozen=True, slots=True)
class Expanded:
    """A query with the other forms of its abbreviations, and what is said of them; nothing where there are none."""

    query: Query
    notices: tuple[Notice, ...] = ()


def expand(query: Query) -> Expanded:
    """The query, its abbreviations also in full and what has an abbreviation also in short. Never inside quotes."""
    found: list[Expansion] = []
    varied = _varied(query, None, found)
    return Expanded(varied, (_told(found),) if found else ())


def _varied(query: Query, searched: SearchField | None, found: list[Expansion]) -> Query:
    match query:
        case Words(words) | Phrase(words, quoted=False):
            fitting = [one for one in expansions(words) if one.scope in _SCOPES.get(searched, ())]
            if isinstance(query, Phrase):  # `KT-XH`: typed as one, it stands for another as a whole
                fitting = [one for one in fitting if one.end - one.start == len(words)]
            found += fitting
            return Varied(query, tuple(_other(one, searched) for one in fitting)) if fitting else query
        case FieldQuery(field, inner):
            return FieldQuery(field, _varied(inner, field, found))
        case _:
            return with_parts(query, lambda part: _varied(part, searched, found))


def _other(one: Expansion, searched: SearchField | None) -> Other:
    words = tuple(forms_of(word).exact for word in one.replacement)
    field = SearchField.TYPE if one.scope == "type" and searched is None else None
    return Other(one.start, one.end - one.start, words, field)


def _told(found: list[Expansion]) -> Notice:
    words = tuple(_lines(found))
    message = f"Other ways to write this were sought too: {'; '.join(words)}."
    return Notice(NoticeCode.EXPANDED, message, words, (("expand", "false"),))


def _lines(found: list[Expansion]) -> Iterator[str]:
    """What was written, each with all that it may stand for."""
    for written in dict.fromkeys(one.written for one in found):
        yield f"{written} → {', '.join(dict.fromkeys(one.meant for one in found if one.written == written))}"
