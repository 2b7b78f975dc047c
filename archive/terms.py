"""Terms (nhiệm kỳ): the interval between two congresses. Boundaries are data; years alone are only the fallback."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.dates import PartialDate
from archive.vietnamese import normalise

LONGEST = 10  # years; a wider pair is no term
_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–—/]\s*((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its code as `2010-2015`, its first and last day, both included."""

    code: str
    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"term {self.code} cannot end ({self.last}) before it begins ({self.first})")

    def holds(self, when: PartialDate) -> bool:
        """Whether a date lies wholly in the term."""
        return self.first <= when.earliest and when.latest <= self.last

    def touches(self, when: PartialDate) -> bool:
        """Whether a date shares a day with the term."""
        return when.earliest <= self.last and self.first <= when.latest


def parse_term(text: str) -> Term | None:
    """The term a text names (`nhiệm kỳ 2010 - 2015`, `khóa XVII, 2010–2015`), from 1 January to 31 December of its years."""
    found = _YEARS.search(normalise(text))
    if found is None:
        return None
    first, last = int(found[1]), int(found[2])
    if not 0 <= last - first <= LONGEST:
        return None
    return Term(f"{first}-{last}", date(first, 1, 1), date(last, 12, 31))


def term_of(when: PartialDate, terms: Sequence[Term], file_term: str | None = None) -> tuple[str | None, str | None]:
    """The term a document's date falls into, and the doubt that is left, if any.

    `terms` are those of the fonds with their own boundaries; `file_term` is the code of the file's term, which counts by its
    years where the fonds does not know it. The one term that holds the date is the answer. Where several do (years given
    without days share their border year), it is the file's if the date lies in it. A month or a year across a border goes
    with the file too, with the doubt noted. Otherwise there is none, and the doubt says why.
    """
    known = [*terms]
    if file_term and all(term.code != file_term for term in known):
        told = parse_term(file_term)
        known += [told] if told else []
    holding = [term.code for term in known if term.holds(when)]
    if len(holding) == 1:
        return holding[0], None
    if file_term in holding:
        return file_term, None
    if holding:
        return None, f"{when.to_text()} lies in more than one term: {', '.join(holding)}"
    touching = [term.code for term in known if term.touches(when)]
    if touching:
        doubt = f"{when.to_text()} lies only partly in {', '.join(touching)}"
        return (file_term if file_term in touching else None), doubt
    return None, f"{when.to_text()} lies in no term of the fonds"
