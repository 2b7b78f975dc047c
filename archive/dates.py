"""Dates as archives know them: a day, a month, a year or a range, never more exact than the paper."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Self

from archive.vietnamese import bare, normalise

FIRST_YEAR, LAST_YEAR = 1800, 2100


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

    @classmethod
    def day(cls, day: date) -> Self:
        """A single day."""
        return cls(day, day, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> Self:
        """A whole month."""
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> Self:
        """A whole year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

    @classmethod
    def between(cls, first: date, last: date) -> Self:
        """From one day to another, both included; one day when they are the same."""
        return cls(first, last, Precision.DAY if first == last else Precision.RANGE)

    def to_text(self) -> str:
        """As ISO 8601 writes it: `2010-10-03`, `2010-10`, `2010`, or `2010-01-01/2012-12-31`."""
        if self.precision is Precision.RANGE:
            return f"{self.earliest.isoformat()}/{self.latest.isoformat()}"
        return self.earliest.isoformat()[: {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]]

    iso = to_text

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read what `to_text` wrote.

        Raises:
            ValueError: the text is none of its forms.
        """
        first, slash, last = text.partition("/")
        if slash:
            return cls(date.fromisoformat(first), date.fromisoformat(last), Precision.RANGE)
        numbers = [int(part) for part in text.split("-")]
        if len(text) not in {4, 7, 10} or len(numbers) != (len(text) - 1) // 3:
            raise ValueError(f"'{text}' is not a date")
        if len(numbers) == 1:
            return cls.year(numbers[0])
        return cls.month(*numbers) if len(numbers) == 2 else cls.day(date(*numbers))


_DIGITS = "[0-9OolI]"  # OCR takes O for 0 and l or I for 1
_WORDS = re.compile(
    rf"(?:ngay\s*({_DIGITS}{{1,2}})\s*[,.]?\s*)?thang\s*({_DIGITS}{{1,2}})\s*[,.]?\s*nam\s*({_DIGITS}{{4}})(?!\d)"
)
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?![\d])")
_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/-]\s?(\d{4})(?![\d/-])")
_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d/-])")
_YEAR = re.compile(r"nam\s*(\d{4})(?!\d)")
_ALONE = re.compile(r"(\d{4})")


def find_dates(text: str) -> list[tuple[int, int, PartialDate]]:
    """The dates in a running text, in order, each as (start, end, date); offsets are of the normalised text.

    In words (`ngày 3 tháng 10 năm 2010`, `tháng 10 năm 2010`) and in figures (`03/10/2010`, `01-10-1997`, `10/2010`,
    `2010-10-03`). What no calendar has is passed over.
    """
    folded = _foldable(text)
    found: list[tuple[int, int, PartialDate]] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_WORDS, _FIGURES, _ISO, _MONTH, _YEAR):
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            when = _date_of(pattern, match)
            taken.append(match.span())
            if when is not None:
                found.append((*match.span(), when))
    return sorted(found, key=lambda item: item[:2])


def parse_date(text: str) -> PartialDate | None:
    """The date that a whole text gives, in any form `find_dates` knows or as a year alone; None when it gives none."""
    text = normalise(text).strip()
    alone = _ALONE.fullmatch(text)
    if alone is not None:
        return _checked(int(alone[1]))
    found = find_dates(text)
    if len(found) != 1:
        return None
    start, end, when = found[0]
    rest = text[:start] + text[end:]
    return None if re.search(r"\d", rest) else when


def _foldable(text: str) -> str:
    """The text in bare letters, as long as before."""
    return "".join(folded if len(folded := bare(letter)) == 1 else letter for letter in normalise(text))


def _date_of(pattern: re.Pattern[str], match: re.Match[str]) -> PartialDate | None:
    groups = match.groups()
    if pattern is _WORDS:
        day, month, year = (_figure(group) for group in groups)
        return _checked(year or 0, month, day)
    if pattern is _FIGURES:
        return _checked(int(groups[3]), int(groups[2]), int(groups[0]))
    if pattern is _ISO:
        return _checked(int(groups[0]), int(groups[1]), int(groups[2]) if groups[2] else None)
    if pattern is _MONTH:
        return _checked(int(groups[1]), int(groups[0]))
    return _checked(int(groups[0]))


def _figure(text: str | None) -> int | None:
    if text is None:
        return None
    return int(re.sub("[oO]", "0", re.sub("[lI]", "1", text)))


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        if month is None:
            return PartialDate.year(year)
        return PartialDate.month(year, month) if day is None else PartialDate.day(date(year, month, day))
    except ValueError:
        return None
