"""How a page is to be read."""

from dataclasses import dataclass
from typing import Literal

# Raised whenever the same page and the same engine would give other words: it makes old entries of the OCR cache stale.
READING_REVISION = 2

RecogniserName = Literal["tesserocr", "pytesseract"]


@dataclass(frozen=True, slots=True)
class ReadingOptions:
    """Options of one reading.

    `recogniser` names the adapter, `language` the model (Tesseract's name, `vie`). `rotation` is a known rotation in
    degrees clockwise (0, 90, 180, 270), or None to find it. `force_ocr` reads the image even where the file carries a
    trustworthy text layer.
    """

    recogniser: RecogniserName = "tesserocr"
    language: str = "vie"
    rotation: int | None = None
    force_ocr: bool = False

    def __post_init__(self) -> None:
        if self.rotation not in {None, 0, 90, 180, 270}:
            raise ValueError(f"a page is turned by 0, 90, 180 or 270 degrees, not by {self.rotation}")

    @property
    def key(self) -> str:
        """The options as one short text, part of the OCR cache key: options with the same key give the same words."""
        rotation = "find" if self.rotation is None else str(self.rotation)
        forced = "ocr" if self.force_ocr else "layer"
        return f"r{READING_REVISION}-{self.recogniser}-{self.language}-{rotation}-{forced}"
