"""Database URLs, connections and their faults."""

import sqlite3
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from archive.errors import BadRequest, Unavailable
from catalogue import database
from catalogue.catalogue import Catalogue
from catalogue.database import normalise_url
from catalogue.models import Event, File, Note
from catalogue.records import ensure_repository
from catalogue.schema import migrate, schema_state


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_postgresql_urls_use_our_driver(scheme: str) -> None:
    """However the URL names PostgreSQL, the driver we ship is used."""
    assert normalise_url(f"{scheme}://reader@db.example/vankho").drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "url", ["", "catalogue.db", "mysql://h/n", "sqlite://", "sqlite:///:memory:", "postgresql+asyncpg://h/n"]
)
def test_other_databases_are_refused(url: str) -> None:
    """A URL of another database or driver, or of none, is refused by the setting's name."""
    with pytest.raises(BadRequest, match="VANKHO_DATABASE_URL"):
        normalise_url(url)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    """The message names the database but never the password in its URL."""
    with pytest.raises(Unavailable) as fault:
        schema_state("postgresql://keeper:s3cret@127.0.0.1:1/vankho")
    assert "127.0.0.1:1/vankho" in str(fault.value)
    assert "s3cret" not in str(fault.value)


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    """A catalogue.db that is something else is reported, not overwritten."""
    path = tmp_path / "catalogue.db"
    path.write_bytes(b"not a database, but long enough to have been one" * 100)
    with pytest.raises(Unavailable, match=r"catalogue\.db"):
        migrate(f"sqlite:///{path}")
    assert path.read_bytes().startswith(b"not a database")


def test_a_home_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A database path below a plain file is refused with the advice to check VANKHO_HOME."""
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="VANKHO_HOME"):
        migrate(f"sqlite:///{tmp_path / 'home' / 'catalogue.db'}")


def test_a_block_that_raises_leaves_nothing(catalogue: Catalogue) -> None:
    """What a writing block did is rolled back when it raises."""
    with pytest.raises(ZeroDivisionError), catalogue.begin() as session:
        ensure_repository(session, "H42")
        _ = 1 / 0
    with catalogue.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM repositories")) == 0


def test_reading_never_writes(catalogue: Catalogue) -> None:
    """Whatever a reading block changes is gone after it."""
    with catalogue.reading() as session:
        session.add(Note(key="a", value="b"))
        session.flush()
    with catalogue.reading() as session:
        assert session.get(Note, "a") is None


def test_foreign_keys_hold(catalogue: Catalogue) -> None:
    """A file of an inventory that does not exist cannot be entered on either database."""
    with pytest.raises(IntegrityError), catalogue.begin() as session:
        session.add(File(inventory_id=77, code="1", reference="x", order_key="x"))


def test_moments_come_back_in_utc(catalogue: Catalogue) -> None:
    """An event's time keeps its zone on either database, and one without a zone is refused."""
    with catalogue.begin() as session:
        session.add(Event(who="Lan", action="look"))
    with catalogue.reading() as session:
        event = session.get_one(Event, 1)
        assert event.at.utcoffset() is not None
        assert event.at.utcoffset().total_seconds() == 0  # type: ignore[union-attr]
    with pytest.raises(Exception, match="no time zone"), catalogue.begin() as session:
        session.add(Event(who="Lan", action="look", at=event.at.replace(tzinfo=None)))


def test_sqlite_keeps_a_write_ahead_log(tmp_path: Path) -> None:
    """Readers go on while one writes: the SQLite file is in WAL mode."""
    migrate(f"sqlite:///{tmp_path / 'catalogue.db'}")
    with sqlite3.connect(tmp_path / "catalogue.db") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_reader_does_not_wait_for_a_writer(catalogue: Catalogue) -> None:
    """While one block writes, another reads the state before it."""
    with catalogue.begin() as writing:
        ensure_repository(writing, "H42")
        with catalogue.reading() as reading:
            assert reading.scalar(text("SELECT count(*) FROM repositories")) == 0


def test_many_writers_lose_nothing(catalogue: Catalogue) -> None:
    """Writers that read first and write then, from several threads at once, all succeed."""
    faults: list[BaseException] = []

    def write(name: str) -> None:
        try:
            for turn in range(5):
                with catalogue.begin() as session:
                    session.get(Note, "nothing")
                    session.add(Note(key=f"{name}-{turn}", value=""))
        except BaseException as fault:  # noqa: BLE001 - a thread's fault must reach the test
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(str(i),)) for i in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with catalogue.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM meta")) == 20


def test_a_writer_that_waits_too_long_is_told_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When another process holds the SQLite file beyond the waiting time, the message says that it is being written."""
    monkeypatch.setattr(database, "BUSY_TIMEOUT_MS", 50)
    migrate(f"sqlite:///{tmp_path / 'catalogue.db'}")
    with Catalogue.open(f"sqlite:///{tmp_path / 'catalogue.db'}", tmp_path) as catalogue:
        other = sqlite3.connect(tmp_path / "catalogue.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(Unavailable, match="Another process is writing"), catalogue.begin() as session:
            session.get(Note, "anything")
        other.close()
