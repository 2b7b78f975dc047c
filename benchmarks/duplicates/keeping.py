"""Keeps a set that was made, so that the next run takes seconds; made anew when what it is made by has changed."""

import pickle
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from benchmarks.duplicates.collection import Collection, collection

_ROOT = Path(__file__).parents[2]
_MAKERS = (
    *(f"benchmarks/duplicates/{name}.py" for name in ("collection", "descriptions", "papers", "scans")),
    "benchmarks/forms/*.py",
    "benchmarks/relevance/*.py",
    "benchmarks/relevance/words.toml",
    "samples/bank/*.txt",
    "archive/duplicates/pictures.py",
    "archive/duplicates/shingles.py",
    "imaging/fingerprints.py",
)


def kept_collection(seed: int, share: float, home: Path) -> Collection:
    """The set of a seed, from the folder if it holds it, else made and put there."""
    place = home / f"duplicates-{seed}-{share:g}-{_code()}.pickle"
    if place.exists():
        found: Collection = pickle.loads(place.read_bytes())  # noqa: S301 - written by this program, into a folder its user names
        return found
    made = collection(seed, share)
    home.mkdir(parents=True, exist_ok=True)
    part = place.with_suffix(".part")
    part.write_bytes(pickle.dumps(made))
    part.replace(place)
    return made


def _code() -> str:
    """What the set depends on."""
    files: Iterable[Path] = (path for pattern in _MAKERS for path in sorted(_ROOT.glob(pattern)))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:16]
