"""Holds back what an unreadable inventory may have marked secret, until an inventory that can be read says otherwise."""

from sqlalchemy.orm import Session

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from catalogue.descriptions import history, retract, state
from catalogue.records import Record

HOLDING_HAND = "held back"  # who says that a record is secret because its inventory could not be read


def hold(session: Session, record: Record) -> None:
    """Make a record secret unless an inventory or a person gave it a level: theirs outweighs this, the weakest source."""
    state(session, record, [Statement(Field.ACCESS, Access.SECRET, Source.EXTRACTED, 0.0)], who=HOLDING_HAND)


def release(session: Session, record: Record, level: Access | None) -> None:
    """Let a held record have the level that its description gives, else `level`, else the one it came with."""
    versions = history(session, record, Field.ACCESS)
    if not any(v.superseded_at is None and v.statement.source is Source.EXTRACTED for v in versions):
        return  # not held: the level it has stays
    record.default_access = level or record.default_access
    retract(session, record, {Field.ACCESS}, Source.EXTRACTED)
