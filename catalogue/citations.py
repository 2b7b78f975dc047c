"""What documents cite: kept as it was read, and told with the records that are meant, of those that a reader may see.

Which record is meant is settled at reading, never kept: a record that comes, goes, is corrected or closed changes the answer, and
one reader's answer must hold no trace of what only another may see.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, delete, insert, or_, select
from sqlalchemy.orm import Session

from archive.access import Access
from archive.citations import CitedPaper, KnownPaper, meant
from archive.dates import PartialDate
from archive.descriptions import Field, Place, Source
from archive.numbers import key_of, parse_number
from archive.pages import Box
from catalogue.models import Citation, DescribedValue, Document, File, Inventory, RecordKind
from catalogue.publication import chunks
from catalogue.records import page_ids_of, readable_documents

MOST_LOOKED_AT = 2_000  # papers that cite one number, of which those that mean this record are told
_TELLING = (Field.NUMBER, Field.DATE, Field.ISSUER, Field.TERM)
_WEAKEST_FIRST = {source: -source.precedence for source in Source}
_COLUMNS = tuple(Citation.__table__.c)


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation, and the id of the record that is meant; None where none is, or where it stays `unsure` which."""

    paper: CitedPaper
    document_id: str | None
    unsure: bool


@dataclass(frozen=True, slots=True)
class _Known:
    """A paper of the archive with the key of its number."""

    paper: KnownPaper
    number_key: str


def replace_citations(session: Session, document: Document, cited: Sequence[CitedPaper]) -> bool:
    """Keep what a document cites in place of what was kept before; False where both are the same.

    A number that cannot be read back is a misreading and is left out.
    """
    told = [one for one in cited if parse_number(one.number.canonical) is not None]
    pages = page_ids_of(session, [document.id])[document.id] if told else []
    rows = [
        {
            "document_id": document.id,
            "position": position,
            "number": one.number.canonical,
            "number_key": one.number.key,
            "date": one.when.to_text() if one.when is not None else None,
            "body": one.body,
            "page_id": pages[one.place.page - 1],
            "x": one.place.box.x,
            "y": one.place.box.y,
            "width": one.place.box.width,
            "height": one.place.box.height,
        }
        for position, one in enumerate(told)
    ]
    if [dict(row._mapping) for row in _rows_of(session, document)] == rows:
        return False
    session.execute(delete(Citation).where(Citation.document_id == document.id))
    if rows:
        session.execute(insert(Citation), rows)
    return True


def cited_by(session: Session, document: Document, levels: Collection[Access]) -> list[Cited]:
    """What a document cites, in order, each with the record that is meant of those that a reader of these levels may see."""
    rows = _rows_of(session, document)
    if not rows:
        return []
    held: dict[str, list[KnownPaper]] = {}
    for keys in chunks(sorted({row.number_key for row in rows})):
        for known in _known(session, and_(_numbered(keys), readable_documents(levels))):
            held.setdefault(known.number_key, []).append(known.paper)
    pages = {id_: number for number, id_ in enumerate(page_ids_of(session, [document.id])[document.id], 1)}
    citing = _itself(session, document)
    papers = [(row.number_key, _paper(row, pages[row.page_id])) for row in rows if row.page_id in pages]
    return [Cited(paper, *meant(paper, citing, held.get(key, ()))) for key, paper in papers]


def citing(session: Session, document: Document, levels: Collection[Access]) -> list[str]:
    """The ids of the documents that cite this one and no other, of those that a reader of these levels may see, by reference."""
    itself = next(_known(session, Document.id == document.id), None)
    if itself is None or not itself.number_key:
        return []
    rows = session.execute(
        select(*_COLUMNS)
        .join(Document, Document.id == Citation.document_id)
        .join(File)
        .where(Citation.number_key == itself.number_key, _may_mean(itself.paper), readable_documents(levels))
        .order_by(Document.order_key, Document.id, Citation.position)
        .limit(MOST_LOOKED_AT)
    ).all()
    if not rows:
        return []
    same_number = and_(_numbered([itself.number_key]), readable_documents(levels))
    held = [known.paper for known in _known(session, same_number) if known.number_key == itself.number_key]
    papers: dict[str, KnownPaper] = {}
    for ids in chunks([row.document_id for row in rows]):
        papers |= {known.paper.id: known.paper for known in _known(session, Document.id.in_(ids))}
    meaning = [row.document_id for row in rows if meant(_paper(row), papers[row.document_id], held)[0] == document.id]
    return list(dict.fromkeys(meaning))


def _rows_of(session: Session, document: Document) -> Sequence[Row[Any]]:
    own = select(*_COLUMNS).where(Citation.document_id == document.id)
    return session.execute(own.order_by(Citation.position)).all()


def _paper(row: Row[Any], page: int = 1) -> CitedPaper:
    number = parse_number(row.number)
    if number is None:
        raise ValueError(f"'{row.number}' was kept as a cited number and is none")
    when = PartialDate.from_text(row.date) if row.date is not None else None
    return CitedPaper(number, when, row.body, Place(page, Box(row.x, row.y, row.width, row.height)))


def _itself(session: Session, document: Document) -> KnownPaper:
    known = next(_known(session, Document.id == document.id), None)
    return known.paper if known is not None else KnownPaper(document.id, None, "", "", "")


def _numbered(keys: Sequence[str]) -> ColumnElement[bool]:
    """Documents of which any source says one of these numbers."""
    numbered = select(DescribedValue.record_id).where(
        DescribedValue.number_key.in_(keys),
        DescribedValue.superseded_at.is_(None),
        # Not the kind, which ids of documents need not: with it SQLite reads an index of all that is said of documents.
    )
    return Document.id.in_(numbered)


def _may_mean(paper: KnownPaper) -> ColumnElement[bool]:
    """Citations that tell no date, or one in a year of this paper's."""
    if paper.when is None:
        return Citation.number_key.is_not(None)
    years = range(paper.when.earliest.year, paper.when.latest.year + 1)
    return or_(Citation.date.is_(None), *(Citation.date.startswith(str(year)) for year in years))


def _known(session: Session, which: ColumnElement[bool]) -> Iterator[_Known]:
    """What the archive knows of these documents, by what counts of their descriptions; those without a statement are left out."""
    rows = session.execute(
        select(Document.id, Inventory.fonds_id, DescribedValue.source, DescribedValue.field, DescribedValue.value)
        .join(File, File.id == Document.file_id)
        .join(Inventory, Inventory.id == File.inventory_id)
        .join(DescribedValue, DescribedValue.record_id == Document.id)
        .where(
            which,
            DescribedValue.kind == RecordKind.DOCUMENT,
            DescribedValue.field.in_(_TELLING),
            DescribedValue.superseded_at.is_(None),
        )
    ).all()
    fonds = {row.id: str(row.fonds_id) for row in rows}
    said: dict[str, dict[Field, str]] = {id_: {} for id_ in fonds}
    for row in sorted(rows, key=lambda row: _WEAKEST_FIRST[row.source]):
        said[row.id][row.field] = row.value
    for id_, values in said.items():
        when = PartialDate.from_text(values[Field.DATE]) if values.get(Field.DATE) else None
        paper = KnownPaper(id_, when, values.get(Field.ISSUER, ""), values.get(Field.TERM, ""), fonds[id_])
        yield _Known(paper, key_of(values.get(Field.NUMBER, "")))
