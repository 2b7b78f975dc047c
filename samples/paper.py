"""Prints a page as an image: ink on paper at a resolution, before any damage."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from samples.layout import HEIGHT, WIDTH, Page, face

HATS, TONES = "\u0302\u0306", "\u0301\u0300\u0309\u0303"  # circumflex, breve; acute, grave, hook, tilde
Grey = np.ndarray  # height x width, 0 black to 255 white


@lru_cache(maxsize=64)
def _font(path: str, pixels: float) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, pixels)


def printed(page: Page, dpi: int, rng: np.random.Generator) -> Grey:
    """The page in grey; a typewriter strikes each letter a little off its place and more or less strongly."""
    scale = dpi / 72
    image = Image.new("L", (round(WIDTH * scale), round(HEIGHT * scale)), 255)
    draw = ImageDraw.Draw(image)
    for line in page.lines:
        for word in line.words:
            font = _font(face(line.family, word.style), line.size * scale)
            x, y = word.x * scale, line.baseline * scale
            if line.family != "mono":
                draw.text((x, y), word.text, font=font, fill=0, anchor="ls")
                continue
            for letter in word.text:
                off = rng.normal(0, 0.16 * scale, 2).clip(-0.3 * scale, 0.3 * scale)
                ink = int(rng.integers(0, 70))
                _strike(image, draw, letter, (x + off[0], y + off[1]), font, ink)
                x += font.getlength(letter)
    for x0, y0, x1, y1 in page.rules:
        draw.line([(x0 * scale, y0 * scale), (x1 * scale, y1 * scale)], fill=0, width=max(1, round(scale * 0.7)))
    return np.asarray(image)


def _strike(  # noqa: PLR0917 - the letter and all it is struck with
    image: Image.Image,
    draw: ImageDraw.ImageDraw,
    letter: str,
    at: tuple[float, float],
    font: ImageFont.FreeTypeFont,
    ink: int,
) -> None:
    """Type one letter; a tone over a circumflex or breve is struck above it, where a typewriter puts it.

    The font sets such tones beside the circumflex, and neither people nor machines read that well.
    """
    parts = unicodedata.normalize("NFD", letter)
    hats, tones = [m for m in parts if m in HATS], [m for m in parts if m in TONES]
    if not (hats and tones):
        draw.text(at, letter, font=font, fill=ink, anchor="ls")
        return
    draw.text(at, unicodedata.normalize("NFC", parts[0] + hats[0]), font=font, fill=ink, anchor="ls")
    stem, clear = ("A", 0.75) if letter.isupper() else ("a", 0.575)  # of the font's size, above the stem
    size = round(font.size)
    mask = Image.new("L", (size, 2 * size), 0)
    ImageDraw.Draw(mask).text(
        (0, 1.5 * size), unicodedata.normalize("NFC", stem + tones[0]), font=font, fill=255, anchor="ls"
    )
    mask.paste(0, (0, round((1.5 - clear) * size), size, 2 * size))
    image.paste(ink, (round(at[0]), round(at[1] - 1.5 * size - 0.19 * size)), mask)


def signed(image: Grey, page: Page, dpi: int, rng: np.random.Generator) -> Grey:
    """The page with a signature scribbled above the name of the signer."""
    names = [line for line in page.lines if line.role == "signer"]
    if not names:
        return image
    scale = dpi / 72
    middle, y = (names[0].words[0].x + names[0].right) / 2 * scale, (names[0].baseline - 36) * scale
    steps = np.linspace(0, 1, 160)
    waves = sum(rng.normal(0, 8 * scale / k) * np.sin(2 * np.pi * k * steps + rng.uniform(0, 6)) for k in range(1, 6))
    xs = middle + (steps - 0.5) * 80 * scale + np.cumsum(rng.normal(0, 0.3 * scale, 160))
    points = np.stack([xs, y + np.clip(waves, -14 * scale, 14 * scale)], axis=1)
    out = image.copy()
    cv2.polylines(
        out,
        [points.astype(np.int32)],
        isClosed=False,
        color=20,
        thickness=max(2, round(dpi / 110)),
        lineType=cv2.LINE_AA,
    )
    return out
