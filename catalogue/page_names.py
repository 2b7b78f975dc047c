"""Pages as a person names them: `H42-041-03-0123-002:3`, the id of a page, or a document for all of its pages."""

from sqlalchemy.orm import Session

from archive.errors import BadRequest, NotFound
from catalogue.models import Document, Page, RecordKind
from catalogue.records import documents_of_page, find_record, page_ids_of


def is_page_name(text: str) -> bool:
    """Whether a text names one page rather than a record: a reference has no colon and at least one dash."""
    return ":" in text or "-" not in text


def page_named(session: Session, text: str) -> tuple[Document, int]:
    """The document and the page number (from 1) that `REFERENCE:PAGE` names.

    Raises:
        BadRequest: it is not in this form, or the document has no such page.
        NotFound: there is no such document.
    """
    reference, colon, number = text.strip().rpartition(":")
    if not colon or not (number.isascii() and number.isdigit() and len(number) < 7):
        raise BadRequest(f"'{text[:80]}' names no page; write REFERENCE:PAGE, e.g. H42-041-03-0123-002:3")
    document = document_named(session, reference)
    if not 1 <= int(number) <= document.page_count:
        raise BadRequest(f"{document.reference} has pages 1 to {document.page_count}, and no page {int(number)}")
    return document, int(number)


def document_named(session: Session, reference: str) -> Document:
    """The document of a reference.

    Raises:
        NotFound: there is none.
    """
    record = find_record(session, RecordKind.DOCUMENT, reference.strip())
    if not isinstance(record, Document):
        raise NotFound(f"there is no document '{reference[:80]}'; write its whole reference, e.g. H42-041-03-0123-002")
    return record


def page_ids_named(session: Session, text: str) -> dict[str, str]:
    """The pages that a text names, as id to `REFERENCE:PAGE`: one, or all of a document.

    Raises:
        BadRequest, NotFound: as for `page_named`; or no document holds a page of this id.
    """
    if ":" not in text and not is_page_name(text):
        document = document_named(session, text)
        ids = page_ids_of(session, [document.id])[document.id]
        return {id_: f"{document.reference}:{number}" for number, id_ in enumerate(ids, 1)}
    if ":" in text:
        document, number = page_named(session, text)
    else:
        page = session.get(Page, text.strip())
        documents = documents_of_page(session, page) if page is not None else []
        if page is None or not documents:
            raise NotFound(f"there is no page '{text[:80]}'; write REFERENCE:PAGE, e.g. H42-041-03-0123-002:3")
        document = documents[0]
        number = page_ids_of(session, [document.id])[document.id].index(page.id) + 1
    return {page_ids_of(session, [document.id])[document.id][number - 1]: f"{document.reference}:{number}"}
