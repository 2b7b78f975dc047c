"""How well the samples are read: `python -m benchmarks.ocr_accuracy` prints the character error rate of each kind of carrier.

Counted per page against samples/truth: edits (insert, delete, replace) to make the truth of what was read, over the
letters of the truth; both in NFC, spaces collapsed, in reading order. `again` are the pages read a second time.
"""

import argparse
import json
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from archive.pages import PageText
from imaging.executor import Failure, ProcessExecutor
from imaging.options import ReadingOptions
from imaging.page import PageTask, cut_and_read

SAMPLES = Path(__file__).resolve().parent.parent / "samples"
CLEAN_LIMIT, HARD_LIMIT = 0.005, 0.02  # what is promised of light scans, and of dirty and typewritten ones
HARD = {"dirty-grey", "typewritten"}


@dataclass(slots=True)
class Tally:
    """The sums of one kind of carrier."""

    pages: int = 0
    letters: int = 0
    edits: int = 0
    again: int = 0
    failures: int = 0

    @property
    def rate(self) -> float:
        """Character error rate."""
        return self.edits / max(self.letters, 1)


def collapse(text: str) -> str:
    """NFC, each run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def edit_distance(one: str, other: str) -> int:
    """Levenshtein's distance, by Myers' bit vectors (1999): a column of the table in one whole number."""
    if not one:
        return len(other)
    where: dict[str, int] = defaultdict(int)
    for place, letter in enumerate(one):
        where[letter] |= 1 << place
    mask, last = (1 << len(one)) - 1, 1 << (len(one) - 1)
    plus, minus, distance = mask, 0, len(one)
    for letter in other:
        match = where.get(letter, 0)
        vertical = match | minus
        horizontal = (((match & plus) + plus) ^ plus) | match
        up = minus | (~(horizontal | plus) & mask)
        down = plus & horizontal
        if up & last:
            distance += 1
        elif down & last:
            distance -= 1
        up = ((up << 1) | 1) & mask
        down = (down << 1) & mask
        plus = down | (~(vertical | up) & mask)
        minus = up & vertical
    return distance


def pages_of(document: dict[str, Any]) -> Iterator[tuple[PageTask, dict[str, Any]]]:
    """Each page of a document in its file, with its truth."""
    path = SAMPLES / "delivery" / document["file"]
    files = sorted(path.iterdir()) if path.is_dir() else None
    for index, page in enumerate(document["pages"]):
        yield (PageTask(files[index], 0) if files else PageTask(path, index)), page


def measure(kinds: set[str], options: ReadingOptions, jobs: int, *, show: float) -> dict[str, Tally]:
    """Read the samples of these kinds (all when empty) and sum up by kind."""
    truth = json.loads((SAMPLES / "truth" / "documents.json").read_text(encoding="utf-8"))
    expected = {
        task: (document["kind"], page)
        for document in truth
        if not kinds or document["kind"] in kinds
        for task, page in pages_of(document)
    }
    tallies: dict[str, Tally] = defaultdict(Tally)
    with ProcessExecutor(jobs) as executor:
        for task, result in executor.run(partial(cut_and_read, options=options), expected):
            kind, page = expected[task]
            tally = tallies[kind]
            tally.pages += 1
            if isinstance(result, Failure):
                tally.failures += 1
                print(f"{task.path.name} page {task.index + 1}: {result.reason}", file=sys.stderr)
                continue
            right, read = collapse(page["text"]), collapse(result.text())
            edits = edit_distance(right, read)
            tally.letters += len(right)
            tally.edits += edits
            tally.again += result.readings > 1
            if show and edits > show * max(len(right), 1):
                _show(task, edits / max(len(right), 1), page, result)
    return tallies


def _show(task: PageTask, rate: float, page: dict[str, Any], result: PageText) -> None:
    print(
        f"== {task.path.name} page {task.index + 1}: {rate:.2%} {result.source} {result.rotation} {result.readings} {result.notes}"
    )
    right = page["text"].split("\n")
    read = result.text().split("\n")
    for line in right:
        if line not in read:
            print("  -", line)
    for line in read:
        if line not in right:
            print("  +", line)


def main() -> None:
    """Read, print the table, and end with 1 if a promise is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("kinds", nargs="*", help="kinds of carrier; all when left out")
    parser.add_argument("--recogniser", default="tesserocr", choices=["tesserocr", "pytesseract"])
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--force-ocr", action="store_true", help="do not use text layers")
    parser.add_argument(
        "--show", type=float, default=0.0, help="show the lines of pages with a higher error rate (0.01 = 1 %%)"
    )
    arguments = parser.parse_args()
    options = ReadingOptions(recogniser=arguments.recogniser, force_ocr=arguments.force_ocr)
    began = time.perf_counter()
    tallies = measure(set(arguments.kinds), options, arguments.jobs, show=arguments.show)
    seconds = time.perf_counter() - began
    print(f"{'kind':<15}{'pages':>6}{'letters':>9}{'errors':>8}{'rate':>9}{'again':>7}{'failed':>8}")
    for kind, tally in sorted(tallies.items()):
        row = f"{kind:<15}{tally.pages:>6}{tally.letters:>9}{tally.edits:>8}{tally.rate:>9.3%}"
        print(f"{row}{tally.again:>7}{tally.failures:>8}")
    pages = sum(tally.pages for tally in tallies.values())
    print(f"{pages} pages in {seconds:.0f} s: {pages / seconds:.2f} a second with {arguments.jobs} processes")
    broken = [
        kind
        for kind, tally in tallies.items()
        if tally.rate > (HARD_LIMIT if kind in HARD else CLEAN_LIMIT) or tally.failures
    ]
    if broken:
        print("promise not kept: " + ", ".join(sorted(broken)))
        sys.exit(1)


if __name__ == "__main__":
    main()
