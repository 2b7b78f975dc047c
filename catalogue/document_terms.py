"""The term that a document's date falls into, kept in step with the date whoever gave it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.dates import PartialDate
from archive.descriptions import Field, Source, Statement
from archive.terms import Term as TermOfFonds
from archive.terms import term_of
from catalogue.descriptions import describe, retract, state
from catalogue.models import Document, File, Inventory, RecordKind, Term

HAND = "description"  # who says what follows from the paper


def settle_term(session: Session, document: Document) -> None:
    """Enter the term that the document's date falls into, by the terms of its fonds and of its file."""
    dated = describe(session, RecordKind.DOCUMENT, document.id).get(Field.DATE)
    code = None
    if dated is not None and dated.value:
        inventory = session.get_one(Inventory, document.file.inventory_id)
        of_file = describe(session, RecordKind.FILE, document.file_id).get(Field.TERM)
        terms = terms_of_fonds(session, inventory.fonds_id)
        code, _doubt = term_of(PartialDate.from_text(dated.value), terms, of_file.value if of_file else None)
    if code is None:
        retract(session, document, {Field.TERM}, Source.EXTRACTED)
    else:
        state(session, document, [Statement(Field.TERM, code, Source.EXTRACTED, 0.9)], who=HAND)


def terms_of_fonds(session: Session, fonds_id: int) -> list[TermOfFonds]:
    """The terms of a fonds with its own boundaries, the earliest first."""
    rows = session.scalars(select(Term).where(Term.fonds_id == fonds_id).order_by(Term.first_day))
    return [TermOfFonds(row.code, row.first_day, row.last_day) for row in rows]


def settle_terms_of_file(session: Session, file: File) -> None:
    """Settle the terms of all documents of a file anew, after the file's own term changed."""
    for document in session.scalars(select(Document).where(Document.file_id == file.id).order_by(Document.id)):
        settle_term(session, document)
