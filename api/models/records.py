"""Records: lines of lists, documents, files."""

from typing import Any, Self

from pydantic import BaseModel, Field

from archive.access import Access
from archive.dates import PartialDate, Precision
from archive.descriptions import Field as DescribedField
from archive.descriptions import Source
from archive.pages import Box
from reading.shown import (
    DocumentView,
    FileView,
    Named,
    Part,
    ReadAt,
    RecordLine,
    ShownCitation,
    ShownField,
    Step,
)
from search import RecordLevel

DIGITS = 5  # of a box's fractions: a hundred-thousandth of a page is a hundredth of a letter


def box_of(box: Box) -> list[float]:
    """A box as `[x, y, width, height]` in fractions of the page image."""
    return [round(edge, DIGITS) for edge in (box.x, box.y, box.width, box.height)]


class DateModel(BaseModel):
    """A date as the days it covers, how exact it is, and in ISO 8601."""

    from_: str = Field(alias="from", examples=["2010-10-03"])
    to: str = Field(examples=["2010-10-03"])
    precision: Precision
    text: str = Field(examples=["2010-10-03"])

    @classmethod
    def of(cls, when: PartialDate | None) -> Self | None:
        """From a date; None stays None."""
        if when is None:
            return None
        first, last = when.earliest.isoformat(), when.latest.isoformat()
        return cls.model_validate({"from": first, "to": last, "precision": when.precision, "text": when.to_text()})


class NamedModel(BaseModel):
    """A fonds, inventory or repository: code and title."""

    code: str = Field(examples=["041"])
    title: str = Field(examples=["Tỉnh ủy Phú Lĩnh"])

    @classmethod
    def of(cls, named: Named) -> Self:
        """From the reading room's value."""
        return cls(code=named.code, title=named.title)


class LineModel(BaseModel):
    """A record as one line of a list."""

    id: str = Field(examples=["3f0c6d2be1a94c0f8f2d6a7b5c4e1d90"])
    level: RecordLevel
    reference: str = Field(examples=["H42-041-03-0123-002"])
    title: str = Field(examples=["Về phát triển cây chè vùng cao"])
    number: str | None = Field(examples=["12-NQ/TU"])
    type: str | None = Field(examples=["Nghị quyết"])
    issuer: str | None = Field(examples=["Ban Thường vụ Tỉnh ủy Phú Lĩnh"])
    signer: str | None = Field(examples=["Đinh Văn Hạc"])
    date: DateModel | None
    term: str | None = Field(examples=["2010-2015"])
    page_count: int = Field(examples=[4])
    access: Access

    @classmethod
    def of(cls, line: RecordLine) -> "LineModel":
        """From the reading room's value."""
        return LineModel(**_line(line))


class PlaceModel(BaseModel):
    """Where a value was read: page (from 1), its id, and the box in fractions of the page image."""

    page: int = Field(examples=[1])
    page_id: str = Field(examples=["k3v7x2m4q6p5n8w1r0tz"])
    box: list[float] = Field(min_length=4, max_length=4, examples=[[0.12, 0.2, 0.3, 0.02]])

    @classmethod
    def of(cls, place: ReadAt) -> Self:
        """From the reading room's value."""
        return cls(page=place.page, page_id=place.page_id, box=box_of(place.box))


class FieldModel(BaseModel):
    """One described field with its source and how sure it is; `on_paper` is what is read there when it says something else."""

    field: DescribedField
    value: str = Field(examples=["12-NQ/TU"])
    source: Source
    confidence: float = Field(ge=0, le=1)
    place: PlaceModel | None
    on_paper: str | None = Field(examples=["13-NQ/TU"])

    @classmethod
    def of(cls, told: ShownField) -> Self:
        """From the reading room's value."""
        return cls(
            field=told.field,
            value=told.value,
            source=told.source,
            confidence=told.confidence,
            place=PlaceModel.of(told.place) if told.place else None,
            on_paper=told.on_paper,
        )


