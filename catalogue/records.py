"""The levels of the archive: found by their codes, or added. Adding what is there already changes nothing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session, selectinload

from archive.access import Access
from archive.errors import BadRequest, NotFound
from catalogue.models import (
    Document,
    DocumentPart,
    File,
    Fonds,
    Inventory,
    Page,
    RecordKind,
    Repository,
    Term,
    new_id,
)
from catalogue.publication import chunks, touch

Record = File | Document
_DIGITS = re.compile(r"\d+")
_FILE_DIGITS = 4  # archives write file numbers with 4-5 digits, ordinals with 3
_ORDINAL_DIGITS = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A range of an asset's pages, both ends included, counted from 0."""

    asset_sha256: str
    first_index: int
    last_index: int


def order_key(code: str) -> str:
    """A code as it sorts: numbers by their value, so that 9 comes before 10 and 0123 before 0123a."""
    return _DIGITS.sub(lambda digits: digits[0].lstrip("0").rjust(8, "0"), code)


def ensure_repository(session: Session, code: str, title: str = "") -> Repository:
    """The repository of this code, added if it is new."""
    repository = session.scalar(select(Repository).where(Repository.code == code))
    if repository is None:
        repository = Repository(code=code, title=title)
        session.add(repository)
        session.flush()
    return repository


def ensure_fonds(
    session: Session, repository: Repository, code: str, title: str = "", *, provisional: bool = False
) -> Fonds:
    """The fonds of this code, added if it is new; a title is filled in where none was, and a certain code stays so."""
    fonds = session.scalar(select(Fonds).where(Fonds.repository_id == repository.id, Fonds.code == code))
    if fonds is None:
        fonds = Fonds(repository=repository, code=code, title=title, order_key=order_key(code), provisional=provisional)
        session.add(fonds)
    if title and not fonds.title:
        name_fonds(session, fonds, title)
    fonds.provisional = fonds.provisional and provisional
    session.flush()
    return fonds


def name_fonds(session: Session, fonds: Fonds, title: str) -> None:
    """Give a fonds its title. Hits and facets show it, so all its files and documents are queued for the engine with it."""
    if title == fonds.title:
        return
    fonds.title = title
    session.flush()
    files = select(File.id).join(Inventory).where(Inventory.fonds_id == fonds.id)
    documents = select(Document.id).where(Document.file_id.in_(files))
    touch(session, RecordKind.FILE, dict.fromkeys(session.scalars(files), 1))
    touch(session, RecordKind.DOCUMENT, dict.fromkeys(session.scalars(documents), 1))


def ensure_term(session: Session, fonds: Fonds, code: str, first_day: date, last_day: date) -> Term:
    """The term of this code with these boundaries, which may correct earlier ones."""
    term = session.scalar(select(Term).where(Term.fonds_id == fonds.id, Term.code == code))
    if term is None:
        term = Term(fonds=fonds, code=code, first_day=first_day, last_day=last_day)
        session.add(term)
    term.first_day, term.last_day = first_day, last_day
    session.flush()
    return term


def ensure_inventory(session: Session, fonds: Fonds, code: str, title: str = "") -> Inventory:
    """The inventory of this code, added if it is new; a title is filled in where none was."""
    inventory = session.scalar(select(Inventory).where(Inventory.fonds_id == fonds.id, Inventory.code == code))
    if inventory is None:
        inventory = Inventory(fonds=fonds, code=code, title=title, order_key=order_key(code))
        session.add(inventory)
    inventory.title = inventory.title or title
    session.flush()
    return inventory


def ensure_file(
    session: Session,
    inventory: Inventory,
    code: str,
    reference: str,
    *,
    delivery_id: int | None = None,
    access: Access = Access.PUBLIC,
    provisional: bool = False,
) -> tuple[File, bool]:
    """The file of this number, and whether it is new. `access` holds until a statement about it says otherwise.

    Raises:
        BadRequest: the number is there under another reference, or the reference under another number.
    """
    file = session.scalar(select(File).where(File.inventory_id == inventory.id, File.code == code))
    if file is not None:
        _require_reference(file, reference)
        return file, False
    _require_free(session, File, reference)
    file = File(
        id=new_id(),
        inventory=inventory,
        code=code,
        reference=reference,
        order_key=order_key(reference),
        delivery_id=delivery_id,
        default_access=access,
        access=access,
        provisional=provisional,
    )
    session.add(file)
    touch(session, RecordKind.FILE, {file.id: 1})
    return file, True


