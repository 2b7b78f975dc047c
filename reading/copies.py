"""Copies as they show in searches: behind their main document, and left out of a folded search."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.copies import copies_of, mains_of
from catalogue.models import Copy, Document, File, Fonds, Inventory
from catalogue.records import readable_documents, readable_ids
from reading.lines import document_lines
from reading.reader import Reader
from reading.shown import RecordLine


def copies_behind(session: Session, reader: Reader, main_ids: Sequence[str]) -> dict[str, list[RecordLine]]:
    """For each main document its copies, as decided, that the reader may see; documents without any are left out."""
    copies = copies_of(session, main_ids)
    ids = [id_ for those in copies.values() for id_ in those]
    readable = readable_ids(session, reader.levels, ids) if ids else set()
    documents = [session.get_one(Document, id_) for id_ in ids if id_ in readable]
    lines = {line.id: line for line in document_lines(session, documents)} if documents else {}
    found = {main: [lines[id_] for id_ in those if id_ in lines] for main, those in copies.items()}
    return {main: those for main, those in found.items() if those}


def main_of(session: Session, reader: Reader, document_id: str) -> RecordLine | None:
    """The main document that one stands behind, if the reader may see it."""
    main = mains_of(session, [document_id]).get(document_id)
    if main is None or main not in readable_ids(session, reader.levels, [main]):
        return None
    return document_lines(session, [session.get_one(Document, main)])[0]


def folded_away(
    session: Session,
    reader: Reader,
    limit: int,
    *,
    fonds: Sequence[str] = (),
    inventory: Sequence[str] = (),
    file: Sequence[str] = (),
) -> frozenset[str]:
    """The copies that a folded search leaves out: those whose main document the reader may see. At most `limit`.

    Where the search is kept to some places, only those whose main document lies there: the others would be lost, for what
    they stand behind is no hit.
    """
    wanted = (
        select(Copy.document_id)
        .join(Document, Document.id == Copy.main_id)
        .join(Document.file)
        .join(File.inventory)
        .join(Inventory.fonds)
        .where(readable_documents(list(reader.levels)))
    )
    for column, codes in ((Fonds.code, fonds), (Inventory.code, inventory), (File.reference, file)):
        if codes:
            wanted = wanted.where(column.in_(codes))
    return frozenset(session.scalars(wanted.order_by(Copy.document_id).limit(limit)))
