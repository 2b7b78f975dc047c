"""What a search has to tell its reader beside the hits."""

from dataclasses import dataclass
from enum import StrEnum


class NoticeCode(StrEnum):
    """The kinds of notices, as the API names them."""

    SYNTAX = "syntax"
    WIDENED = "widened"
    FUZZY = "fuzzy"
    EXPANDED = "expanded"
    PARTIAL = "partial"


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice: its code, for programs, and a sentence for people."""

    code: NoticeCode
    message: str
