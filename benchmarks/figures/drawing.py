"""Gaps of a form as a scan has them, written into by a hand: slanted, thick or thin, over dots or a rule; and what they teach.

A gap is parted by the same code that parts those of pages. Each stretch that holds one figure and nothing else teaches that
figure; one that holds part of a figure, two of them, or other ink, teaches that it is none.
"""

from collections.abc import Sequence
from typing import Protocol

import cv2
import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from benchmarks.figures.sources import trimmed
from imaging.handwriting.ink import pieces_of
from imaging.handwriting.network import NO_FIGURE, Values
from imaging.handwriting.parting import Parting, Stretch, parted

_WHOLE, _ALIEN = (
    0.88,
    0.1,
)  # of a figure's ink in a stretch, and of a stretch's ink that is another's: it is that figure
_PART, _MIXED = 0.7, 0.25  # less of a figure, or more of others: it is none
_KEPT = 0.35  # of stretches that are no figure are taught: there are more of them


class Source(Protocol):
    """A hand: one figure at a time."""

    def draw(self, figure: int, dice: Generator) -> Values:
        """The figure, ink from 0 to 1, cut out at its edges."""


class Gap:
    """A gap that was written into: its ink, and for each dot of it whose it is (1 for the first figure, 0 for dots and dust)."""

    def __init__(self, hands: Sequence[Source], figures: Sequence[int], dice: Generator) -> None:
        height = float(dice.uniform(13, 46))
        self.height = height / float(dice.uniform(0.75, 1.3))
        room = round(height)
        size = (round(height * 2.2), round(height * (len(figures) * 1.1 + 2)))
        self.dark: Values = np.zeros(size, dtype=np.float32)
        self.owner: NDArray[np.int64] = np.zeros(size, dtype=np.int64)
        slant, thick = float(dice.normal(0.1, 0.15)), float(dice.normal(0, 1))
        narrow, close = float(dice.uniform(0.75, 1.15)), float(dice.normal(0.1, 0.1))
        base, x = round(height * 1.6), float(room)
        hand = hands[int(dice.integers(len(hands)))]
        for at, figure in enumerate(figures):
            drawn = _written(
                hand.draw(figure, dice), height * float(dice.uniform(0.9, 1.1)), narrow, slant, thick, dice
            )
            rise = round(height * float(dice.normal(0.02, 0.04)))
            x = self._put(drawn, x, base - rise, at + 1) + close * height
        if dice.random() < 0.8:
            self._dotted(base + round(height * float(dice.uniform(-0.22, 0.14))), height, dice)
        self._scanned(dice)

    def _put(self, drawn: Values, x: float, base: int, owner: int) -> float:
        """Put a figure with its foot at a row; returns its right edge."""
        high, wide = drawn.shape
        top, left = max(0, base - high), max(0, round(x))
        wide = min(wide, self.dark.shape[1] - left)
        if wide <= 0:
            return x
        place = np.s_[top : top + high, left : left + wide]
        drawn = drawn[: self.dark[place].shape[0], :wide]
        self.owner[place] = np.where(drawn > np.maximum(self.dark[place], 0.3), owner, self.owner[place])
        self.dark[place] = np.maximum(self.dark[place], drawn)
        return float(left + wide)

    def _dotted(self, row: int, height: float, dice: Generator) -> None:
        """A dotted line at a row."""
        size = max(1.0, height * float(dice.uniform(0.045, 0.1)))
        step = max(size * 2.2, height * float(dice.choice((dice.uniform(0.2, 0.4), dice.uniform(0.4, 0.75)))))
        x = float(dice.uniform(0, step))
        dots = np.zeros_like(self.dark)
        while x < dots.shape[1]:
            # Sixteenths of a dot: small circles would all be squares of one size.
            cv2.circle(dots, (round(x * 16), row * 16), round(size * 8), 1.0, -1, cv2.LINE_AA, 4)
            x += step
        self.dark = np.maximum(self.dark, dots)

    def _scanned(self, dice: Generator) -> None:
        ink = cv2.GaussianBlur(self.dark, (0, 0), float(dice.uniform(0.35, 1.2)))
        kind = dice.random()
        ink = ink / max(float(np.percentile(ink, 99)), 0.2)
        ink = ink + dice.normal(0, float(dice.choice((0.04, 0.1, 0.16)) * dice.random()), ink.shape)
        if kind < 0.15:
            ink = cv2.GaussianBlur((ink > float(dice.uniform(0.3, 0.6))).astype(np.float32), (0, 0), 0.4)
        elif kind < 0.4:
            grey = (255 - np.clip(ink, 0, 1) * 200).astype(np.uint8)
            _, coded = cv2.imencode(".jpg", grey, [cv2.IMWRITE_JPEG_QUALITY, int(dice.integers(20, 70))])
            ink = (255 - cv2.imdecode(coded, cv2.IMREAD_GRAYSCALE).astype(np.float32)) / 200
        self.dark = np.clip(ink, 0, 1).astype(np.float32)

    def parting(self) -> Parting | None:
        """Its ink parted as that of a page's gap is."""
        return parted(self.dark, pieces_of(self.dark), self.height)


