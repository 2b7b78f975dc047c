"""The fields of a description, each value with where it came from and how sure it is."""

from dataclasses import dataclass
from enum import StrEnum

from archive.pages import Box


class Field(StrEnum):
    """A described field (ISAD(G) 3.1-3.6; Circular 05/2025; HSLTCQ workbook)."""

    NUMBER = "number"
    TYPE = "type"
    DATE = "date"
    ISSUER = "issuer"
    TITLE = "title"
    SIGNER = "signer"
    SIGNER_TITLE = "signer_title"
    RECIPIENTS = "recipients"
    TERM = "term"
    SECRECY = "secrecy"
    URGENCY = "urgency"
    ACCESS = "access"
    COPY_KIND = "copy_kind"
    LANGUAGE = "language"
    PAGE_COUNT = "page_count"
    DOCUMENT_COUNT = "document_count"
    SHEET_COUNT = "sheet_count"
    RETENTION = "retention"
    CONDITION = "condition"
    KEYWORDS = "keywords"
    AUTOGRAPH = "autograph"
    NOTE = "note"
    SUBJECT = "subject"
    CONFIDENCE_LEVEL = "confidence_level"
    INFORMATION_SIGN = "information_sign"


class Source(StrEnum):
    """Where a value came from. A person's word wins over the inventory's, the inventory's over an extracted one."""

    PERSON = "person"
    INVENTORY = "inventory"
    EXTRACTED = "extracted"

    @property
    def precedence(self) -> int:
        """0 wins over 1, 1 over 2."""
        return list(Source).index(self)


@dataclass(frozen=True, slots=True)
class Place:
    """Where on the paper a value was read: the page of the document (from 1) and the box around the words."""

    page: int
    box: Box


@dataclass(frozen=True, slots=True)
class Statement:
    """One value of one field: the canonical text, its source, confidence 0-1, and where it was read."""

    field: Field
    value: str
    source: Source
    confidence: float = 1.0
    place: Place | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.confidence <= 1:
            raise ValueError(f"confidence of {self.field} is {self.confidence}, not between 0 and 1")
