"""Who may see a record: its effective level, and the deny-list that closes it before the index has caught up."""

from collections.abc import Iterable, Sequence

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from archive.access import Access, access_of
from archive.descriptions import Field, Source, Statement
from archive.errors import BadRequest
from catalogue.models import Denial, Document, RecordKind, type_of_record
from catalogue.publication import chunks, upsert
from catalogue.records import Record

# By the tables' own names, past the mapper: asked at every search, and nearly always empty.
_DENIALS = select(Denial.__table__.c.record_id, Denial.__table__.c.access)


def effective_access(record: Record) -> Access:
    """The level that counts: a document is never more open than its file."""
    if isinstance(record, Document):
        return record.access.stricter(record.file.access)
    return record.access


def level_of(statements: Iterable[Statement], default: Access) -> Access:
    """The record's own level by all that its sources say of it at present, else `default`.

    A person's level settles it. Otherwise a secrecy mark (Mật, Tối mật, Tuyệt mật) closes the record, whether the
    inventory or the paper bears it and whatever the other says: of what was found and what was listed, the higher wins.
    Only a person's word about the mark itself outweighs both.

    Raises:
        BadRequest: the access stated is none of the three levels.
    """
    stated = {(statement.field, statement.source): statement for statement in statements}
    accesses = [given for source in Source if (given := stated.get((Field.ACCESS, source))) is not None]
    access = accesses[0] if accesses else None
    level = _level_named(access.value) if access is not None and access.value else default
    if access is not None and access.source is Source.PERSON:
        return level
    marks = [given for source in Source if (given := stated.get((Field.SECRECY, source))) is not None]
    if marks and marks[0].source is Source.PERSON:
        marks = marks[:1]
    marked = any(access_of("", mark.value) is Access.SECRET for mark in marks)
    return Access.SECRET if marked else level


def _level_named(text: str) -> Access:
    try:
        return Access(text)
    except ValueError as error:
        raise BadRequest(f"'{text}' is no level of access; write one of {', '.join(Access)}") from error


def deny(session: Session, records: Sequence[Record]) -> None:
    """Hold records to the level they now have until the index has their present revision; withdrawn ones to nobody.

    To be called after their access changed and their revisions were counted.
    """
    session.flush()
    levels: dict[tuple[RecordKind, Access | None], set[str]] = {}
    for record in records:
        level = None if record.withdrawn else effective_access(record)
        levels.setdefault((record.kind, level), set()).add(record.id)
    for (kind, level), ids in levels.items():
        table = type_of_record[kind]
        rows = select(
            table.id, literal(kind.value), literal(level.value if level else None, Denial.access.type), table.revision
        )
        for chunk in chunks(sorted(ids)):
            upsert(
                session,
                Denial,
                rows.where(table.id.in_(chunk)),
                key=("record_id",),
                changes=("kind", "access", "revision"),
            )


def denied(session: Session, levels: Iterable[Access]) -> frozenset[str]:
    """The ids of records that a reader of these levels must not be shown, whatever the index says."""
    allowed = set(levels)
    rows = session.connection().execute(_DENIALS)
    return frozenset(id_ for id_, access in rows if access is None or access not in allowed)
