"""What the product says of a paper beside what the paper says: field by field right, wrong or empty, and how sure it was."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from archive.descriptions import Field
from archive.pages import PageText
from archive.vietnamese import normalise, tone_key
from benchmarks.ocr_accuracy import edit_distance
from indexer.describe import describe_document
from indexer.describe.citations import cited_papers

FIELDS = (Field.NUMBER, Field.DATE, Field.TYPE, Field.ISSUER, Field.TITLE, Field.SIGNER)
MARKS = (Field.SECRECY, Field.URGENCY, Field.COPY_KIND, Field.RECIPIENTS, Field.LANGUAGE)
_EXACT = frozenset({Field.NUMBER})  # its capitals tell (`CTr`, `QyĐ`); of other fields only some forms have capitals
NEARLY = 0.02  # of an abstract's letters may be misread before it counts as more than nearly right


class Outcome(StrEnum):
    """What became of one field of one paper; `absent` is right: the paper says nothing and nothing was found."""

    RIGHT = "right"
    WRONG = "wrong"
    EMPTY = "empty"
    ABSENT = "absent"


@dataclass(frozen=True, slots=True)
class Case:
    """A paper to be described: its name, its kind and damage, its truth (what it lacks is an empty text), its pages.

    `traits` are what else may make it hard: a paper may have several.
    """

    name: str
    form: str
    damage: str
    truth: dict[Field, str]
    cited: frozenset[str] | None
    pages: Sequence[PageText]
    traits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One field of one paper: truth, what was found, what became of it, the confidence said (0-1, None when empty)."""

    case: Case
    field: Field
    truth: str
    value: str
    outcome: Outcome
    confidence: float | None

    @property
    def misread(self) -> float:
        """The edits between truth and value, as a share of the letters of the truth."""
        return self.edits / max(len(comparable(self.truth)), 1)

    @property
    def edits(self) -> int:
        """How many letters must be put in, left out or changed to make the truth of the value."""
        return edit_distance(comparable(self.truth), comparable(self.value))


@dataclass(frozen=True, slots=True)
class Described:
    """A paper described: its fields, and of the papers it cites how many there are, were found, and were found rightly."""

    fields: tuple[Found, ...]
    cited: tuple[int, int, int]


def described(case: Case) -> Described:
    """Describe a paper as the product does and compare."""
    said = {one.field: one for one in describe_document(case.pages, datetime.now(UTC).date())}
    fields = []
    for field, truth in case.truth.items():
        one = said.get(field)
        value = one.value if one is not None else ""
        fields.append(Found(case, field, truth, value, _outcome(field, truth, value), one.confidence if one else None))
    if case.cited is None:
        return Described(tuple(fields), (0, 0, 0))
    numbers = {cited.number.canonical for cited in cited_papers(case.pages)}
    return Described(tuple(fields), (len(case.cited), len(numbers), len(numbers & case.cited)))


def comparable(text: str) -> str:
    """A value as it is compared: NFC, single spaces, one tone placement, no capitals."""
    return " ".join(tone_key(word) for word in normalise(text).casefold().split())


def _outcome(field: Field, truth: str, value: str) -> Outcome:
    if not value:
        return Outcome.EMPTY if truth else Outcome.ABSENT
    same = value == truth if field in _EXACT else comparable(value) == comparable(truth)
    if field is Field.DATE and not same and truth.startswith(value):
        return Outcome.EMPTY  # the month of a day that could not be read: less than the truth, not other than it
    return Outcome.RIGHT if same else Outcome.WRONG
