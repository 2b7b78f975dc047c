"""Measures of a ranking, by the grades of what it found (Järvelin and Kekäläinen 2002 for the gain that rank discounts)."""

from collections.abc import Mapping, Sequence
from math import log2

DEPTH = 20


def ndcg(found: Sequence[str], grades: Mapping[str, int], depth: int = 10) -> float:
    """Gain of the first hits, each discounted by its rank, to the most that could be had; gain is 2 to the grade, less 1."""
    best = sorted(grades.values(), reverse=True)[:depth]
    return _gain([grades.get(id_, 0) for id_ in found[:depth]]) / _gain(best) if best else 0.0


def recall(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Share of the relevant papers (of any grade) among the first hits; of more than fit, of as many as fit."""
    return len(set(found[:depth]) & set(grades)) / min(depth, len(grades)) if grades else 0.0


def reciprocal_rank(found: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """One by the rank of the first paper of the best grade; nothing if none is among the first hits."""
    best = max(grades.values(), default=0)
    ranks = [rank for rank, id_ in enumerate(found[:depth], start=1) if grades.get(id_) == best]
    return 1 / ranks[0] if ranks else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum((2.0**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))
