"""What one paper is to another: the kind, how sure that is, and the reasons."""

from dataclasses import dataclass
from enum import StrEnum

from archive.duplicates.alignment import Alignment, align
from archive.duplicates.evidence import Evidence
from archive.duplicates.papers import Paper
from archive.duplicates.reasons import Reason, Sign

__all__ = ["Kind", "Reason", "Sign", "Verdict", "judge"]

MOSTLY = 0.75  # of the words agree in papers that are one text
STILL = 0.6  # of the words agree in versions of a short paper of which two sentences are others
PART = 0.85  # of a part stands in the whole
SURPLUS = 40  # words that the whole has and its part has not, in pages or papers of their own
SLOTS = 2  # names and figures that differ in an equal text: a form filled in twice, a report of another month; scans make one at most
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
    seen = Evidence.of(one, other)
    if min(len(one.words), len(other.words)) < _FEW:
        return _by_pictures(seen)
    found = align(one.words, other.words)
    return _part(found, seen) or _by_text(found, seen)


def _by_pictures(seen: Evidence) -> Verdict | None:
    """The verdict on papers with hardly any text: only their pictures and descriptions speak."""
    if seen.vetoes or not (seen.same_scan or seen.near >= 1.0):
        return None
    reasons = (*seen.pictures, *seen.agreeing)
    if seen.same_scan:
        return Verdict(Kind.SAME_SCAN, 0.9, reasons)
    kind = Kind.COPY if seen.elsewhere else Kind.RESCAN
    return Verdict(kind, 0.6 + 0.05 * len(seen.agreeing), (*reasons, *seen.elsewhere))


def _part(found: Alignment, seen: Evidence) -> Verdict | None:
    """Whether nearly all of one text stands in the other, which has more pages, or other papers bound with it."""
    larger = int(found.gaps[1] > found.gaps[0])
    share = (found.other_share, found.one_share)[larger]
    if share < PART or found.gaps[larger] < SURPLUS or found.gaps[1 - larger] or found.slots >= SLOTS or found.passages:
        return None
    reasons = (Reason(Sign.PART, share=share), *seen.agreeing)
    return Verdict(Kind.CONTAINS, _sure(0.5 * share + 0.5, 0.02 * len(seen.agreeing)), reasons, larger == 0)


def _by_text(found: Alignment, seen: Evidence) -> Verdict | None:
    """The verdict on papers of which neither is a part of the other."""
    share = min(found.one_share, found.other_share)
    text, figures = Reason(Sign.TEXT, share=share), Reason(Sign.FIGURES, share=found.figures)
    if share < STILL or (share < MOSTLY and not found.passages):
        alike = share >= ALIKE and (seen.vetoes or not seen.agreeing)
        return Verdict(Kind.LOOK_ALIKE, 0.8, (text, *seen.vetoes)) if alike else None
    if found.slots >= SLOTS:
        sure = 0.9 if seen.vetoes or found.passages else 0.75
        return Verdict(Kind.LOOK_ALIKE, sure, (*seen.vetoes, figures, text))
    if seen.vetoes or len(found.passages) >= (1 if _is_open(seen) else 2):
        passages = (Reason(Sign.PASSAGES, count=len(found.passages)),) if found.passages else ()
        return Verdict(Kind.VERSION, _sure(0.55 + 0.4 * share, 0.0), (text, *seen.vetoes, *passages, *seen.agreeing))
    return _same_paper(text, seen)


def _is_open(seen: Evidence) -> bool:
    """Whether the number does not say that it is one paper; where it does, one odd place is two lost lines of scans."""
    return all(reason.sign is not Sign.NUMBER_EQUAL for reason in seen.agreeing)


def _same_paper(text: Reason, seen: Evidence) -> Verdict:
    """Which of the kinds of one paper: the same scan, another one of the same sheets, or another copy."""
    reasons = (*seen.pictures, text, *seen.agreeing)
    if seen.same_scan:
        return Verdict(Kind.SAME_SCAN, 0.98, reasons)
    sure = _sure(0.5 + 0.4 * (text.share or 0.0), 0.03 * len(seen.agreeing) + 0.05 * seen.near)
    return Verdict(Kind.COPY if seen.elsewhere else Kind.RESCAN, sure, (*reasons, *seen.elsewhere))


def _sure(base: float, more: float) -> float:
    return round(min(0.99, base + more), 3)
