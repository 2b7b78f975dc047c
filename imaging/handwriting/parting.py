"""Where written ink may be parted into figures: every stretch between two cuts is a figure that may stand there.

Figures run into the dots they are written on, and these into the next figure. So cuts are looked for above the row of dots,
along lines that lean as the hand does; where one figure runs into the next there, the thinnest places may be cut, too.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from imaging.handwriting.ink import INK, Mask, Piece, fitted
from imaging.handwriting.network import Values

_DOT = 0.22  # heights of the line: what is no larger is a dot, a colon's or dust
_DUST = 0.06
_DOT_WIDTH = 1.6  # sizes of a dot that what is left of one beside a stroke is wide at most
_RULE = (1.2, 0.3)  # heights: what is wider and lower is a rule
_LEANS = (0.0, 0.1, 0.2, 0.3, 0.4)  # columns to a row that a hand leans to the right
_RIM = 0.12  # darkness of the rim of a stroke, which belongs to it
_LEAST, _MOST = 0.3, 1.6  # heights of the line that a figure has
_WIDE = 0.42  # widths to a height from which on two figures may have run into each other
_APART = 0.14  # heights between two cuts
_MOST_MINIMA = 3  # cuts through one piece
_MOST_CUTS = 14


@dataclass(frozen=True, slots=True)
class Stretch:
    """Ink between two cuts: which cuts (places in their row), its edges along the strip, its picture for the network."""

    begin: int
    end: int
    left: int
    right: int
    picture: Values


@dataclass(frozen=True, slots=True)
class Points:
    """The dots of written ink: rows, columns, darkness, and how far along the line, lean taken out."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    dark: Values
    along: Values

    def between(self, begin: float, end: float) -> Mask:
        """Which of them lie between two cuts."""
        return np.asarray((self.along >= begin) & (self.along < end), dtype=np.bool_)


@dataclass(frozen=True, slots=True)
class Parting:
    """The ink of a gap, the cuts through it, and the stretches between them that may be figures."""

    points: Points
    cuts: Sequence[float]
    stretches: Sequence[Stretch]


def is_dot(piece: Piece, height: float) -> bool:
    """Whether a piece is a dot of the line written on, one of a colon, or dust; `height` is that of the line."""
    return max(piece.width, piece.height) < _DOT * height


