"""Records as lines of a list, and described fields, from the catalogue's rows."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from archive.dates import PartialDate
from archive.descriptions import Field, Place, Statement
from catalogue.access import effective_access
from catalogue.descriptions import describe_many
from catalogue.doubts import same_value
from catalogue.models import Document, DocumentPart, File, RecordKind
from catalogue.publication import chunks
from catalogue.records import readable_documents
from reading.numbering import page_id_at
from reading.reader import Reader
from reading.shown import ReadAt, RecordLine, ShownField
from search import RecordLevel

_Description = Mapping[Field, Statement]


def document_lines(session: Session, documents: Sequence[Document]) -> list[RecordLine]:
    """Documents as lines, in the order given."""
    described = describe_many(session, RecordKind.DOCUMENT, [document.id for document in documents])
    return [
        _line(document, RecordLevel.DOCUMENT, described[document.id], document.page_count) for document in documents
    ]


def file_lines(session: Session, reader: Reader, files: Sequence[File]) -> list[RecordLine]:
    """Files as lines, in the order given; pages are those of the documents that this reader may see."""
    described = describe_many(session, RecordKind.FILE, [file.id for file in files])
    pages = _pages_of_files(session, reader, [file.id for file in files])
    return [_line(file, RecordLevel.FILE, described[file.id], pages.get(file.id, 0)) for file in files]


def shown_fields(
    record: File | Document, description: _Description, read: _Description = MappingProxyType({})
) -> tuple[ShownField, ...]:
    """The fields of a description in the order of archival description.

    `read` is what was read from the paper: its place is shown for the inventory's or a person's value too, and its wording
    where it says something else.
    """
    return tuple(
        _shown(record, told, read.get(field))
        for field in Field
        if (told := description.get(field)) is not None and told.value
    )


def _shown(record: File | Document, told: Statement, read: Statement | None) -> ShownField:
    place = told.place or (read.place if read is not None else None)
    other = read is not None and read.place is not None and not same_value(told.field, told.value, read.value)
    on_paper = read.value if read is not None and other else None
    return ShownField(told.field, told.value, told.source, told.confidence, _read_at(record, place), on_paper)


def date_of(description: _Description) -> PartialDate | None:
    """The date a description gives, None without one or where it cannot be read."""
    told = description.get(Field.DATE)
    if told is None or not told.value:
        return None
    try:
        return PartialDate.from_text(told.value)
    except ValueError:
        return None


def _line(record: File | Document, level: RecordLevel, description: _Description, page_count: int) -> RecordLine:
    def value(field: Field) -> str | None:
        told = description.get(field)
        return told.value if told is not None and told.value else None

    return RecordLine(
        id=record.id,
        level=level,
        reference=record.reference,
        access=effective_access(record),
        title=value(Field.TITLE) or "",
        number=value(Field.NUMBER),
        type=value(Field.TYPE),
        issuer=value(Field.ISSUER),
        signer=value(Field.SIGNER),
        date=date_of(description),
        term=value(Field.TERM),
        page_count=page_count,
    )


def _read_at(record: File | Document, place: Place | None) -> ReadAt | None:
    if place is None or not isinstance(record, Document):
        return None
    return ReadAt(place.page, page_id_at(record, place.page), place.box)


def _pages_of_files(session: Session, reader: Reader, ids: Iterable[str]) -> dict[str, int]:
    pages: dict[str, int] = {}
    for some in chunks(list(ids)):
        rows = session.execute(
            select(Document.file_id, func.sum(DocumentPart.last_index - DocumentPart.first_index + 1))
            .join(DocumentPart, DocumentPart.document_id == Document.id)
            .join(File, File.id == Document.file_id)
            .where(Document.file_id.in_(some), readable_documents(reader.levels))
            .group_by(Document.file_id)
        )
        pages |= {row[0]: int(row[1]) for row in rows}
    return pages
