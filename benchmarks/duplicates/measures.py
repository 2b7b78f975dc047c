"""What was got right: recall and precision of the same paper, versions told from copies, kinds, and how sure it was said."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from archive.duplicates.verdict import Kind, Verdict
from benchmarks.duplicates.collection import Collection, Pair
from benchmarks.duplicates.finding import Findings

NOTHING = "nothing"  # the verdict on two papers that have nothing to do with each other
MISSED = "no candidate"
AIMS = {"recall": 0.98, "precision": 0.99, "versions": 0.95, "kinds": 0.93}


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of which the truth is known, or that was said to be something: truth and verdict."""

    pair: Pair
    truth: Kind | None
    verdict: Verdict | None
    making: str
    said: str
    right: bool


def judged(made: Collection, found: Findings) -> list[Judged]:
    """Every pair of the set that is something or was said to be; two look-alikes are right if they are told apart in any way."""
    told = {pair for pair, verdict in found.verdicts.items() if verdict is not None}
    pairs = sorted(told | made.pairs.keys() | made.hard)
    return [_judged(made, found, pair) for pair in pairs if made.documents.keys() >= set(pair)]


def _judged(made: Collection, found: Findings, pair: Pair) -> Judged:
    truth = made.pairs.get(pair, Kind.LOOK_ALIKE if pair in made.hard else None)
    verdict = found.verdicts.get(pair)
    said = verdict.kind.value if verdict else NOTHING if pair in found.verdicts else MISSED
    if truth in {None, Kind.LOOK_ALIKE}:
        right = verdict is None or verdict.kind is Kind.LOOK_ALIKE
    else:
        right = verdict is not None and verdict.kind is truth
        if right and verdict is not None and truth is Kind.CONTAINS:
            right = verdict.holds_other is (made.wholes[pair] == pair[0])
    return Judged(pair, truth, verdict, made.makings.get(pair, "one form" if truth else "others"), said, right)


def figures(pairs: Iterable[Judged]) -> dict[str, float]:
    """The figures that have aims, and `alone`: the kinds right of true pairs, without those that only look alike.

    `versions` is the share of true versions and of true copies and rescans that were said to be on their side of the line.
    """
    pairs = list(pairs)
    same = [one for one in pairs if one.truth and one.truth.is_same_paper]
    said = [one for one in pairs if one.verdict and one.verdict.kind.is_same_paper]
    hit = sum(one.truth is not None and one.truth.is_same_paper for one in said)
    versions = [one for one in pairs if one.truth is Kind.VERSION]
    apart = sum(one.said == Kind.VERSION for one in versions)
    known = [one for one in pairs if one.truth is not None]
    alone = [one for one in known if one.truth is not Kind.LOOK_ALIKE]
    return {
        "recall": _share(hit, len(same)),
        "precision": _share(hit, len(said)),
        "versions": _share(apart + hit, len(versions) + len(same)),
        "kinds": _share(sum(one.right for one in known), len(known)),
        "alone": _share(sum(one.right for one in alone), len(alone)),
    }


def by_kind(pairs: Iterable[Judged]) -> Iterator[tuple[str, int, float, Counter[str]]]:
    """For each way in which pairs came to be: how many, the share right, and what was said of them."""
    ways: dict[str, list[Judged]] = {}
    for one in pairs:
        ways.setdefault(f"{one.truth.value if one.truth else 'unlike'}: {one.making}", []).append(one)
    for way, ones in sorted(ways.items()):
        yield way, len(ones), _share(sum(one.right for one in ones), len(ones)), Counter(one.said for one in ones)


def calibration(pairs: Iterable[Judged]) -> Iterator[tuple[float, int, float]]:
    """For each confidence that is said: of how many verdicts, and the share of them that is right."""
    said: dict[float, list[bool]] = {}
    for one in pairs:
        if one.verdict is not None:
            said.setdefault(one.verdict.confidence, []).append(one.right)
    for confidence, ones in sorted(said.items()):
        yield confidence, len(ones), _share(sum(ones), len(ones))


def expected_error(pairs: Iterable[Judged]) -> float:
    """The mean distance between the confidence said and the share right, each by how many verdicts say it."""
    rows = list(calibration(pairs))
    return _share(sum(count * abs(said - right) for said, count, right in rows), sum(count for _, count, _ in rows))


def _share(count: float, of: int) -> float:
    return count / of if of else 1.0
