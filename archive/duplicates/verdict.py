"""What one paper is to another: the kind, how sure that is, and the reasons."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from archive import numbers
from archive.duplicates.alignment import Alignment, align
from archive.duplicates.papers import Paper
from archive.duplicates.pictures import NEAR, SAME, inked_distance, whole_distance
from archive.vietnamese import bare, normalise

MOSTLY = 0.75  # of the words agree in papers that are one text
PART = 0.85  # of a part stands in the whole
PARTLY = 0.75  # of the whole, at most, stands in the part: a cover or a stamp missing makes no part
FIGURES = 0.6  # of the figures agree in versions of one text; in form letters hardly any do
ALIKE = 0.45  # of the words agree in papers of one form
_FEW = 12  # words; less text tells nothing


class Kind(StrEnum):
    """What a pair of papers is. The first four are the same paper."""

    IDENTICAL = "identical"
    SAME_SCAN = "same-scan"
    RESCAN = "rescan"
    COPY = "copy"
    CONTAINS = "contains"
    VERSION = "version"
    LOOK_ALIKE = "look-alike"

    @property
    def is_same_paper(self) -> bool:
        """Whether both are one paper, so that one of them is enough for a reader."""
        return self in {Kind.IDENTICAL, Kind.SAME_SCAN, Kind.RESCAN, Kind.COPY}


class Sign(StrEnum):
    """What speaks for a verdict; see `Reason`."""

    BYTES = "bytes"
    PICTURE = "picture"
    TEXT = "text"
    PART = "part"
    NUMBER_EQUAL = "number-equal"
    NUMBER_DIFFERS = "number-differs"
    DATE_EQUAL = "date-equal"
    DATE_DIFFERS = "date-differs"
    SIGNER_DIFFERS = "signer-differs"
    PASSAGES = "passages"
    FIGURES = "figures"
    CERTIFIED = "certified"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for a verdict.

    `one` and `other` are the values that agree or differ; `share` (0-1) is of pages that look alike, of words or figures that
    agree; `count` of passages that say something else.
    """

    sign: Sign
    one: str = ""
    other: str = ""
    share: float | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """The kind of a pair, how sure it is (0-1), and why. For `contains`, `holds_other` says that the first is the whole."""

    kind: Kind
    confidence: float
    reasons: tuple[Reason, ...]
    holds_other: bool | None = None


def judge(one: Paper, other: Paper) -> Verdict | None:
    """What two papers are to each other; None for papers that have nothing to do with each other."""
    if one.assets and one.assets == other.assets:
        return Verdict(Kind.IDENTICAL, 1.0, (Reason(Sign.BYTES, share=1.0),))
    vetoes, agreeing = list(_vetoes(one, other)), list(_agreeing(one, other))
    same, near = _pictures(one, other)
    if min(len(one.words), len(other.words)) < _FEW:
        return _by_pictures(one, other, same, near, vetoes, agreeing)
    found = align(one.words, other.words)
    share = max(found.one_share, found.other_share)
    text = Reason(Sign.TEXT, share=min(found.one_share, found.other_share))
    part = _part(found)
    if part is not None and not vetoes:
        return Verdict(
            Kind.CONTAINS,
            _sure(0.5 * share + 0.5, 0.02 * len(agreeing)),
            (part, *agreeing),
            found.one_share < found.other_share,
        )
    if min(found.one_share, found.other_share) < MOSTLY:
        alike = min(found.one_share, found.other_share) >= ALIKE
        return Verdict(Kind.LOOK_ALIKE, 0.8, (text, *vetoes)) if alike and (vetoes or not agreeing) else None
    if vetoes or found.passages:
        return _other_paper(found, text, vetoes, agreeing)
    if found.figures < FIGURES:
        return Verdict(
            Kind.LOOK_ALIKE,
            _sure(0.75, 0.5 * (FIGURES - found.figures)),
            (text, Reason(Sign.FIGURES, share=found.figures)),
        )
    reasons = [text, *agreeing]
    if same:
        return Verdict(Kind.SAME_SCAN, 0.98, (Reason(Sign.PICTURE, share=1.0), *reasons))
    elsewhere = list(_elsewhere(one, other))
    if near:
        reasons.insert(0, Reason(Sign.PICTURE, share=near))
    sure = _sure(0.5 + 0.4 * text_share(text), 0.03 * len(agreeing) + 0.05 * near)
    return Verdict(Kind.COPY if elsewhere else Kind.RESCAN, sure, (*reasons, *elsewhere))


