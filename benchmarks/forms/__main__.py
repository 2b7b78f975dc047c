"""How rightly papers are described: `python -m benchmarks.forms` prints each field's share right, wrong and empty.

Made-up papers of every form are drawn and read once into `--home`, then described and compared in seconds. They come in three
parts of different seeds: who mends the rules looks at faults of the tuning and the reporting part alone, which share their words;
figures are told of the unseen part, whose persons, places, bodies and wordings are in neither.
`--samples` describes the samples instead.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.forms.cases import made_up, samples
from benchmarks.forms.comparing import described
from benchmarks.forms.papers import UNSEEN_SEED
from benchmarks.forms.report import faults_of, lines_of

SEEDS = {"tuning": 11, "reporting": 4207, "unseen": UNSEEN_SEED}
COUNT = 320  # papers of each part


def main() -> int:
    """Print the tables, and with `--faults` what is behind them; 2 when asked for the faults of the unseen part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=SEEDS, help="tuning with --faults, else unseen")
    parser.add_argument("--seed", type=int, help="another seed than that of the part")
    parser.add_argument("--count", type=int, default=COUNT, help="papers (%(default)s)")
    parser.add_argument("--home", type=Path, help="folder that keeps pages and readings (%(default)s: a temporary one)")
    parser.add_argument("--jobs", type=int, default=1, help="processes that draw and read (%(default)s)")
    parser.add_argument("--samples", action="store_true", help="the samples in place of made-up papers")
    parser.add_argument("--faults", action="store_true", help="also list every wrong or empty field")
    given = parser.parse_args()
    part = given.part or ("tuning" if given.faults else "unseen")
    seed: int = given.seed if given.seed is not None else SEEDS[part]
    if given.faults and seed == UNSEEN_SEED and not given.samples:
        print(
            "the faults of the unseen part are not shown: rules fitted to them would spoil its figures",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        home: Path = given.home or Path(temporary)
        cases = samples(home, given.jobs) if given.samples else made_up(seed, given.count, home, given.jobs)
    papers = [described(case) for case in cases]
    if given.faults:
        print(*faults_of(papers), "", sep="\n")
    print(
        f"{len(cases)} {'samples' if given.samples else f'made-up papers, {part}'}, {sum(len(case.pages) for case in cases)} pages"
    )
    print(*lines_of(papers), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
