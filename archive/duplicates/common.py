"""Shingles that stand in so many papers that they tell nothing: letterheads, mottos, the formulas of forms."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np

from archive.duplicates.shingles import Hashes

SHARE = 0.01  # of the papers
LEAST = 20  # papers; in a small archive even a hundredth is one paper
_BUCKETS = 1 << 22
_ROWS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xD6E8FEB86659FD93))
_SHIFT = np.uint64(64 - 22)


@dataclass(frozen=True, slots=True)
class CommonShingles:
    """The shingles left out of signatures, sorted; `version` names exactly this set, for signatures made with it."""

    hashes: Hashes

    @property
    def version(self) -> str:
        """A name that changes whenever the set does."""
        return sha256(self.hashes.tobytes()).hexdigest()[:16]

    def without(self, shingles: Hashes) -> Hashes:
        """The shingles that tell something."""
        return shingles[~np.isin(shingles, self.hashes, assume_unique=True)] if len(self.hashes) else shingles


NOTHING_COMMON = CommonShingles(np.empty(0, np.uint64))


class ShingleCounter:
    """Counts in how many papers shingles stand, in a fixed room (a count-min sketch: 32 MiB), so never too few.

    Source: G. Cormode and S. Muthukrishnan, An improved data stream summary, 2005.
    """

    def __init__(self) -> None:
        self._counts = np.zeros((len(_ROWS), _BUCKETS), np.uint32)
        self.papers = 0

    def add(self, shingles: Hashes) -> None:
        """Count a paper's different shingles."""
        self.papers += 1
        for counts, places in zip(self._counts, self._places(shingles), strict=True):
            counts[places] += np.uint32(1)  # places that meet within one paper count once: a little too few of noise

    def common(self, papers: Iterable[Hashes]) -> CommonShingles:
        """The shingles of these papers that stand in more than a hundredth of all that were counted."""
        least = max(LEAST, int(SHARE * self.papers)) + 1
        found = [shingles[self._estimates(shingles) >= least] for shingles in papers]
        return CommonShingles(np.unique(np.concatenate(found)) if found else np.empty(0, np.uint64))

    def _estimates(self, shingles: Hashes) -> np.ndarray[tuple[int], np.dtype[np.uint32]]:
        rows = [counts[places] for counts, places in zip(self._counts, self._places(shingles), strict=True)]
        return np.minimum(*rows)

    @staticmethod
    def _places(shingles: Hashes) -> list[np.ndarray[tuple[int], np.dtype[np.uint64]]]:
        return [(shingles * multiplier) >> _SHIFT for multiplier in _ROWS]
