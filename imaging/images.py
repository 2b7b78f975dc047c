"""The image of a page in memory, as the steps before recognition hand it on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class PageImage:
    """A grey page image: `pixels` is height x width, 0 black to 255 white; `dpi` is dots per inch of the paper."""

    pixels: Pixels
    dpi: float

    @property
    def width(self) -> int:
        """Pixels across."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Pixels down."""
        return int(self.pixels.shape[0])

    @property
    def points(self) -> tuple[float, float]:
        """Width and height of the paper in points (1/72 inch)."""
        return self.width * 72 / self.dpi, self.height * 72 / self.dpi

    def turned(self, rotation: int) -> "PageImage":
        """The image turned clockwise by 0, 90, 180 or 270 degrees."""
        if rotation % 360 == 0:
            return self
        return PageImage(np.ascontiguousarray(np.rot90(self.pixels, -(rotation // 90))), self.dpi)
