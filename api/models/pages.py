"""Pages: lists, one page, words, text."""

from typing import Literal, Self

from pydantic import BaseModel, Field

from api.models.records import DIGITS, box_of
from catalogue.models import PageState
from reading.pages import PageLine, PageList, PageView, ShownText, ShownWord, ShownWords

Rotation = Literal[0, 90, 180, 270]
_PAGE_ID = Field(examples=["k3v7x2m4q6p5n8w1r0tz"])


class PageLineModel(BaseModel):
    """A page in a document's list: size in points (1/72 inch) as shown, null while it is not known."""

    page_id: str = _PAGE_ID
    page: int = Field(examples=[1])
    width: float | None
    height: float | None
    rotation: Rotation
    state: PageState

    @classmethod
    def of(cls, line: PageLine) -> Self:
        """From the reading room's value."""
        return cls(
            page_id=line.page_id,
            page=line.page,
            width=line.width,
            height=line.height,
            rotation=_rotation(line.rotation),
            state=line.state,
        )


class PageListModel(BaseModel):
    """A stretch of a document's pages; `next` is the `after` to go on with, null behind the last."""

    document_id: str
    total: int
    pages: list[PageLineModel]
    next: int | None

    @classmethod
    def of(cls, listed: PageList) -> Self:
        """From the reading room's value."""
        pages = [PageLineModel.of(line) for line in listed.pages]
        return cls(document_id=listed.document_id, total=listed.total, pages=pages, next=listed.next)


class PageInDocumentModel(BaseModel):
    """A document that the page stands in, and as which page of it."""

    id: str
    reference: str = Field(examples=["H42-041-03-0123-002"])
    page: int


class PageModel(PageLineModel):
    """One page as it stands in a document: how it was read, and its neighbours' ids."""

    page_count: int
    document_id: str
    reference: str = Field(examples=["H42-041-03-0123-002"])
    documents: list[PageInDocumentModel]
    source: str | None = Field(examples=["ocr"])
    confidence: float | None
    word_count: int
    previous: str | None
    next: str | None

    @classmethod
    def of_view(cls, view: PageView) -> Self:
        """From the reading room's value."""
        return cls(
            page_id=view.page_id,
            page=view.page,
            width=view.width,
            height=view.height,
            rotation=_rotation(view.rotation),
            state=view.state,
            page_count=view.page_count,
            document_id=view.document_id,
            reference=view.reference,
            documents=[
                PageInDocumentModel(id=one.document_id, reference=one.reference, page=one.page)
                for one in view.documents
            ],
            source=view.source,
            confidence=view.confidence,
            word_count=view.word_count,
            previous=view.previous,
            next=view.next,
        )


class WordModel(BaseModel):
    """A word: its box is `[x, y, width, height]` in fractions of the page image as served."""

    index: int
    text: str = Field(examples=["Đảng"])
    box: list[float] = Field(min_length=4, max_length=4, examples=[[0.12, 0.2, 0.05, 0.02]])
    confidence: float = Field(ge=0, le=1)
    line: int
    block: int
    mark: bool

    @classmethod
    def of(cls, word: ShownWord) -> Self:
        """From the reading room's value."""
        return cls(
            index=word.index,
            text=word.text,
            box=box_of(word.box),
            confidence=round(word.confidence, DIGITS),
            line=word.line,
            block=word.block,
            mark=word.mark,
        )


class WordsModel(BaseModel):
    """The words of a page in reading order; those found by `q` are marked."""

    page_id: str = _PAGE_ID
    page: int
    rotation: Rotation
    words: list[WordModel]

    @classmethod
    def of(cls, shown: ShownWords) -> Self:
        """From the reading room's value."""
        words = [WordModel.of(word) for word in shown.words]
        return cls(page_id=shown.page_id, page=shown.page, rotation=_rotation(shown.rotation), words=words)


class TextModel(BaseModel):
    """The text of a page, a printed line a line."""

    page_id: str = _PAGE_ID
    page: int
    text: str = Field(examples=["ĐẢNG BỘ TỈNH PHÚ LĨNH\nTỈNH ỦY"])

    @classmethod
    def of(cls, shown: ShownText) -> Self:
        """From the reading room's value."""
        return cls(page_id=shown.page_id, page=shown.page, text=shown.text)


def _rotation(degrees: int) -> Rotation:
    turns: tuple[Rotation, ...] = (0, 90, 180, 270)
    return turns[degrees // 90 % 4]
