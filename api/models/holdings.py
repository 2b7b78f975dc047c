"""The tree: fonds, inventories, terms."""

from typing import Any, Self

from pydantic import BaseModel, Field

from api.models.records import LineModel, NamedModel
from reading.shown import FondsLine, FondsView, InventoryLine, TermLine, TermSpan


class TermSpanModel(BaseModel):
    """A term with its first and last day in one fonds."""

    code: str = Field(examples=["2010-2015"])
    first: str = Field(examples=["2010-10-04"])
    last: str = Field(examples=["2015-10-20"])

    @classmethod
    def of(cls, span: TermSpan) -> Self:
        """From the reading room's value."""
        return cls(code=span.code, first=span.first.isoformat(), last=span.last.isoformat())


class FondsLineModel(BaseModel):
    """A fonds with what of it the reader may see."""

    code: str = Field(examples=["041"])
    title: str = Field(examples=["Tỉnh ủy Phú Lĩnh"])
    repository: NamedModel
    file_count: int
    document_count: int
    terms: list[TermSpanModel]

    @classmethod
    def of(cls, line: FondsLine) -> Self:
        """From the reading room's value."""
        return cls(**_fonds(line))


class FondsListModel(BaseModel):
    """The fonds."""

    fonds: list[FondsLineModel]


class InventoryModel(BaseModel):
    """An inventory with what of it the reader may see."""

    code: str = Field(examples=["03"])
    title: str
    file_count: int
    document_count: int

    @classmethod
    def of(cls, line: InventoryLine) -> Self:
        """From the reading room's value."""
        return cls(code=line.code, title=line.title, file_count=line.file_count, document_count=line.document_count)


class FondsModel(FondsLineModel):
    """A fonds with its inventories and a stretch of its files; `listed_file_count` counts the files of that list."""

    inventories: list[InventoryModel]
    listed_file_count: int
    files: list[LineModel]
    next: str | None

    @classmethod
    def of_view(cls, view: FondsView) -> Self:
        """From the reading room's value."""
        return cls(
            **_fonds(view.line),
            inventories=[InventoryModel.of(line) for line in view.inventories],
            listed_file_count=view.file_count,
            files=[LineModel.of(line) for line in view.files],
            next=view.next,
        )


class TermFondsModel(BaseModel):
    """A fonds in which a term is known, with its boundaries there."""

    fonds: NamedModel
    first: str = Field(examples=["2010-10-04"])
    last: str = Field(examples=["2015-10-20"])


class TermModel(BaseModel):
    """A term: how many documents are found in it, and its boundaries by fonds."""

    code: str = Field(examples=["2010-2015"])
    document_count: int
    fonds: list[TermFondsModel]

    @classmethod
    def of(cls, line: TermLine) -> Self:
        """From the reading room's value."""
        spans = [
            TermFondsModel(fonds=NamedModel.of(named), first=span.first.isoformat(), last=span.last.isoformat())
            for named, span in line.spans
        ]
        return cls(code=line.code, document_count=line.document_count, fonds=spans)


class TermListModel(BaseModel):
    """The terms."""

    terms: list[TermModel]


def _fonds(line: FondsLine) -> dict[str, Any]:
    return {
        "code": line.code,
        "title": line.title,
        "repository": NamedModel.of(line.repository),
        "file_count": line.file_count,
        "document_count": line.document_count,
        "terms": [TermSpanModel.of(span) for span in line.terms],
    }
