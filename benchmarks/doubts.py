"""How long an archivist waits for `vankho doubts`: `python -m benchmarks.doubts --pages 200000 --home FOLDER`.

Takes the archives of `benchmarks.search_http` (made if missing) and lists the doubts of the whole catalogue, three times. Its time
is told beside that of reading the same statements bare, past everything of ours, which tells how quick the machine was.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks.search_http import build_archive
from catalogue.doubts import list_doubts
from vankho import composition
from vankho.settings import load

TURNS = 3
_BARE = "SELECT record_id, field, source, value, confidence FROM statements WHERE superseded_at IS NULL"


def main() -> int:
    """Print a row of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[20_000])
    parser.add_argument("--home", type=Path, help="keep the archives here, in a folder for each size")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        for pages in given.pages:
            _measure((given.home or Path(passing)) / str(pages), pages)
    return 0


def _measure(home: Path, pages: int) -> None:
    build_archive(home, pages)
    settings = load({"VANKHO_HOME": str(home)}, home / "none.toml")
    composition.prepare(settings)
    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        documents = session.execute(text("SELECT count(*) FROM documents")).scalar_one()
        turns = [(_seconds(_read_bare, session), _seconds(list_doubts, session)) for _ in range(TURNS)]
    bare, ours = (median(times) for times in zip(*turns, strict=True))
    print(
        f"{documents:>9,} documents: {ours:.1f} s, the same rows bare {bare:.2f} s, ratio {ours / bare:.1f}", flush=True
    )


def _read_bare(session: Session) -> None:
    session.connection().execute(text(_BARE)).all()


def _seconds(work: Callable[[Session], object], session: Session) -> float:
    start = time.perf_counter()
    work(session)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
