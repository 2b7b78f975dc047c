"""The date of the place-and-date line, never one that the paper cites, and never that of a stamp."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from archive.dates import PartialDate, Precision, find_dates
from archive.vietnamese import bare, normalise
from indexer.describe.head import MOTTO, Head
from indexer.describe.lines import Line
from indexer.describe.number_line import without_dots

_PLACE = re.compile(
    r"^\W*(?:(?:thành phố|thị xã|thị trấn|tỉnh|huyện|quận|xã|phường)\s)?(?P<name>[\w'’.\s-]{2,40}?)\s*(?P<sign>[,.;]?)\s*$"
)
_MOST_SYLLABLES = 5  # of a place's name
_SHORT_YEAR = re.compile(
    r"(?<![\d/.-])(\d{1,2}\s?([/.-])\s?\d{1,2}\s?\2\s?)([4-9]\d)\W*$"
)  # `15-9-87`, of the twentieth century
_DAY = re.compile(r"\bng[aà]y\b[\s.…_:]*$", re.IGNORECASE)
_COLON = re.compile(r"\bngay(?: den| nhan)?\s*:")
_MOST_BESIDE = 6  # letters that specks of a seal may add to the line
_LINE_SURE, _BARE_SURE, _SIGNATURE_SURE = 0.97, 0.85, 0.7
_UNFILLED = 0.7  # of the confidence that a line keeps whose day was left open or could not be read


class DateLine(NamedTuple):
    """A date, the line it stands on, and how sure its place and form make it (0-1)."""

    when: PartialDate
    lines: Sequence[Line]
    sure: float


def date_of(head: Head, latest: date | None) -> DateLine | None:
    """The date of the head's place-and-date line; None when it has none, or one that has not come yet.

    Of several the one at the right, with its place and nearest under the motto, counts; where a copy was made of the paper
    or its arrival was stamped, the earliest of equals, since a stamp comes after what it is put on.
    """
    if head.annex:
        return None
    found = [dated for dated in _candidates(head) if latest is None or dated.when.earliest <= latest]
    if not found:
        return None
    best = max(dated.sure for dated in found)
    return min((dated for dated in found if dated.sure >= best - 0.02), key=lambda dated: dated.when.earliest)


def date_on(lines: Sequence[Line]) -> DateLine | None:
    """The date of a place-and-date line over a signature, as older papers have it; asked only where the head has none."""
    found = [dated for line in lines if (dated := _dated([line])) is not None and dated.sure >= _LINE_SURE * _UNFILLED]
    return found[-1]._replace(sure=found[-1].sure * _SIGNATURE_SURE) if found else None


def _candidates(head: Head) -> Iterator[DateLine]:
    for column, sure in ((head.right, 1.0), (head.left, 0.9)):
        mottos = [line for line in column if MOTTO.search(bare(line.text))]
        for at, line in enumerate(column):
            dated = _dated([line]) or (_dated(column[at : at + 2]) if _goes_on(column[at : at + 2]) else None)
            if dated is None:
                continue
            above = bool(mottos) and line.middle < mottos[0].middle
            yield dated._replace(sure=dated.sure * sure * (0.8 if above else 1.0))


def _goes_on(lines: Sequence[Line]) -> bool:
    """Whether a line of two is a date that the column was too narrow for."""
    return (
        len(lines) == 2
        and bool(re.search(r"\bngay\b", bare(lines[0].text)))
        and bool(re.match(r"^\W*(?:thang|nam)\b", bare(lines[1].text)))
        and lines[1].gap_below(lines[0]) < 1.5
    )


def _dated(lines: Sequence[Line]) -> DateLine | None:
    """The date that these lines consist of, with or without the place before it."""
    text = normalise(without_dots(" ".join(line.text for line in lines)))
    text = _SHORT_YEAR.sub(r"\g<1>19\3", text)
    dates = find_dates(text)
    if len(dates) != 1 or _COLON.search(bare(text)):
        return None
    start, end, when = dates[0]
    before, after = text[:start], text[end:]
    unfilled = when.precision is not Precision.DAY
    named_day = _DAY.search(before)
    if unfilled:
        before = re.sub(r"\bng[aà]y\b.{0,8}$", "", before, flags=re.IGNORECASE)
    before = _DAY.sub("", before)
    has_place = _is_place(before)
    if sum(letter.isalpha() for letter in after) > _MOST_BESIDE:
        return None
    if not has_place and sum(letter.isalpha() for letter in before) > (_MOST_BESIDE if named_day else 2):
        return None
    words = "ng" in text[start : start + 3].lower() or named_day is not None or unfilled
    if not has_place and not words:
        return None
    sure = _LINE_SURE if has_place else _BARE_SURE
    return DateLine(when, lines, sure * (_UNFILLED if unfilled else 1.0))


def _is_place(text: str) -> bool:
    """Whether what stands before a date is a place: a few syllables, each with a capital."""
    found = _PLACE.match(text)
    syllables = found["name"].split() if found else []
    return 0 < len(syllables) <= _MOST_SYLLABLES and all(syllable[0].isupper() for syllable in syllables)
