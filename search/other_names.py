"""Old and new names of places and bodies in a query, each with the search that also looks for the other. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from archive.authorities import Related, related_names
from search.forms import words_in
from search.query.parse import all_of
from search.query.tree import And, Or, Query, Words

MOST_OFFERED = 4  # names; a place that was divided and merged often has more than a reader wants to see


@dataclass(frozen=True, slots=True)
class OtherName:
    """A name linked to one that was typed, its words, and the query that looks for either."""

    link: Related
    words: tuple[str, ...]
    query: Query


def other_names(query: Query) -> Iterator[OtherName]:
    """The names linked to those that were typed plainly, those of the latest changes first."""
    match query:
        case Words(words):
            for link in related_names(words):
                other = words_in(link.other)
                either = Or((Words(words[link.start : link.end]), Words(other)))
                around = [Words(part) for part in (words[: link.start], words[link.end :]) if part]
                before, after = (around[:1], around[1:]) if link.start else ([], around)
                yield OtherName(link, other, all_of([*before, either, *after]) or either)
        case And(queries):
            for place, part in enumerate(queries):
                for one in other_names(part):
                    parts = [*queries[:place], one.query, *queries[place + 1 :]]
                    yield OtherName(one.link, one.words, all_of(parts) or one.query)
        case _:
            return
