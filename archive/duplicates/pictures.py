"""Hashes of page pictures: how near two of them are. They are made where images are, in `imaging`."""

from dataclasses import dataclass
from typing import Self

BITS = 256
# Of 111 pages of the samples: saved again with other size, quality and brightness they differ in at most 0.04; scanned anew (skew,
# crop, dirt, other dots an inch) 96 % in less than 0.2, 1 % in less than 0.045; other pages, 0.03 % of the pairs in less than 0.2.
NEAR = 0.2  # share of bits in which two scans of one page may differ at most
SAME = 0.045  # the same in one scan saved again


@dataclass(frozen=True, slots=True)
class PictureHash:
    """Two perceptual hashes of a page's image, each of `BITS` bits, and the share of ink.

    `whole` is of the image as it lies, which another scan changes; `inked` of what is printed, straightened and cut to its
    edges, which it hardly does. An empty page has an ink share near 0 and tells nothing.
    """

    whole: int
    inked: int
    ink: float

    def to_bytes(self) -> bytes:
        """The hash as 65 bytes."""
        return (
            self.whole.to_bytes(BITS // 8) + self.inked.to_bytes(BITS // 8) + bytes([min(255, round(self.ink * 1000))])
        )

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Read what `to_bytes` wrote.

        Raises:
            ValueError: the bytes are too few or too many.
        """
        size = BITS // 8
        if len(data) != 2 * size + 1:
            raise ValueError(f"a picture's hash has {2 * size + 1} bytes, not {len(data)}")
        return cls(int.from_bytes(data[:size]), int.from_bytes(data[size:-1]), data[-1] / 1000)


def whole_distance(one: PictureHash, other: PictureHash) -> float:
    """The share of bits in which two images differ as they lie: 0 to 1, about 0.5 for others."""
    return (one.whole ^ other.whole).bit_count() / BITS


def inked_distance(one: PictureHash, other: PictureHash) -> float:
    """The same of what is printed, straightened and cut to its edges."""
    return (one.inked ^ other.inked).bit_count() / BITS
