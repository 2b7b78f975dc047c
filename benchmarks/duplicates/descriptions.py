"""Descriptions as an archive has them: by an inventory, or read from the page, with the gaps and faults that reading leaves.

The shares are those of docs/description.md. What is read wrongly mostly stands so in the text too: the description comes from
the text. So a number or a day that a scan misread is given as words to be put in the place of others.
"""

import re
from dataclasses import dataclass
from datetime import date
from random import Random

from archive.dates import PartialDate
from archive.duplicates.papers import PaperDescription
from benchmarks.forms.papers import Paper
from benchmarks.forms.printing import text_of
from benchmarks.relevance.noise import misread

INVENTORY = 0.35  # of the documents: everything is given, and right
_NUMBER = (0.18, 0.02)  # empty, wrong
_DATE = (0.18, 0.03)
_TYPE = (0.016, 0.0)
_ISSUER = (0.003, 0.1)
_TITLE = (0.03, 0.1)
_SIGNER = (0.08, 0.053)
_SIGNER_OF_COPY = (0.08, 0.19)
_MISREAD = 0.04  # of the letters of a title or a name that is told wrongly
_FROM_ELSEWHERE = 0.5  # of wrong numbers and dates are another paper's, which this one cites; the others are misread


@dataclass(frozen=True, slots=True)
class Described:
    """A description, and the words that the scan misread: as printed, and as read."""

    description: PaperDescription
    misread: tuple[tuple[str, str], ...] = ()


def described(of: Paper, dice: Random) -> Described:
    """The description of a paper, by the inventory or by reading."""
    truth = of.truth
    when = PartialDate.from_text(truth.date)
    right = PaperDescription(
        number=truth.number or None,
        type=truth.type,
        date=when,
        issuer=truth.issuer or None,
        title=truth.title,
        signer=truth.signers[0],
        copy_kind=truth.copy_kind or None,
    )
    if dice.random() < INVENTORY:
        return Described(right)
    slips: list[tuple[str, str]] = []
    number = _number(of, dice, slips)
    told_date = _date(of, when, dice, slips)
    shares = _SIGNER_OF_COPY if truth.copy_kind else _SIGNER
    names = [stamp.lines[-1] for stamp in of.stamps if stamp.at_foot] or [misread(truth.signers[0], 0.15, dice)]
    return Described(
        PaperDescription(
            number=number,
            type=_told(truth.type, truth.type, _TYPE, dice),
            date=told_date,
            issuer=_told(truth.issuer, misread(truth.issuer or "", _MISREAD, dice), _ISSUER, dice),
            title=_told(truth.title, misread(truth.title, _MISREAD, dice), _TITLE, dice),
            signer=_told(truth.signers[0], dice.choice(names), shares, dice),
            copy_kind=truth.copy_kind or None,
        ),
        tuple(slips),
    )


def unnamed(dice: Random) -> Described:
    """The description of a part that has no head of its own: what an inventory may say of it, and nothing read."""
    return Described(PaperDescription(type="Phụ lục" if dice.random() < INVENTORY else None))


def _told(right: str | None, wrong: str, shares: tuple[float, float], dice: Random) -> str | None:
    turn = dice.random()
    if turn < shares[0]:
        return None
    return wrong if turn < sum(shares) else right


def _number(of: Paper, dice: Random, slips: list[tuple[str, str]]) -> str | None:
    turn = dice.random()
    if not of.truth.number or turn < _NUMBER[0]:
        return None
    if turn >= sum(_NUMBER):
        return of.truth.number
    if of.truth.cited and dice.random() < _FROM_ELSEWHERE:
        return dice.choice(of.truth.cited)
    printed = text_of(of.number)
    figures = re.search(r"\d+", printed)
    if figures is None:
        return None
    wrong = _other_digit(figures[0], dice)
    slips.append((printed, printed.replace(figures[0], wrong, 1)))
    return of.truth.number.replace(figures[0].lstrip("0"), wrong, 1)


def _date(of: Paper, when: PartialDate, dice: Random, slips: list[tuple[str, str]]) -> PartialDate | None:
    turn = dice.random()
    if turn < _DATE[0]:
        return None
    if turn >= sum(_DATE) or when.earliest != when.latest:
        return when
    if dice.random() < _FROM_ELSEWHERE:
        return PartialDate.day(date.fromordinal(when.earliest.toordinal() - dice.randint(40, 900)))
    printed = text_of(of.dated)
    day = re.search(r"\d+", printed)
    wrong = date(
        when.earliest.year, when.earliest.month, dice.choice([d for d in range(1, 29) if d != when.earliest.day])
    )
    if day is None:
        return None
    slips.append((printed, printed.replace(day[0], f"{wrong.day:02}", 1)))
    return PartialDate.day(wrong)


def _other_digit(figures: str, dice: Random) -> str:
    at = dice.randrange(len(figures))
    digit = dice.choice([d for d in "123456789" if d != figures[at]])
    return figures[:at] + digit + figures[at + 1 :]