def leader_dots(pieces: Sequence[Piece], height: float) -> list[Piece]:
    """The dots that stand alone in one row at the foot of a line: what is printed for a hand to write on."""
    dots = [piece for piece in pieces if is_dot(piece, height) and max(piece.width, piece.height) >= _DUST * height]
    if not dots:
        return []
    foot = float(np.median([dot.bottom for dot in sorted(dots, key=lambda dot: -dot.bottom)[: len(dots) // 2 + 1]]))
    return [dot for dot in dots if abs(dot.bottom - foot) < 0.12 * height]


def parted(dark: Values, pieces: Sequence[Piece], height: float) -> Parting | None:
    """The ink of these pieces parted in all likely ways; None where it is no more than dots and dust."""
    dots = leader_dots(pieces, height)
    written = [piece for piece in pieces if not is_dot(piece, height) and not is_rule(piece, height)]
    if not written:
        return None
    mask = np.zeros(dark.shape, dtype=np.uint8)
    for piece in written:
        mask[piece.top : piece.bottom, piece.left : piece.right] |= piece.mask
    core = mask.astype(bool)
    if dots:
        ceiling = round(float(np.median([dot.top for dot in dots])))
        _wipe_dots(mask, ceiling, round(float(np.median([dot.height for dot in dots]))))
        core[ceiling:] = False
    if not core.any():
        return None
    lean = _lean(core)
    rim = (cv2.dilate(mask, np.ones((3, 3), np.uint8)) > 0) & (dark > _RIM)
    rows, columns = np.nonzero(rim)
    points = Points(rows, columns, dark[rows, columns], _along(rows, columns, lean))
    cuts = _cuts(core, lean, height)
    return Parting(points, cuts, _stretches(points, cuts, height))


def is_rule(piece: Piece, height: float) -> bool:
    """Whether a piece is a line drawn across."""
    return piece.width > _RULE[0] * height and piece.height < _RULE[1] * height


def _wipe_dots(mask: NDArray[np.uint8], ceiling: int, size: int) -> None:
    """Take the dots that hang on figures off their ink (height x width, 1 where ink is).

    In the row of dots, which begins at `ceiling` and is `size` high, ink that goes on above is a stroke that comes down, and what
    is wider than a dot is a foot, such as a 2 has: a 7 with a dot beside its foot must not become one.
    """
    row = np.s_[max(0, ceiling - 1) : ceiling + size + 1]
    above = cv2.dilate(mask[max(0, ceiling - 2) : max(1, ceiling - 1)].max(axis=0)[None], np.ones((1, 3), np.uint8))[0]
    hanging = (mask[row].max(axis=0) > 0) & (above == 0)
    for left, right in _runs(hanging):
        if right - left <= _DOT_WIDTH * size:
            mask[row][:, left:right] = 0


def _runs(inked: Mask) -> list[tuple[int, int]]:
    """Where ink stands without a break along a row: the first place of each run, and the one behind its last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inked, [0])).astype(np.int8))).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))


def _along(rows: NDArray[np.int64], columns: NDArray[np.int64], lean: float) -> Values:
    return np.asarray(columns + lean * rows, dtype=np.float32)


def _profile(core: Mask, lean: float) -> tuple[NDArray[np.int64], int]:
    """How much ink stands over each place along the line, and the first place."""
    rows, columns = np.nonzero(core)
    along = np.rint(_along(rows, columns, lean)).astype(np.int64)
    return np.bincount(along - along.min()), int(along.min())


def _lean(core: Mask) -> float:
    """The lean along which the most light falls through the line."""
    return max(_LEANS, key=lambda lean: int((_profile(core, lean)[0] == 0).sum()))


def _cuts(core: Mask, lean: float, height: float) -> list[float]:
    """Places before, between and after pieces, and at the thinnest places of wide ones."""
    profile, begin = _profile(core, lean)
    runs = _runs(profile > 0)
    cuts: list[float] = [begin - height]
    for at, (left, right) in enumerate(runs):
        if at:
            cuts.append(begin + (runs[at - 1][1] + left) / 2 - 0.5)
        cuts += [begin + place - 0.5 for place in _minima(profile[left:right], left, height)]
    cuts.append(begin + len(profile) + height)
    return cuts


def _minima(profile: NDArray[np.int64], left: int, height: float) -> list[int]:
    """The thinnest places of a piece that is wide enough for two figures."""
    if len(profile) < _WIDE * height:
        return []
    smooth = np.convolve(profile, np.ones(3) / 3, "same")
    edge = max(1, round(_APART * height))
    chosen: list[int] = []
    for place in np.argsort(smooth[edge:-edge], kind="stable") + edge:
        if smooth[place] > 0.6 * smooth.max() or len(chosen) == _MOST_MINIMA:
            break
        if all(abs(place - other) >= edge for other in chosen):
            chosen.append(int(place))
    return sorted(left + place for place in chosen)


def _stretches(points: Points, cuts: Sequence[float], height: float) -> list[Stretch]:
    if len(cuts) > _MOST_CUTS:
        return []
    found = []
    for begin in range(len(cuts) - 1):
        for end in range(begin + 1, len(cuts)):
            inside = points.between(cuts[begin], cuts[end])
            strong = inside & (points.dark > INK)
            if not strong.any():
                continue
            rows, columns = points.rows[strong], points.columns[strong]
            if columns.max() - columns.min() > _MOST * height:
                break
            if not _LEAST * height <= rows.max() - rows.min() + 1 <= _MOST * height:
                continue
            found.append(_stretch(begin, end, points, inside))
    return found


def _stretch(begin: int, end: int, points: Points, inside: Mask) -> Stretch:
    rows, columns = points.rows[inside], points.columns[inside]
    top, left = int(rows.min()), int(columns.min())
    right = int(columns.max()) + 1
    figure = np.zeros((int(rows.max()) + 1 - top, right - left), dtype=np.float32)
    figure[rows - top, columns - left] = points.dark[inside]
    return Stretch(begin, end, left, right, fitted(figure))
