"""What a document cites and by which it is cited, as far as a reader may see the records that are meant."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from catalogue.citations import Cited, cited_by, citing
from catalogue.models import Document, RecordKind
from catalogue.records import get_records
from reading.lines import document_lines
from reading.numbering import page_id_at
from reading.reader import Reader
from reading.shown import ReadAt, RecordLine, ShownCitation

MOST_CITING = 100
"""Documents that are told to cite one; a law may be cited by thousands, which a search for its number lists."""


def list_cited(session: Session, reader: Reader, document: Document) -> tuple[ShownCitation, ...]:
    """The papers that a document cites, in order, each with its record where it is certain which one this reader may see."""
    found = cited_by(session, document, reader.levels)
    lines = _lines(session, [one.document_id for one in found if one.document_id is not None])
    return tuple(_shown(document, one, lines) for one in found)


def list_citing(session: Session, reader: Reader, document: Document) -> tuple[RecordLine, ...]:
    """The documents that cite this one, by reference, at most `MOST_CITING` of those that this reader may see."""
    ids = citing(session, document, reader.levels)[:MOST_CITING]
    lines = _lines(session, ids)
    return tuple(lines[id_] for id_ in ids)


def _shown(document: Document, one: Cited, lines: dict[str, RecordLine]) -> ShownCitation:
    paper = one.paper
    place = ReadAt(paper.place.page, page_id_at(document, paper.place.page), paper.place.box)
    meant = lines[one.document_id] if one.document_id is not None else None
    return ShownCitation(paper.number.canonical, paper.when, paper.body, place, meant, one.unsure)


def _lines(session: Session, ids: Sequence[str]) -> dict[str, RecordLine]:
    records = get_records(session, RecordKind.DOCUMENT, ids)
    documents = [record for record in records.values() if isinstance(record, Document)]
    return {line.id: line for line in document_lines(session, documents)}
