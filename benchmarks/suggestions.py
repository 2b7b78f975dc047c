"""How quickly a server suggests while a reader types: `python -m benchmarks.suggestions --pages 200000 --home FOLDER`.

Takes the archives of `benchmarks.search_http` (made if missing), starts the real server, and asks `/api/v1/suggest` over
loopback, one client, one connection, once for each letter as titles, numbers and issuers are typed, with and without marks.
The first question of all, which waits for the vocabulary, is told apart from the others.
"""

import argparse
import http.client
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from archive.vietnamese.folding import bare
from benchmarks.generated.papers import ISSUERS, TYPES, Vocabulary
from benchmarks.search_http import PATIENCE_SECONDS, SEED, ask, build_archive, serving
from reading.suggestions import SHORTEST

PATH = "/api/v1/suggest"
LONGEST_TYPED = 24  # letters; who has typed more is no longer looking for a suggestion


def main() -> int:
    """Print a row of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[20_000])
    parser.add_argument("--texts", type=int, default=60, help="texts that are typed letter by letter")
    parser.add_argument("--home", type=Path, help="keep the archives here, in a folder for each size")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as passing:
        for pages in given.pages:
            _measure((given.home or Path(passing)) / str(pages), pages, given.texts)
    return 0


def _measure(home: Path, pages: int, count: int) -> None:
    built = build_archive(home, pages)
    with serving(home) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        before = server.peak_mib
        first = ask(connection, {"q": "ve"}, PATH)
        times = [ask(connection, {"q": typed}, PATH) for typed in keystrokes(count)]
        held = server.peak_mib - before
    cuts = statistics.quantiles(times, n=100)
    print(
        f"{built['pages']:>9,} pages: p50 {cuts[49]:.1f}  p95 {cuts[94]:.1f}  p99 {cuts[98]:.1f}  most {max(times):.1f} ms "
        f"over {len(times):,} letters; the first question {first / 1000:.1f} s, {held:.0f} MiB",
        flush=True,
    )


def keystrokes(count: int) -> Iterator[str]:
    """What stands in the box after each letter of so many texts of six kinds, the same each time."""
    draw, chance = Vocabulary(SEED), random.Random(SEED + 2)
    for at in range(count):
        title = " ".join(["Về", *draw.draw(4)])
        words = " ".join(draw.draw(3))
        number = f"{chance.randint(1, 400):02d}-{chance.choice(list(TYPES.values()))}/TU"
        issuer = chance.choice(ISSUERS)
        kinds = (title, bare(title), words, bare(words), number, bare(issuer))
        text = kinds[at % len(kinds)][:LONGEST_TYPED]
        yield from (text[:end] for end in range(SHORTEST, len(text) + 1))


if __name__ == "__main__":
    sys.exit(main())
