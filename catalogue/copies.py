"""Which documents stand behind which as their copies, as people decided; asked in every search, so it loads little."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import Copy
from catalogue.publication import chunks


def mains_of(session: Session, document_ids: Sequence[str]) -> dict[str, str]:
    """For each document that is a copy as decided, the main one it stands behind."""
    found: dict[str, str] = {}
    for some in chunks(list(document_ids)):
        rows = session.execute(select(Copy.document_id, Copy.main_id).where(Copy.document_id.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def copies_of(session: Session, main_ids: Sequence[str]) -> dict[str, list[str]]:
    """For each main document those that stand behind it; documents without copies are left out."""
    found: dict[str, list[str]] = {}
    for some in chunks(list(main_ids)):
        rows = session.execute(
            select(Copy.main_id, Copy.document_id).where(Copy.main_id.in_(some)).order_by(Copy.document_id)
        )
        for main_id, document_id in rows:
            found.setdefault(main_id, []).append(document_id)
    return found
