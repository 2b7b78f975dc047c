"""Red seals taken off a page in colour, so that the signature's name under them is read.

A seal is struck over the left third of the signature: in grey its ring and the letters under it are one. In the red part of
the light red ink is nearly as bright as paper, and black letters stay black. Only round seals are taken off, whose size the
rules on seals give (20-42 mm); marks of secrecy and urgency and stamps of arrival are red, too, and are to be read.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from imaging.images import Pixels

_LOOKED_AT_DPI = 75.0  # seals are looked for on a small copy
_REDDER = 26  # grey levels by which red ink is redder than the paper, brighter in red light than in green and blue
_TINGED = 12  # the same where the edge of an ink fades into the paper
_LIT = 0.55  # of the brightness of paper that red ink has in red light at least; black under it has less
_LEAST, _MOST = 0.75, 1.75  # inch across
_ROUND = 0.72  # of the longer side of what was found, that the shorter one has at least
_JOINED = 0.09  # inch between parts of one seal: its rings, its letters, its star
_RIM = 0.04  # inch around a seal that its ink reaches
_BARE = 0.1  # of the square around a seal that its ink covers at least: a few red strokes are no seal
_FULL = 0.75  # and at most: a red area is none either


def without_seals(colours: Pixels, grey: Pixels, dpi: float) -> Pixels:
    """The grey page (height x width) with its red seals taken off; `colours` is the same page as height x width x 3 (RGB)."""
    squares = _seals(colours, dpi)
    if not squares:
        return grey
    cleaned = grey.copy()
    for left, top, right, bottom in squares:
        at = np.s_[top:bottom, left:right]
        cleaned[at] = _taken_off(colours[at], grey[at])
    return cleaned


def _taken_off(colours: Pixels, grey: Pixels) -> Pixels:
    """A square of the page in red light, as bright as it is in grey, with what is red there and not black made paper."""
    paper = float(np.median(grey))
    lit = colours[..., 0].astype(np.float32) * (paper / max(float(np.median(colours[..., 0])), 1.0))
    only_red = _red(colours, _TINGED) & (lit > _LIT * paper)
    return np.asarray(np.where(only_red, paper, lit).clip(0, 255), dtype=np.uint8)


def _red(colours: Pixels, by: int = _REDDER) -> NDArray[np.bool_]:
    """Where the ink is so much redder than the paper, which may be yellow itself."""
    parts = colours.astype(np.int16)
    redness = parts[..., 0] - np.maximum(parts[..., 1], parts[..., 2])
    return np.asarray(redness - np.median(redness) > by)


def _seals(colours: Pixels, dpi: float) -> list[tuple[int, int, int, int]]:
    """The squares around seals: left, top, right, bottom in pixels."""
    factor = min(1.0, _LOOKED_AT_DPI / dpi)
    small = np.asarray(cv2.resize(colours, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8)
    ink = _red(small).astype(np.uint8)
    reach = max(3, round(_JOINED * dpi * factor))
    joined = cv2.morphologyEx(ink, cv2.MORPH_CLOSE, np.ones((reach, reach), np.uint8))
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    squares = []
    for left, top, width, height, _ in found[1:].tolist():
        shorter, longer = sorted((width / dpi / factor, height / dpi / factor))
        covered = ink[top : top + height, left : left + width].mean()
        if shorter < _LEAST or longer > _MOST or shorter < _ROUND * longer or not _BARE < covered < _FULL:
            continue
        rim = _RIM * dpi
        squares.append(
            (
                max(0, round(left / factor - rim)),
                max(0, round(top / factor - rim)),
                round((left + width) / factor + rim),
                round((top + height) / factor + rim),
            )
        )
    return squares
