"""Two documents side by side: their pages aligned, the words that differ, their descriptions field by field."""

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from archive.descriptions import Field
from archive.duplicates.alignment import Alignment, align
from archive.duplicates.shingles import folded
from archive.pages import PageText
from archive.roles import Role
from catalogue.descriptions import describe
from catalogue.doubts import same_value
from catalogue.models import Document, RecordKind
from catalogue.page_work import page_text
from reading.numbering import page_id_at
from reading.pages import ShownWord
from reading.permission import log_look, require_document, require_role
from reading.reader import Reader
from reading.room import SearchRoom

MOST_PAGES = 200  # of a document that are compared; what stands behind is shown without marks
COMPARED = (
    Field.NUMBER,
    Field.TYPE,
    Field.DATE,
    Field.ISSUER,
    Field.TITLE,
    Field.SIGNER,
    Field.COPY_KIND,
    Field.SECRECY,
    Field.TERM,
    Field.PAGE_COUNT,
)


@dataclass(frozen=True, slots=True)
class ComparedField:
    """A field of both descriptions; None is no value. `agree` is also true where only the spelling differs."""

    field: Field
    one: str | None
    other: str | None
    agree: bool


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """A page with its words; those that the other document does not have, or has otherwise, are marked. None for no such page."""

    page_id: str
    number: int
    words: tuple[ShownWord, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A page of one document and the page of the other that holds most of its words (or the same number), and the fields.

    `differing` counts the words of each document that the other does not have, on all pages.
    """

    one: ComparedPage
    other: ComparedPage | None
    one_pages: int
    other_pages: int
    fields: tuple[ComparedField, ...]
    differing: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's folded words, each with its page (from 0) and the index of the printed word it stands in."""

    pages: tuple[PageText | None, ...]
    words: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def compare(room: SearchRoom, reader: Reader, one_id: str, other_id: str, page: int = 1) -> Comparison:
    """Page `page` (from 1) of one document beside the page of the other that goes with it. A look at a closed one is logged.

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
        NotFound: no such documents or page for this reader.
    """
    require_role(reader, Role.ARCHIVIST)
    with room.catalogue.reading() as session:
        one, other = require_document(session, reader, one_id), require_document(session, reader, other_id)
        page_id = page_id_at(one, page)
        left, right = _read(session, one), _read(session, other)
        found = align(left.words, right.words)
        marked_left, marked_right = _differing(found, left, right)
        beside = _beside(found, left, right, page - 1)
        facing = min(page - 1, other.page_count - 1) if beside is None else beside
        comparison = Comparison(
            one=_page(left, page_id, page - 1, marked_left),
            other=_page(right, page_id_at(other, facing + 1), facing, marked_right) if other.page_count else None,
            one_pages=one.page_count,
            other_pages=other.page_count,
            fields=_fields(session, one, other),
            differing=(len(marked_left), len(marked_right)),
        )
    for document in (one, other):
        log_look(room.catalogue, reader, "view", document, {"as": "comparison"})
    return comparison


def _read(session: Session, document: Document) -> _Text:
    pages, words, places = [], [], []
    for number in range(min(document.page_count, MOST_PAGES)):
        text = page_text(session, page_id_at(document, number + 1))
        pages.append(text)
        for index, printed in enumerate(text.words if text is not None else ()):
            for word in folded(printed.text):
                words.append(word)
                places.append((number, index))
    return _Text(tuple(pages), tuple(words), tuple(places))


def _differing(found: Alignment, one: _Text, other: _Text) -> tuple[set[tuple[int, int]], set[tuple[int, int]]]:
    """The printed words of each text that differ."""
    left = {one.places[at] for difference in found.differences for at in range(*difference.one)}
    right = {other.places[at] for difference in found.differences for at in range(*difference.other)}
    return left, right


def _beside(found: Alignment, one: _Text, other: _Text, page: int) -> int | None:
    """The page of the other text that holds most of a page's words; None where it holds none."""
    held: Counter[int] = Counter()
    at = to = 0
    ends = [(d.one, d.other) for d in found.differences]
    for (start, end), (beyond, last) in [*ends, ((len(found.one),) * 2, (len(found.other),) * 2)]:
        for offset in range(min(start - at, beyond - to)):
            if one.places[at + offset][0] == page:
                held[other.places[to + offset][0]] += 1
        at, to = end, last
    return held.most_common(1)[0][0] if held else None


def _page(text: _Text, page_id: str, page: int, marked: set[tuple[int, int]]) -> ComparedPage:
    read = text.pages[page] if page < len(text.pages) else None
    words = tuple(
        ShownWord(index, word.text, word.box, word.confidence, word.line, word.block, (page, index) in marked)
        for index, word in enumerate(read.words if read is not None else ())
    )
    return ComparedPage(page_id, page + 1, words)


def _fields(session: Session, one: Document, other: Document) -> tuple[ComparedField, ...]:
    described = [describe(session, RecordKind.DOCUMENT, document.id) for document in (one, other)]
    rows = []
    for field in COMPARED:
        values = [
            told.value if (told := fields.get(field)) is not None and told.value else None for fields in described
        ]
        if any(values):
            left, right = values
            agree = left == right or (left is not None and right is not None and same_value(field, left, right))
            rows.append(ComparedField(field, left, right, agree))
    return tuple(rows)