def lessons_of(gap: Gap, figures: Sequence[int], dice: Generator) -> list[tuple[Values, int]]:
    """The pictures of a gap's stretches, each with what it is; those that may be one or the other are left out."""
    parting = gap.parting()
    if parting is None:
        return []
    found = []
    for stretch in parting.stretches:
        name = _name_of(parting, stretch, gap, figures)
        if name is not None and (name != NO_FIGURE or dice.random() < _KEPT):
            found.append((stretch.picture, name))
    return found


def other_ink(letters: Sequence[Values], dice: Generator) -> tuple[Values, int] | None:
    """A letter, or a scribble, as one stretch."""
    ink = letters[int(dice.integers(len(letters)))] if dice.random() < 0.7 else _scribble(dice)
    gap = Gap([_Drawn(ink)], [0], dice)
    parting = gap.parting()
    if parting is None or not parting.stretches:
        return None
    return max(parting.stretches, key=lambda stretch: stretch.right - stretch.left).picture, NO_FIGURE


class _Drawn:
    def __init__(self, ink: Values) -> None:
        self._ink = ink

    def draw(self, figure: int, dice: Generator) -> Values:  # noqa: ARG002 - as of people
        return self._ink


def _name_of(parting: Parting, stretch: Stretch, gap: Gap, figures: Sequence[int]) -> int | None:
    points = parting.points
    inside = points.between(parting.cuts[stretch.begin], parting.cuts[stretch.end])
    strong = points.dark > 0.5
    owners = gap.owner[points.rows[strong], points.columns[strong]]
    all_of = np.bincount(owners, minlength=len(figures) + 1)[1:]
    here = np.bincount(owners[inside[strong]], minlength=len(figures) + 1)[1:]
    share = here / np.maximum(all_of, 1)
    whose = int(share.argmax())
    alien = (here.sum() - here[whose]) / max(here.sum(), 1)
    if share[whose] >= _WHOLE and alien <= _ALIEN:
        return int(figures[whose])
    if share[whose] < _PART or alien > _MIXED:
        return NO_FIGURE
    return None


def _written(  # noqa: PLR0917 - all that makes a hand
    figure: Values, height: float, narrow: float, slant: float, thick: float, dice: Generator
) -> Values:
    """The figure in another hand: size, breadth, slant, turn and thickness."""
    scale = height / figure.shape[0]
    side = round(max(figure.shape) * scale * 1.7) + 8
    across = scale * narrow * float(dice.uniform(0.92, 1.08))
    lean, turn = slant + float(dice.normal(0, 0.04)), float(dice.normal(0, 0.06))
    matrix = np.array([[across, -lean * scale, 0], [turn * scale, scale, 0]], dtype=np.float64)
    matrix[:, 2] = side / 2 - matrix[:, :2] @ np.array([figure.shape[1] / 2, figure.shape[0] / 2])
    large = cv2.warpAffine(figure, matrix, (side, side), flags=cv2.INTER_LINEAR if scale > 1 else cv2.INTER_AREA)
    # A threshold on a softened picture makes lines thicker or thinner.
    soft = cv2.GaussianBlur(large, (0, 0), max(0.4, 0.045 * height))
    edge = float(np.clip(0.4 - 0.1 * thick, 0.22, 0.58)) * float(soft.max())
    ink = np.clip((soft - edge) * 6 + 0.5, 0, 1).astype(np.float32)
    return trimmed(ink, 0.4)


def _scribble(dice: Generator) -> Values:
    side = int(dice.integers(40, 70))
    canvas = np.zeros((side, side), dtype=np.float32)
    points = (dice.random((int(dice.integers(3, 9)), 2)) * (side - 8) + 4).astype(np.int32)
    cv2.polylines(canvas, [points], bool(dice.random() < 0.3), 1.0, max(2, side // 14))
    return trimmed(canvas, 0)
