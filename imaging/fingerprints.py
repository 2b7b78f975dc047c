"""Perceptual hashes of page images, by which scans of one page are found again: pixels in, hash out.

Made from where the ink is, not from how dark it is: so paper, brightness and quality hardly count. Source: the hash by the
signs of low frequencies, C. Zauner, Implementation and benchmarking of perceptual image hash functions, 2010.
"""

import cv2
import numpy as np
from numpy.typing import NDArray

from archive.duplicates.pictures import BITS, PictureHash
from archive.errors import PageUnreadable
from imaging.clean import survey
from imaging.images import PageImage, Pixels
from imaging.page import PageTask
from imaging.pieces import PieceFault, cut
from imaging.render import render_grey

SCHEME = "ink-dct-1"
DPI = 72.0  # letters blur into lines, which is what is looked at
_GRID = 64  # fields of the density map along each side
_SIDE = 16  # frequencies along each side
_TRIM = 0.004  # of the ink on each side is dust or the scan's rim
_LEAST_SKEW = 0.15  # degrees
_WORD = 15  # dots across of a short word, the letters joined; dust with its halo has up to 12


def picture_hash(image: PageImage) -> PictureHash:
    """The hash of a page as it lies, and of its ink straightened and cut to its edges; about 15 milliseconds for A4."""
    factor = min(1.0, DPI / image.dpi)
    small = np.asarray(
        cv2.resize(image.pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA), dtype=np.uint8
    )
    ink = _ink(small)
    measured = survey(PageImage(small, image.dpi * factor))
    printed = _printed(ink)
    straight = _turned(printed, measured.skew) if abs(measured.skew) >= _LEAST_SKEW else printed
    return PictureHash(_hash(ink), _hash(_cut(straight)), float(printed.mean()))


def hash_page(task: PageTask) -> PictureHash:
    """Cut a page out of its file and hash it, in one worker.

    Raises:
        PageUnreadable: it cannot be rendered.
        LimitExceeded: a picture on it is larger than 200 megapixels.
        NotTakenIn: the file cannot be opened.
    """
    (piece,) = cut(task.path, [task.index])
    if isinstance(piece, PieceFault):
        raise PageUnreadable(piece.reason)
    return picture_hash(render_grey(piece, DPI * 2))


def _ink(small: Pixels) -> NDArray[np.float32]:
    """How much darker than the paper around it each dot is: 0 to 1."""
    paper = cv2.medianBlur(cv2.dilate(small, np.ones((9, 9), np.uint8)), 21)
    share = 1 - small.astype(np.float32) / np.maximum(paper, 1)
    share[share < 0.18] = 0
    return np.clip(share, 0, 1)


def _printed(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """The ink of words and pictures: without dust, which is small, and without the rim of the scan, which touches the edge."""
    joined = cv2.dilate((ink > 0.25).astype(np.uint8), np.ones((3, 7), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    left, top, width, height = (stats[:, column] for column in range(4))
    at_edge = (left <= 1) | (top <= 1) | (left + width >= ink.shape[1] - 1) | (top + height >= ink.shape[0] - 1)
    kept = (width >= _WORD) & ~at_edge
    kept[0] = False  # the paper
    return np.where(kept[labels], ink, np.float32(0))


def _turned(ink: NDArray[np.float32], degrees: float) -> NDArray[np.float32]:
    height, width = ink.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return np.asarray(cv2.warpAffine(ink, matrix, (width, height), flags=cv2.INTER_LINEAR), dtype=np.float32)


def _cut(ink: NDArray[np.float32]) -> NDArray[np.float32]:
    """What lies between the outermost ink on each side, dust left out."""
    edges = []
    for axis in (1, 0):
        mass = np.cumsum(ink.sum(axis=axis))
        if mass[-1] <= 0:
            return ink
        first = int(np.searchsorted(mass, _TRIM * mass[-1]))
        last = int(np.searchsorted(mass, (1 - _TRIM) * mass[-1]))
        edges.append(slice(first, max(last, first + 8) + 1))
    return ink[edges[0], edges[1]]


def _hash(ink: NDArray[np.float32]) -> int:
    """The signs of the low frequencies of the density of ink, the very lowest left out."""
    density = cv2.resize(ink, (_GRID, _GRID), interpolation=cv2.INTER_AREA)
    low = cv2.dct(np.asarray(density, dtype=np.float32))[: _SIDE + 1, : _SIDE + 1].ravel()[1 : BITS + 1]
    bits = np.packbits(low > np.median(low))
    return int.from_bytes(bits.tobytes())
