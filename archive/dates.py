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


_FIGURE = "[0-9oli]"  # OCR takes O for 0 and l or I for 1; the text is folded to small letters
_TWO = rf"({_FIGURE}(?:\s?{_FIGURE})?)"
_FOUR = r"([12l](?:\s?[0-9oli]){3})"
_GAP = r"[\s.,:…_-]{0,12}"  # leaders and spaces that a form prints between its words
_WORDS = re.compile(rf"(?:ngay{_GAP}{_TWO}{_GAP})?thang{_GAP}{_TWO}{_GAP}nam{_GAP}{_FOUR}(?![0-9])")
_FIGURES = re.compile(r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})\s?[/-]\s?(\d{4})(?![\d/-])")
_ISO = re.compile(r"(?<![\d/.-])(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?![\d/-])")
_YEAR = re.compile(r"(?<!\w)nam\s*(\d{4})(?!\d)")
_ALONE = re.compile(r"(\d{4})")
_UP_TO = re.compile(r"\s*(?:[-–—/]|(?<!\w)(?:den|toi)(?!\w))\s*")
_FROM = re.compile(r"^\s*tu(?!\w)\s*")


def find_dates(text: str) -> list[tuple[int, int, PartialDate]]:
    """The dates in a running text, in order, each as (start, end, date); offsets are of the normalised text.

    In words (`ngày 3 tháng 10 năm 2010`, `tháng 10 năm 2010`, `năm 2010`) and in figures (`03/10/2010`, `01-10-1997`,
    `10/2010`, `2010-10-03`). What no calendar has is passed over.
    """
    plain = normalise(text)
    folded = _foldable(plain)
    found: list[tuple[int, int, PartialDate]] = []
    taken: list[tuple[int, int]] = []
    for pattern in (_WORDS, _FIGURES, _ISO, _MONTH, _YEAR):
        for match in pattern.finditer(folded):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            if pattern is _YEAR and plain[match.start() : match.start() + 3].lower() != "năm":
                continue  # Việt Nam 2010
            taken.append(match.span())
            when = _date_of(pattern, match)
            if when is not None:
                found.append((*match.span(), when))
    return sorted(found, key=lambda item: item[:2])


def parse_date(text: str) -> PartialDate | None:
    """The date that a whole text gives: any form that `find_dates` knows, a year alone, or two of these as an interval.

    Intervals are `2010-2012`, `10/2010 - 12/2010`, `từ 1/1/2010 đến 31/12/2012`. None when the text gives no one date.
    """
    text = normalise(text).strip()
    if len(text) > _LONGEST_TEXT:
        return None
    single = _single(text)
    if single is not None:
        return single
    folded = _foldable(text)
    begun = _FROM.match(folded)
    start = begun.end() if begun else 0
    for between in list(_UP_TO.finditer(folded))[:_MOST_SIGNS]:
        first, last = _single(text[start : between.start()]), _single(text[between.end() :])
        if first is not None and last is not None and first.earliest <= last.latest:
            return PartialDate.between(first.earliest, last.latest)
    return None


_LONGEST_TEXT = 200  # characters; what is longer is a text with dates in it, not a date
_MOST_SIGNS = 12  # an interval in figures has at most 5; more signs are no date


def _single(text: str) -> PartialDate | None:
    text = text.strip()
    alone = _ALONE.fullmatch(text)
    if alone is not None:
        return _checked(int(alone[1]))
    found = find_dates(text)
    if len(found) != 1:
        return None
    start, end, when = found[0]
    return None if re.search(r"\d", text[:start] + text[end:]) else when


def _foldable(text: str) -> str:
    """A normalised text in bare letters, as long as before."""
    return "".join(folded if len(folded := bare(letter)) == 1 else letter for letter in text)


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


_READ = str.maketrans("oli", "011", " \t\n")


def _figure(text: str | None) -> int | None:
    return None if text is None else int(text.translate(_READ))


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        if month is None:
            return PartialDate.year(year)
        return PartialDate.month(year, month) if day is None else PartialDate.day(date(year, month, day))
    except ValueError:
        return None
