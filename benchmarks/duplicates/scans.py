"""Scans of sheets: the text as a scan reads it, and the hash of the picture as a scanner sees it."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

import numpy as np
from PIL import Image

from archive.duplicates.pictures import PictureHash
from archive.duplicates.shingles import folded
from benchmarks.forms.damage import scanned
from benchmarks.forms.drawing import drawn
from benchmarks.forms.papers import DAMAGES
from benchmarks.forms.sheets import Sheet
from benchmarks.relevance.noise import misread
from imaging.fingerprints import picture_hash
from imaging.images import PageImage, Pixels

NOISE = (0.01, 0.05)  # of the letters that one reading gets wrong
_LOST = 0.01  # of the lines: not read at all
_STAMP_READ = 0.6  # of the lines of stamps
_AGAIN = 0.003  # of the letters that a scan saved again is read otherwise
_ROW = 6.0  # points; what stands so near in height is one line to an engine that reads across columns
_MOST_CUT = 0.03  # of a side, by which a scan may cut the sheet


@dataclass(frozen=True, slots=True)
class Scan:
    """How sheets were scanned: all that is by chance follows from the `key`; `dpi` is that of the picture.

    `again` names the chance by which the finished scan was saved again, smaller and worse, if it was.
    """

    key: str
    damage: str
    dpi: int
    again: str | None = None


def scan_of(key: str, dice: Random) -> Scan:
    """A scan of some quality."""
    return Scan(key, dice.choice(DAMAGES), dice.choice((80, 100, 100, 150)))


def read(sheets: Sequence[Sheet], scan: Scan, slips: Sequence[tuple[str, str]] = ()) -> list[str]:
    """What a reading of this scan makes of each sheet, unfolded; `slips` are words misread in a known way."""
    pages = []
    dice = Random(f"reading/{scan.key}")
    noise, across = dice.uniform(*NOISE), dice.random() < 0.4
    for sheet in sheets:
        lines = [line for line in _lines(sheet, across=across) if dice.random() >= _LOST]
        stamps = [line.replace("|", " ") for mark in sheet.marks for line in mark.lines if dice.random() < _STAMP_READ]
        text = "\n".join((*stamps, *lines))
        for printed, wrong in slips:
            text = text.replace(printed, wrong, 1)
        pages.append(misread(text, noise, dice))
    if scan.again is not None:
        dice = Random(f"reading/{scan.key}/{scan.again}")
        pages = [misread(page, _AGAIN, dice) for page in pages]
    return pages


def words_of(page: str) -> str:
    """A page as it is compared: folded words, joined by spaces."""
    return " ".join(folded(page))


def pictures(sheets: Sequence[Sheet], drawing: str, scan: Scan) -> Iterator[PictureHash]:
    """The hashes of the sheets' pictures; `drawing` names the sheets' own chance: signatures, seals, how letters were struck."""
    return map(picture_hash, images(sheets, drawing, scan))


def images(sheets: Sequence[Sheet], drawing: str, scan: Scan) -> Iterator[PageImage]:
    """The sheets as they were scanned."""
    for number, sheet in enumerate(sheets):
        image = drawn(sheet, scan.dpi, Random(f"drawing/{drawing}/{number}"))
        dice = Random(f"scanning/{scan.key}/{number}")
        pixels = _cut(_pixels(scanned(image, scan.damage, scan.dpi, dice)), dice)
        dpi = float(scan.dpi)
        if scan.again is not None:
            pixels, dpi = _saved_again(pixels, dpi, Random(f"scanning/{scan.key}/{scan.again}/{number}"))
        yield PageImage(pixels, dpi)


def _lines(sheet: Sheet, *, across: bool) -> Iterator[str]:
    """The lines in the order of setting, column by column, or as they lie, across the columns."""
    runs = sorted(sheet.runs, key=lambda run: (round(run.y / _ROW), run.x)) if across else sheet.runs
    for _, row in groupby(runs, key=lambda run: round(run.y / _ROW) if across else run.y):
        yield " ".join(run.text for run in row)


def _pixels(file: bytes) -> Pixels:
    return np.asarray(Image.open(io.BytesIO(file)).convert("L"), np.uint8)


def _cut(pixels: Pixels, dice: Random) -> Pixels:
    """The sheet laid not quite into the scanner's window: some of each side is missing."""
    height, width = pixels.shape
    top, bottom = (int(height * dice.uniform(0, _MOST_CUT)) for _ in range(2))
    left, right = (int(width * dice.uniform(0, _MOST_CUT)) for _ in range(2))
    return np.ascontiguousarray(pixels[top : height - bottom, left : width - right])


def _saved_again(pixels: Pixels, dpi: float, dice: Random) -> tuple[Pixels, float]:
    """The same picture smaller, brighter or darker, as a worse JPEG."""
    factor = dice.uniform(0.6, 1.0)
    size = (round(pixels.shape[1] * factor), round(pixels.shape[0] * factor))
    image = Image.fromarray(pixels).resize(size, Image.Resampling.BICUBIC)
    gain = dice.uniform(0.88, 1.1)
    stream = io.BytesIO()
    image.point([min(255, round(level * gain)) for level in range(256)]).save(
        stream, "JPEG", quality=dice.randint(30, 80)
    )
    return _pixels(stream.getvalue()), dpi * factor
