"""Lists of records in the order of their references, a stretch at a time; the way on is the id of the last one shown."""

from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Select, func, select, tuple_
from sqlalchemy.orm import Session

from archive.errors import BadRequest
from catalogue.models import Document, File

USUAL_SIZE = 50
LARGEST_SIZE = 100

_Record = TypeVar("_Record", File, Document)


def stretch(
    session: Session, table: type[_Record], wanted: Select[_Record], *, size: int, cursor: str | None
) -> tuple[list[_Record], str | None]:
    """At most `size` records behind the cursor, and the cursor to go on with.

    Raises:
        BadRequest: a size that is not served, or a cursor of no record.
    """
    if not 1 <= size <= LARGEST_SIZE:
        raise BadRequest(f"size is {size}; it must be from 1 to {LARGEST_SIZE}: page on with the cursor")
    wanted = wanted.order_by(table.order_key, table.id).limit(size + 1)
    if cursor is not None:
        last = session.get(table, cursor)
        if last is None:
            raise BadRequest("the cursor does not belong to this list; start again without a cursor")
        wanted = wanted.where(tuple_(table.order_key, table.id) > tuple_(last.order_key, last.id))
    found = list(session.scalars(wanted))
    return found[:size], found[size - 1].id if len(found) > size else None


def count(session: Session, wanted: Select[Any]) -> int:
    """How many rows a query has."""
    return session.scalar(select(func.count()).select_from(wanted.subquery())) or 0


def neighbour(session: Session, document: Document, readable: ColumnElement[bool], *, after: bool) -> Document | None:
    """The next document of the same file in order of reference, or the one before."""
    key, here = tuple_(Document.order_key, Document.id), tuple_(document.order_key, document.id)
    wanted = select(Document).join(File).where(Document.file_id == document.file_id, readable)
    if after:
        ordered = wanted.where(key > here).order_by(Document.order_key, Document.id)
    else:
        ordered = wanted.where(key < here).order_by(Document.order_key.desc(), Document.id.desc())
    return session.scalar(ordered.limit(1))
