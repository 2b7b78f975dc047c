"""The reasons of a verdict: each a sign with the values, shares or counts that it was seen by."""

from dataclasses import dataclass
from enum import StrEnum


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