class CitedModel(BaseModel):
    """A paper that the document cites, as told there; `document` is the record that is meant, where one certainly is.

    `unsure`: there are records of that number, but not exactly one that body, date and term leave.
    """

    number: str = Field(examples=["05-NQ/TU"])
    date: DateModel | None
    body: str | None = Field(examples=["Ban Thường vụ Tỉnh ủy"])
    place: PlaceModel
    document: LineModel | None
    unsure: bool

    @classmethod
    def of(cls, cited: ShownCitation) -> Self:
        """From the reading room's value."""
        return cls(
            number=cited.number,
            date=DateModel.of(cited.date),
            body=cited.body,
            place=PlaceModel.of(cited.place),
            document=LineModel.of(cited.document) if cited.document else None,
            unsure=cited.unsure,
        )


class StepModel(BaseModel):
    """One step of the way down from the archive."""

    level: str = Field(examples=["fonds"])
    key: str = Field(examples=["041"])
    label: str = Field(examples=["Tỉnh ủy Phú Lĩnh"])

    @classmethod
    def of(cls, step: Step) -> Self:
        """From the reading room's value."""
        return cls(level=step.level, key=step.key, label=step.label)


class PartModel(BaseModel):
    """An original that a document stands on; `number` is the `part` to download."""

    number: int
    page_count: int
    media_type: str = Field(examples=["application/pdf"])
    size: int

    @classmethod
    def of(cls, part: Part) -> Self:
        """From the reading room's value."""
        return cls(number=part.number, page_count=part.page_count, media_type=part.media_type, size=part.size)


class _Described(LineModel):
    fonds: NamedModel
    inventory: str = Field(examples=["03"])
    inventory_title: str = ""
    file: str = Field(examples=["H42-041-03-0123"])
    file_title: str = ""
    fields: list[FieldModel]
    breadcrumb: list[StepModel]
    citation: str = Field(examples=["Kho Lưu trữ Phú Lĩnh, Phông Tỉnh ủy, ML 03, ĐVBQ 123, VB 2"])
    provisional: bool
    revision: int


class DocumentModel(_Described):
    """A document, described; `previous` and `next` are its neighbours in the file.

    `cites` are the papers that it cites, `cited_in` the first 100 documents that cite it.
    """

    parts: list[PartModel]
    previous: LineModel | None
    next: LineModel | None
    cites: list[CitedModel] = []
    cited_in: list[LineModel] = []

    @classmethod
    def of_view(cls, view: DocumentView) -> Self:
        """From the reading room's value."""
        return cls(
            **_described(view, view.file),
            parts=[PartModel.of(part) for part in view.parts],
            previous=LineModel.of(view.previous) if view.previous else None,
            next=LineModel.of(view.next) if view.next else None,
            cites=[CitedModel.of(cited) for cited in view.cites],
            cited_in=[LineModel.of(line) for line in view.cited_in],
        )


class FileModel(_Described):
    """A file, described, with a stretch of its documents."""

    document_count: int
    documents: list[LineModel]
    next: str | None

    @classmethod
    def of_view(cls, view: FileView) -> Self:
        """From the reading room's value."""
        return cls(
            **_described(view, view.line),
            document_count=view.document_count,
            documents=[LineModel.of(line) for line in view.documents],
            next=view.next,
        )


def _line(line: RecordLine) -> dict[str, Any]:
    return {
        "id": line.id,
        "level": line.level,
        "reference": line.reference,
        "title": line.title,
        "number": line.number,
        "type": line.type,
        "issuer": line.issuer,
        "signer": line.signer,
        "date": DateModel.of(line.date),
        "term": line.term,
        "page_count": line.page_count,
        "access": line.access,
    }


def _described(view: DocumentView | FileView, file: RecordLine) -> dict[str, Any]:
    """What every description has; `file` is the one it lies in, its own for a file."""
    return {
        **_line(view.line),
        "fonds": NamedModel.of(view.fonds),
        "inventory": view.inventory.code,
        "inventory_title": view.inventory.title,
        "file": file.reference,
        "file_title": file.title,
        "fields": [FieldModel.of(told) for told in view.fields],
        "breadcrumb": [StepModel.of(step) for step in view.breadcrumb],
        "citation": view.citation,
        "provisional": view.provisional,
        "revision": view.revision,
    }
