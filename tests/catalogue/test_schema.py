"""The version of the tables."""

import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from archive.errors import Unavailable
from catalogue.catalogue import Catalogue
from catalogue.database import make_engine
from catalogue.models import Base
from catalogue.schema import SchemaState, migrate, schema_state


def _execute(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_migrations_make_what_the_models_say(empty_url: str) -> None:
    """A database migrated from nothing has exactly the tables, columns and indexes of the models."""
    migrate(empty_url)
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        partial = {index["name"] for index in inspect(connection).get_indexes("statements") if index["unique"]}
    engine.dispose()
    assert partial == {"uq_statements_current"}


def test_an_empty_database_is_told_and_then_current(empty_url: str) -> None:
    """The state of a database goes from empty to current by one migration, and a second one changes nothing."""
    assert schema_state(empty_url) is SchemaState.EMPTY
    assert migrate(empty_url) is SchemaState.EMPTY
    assert schema_state(empty_url) is SchemaState.CURRENT
    assert migrate(empty_url) is SchemaState.CURRENT


def test_a_newer_database_is_refused(empty_url: str, tmp_path: Path) -> None:
    """Tables of a version we do not know are neither opened nor migrated, and the message says so."""
    migrate(empty_url)
    _execute(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    assert schema_state(empty_url) is SchemaState.NEWER
    with pytest.raises(Unavailable, match="newer version"):
        migrate(empty_url)
    with pytest.raises(Unavailable, match="newer version"):
        Catalogue.open(empty_url, tmp_path)


def test_a_database_without_tables_is_not_opened(empty_url: str, tmp_path: Path) -> None:
    """Opening before `vankho init` is refused and names the command to run."""
    with pytest.raises(Unavailable, match="vankho init"):
        Catalogue.open(empty_url, tmp_path)


def test_two_processes_may_migrate_at_once(empty_url: str) -> None:
    """Of two processes that migrate an empty database together both succeed."""
    program = "import sys; from catalogue.schema import migrate; migrate(sys.argv[1])"
    running = [subprocess.Popen([sys.executable, "-c", program, empty_url]) for _ in range(2)]
    assert [process.wait(60) for process in running] == [0, 0]
    assert schema_state(empty_url) is SchemaState.CURRENT


def test_a_migration_that_fails_leaves_nothing(empty_url: str) -> None:
    """When a table cannot be made, none is: the migration is one transaction on either database."""
    _execute(empty_url, "CREATE TABLE terms (id INTEGER)")
    with pytest.raises(Exception, match="terms"):
        migrate(empty_url)
    engine = make_engine(empty_url)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["terms"]
    engine.dispose()
