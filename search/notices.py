"""What a search has to tell its reader beside the hits."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeCode(StrEnum):
    """The kinds of notices, as the API names them."""

    SYNTAX = "syntax"
    WIDENED = "widened"
    FUZZY = "fuzzy"
    EXPANDED = "expanded"
    DID_YOU_MEAN = "did_you_mean"
    OTHER_NAME = "other_name"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: its code, for programs, a sentence for people, and the words it speaks of.

    `change` are the parameters of a search that undo what the notice tells of, or follow what it offers:
    `(("widen", "false"),)`.
    """

    code: NoticeCode
    message: str
    words: tuple[str, ...] = ()
    change: tuple[tuple[str, str], ...] = ()
