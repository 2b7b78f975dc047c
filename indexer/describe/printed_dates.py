"""A date as place-and-date lines print it: in words or figures, filled in over dots, and as scans misread its figures."""

import re
from datetime import date
from typing import NamedTuple

from archive.dates import FIRST_YEAR, LAST_YEAR, PartialDate
from archive.vietnamese import bare

# Both are matched on the text in bare small letters, which is as long as the text.
_WORDS = re.compile(
    r"(?:\bngay\b(?P<day>(?:(?!thang).){0,24}))?\bthang\b(?P<month>(?:(?!thang|ngay).){0,20}?)\bnam\b(?P<year>.{4,16})$"
)
_FIGURES = re.compile(
    r"(?P<named>\bngay\W{0,4})?(?<![\w/.-])(?P<day>[\dilo]{1,2})\s?(?P<sign>[-/.])\s?(?P<month>[\dilo]{1,2})\s?(?P=sign)\s?"
    r"(?P<year>[12]\d{3}|[4-9]\d)\W*$"
)
_GLUED = re.compile(r"(?<=\d)(?=th.ng|n.m)|(?<=ng.y|h.ng|.n.m)(?=\d)", re.IGNORECASE)
_FIGURE = re.compile(r"[\dOoIilÍÌíì|Šš]{1,2}")
_READ = str.maketrans("OoIilÍÌíì|Šš", "001111111155")  # Tesseract takes an italic 5 for Š, 1 for I or l
_SPECK = re.compile(r"[^\W\d_]{1,2}")  # what a seal or a crease leaves between two words
_YEAR = re.compile(r"^\W*(?P<year>[12l](?:\s?[\dOoIlŠš]){3})(?!\d)(?P<after>.*)$")
_CENTURY = 1900  # of a year printed with two figures: papers of this century print all four
_MOST_AFTER = 6  # letters that specks of a seal may add to the line


class PrintedDate(NamedTuple):
    """A date read from a line: what stands before it, whether `ngày` or `tháng` does, whether a figure was filled in over dots."""

    when: PartialDate
    before: str
    named: bool
    filled: bool


def printed_date(text: str) -> PrintedDate | None:
    """The date at the end of a line; None where it has none, or where a figure of it cannot be read.

    A day that was left open makes the month the date, an open month too the year; so does a day that cannot be read beside a
    month that can and was not filled in: the hand that spoilt one figure spoils the other. What no calendar has is a misreading.
    """
    text = _GLUED.sub(" ", text)
    folded = "".join(plain if len(plain := bare(letter)) == 1 else letter for letter in text)
    figures = _FIGURES.search(folded)
    if figures is not None:
        year = int(figures["year"])
        day, month = _number(figures["day"]), _number(figures["month"])
        when = _checked(year + _CENTURY if year < 100 else year, month, day) if day and month else None
        return PrintedDate(when, text[: figures.start()], bool(figures["named"]), filled=False) if when else None
    words = _WORDS.search(folded)
    year_read = _YEAR.match(text[words.start("year") :]) if words is not None else None
    if words is None or year_read is None or sum(map(str.isalpha, year_read["after"])) > _MOST_AFTER:
        return None
    year = int(year_read["year"].replace(" ", "").translate(_READ))
    day_text = text[slice(*words.span("day"))] if words["day"] is not None else ""
    month_text = text[slice(*words.span("month"))]
    day, month = _number(day_text), _number(month_text)
    if not _is_open(day_text) and day is None:
        when = _checked(year, month) if month and not _is_filled(month_text) else None
    elif not _is_open(day_text):
        when = _checked(year, month, day) if day and month else None
    elif not _is_open(month_text):
        when = _checked(year, month) if month else None
    else:
        when = _checked(year)
    filled = _is_filled(day_text) or _is_filled(month_text)
    return PrintedDate(when, text[: words.start()], True, filled) if when is not None else None


def _is_open(text: str) -> bool:
    return not re.sub(r"[\W_]", "", text)


def _is_filled(text: str) -> bool:
    """Whether a figure stands over printed dots."""
    return "." in text or "…" in text


def _number(text: str) -> int | None:
    """The figure that stands between two words; None when it is not plain."""
    parts = [part for part in re.split(r"[^\w|]+|_", text) if part]
    plain = [part for part in parts if _FIGURE.fullmatch(part)]
    if any(part not in plain and not _SPECK.fullmatch(part) for part in parts):
        return None
    if len(plain) == 2 and all(len(part) == 1 for part in plain):
        plain = ["".join(plain)]
    if len(plain) != 1 or (len(plain[0]) == 1 and plain[0] in "OoIlÍÌíì|"):
        return None
    return int(plain[0].translate(_READ))


def _checked(year: int, month: int | None = None, day: int | None = None) -> PartialDate | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        if month is None:
            return PartialDate.year(year)
        return PartialDate.month(year, month) if day is None else PartialDate.day(date(year, month, day))
    except ValueError:
        return None
