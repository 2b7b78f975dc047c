"""How rightly duplicates are found: `python -m benchmarks.duplicates` prints what was found of a made-up set, and what was said of it.

There are two parts of different seeds: who mends the rules looks at faults of the tuning part alone; figures are told of the
reporting part.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path

from benchmarks.duplicates.finding import findings
from benchmarks.duplicates.keeping import kept_collection
from benchmarks.duplicates.measures import figures, judged
from benchmarks.duplicates.really_read import really_read
from benchmarks.duplicates.report import faults_of, lines_of

SEEDS = {"tuning": 23, "reporting": 60607}
RECORDED = Path(__file__).parent / "recorded.json"
SMALL = 0.05  # of the set: what tests make


def main() -> int:
    """Print the tables, and with `--faults` what is behind them; 2 when asked for the faults of the reporting part."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=SEEDS, help="tuning with --faults, else reporting")
    parser.add_argument("--share", type=float, default=1.0, help="of the set, for a quick look (%(default)s)")
    parser.add_argument(
        "--home", type=Path, help="folder that keeps the set that was made (%(default)s: a temporary one)"
    )
    parser.add_argument(
        "--read",
        action="store_true",
        help="the small set that is really read, lying among the large one; an hour at first",
    )
    parser.add_argument("--jobs", type=int, default=1, help="processes that read (%(default)s)")
    parser.add_argument("--faults", action="store_true", help="also list every pair that was not told rightly")
    parser.add_argument(
        "--record", action="store_true", help="keep the figures of the small set that tests compare with"
    )
    given = parser.parse_args()
    part = given.part or ("tuning" if given.faults else "reporting")
    if given.faults and part == "reporting":
        print(
            "the faults of the reporting part are not shown: rules fitted to them would spoil its figures",
            file=sys.stderr,
        )
        return 2
    with tempfile.TemporaryDirectory() as temporary:
        home: Path = given.home or Path(temporary)
        made = kept_collection(SEEDS[part], SMALL if given.record else given.share, home)
        documents = dict(made.documents)
        if given.read:
            made = really_read(SEEDS[part] + 1, home, given.jobs)
            documents |= made.documents
    found = findings(documents)
    pairs = judged(made, found)
    if given.faults:
        print(*faults_of(made, pairs), "", sep="\n")
    print(f"{part} part{', a small set' if given.record else ', really read' if given.read else ''}")
    print(*lines_of(made, found, pairs), sep="\n")
    if given.record:
        RECORDED.write_text(json.dumps(figures(pairs), indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
