"""A sheet as it is to be printed: stretches of text, rules, stamps and signatures, in points from the top left of A4."""

import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from PIL import ImageFont

from archive.errors import Unavailable

WIDTH, HEIGHT = 595.0, 842.0
FONTS = Path("/usr/share/texmf/fonts/opentype/public/tex-gyre")  # Debian's fonts-texgyre: all letters of Vietnamese
HAND = "chorus"  # the nearest to handwriting among them
_STYLES = {"roman": "regular", "bold": "bold", "italic": "italic", "both": "bolditalic"}
_MEASURED = 100  # the size at which widths are measured


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text on a baseline: `ink` is its colour, `turn` degrees against the clock for what is written by hand."""

    x: float
    y: float
    text: str
    size: float
    family: str
    style: str = "roman"
    ink: tuple[int, int, int] = (22, 22, 28)
    turn: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A stamp struck on the sheet: its lines, middle, size of letters, colour, turn, and whether it has a frame.

    Of each line what follows `|` is written by hand.
    """

    lines: tuple[str, ...]
    x: float
    y: float
    size: float
    ink: tuple[int, int, int]
    turn: float
    framed: bool


@dataclass(slots=True)
class Sheet:
    """One side of a paper."""

    runs: list[Run] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)  # left, right, height
    marks: list[Mark] = field(default_factory=list)
    signatures: list[tuple[float, float]] = field(default_factory=list)
    seals: list[tuple[float, float]] = field(default_factory=list)

    def text(self) -> str:
        """All that is printed or written on it, in the order in which it was set."""
        return " ".join(" ".join(run.text for run in self.runs).split())


@cache
def font_file(family: str, style: str) -> Path:
    """The file of a face.

    Raises:
        Unavailable: the fonts are not installed.
    """
    name = f"texgyre{family}-{'mediumitalic' if family == HAND else _STYLES[style]}.otf"
    if not (FONTS / name).exists():
        raise Unavailable(f"the font {name} is missing; install Debian's package fonts-texgyre (make system-bench)")
    return FONTS / name


@cache
def _measure(path: Path) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), _MEASURED)


def length(text: str, size: float, family: str, style: str = "roman") -> float:
    """The width of a text in points."""
    return _measure(font_file(family, style)).getlength(unicodedata.normalize("NFC", text)) / _MEASURED * size


def wrapped(text: str, room: float, size: float, face: tuple[str, str], indent: float = 0.0) -> list[str]:
    """A text in lines no wider than `room`; a word with a hyphen inside may break behind it."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        whole = f"{line} {word}".strip()
        left = room - (indent if not lines else 0.0)
        if not line or length(whole, size, *face) <= left:
            line = whole
            continue
        head, hyphen, tail = word.partition("-")
        if hyphen and head.isalpha() and tail and length(f"{line} {head}-", size, *face) <= left:
            lines.append(f"{line} {head}-")
            line = tail
        else:
            lines.append(line)
            line = word
    return [*lines, line] if line else lines
