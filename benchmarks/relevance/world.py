"""The made-up province: its places, people, bodies and matters, as far as papers and questions need them."""

import random
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

SEED = 1954


@dataclass(frozen=True, slots=True)
class Place:
    """A commune and the district it lies in."""

    commune: str
    district: str


@dataclass(frozen=True, slots=True)
class Body:
    """Who issues papers: its name, its symbol in numbers, whether it is of the Party, and its district if it has one."""

    name: str
    symbol: str
    party: bool
    district: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """What a paper, or a section of one, is about: something done to a matter at a place. `domain` tells whose it is."""

    deed: str
    matter: str
    place: Place
    domain: int


@cache
def words() -> dict[str, Any]:
    """The word bank."""
    return tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


class World:
    """Everything that papers speak of, drawn from one source of chance."""

    def __init__(self, seed: int = SEED) -> None:
        self.chance = random.Random(seed)
        bank = words()
        districts: Sequence[str] = bank["places"]["districts"]
        self.places = tuple(
            Place(commune, districts[at % len(districts)]) for at, commune in enumerate(bank["places"]["communes"])
        )
        self.hamlets: tuple[str, ...] = tuple(bank["places"]["hamlets"])
        self.companies: tuple[str, ...] = tuple(bank["bodies"]["companies"])
        self.bodies = tuple(_bodies(bank["bodies"], districts))
        people = bank["people"]
        names = [" ".join(parts) for parts in product(people["families"], people["middles"], people["given"])]
        self.people = tuple(self.chance.sample(names, 900))
        self.subjects = tuple(self._subjects(bank["domains"]))

    def body(self, name: str) -> Body:
        """The body of one name."""
        return next(body for body in self.bodies if body.name == name)

    def _subjects(self, domains: Sequence[dict[str, Any]]) -> Iterator[Subject]:
        """Each matter at two or three places, and at one of them two things done to it: near, and yet not the same."""
        for at, domain in enumerate(domains):
            for matter in domain["matters"]:
                for place in self.chance.sample(self.places, self.chance.choice((2, 3))):
                    yield Subject(self.chance.choice(domain["deeds"]), matter, place, at)
        for at, domain in enumerate(domains):
            first, second = self.chance.sample(domain["deeds"], 2)
            place = self.chance.choice(self.places)
            yield Subject(first, domain["matters"][0], place, at)
            yield Subject(second, domain["matters"][0], place, at)


def _bodies(bank: dict[str, Any], districts: Sequence[str]) -> Iterator[Body]:
    for kind, party in (("party", True), ("state", False)):
        for name, symbol in bank[kind]:
            if "{h}" in name:
                yield from (Body(name.format(h=district), symbol, party, district) for district in districts)
            else:
                yield Body(name, symbol, party)