def ensure_document(
    session: Session,
    file: File,
    ordinal: str,
    reference: str,
    parts: Sequence[Part],
    *,
    delivery_id: int | None = None,
    access: Access = Access.PUBLIC,
    provisional: bool = False,
) -> tuple[Document, bool]:
    """The document of this ordinal, and whether it is new. An older one keeps its parts: see `replace_parts`.

    Raises:
        BadRequest: as for `ensure_file`.
    """
    document = session.scalar(select(Document).where(Document.file_id == file.id, Document.ordinal == ordinal))
    if document is not None:
        _require_reference(document, reference)
        return document, False
    _require_free(session, Document, reference)
    document = Document(
        id=new_id(),
        file=file,
        ordinal=ordinal,
        reference=reference,
        order_key=order_key(reference),
        delivery_id=delivery_id,
        default_access=access,
        access=access,
        provisional=provisional,
        parts=_as_rows(parts),
    )
    session.add(document)
    touch(session, RecordKind.DOCUMENT, {document.id: 1})
    if file.withdrawn:  # a delivery in sight brought a paper of it, so the file is in sight again
        file.withdrawn = False
        touch(session, RecordKind.FILE, {file.id: 1})
    return document, True


def replace_parts(session: Session, document: Document, parts: Sequence[Part]) -> bool:
    """Let the document stand on other pages (`--replace`); False when they are the same. The old assets are kept."""
    if [Part(part.asset_sha256, part.first_index, part.last_index) for part in document.parts] == list(parts):
        return False
    document.parts.clear()
    session.flush()
    document.parts.extend(_as_rows(parts))
    touch(session, RecordKind.DOCUMENT, {document.id: 1})
    return True


def next_file_code(session: Session, inventory: Inventory) -> str:
    """The next free file number of an inventory, four digits or more, for files that came without one."""
    codes = session.scalars(select(File.code).where(File.inventory_id == inventory.id))
    return _next(codes, _FILE_DIGITS)


def next_ordinal(session: Session, file: File) -> str:
    """The next free ordinal of a file, three digits or more."""
    ordinals = session.scalars(select(Document.ordinal).where(Document.file_id == file.id))
    return _next(ordinals, _ORDINAL_DIGITS)


def get_record(session: Session, kind: RecordKind, record_id: str) -> Record:
    """The record of this id, whether in sight or not: who may see it is the caller's question.

    Raises:
        NotFound: there is none.
    """
    record = session.get(File, record_id) if kind is RecordKind.FILE else session.get(Document, record_id)
    if record is None:
        raise NotFound(f"there is no {kind} with the id '{record_id[:80]}'")
    return record


def get_records(session: Session, kind: RecordKind, record_ids: Sequence[str]) -> dict[str, Record]:
    """The records of these ids, by id, with their parts and the levels above them; ids of none are left out."""
    found: dict[str, Record] = {}
    above = selectinload(File.inventory).selectinload(Inventory.fonds)
    whole = (selectinload(Document.parts), selectinload(Document.file).options(above))
    for ids in chunks(record_ids):
        if kind is RecordKind.FILE:
            files = session.scalars(select(File).where(File.id.in_(ids)).options(above))
            found.update((file.id, file) for file in files)
        else:
            papers = session.scalars(select(Document).where(Document.id.in_(ids)).options(*whole))
            found.update((paper.id, paper) for paper in papers)
    return found


def find_record(session: Session, kind: RecordKind, reference: str) -> Record | None:
    """The record of this reference, or None."""
    if kind is RecordKind.FILE:
        return session.scalar(select(File).where(File.reference == reference))
    return session.scalar(select(Document).where(Document.reference == reference))


