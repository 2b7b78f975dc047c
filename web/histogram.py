"""The histogram of years: where each bar stands in the drawing, nothing of how it looks."""

from collections.abc import Sequence
from dataclasses import dataclass

from search import FacetValue

HEIGHT = 72.0  # of the tallest bar; units of the drawing
STEP = 34.0  # from bar to bar: at 1 unit a pixel, wide enough for a finger
GAP = 6.0
_LEAST = 4.0  # a year with one document is still seen beside one with thousands
_LABELS = 12  # years written under the bars at most
_LONGEST = 150  # years drawn; a misread date must not stretch the drawing for ever


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its count, the bar's left edge, top, width and height, and whether the year is written under it."""

    year: int
    count: int
    x: float
    y: float
    width: float
    height: float
    labelled: bool

    @property
    def middle(self) -> float:
        """Where the year is written."""
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars of the years that have documents, in a drawing of this width; empty years leave a gap."""

    bars: tuple[Bar, ...]
    width: float


def draw_years(values: Sequence[FacetValue]) -> Histogram | None:
    """The histogram of a year facet, or None when there are fewer than two years to compare.

    Of more than 150 years the latest are drawn.
    """
    counts = {int(value.value): value.count for value in values if value.value.isdigit() and value.count}
    if len(counts) < 2:
        return None
    last = max(counts)
    counts = {year: count for year, count in counts.items() if year > last - _LONGEST}
    first, most = min(counts), max(counts.values())
    span = last - first + 1
    every = -(-span // _LABELS)
    bars = []
    for year, count in sorted(counts.items()):
        height = max(_LEAST, HEIGHT * count / most)
        at = (year - first) * STEP + GAP / 2
        bars.append(
            Bar(year, count, at, round(HEIGHT - height, 2), STEP - GAP, round(height, 2), (year - first) % every == 0)
        )
    return Histogram(tuple(bars), span * STEP)
