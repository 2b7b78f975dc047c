"""Engines: SQLite in a file (WAL) by default, PostgreSQL by URL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, InterfaceError, OperationalError

from archive.errors import BadRequest, Unavailable

BUSY_TIMEOUT_MS = 30_000  # one writer at a time in SQLite: another ingest's batch is committed well within this
_POSTGRESQL = {"postgresql", "postgres", "postgresql+psycopg"}


def normalise_url(database_url: str) -> URL:
    """The URL with the driver we ship: `sqlite:///path`, or `postgresql://…` on psycopg 3.

    Raises:
        BadRequest: not a database URL, or another database.
    """
    try:
        url = make_url(database_url)
    except ArgumentError as error:
        raise BadRequest(
            "VANKHO_DATABASE_URL is not a database URL; write sqlite:///path/catalogue.db or postgresql://user@host/name"
        ) from error
    if url.drivername == "sqlite" and url.database and url.database != ":memory:":
        return url
    if url.drivername in _POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    raise BadRequest(
        f"VANKHO_DATABASE_URL names '{url.drivername}'; use an SQLite file (sqlite:///path) or postgresql://"
    )


def make_engine(database_url: str, *, foreign_keys: bool = True) -> Engine:
    """An engine with the product's settings. SQLite transactions begin as the `begin` execution option says.

    `foreign_keys=False` is for migrations only: SQLite rebuilds tables by dropping them.
    """
    url = normalise_url(database_url)
    if url.drivername != "sqlite":
        return create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": 10})
    with _refused(url):
        Path(url.database or "").parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)

    @event.listens_for(engine, "connect")
    def _configure(connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: it would begin them too late, and not around DDL.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")  # the system of record: a committed delivery outlives a power cut
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # A writer takes its place at once and waits for it; a reader that turns writer half-way could not wait.
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('begin', 'IMMEDIATE')}")

    return engine


@contextmanager
def named_faults(url: URL) -> Iterator[None]:
    """Turn a database that does not answer into `Unavailable`, with the database's name but never its password."""
    try:
        yield
    except DatabaseError as error:
        # Its subclasses for wrong data and broken rules are faults of a caller and keep their names.
        if not isinstance(error, OperationalError) and type(error) is not DatabaseError:
            raise
        raise _unavailable(url, error) from error
    except InterfaceError as error:
        raise _unavailable(url, error) from error


def name_of(url: URL) -> str:
    """The database as it may be shown: a path, or a URL without its password."""
    return str(url.database) if url.drivername == "sqlite" else url.render_as_string(hide_password=True)


def _unavailable(url: URL, error: DBAPIError) -> Unavailable:
    return Unavailable(f"the database {name_of(url)} does not work: {_first_line(error)}. {_advice(error)}")


def _first_line(error: DBAPIError) -> str:
    return (str(error.orig).strip().splitlines() or ["no reason given"])[0].rstrip(".")


def _advice(error: DBAPIError) -> str:
    reason = str(error.orig).lower()
    if "locked" in reason:
        return "Another process is writing; try again when it has finished."
    if "full" in reason or "no space" in reason:
        return "Free some disk space and run the command again; nothing half-written was kept."
    if "readonly" in reason or "read-only" in reason or "unable to open" in reason:
        return "Check that the data folder (VANKHO_HOME) exists and may be written by this user."
    if "not a database" in reason or "malformed" in reason:
        return "The file is damaged or belongs to another program; restore it from a backup."
    return "Check VANKHO_DATABASE_URL and that the database is running."


@contextmanager
def _refused(url: URL) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable(
            f"cannot make the folder of {url.database}: {error.strerror}. "
            "Check that VANKHO_HOME may be written by this user."
        ) from error
