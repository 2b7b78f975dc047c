"""Prints what searches make of the relevance set: `python -m benchmarks.relevance`.

By kind of question: nDCG@10, recall@20, and the mean reciprocal rank of the first paper of the best grade, of the product
and of three baselines over the same papers, at each level of scanning noise, for each engine that can be had.
"""

import argparse
import json
import tempfile
from contextlib import ExitStack
from pathlib import Path

from benchmarks.relevance.baselines import Baseline
from benchmarks.relevance.entries import NOISE_LEVELS
from benchmarks.relevance.runs import (
    ALL,
    ELASTICSEARCH,
    EMBEDDED,
    PRODUCT,
    RECORDED,
    Figures,
    all_questions,
    asked_of,
    baseline,
    figures,
    papers,
    product,
    recorded,
)
from tests.elasticsearch import node


def main() -> int:
    """Print the tables; with `--record` keep the figures that tests compare with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=("reporting", "tuning"), default="reporting")
    parser.add_argument("--noise", type=float, nargs="+", choices=NOISE_LEVELS, default=NOISE_LEVELS)
    parser.add_argument("--engine", choices=(EMBEDDED, ELASTICSEARCH), nargs="+", default=(EMBEDDED, ELASTICSEARCH))
    parser.add_argument("--url", help="an Elasticsearch server; one of our own is started without it, if it is built")
    parser.add_argument("--product-only", action="store_true", help="leave the baselines out")
    parser.add_argument("--record", action="store_true", help="keep the figures of the reporting part")
    given = parser.parse_args()
    asked = asked_of(tuning=given.part == "tuning")
    pages = sum(paper.pages for paper in papers())
    print(
        f"{len(papers())} papers, {pages} pages; {len(all_questions())} questions, {len(asked)} of the {given.part} part"
    )
    kept: dict[str, dict[str, dict[str, Figures]]] = json.loads(json.dumps(recorded())) if RECORDED.exists() else {}
    with ExitStack() as stack:
        for engine, url in engines(given.engine, given.url, stack).items():
            for noise in given.noise:
                home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
                systems: dict[str, Figures] = {}
                with product(home, noise, url) as ranking:
                    systems[PRODUCT] = figures(ranking, asked)
                for name in () if given.product_only else Baseline:
                    with baseline(name, noise, url) as ranking:
                        systems[name.value] = figures(ranking, asked)
                _print(engine, noise, systems)
                kept.setdefault(engine, {}).setdefault(str(noise), {}).update(systems)
                if given.record:
                    RECORDED.write_text(_compact(kept), "utf-8")
    return 0


def engines(names: list[str], url: str | None, stack: ExitStack) -> dict[str, str | None]:
    """The engines that can be had, by name, with the address of the server that one needs."""
    found: dict[str, str | None] = {}
    if EMBEDDED in names:
        found[EMBEDDED] = None
    if ELASTICSEARCH in names:
        if url is None and node.is_built():
            url = stack.enter_context(node.cluster())[0].url
        if url is None:
            print("Elasticsearch is left out: build it with python -m tests.elasticsearch, or name a server with --url")
        else:
            found[ELASTICSEARCH] = url
    return found


def _print(engine: str, noise: float, systems: dict[str, Figures]) -> None:
    print(f"\n{engine}, {noise:.0%} of the letters misread: nDCG@10, recall@20, reciprocal rank")
    print(f"{'':<17}{'':>4}" + "".join(f"{name:>22}" for name in systems))
    kinds = [kind for kind in systems[PRODUCT] if kind != ALL]
    for kind in (*kinds, ALL):
        row = [
            "".join(f"{found[kind][name]:7.3f}" for name in ("ndcg", "recall", "rr")).rjust(22)
            for found in systems.values()
        ]
        print(f"{kind:<17}{systems[PRODUCT][kind]['questions']:>4.0f}" + "".join(row), flush=True)


def _compact(kept: dict[str, dict[str, dict[str, Figures]]]) -> str:
    """JSON with a line for each kind, so that a change of figures can be read as a change of lines."""
    text = json.dumps(kept, indent=1, ensure_ascii=False, sort_keys=True)
    lines, held = [], ""
    for line in text.splitlines():
        if held or line.startswith("     "):
            held += line.strip() if not held else " " + line.strip()
            if line.strip().startswith("}"):
                lines.append("    " + held)
                held = ""
        elif line.startswith("    ") and line.rstrip().endswith("{"):
            held = line.strip()
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    raise SystemExit(main())
