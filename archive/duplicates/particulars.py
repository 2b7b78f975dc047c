"""Number, date and signer of two papers compared: whether they differ in truth, or only as one of them was read.

A value that was read may be a slip of the scan, or another paper's that this one cites. So where two descriptions differ the
texts are asked too: a value that stands at its place in both papers is of both, whatever one description says.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from archive import numbers
from archive.dates import PartialDate, Precision
from archive.duplicates.alignment import HEAD, figure
from archive.duplicates.papers import Paper
from archive.duplicates.reasons import Reason, Sign
from archive.vietnamese import bare, normalise

ONE_NAME = 0.85  # of the letters agree in one name read twice (`Quàng Thị Ỏm`, `Qnàng Thị Ỏm`); of `Trần Văn Hòa` and `… Hùng` 76 %
_HEAD = HEAD + 20  # words; a stamp may stand before the head
_BETWEEN = 2  # words between day and month, month and year: `ngay 03 thang 10 nam 2010`


class Answer(Enum):
    """What comparing a particular of two papers tells: `SLIP` differs as one misread figure makes it differ."""

    UNKNOWN = auto()
    AGREE = auto()
    SLIP = auto()
    DIFFER = auto()


@dataclass(frozen=True, slots=True)
class Told:
    """An answer, and its reason where there is one."""

    answer: Answer
    reason: Reason | None = None


_NOTHING = Told(Answer.UNKNOWN)


def vetoes_of(compared: Sequence[Told]) -> Iterator[Reason]:
    """What speaks against one paper; a slip does only where no other particular agrees."""
    agrees = any(told.answer is Answer.AGREE for told in compared)
    for told in compared:
        if told.reason and (told.answer is Answer.DIFFER or (told.answer is Answer.SLIP and not agrees)):
            yield told.reason


def compare_numbers(one: Paper, other: Paper) -> Told:
    """The numbers of two papers; where one is not described, the other's may stand in its text."""
    left, right = one.description.number, other.description.number
    if left and right and numbers.key_of(left) == numbers.key_of(right):
        return Told(Answer.AGREE, Reason(Sign.NUMBER_EQUAL, left, right))
    if (left and _has_number(other, left)) or (right and _has_number(one, right)):
        known = left or right or ""
        return _NOTHING if left and right else Told(Answer.AGREE, Reason(Sign.NUMBER_EQUAL, known, known))
    if not left or not right:
        return _NOTHING
    slip = _one_figure(numbers.key_of(left), numbers.key_of(right))
    return Told(Answer.SLIP if slip else Answer.DIFFER, Reason(Sign.NUMBER_DIFFERS, left, right))


def compare_dates(one: Paper, other: Paper) -> Told:
    """The dates of two papers, likewise; an open one agrees with none and differs from those outside of it."""
    left, right = one.description.date, other.description.date
    if left and left == right and left.precision is Precision.DAY:
        return Told(Answer.AGREE, Reason(Sign.DATE_EQUAL, left.to_text(), left.to_text()))
    if (left and _has_date(other, left)) or (right and _has_date(one, right)):
        known = left.to_text() if left else right.to_text() if right else ""
        return _NOTHING if left and right else Told(Answer.AGREE, Reason(Sign.DATE_EQUAL, known, known))
    if not left or not right or (left.earliest <= right.latest and right.earliest <= left.latest):
        return _NOTHING
    reason = Reason(Sign.DATE_DIFFERS, left.to_text(), right.to_text())
    same = sum(a == b for a, b in zip(_parts(left), _parts(right), strict=True))
    return Told(Answer.SLIP if same == 2 else Answer.DIFFER, reason)


def compare_signers(one: Paper, other: Paper) -> Told:
    """The signers of two papers; equal ones tell nothing, for one person signs many."""
    left, right = one.description.signer, other.description.signer
    if not left or not right or _is_one_name(left, right) or _has_name(other, left) or _has_name(one, right):
        return _NOTHING
    return Told(Answer.DIFFER, Reason(Sign.SIGNER_DIFFERS, left, right))


def _has_number(paper: Paper, number: str) -> bool:
    """Whether a number stands in a paper's head: its figures behind `số`, or before the first letters of its symbol."""
    parts = re.split(r"\W+", number)
    ordinal, symbol = bare(parts[0]).lstrip("0"), bare(parts[1]) if len(parts) > 1 else ""
    words = paper.words[:_HEAD]
    return any(
        (figure(word) or word).lstrip("0") == ordinal
        and ((at and words[at - 1] == "so") or words[at + 1 : at + 2] == [symbol])
        for at, word in enumerate(words)
    )


def _has_date(paper: Paper, date: PartialDate) -> bool:
    """Whether day, month and year stand behind one another in a paper's head."""
    if date.precision is not Precision.DAY:
        return False
    figures = [(at, found) for at, word in enumerate(paper.words[:_HEAD]) if (found := figure(word))]
    wanted = _parts(date)
    for (at, day), (then, month), (last, year) in zip(figures, figures[1:], figures[2:], strict=False):
        if (int(day), int(month), int(year)) == wanted and max(then - at, last - then) <= _BETWEEN + 1:
            return True
    return False


def _has_name(paper: Paper, name: str) -> bool:
    """Whether a name stands somewhere in a paper, a letter or two misread."""
    score: float = fuzz.partial_ratio(_plain(name), "".join(paper.words))
    return score >= 100 * ONE_NAME


def _is_one_name(one: str, other: str) -> bool:
    likeness: float = Indel.normalized_similarity(_plain(one), _plain(other))
    return likeness >= ONE_NAME


def _plain(name: str) -> str:
    return bare(normalise(name)).replace(" ", "")


def _one_figure(one: str, other: str) -> bool:
    """Whether two keys of numbers are the same but for one figure, misread or lost."""
    symbol = one.lstrip("0123456789")
    digits, others = one.removesuffix(symbol), other.removesuffix(symbol)
    if symbol != other.lstrip("0123456789"):
        return False
    if len(digits) == len(others):
        return sum(a != b for a, b in zip(digits, others, strict=True)) == 1
    lost: int = Indel.distance(digits, others)
    return lost == 1


def _parts(date: PartialDate) -> tuple[int, int, int]:
    return date.earliest.day, date.earliest.month, date.earliest.year
