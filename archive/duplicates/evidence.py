"""What is seen of a pair of papers beside their texts: what their descriptions and pictures say for and against one paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from archive import numbers
from archive.duplicates.papers import Paper
from archive.duplicates.pictures import NEAR, SAME, inked_distance, whole_distance
from archive.vietnamese import bare, normalise


class Sign(StrEnum):
    """What speaks for a verdict; see `Reason`."""

    BYTES = "bytes"
    PICTURE = "picture"
    TEXT = "text"
    PART = "part"
    NUMBER_EQUAL = "number-equal"
    NUMBER_DIFFERS = "number-differs"
    DATE_EQUAL = "date-equal"
    DATE_DIFFERS = "date-differs"
    SIGNER_DIFFERS = "signer-differs"
    PASSAGES = "passages"
    FIGURES = "figures"
    CERTIFIED = "certified"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a verdict.

    `one` and `other` are the values that agree or differ; `share` (0-1) is of pages that look alike, of words or figures that
    agree; `count` of passages that say something else.
    """

    sign: Sign
    one: str = ""
    other: str = ""
    share: float | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is seen of a pair beside its texts.

    `vetoes` speak against one paper, `agreeing` for it; `elsewhere` makes the same paper a copy. `same_scan` says that all pages
    are one scan, `near` is the share of pages (0-1) that look alike.
    """

    vetoes: tuple[Reason, ...]
    agreeing: tuple[Reason, ...]
    elsewhere: tuple[Reason, ...]
    same_scan: bool
    near: float

    @classmethod
    def of(cls, one: Paper, other: Paper) -> Self:
        """Look at two papers."""
        same, near = _pictures(one, other)
        return cls(tuple(_vetoes(one, other)), tuple(_agreeing(one, other)), tuple(_elsewhere(one, other)), same, near)

    @property
    def pictures(self) -> tuple[Reason, ...]:
        """What the pictures say for one paper, if anything."""
        share = 1.0 if self.same_scan else self.near
        return (Reason(Sign.PICTURE, share=share),) if share else ()


def _vetoes(one: Paper, other: Paper) -> Iterator[Reason]:
    """What the descriptions say against their being one paper."""
    left, right = one.description, other.description
    if left.number and right.number and numbers.key_of(left.number) != numbers.key_of(right.number):
        yield Reason(Sign.NUMBER_DIFFERS, left.number, right.number)
    if (
        left.date
        and right.date
        and not (left.date.earliest <= right.date.latest and right.date.earliest <= left.date.latest)
    ):
        yield Reason(Sign.DATE_DIFFERS, left.date.to_text(), right.date.to_text())
    if left.signer and right.signer and not _one_name(left.signer, right.signer):
        yield Reason(Sign.SIGNER_DIFFERS, left.signer, right.signer)


def _agreeing(one: Paper, other: Paper) -> Iterator[Reason]:
    left, right = one.description, other.description
    if left.number and right.number and numbers.key_of(left.number) == numbers.key_of(right.number):
        yield Reason(Sign.NUMBER_EQUAL, left.number, right.number)
    if left.date and left.date == right.date:
        yield Reason(Sign.DATE_EQUAL, left.date.to_text(), left.date.to_text())


def _elsewhere(one: Paper, other: Paper) -> Iterator[Reason]:
    """What makes the same text a copy: it is certified as one, or lies in another file."""
    left, right = (paper.description.copy_kind or "" for paper in (one, other))
    if left != right:
        yield Reason(Sign.CERTIFIED, left, right)
    if one.file != other.file:
        yield Reason(Sign.ELSEWHERE, one.file, other.file)


def _pictures(one: Paper, other: Paper) -> tuple[bool, float]:
    """Whether all pages are one scan, and the share of pages that look alike."""
    pairs = [(a, b) for a, b in zip(one.pictures, other.pictures, strict=False) if a is not None and b is not None]
    count = max(len(one.pictures), len(other.pictures))
    if not pairs or not count:
        return False, 0.0
    same = len(pairs) == count and all(whole_distance(a, b) <= SAME for a, b in pairs)
    return same, sum(inked_distance(a, b) <= NEAR for a, b in pairs) / count


def _one_name(one: str, other: str) -> bool:
    """Whether two names may be one, as scans read them: the same letters without marks, or all but one."""
    left, right = (bare(normalise(name)).replace(" ", "") for name in (one, other))
    if abs(len(left) - len(right)) > 1:
        return False
    return sum(a != b for a, b in zip(left, right, strict=False)) <= 1 or left[::-1][:-1] == right[::-1][:-1]
