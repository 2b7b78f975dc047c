"""What all tables share: the declarative base, the column types, and opaque ids."""

import uuid
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import JSON, Date, DateTime, Dialect, Enum, Integer, MetaData, String, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

from archive.access import Access
from archive.descriptions import Field, Source
from archive.roles import Role


class RecordKind(StrEnum):
    """The two kinds of record that are described, published and searched."""

    FILE = "file"
    DOCUMENT = "document"


class PageState(StrEnum):
    """Where the reading of a page stands."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"


class DeliveryState(StrEnum):
    """Whether the records of a delivery are in sight."""

    ACTIVE = "active"
    WITHDRAWN = "withdrawn"


class ItemState(StrEnum):
    """What became of one file that a delivery offered or its inventory named."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    REFUSED = "refused"
    UNNAMED = "unnamed"
    MISSING = "missing"


class NameState(StrEnum):
    """Whether a name still stands for this asset, or for another since `--replace`."""

    CURRENT = "current"
    REPLACED = "replaced"


class Action(StrEnum):
    """What the engine must do with a record."""

    UPSERT = "upsert"
    DELETE = "delete"


class UtcDateTime(TypeDecorator[datetime]):
    """A moment in UTC, aware of its zone on every database (SQLite alone would forget it)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a moment without a zone is a fault of the caller."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value} has no time zone; moments are stored in UTC")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Give back in UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _words(kind: type[StrEnum]) -> Enum:
    """A column for the words of an enumeration, without a constraint: a new word needs no migration."""
    return Enum(
        kind,
        native_enum=False,
        create_constraint=False,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


# Sorted by code point on every database: cursors compare with what the database sorted.
SORTED = String().with_variant(String(collation="C"), "postgresql")

_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base of the catalogue."""

    metadata = MetaData(naming_convention=_NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime(),
        date: Date(),
        int: Integer(),
        dict[str, Any]: JSON(none_as_null=True),
        list[str]: JSON(),
        list[Any]: JSON(),
        **{
            kind: _words(kind)
            for kind in (
                Access,
                Action,
                DeliveryState,
                Field,
                ItemState,
                NameState,
                PageState,
                RecordKind,
                Role,
                Source,
            )
        },
    }


def new_id() -> str:
    """An opaque, permanent id: 32 hexadecimal digits."""
    return uuid.uuid4().hex


def utc_now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)
