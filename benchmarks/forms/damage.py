"""What years and scanners do to a sheet: skew, noise, faded paper, hard JPEG, shadows and punch holes, two tones only."""

import io
from random import Random

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

Picture = NDArray[np.uint8]


def resolution(damage: str, dice: Random) -> int:
    """The dots per inch at which such a sheet was scanned."""
    if damage == "jpeg":
        return dice.choice((150, 150, 200))
    return dice.choice((200, 200, 200, 300)) if damage != "clean" else dice.choice((200, 300))


def scanned(image: Image.Image, damage: str, dpi: int, dice: Random) -> bytes:
    """The file of a sheet that was scanned so: JPEG, or PNG where it has two tones."""
    rng = np.random.default_rng(dice.getrandbits(32))
    image = image.filter(ImageFilter.GaussianBlur(dpi / 72 * 0.14))
    degrees = dice.uniform(-2.4, 2.4) if damage == "skewed" else dice.uniform(-0.35, 0.35)
    picture = _turned(np.asarray(image), degrees)
    if damage == "noisy":
        picture = _noisy(picture, rng)
    elif damage == "faded":
        picture = _faded(picture, rng)
    elif damage == "shadow":
        picture = _shadowed(picture, dpi, dice)
    elif damage != "clean":
        picture = _tinted(picture, dice)
    if damage == "bilevel":
        return _file(Image.fromarray(_two_toned(picture, rng)).convert("1"), "PNG", dpi)
    done = Image.fromarray(picture)
    if dice.random() < 0.4:
        done = done.convert("L")
    return _file(done, "JPEG", dpi, quality={"jpeg": dice.randint(28, 45)}.get(damage, dice.randint(70, 90)))


def _file(image: Image.Image, kind: str, dpi: int, quality: int = 0) -> bytes:
    stream = io.BytesIO()
    options = {"quality": quality} if kind == "JPEG" else {}
    image.save(stream, kind, dpi=(dpi, dpi), **options)
    return stream.getvalue()


def _turned(picture: Picture, degrees: float) -> Picture:
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    turned = cv2.warpAffine(picture, matrix, (width, height), flags=cv2.INTER_LINEAR, borderValue=(255, 255, 255))
    return np.asarray(turned, np.uint8)


def _clouds(shape: tuple[int, ...], rng: np.random.Generator, cells: int) -> NDArray[np.float32]:
    """Smooth unevenness from -1 to 1."""
    small = rng.uniform(-1, 1, (cells, cells)).astype(np.float32)
    return np.asarray(cv2.resize(small, (shape[1], shape[0]), interpolation=cv2.INTER_CUBIC)[..., None], np.float32)


def _within(picture: NDArray[np.float32]) -> Picture:
    return picture.clip(0, 255).astype(np.uint8)


def _tinted(picture: Picture, dice: Random) -> Picture:
    """Office paper as a scanner sees it: not quite white."""
    shade = np.array([dice.uniform(0.94, 1), dice.uniform(0.93, 1), dice.uniform(0.88, 0.98)], np.float32)
    return _within(picture * shade)


def _noisy(picture: Picture, rng: np.random.Generator) -> Picture:
    grain = rng.standard_normal(picture.shape[:2], dtype=np.float32)[..., None] * 14
    out = _within(picture.astype(np.float32) * 0.93 + grain)
    for _ in range(180):
        at = (int(rng.integers(out.shape[1])), int(rng.integers(out.shape[0])))
        cv2.circle(out, at, int(rng.integers(0, 2)), (60, 56, 50), -1)
    return out


def _faded(picture: Picture, rng: np.random.Generator) -> Picture:
    """Yellowed paper, pale ink, stains."""
    shape = picture.shape
    ground = np.array([222, 208, 176], np.float32) + 14 * _clouds(shape, rng, 6)
    for _ in range(int(rng.integers(1, 4))):
        stain = np.zeros(shape[:2], np.float32)
        at = (int(rng.integers(shape[1])), int(rng.integers(shape[0])))
        cv2.circle(stain, at, int(rng.integers(shape[1] // 14, shape[1] // 6)), 22.0, -1)
        ground -= cv2.GaussianBlur(stain, (0, 0), shape[1] / 90)[..., None]
    ink = (255 - picture.astype(np.float32)) / 255 * rng.uniform(0.55, 0.72)
    paper = ground * (1 - ink) + rng.standard_normal(shape[:2], dtype=np.float32)[..., None] * 4
    return _within(paper.astype(np.float32))


def _shadowed(picture: Picture, dpi: int, dice: Random) -> Picture:
    """The grey of a book's fold along one edge, punch holes in the margin, a dark line at the bottom."""
    height, width = picture.shape[:2]
    reach = np.linspace(0, 1, width, dtype=np.float32)
    fold = 1 - dice.uniform(0.3, 0.6) * np.exp(-reach / dice.uniform(0.03, 0.07))
    fold = fold[::-1] if dice.random() < 0.3 else fold
    out = _within(picture.astype(np.float32) * 0.92 * fold[None, :, None])
    for share in (0.36, 0.64):
        cv2.circle(out, (round(dpi * 0.45), round(height * share)), round(dpi * 0.11), (45, 45, 45), -1)
    cv2.rectangle(out, (0, height - round(dpi * dice.uniform(0.02, 0.1))), (width, height), (30, 30, 30), -1)
    return out


def _two_toned(picture: Picture, rng: np.random.Generator) -> Picture:
    grey = cv2.cvtColor(picture, cv2.COLOR_RGB2GRAY).astype(np.float32)
    grain = rng.standard_normal(grey.shape, dtype=np.float32) * 8
    return np.where(grey + grain < rng.uniform(140, 175), 0, 255).astype(np.uint8)
