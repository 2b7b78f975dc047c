"""Enters what the pages of a document say of it, once the last of them is read, and the term that follows from its date."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.dates import PartialDate
from archive.descriptions import Field, Source, Statement
from archive.pages import PageText
from archive.terms import Term as TermOfFonds
from archive.terms import term_of
from catalogue.descriptions import describe, retract, state
from catalogue.models import Document, Inventory, PageState, RecordKind, Term, utc_now
from catalogue.page_work import page_states, page_text
from catalogue.records import page_ids_of, pages_of
from indexer.describe import describe_document

HAND = "description"  # who says what was read from the paper
KEPT = frozenset({Field.TERM, Field.DATE, Field.ACCESS})
ENDS = 4  # pages from the front and from the back that are looked at; forms and signatures stand there


def describe_if_read(session: Session, document: Document) -> None:
    """Describe a document of which no page waits any longer; otherwise its last page will bring it here."""
    ids = page_ids_of(session, [document.id])[document.id]
    if PageState.WAITING not in page_states(session, ids).values():
        describe_from_pages(session, document)


def describe_from_pages(session: Session, document: Document) -> None:
    """Enter what the document's pages say; a field that an earlier reading gave and this one does not is taken back.

    A date stays: without one on the paper, the time that the inventory gives is all there is. So does a level that holds
    the document back: reading a paper opens nothing.
    """
    pages = [(number, page.id) for number, page in pages_of(session, document)]
    looked_at = {number for number, _ in pages[:ENDS]} | {number for number, _ in pages[-ENDS:]}
    texts = [(page_text(session, id_) if number in looked_at else None) or _UNREAD for number, id_ in pages]
    statements = describe_document(texts, utc_now().date())
    state(session, document, statements, who=HAND)
    held = {statement.field for statement in statements}
    retract(session, document, set(Field) - held - KEPT, Source.EXTRACTED)
    settle_term(session, document)


def settle_term(session: Session, document: Document) -> None:
    """Enter the term that the document's date falls into, by the terms of its fonds and of its file."""
    dated = describe(session, RecordKind.DOCUMENT, document.id).get(Field.DATE)
    when = PartialDate.from_text(dated.value) if dated else None
    code = None
    if when is not None:
        inventory = session.get_one(Inventory, document.file.inventory_id)
        rows = session.scalars(select(Term).where(Term.fonds_id == inventory.fonds_id).order_by(Term.first_day))
        terms = [TermOfFonds(row.code, row.first_day, row.last_day) for row in rows]
        of_file = describe(session, RecordKind.FILE, document.file_id).get(Field.TERM)
        code, _doubt = term_of(when, terms, of_file.value if of_file else None)
    if code is None:
        retract(session, document, {Field.TERM}, Source.EXTRACTED)
    else:
        state(session, document, [Statement(Field.TERM, code, Source.EXTRACTED, 0.9)], who=HAND)


_UNREAD = PageText(words=(), width=0, height=0, source="unread")
