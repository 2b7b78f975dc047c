"""The version of the database's tables: told, brought up to date, or refused."""

from enum import StrEnum
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from archive.errors import Unavailable
from catalogue.database import make_engine, name_of, named_faults, normalise_url

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x56414E4B484F  # any number that nobody else uses on the same PostgreSQL server: "VANKHO"


class SchemaState(StrEnum):
    """How the tables of a database compare with this version of the product."""

    EMPTY = "empty"
    OLDER = "older"
    CURRENT = "current"
    NEWER = "newer"


def schema_state(database_url: str) -> SchemaState:
    """Compare the tables with this version.

    Raises:
        Unavailable: the database does not answer.
    """
    engine = make_engine(database_url)
    try:
        with named_faults(engine.url), engine.execution_options(begin="DEFERRED").connect() as connection:
            return state_of(connection)
    finally:
        engine.dispose()


def state_of(connection: Connection) -> SchemaState:
    """The same, on an open connection."""
    script = ScriptDirectory.from_config(alembic_config())
    held = MigrationContext.configure(connection).get_current_heads()
    known = {revision.revision for revision in script.walk_revisions()}
    if not held:
        return SchemaState.EMPTY
    if not set(held) <= known:
        return SchemaState.NEWER
    return SchemaState.CURRENT if set(held) == set(script.get_heads()) else SchemaState.OLDER


def migrate(database_url: str) -> SchemaState:
    """Make the tables, or bring older ones up to date, in one transaction; returns the state found before.

    Raises:
        Unavailable: the database does not answer, or its tables are of a newer version.
    """
    engine = make_engine(database_url, foreign_keys=False)
    try:
        with named_faults(engine.url), engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            found = state_of(connection)
            refuse_newer(found, database_url)
            config = alembic_config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
            return found
    finally:
        engine.dispose()


def require_current(engine: Engine) -> None:
    """Refuse to open tables that this version does not know exactly.

    Raises:
        Unavailable: the tables are missing, older or newer; the message says what to do.
    """
    with named_faults(engine.url), engine.execution_options(begin="DEFERRED").connect() as connection:
        found = state_of(connection)
    refuse_newer(found, engine.url.render_as_string(hide_password=False))
    if found is not SchemaState.CURRENT:
        what = "has no catalogue yet" if found is SchemaState.EMPTY else "is of an older version"
        raise Unavailable(f"the database {name_of(engine.url)} {what}; run: vankho init")


def refuse_newer(found: SchemaState, database_url: str) -> None:
    """Raise `Unavailable` for tables made by a newer version: writing to them could lose what we do not know of."""
    if found is SchemaState.NEWER:
        raise Unavailable(
            f"the database {name_of(normalise_url(database_url))} was made by a newer version of Văn Khố; "
            "install that version, or point VANKHO_DATABASE_URL elsewhere"
        )


def alembic_config() -> Config:
    """Alembic's configuration for the migrations shipped in this package; there is no alembic.ini."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
