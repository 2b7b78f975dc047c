"""What the helps cost in time: `python -m benchmarks.relevance.latency [--engine embedded elasticsearch]`.

Every question of the relevance set, in turn with all helps (abbreviations, near words, widening, advice) and with none, over the
same papers in the same run; so the ratio tells, not the times. A question that finds nothing without help is answered at once
then, with nothing: those are told apart.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from benchmarks.relevance.__main__ import engines
from benchmarks.relevance.runs import ELASTICSEARCH, EMBEDDED, all_questions, papers, searching
from reading.parameters import Search

ROUNDS = 5
NOISE = 0.02


def main() -> int:
    """Print a row for each engine."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--engine", choices=(EMBEDDED, ELASTICSEARCH), nargs="+", default=(EMBEDDED, ELASTICSEARCH))
    parser.add_argument("--url", help="an Elasticsearch server; one of our own is started without it, if it is built")
    given = parser.parse_args()
    asked = [question.text for question in all_questions()]
    print(
        f"{len(papers())} papers, {len(asked)} questions, {ROUNDS} rounds: milliseconds with all helps, and with none"
    )
    with ExitStack() as stack:
        for engine, url in engines(given.engine, given.url, stack).items():
            home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
            with searching(home, NOISE, url) as find:
                answered = [text for text in asked if find(_plain(text)).total]
                others = [text for text in asked if text not in answered]
                for what, texts in (("answered both ways", answered), ("by help alone", others), ("all", asked)):
                    helped, plain = _times(find, texts)
                    print(
                        f"{engine}, {what} ({len(texts)}): {_row(helped)}; {_row(plain)}; ratio {_ratio(helped, plain)}",
                        flush=True,
                    )
    return 0


def _plain(text: str) -> Search:
    return Search(q=text, expand=False, widen=False, fuzzy=False)


def _times(find: Callable[[Search], object], asked: list[str]) -> tuple[list[float], list[float]]:
    helped: list[float] = []
    plain: list[float] = []
    for number in range(ROUNDS + 1):
        for text in asked:
            ways = [(helped, Search(q=text)), (plain, _plain(text))]
            for times, search in ways if number % 2 else reversed(ways):
                started = time.perf_counter()
                find(search)
                if number:  # the first round warms up
                    times.append(1000 * (time.perf_counter() - started))
    return helped, plain


def _row(times: list[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"p50 {cuts[49]:.1f}, p95 {cuts[94]:.1f}, mean {statistics.fmean(times):.1f}"


def _ratio(helped: list[float], plain: list[float]) -> str:
    one, other = (statistics.quantiles(times, n=100) for times in (helped, plain))
    return (
        f"p50 {one[49] / other[49]:.2f}, p95 {one[94] / other[94]:.2f}, "
        f"mean {statistics.fmean(helped) / statistics.fmean(plain):.2f}"
    )


if __name__ == "__main__":
    raise SystemExit(main())
