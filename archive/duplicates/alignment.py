"""Two texts side by side: what they share in order, and what stands in one and not, or otherwise, in the other."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Indel

NOISE = 0.6  # of the letters of a differing stretch agree, where a scan has misread one text of the two
PASSAGE = 4  # words on both sides that agree in next to nothing: another sentence, no slip of a scan
_BRIDGE = 2  # words between two differing stretches that agree by chance
LONGEST = 30_000  # words of a text that are compared; of longer ones the beginning


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one text that the other does not have, or has otherwise: half-open ranges of words in both.

    `likeness` is the share of letters that agree, 0 where one side has nothing.
    """

    one: tuple[int, int]
    other: tuple[int, int]
    likeness: float

    @property
    def is_noise(self) -> bool:
        """Whether it looks like the same words, misread."""
        return self.likeness >= NOISE

    @property
    def is_passage(self) -> bool:
        """Whether both texts say something else here, at some length."""
        least = min(self.one[1] - self.one[0], self.other[1] - self.other[0])
        return least >= PASSAGE and not self.is_noise


@dataclass(frozen=True)
class Alignment:
    """Two texts in folded words, and their differences in order; what lies between is the same in both."""

    one: Sequence[str]
    other: Sequence[str]
    differences: tuple[Difference, ...]

    @cached_property
    def one_share(self) -> float:
        """The share of the first text's words that the other has too, misread ones included (0-1)."""
        return self._share(len(self.one), [(d.one, d) for d in self.differences])

    @cached_property
    def other_share(self) -> float:
        """The same of the second text."""
        return self._share(len(self.other), [(d.other, d) for d in self.differences])

    @cached_property
    def passages(self) -> tuple[Difference, ...]:
        """The places where both say something else, between words that both have: not at the head or the foot."""
        return tuple(d for d in self.differences if d.is_passage and self._is_inside(d))

    @cached_property
    def figures(self) -> float:
        """The share of figures (numbers, days, amounts) that both have, of those of the text that has more; 1 without any."""
        one, other = (Counter(word for word in words if word[0].isdigit()) for words in (self.one, self.other))
        most = max(one.total(), other.total())
        return (one & other).total() / most if most else 1.0

    @staticmethod
    def _share(length: int, differing: Sequence[tuple[tuple[int, int], Difference]]) -> float:
        lost = sum(
            (end - start) * (1 - difference.likeness * difference.is_noise) for (start, end), difference in differing
        )
        return 1 - lost / length if length else 0.0

    def _is_inside(self, difference: Difference) -> bool:
        first, last = difference.one
        return first > 0 and last < len(self.one)


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Align two texts, given as folded words, by their longest common subsequence; at most `LONGEST` words of each."""
    one, other = one[:LONGEST], other[:LONGEST]
    ranges: list[tuple[int, int, int, int]] = []
    for operation in Indel.opcodes(one, other):
        if operation.tag == "equal":
            continue
        start, end = (operation.src_start, operation.src_end), (operation.dest_start, operation.dest_end)
        if ranges and start[0] - ranges[-1][1] < _BRIDGE and end[0] - ranges[-1][3] < _BRIDGE:
            ranges[-1] = (ranges[-1][0], start[1], ranges[-1][2], end[1])
        else:
            ranges.append((start[0], start[1], end[0], end[1]))
    differences = (
        Difference((a, b), (c, d), _likeness("".join(one[a:b]), "".join(other[c:d]))) for a, b, c, d in ranges
    )
    return Alignment(one, other, tuple(differences))


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(one, other) if one and other else 0.0
