"""Who may see what: the one place where a record is fetched for a reader, and where a look at a closed one is logged.

The catalogue is asked, not the index, so a record that was closed a moment ago is closed here.
"""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.access import PUBLIC_ONLY
from archive.errors import Moved, NotFound, NotPermitted, NotSignedIn
from archive.roles import Role
from catalogue.access import effective_access
from catalogue.arrangements import where_it_went
from catalogue.audit import record_event
from catalogue.catalogue import Catalogue
from catalogue.models import Document, File, Page
from catalogue.records import documents_of_page
from reading.reader import Reader


def may_see(reader: Reader, record: File | Document) -> bool:
    """Whether a reader may see a record now: its level is theirs, and neither it nor its file is withdrawn."""
    file = record.file if isinstance(record, Document) else record
    return effective_access(record) in reader.levels and not record.withdrawn and not file.withdrawn


def require_document(session: Session, reader: Reader, id_: str) -> Document:
    """The document of this id or reference.

    Raises:
        NotFound: there is none, or none that this reader may see; both in the same words.
        Moved: a person put its pages into other documents, which this reader may see.
    """
    document = session.get(Document, id_) or session.scalar(select(Document).where(Document.reference == id_))
    if document is None or not may_see(reader, document):
        now = _now_in(session, reader, document) if document is not None else []
        if now:
            raise Moved(f"document '{id_[:80]}' holds no page any more; its pages are in {', '.join(now)}", tuple(now))
        raise NotFound(f"there is no document '{id_[:80]}' for this reader; search for it, or go down from its fonds")
    return document


def _now_in(session: Session, reader: Reader, document: Document) -> list[str]:
    """The references under which the pages of an emptied document are read now; none unless this reader may see all of it."""
    if document.parts or document.file.withdrawn or effective_access(document) not in reader.levels:
        return []
    holding = where_it_went(session, document)
    return [other.reference for other in holding] if all(may_see(reader, other) for other in holding) else []


def require_file(session: Session, reader: Reader, id_: str) -> File:
    """The file of this id or reference.

    Raises:
        NotFound: as for `require_document`.
    """
    file = session.get(File, id_) or session.scalar(select(File).where(File.reference == id_))
    if file is None or not may_see(reader, file):
        raise NotFound(f"there is no file '{id_[:80]}' for this reader; search for it, or go down from its fonds")
    return file


def require_page(session: Session, reader: Reader, page_id: str) -> tuple[Page, list[Document]]:
    """The page of this id, and the documents on it that the reader may see, by reference; at least one.

    Raises:
        NotFound: there is no such page, or it stands in no document that this reader may see.
    """
    page = session.get(Page, page_id)
    documents = [d for d in documents_of_page(session, page) if may_see(reader, d)] if page is not None else []
    if page is None or not documents:
        raise NotFound(f"there is no page '{page_id[:80]}' for this reader; open it from its document")
    return page, sorted(documents, key=lambda document: (document.order_key, document.id))


def require_role(reader: Reader, role: Role) -> None:
    """Let only those pass who have a role, or a higher one. Say so before looking for any record: it tells of none.

    Raises:
        NotSignedIn: the reader has no account, or their session is over.
        NotPermitted: the reader's role does not do.
    """
    if reader.role is None:
        raise NotSignedIn(f"sign in with an account that has the role {role}")
    if not reader.has_role(role):
        raise NotPermitted(f"this takes the role {role}; your account has the role {reader.role}")


def log_look(
    catalogue: Catalogue, reader: Reader, action: str, record: File | Document, detail: dict[str, Any] | None = None
) -> None:
    """Note that a reader looked at (`view`) or took away (`download`) a record that is not public; a public one is not noted."""
    if effective_access(record) in PUBLIC_ONLY:
        return
    with catalogue.begin() as session:
        record_event(session, reader.name, action, record, detail)


def is_public(documents: list[Document]) -> bool:
    """Whether anyone may see what stands in these documents, so that shared caches may keep it."""
    return any(effective_access(document) in PUBLIC_ONLY for document in documents)
