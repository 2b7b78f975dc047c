"""What one paper is to another: the kind, how sure that is, and the reasons."""

from dataclasses import dataclass, replace
from enum import StrEnum

from archive.duplicates.alignment import Alignment, align
from archive.duplicates.confidence import Case, confidence
from archive.duplicates.evidence import Evidence
from archive.duplicates.papers import Paper
from archive.duplicates.reasons import Reason, Sign

__all__ = ["Kind", "Reason", "Sign", "Verdict", "judge"]

MOSTLY = 0.75  # of the words agree in papers that are one text
UNLIKE = 0.4  # of the words of the shorter text are the same to the letter, at least, in papers that have to do with each other
STILL = 0.6  # of the words agree in versions of a short paper of which two sentences are others
PART = 0.85  # of a part stands in the whole
SURPLUS = 40  # words that the whole has and its part has not, in pages or papers of their own
SLOTS = 2  # names and figures that differ in an equal text: a form filled in twice; scans of one paper differ in one at most
SLOTS_OF_OTHERS = 1  # the same where neither number nor date agrees: what scans of one paper hardly ever lack
BLANK = 14  # words that are filled in at one place of a form at most (`Thành phần: lãnh đạo …, ông …`); changed sentences are longer
ALIKE = 0.45  # of the words agree in papers of one form
NEARLY_SAME = 0.06  # of the bits of images differ in one scan saved again very badly; in a rescan that lies alike too
TO_THE_LETTER = 0.98  # of the words are the same, misread ones too, in one scan; in two scans 0.95 at most
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
    if found.exact_of_shorter < UNLIKE and not seen.agreeing:
        return None
    return _part(found, seen) or _by_text(found, seen)


def _by_pictures(seen: Evidence) -> Verdict | None:
    """The verdict on papers with hardly any text: only their pictures and descriptions speak."""
    if seen.vetoes or not (seen.same_scan or seen.near >= 1.0):
        return None
    reasons = (*seen.pictures, *seen.agreeing)
    if seen.same_scan:
        return _verdict(Kind.SAME_SCAN, Case.PICTURES_ALONE, *reasons)
    return _verdict(Kind.COPY if seen.elsewhere else Kind.RESCAN, Case.PICTURES_ALONE, *reasons, *seen.elsewhere)


def _part(found: Alignment, seen: Evidence) -> Verdict | None:
    """Whether nearly all of one text stands in the other, which has more pages, or other papers bound with it."""
    larger = int(found.gaps[1] > found.gaps[0])
    share = (found.other_share, found.one_share)[larger]
    if share < PART or found.gaps[larger] < SURPLUS or found.gaps[1 - larger] or found.slots >= SLOTS or found.passages:
        return None
    verdict = _verdict(Kind.CONTAINS, Case.PART, Reason(Sign.PART, share=share), *seen.agreeing)
    return replace(verdict, holds_other=larger == 0)


def _by_text(found: Alignment, seen: Evidence) -> Verdict | None:
    """The verdict on papers of which neither is a part of the other."""
    share = min(found.one_share, found.other_share)
    text = Reason(Sign.TEXT, share=share)
    if share < STILL or (share < MOSTLY and not found.passages):
        alike = share >= ALIKE and (seen.vetoes or not seen.agreeing)
        return _verdict(Kind.LOOK_ALIKE, Case.LITTLE_ALIKE, text, *seen.vetoes) if alike else None
    if _is_form(found, seen):
        case = Case.FORM if seen.vetoes else Case.UNNAMED_FORM
        return _verdict(Kind.LOOK_ALIKE, case, *seen.vetoes, Reason(Sign.FIGURES, share=found.figures), text)
    if seen.vetoes or len(found.passages) >= (1 if _is_open(seen) else 2):
        return _version(found, seen, text)
    if not seen.agreeing and found.heads_differ:  # no description tells number or date, but the heads do
        return _verdict(Kind.VERSION, Case.ONE_VETO, text, Reason(Sign.FIGURES, share=found.figures))
    return _same_paper(found, seen, text)


def _is_form(found: Alignment, seen: Evidence) -> bool:
    """Whether one form was filled in twice: not the words differ, but names and figures among them."""
    blanks = sum(passage.longest < BLANK for passage in found.passages)
    if not seen.vetoes and (seen.agreeing or blanks < len(found.passages)):
        return found.slots >= SLOTS
    return found.slots + blanks >= SLOTS_OF_OTHERS


def _is_open(seen: Evidence) -> bool:
    """Whether the number does not say that it is one paper; where it does, one odd place is two lost lines of scans."""
    return all(reason.sign is not Sign.NUMBER_EQUAL for reason in seen.agreeing)


def _version(found: Alignment, seen: Evidence, text: Reason) -> Verdict:
    """Mostly one text, in two papers."""
    passages = len(found.passages)
    if passages:
        case = Case.SENTENCES if passages > 1 else Case.SENTENCE
        return _verdict(Kind.VERSION, case, text, *seen.vetoes, Reason(Sign.PASSAGES, count=passages), *seen.agreeing)
    case = Case.TWO_VETOES if len(seen.vetoes) > 1 else Case.ONE_VETO
    return _verdict(Kind.VERSION, case, text, *seen.vetoes, *seen.agreeing)


def _same_paper(found: Alignment, seen: Evidence, text: Reason) -> Verdict:
    """Which of the kinds of one paper: the same scan, another one of the same sheets, or another copy."""
    reasons = (*seen.pictures, text, *seen.agreeing)
    if seen.same_scan or (seen.apart <= NEARLY_SAME and found.exact >= TO_THE_LETTER):
        return _verdict(Kind.SAME_SCAN, Case.ONE_SCAN, *reasons)
    case = (Case.TEXT_ALONE, Case.ONE_AGREES, Case.BOTH_AGREE)[min(2, len(seen.agreeing))]
    return _verdict(Kind.COPY if seen.elsewhere else Kind.RESCAN, case, *reasons, *seen.elsewhere)


def _verdict(kind: Kind, case: Case, *reasons: Reason) -> Verdict:
    return Verdict(kind, confidence(case), reasons)
