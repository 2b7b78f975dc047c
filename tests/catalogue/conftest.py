"""A fresh catalogue on each database."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from catalogue.catalogue import Catalogue
from catalogue.database import make_engine
from catalogue.models import Base
from catalogue.schema import migrate

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def templates() -> dict[str, str]:
    """Migrated databases by kind: an SQLite file to copy, and the URL of a PostgreSQL database to empty."""
    return {}


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    make: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
    return make()


@pytest.fixture(params=BOTH)
def database_url(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
    templates: dict[str, str],
) -> str:
    """The URL of a migrated, empty database, on SQLite and on PostgreSQL."""
    kind: str = request.param
    if kind == "sqlite":
        if kind not in templates:
            templates[kind] = str(tmp_path_factory.mktemp("template") / "catalogue.db")
            migrate(f"sqlite:///{templates[kind]}")
        shutil.copy(templates[kind], tmp_path / "catalogue.db")
        return f"sqlite:///{tmp_path / 'catalogue.db'}"
    if kind not in templates:
        make: Callable[[], str] = request.getfixturevalue("new_postgresql_database")
        templates[kind] = make()
        migrate(templates[kind])
    else:
        _empty(templates[kind])  # five times as quick as another database
    return templates[kind]


@pytest.fixture
def catalogue(database_url: str, tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue, open."""
    with Catalogue.open(database_url, tmp_path) as opened:
        yield opened


def _empty(url: str) -> None:
    engine = make_engine(url)
    tables = ", ".join(f'"{table.name}"' for table in Base.metadata.sorted_tables)
    with engine.begin() as connection:
        connection.execute(text("SET LOCAL session_replication_role = replica"))  # past the trigger that keeps events
        connection.execute(text(f"TRUNCATE {tables} RESTART IDENTITY"))
    engine.dispose()
