"""What finding duplicates costs: `python -m benchmarks.duplicates_cost --documents 10000 100000`.

Made-up fingerprints in a real catalogue (SQLite): papers of a hundred forms, each with the form's own sentences, its own words
and figures; three in a hundred are there twice, misread here and there. Told are the seconds of counting what is common, of
candidates and verdicts, of the next thousand documents, the peak of memory, and what comparing all with all would take; by the
clock, and of the processor, which tells more on a machine that has other work.
"""

import argparse
import random
import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import insert

from archive.dates import PartialDate
from archive.duplicates.common import NOTHING_COMMON
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.verdict import judge
from benchmarks.generated.papers import ISSUERS, TYPES, Vocabulary
from catalogue.catalogue import Catalogue
from catalogue.fingerprints import keep, make, scheme_with
from catalogue.models import Document, File, Fonds, Inventory, Repository
from indexer.fingerprinting import find_duplicates
from indexer.progress import Silent
from vankho import composition
from vankho.settings import load

FORMS = 100
FORM_WORDS, OWN_WORDS = 160, 240  # of a page
TWICE = 0.03
MISREAD = 0.04  # of the words of a paper that is there twice
PAPERS_A_FILE = 20
NEXT = 1_000
_AT_ONCE = 1_000
_JUDGED = 3_000


class Stages(Silent):
    """Notes how long each stage took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._name = ""
        self._began = 0.0

    def stage(self, name: str, total: int, unit: str) -> None:  # noqa: ARG002
        """See `Reporter`."""
        self.end()
        self._name, self._began = name, time.perf_counter()

    def end(self) -> None:
        """The last stage is done."""
        if self._name:
            self.seconds[self._name] = time.perf_counter() - self._began
        self._name = ""


class Maker:
    """Papers one after the other, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        self._vocabulary = Vocabulary(seed)
        self._forms = [self._vocabulary.draw(FORM_WORDS) for _ in range(FORMS)]
        self._last: Paper | None = None

    def papers(self, first: int, count: int) -> Iterator[Paper]:
        """Papers by ordinal, from `first` on."""
        for ordinal in range(first, first + count):
            last = self._last
            if last is not None and self._chance.random() < TWICE:
                yield self._again(last, ordinal)
            else:
                self._last = self._new(ordinal)
                yield self._last

    def _new(self, ordinal: int) -> Paper:
        chance = self._chance
        type_ = chance.choice(list(TYPES))
        day = date(1991, 1, 1) + timedelta(days=chance.randrange(30 * 365))
        pages = []
        for page in range(chance.randint(1, 4)):
            form = self._forms[chance.randrange(FORMS)] if not page else []
            own = [*self._vocabulary.draw(OWN_WORDS), *(str(chance.randrange(10_000)) for _ in range(12))]
            pages.append(" ".join([*form, *own]))
        told = PaperDescription(
            number=f"{ordinal % 400 + 1:02d}-{TYPES[type_]}/TU",
            type=type_,
            date=PartialDate.day(day),
            issuer=chance.choice(ISSUERS),
        )
        return Paper(_id(ordinal), _reference(ordinal), told, tuple(pages))

    def _again(self, last: Paper, ordinal: int) -> Paper:
        pages = tuple(" ".join(self._misread(page.split())) for page in last.pages)
        return replace(last, id=_id(ordinal), file=_reference(ordinal), pages=pages)

    def _misread(self, words: list[str]) -> Iterator[str]:
        for word in words:
            yield word[:-1] + "x" if self._chance.random() < MISREAD else word


def main() -> int:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, nargs="+", default=[10_000])
    given = parser.parse_args()
    for documents in given.documents:
        with tempfile.TemporaryDirectory() as home:
            _measure(Path(home), documents)
    return 0


def _measure(home: Path, documents: int) -> None:
    settings = load({"VANKHO_HOME": str(home)}, home / "none.toml")
    composition.prepare(settings)
    maker = Maker(20_101_003)
    with composition.open_catalogue(settings) as catalogue:
        started = time.perf_counter()
        _fill(catalogue, maker, 0, documents)
        made = time.perf_counter() - started
        stages = Stages()
        started, worked = time.perf_counter(), time.process_time()
        found = find_duplicates(catalogue, None, stages)
        whole, work = time.perf_counter() - started, time.process_time() - worked
        stages.end()
        _fill(catalogue, maker, documents, NEXT)
        started, worked = time.perf_counter(), time.process_time()
        following = find_duplicates(catalogue, None, Silent())
        after, afterwork = time.perf_counter() - started, time.process_time() - worked
    pair = _seconds_a_pair()
    told = ", ".join(f"{name.lower()} {seconds:.1f}" for name, seconds in stages.seconds.items())
    print(
        f"{documents:>8,} documents (made in {made:.0f} s): {whole:.1f} s in all, {work:.1f} of the processor ({told}), "
        f"{found.pairs:,} pairs, {found.crowded:,} with too many candidates; "
        f"the next {NEXT:,}: {after:.1f} s, {afterwork:.1f} of the processor, {following.pairs:,} pairs; "
        f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB; "
        f"all with all, at {pair * 1e6:.0f} µs a pair: {pair * documents * (documents - 1) / 2 / 3600:.1f} hours",
        flush=True,
    )


def _fill(catalogue: Catalogue, maker: Maker, first: int, count: int) -> None:
    """Enter documents with their fingerprints, and nothing else of them."""
    for start in range(first, first + count, _AT_ONCE):
        papers = list(maker.papers(start, min(_AT_ONCE, first + count - start)))
        with catalogue.begin() as session:
            if not start:
                fonds = Fonds(repository=Repository(code="H42", title=""), code="041", title="", order_key="041")
                session.add(Inventory(fonds=fonds, code="01", order_key="01"))
                session.flush()
            files = sorted({paper.file for paper in papers})
            session.execute(
                insert(File),
                [{"id": file, "reference": file, "order_key": file, "inventory_id": 1, "code": file} for file in files],
            )
            session.execute(
                insert(Document),
                [
                    {
                        "id": paper.id,
                        "reference": f"{paper.file}-{paper.id}",
                        "order_key": paper.id,
                        "file_id": paper.file,
                        "ordinal": paper.id,
                    }
                    for paper in papers
                ],
            )
            keep(session, [make(paper, 0, NOTHING_COMMON) for paper in papers], scheme_with(NOTHING_COMMON))


def _seconds_a_pair() -> float:
    papers = list(Maker(1).papers(0, 200))
    pairs = [(papers[at % 200], papers[(at * 7 + 3) % 200]) for at in range(_JUDGED)]
    started = time.process_time()
    for one, other in pairs:
        judge(one, other)
    return (time.process_time() - started) / len(pairs)


def _id(ordinal: int) -> str:
    return f"{ordinal:032x}"


def _reference(ordinal: int) -> str:
    return f"H42-041-01-{ordinal // PAPERS_A_FILE:06d}"


if __name__ == "__main__":
    sys.exit(main())