def pages_of(session: Session, document: Document) -> Iterator[tuple[int, Page]]:
    """The document's pages in order, each with its number (from 1), read part by part."""
    number = 0
    for part in document.parts:
        pages = select(Page).where(
            Page.asset_sha256 == part.asset_sha256, Page.index.between(part.first_index, part.last_index)
        )
        for page in session.scalars(pages.order_by(Page.index)):
            yield number + page.index - part.first_index + 1, page
        number += part.page_count


def page_ids_of(session: Session, document_ids: Sequence[str]) -> dict[str, list[str]]:
    """The pages of many documents, by id of the document, each in order; a document without pages has none."""
    found: dict[str, list[str]] = {id_: [] for id_ in document_ids}
    for ids in chunks(document_ids):
        rows = session.execute(
            select(DocumentPart.document_id, Page.id)
            .join(
                Page,
                and_(
                    Page.asset_sha256 == DocumentPart.asset_sha256,
                    Page.index.between(DocumentPart.first_index, DocumentPart.last_index),
                ),
            )
            .where(DocumentPart.document_id.in_(ids))
            .order_by(DocumentPart.document_id, DocumentPart.position, Page.index)
        )
        for document_id, page_id in rows:
            found[document_id].append(page_id)
    return found


def documents_of_page(session: Session, page: Page, *, lock: bool = False) -> list[Document]:
    """The documents that a page belongs to, in order of id; `lock` keeps others from changing them until commit."""
    wanted = (
        select(Document)
        .where(
            Document.id.in_(
                select(DocumentPart.document_id).where(
                    DocumentPart.asset_sha256 == page.asset_sha256,
                    DocumentPart.first_index <= page.index,
                    DocumentPart.last_index >= page.index,
                )
            )
        )
        .order_by(Document.id)
    )
    return list(session.scalars(wanted.with_for_update() if lock else wanted))


def readable_documents(levels: Iterable[Access]) -> ColumnElement[bool]:
    """The condition under which a reader of these levels may see a document; the query must join `File`."""
    return and_(Document.access.in_(levels), readable_files(levels), Document.withdrawn.is_(False))


def readable_files(levels: Iterable[Access]) -> ColumnElement[bool]:
    """The condition under which a reader of these levels may see a file."""
    return and_(File.access.in_(list(levels)), File.withdrawn.is_(False))


def readable_ids(session: Session, levels: Iterable[Access], ids: Sequence[str]) -> set[str]:
    """Those of these documents and files that a reader of these levels may see now."""
    wanted = list(levels)
    documents = select(Document.id).join(File).where(Document.id.in_(ids), readable_documents(wanted))
    files = select(File.id).where(File.id.in_(ids), readable_files(wanted))
    return {*session.scalars(documents), *session.scalars(files)}


def count_documents(session: Session, file: File) -> int:
    """How many documents of a file are in sight."""
    return session.scalar(select(func.count()).where(Document.file_id == file.id, Document.withdrawn.is_(False))) or 0


def _as_rows(parts: Sequence[Part]) -> list[DocumentPart]:
    return [
        DocumentPart(
            position=position,
            asset_sha256=part.asset_sha256,
            first_index=part.first_index,
            last_index=part.last_index,
        )
        for position, part in enumerate(parts)
    ]


def _require_reference(record: Record, reference: str) -> None:
    if record.reference != reference:
        raise BadRequest(f"'{reference}' is already in the catalogue as '{record.reference}'; give it another number")


def _require_free(session: Session, table: type[Record], reference: str) -> None:
    if session.scalar(select(table.id).where(table.reference == reference)) is not None:
        raise BadRequest(f"the reference '{reference}' is already taken; correct the number in the inventory")


def _next(codes: Iterable[str], digits: int) -> str:
    numbers = [int(match[0]) for code in codes if (match := _DIGITS.match(code))]
    return str(max(numbers, default=0) + 1).zfill(digits)
