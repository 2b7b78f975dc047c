"""The port every recogniser stands behind, and what it gives back."""

from dataclasses import dataclass
from typing import Protocol

from imaging.images import PageImage
from imaging.options import Segmentation


@dataclass(frozen=True, slots=True)
class EngineIdentity:
    """What decides an engine's words on a given image: part of the OCR cache key."""

    name: str
    version: str
    model_sha256: str

    @property
    def key(self) -> str:
        """The identity as one short text."""
        return f"{self.name}-{self.version}-{self.model_sha256[:16]}"


@dataclass(frozen=True, slots=True)
class RecognisedWord:
    """One word as an engine saw it: edges in pixels of the image it was given, confidence 0-1, the engine's own line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    confidence: float
    line: int

    @property
    def width(self) -> float:
        """Pixels across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Pixels down."""
        return self.bottom - self.top


class Recogniser(Protocol):
    """Reads the words of one page image. Runs in a worker process; must not start threads or processes that outlive a call."""

    def identity(self) -> EngineIdentity:
        """Name, version, and SHA-256 of the model: part of the cache key."""

    def read(self, image: PageImage, segmentation: Segmentation = "auto") -> list[RecognisedWord]:
        """Return the words of an upright image, line by line in the engine's own order, looking for lines in this way.

        Raises:
            PageUnreadable: the engine failed on this page; never an empty page instead.
        """
