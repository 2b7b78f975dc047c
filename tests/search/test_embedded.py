"""The embedded engine's own matters: directories, the writer's lock, other processes, damaged and older indexes."""

import subprocess
import sys
from pathlib import Path

import pytest

from archive.errors import Unavailable
from search import EmbeddedEngine, EngineState
from search.embedded.schema import FORMAT, LONGEST_VALUE
from search.entries import PageWords
from search.forms import Level, at_level, bare_line_of
from search.packing import dump_page, load_page
from tests.contracts.archives import found, publish, record

ROOT = Path(__file__).parents[2]


def in_another_process(script: str, index: Path) -> str:
    """Run a script that finds the engine as `engine`, and return what it prints."""
    head = "import sys; from pathlib import Path; from search import *; from tests.contracts.archives import *\n"
    run = subprocess.run(
        [sys.executable, "-c", f"{head}engine = EmbeddedEngine(Path(sys.argv[1]))\n{script}", str(index)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


def test_an_index_outlives_its_process(tmp_path: Path) -> None:
    """What was published is there when the directory is opened again."""
    engine = EmbeddedEngine(tmp_path / "index")
    publish(engine, record("a", "lũ"))
    engine.close()
    assert found(EmbeddedEngine(tmp_path / "index"), '"lũ"') == {"a"}


def test_readers_follow_commits_of_other_processes(tmp_path: Path) -> None:
    """A reader sees what another process published, at its next search; and a rebuild of another process too."""
    reader = EmbeddedEngine(tmp_path / "index")
    assert found(reader, "lũ") == set()
    in_another_process("publish(engine, record('a', 'lũ'))", tmp_path / "index")
    assert found(reader, "lũ") == {"a"}
    in_another_process("with engine.rebuild() as writer: writer.upsert([record('b', 'lũ')])", tmp_path / "index")
    assert found(reader, "lũ") == {"b"}


def test_one_writer_at_a_time(tmp_path: Path) -> None:
    """A second writer is told to wait; after the commit it may write."""
    first, second = EmbeddedEngine(tmp_path / "index"), EmbeddedEngine(tmp_path / "index")
    first.upsert([record("a")])
    with pytest.raises(Unavailable, match="writing"):
        second.upsert([record("b")])
    with pytest.raises(Unavailable, match="writing"), second.rebuild():
        pass
    first.commit()
    publish(second, record("b"))
    assert first.count() == 2


def test_the_lock_holds_between_processes(tmp_path: Path) -> None:
    """A writer of another process is told to wait as well, while it may read."""
    engine = EmbeddedEngine(tmp_path / "index")
    publish(engine, record("a"))
    engine.upsert([record("b")])
    script = "try: engine.upsert([record('c')])\nexcept Exception as fault: print(type(fault).__name__, engine.count())"
    assert in_another_process(script, tmp_path / "index") == "Unavailable 1"


def test_a_writer_that_died_leaves_the_index_and_no_lock(tmp_path: Path) -> None:
    """A process killed while writing leaves what was committed, and the next may write."""
    engine = EmbeddedEngine(tmp_path / "index")
    publish(engine, record("a"))
    in_another_process("import os; engine.upsert([record('b')]); os._exit(0)", tmp_path / "index")
    publish(engine, record("c"))
    assert found(engine) == {"a", "c"}


def test_closing_drops_what_was_not_committed(tmp_path: Path) -> None:
    """A closed engine leaves no half-published records and no lock."""
    engine = EmbeddedEngine(tmp_path / "index")
    engine.upsert([record("a")])
    engine.close()
    again = EmbeddedEngine(tmp_path / "index")
    publish(again, record("b"))
    assert found(again) == {"b"}


def test_one_old_index_is_kept(tmp_path: Path) -> None:
    """After rebuilds the live index and the one before it are on the disk, and no others."""
    engine = EmbeddedEngine(tmp_path / "index")
    for _ in range(3):
        with engine.rebuild() as writer:
            writer.upsert([record("a")])
    assert sorted(entry.name for entry in (tmp_path / "index").iterdir() if entry.is_dir()) == ["3", "4"]


def test_remains_of_a_killed_rebuild_are_no_hindrance(tmp_path: Path) -> None:
    """A half-built index beside the live one is thrown away by the next rebuild."""
    engine = EmbeddedEngine(tmp_path / "index")
    (tmp_path / "index" / "2" / "records").mkdir(parents=True)
    (tmp_path / "index" / "2" / "records" / "meta.json").write_text("half")
    with engine.rebuild() as writer:
        writer.upsert([record("a")])
    assert found(engine) == {"a"}


def test_an_index_of_another_format_asks_for_a_reindex(tmp_path: Path) -> None:
    """Another format is said to be so, in health too, and a rebuild puts it right."""
    EmbeddedEngine(tmp_path / "index").close()
    (tmp_path / "index" / "1" / "format").write_text(str(FORMAT + 1))
    engine = EmbeddedEngine(tmp_path / "index")
    with pytest.raises(Unavailable, match="vankho reindex"):
        engine.count()
    assert engine.health().state is EngineState.UNAVAILABLE
    with engine.rebuild() as writer:
        writer.upsert([record("a")])
    assert engine.count() == 1


def test_a_damaged_index_asks_for_a_reindex(tmp_path: Path) -> None:
    """A broken index is an Unavailable that says what to do, not a crash."""
    EmbeddedEngine(tmp_path / "index").close()
    (tmp_path / "index" / "1" / "records" / "meta.json").write_text("{}")
    with pytest.raises(Unavailable, match="vankho reindex"):
        EmbeddedEngine(tmp_path / "index").count()


def test_a_lost_index_asks_for_a_reindex(tmp_path: Path) -> None:
    """A directory that somebody removed is an Unavailable as well."""
    engine = EmbeddedEngine(tmp_path / "index")
    (tmp_path / "index" / "1" / "records" / "meta.json").unlink()
    with pytest.raises(Unavailable, match="vankho reindex"):
        engine.count()


def test_a_place_that_cannot_be_written(tmp_path: Path) -> None:
    """A place where no directory can be made is an Unavailable that names it."""
    (tmp_path / "file").write_text("")
    with pytest.raises(Unavailable, match="file"):
        EmbeddedEngine(tmp_path / "file" / "index")


def test_pages_survive_packing() -> None:
    """Packed pages come back equal, the empty one too."""
    whole = PageWords(("Số", "x-", "y"), ("số", "xy"), (0, 1), frozenset({1}), ("a",), ("b", "c"))
    for page in (whole, PageWords()):
        loaded = load_page(dump_page(page, bare_line_of(page.words)))
        assert loaded == page
        assert list(loaded.bare) == at_level((*page.before, *page.words, *page.after), Level.BARE)


def test_the_limit_of_a_text_is_that_of_the_design() -> None:
    """A value of the index holds at most five million characters."""
    assert LONGEST_VALUE == 5_000_000
