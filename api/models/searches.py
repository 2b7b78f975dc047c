"""Answers to searches and suggestions."""

from typing import Self

from pydantic import BaseModel, Field

from api.models.records import DateModel, LineModel, NamedModel
from reading.parameters import Copies, Search
from reading.searches import Found, FoundPage, FoundRecord
from reading.suggested_values import SuggestedKind
from reading.suggestions import Suggestion
from search import Facet, FacetName, Notice, NoticeCode
from search.explaining import Place, Reason
from search.highlight import Closeness

OTHER = "other"  # the last value of a facet that has more than a hundred: all the rest together


class PieceModel(BaseModel):
    """A piece of a snippet: text as printed, and whether it is marked."""

    text: str = Field(examples=["đại hội"])
    mark: bool


class MatchModel(BaseModel):
    """A page that matches."""

    page: int = Field(examples=[3])
    page_id: str = Field(examples=["k3v7x2m4q6p5n8w1r0tz"])
    snippet: list[PieceModel]

    @classmethod
    def of(cls, found: FoundPage) -> Self:
        """From the reading room's value."""
        pieces = [PieceModel(text=piece.text, mark=piece.mark) for piece in found.snippet]
        return cls(page=found.page, page_id=found.page_id, snippet=pieces)


class ReasonModel(BaseModel):
    """Why a record was found: words sought, what is printed in their place, where, and how closely they agree.

    `form` is `exact`, `letters` (other tones), `bare` (other marks) or `misread` (a letter as scans confuse it). `as_typed`
    is false for another form: an abbreviation in full or in short, or a near word. `page` is given for text only.
    """

    sought: str = Field(examples=["đại hội"])
    found: str = Field(examples=["Đại hội"])
    place: Place
    page: int | None = Field(examples=[3])
    form: Closeness
    as_typed: bool

    @classmethod
    def of(cls, reason: Reason) -> Self:
        """From the search's value."""
        return cls(
            sought=reason.sought,
            found=reason.found,
            place=reason.place,
            page=reason.page,
            form=reason.closeness,
            as_typed=reason.as_typed,
        )


class HitModel(LineModel):
    """A hit: the record's description, and its best pages, at most three. The whole text is never in it."""

    fonds: NamedModel
    inventory: str = Field(examples=["03"])
    file: str = Field(examples=["H42-041-03-0123"])
    score: float
    matches: list[MatchModel] = Field(max_length=3)
    matched_pages: int
    reasons: list[ReasonModel] | None = Field(None, description="only with `explain=true`")
    copies: list[LineModel] | None = Field(
        None, description="only with `copies=folded`: what stands behind this document"
    )

    @classmethod
    def of_found(cls, found: FoundRecord) -> Self:
        """From the reading room's value."""
        record = found.record
        return cls(
            id=record.id,
            level=record.level,
            reference=record.reference,
            title=record.title,
            number=record.number,
            type=record.type,
            issuer=record.issuer,
            signer=record.signer,
            date=DateModel.of(record.date),
            term=record.term,
            page_count=record.page_count,
            access=record.access,
            fonds=NamedModel(code=record.fonds, title=record.fonds_title),
            inventory=record.inventory,
            file=record.file,
            score=found.score,
            matches=[MatchModel.of(page) for page in found.matches],
            matched_pages=found.matched_pages,
            reasons=None if found.reasons is None else [ReasonModel.of(reason) for reason in found.reasons],
            copies=[LineModel.of(line) for line in found.copies],
        )


class FacetValueModel(BaseModel):
    """A value of a facet: as a filter takes it, as people read it, and how many records have it."""

    value: str = Field(examples=["041"])
    label: str = Field(examples=["Tỉnh ủy Phú Lĩnh"])
    count: int = Field(examples=[17])


class NoticeModel(BaseModel):
    """What a search has to tell beside its hits, the words it tells of, and what it leads to.

    `change` are parameters of the search: given so, they undo what is told, or follow what is offered.
    """

    code: NoticeCode
    message: str
    words: list[str] = Field(examples=[["UBND → ủy ban nhân dân"]])
    change: dict[str, str] = Field(examples=[{"expand": "false"}])

    @classmethod
    def of(cls, notice: Notice) -> Self:
        """From the search's value."""
        return cls(code=notice.code, message=notice.message, words=list(notice.words), change=dict(notice.change))


class SearchModel(BaseModel):
    """The answer to a search. `total` is exact; `next` is the cursor of the following hits, null behind the last.

    Where `total` is 0, the hits and facets may be those of a widened search, of which there are `widened_total`.
    """

    total: int = Field(examples=[42])
    hits: list[HitModel]
    facets: dict[FacetName, list[FacetValueModel]]
    next: str | None
    widened_total: int
    notices: list[NoticeModel]

    @classmethod
    def of(cls, found: Found) -> Self:
        """From the reading room's value."""
        return cls(
            total=found.total,
            hits=[HitModel.of_found(hit) for hit in found.hits],
            facets={name: _values(facet) for name, facet in found.facets.items()},
            next=found.next,
            widened_total=found.widened_total,
            notices=[NoticeModel.of(notice) for notice in found.notices],
        )

    @staticmethod
    def unasked(search: Search) -> dict[str, dict[str, set[str]]]:
        """What the answer to a search leaves out of its hits, as `exclude` of a dump."""
        asked = {"reasons": search.explain, "copies": search.copies is Copies.FOLDED}
        return {"hits": {"__all__": {name for name, is_asked in asked.items() if not is_asked}}}


class SuggestionModel(BaseModel):
    """Something the archive holds that goes on from what was typed; `phrase` is what several titles share."""

    text: str = Field(examples=["Nghị quyết về phát triển cây chè"])
    field: SuggestedKind
    count: int


class SuggestionListModel(BaseModel):
    """Suggestions, the best first."""

    suggestions: list[SuggestionModel]

    @classmethod
    def of(cls, suggestions: list[Suggestion]) -> Self:
        """From the reading room's values."""
        return cls(suggestions=[SuggestionModel(text=s.text, field=s.field, count=s.count) for s in suggestions])


def _values(facet: Facet) -> list[FacetValueModel]:
    values = [FacetValueModel(value=value.value, label=value.label, count=value.count) for value in facet.values]
    return [*values, FacetValueModel(value=OTHER, label="Khác", count=facet.other)] if facet.other else values
