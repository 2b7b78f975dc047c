"""How a page is to be read."""

from dataclasses import dataclass
from typing import Literal

# Raised whenever the same page and the same engine would give other words: it makes old entries of the OCR cache stale.
READING_REVISION = 4

RecogniserName = Literal["tesserocr", "pytesseract"]
Segmentation = Literal["auto", "column", "block", "sparse"]
"""How an engine looks for lines: on its own, in one column, in one block, or as words scattered over a form or a map."""

LEAST_DPI, MOST_DPI = 70, 600


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Options of one reading.

    `recogniser` names the adapter, `language` the model (Tesseract's name, `vie`). `rotation` is a known rotation in
    degrees clockwise (0, 90, 180, 270), or None to find it. `force_ocr` reads the image even where the file carries a
    trustworthy text layer. `dpi` is the resolution at which the engine is given the page, or None for the one that suits
    the height of its letters; `segmentation` is how the engine looks for lines.
    """

    recogniser: RecogniserName = "tesserocr"
    language: str = "vie"
    rotation: int | None = None
    force_ocr: bool = False
    dpi: int | None = None
    segmentation: Segmentation = "auto"

    def __post_init__(self) -> None:
        if self.rotation not in {None, 0, 90, 180, 270}:
            raise ValueError(f"a page is turned by 0, 90, 180 or 270 degrees, not by {self.rotation}")
        if self.dpi is not None and not LEAST_DPI <= self.dpi <= MOST_DPI:
            raise ValueError(f"a page is read at {LEAST_DPI} to {MOST_DPI} dpi, not at {self.dpi}")

    @property
    def key(self) -> str:
        """The options as one short text, part of the OCR cache key: options with the same key give the same words."""
        rotation = "find" if self.rotation is None else str(self.rotation)
        forced = "ocr" if self.force_ocr else "layer"
        usual = f"r{READING_REVISION}-{self.recogniser}-{self.language}-{rotation}-{forced}"
        chosen = [f"{self.dpi}dpi"] if self.dpi is not None else []
        chosen += [self.segmentation] if self.segmentation != "auto" else []
        return "-".join([usual, *chosen])
