"""Ink on a strip of a page: how dark it is, the pieces it hangs together in, and a figure as the network wants it."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imaging.handwriting.network import SIDE, Values
from imaging.images import Pixels

Mask = NDArray[np.bool_]

INK = 0.42  # of the way from paper to the darkest ink: from there on a dot of the strip is ink
_ROOM = 20  # dots of the picture that a figure fills; the rest is a margin, as in the pictures the network learnt from
_LEAST_CONTRAST = 40  # grey levels between paper and ink; on less there is nothing written


@dataclass(frozen=True, slots=True)
class Piece:
    """Ink that hangs together, on the strip it was found on: its edges and its own dots (height x width)."""

    left: int
    top: int
    mask: Mask

    @property
    def right(self) -> int:
        """The column after its last."""
        return self.left + self.width

    @property
    def bottom(self) -> int:
        """The row after its last."""
        return self.top + self.height

    @property
    def width(self) -> int:
        """Columns."""
        return len(self.mask[0])

    @property
    def height(self) -> int:
        """Rows."""
        return len(self.mask)

    @property
    def middle(self) -> float:
        """The column half-way between its edges."""
        return (self.left + self.right) / 2


def darkness(strip: Pixels) -> Values:
    """From 0 (paper) to 1 (the darkest ink of the strip), the paper's own shades taken out; all 0 where nothing is written."""
    reach = max(3, strip.shape[0] // 2 * 2 + 1)
    paper = cv2.blur(cv2.morphologyEx(strip, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8)), (reach, reach))
    depth = cv2.subtract(np.asarray(paper, dtype=np.uint8), strip).astype(np.float32)
    deepest = float(np.percentile(depth, 99))
    if deepest < _LEAST_CONTRAST:
        return np.zeros(strip.shape, dtype=np.float32)
    return np.asarray(np.clip(depth / deepest, 0, 1), dtype=np.float32)


def pieces_of(dark: Values) -> list[Piece]:
    """The pieces of ink, from left to right."""
    _, labels, stats, _ = cv2.connectedComponentsWithStats((dark > INK).astype(np.uint8), connectivity=8)
    found = [
        Piece(left, top, labels[top : top + height, left : left + width] == label)
        for label, (left, top, width, height, _) in enumerate(stats.tolist())
        if label
    ]
    return sorted(found, key=lambda piece: piece.left)


def fitted(figure: Values) -> Values:
    """Ink cut out at its edges, put into 28 by 28: its larger side 20 dots, its weight in the middle."""
    factor = _ROOM / max(figure.shape)
    size = (max(1, round(figure.shape[1] * factor)), max(1, round(figure.shape[0] * factor)))
    resized = cv2.resize(figure, size, interpolation=cv2.INTER_AREA if factor < 1 else cv2.INTER_LINEAR)
    small: Values = np.asarray(resized / max(float(resized.max()), 1e-6), dtype=np.float32)
    weight = max(float(small.sum()), 1e-6)
    middle_x = float((small.sum(axis=0) * np.arange(size[0])).sum()) / weight
    middle_y = float((small.sum(axis=1) * np.arange(size[1])).sum()) / weight
    shift = np.array([[1, 0, SIDE / 2 - 0.5 - middle_x], [0, 1, SIDE / 2 - 0.5 - middle_y]], dtype=np.float64)
    return np.asarray(cv2.warpAffine(small, shift, (SIDE, SIDE), flags=cv2.INTER_LINEAR), dtype=np.float32)
