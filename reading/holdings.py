"""The tree of the archive as a reader may see it: fonds, their inventories and files, and the terms."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from archive.vietnamese import natural_key
from catalogue.models import Document, File, Fonds, Inventory, Term
from catalogue.records import readable_documents, readable_files
from reading.lines import file_lines
from reading.listing import USUAL_SIZE, count, stretch
from reading.parameters import Search
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.searches import find
from reading.shown import FondsLine, FondsView, InventoryLine, Named, TermLine, TermSpan
from search import FacetName


def list_fonds(room: ReadingRoom, reader: Reader) -> list[FondsLine]:
    """The fonds of which this reader may see a file, by repository and code."""
    with room.catalogue.reading() as session:
        return [line for _, line in _fonds_lines(session, reader)]


def show_fonds(
    room: ReadingRoom,
    reader: Reader,
    code: str,
    *,
    inventory: str | None = None,
    size: int = USUAL_SIZE,
    cursor: str | None = None,
) -> FondsView:
    """A fonds with its inventories and a stretch of its files, those of one inventory if asked.

    Where several repositories have the code, the first one's fonds is shown.

    Raises:
        NotFound: no such fonds, none of which this reader may see a file, or no such inventory in it.
        BadRequest: a size or cursor that cannot be.
    """
    with room.catalogue.reading() as session:
        known = [(fonds, line) for fonds, line in _fonds_lines(session, reader, code)]
        if not known:
            raise NotFound(f"there is no fonds '{code[:80]}' for this reader; see the list of fonds")
        fonds, line = known[0]
        inventories = _inventory_lines(session, reader, fonds)
        if inventory is not None and inventory not in {known.code for known in inventories}:
            raise NotFound(f"fonds {code} has no inventory '{inventory[:80]}' for this reader")
        files = select(File).join(Inventory).where(Inventory.fonds_id == fonds.id, readable_files(reader.levels))
        if inventory is not None:
            files = files.where(Inventory.code == inventory)
        shown, following = stretch(session, File, files, size=size, cursor=cursor)
        return FondsView(
            line=line,
            inventories=tuple(inventories),
            file_count=count(session, files),
            files=tuple(file_lines(session, reader, shown)),
            next=following,
        )


def list_terms(room: ReadingRoom, reader: Reader) -> list[TermLine]:
    """The terms by their years: boundaries in the fonds this reader may see, and how many documents they may find."""
    facet = find(room, reader, Search(size=0, facets=(FacetName.TERM,))).facets.get(FacetName.TERM)
    counts = {value.value: value.count for value in facet.values} if facet else {}
    with room.catalogue.reading() as session:
        spans: dict[str, list[tuple[Named, TermSpan]]] = {code: [] for code in counts}
        for fonds, line in _fonds_lines(session, reader):
            for span in line.terms:
                spans.setdefault(span.code, []).append((Named(fonds.code, fonds.title), span))
    return [
        TermLine(code=code, document_count=counts.get(code, 0), spans=tuple(spans[code]))
        for code in sorted(spans, key=natural_key)
    ]


def _fonds_lines(session: Session, reader: Reader, code: str | None = None) -> list[tuple[Fonds, FondsLine]]:
    files = _counts(
        session,
        select(Inventory.fonds_id, func.count(File.id))
        .join(File, File.inventory_id == Inventory.id)
        .where(readable_files(reader.levels))
        .group_by(Inventory.fonds_id),
    )
    documents = _counts(
        session,
        select(Inventory.fonds_id, func.count(Document.id))
        .join(File, File.inventory_id == Inventory.id)
        .join(Document, Document.file_id == File.id)
        .where(readable_documents(reader.levels))
        .group_by(Inventory.fonds_id),
    )
    wanted = select(Fonds).order_by(Fonds.repository_id, Fonds.order_key, Fonds.id)
    held = session.scalars(wanted.where(Fonds.code == code) if code is not None else wanted).all()
    seen = [fonds for fonds in held if files.get(fonds.id)]
    spans = _spans(session, seen)
    return [
        (
            fonds,
            FondsLine(
                code=fonds.code,
                title=fonds.title,
                repository=Named(fonds.repository.code, fonds.repository.title),
                file_count=files[fonds.id],
                document_count=documents.get(fonds.id, 0),
                terms=tuple(spans.get(fonds.id, ())),
            ),
        )
        for fonds in seen
    ]


def _counts(session: Session, wanted: Select[int, int]) -> dict[int, int]:
    return {row[0]: row[1] for row in session.execute(wanted)}


def _spans(session: Session, fonds: Sequence[Fonds]) -> dict[int, list[TermSpan]]:
    spans: dict[int, list[TermSpan]] = {}
    rows = select(Term).where(Term.fonds_id.in_([one.id for one in fonds])).order_by(Term.first_day, Term.code)
    for term in session.scalars(rows):
        spans.setdefault(term.fonds_id, []).append(TermSpan(term.code, term.first_day, term.last_day))
    return spans


def _inventory_lines(session: Session, reader: Reader, fonds: Fonds) -> list[InventoryLine]:
    files = _counts(
        session,
        select(File.inventory_id, func.count(File.id))
        .join(Inventory, Inventory.id == File.inventory_id)
        .where(Inventory.fonds_id == fonds.id, readable_files(reader.levels))
        .group_by(File.inventory_id),
    )
    documents = _counts(
        session,
        select(File.inventory_id, func.count(Document.id))
        .join(Document, Document.file_id == File.id)
        .where(File.inventory_id.in_(files), readable_documents(reader.levels))
        .group_by(File.inventory_id),
    )
    held = session.scalars(
        select(Inventory).where(Inventory.fonds_id == fonds.id).order_by(Inventory.order_key, Inventory.id)
    )
    return [
        InventoryLine(one.code, one.title, files[one.id], documents.get(one.id, 0)) for one in held if files.get(one.id)
    ]
