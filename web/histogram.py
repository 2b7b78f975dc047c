"""The histogram of years: where each bar and each written year stands in the drawing, nothing of how it looks."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from search import FacetValue

HEIGHT = 72.0  # of the tallest bar; units of the drawing, 1 unit a pixel
ROOMS = (16, 24, 32, 48, 64, 96, 150)
"""Numbers of years for which the style has a least width: with fewer pixels a year no finger could choose one."""

_FILLED = 0.82  # share of a year's place that its bar takes
_LEAST = 4.0  # a year with one document is still seen beside one with thousands
_STEPS = ((16, 1), (40, 5), (80, 10))  # (years drawn at most, written every so many years)
_WIDEST_STEP = 20
_LONGEST = ROOMS[-1]  # years drawn; a misread date must not stretch the drawing for ever


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: its count; the bar's left edge, width and middle in per cent of the drawing; its top and height in units."""

    year: int
    count: int
    x: float
    width: float
    middle: float
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class Label:
    """A year written under its place, whether it has documents or not; a fine one may be left out on a small screen."""

    year: int
    middle: float
    is_fine: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """The bars of the years that have documents; empty years leave a gap. `room` is the one of `ROOMS` it needs."""

    bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    room: int

    @property
    def has_counts(self) -> bool:
        """Whether there is room for each bar's count above it."""
        return self.room == ROOMS[0]


def draw_years(values: Sequence[FacetValue], chosen: Collection[int] = ()) -> Histogram | None:
    """The histogram of a year facet, or None when there are fewer than two years to compare.

    Of more than 150 years the latest are drawn. A chosen year is always written.
    """
    counts = {int(value.value): value.count for value in values if value.value.isdigit() and value.count}
    if len(counts) < 2:
        return None
    last = max(counts)
    counts = {year: count for year, count in counts.items() if year > last - _LONGEST}
    first, most = min(counts), max(counts.values())
    step = 100 / (last - first + 1)
    bars = []
    for year, count in sorted(counts.items()):
        height = round(max(_LEAST, HEIGHT * count / most), 2)
        at = (year - first) * step
        edge = at + step * (1 - _FILLED) / 2
        bars.append(Bar(year, count, edge, step * _FILLED, at + step / 2, HEIGHT - height, height))
    years = range(first, last + 1)
    labels = tuple(
        Label(year, (year - first + 0.5) * step, is_fine) for year, is_fine in _written(years, set(chosen)).items()
    )
    return Histogram(tuple(bars), labels, next(room for room in ROOMS if room >= len(years)))


def _written(years: range, chosen: set[int]) -> dict[int, bool]:
    """The years to write, each with whether it is fine: beside a chosen one, or odd where every year is written."""
    every = next((step for most, step in _STEPS if len(years) <= most), _WIDEST_STEP)
    written = {}
    for year in years:
        is_beside = not chosen.isdisjoint(range(year - every + 1, year + every)) or (
            every == 1 and not chosen.isdisjoint({year - 1, year + 1})
        )
        if year in chosen:
            written[year] = False
        elif every == 1:
            written[year] = is_beside or (year % 2 == 1 and len(years) > 8)
        elif year % every == 0 and not is_beside:
            written[year] = False
    return written