def text_share(reason: Reason) -> float:
    """The share that a reason tells, 0 without one."""
    return reason.share or 0.0


def _other_paper(found: Alignment, text: Reason, vetoes: list[Reason], agreeing: list[Reason]) -> Verdict:
    """The same text in another paper, or another paper of the same form."""
    figures = Reason(Sign.FIGURES, share=found.figures)
    passages = [Reason(Sign.PASSAGES, count=len(found.passages))] if found.passages else []
    if found.figures < FIGURES:
        return Verdict(Kind.LOOK_ALIKE, 0.9, (*vetoes, figures, text))
    return Verdict(Kind.VERSION, _sure(0.55 + 0.4 * text_share(text), 0.0), (text, *vetoes, *passages, *agreeing))


def _by_pictures(
    one: Paper, other: Paper, same: bool, near: float, vetoes: list[Reason], agreeing: list[Reason]
) -> Verdict | None:
    """The verdict on papers with hardly any text: only their pictures and descriptions speak."""
    if vetoes or not (same or near >= 1.0):
        return None
    picture = Reason(Sign.PICTURE, share=1.0 if same else near)
    if same:
        return Verdict(Kind.SAME_SCAN, 0.9, (picture, *agreeing))
    elsewhere = list(_elsewhere(one, other))
    return Verdict(
        Kind.COPY if elsewhere else Kind.RESCAN, 0.6 + 0.05 * len(agreeing), (picture, *agreeing, *elsewhere)
    )


def _part(found: Alignment) -> Reason | None:
    """Whether nearly all of one text stands in the other, which has much more."""
    less, more = sorted((found.one_share, found.other_share))
    lengths = sorted((len(found.one), len(found.other)))
    if more >= PART and less <= PARTLY and lengths[0] <= PARTLY * lengths[1] and len(found.passages) == 0:
        return Reason(Sign.PART, share=more)
    return None


def _vetoes(one: Paper, other: Paper) -> Iterator[Reason]:
    """What the descriptions say against their being one paper."""
    left, right = one.description, other.description
    if left.number and right.number and numbers.key_of(left.number) != numbers.key_of(right.number):
        yield Reason(Sign.NUMBER_DIFFERS, left.number, right.number)
    if (
        left.date
        and right.date
        and not (left.date.earliest <= right.date.latest and right.date.earliest <= left.date.latest)
    ):
        yield Reason(Sign.DATE_DIFFERS, left.date.to_text(), right.date.to_text())
    if left.signer and right.signer and not _one_name(left.signer, right.signer):
        yield Reason(Sign.SIGNER_DIFFERS, left.signer, right.signer)


def _agreeing(one: Paper, other: Paper) -> Iterator[Reason]:
    left, right = one.description, other.description
    if left.number and right.number and numbers.key_of(left.number) == numbers.key_of(right.number):
        yield Reason(Sign.NUMBER_EQUAL, left.number, right.number)
    if left.date and left.date == right.date:
        yield Reason(Sign.DATE_EQUAL, left.date.to_text(), left.date.to_text())


def _elsewhere(one: Paper, other: Paper) -> Iterator[Reason]:
    """What makes the same text a copy: it is certified as one, or lies in another file."""
    kinds = [paper.description.copy_kind or "" for paper in (one, other)]
    if kinds[0] != kinds[1]:
        yield Reason(Sign.CERTIFIED, *kinds)
    if one.file != other.file:
        yield Reason(Sign.ELSEWHERE, one.file, other.file)


def _pictures(one: Paper, other: Paper) -> tuple[bool, float]:
    """Whether all pages are one scan, and the share of pages that look alike."""
    pairs = [(a, b) for a, b in zip(one.pictures, other.pictures, strict=False) if a is not None and b is not None]
    count = max(len(one.pictures), len(other.pictures))
    if not pairs or not count:
        return False, 0.0
    same = len(pairs) == count and all(whole_distance(a, b) <= SAME for a, b in pairs)
    return same, sum(inked_distance(a, b) <= NEAR for a, b in pairs) / count


def _one_name(one: str, other: str) -> bool:
    """Whether two names may be one, as scans read them: the same letters without marks, or all but one."""
    left, right = (bare(normalise(name)).replace(" ", "") for name in (one, other))
    if abs(len(left) - len(right)) > 1:
        return False
    return sum(a != b for a, b in zip(left, right, strict=False)) <= 1 or left[::-1][:-1] == right[::-1][:-1]


def _sure(base: float, more: float) -> float:
    return round(min(0.99, base + more), 3)
