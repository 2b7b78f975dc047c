"""Who may see a record: its effective level, and the deny-list that closes it before the index has caught up."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from archive.access import Access, access_of
from archive.descriptions import Field, Statement
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


def level_of(description: Mapping[Field, Statement], default: Access) -> Access:
    """The record's own level as its description says, else `default`.

    A secrecy mark (Mật, Tối mật, Tuyệt mật) closes a record, whatever access the same or a weaker source gives it.

    Raises:
        BadRequest: the access stated is none of the three levels.
    """
    access, secrecy = description.get(Field.ACCESS), description.get(Field.SECRECY)
    level = default
    if access is not None and access.value:
        try:
            level = Access(access.value)
        except ValueError as error:
            known = ", ".join(Access)
            raise BadRequest(f"'{access.value}' is no level of access; write one of {known}") from error
    if secrecy is None or access_of("", secrecy.value) is not Access.SECRET:
        return level
    outweighed = access is not None and access.source.precedence < secrecy.source.precedence
    return level if outweighed else Access.SECRET


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
