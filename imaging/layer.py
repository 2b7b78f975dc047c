"""The text layer of a PDF page: its words with boxes, and whether they can be trusted.

A layer may be right (born digital), right but decomposed (NFD), an old OCR of poor quality, in a legacy encoding (which is
converted), or garbage of fonts without a mapping. It is judged by measures, never by its presence.
"""

import io
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
import pdfplumber
from pdfminer.pdfexceptions import PDFException
from pdfplumber.utils.exceptions import PdfminerException
from pdfplumber.utils.text import extract_words

from archive.vietnamese import looks_legacy, syllable_share
from imaging.fonts import LayerFonts, spelled
from imaging.images import PageImage
from imaging.order import with_rows_as_lines
from imaging.pieces import PagePiece
from imaging.recognisers.port import RecognisedWord

_FEWEST_WORDS = 4  # fewer are a stamp or a page number; they say nothing of the page
_MOST_BROKEN = 0.02  # share of letters that stand for nothing
_LEAST_SYLLABLES = 0.6  # share of words that are Vietnamese syllables, on a page without a scan
_LEAST_SYLLABLES_SCAN = 0.85  # the same for an OCR layer under a scan: we would read it at 0.95 ourselves
_JUDGED_WORDS = 12  # words of letters needed before the share of syllables means anything
_LEAST_COVERED = 0.5  # share of the page's ink that lies under the layer's words
_SCAN_COVER = 0.6  # of the page: an image so large is a scan
_LEAST_INKED = 0.8  # share of the layer's words that lie over ink
_MALFORMED = (
    PDFException,
    PdfminerException,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    AssertionError,
    ArithmeticError,
    RecursionError,
)


@dataclass(frozen=True, slots=True)
class TextLayer:
    """The words of a layer, edges in points of the upright page; `rotation` degrees clockwise make the page upright.

    `converted` are the old encodings (TCVN3, VNI, …) that words were converted from.
    """

    words: tuple[RecognisedWord, ...]
    width: float
    height: float
    rotation: int
    over_scan: bool
    converted: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All words, in the order of the rows."""
        return " ".join(word.text for word in self.words)


@dataclass(frozen=True, slots=True)
class _Parsed:
    """A page as pdfplumber gives it: its letters, its box, and the area of its largest picture, in points."""

    chars: list[dict[str, Any]]
    bbox: tuple[float, float, float, float]
    covered: float


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether a layer is used, and the measure that decided, for the page's notes."""

    trusted: bool
    reason: str
    syllables: float


def read_layer(piece: PagePiece) -> TextLayer | None:
    """The text layer of a PDF page, normalised, old encodings converted; or None if it has none that can be parsed."""
    parsed = _parse(piece)
    if parsed is None or not any(char["text"].strip() for char in parsed.chars):
        return None
    rotation = _direction(parsed.chars)
    chars = _upright(parsed.chars, rotation, parsed.bbox)
    words = extract_words(chars, x_tolerance_ratio=0.18, y_tolerance=3, keep_blank_chars=False, return_chars=True)
    texts, encodings = spelled(words)
    left, top, right, bottom = parsed.bbox
    width, height = right - left, bottom - top
    if rotation % 180:
        width, height = height, width
    found = [word for word in map(_word, words, texts) if word.text and word.height > 0 and _is_on(word, width, height)]
    over_scan = parsed.covered >= _SCAN_COVER * width * height
    return TextLayer(tuple(with_rows_as_lines(found)), width, height, rotation, over_scan, encodings)


def _parse(piece: PagePiece) -> _Parsed | None:
    try:
        with pdfplumber.open(io.BytesIO(piece.data)) as document:
            document.rsrcmgr = LayerFonts()
            page = document.pages[0]
            covered = max((_area(image) for image in page.images), default=0.0)
            return _Parsed(page.chars, _shown(page), covered)
    # Whatever a stranger's program wrote wrongly into the layer means the same: there is none, read the image.
    except _MALFORMED:
        return None


def _shown(page: Any) -> tuple[float, float, float, float]:
    """The part of a page that is shown, its crop box, in pdfplumber's coordinates (which are those of the media box).

    pdfplumber's own `cropbox` forgets that a turn moves each margin to another side.
    """
    media, crop = page.page_obj.mediabox, page.page_obj.cropbox
    margins = [
        max(0.0, float(margin))
        for margin in (crop[0] - media[0], media[3] - crop[3], media[2] - crop[2], crop[1] - media[1])
    ]  # left, top, right, bottom of the page unturned
    turns = page.rotation // 90
    left, top, right, bottom = margins[-turns:] + margins[:-turns] if turns else margins
    x0, y0, x1, y1 = (float(edge) for edge in page.bbox)
    return x0 + left, y0 + top, x1 - right, y1 - bottom


