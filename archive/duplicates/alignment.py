"""Two texts side by side: what they share in order, and what stands in one and not, or otherwise, in the other."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from archive.duplicates.shingles import skeleton

NOISE = 0.68  # of the letters of a stretch agree where a scan misread it; of two names up to 0.6 (`luong cong thanh`, `quang quang khoan`)
PASSAGE = 4  # words on both sides that agree in next to nothing: another sentence, no slip of a scan
SENTENCE = 8  # words of the longer side; less is a name or a place in a form (`thon lung xuan xa duc bang`)
HEAD = 60  # words at the beginning of a text: bodies, motto, number, date, type; behind a stamp too
GAP = 30  # words that one text has at one place and the other has not: more than the form of a certified copy
LONGEST = 30_000  # words of a text that are compared; of longer ones the beginning
_BRIDGE = 2  # words between two differing stretches that agree by chance
_LONG_BRIDGE = 4  # the same between stretches that both say something else
FOOT = 40  # words at the end: recipients, and the form of a certified copy with its number, date and signer
_NAME, _LONG_NAME = 3, 6  # letters on both sides
_SHORT_NOISE = 0.5  # of the letters of a short word agree where one is misread (`ttr`, `ttn`; `kem`, `lcem`)
_COMPARABLE = (
    0.35  # of the longer side's letters the shorter has at least; else a line was lost of which a word is left
)
_LINE_LOST = (
    80  # percent of the shorter side's letters stand in the longer one: a line is missing there, nothing is changed
)
_SURPLUS = 0.25  # of a gap, at most, stands on its other side in other words


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of one text that the other does not have, or has otherwise: half-open ranges of words in both.

    `likeness` is the share of letters that agree, 0 where one side has nothing.
    """

    one: tuple[int, int]
    other: tuple[int, int]
    likeness: float

    @property
    def longest(self) -> int:
        """The words of the longer side."""
        return max(self.one[1] - self.one[0], self.other[1] - self.other[0])

    @property
    def is_noise(self) -> bool:
        """Whether it looks like the same words, misread."""
        return self.likeness >= NOISE


