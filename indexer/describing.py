"""Enters what the pages of a document say of it, once the last of them is read, and the term that follows from its date."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.descriptions import Field, Source, Statement
from archive.errors import NotFound
from archive.pages import PageText
from archive.references import Marker, parse_file_name
from catalogue.catalogue import Catalogue
from catalogue.citations import replace_citations
from catalogue.descriptions import retract, state
from catalogue.document_terms import HAND, settle_term
from catalogue.models import Document, File, Fonds, Inventory, PageState, utc_now
from catalogue.page_work import page_states, page_text
from catalogue.records import page_ids_of, pages_of
from indexer.describe import describe_document
from indexer.describe.citations import cited_papers
from indexer.progress import Reporter

KEPT = frozenset({Field.TERM, Field.DATE, Field.ACCESS, Field.SECRECY})
MARKED = {Marker.COVER: "Bìa hồ sơ", Marker.LIST: "Mục lục văn bản"}
_BATCH = 20  # documents described in one transaction
CITING = 40  # pages from the front of which every citation is kept; a long annex cites what its paper's first pages do
ENDS = 4  # pages from the front and from the back that are looked at; forms and signatures stand there


def describe_if_read(session: Session, document: Document) -> None:
    """Describe a document of which no page waits any longer; otherwise its last page will bring it here."""
    ids = page_ids_of(session, [document.id])[document.id]
    if PageState.WAITING not in page_states(session, ids).values():
        describe_from_pages(session, document)


def describe_anew(catalogue: Catalogue, reporter: Reporter, fonds: str | None = None) -> tuple[int, int]:
    """Describe papers again from the words that were read, by the rules of today; of one fonds if named.

    What inventory and persons say stays, and goes on outweighing what is read. Returns how many documents were looked at,
    and how many a reader now sees otherwise.

    Raises:
        NotFound: there is no such fonds.
    """
    with catalogue.reading() as session:
        wanted = select(Document.id).join(File).join(Inventory).join(Fonds).order_by(Document.id)
        if fonds is not None:
            if session.scalar(select(Fonds.id).where(Fonds.code == fonds)) is None:
                raise NotFound(f"there is no fonds '{fonds}'; see: vankho fonds")
            wanted = wanted.where(Fonds.code == fonds)
        ids = session.scalars(wanted).all()
    if ids:
        reporter.stage("Describing", len(ids), "documents")
    changed = 0
    for start in range(0, len(ids), _BATCH):
        some = ids[start : start + _BATCH]
        with catalogue.begin() as session:
            documents = session.scalars(select(Document).where(Document.id.in_(some)).order_by(Document.id)).all()
            before = {document.id: document.revision for document in documents}
            for document in documents:
                describe_if_read(session, document)
                reporter.step()
            session.flush()
            for document in documents:
                session.refresh(document, ["revision"])
            changed += sum(document.revision != before[document.id] for document in documents)
    return len(ids), changed


def describe_from_pages(session: Session, document: Document) -> None:
    """Enter what the document's pages say; a field that an earlier reading gave and this one does not is taken back.

    A date stays: without one on the paper, the time that the inventory gives is all there is. So do a level that holds
    the document back and a secrecy mark that an earlier reading saw: reading a paper opens nothing.
    """
    pages = [(number, page.id) for number, page in pages_of(session, document)]
    looked_at = {number for number, _ in pages[:ENDS]} | {number for number, _ in pages[-ENDS:]}
    wanted = looked_at | set(range(1, CITING + 1))
    read = {number: page_text(session, id_) or _UNREAD for number, id_ in pages if number in wanted}
    texts = [read[number] if number in looked_at else _UNREAD for number, _ in pages]
    statements = _statements(document, texts)
    state(session, document, statements, who=HAND)
    held = {statement.field for statement in statements}
    retract(session, document, set(Field) - held - KEPT, Source.EXTRACTED)
    settle_term(session, document)
    cites = not isinstance(parse_file_name(document.label), Marker)  # the list of a file's papers cites none of them
    cited = cited_papers([read.get(number, _UNREAD) for number, _ in pages]) if cites else []
    replace_citations(session, document, cited)


def _statements(document: Document, texts: list[PageText]) -> list[Statement]:
    """What the pages say; of the cover of a file and the list of its papers only what they are and their secrecy.

    Numbers and dates on such a scan are of the file or of other papers.
    """
    statements = describe_document(texts, utc_now().date())
    marker = parse_file_name(document.label)
    if not isinstance(marker, Marker):
        return statements
    told = [statement for statement in statements if statement.field is Field.SECRECY]
    return [Statement(Field.TYPE, MARKED[marker], Source.EXTRACTED), *told]


_UNREAD = PageText(words=(), width=0, height=0, source="unread")