def judge_layer(layer: TextLayer, image: PageImage) -> Judgement:
    """Measure a layer against the language and against the ink of the page, seen upright."""
    share = syllable_share(layer.text)
    fault = _fault_of_text(layer, share)
    if fault is None:
        covered, inked = _agreement(layer, image)
        if covered < _LEAST_COVERED:
            fault = f"words over only {covered:.0%} of the ink"
        elif inked < _LEAST_INKED:
            fault = f"only {inked:.0%} of the words lie over ink"
    return Judgement(fault is None, fault or "trusted", share)


def _fault_of_text(layer: TextLayer, share: float) -> str | None:
    text = layer.text
    judged = sum(any(letter.isalpha() for letter in word.text) for word in layer.words)
    least = _LEAST_SYLLABLES_SCAN if layer.over_scan else _LEAST_SYLLABLES
    broken = broken_share(text)
    faults = (
        (len(layer.words) < _FEWEST_WORDS, "hardly any words"),
        (broken > _MOST_BROKEN, f"undecodable letters ({broken:.0%})"),
        (looks_legacy(text), "a legacy encoding"),
        (judged >= _JUDGED_WORDS and share < least, f"only {share:.0%} Vietnamese syllables"),
        (judged < _JUDGED_WORDS and layer.over_scan, "too few words on a scan to judge"),
    )
    return next((fault for is_so, fault in faults if is_so), None)


def broken_share(text: str) -> float:
    """The share of characters that stand for nothing: `(cid:12)`, U+FFFD, private use, controls, unassigned."""
    broken = text.count("(cid:") * 6
    for letter in text:
        if letter == "\ufffd" or (unicodedata.category(letter) in {"Co", "Cn", "Cc"} and not letter.isspace()):
            broken += 1
    return min(1.0, broken / max(len(text), 1))


def _agreement(layer: TextLayer, image: PageImage) -> tuple[float, float]:
    """The share of ink under words, and of words over ink."""
    scale = 100 / 72
    size = (max(1, round(layer.width * scale)), max(1, round(layer.height * scale)))
    small = cv2.resize(image.pixels, size, interpolation=cv2.INTER_AREA)
    ink = small < 0.75 * float(np.percentile(small, 90))
    mask = np.zeros_like(ink)
    over = 0
    for word in layer.words:
        top, bottom = max(0, int(word.top * scale) - 2), int(word.bottom * scale) + 3
        left, right = max(0, int(word.left * scale) - 2), int(word.right * scale) + 3
        mask[top:bottom, left:right] = True
        over += bool(ink[top:bottom, left:right].any())
    edge_y, edge_x = size[1] // 40 + 1, size[0] // 40 + 1  # the dark rim of a scan is nobody's words
    inner = ink[edge_y:-edge_y, edge_x:-edge_x]
    covered = float((inner & mask[edge_y:-edge_y, edge_x:-edge_x]).sum() / max(int(inner.sum()), 1))
    return covered, over / max(len(layer.words), 1)


def _direction(chars: Sequence[dict[str, Any]]) -> int:
    """The turn, clockwise, after which most letters stand upright."""
    turns: Counter[int] = Counter()
    for char in chars:
        a, b = char["matrix"][:2]
        # Text that runs up the page (b > 0 in PDF's upward axes) was turned counter-clockwise: clockwise puts it right.
        turns[(0 if a > 0 else 180) if abs(a) >= abs(b) else (90 if b > 0 else 270)] += 1
    turn, count = turns.most_common(1)[0]
    return turn if count >= 0.8 * len(chars) else 0


def _upright(
    chars: list[dict[str, Any]], rotation: int, bbox: tuple[float, float, float, float]
) -> list[dict[str, Any]]:
    """The letters with edges on the page turned clockwise, measured from its top left."""
    left, top, right, bottom = (float(edge) for edge in bbox)
    width, height = right - left, bottom - top
    turned = []
    for char in chars:
        x0, x1, y0, y1 = char["x0"] - left, char["x1"] - left, char["top"] - top, char["bottom"] - top
        if rotation == 90:
            x0, x1, y0, y1 = height - y1, height - y0, x0, x1
        elif rotation == 180:
            x0, x1, y0, y1 = width - x1, width - x0, height - y1, height - y0
        elif rotation == 270:
            x0, x1, y0, y1 = y0, y1, width - x1, width - x0
        edges = {"x0": x0, "x1": x1, "top": y0, "bottom": y1, "doctop": y0}
        turned.append({**char, **edges, "upright": True, "size": y1 - y0, "height": y1 - y0, "width": x1 - x0})
    return turned


def _is_on(word: RecognisedWord, width: float, height: float) -> bool:
    """Whether a word stands on the page that is shown; what lies beyond its edge nobody can see."""
    return 0 <= word.left + word.right <= 2 * width and 0 <= word.top + word.bottom <= 2 * height


def _area(image: dict[str, Any]) -> float:
    return abs(float(image["x1"] - image["x0"])) * abs(float(image["bottom"] - image["top"]))


def _word(word: dict[str, Any], text: str) -> RecognisedWord:
    return RecognisedWord(text, float(word["x0"]), float(word["top"]), float(word["x1"]), float(word["bottom"]), 1.0, 0)
