"""What scanning and years do to a page: skew, thresholds, specks, stains, bleed-through."""

from __future__ import annotations

import cv2
import numpy as np

from samples.paper import Grey


def moved(image: Grey, degrees: float, dx: float, dy: float) -> tuple[Grey, np.ndarray]:
    """The image turned clockwise about its middle and shifted, with the 2x3 matrix that did it (pixels)."""
    height, width = image.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), -degrees, 1.0)
    matrix[:, 2] += (dx, dy)
    if degrees == 0:
        matrix[:, 2] = np.round(matrix[:, 2])
    return cv2.warpAffine(image, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=255), matrix


def bilevel(image: Grey, rng: np.random.Generator, specks: int = 25) -> Grey:
    """A 1-bit scan: soft edges, a little sensor noise, a threshold, a few specks of dust."""
    soft = cv2.GaussianBlur(image, (0, 0), 0.7).astype(np.float32)
    noise = rng.standard_normal(image.shape, dtype=np.float32) * 9
    out = np.where(soft + noise < rng.uniform(135, 165), 0, 255).astype(np.uint8)
    _specks(out, rng, specks, 0, (1, 2))
    return out


def _specks(image: Grey, rng: np.random.Generator, count: int, value: int, radius: tuple[int, int]) -> None:
    height, width = image.shape
    for _ in range(count):
        centre = (int(rng.integers(width)), int(rng.integers(height)))
        cv2.circle(image, centre, int(rng.integers(radius[0], radius[1] + 1)) - 1, value, -1)


def _clouds(shape: tuple[int, int], rng: np.random.Generator, cells: int) -> np.ndarray:
    """Smooth unevenness from -1 to 1."""
    small = rng.uniform(-1, 1, (cells, cells)).astype(np.float32)
    return cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)


def dirty(image: Grey, behind: Grey, rng: np.random.Generator) -> Grey:
    """A grey scan of an old paper: yellowed unevenly, stained, the back page showing through, speckled."""
    shape = image.shape
    ground = 205 + 16 * _clouds(shape, rng, 5) + 3 * _clouds(shape, rng, 60)
    rows = np.linspace(-1, 1, shape[0], dtype=np.float32)[:, None]
    ground = ground - 26 * np.abs(rows) ** 3 * rng.uniform(0.4, 1.0)
    for _ in range(int(rng.integers(2, 5))):  # water stains: a faint disc with a darker rim
        mask = np.zeros(shape, np.float32)
        centre = (int(rng.integers(shape[1])), int(rng.integers(shape[0])))
        radius = int(rng.integers(shape[1] // 12, shape[1] // 5))
        cv2.circle(mask, centre, radius, 12.0, -1)
        cv2.circle(mask, centre, radius, 24.0, max(6, radius // 12))
        ground = ground - cv2.GaussianBlur(mask, (0, 0), shape[1] / 130)
    through = cv2.GaussianBlur(behind[:, ::-1], (0, 0), shape[1] / 900).astype(np.float32)
    ground = ground - (255 - through) * 0.10
    ink = 1 - cv2.GaussianBlur(image, (0, 0), 0.6).astype(np.float32) / 255
    out = (ground * (1 - ink) + 58 * ink).clip(0, 255).astype(np.uint8)
    _specks(out, rng, 260, 95, (1, 1))
    _specks(out, rng, 60, 70, (1, 3))
    return out


def blank(shape: tuple[int, int], rng: np.random.Generator) -> Grey:
    """A side with nothing on it but dust."""
    out = np.full(shape, 255, np.uint8)
    _specks(out, rng, 30, 0, (1, 2))
    return out
