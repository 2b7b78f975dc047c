"""What a run of written ink says in figures, and how sure that is."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from imaging.handwriting.network import NO_FIGURE, Values, trained
from imaging.handwriting.parting import Parting, Stretch

_MOST_FIGURES = 4
_FEW = 3  # likeliest figures that are weighed for each stretch
_LIKELIEST = 40  # beginnings that are followed

Allowed = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Figures:
    """Figures that were read, and how sure (0-1) all of them together are."""

    text: str
    sure: float


def read_figures(parting: Parting, allowed: Allowed) -> Figures | None:
    """The likeliest figures that may stand there; None where there is hardly any ink, or what can be no figures.

    All ways to part the ink are weighed against each other, and also what `allowed` leaves out: a text that the calendar leaves
    room for is not made sure by the likelier one that it does not.
    """
    if not parting.stretches:
        return None
    shares = trained().shares(np.stack([stretch.picture for stretch in parting.stretches]))
    texts = _texts(parting, shares)
    text = max(filter(allowed, texts), key=texts.__getitem__, default="")
    if not text:
        return None
    return Figures(text, texts[text] / max(sum(texts.values()), 1.0))


def _texts(parting: Parting, shares: Values) -> dict[str, float]:
    """How likely each text is: over all ways to part the ink, the product of the shares of its figures."""
    at: list[dict[str, float]] = [defaultdict(float) for _ in parting.cuts]
    at[0][""] = 1.0
    by_begin: dict[int, list[tuple[Stretch, Values]]] = defaultdict(list)
    for stretch, share in zip(parting.stretches, shares, strict=True):
        by_begin[stretch.begin].append((stretch, share))
    for begin, texts in enumerate(at):
        likeliest = sorted(texts.items(), key=lambda text: -text[1])[:_LIKELIEST]
        for stretch, share in by_begin[begin]:
            for figure in np.argsort(-share[:NO_FIGURE])[:_FEW].tolist():
                for text, likely in likeliest:
                    if len(text) < _MOST_FIGURES:
                        at[stretch.end][f"{text}{figure}"] += likely * float(share[figure])
    return dict(at[-1])
