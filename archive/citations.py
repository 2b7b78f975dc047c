"""Papers that a paper cites, and which paper of an archive is meant: by number, date, body and term, never by number alone."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from archive.bodies import issuer_of
from archive.dates import PartialDate
from archive.descriptions import Place
from archive.numbers import DocumentNumber
from archive.vietnamese import bare
from archive.vietnamese.nearness import one_edit_apart

_ALIKE = 0.75  # of the words of the shorter name stand in the longer: `Ban Thường vụ Tỉnh ủy` is told without its place
_SHORT = 3  # letters
_LEVELS = re.compile(r"\b(?:tinh|thanh (?=pho|uy)|thi xa|huyen|quan|phuong|thi tran|xa(?! hoi))\b")


@dataclass(frozen=True, slots=True)
class CitedPaper:
    """A paper that another cites: its number, its date and issuing body where they are told, and where this stands."""

    number: DocumentNumber
    when: PartialDate | None
    body: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class KnownPaper:
    """What an archive knows of one of its papers: date, issuing body, term, and a key of its fonds."""

    id: str
    when: PartialDate | None
    issuer: str
    term: str
    fonds: str


class Fit(StrEnum):
    """How a paper of the archive, which has the cited number, agrees with what else is cited."""

    SURE = "sure"  # and nothing contradicts: its date is the cited one, or body and term leave no other
    POSSIBLE = "possible"  # nothing contradicts, nothing confirms
    NONE = "none"  # another date, another body, or not yet written


def fit_of(cited: CitedPaper, citing: KnownPaper, held: KnownPaper) -> Fit:
    """How a held paper of the cited number agrees with a citation in the paper `citing`.

    Numbers begin anew with each body, type and year or term, so the number alone confirms nothing, save a statute's, which
    tells its year. Without a cited date only a Party number is sure, of the same term and body; without a cited body, too, of
    the same fonds.
    """
    same_body = _same_body(cited.body, held.issuer)
    written_later = held.when is not None and citing.when is not None and held.when.earliest > citing.when.latest
    if held.id == citing.id or same_body is False or written_later:
        return Fit.NONE
    if cited.when is not None and held.when is not None:
        return Fit.SURE if _overlap(cited.when, held.when) else Fit.NONE
    if cited.number.style == "statute":
        return Fit.SURE
    same_term = cited.number.style == "party" and held.term != "" and held.term == citing.term
    near = same_body if cited.body else held.fonds == citing.fonds
    return Fit.SURE if cited.when is None and same_term and near else Fit.POSSIBLE


def meant(cited: CitedPaper, citing: KnownPaper, held: Iterable[KnownPaper]) -> tuple[str | None, bool]:
    """The id of the paper that is meant, of those with the cited number, and whether it stays unsure which one is.

    An id is given only where exactly one is sure; `unsure` is true where several are, or none is and one or more may be.
    """
    fits = [(one.id, fit_of(cited, citing, one)) for one in held]
    sure = [id_ for id_, fit in fits if fit is Fit.SURE]
    if len(sure) == 1:
        return sure[0], False
    return None, bool(sure) or any(fit is Fit.POSSIBLE for _, fit in fits)


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _same_body(cited: str | None, issuer: str) -> bool | None:
    """Whether two names are of one body; None where one of them is not told."""
    if not cited or not issuer:
        return None
    one, other = (bare(issuer_of([name])) for name in (cited, issuer))
    levels = [set(_LEVELS.findall(name)) for name in (one, other)]
    if all(levels) and not levels[0] & levels[1]:
        return False
    fewer, more = sorted((one.split(), other.split()), key=len)
    return sum(any(_same_word(word, other) for other in more) for word in fewer) >= _ALIKE * len(fewer)


def _same_word(one: str, other: str) -> bool:
    """Short words are other words when a letter differs (`văn`, `ban`); of a longer one a scan may have misread it."""
    return one == other or (len(one) > _SHORT and one_edit_apart(one, other))
