"""What fonds are called and when their terms begin and end, in the catalogue."""

from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from catalogue.audit import record_event
from catalogue.document_terms import settle_term
from catalogue.models import Document, File, Fonds, Inventory, Term
from catalogue.records import ensure_term, name_fonds
from vankho import operator_name


def list_fonds(session: Session, code: str | None) -> list[dict[str, Any]]:
    """All fonds with their terms in the order of their codes, or the one of this code.

    Raises:
        NotFound: there is no fonds of this code.
    """
    if code is not None:
        return [_row(session, _found(session, code))]
    return [_row(session, found) for found in session.scalars(select(Fonds).order_by(Fonds.order_key, Fonds.id))]


def change_fonds(session: Session, code: str, title: str | None, boundaries: list[tuple[str, date, date]]) -> None:
    """Name a fonds and set the days of its terms; its documents are settled in them anew.

    Raises:
        NotFound: there is no fonds of this code.
    """
    found = _found(session, code)
    before = _row(session, found)
    for term, first, last in boundaries:
        ensure_term(session, found, term, first, last)
    if boundaries:
        documents = select(Document).join(File).join(Inventory).where(Inventory.fonds_id == found.id)
        for document in session.scalars(documents.order_by(Document.id)).all():
            settle_term(session, document)
    if title:
        name_fonds(session, found, title)
    session.flush()
    who = operator_name.of_system()
    record_event(session, who, "fonds", detail={"fonds": found.code}, before=before, after=_row(session, found))


def _found(session: Session, code: str) -> Fonds:
    found = session.scalar(select(Fonds).where(Fonds.code == code))
    if found is None:
        raise NotFound(f"there is no fonds '{code}'; see: vankho fonds")
    return found


def _row(session: Session, found: Fonds) -> dict[str, Any]:
    terms = session.scalars(select(Term).where(Term.fonds_id == found.id).order_by(Term.first_day))
    return {
        "code": found.code,
        "title": found.title,
        "terms": [{"code": t.code, "first": t.first_day.isoformat(), "last": t.last_day.isoformat()} for t in terms],
    }
