"""How quickly pages are read, beside OCRmyPDF: `python -m benchmarks.ocr_speed` prints pages a second and error rates.

Scanned pages of the samples, a file without text layer for each kind of carrier. Everyone reads each file with two
processes, in turn and in an order that moves on from file to file, so that a machine's slow minute falls on all alike.
Counted from start to end, the start of the processes included; errors are counted as in `benchmarks.ocr_accuracy`.
That count holds two columns of a heading read across against a reader; `missed` does not: words of the truth that were
not read, wherever they stand.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pypdfium2

from benchmarks.ocr_accuracy import SAMPLES, Tally, collapse, edit_distance, pages_of
from imaging.executor import Failure, ProcessExecutor
from imaging.options import ReadingOptions
from imaging.page import PageTask, cut_and_read
from imaging.recognisers import open_recogniser

JOBS = 2
MOST_OF_A_KIND = {"light-300": 20, "light-200": 9, "dirty-grey": 13, "typewritten": 6}  # 48 pages, mixed as they come
AIM_PLAIN, AIM_CLEANED = 1.6, 3.0  # times as quick as OCRmyPDF, as it comes and with `--deskew --clean`
OURS, PLAIN, CLEANED = "vankho", "ocrmypdf", "ocrmypdf --deskew --clean"

Reader = Callable[[Path, int], list[str]]


@dataclass(slots=True)
class Score:
    """What one contestant did: its seconds, its errors over all pages, and the words it missed."""

    seconds: float = 0.0
    tally: Tally = field(default_factory=Tally)
    words: int = 0
    missed: int = 0

    def count(self, truth: list[str], texts: list[str]) -> None:
        """Add the pages of one file."""
        for right, read in zip(map(collapse, truth), map(collapse, texts), strict=True):
            self.tally.pages += 1
            self.tally.letters += len(right)
            self.tally.edits += edit_distance(right, read)
            self.words += len(right.split())
            self.missed += (Counter(right.split()) - Counter(read.split())).total()


def scans(folder: Path) -> dict[str, tuple[Path, list[str]]]:
    """For each kind a PDF of scanned pages without a text layer, and the truth of each of its pages."""
    documents = json.loads((SAMPLES / "truth" / "documents.json").read_text(encoding="utf-8"))
    made = {}
    for kind, most in MOST_OF_A_KIND.items():
        taken = [pair for document in documents if document["kind"] == kind for pair in pages_of(document)][:most]
        path = folder / f"{kind}.pdf"
        _join([task for task, _ in taken], path)
        made[kind] = (path, [page["text"] for _, page in taken])
    return made


def _join(tasks: list[PageTask], path: Path) -> None:
    whole = pypdfium2.PdfDocument.new()
    for task in tasks:
        with pypdfium2.PdfDocument(task.path) as source:
            if source[task.index].get_textpage().count_chars():
                raise SystemExit(
                    f"{task.path.name}, page {task.index + 1}: has a text layer; the comparison is of scans"
                )
            whole.import_pages(source, [task.index])
    whole.save(path)
    whole.close()


def read_ours(path: Path, pages: int) -> list[str]:
    """Our reading, as `vankho ingest` does it, without its cache; the processes are started for this file."""
    options = ReadingOptions(recogniser="tesserocr", force_ocr=True)
    warm_up = partial(open_recogniser, options.recogniser, options.language)
    texts = [""] * pages
    with ProcessExecutor(JOBS, warm_up=warm_up) as executor:
        for task, result in executor.run(
            partial(cut_and_read, options=options), [PageTask(path, index) for index in range(pages)]
        ):
            if isinstance(result, Failure):
                raise SystemExit(f"{path.name}, page {task.index + 1}: {result.reason}")
            texts[task.index] = result.text()
    return texts


def read_theirs(path: Path, pages: int, *, program: str, options: tuple[str, ...]) -> list[str]:
    """OCRmyPDF's reading, out of its sidecar: a page ends with a form feed."""
    sidecar = path.with_suffix(".txt")
    subprocess.run(
        [
            program,
            "--quiet",
            "--jobs",
            str(JOBS),
            "-l",
            "vie",
            *options,
            "--sidecar",
            sidecar,
            path,
            path.with_suffix(".out"),
        ],
        check=True,
        env=_without_thread_limit(),
    )
    texts = sidecar.read_text(encoding="utf-8").split("\f")[:pages]
    if len(texts) != pages:
        raise SystemExit(f"{path.name}: OCRmyPDF's sidecar has {len(texts)} pages of {pages}")
    return texts


def _without_thread_limit() -> dict[str, str]:
    """OCRmyPDF chooses Tesseract's threads by itself when nobody else does."""
    return {name: value for name, value in os.environ.items() if name != "OMP_THREAD_LIMIT"}


def found_program() -> str:
    """The `ocrmypdf` to run: beside this Python, or on the path."""
    program = shutil.which("ocrmypdf", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    if program is None:
        raise SystemExit("ocrmypdf is not installed; run: make bench")
    return program


def compare(readers: dict[str, Reader], folder: Path) -> dict[str, Score]:
    """Let everyone read every file, and sum up."""
    scores = {name: Score() for name in readers}
    names = list(readers)
    for turn, (kind, (path, truth)) in enumerate(scans(folder).items()):
        for name in names[turn % len(names) :] + names[: turn % len(names)]:
            began = time.perf_counter()
            texts = readers[name](path, len(truth))
            seconds = time.perf_counter() - began
            scores[name].seconds += seconds
            scores[name].count(truth, texts)
            print(f"{kind:<13}{len(truth):>3} pages{seconds:>7.1f} s  {name}", flush=True)
    return scores


def main() -> None:
    """Compare, print the table, and end with 1 if an aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--ours-only", action="store_true", help="read without the comparison")
    arguments = parser.parse_args()
    readers: dict[str, Reader] = {OURS: read_ours}
    if not arguments.ours_only:
        program = found_program()
        readers[PLAIN] = partial(read_theirs, program=program, options=())
        readers[CLEANED] = partial(read_theirs, program=program, options=("--deskew", "--clean"))
    with tempfile.TemporaryDirectory() as folder:
        scores = compare(readers, Path(folder))
    ours = scores[OURS]
    print(f"\n{'reader':<27}{'pages':>6}{'pages/s':>9}{'error rate':>12}{'missed':>9}{'our speed to it':>17}")
    for name, score in scores.items():
        speed = score.tally.pages / score.seconds
        print(
            f"{name:<27}{score.tally.pages:>6}{speed:>9.2f}{score.tally.rate:>12.3%}"
            f"{score.missed / score.words:>9.2%}{score.seconds / ours.seconds:>16.2f}×"
        )
    missed = [
        name
        for name, aim in ((PLAIN, AIM_PLAIN), (CLEANED, AIM_CLEANED))
        if name in scores and (scores[name].seconds < aim * ours.seconds or scores[name].tally.rate < ours.tally.rate)
    ]
    if missed:
        print("aim not reached beside: " + ", ".join(missed))
        sys.exit(1)


if __name__ == "__main__":
    main()
