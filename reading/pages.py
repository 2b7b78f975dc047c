"""Pages of documents: the list, one page with its words and marks, its text, and the way from hit to hit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import select

from archive.errors import BadRequest, NotFound
from archive.pages import Box, PageText
from catalogue.models import Document, Page, PageState
from catalogue.page_work import page_states, page_text
from reading.numbering import number_in, page_id_at
from reading.permission import is_public, log_look, require_document, require_page
from reading.reader import Reader
from reading.room import ReadingRoom
from search import Marks, PageWords, Query, build_page, mark, parse
from search.expansion import expand

MOST_LISTED = 1000  # pages of one answer
_LOOKED_THROUGH = 1000  # pages each way in which the next hit is sought
_CHUNK = 25


@dataclass(frozen=True, slots=True)
class PageLine:
    """A page in a document's list: its id, its number from 1, its size in points, and where its reading stands."""

    page_id: str
    page: int
    width: float | None
    height: float | None
    rotation: int
    state: PageState


@dataclass(frozen=True, slots=True)
class PageList:
    """A stretch of a document's pages; `next` is the number to ask for `after` to go on."""

    document_id: str
    total: int
    pages: tuple[PageLine, ...]
    next: int | None


@dataclass(frozen=True, slots=True)
class PageInDocument:
    """A document that a page stands in, and as which page of it."""

    document_id: str
    reference: str
    page: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """One page, seen in a document: its neighbours there, and how it was read.

    `source` is `layer`, `ocr` or `blank`, None while the page was not read.
    """

    page_id: str
    page: int
    page_count: int
    document_id: str
    reference: str
    documents: tuple[PageInDocument, ...]
    width: float | None
    height: float | None
    rotation: int
    state: PageState
    source: str | None
    confidence: float | None
    word_count: int
    previous: str | None
    next: str | None
    is_public: bool


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word on a page: its index, text, box in fractions of the image as served, confidence 0-1, line, block, and its mark."""

    index: int
    text: str
    box: Box
    confidence: float
    line: int
    block: int
    mark: bool


@dataclass(frozen=True, slots=True)
class ShownWords:
    """The words of a page in reading order; none while it was not read."""

    page_id: str
    page: int
    rotation: int
    words: tuple[ShownWord, ...]
    is_public: bool


@dataclass(frozen=True, slots=True)
class ShownText:
    """The text of a page, a printed line a line; empty while it was not read."""

    page_id: str
    page: int
    text: str
    is_public: bool


@dataclass(frozen=True, slots=True)
class HitPages:
    """The way from hit to hit: numbers of the hit pages before and after, and how many of the document match."""

    previous: int | None
    next: int | None
    matched_pages: int


def list_pages(
    room: ReadingRoom, reader: Reader, document_id: str, *, after: int = 0, size: int = MOST_LISTED
) -> PageList:
    """A document's pages in order, from the one behind number `after`.

    Raises:
        NotFound: no such document for this reader.
        BadRequest: a size or place that cannot be.
    """
    if not 1 <= size <= MOST_LISTED or after < 0:
        raise BadRequest(f"size must be from 1 to {MOST_LISTED} and after 0 or more")
    with room.catalogue.reading() as session:
        document = require_document(session, reader, document_id)
        numbers = range(after + 1, min(after + size, document.page_count) + 1)
        ids = [page_id_at(document, number) for number in numbers]
        pages: dict[str, Page] = {}
        states: dict[str, PageState] = {}
        for start in range(0, len(ids), 500):
            some = ids[start : start + 500]
            pages |= {page.id: page for page in session.scalars(select(Page).where(Page.id.in_(some)))}
            states |= page_states(session, some)
    lines = tuple(
        PageLine(id_, number, pages[id_].width, pages[id_].height, pages[id_].rotation, states[id_])
        for number, id_ in zip(numbers, ids, strict=True)
    )
    last = after + len(lines)
    return PageList(document.id, document.page_count, lines, last if last < document.page_count else None)


def show_page(room: ReadingRoom, reader: Reader, page_id: str, document_id: str | None = None) -> PageView:
    """One page as it stands in a document: the named one, else the first by reference that this reader may see.

    A view of a page that is not public is logged.

    Raises:
        NotFound: no such page for this reader, or not in this document.
    """
    with room.catalogue.reading() as session:
        page, documents = require_page(session, reader, page_id)
        document = _chosen(documents, document_id)
        number = number_in(document, page)
        text = page_text(session, page_id)
        state = page_states(session, [page_id])[page_id]
        places = tuple(PageInDocument(d.id, d.reference, number_in(d, page)) for d in documents)
    open_to_all = is_public(documents)
    if not open_to_all:
        log_look(room.catalogue, reader, "view", document, {"page": page_id})
    return PageView(
        page_id=page_id,
        page=number,
        page_count=document.page_count,
        document_id=document.id,
        reference=document.reference,
        documents=places,
        width=page.width,
        height=page.height,
        rotation=page.rotation,
        state=state,
        source=text.source if text else None,
        confidence=text.confidence if text else None,
        word_count=len(text.words) if text else 0,
        previous=page_id_at(document, number - 1) if number > 1 else None,
        next=page_id_at(document, number + 1) if number < document.page_count else None,
        is_public=open_to_all,
    )


def page_at(room: ReadingRoom, reader: Reader, document_id: str, number: int) -> str:
    """The id of page `number` (from 1) of a document.

    Raises:
        NotFound: no such document for this reader, or no such page in it.
    """
    with room.catalogue.reading() as session:
        document = require_document(session, reader, document_id)
        if not 1 <= number <= document.page_count:
            raise NotFound(f"{document.reference} has no page {number}; it has {document.page_count}")
        return page_id_at(document, number)


def read_words(
    room: ReadingRoom,
    reader: Reader,
    page_id: str,
    *,
    query: str = "",
    document_id: str | None = None,
    expands: bool = True,
) -> ShownWords:
    """The words of a page with their boxes; those that a reader's query found are marked.

    `expands` says whether abbreviations are marked in either form, as the search that led here sought them.

    Raises:
        NotFound: no such page for this reader, or not in this document.
        BadRequest: the query is too long.
    """
    tree = _sought(query, expands=expands)
    page, number, text, open_to_all = _read(room, reader, page_id, document_id, "words")
    if text is None:
        return ShownWords(page_id, number, page.rotation, (), open_to_all)
    marks = mark(tree, _searched_words(room, reader, page_id, text)) if tree is not None else Marks({})
    words = tuple(
        ShownWord(index, word.text, word.box, word.confidence, word.line, word.block, index in marks)
        for index, word in enumerate(text.words)
    )
    return ShownWords(page_id, number, page.rotation, words, open_to_all)


def read_text(room: ReadingRoom, reader: Reader, page_id: str, document_id: str | None = None) -> ShownText:
    """The text of a page.

    Raises:
        NotFound: no such page for this reader, or not in this document.
    """
    _, number, text, open_to_all = _read(room, reader, page_id, document_id, "text")
    return ShownText(page_id, number, text.text() if text else "", open_to_all)


def find_hits(
    room: ReadingRoom, reader: Reader, document_id: str, page: int, query: str, *, expands: bool = True
) -> HitPages:
    """The nearest pages of a document before and after page `page` on which a query is found as well as on its best page.

    `expands` as for `read_words`.

    Raises:
        NotFound: no such document for this reader.
        BadRequest: the query is too long.
    """
    tree = _sought(query, expands=expands)
    with room.catalogue.reading() as session:
        document = require_document(session, reader, document_id)
        count = document.page_count
    if tree is None:
        return HitPages(None, None, 0)
    matching = room.engine.pages_of([document.id], tree, reader.levels)[document.id]
    if not matching.matched_pages:
        return HitPages(None, None, 0)
    # A page counts as a hit when it holds as many of the words sought as the weakest of the best pages.
    enough = max(1, min(len(set(mark(tree, match.words).found.values())) for match in matching.pages))
    before = range(page - 1, max(0, page - 1 - _LOOKED_THROUGH), -1)
    after = range(page + 1, min(count, page + _LOOKED_THROUGH) + 1)
    return HitPages(
        next(_hits(room, reader, document, numbers=before, query=tree, enough=enough), None),
        next(_hits(room, reader, document, numbers=after, query=tree, enough=enough), None),
        matching.matched_pages,
    )


def _sought(text: str, *, expands: bool) -> Query | None:
    """What a search for a text looks for on pages: its words, and abbreviations in either form unless only as typed."""
    query = parse(text).query
    return expand(query).query if query is not None and expands else query


def _chosen(documents: Sequence[Document], document_id: str | None) -> Document:
    if document_id is None:
        return documents[0]
    for document in documents:
        if document_id in {document.id, document.reference}:
            return document
    raise NotFound(f"the page does not stand in a document '{document_id[:80]}' of this reader")


def _read(
    room: ReadingRoom, reader: Reader, page_id: str, document_id: str | None, what: str
) -> tuple[Page, int, PageText | None, bool]:
    with room.catalogue.reading() as session:
        page, documents = require_page(session, reader, page_id)
        document = _chosen(documents, document_id)
        number = number_in(document, page)
        text = page_text(session, page_id)
    open_to_all = is_public(documents)
    if not open_to_all:
        log_look(room.catalogue, reader, "view", document, {"page": page_id, "as": what})
    return page, number, text, open_to_all


def _searched_words(room: ReadingRoom, reader: Reader, page_id: str, text: PageText) -> PageWords:
    """A page's words as published; as read where the index has not caught up with a new reading."""
    published = room.engine.page_words([page_id], reader.levels).get(page_id)
    if published is None or len(published.printed) != len(text.words):
        return build_page(text)
    return published


def _hits(
    room: ReadingRoom, reader: Reader, document: Document, *, numbers: range, query: Query, enough: int
) -> Iterator[int]:
    waiting = iter(numbers)
    while chunk := {page_id_at(document, number): number for number in islice(waiting, _CHUNK)}:
        words = room.engine.page_words(list(chunk), reader.levels)
        for page_id, number in chunk.items():
            if page_id in words and len(set(mark(query, words[page_id]).found.values())) >= enough:
                yield number
