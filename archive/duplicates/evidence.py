"""What is seen of a pair of papers beside their texts: what their descriptions and pictures say for and against one paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from archive.duplicates.papers import Paper
from archive.duplicates.particulars import Answer, compare_dates, compare_numbers, compare_signers, vetoes_of
from archive.duplicates.pictures import NEAR, SAME, inked_distance, whole_distance
from archive.duplicates.reasons import Reason, Sign
from archive.vietnamese import bare


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is seen of a pair beside its texts.

    `vetoes` speak against one paper, `agreeing` for it; `elsewhere` makes the same paper a copy. `apart` is how far the images
    that are least alike differ as they lie (0-1; 1 where one is lacking), `near` the share of pages (0-1) that look alike.
    """

    vetoes: tuple[Reason, ...]
    agreeing: tuple[Reason, ...]
    elsewhere: tuple[Reason, ...]
    apart: float
    near: float

    @classmethod
    def of(cls, one: Paper, other: Paper) -> Self:
        """Look at two papers."""
        apart, near = _pictures(one, other)
        compared = (compare_numbers(one, other), compare_dates(one, other), compare_signers(one, other))
        return cls(
            tuple(vetoes_of(compared)),
            tuple(told.reason for told in compared if told.answer is Answer.AGREE and told.reason),
            tuple(_elsewhere(one, other)),
            apart,
            near,
        )

    @property
    def same_scan(self) -> bool:
        """Whether all pages are one scan, by their images alone."""
        return self.apart <= SAME

    @property
    def pictures(self) -> tuple[Reason, ...]:
        """What the pictures say for one paper, if anything."""
        share = 1.0 if self.same_scan else self.near
        return (Reason(Sign.PICTURE, share=share),) if share else ()


def _elsewhere(one: Paper, other: Paper) -> Iterator[Reason]:
    """What makes the same text a copy: it is certified as one, or lies in another file."""
    left, right = (_copy_of(paper) for paper in (one, other))
    if left != right:
        yield Reason(Sign.CERTIFIED, left, right)
    if one.file != other.file:
        yield Reason(Sign.ELSEWHERE, one.file, other.file)


def _copy_of(paper: Paper) -> str:
    """As what a paper is certified to be a copy; nothing for an original, whether it is said to be one (`Bản chính`) or not."""
    kind = paper.description.copy_kind or ""
    return kind if "sao" in bare(kind).split() else ""


def _pictures(one: Paper, other: Paper) -> tuple[float, float]:
    """How far the pages that are least alike differ as they lie, and the share of pages that look alike."""
    pairs = [(a, b) for a, b in zip(one.pictures, other.pictures, strict=False) if a is not None and b is not None]
    count = max(len(one.pictures), len(other.pictures))
    if not pairs:
        return 1.0, 0.0
    apart = max(whole_distance(a, b) for a, b in pairs) if len(pairs) == count else 1.0
    return apart, sum(inked_distance(a, b) <= NEAR for a, b in pairs) / count
