"""Where written ink is parted into figures."""

import numpy as np
import pytest
from numpy.typing import NDArray

from imaging.handwriting.ink import pieces_of
from imaging.handwriting.parting import parted

_HEIGHT = 40.0


def _ink() -> NDArray[np.float32]:
    """Two strokes, twenty columns apart."""
    dark = np.zeros((70, 120), dtype=np.float32)
    dark[15:50, 30:38] = dark[15:50, 58:66] = 1.0
    return dark


def _between(dark: NDArray[np.float32]) -> list[float]:
    parting = parted(dark, pieces_of(dark), _HEIGHT)
    assert parting is not None
    return [cut for cut in parting.cuts if 38 <= cut <= 58]


def test_figures_apart_are_parted_between_them() -> None:
    """Ink that hangs together nowhere is parted where there is none."""
    assert len(_between(_ink())) == 1


def test_dots_between_figures_do_not_join_them() -> None:
    """Figures that run into each other only over the dots they are written on are parted as if there were none."""
    dark = _ink()
    for left in range(4, 116, 9):
        dark[46:50, left : left + 4] = 1.0
    dark[46:50, 34:62] = 1.0
    assert len(_between(dark)) == 1


def test_figures_that_touch_are_parted_where_they_are_thinnest() -> None:
    """A stroke that joins two figures may be cut; each of them, and both together, are stretches to be weighed."""
    dark = _ink()
    dark[30:33, 36:60] = 1.0
    assert _between(dark)
    parting = parted(dark, pieces_of(dark), _HEIGHT)
    assert parting is not None
    edges = {(stretch.left < 34, stretch.right > 62) for stretch in parting.stretches}
    assert {(True, False), (False, True), (True, True)} <= edges


def test_dots_alone_are_nothing_written() -> None:
    """Dots that nobody wrote on have no ink to part."""
    dark = np.zeros((70, 120), dtype=np.float32)
    for left in range(4, 116, 9):
        dark[46:50, left : left + 4] = 1.0
    assert parted(dark, pieces_of(dark), _HEIGHT) is None


def test_dots_beside_a_foot_are_no_part_of_it() -> None:
    """A dot that hangs on the foot of a stroke is taken off it, a foot as wide as a figure is not: a 7 on dots is no 2."""
    alone, dotted, footed = (np.zeros((70, 120), dtype=np.float32) for _ in range(3))
    for dark in (alone, dotted, footed):
        dark[15:50, 56:62] = 1.0
        dark[46:50, 10:14] = dark[46:50, 20:24] = 1.0
    dotted[46:50, 52:56] = dotted[46:50, 62:66] = 1.0
    footed[46:50, 56:80] = 1.0
    edges = [_edges(dark) for dark in (alone, dotted, footed)]
    assert edges[1] == pytest.approx(edges[0], abs=2)
    assert edges[2][1] > edges[0][1] + 15


def _edges(dark: NDArray[np.float32]) -> tuple[int, int]:
    """The columns that all the ink parted stands between."""
    parting = parted(dark, pieces_of(dark), _HEIGHT)
    assert parting is not None
    return int(parting.points.columns.min()), int(parting.points.columns.max())
