"""What a plan is made of: what must match and what raises the rank, as values that belong to no engine."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.forms import Level


@dataclass(frozen=True, slots=True)
class Term:
    """One word in one field. `level` is None in the fields of numbers, which have one form only."""

    field: str
    level: Level | None
    word: str


@dataclass(frozen=True, slots=True)
class Run:
    """Two words or more that stand side by side, in order. None of `words` is the border: that is at `border`.

    `border` is the place in `words` before which a page ends (only in the field `EDGE`), or None.
    """

    field: str
    level: Level | None
    words: tuple[str, ...]
    border: int | None = None


@dataclass(frozen=True, slots=True)
class Clauses:
    """Records that match all of `must` and none of `must_not`; `should` only adds to the score. `must` is never empty."""

    must: "tuple[Plan, ...]"
    should: "tuple[Plan, ...]" = ()
    must_not: "tuple[Plan, ...]" = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Records that match any of two plans or more, with the sum of their scores."""

    plans: "tuple[Plan, ...]"


@dataclass(frozen=True, slots=True)
class AtLeast:
    """Records that match so many of the plans or more, with the sum of their scores; `least` is 1 up to all of them."""

    plans: "tuple[Plan, ...]"
    least: int


@dataclass(frozen=True, slots=True)
class Boosted:
    """The same matches, their scores multiplied."""

    plan: "Plan"
    factor: float


@dataclass(frozen=True, slots=True)
class Constant:
    """The same matches, each with the same score."""

    plan: "Plan"
    score: float


@dataclass(frozen=True, slots=True)
class InYear:
    """Records whose date touches a year, without a score."""

    year: int


@dataclass(frozen=True, slots=True)
class Everything:
    """All records, without a score."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No record."""


Plan = Term | Run | Clauses | AnyOf | AtLeast | Boosted | Constant | InYear | Everything | Nothing


def any_of(plans: Sequence[Plan]) -> Plan:
    """Records that match any; none of nothing."""
    if not plans:
        return Nothing()
    return plans[0] if len(plans) == 1 else AnyOf(tuple(plans))


def without(plan: Plan) -> Plan:
    """All records but those that match."""
    return Clauses((Everything(),), must_not=(plan,))
