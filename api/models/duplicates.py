"""Duplicates: pairs of documents, what was decided of them, and the matches of a file in hand."""

from datetime import datetime
from typing import Self

from pydantic import BaseModel, Field

from api.models.records import LineModel
from archive.duplicates.verdict import Kind, Reason, Sign
from archive.duplicates.wording import sentence
from catalogue.duplicates import Decided, Decision
from reading.duplicate_check import Checked, Match
from reading.duplicates import PairLine, PairList


class WhyModel(BaseModel):
    """One thing that speaks for a verdict, as a word for programs and as a sentence."""

    sign: Sign
    message: str = Field(examples=["the same number: 12-NQ/TU"])
    one: str
    other: str
    share: float | None
    count: int | None

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """From the verdict's value."""
        return cls(
            sign=reason.sign,
            message=sentence(reason),
            one=reason.one,
            other=reason.other,
            share=reason.share,
            count=reason.count,
        )


class PaperModel(BaseModel):
    """A document of a pair, and the names under which its originals came."""

    record: LineModel
    file_names: list[str]


class DecisionModel(BaseModel):
    """What a person decided of a pair; `main` is the id of the document that stands for both."""

    decision: Decision
    main: str | None
    who: str
    why: str
    at: datetime

    @classmethod
    def of(cls, decided: Decided) -> Self:
        """From the catalogue's value."""
        return cls(decision=decided.decision, main=decided.main_id, who=decided.who, why=decided.why, at=decided.at)


class PairModel(BaseModel):
    """Two documents and what the one is to the other; `whole` is the id of the one that holds the other, for `contains`."""

    a: PaperModel
    b: PaperModel
    kind: Kind
    confidence: float = Field(ge=0, le=1)
    reasons: list[WhyModel]
    whole: str | None
    decision: DecisionModel | None

    @classmethod
    def of(cls, pair: PairLine) -> Self:
        """From the reading room's value."""
        return cls(
            a=PaperModel(record=LineModel.of(pair.one), file_names=list(pair.one_files)),
            b=PaperModel(record=LineModel.of(pair.other), file_names=list(pair.other_files)),
            kind=pair.kind,
            confidence=pair.confidence,
            reasons=[WhyModel.of(reason) for reason in pair.reasons],
            whole=pair.whole,
            decision=DecisionModel.of(pair.decision) if pair.decision else None,
        )


class PairListModel(BaseModel):
    """A stretch of pairs; `total` counts all that were asked for, `next` is the cursor of the following ones."""

    total: int
    pairs: list[PairModel]
    next: str | None

    @classmethod
    def of(cls, found: PairList) -> Self:
        """From the reading room's value."""
        return cls(total=found.waiting, pairs=[PairModel.of(pair) for pair in found.pairs], next=found.next)


class DocumentPairsModel(BaseModel):
    """The pairs of one document that the reader may see, the surest first."""

    pairs: list[PairModel]


class MatchModel(BaseModel):
    """A document that a file in hand is, is near to, or (`contains`) holds or stands in: `holds_file` tells which."""

    record: LineModel
    kind: Kind
    confidence: float
    reasons: list[WhyModel]
    holds_file: bool | None

    @classmethod
    def of(cls, match: Match) -> Self:
        """From the reading room's value."""
        return cls(
            record=LineModel.of(match.line),
            kind=match.kind,
            confidence=match.confidence,
            reasons=[WhyModel.of(reason) for reason in match.reasons],
            holds_file=match.holds_file,
        )


class CheckedModel(BaseModel):
    """What the archive has of a file; nothing of the file is kept. `pages` counts those that were read for it."""

    sha256: str
    pages: int
    matches: list[MatchModel]

    @classmethod
    def of(cls, checked: Checked) -> Self:
        """From the reading room's value."""
        return cls(
            sha256=checked.sha256, pages=checked.pages, matches=[MatchModel.of(match) for match in checked.matches]
        )


class DecideModel(BaseModel):
    """A decision on two documents, by id or reference; for `same`, `main` names the one that stands for both."""

    model_config = {"extra": "forbid"}

    a: str = Field(max_length=200)
    b: str = Field(max_length=200)
    decision: Decision
    main: str | None = Field(None, max_length=200)
    why: str = Field("", max_length=2000)


class UndoModel(BaseModel):
    """The two documents of which a decision is taken back, by id or reference."""

    model_config = {"extra": "forbid"}

    a: str = Field(max_length=200)
    b: str = Field(max_length=200)
