"""A printed line with gaps, filled in with figures that people wrote."""

from functools import cache
from io import BytesIO
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from imaging.images import PageImage
from imaging.recognisers.port import RecognisedWord

HEIGHT, FIGURE = 40, 44  # dots: of a printed word, and across a picture of a written figure with its margin
BASE = 300  # the row that the line stands on
PITCH = 26  # from one printed letter to the next
_HELD_OUT = Path(__file__).with_name("held_out_figures.npz")  # of MNIST, as docs/dependencies.md tells


def written(figure: int, hand: int) -> NDArray[np.uint8]:
    """A figure as one of twelve people wrote it: 28 by 28, ink is light."""
    pictures, names = _held_out()
    return pictures[names == figure][hand]


@cache
def _held_out() -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    with np.load(BytesIO(_HELD_OUT.read_bytes())) as kept:
        return np.asarray(kept["pictures"], dtype=np.uint8), np.asarray(kept["names"])


def write(pixels: NDArray[np.uint8], figures: str, left: int, base: int, hand: int = 0) -> int:
    """Write figures on a page from a column on; returns the column after the last."""
    for at, figure in enumerate(figures):
        ink = cv2.resize(written(int(figure), hand), (FIGURE, FIGURE), interpolation=cv2.INTER_CUBIC)
        x = left + at * (FIGURE - 12)
        place = pixels[base - FIGURE + 5 : base + 5, x : x + FIGURE]
        place[...] = np.minimum(place, 245 - (ink.astype(np.float32) * 0.8).astype(np.uint8))
    return left + len(figures) * (FIGURE - 12) + 12


class Form:
    """A sheet with one line of printed words, as an engine gives them, and what stands between them."""

    def __init__(self) -> None:
        self.pixels = np.full((1600, 1400), 245, dtype=np.uint8)
        self.words: list[RecognisedWord] = []
        self._x = 100

    @property
    def image(self) -> PageImage:
        """The sheet at 200 dpi."""
        return PageImage(self.pixels, 200.0)

    def printed(self, text: str, confidence: float = 0.96) -> "Form":
        """A printed word; its letters are bars, for nobody reads them here."""
        left = self._x + 12
        self._bars(text, left)
        self._said(text, left, confidence)
        return self

    def gap(self, figures: str, hand: int = 0, read: str = "", confidence: float = 0.4, *, dots: bool = True) -> "Form":
        """A gap with figures written into it, over dots or not, and what the engine took it for."""
        left = self._x + 14
        self._filled(figures, hand, dots=dots)
        if read:
            self._said(read, left, confidence)
        return self

    def glued(self, label: str, figures: str, symbol: str, read: str, hand: int = 0) -> "Form":
        """Label, gap and symbol that the engine took for one word."""
        left = self._x + 12
        self._bars(label, left)
        self._filled(figures, hand)
        self._bars(symbol, self._x)
        self._said(label + read + symbol, left, 0.4)
        return self

    def scribbled(self, read: str) -> "Form":
        """A gap with a scribble over dots."""
        points = np.array([(0, 30), (22, 2), (30, 34), (48, 4), (40, 38), (66, 8), (90, 30), (70, 36)], dtype=np.int32)
        cv2.polylines(self.pixels, [np.add(points, (self._x + 30, BASE - 40)).astype(np.int32)], False, (50,), 3)
        left = self._x + 20
        self._dots(160)
        self._said(read, left, 0.4)
        return self

    def _filled(self, figures: str, hand: int, *, dots: bool = True) -> None:
        width = len(figures) * (FIGURE - 12) + 60
        write(self.pixels, figures, self._x + 30, BASE, hand)
        if dots:
            self._dots(width)
        else:
            self._x += width

    def _dots(self, width: int) -> None:
        for x in range(self._x + 14, self._x + width, 12):
            self.pixels[BASE - 3 : BASE, x : x + 3] = 60
        self._x += width

    def _bars(self, text: str, left: int) -> None:
        for at, letter in enumerate(text):
            x = left + PITCH * at
            if letter == "/":
                cv2.line(self.pixels, (x + 2, BASE), (x + 14, BASE - HEIGHT + 8), (30,), 3)
            elif letter == "-":
                self.pixels[BASE - 16 : BASE - 12, x : x + 12] = 30
            elif letter == ":":
                self.pixels[BASE - 4 : BASE, x : x + 4] = self.pixels[BASE - 20 : BASE - 16, x : x + 4] = 30
            else:
                self.pixels[BASE - HEIGHT + 10 : BASE, x : x + 12] = 30
        self._x = left + PITCH * len(text)

    def _said(self, text: str, left: float, confidence: float) -> None:
        self.words.append(RecognisedWord(text, left, BASE - HEIGHT, self._x, BASE + 8, confidence, 0))
