"""All words of a part of the set: its persons, places, bodies, subjects and wordings."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random

from benchmarks.forms.bodies import Body


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that papers of a part are made of.

    Wordings have gaps in braces: `{topic}`, `{aim}`, `{deed}` and `{person}` are filled from the lists of those names, years and
    counts by the dice, `{cited}` by the paper that an abstract names, `{head}` by the issuing body. `abstracts` are by type.
    The bodies are drawn by functions, of the dice and, where the time matters, the year.
    """

    people: tuple[str, ...]
    ranks: tuple[str, ...]
    topics: tuple[str, ...]
    aims: tuple[str, ...]
    deeds: tuple[str, ...]
    abstracts: Mapping[str, tuple[str, ...]]
    openings: tuple[str, ...]
    sentences: tuple[str, ...]
    closings: tuple[str, ...]
    offices: tuple[str, ...]
    party_receivers: tuple[str, ...]
    state_receivers: tuple[str, ...]
    addressees: tuple[str, ...]
    provinces: tuple[str, ...]
    cited_places: tuple[str, ...]
    annexed: tuple[str, ...]
    party_body: Callable[[Random, int], Body]
    state_body: Callable[[Random, int], Body]
    organisation: Callable[[Random], Body]
