"""The date of the place-and-date line, never one that the paper cites, and never that of a stamp."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from archive.dates import PartialDate, Precision
from archive.vietnamese import bare, normalise
from indexer.describe.head import MOTTO, Head
from indexer.describe.lines import Line
from indexer.describe.printed_dates import printed_date

_PLACE = re.compile(
    r"^\W*(?:(?:thành phố|thị xã|thị trấn|tỉnh|huyện|quận|xã|phường)\s)?(?P<name>[\w'’.\s-]{2,40}?)\s*(?P<sign>[,.;]?)\s*$"
)
_MOST_SYLLABLES = 5  # of a place's name
_COLON = re.compile(r"\bngay(?: den| nhan)?\s*:")
_NO_PLACE = re.compile(r"\b(?:so|can cu|theo|cua|den|nhan|tu|het|ky|trinh|hop|ngay|nghi|quyet|trong|\d+ ?/)\b|\(")
_LONGEST_PLACE = 28  # characters that a place may have become with the specks of a seal
_LINE_SURE, _BARE_SURE, _BROKEN_SURE, _SIGNATURE_SURE = 0.97, 0.85, 0.8, 0.7
_OPEN, _FILLED = 0.7, 0.85  # of the confidence that a line keeps whose day was left open, or filled in by hand


class DateLine(NamedTuple):
    """A date, the lines it stands on, how sure its place and form make it (0-1), and the place, empty where there is none."""

    when: PartialDate
    lines: Sequence[Line]
    sure: float
    place: str


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
    found = [dated for line in lines if (dated := _dated([line])) is not None and dated.sure >= _LINE_SURE * _OPEN]
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
    text = normalise(" ".join(line.text for line in lines))
    if _COLON.search(bare(text)):
        return None
    printed = printed_date(text)
    if printed is None:
        return None
    if _is_place(printed.before):
        sure = _LINE_SURE
    elif not any(map(str.isalnum, printed.before)):
        sure = _BARE_SURE if printed.named else 0.0
    else:
        whole = printed.named and printed.when.precision is Precision.DAY and len(printed.before) <= _LONGEST_PLACE
        sure = _BROKEN_SURE if whole and not _NO_PLACE.search(bare(printed.before)) else 0.0
    if not sure:
        return None
    sure *= _OPEN if printed.when.precision is not Precision.DAY else _FILLED if printed.filled else 1.0
    place = " ".join(printed.before.strip(" ,.;").split()) if _is_place(printed.before) else ""
    return DateLine(printed.when, lines, sure, place)


def _is_place(text: str) -> bool:
    """Whether what stands before a date is a place: a few syllables, each with a capital."""
    found = _PLACE.match(text)
    syllables = found["name"].split() if found else []
    return 0 < len(syllables) <= _MOST_SYLLABLES and all(syllable[0].isupper() for syllable in syllables)
