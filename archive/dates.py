"""Dates as archives know them: a day, a month, a year or a range, never more exact than the paper."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exact a date is."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    RANGE = "range"


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of reduced precision (ISO 8601), as the interval of days it covers; both ends included."""

    earliest: date
    latest: date
    precision: Precision

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"a date cannot end ({self.latest}) before it begins ({self.earliest})")
