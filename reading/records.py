"""One record shown whole: its description with sources, its place in the archive, its citation, its neighbours."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.descriptions import Source
from archive.references import Reference, citation
from catalogue.descriptions import describe, said_by
from catalogue.models import Asset, Document, File, Inventory, RecordKind
from catalogue.records import readable_documents
from imaging.media import MediaKind
from reading.citations import list_cited, list_citing
from reading.lines import document_lines, file_lines, shown_fields
from reading.listing import USUAL_SIZE, count, neighbour, stretch
from reading.permission import log_look, require_document, require_file
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.shown import DocumentView, FileView, Named, Part, Step


def show_document(room: ReadingRoom, reader: Reader, id_: str) -> DocumentView:
    """A document by its id or its reference; a look at one that is not public is logged.

    Raises:
        NotFound: no such document for this reader.
    """
    with room.catalogue.reading() as session:
        document = require_document(session, reader, id_)
        line = document_lines(session, [document])[0]
        readable = readable_documents(reader.levels)
        before = neighbour(session, document, readable, after=False)
        after = neighbour(session, document, readable, after=True)
        file = file_lines(session, reader, [document.file])[0]
        inventory = document.file.inventory
        place = _steps(room, inventory)
        view = DocumentView(
            line=line,
            fonds=_fonds(inventory),
            inventory=Named(inventory.code, inventory.title),
            file=file,
            fields=shown_fields(
                document,
                describe(session, RecordKind.DOCUMENT, document.id),
                said_by(session, document, Source.EXTRACTED),
            ),
            breadcrumb=(
                *place,
                Step("file", file.id, file.title or file.reference),
                Step("document", line.id, line.title or line.number or line.reference),
            ),
            citation=_citation(room, document.file, document.ordinal),
            parts=_parts(session, document),
            previous=document_lines(session, [before])[0] if before else None,
            next=document_lines(session, [after])[0] if after else None,
            cites=list_cited(session, reader, document),
            cited_in=list_citing(session, reader, document),
            provisional=document.provisional,
            revision=document.revision,
        )
    log_look(room.catalogue, reader, "view", document)
    return view


def show_file(
    room: ReadingRoom, reader: Reader, id_: str, *, size: int = USUAL_SIZE, cursor: str | None = None
) -> FileView:
    """A file by its id or its reference, with a stretch of its documents; a look at one that is not public is logged.

    Raises:
        NotFound: no such file for this reader.
        BadRequest: a size or cursor that cannot be.
    """
    with room.catalogue.reading() as session:
        file = require_file(session, reader, id_)
        documents = select(Document).join(File).where(Document.file_id == file.id, readable_documents(reader.levels))
        shown, following = stretch(session, Document, documents, size=size, cursor=cursor)
        line = file_lines(session, reader, [file])[0]
        view = FileView(
            line=line,
            fonds=_fonds(file.inventory),
            inventory=Named(file.inventory.code, file.inventory.title),
            fields=shown_fields(file, describe(session, RecordKind.FILE, file.id)),
            breadcrumb=(*_steps(room, file.inventory), Step("file", file.id, line.title or line.reference)),
            citation=_citation(room, file),
            document_count=count(session, documents),
            documents=tuple(document_lines(session, shown)),
            next=following,
            provisional=file.provisional,
            revision=file.revision,
        )
    log_look(room.catalogue, reader, "view", file)
    return view


def cite_page(view: DocumentView, page: int) -> str:
    """The citation of one page (from 1) of a document."""
    return f"{view.citation}, tr. {page}"


def _fonds(inventory: Inventory) -> Named:
    return Named(inventory.fonds.code, inventory.fonds.title)


def _steps(room: ReadingRoom, inventory: Inventory) -> tuple[Step, ...]:
    fonds = inventory.fonds
    return (
        Step("repository", fonds.repository.code, fonds.repository.title or room.repository),
        Step("fonds", fonds.code, fonds.title or fonds.code),
        Step("inventory", inventory.code, inventory.title or inventory.code),
    )


def _citation(room: ReadingRoom, file: File, ordinal: str | None = None) -> str:
    fonds = file.inventory.fonds
    reference = Reference(fonds.repository.code, fonds.code, file.inventory.code, file.code, ordinal)
    return citation(fonds.repository.title or room.repository, fonds.title, reference)


def _parts(session: Session, document: Document) -> tuple[Part, ...]:
    parts = []
    for number, part in enumerate(document.parts, start=1):
        asset = session.get_one(Asset, part.asset_sha256)
        parts.append(Part(number, part.page_count, MediaKind(asset.media_kind).media_type, asset.size))
    return tuple(parts)