@dataclass(frozen=True)
class Alignment:
    """Two texts in folded words, and their differences in order; what lies between is the same in both."""

    one: Sequence[str]
    other: Sequence[str]
    differences: tuple[Difference, ...]

    @cached_property
    def one_share(self) -> float:
        """The share of the first text's words that the other has too, misread ones and ones at another place included (0-1)."""
        return self._share(self.one, [d.one for d in self.differences], self._surplus[1])

    @cached_property
    def other_share(self) -> float:
        """The same of the second text."""
        return self._share(self.other, [d.other for d in self.differences], self._surplus[0])

    @cached_property
    def passages(self) -> tuple[Difference, ...]:
        """The places where both say something else, between words that both have: not at the head or the foot."""
        return tuple(d for d in self.differences if d.longest >= SENTENCE and self._is_passage(d))

    @cached_property
    def exact(self) -> float:
        """The share of words that are the same to the letter, misread ones too, of those of the longer text (0-1)."""
        same = len(self.one) - sum(d.one[1] - d.one[0] for d in self.differences)
        return same / max(len(self.one), len(self.other), 1)

    @cached_property
    def exact_of_shorter(self) -> float:
        """The share of words that are the same to the letter, of those of the shorter text (0-1); quickly told."""
        same = len(self.one) - sum(d.one[1] - d.one[0] for d in self.differences)
        return same / max(min(len(self.one), len(self.other)), 1)

    @cached_property
    def slots(self) -> int:
        """How many names and figures differ where the text around them is the same, as in a form that was filled in twice.

        Passages are none, and the foot and figures of the head are left out: versions and certified copies differ there too.
        """
        slots = 0
        for d in self.differences:
            if d.one[0] > len(self.one) - FOOT or d.other[0] > len(self.other) - FOOT or self._is_beside_passage(d):
                continue
            slots += max(self._other_figures(d), self._other_name(d))
        return slots

    @cached_property
    def figures(self) -> float:
        """The share of figures (numbers, days, amounts) that both have, of those of the text that has more; 1 without any."""
        one, other = (
            Counter(int(found) for word in words if (found := figure(word))) for words in (self.one, self.other)
        )
        most = max(one.total(), other.total())
        return (one & other).total() / most if most else 1.0

    @cached_property
    def heads_differ(self) -> bool:
        """Whether the head of each text has figures that the other text has nowhere, as another number and date."""
        texts = (self.one, self.other)
        heads, wholes = (
            [{int(found) for word in words[:length] if (found := figure(word))} for words in texts]
            for length in (HEAD, None)
        )
        return bool(heads[0] - wholes[1]) and bool(heads[1] - wholes[0])

    @cached_property
    def gaps(self) -> tuple[int, int]:
        """The words of each text that stand together and have nothing in the other: whole pages, papers bound with it."""
        found = [0, 0]
        for difference in self.differences:
            lengths = [end - start for start, end in (difference.one, difference.other)]
            for side in (0, 1):
                if lengths[side] >= GAP and lengths[1 - side] <= _SURPLUS * lengths[side]:
                    found[side] += lengths[side] - lengths[1 - side]
        return found[0], found[1]

    @cached_property
    def _surplus(self) -> tuple[Counter[str], Counter[str]]:
        """The words of all differences of each text: what is missing at one place may stand at another, in columns read otherwise."""
        one = Counter(skeleton(word) for d in self.differences for word in self.one[slice(*d.one)])
        other = Counter(skeleton(word) for d in self.differences for word in self.other[slice(*d.other)])
        return one, other

    def _share(self, words: Sequence[str], ranges: Sequence[tuple[int, int]], elsewhere: Counter[str]) -> float:
        lost = 0.0
        left = elsewhere.copy()
        for difference, (start, end) in zip(self.differences, ranges, strict=True):
            if difference.is_noise:
                lost += (end - start) * (1 - difference.likeness)
                continue
            for word in map(skeleton, words[start:end]):
                if left[word]:
                    left[word] -= 1
                else:
                    lost += 1
        return 1 - lost / len(words) if words else 0.0

    def _is_passage(self, difference: Difference) -> bool:
        if difference.is_noise or not self._is_inside(difference) or self._new(difference) < PASSAGE:
            return False
        less, more = sorted(("".join(map(skeleton, side)) for side in self._sides(difference)), key=len)
        return fuzz.partial_ratio(less, more) < _LINE_LOST

    def _new(self, difference: Difference) -> int:
        """How many words say something else on both sides: those that the other text has at another place are none."""
        one, other = self._sides(difference)
        return min(
            sum(skeleton(word) not in self._surplus[1] for word in one),
            sum(skeleton(word) not in self._surplus[0] for word in other),
        )

    def _is_inside(self, difference: Difference) -> bool:
        return min(difference.one[0], difference.other[0]) > 0 and difference.one[1] < len(self.one)

    def _other_figures(self, difference: Difference) -> int:
        if self._in_head(difference):
            return 0
        digits = [[found for word in side if (found := figure(word))] for side in self._sides(difference)]
        less, more = sorted(("".join(found) for found in digits), key=len)
        if less in more and 2 * len(less) >= len(more):  # one figure that a scan broke in two, or read in part
            return 0
        one, other = (Counter(map(int, found)) for found in digits)
        return min((one - other).total(), (other - one).total())

    def _other_name(self, difference: Difference) -> int:
        sides = self._sides(difference)
        if self._in_head(difference) and any(figure(word) for side in sides for word in side):
            return 0
        less, more = sorted(sum(len(word) for word in side if not figure(word)) for side in sides)
        if less < _NAME or less < _COMPARABLE * more or not self._is_inside(difference):
            return 0
        likely = NOISE if less >= _LONG_NAME else _SHORT_NOISE
        return int(difference.likeness < likely and self._new(difference) > 0)

    def _is_beside_passage(self, difference: Difference) -> bool:
        """Whether it is a passage, or a piece of one that some words in common have cut off."""
        first, last = difference.one
        return any(first < p.one[1] + SENTENCE and p.one[0] < last + SENTENCE for p in self.passages)

    def _sides(self, difference: Difference) -> tuple[Sequence[str], Sequence[str]]:
        return self.one[slice(*difference.one)], self.other[slice(*difference.other)]

    @staticmethod
    def _in_head(difference: Difference) -> bool:
        return min(difference.one[0], difference.other[0]) < HEAD


def align(one: Sequence[str], other: Sequence[str]) -> Alignment:
    """Align two texts, given as folded words, by their longest common subsequence; at most `LONGEST` words of each."""
    one, other = one[:LONGEST], other[:LONGEST]
    edges = [
        (operation.src_start, operation.src_end, operation.dest_start, operation.dest_end)
        for operation in Indel.opcodes(one, other)
        if operation.tag != "equal"
    ]
    joined = _joined(edges, _BRIDGE, 0)
    return Alignment(one, other, tuple(_differences(one, other, _joined(joined, _LONG_BRIDGE, PASSAGE))))


_Edges = tuple[int, int, int, int]


def _joined(edges: Sequence[_Edges], bridge: int, least: int) -> list[_Edges]:
    """Differences with fewer than `bridge` equal words between them as one, where both sides of each have `least` words."""
    found: list[_Edges] = []
    for a, b, c, d in edges:
        if found:
            first, last, start, end = found[-1]
            sizes = (last - first, end - start, b - a, d - c)
            if max(a - last, c - end) < bridge and min(sizes) >= least:
                found[-1] = (first, b, start, d)
                continue
        found.append((a, b, c, d))
    return found


def _differences(one: Sequence[str], other: Sequence[str], edges: Sequence[_Edges]) -> Iterator[Difference]:
    for a, b, c, d in edges:
        yield Difference((a, b), (c, d), _likeness("".join(one[a:b]), "".join(other[c:d])))


def _likeness(one: str, other: str) -> float:
    return Indel.normalized_similarity(skeleton(one), skeleton(other)) if one and other else 0.0


_AS_FIGURES = str.maketrans("oliszbgq", "01152869", ".,")


@lru_cache(1 << 16)
def figure(word: str) -> str:
    """The digits of a figure, letters that scans take for digits read as such; empty for a word that is none (`ho`, `1on`)."""
    digits = sum(letter.isdigit() for letter in word)
    read = word.translate(_AS_FIGURES)
    return read if 2 * digits >= len(word) and read.isdecimal() and read.isascii() else ""
