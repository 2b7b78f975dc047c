"""The columns of foreign inventories as persons confirmed them, by the fingerprint of their headers."""

from collections.abc import Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.audit import record_event
from catalogue.models import ColumnMapping, utc_now


def confirmed_columns(session: Session) -> dict[str, dict[str, str]]:
    """Our column by header, for each row of headers that was confirmed, by its fingerprint."""
    return {row.fingerprint: dict(row.columns) for row in session.scalars(select(ColumnMapping))}


def confirm_columns(session: Session, fingerprint: str, columns: Mapping[str, str], who: str) -> None:
    """Let headers stand for these columns from now on, in place of what was confirmed before; logged."""
    row = session.get(ColumnMapping, fingerprint)
    before = dict(row.columns) if row is not None else None
    if row is None:
        row = ColumnMapping(fingerprint=fingerprint, columns={}, who=who)
        session.add(row)
    row.columns, row.who, row.at = dict(columns), who, utc_now()
    record_event(session, who, "mapping", detail={"headers": fingerprint}, before=before, after=row.columns)
