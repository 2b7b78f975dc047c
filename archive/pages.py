"""A page as text: words with boxes, in reading order. Belongs to no OCR engine and to no database."""

import json
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

FORMAT = 1
_LINE = 6  # where the number of its line stands in a packed word
_LACKING = "a packed page lacks a part; read the page again"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in fractions (0-1) of the page image as served: left, top, width, height."""

    x: float
    y: float
    width: float
    height: float

    def __post_init__(self) -> None:
        if self.width < 0 or self.height < 0:
            raise ValueError(f"a box cannot have a negative size: {self.width} × {self.height}")

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    def union(self, other: "Box") -> "Box":
        """The smallest box around both."""
        x, y = min(self.x, other.x), min(self.y, other.y)
        return Box(x, y, max(self.right, other.right) - x, max(self.bottom, other.bottom) - y)


@dataclass(frozen=True, slots=True)
class Word:
    """One printed word: text in NFC without spaces, confidence 0-1, and the line and block it stands in."""

    text: str
    box: Box
    confidence: float
    line: int
    block: int


class PrintedLine(NamedTuple):
    """A printed line as far as searching needs it: the index of its first word on the page, the texts of its words, and how
    far down the page its middle stands (0-1)."""

    start: int
    words: tuple[str, ...]
    middle: float


@dataclass(frozen=True, slots=True)
class PageText:
    """What was read on one page.

    `words` stand in reading order; a word's index in it is its identity on the page. `rotation` (0, 90, 180 or 270,
    clockwise) is what must be applied to the stored page to show it upright. `source` is `layer` (the file's own text
    layer), `ocr` or `blank`. `width` and `height` are those of the upright page in points (1/72 inch).
    """

    words: tuple[Word, ...]
    width: float
    height: float
    rotation: int = 0
    source: str = "ocr"
    confidence: float = 0.0
    readings: int = 1
    notes: tuple[str, ...] = field(default=())

    def lines(self) -> Iterator[tuple[int, list[Word]]]:
        """The lines in reading order, each as (line number, its words)."""
        line: list[Word] = []
        for word in self.words:
            if line and word.line != line[-1].line:
                yield line[-1].line, line
                line = []
            line.append(word)
        if line:
            yield line[-1].line, line

    def printed_lines(self) -> list[PrintedLine]:
        """The lines in reading order, without what searching does not need."""
        return _printed_lines([_row(word) for word in self.words])

    def text(self) -> str:
        """The page as plain text, a printed line a line."""
        return "\n".join(" ".join(word.text for word in words) for _, words in self.lines())


def encode(page: PageText) -> bytes:
    """Pack a page for storage: compressed JSON, boxes to 1/100,000 of the page."""
    words = [_row(word) for word in page.words]
    body = {
        "format": FORMAT,
        "words": words,
        "size": [page.width, page.height],
        "rotation": page.rotation,
        "source": page.source,
        "confidence": round(page.confidence, 4),
        "readings": page.readings,
        "notes": list(page.notes),
    }
    return zlib.compress(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode())


def decode(blob: bytes) -> PageText:
    """Unpack what `encode` packed.

    Raises:
        ValueError: the bytes were packed by a newer version, or are no page.
    """
    body = _body(blob)
    try:
        return PageText(
            words=tuple(_words(body["words"])),
            width=body["size"][0],
            height=body["size"][1],
            rotation=body["rotation"],
            source=body["source"],
            confidence=body["confidence"],
            readings=body["readings"],
            notes=tuple(body["notes"]),
        )
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(_LACKING) from error


def decode_lines(blob: bytes) -> list[PrintedLine]:
    """The printed lines of what `encode` packed, in a third of the time of unpacking every word with its box.

    Raises:
        ValueError: the bytes were packed by a newer version, or are no page.
    """
    body = _body(blob)
    try:
        return _printed_lines(body["words"])
    except (KeyError, IndexError, TypeError) as error:
        raise ValueError(_LACKING) from error


def _body(blob: bytes) -> dict[str, Any]:
    try:
        body: dict[str, Any] = json.loads(zlib.decompress(blob))
        packed = body["format"]
    except (zlib.error, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise ValueError("these bytes are no packed page; read the page again") from error
    if packed != FORMAT:
        raise ValueError(f"page text of format {packed}; this version reads format {FORMAT}")
    return body


def _printed_lines(rows: Iterable[list[Any]]) -> list[PrintedLine]:
    lines: list[PrintedLine] = []
    start = 0
    for _, line in groupby(rows, itemgetter(_LINE)):
        texts, _, tops, _, heights, *_ = zip(*line, strict=True)
        middle = (sum(tops) + sum(heights) / 2) / len(texts) / 1e5
        lines.append(PrintedLine(start, texts, middle))
        start += len(texts)
    return lines


def _words(rows: Iterable[list[Any]]) -> Iterator[Word]:
    for text, x, y, width, height, confidence, line, block in rows:
        yield Word(text, Box(x / 1e5, y / 1e5, width / 1e5, height / 1e5), confidence / 1000, line, block)


def _row(word: Word) -> list[Any]:
    box = word.box
    corners = (round(edge * 1e5) for edge in (box.x, box.y, box.width, box.height))
    return [word.text, *corners, round(word.confidence * 1000), word.line, word.block]
