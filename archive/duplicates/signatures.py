"""MinHash signatures of texts and their bands: texts that share much share a band, others hardly ever do.

Sources: A. Broder et al., Min-wise independent permutations, 1998; A. Rajaraman and J. Ullman, Mining of massive datasets, ch. 3.
"""

import numpy as np
import numpy.typing as npt

from archive.duplicates.shingles import Hashes

BANDS = 24
ROWS = 3  # of a band: of texts that share half of their shingles 96 % meet in a band, of those with a third 60 %, with a twentieth 0.3 %
SIZE = BANDS * ROWS
SCHEME = f"minhash-2-syllables-{BANDS}x{ROWS}-2"
LEAST_SHINGLES = 8  # fewer tell nothing: a page with a heading and a signature
Signature = npt.NDArray[np.uint32]

_RANDOM = np.random.Generator(np.random.PCG64(20_101_003))
_FACTORS = _RANDOM.integers(1, 1 << 63, SIZE, np.uint64) * np.uint64(2) + np.uint64(1)
_OFFSETS = _RANDOM.integers(0, 1 << 63, SIZE, np.uint64)
_BAND_FACTORS = _RANDOM.integers(1, 1 << 63, (1, ROWS), np.uint64) * np.uint64(2) + np.uint64(1)


def signature(shingles: Hashes) -> Signature | None:
    """The signature of a text by its shingles, `SIZE` numbers; None for a text with too few to tell anything."""
    if len(shingles) < LEAST_SHINGLES:
        return None
    mixed = shingles[:, None] * _FACTORS + _OFFSETS
    least: npt.NDArray[np.uint64] = ((mixed ^ (mixed >> np.uint64(31))) >> np.uint64(32)).min(axis=0)
    return least.astype(np.uint32)


def resemblance(one: Signature, other: Signature) -> float:
    """The share of shingles that two texts have in common, of all that either has, as their signatures tell it (±0.06)."""
    return float(np.mean(one == other))


def bands(signature: Signature) -> list[int]:
    """The keys of a signature's bands, signed 64-bit numbers; two texts that share a key may be alike."""
    rows = signature.reshape(BANDS, ROWS).astype(np.uint64)
    mixed = (rows * _BAND_FACTORS).sum(axis=1, dtype=np.uint64) + np.arange(1, BANDS + 1, dtype=np.uint64)
    mixed = (mixed ^ (mixed >> np.uint64(32))) * np.uint64(0xD6E8FEB86659FD93)
    found: list[int] = (mixed ^ (mixed >> np.uint64(32))).astype(np.int64).tolist()
    return found
