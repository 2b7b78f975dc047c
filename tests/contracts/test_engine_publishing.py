"""How every search engine takes records in and gives them up: upsert, delete, commit, rebuild, what operators ask."""

import threading

import pytest

from archive.access import Access
from search import EngineState, RecordLevel, SearchEngine
from tests.contracts.archives import PUBLIC, ask, found, publish, record, walk


def test_nothing_is_seen_before_commit(engine: SearchEngine) -> None:
    """Records are seen after the commit, not before."""
    engine.upsert([record("a", "lũ")])
    assert found(engine, "lũ") == set()
    engine.commit()
    assert found(engine, "lũ") == {"a"}


def test_upsert_replaces(engine: SearchEngine) -> None:
    """A record published again replaces the earlier one, with all its pages."""
    publish(engine, record("a", "lũ", "hạn", revision=1))
    publish(engine, record("a", "bão", revision=2))
    assert found(engine, "lũ OR hạn") == set()
    assert found(engine, "bão") == {"a"}
    assert engine.page_words(["a-1", "a-2"], PUBLIC).keys() == {"a-1"}
    assert engine.revisions_of(["a", "unknown"]) == {"a": 2}


def test_upsert_twice_in_one_commit_keeps_the_last(engine: SearchEngine) -> None:
    """The same record twice before a commit counts once, as it was last."""
    publish(engine, record("a", "lũ", revision=1), record("a", "bão", revision=2))
    assert engine.count() == 1
    assert found(engine, "bão") == {"a"}


def test_upsert_tells_how_many(engine: SearchEngine) -> None:
    """Upsert counts the records it took."""
    assert engine.upsert(record(f"{n}") for n in range(5)) == 5


def test_delete(engine: SearchEngine) -> None:
    """A deleted record is gone with its pages; deleting what is not there is no fault."""
    publish(engine, record("a", "lũ"), record("b", "lũ"))
    engine.delete(["a", "unknown"])
    engine.commit()
    assert found(engine, "lũ") == {"b"}
    assert engine.page_words(["a-1"], PUBLIC) == {}
    assert engine.revisions_of(["a"]) == {}


def test_delete_and_upsert_in_one_commit(engine: SearchEngine) -> None:
    """A record that is deleted and published again before the commit is there."""
    publish(engine, record("a", "lũ"))
    engine.delete(["a"])
    publish(engine, record("a", "bão"))
    assert found(engine, "bão") == {"a"}


def test_commit_of_nothing(engine: SearchEngine) -> None:
    """A commit without changes is no fault."""
    engine.commit()
    assert engine.count() == 0


def test_counts_of_operators(engine: SearchEngine) -> None:
    """Counts are of all access levels, by level of description."""
    publish(engine, record("a"), record("b", access=Access.SECRET), record("f", level=RecordLevel.FILE))
    assert (engine.count(), engine.count(RecordLevel.DOCUMENT), engine.count(RecordLevel.FILE)) == (3, 2, 1)


def test_all_ids(engine: SearchEngine) -> None:
    """Every record is listed with its revision, by id."""
    publish(engine, record("b", revision=7), record("a", access=Access.SECRET), record("c"))
    assert list(engine.all_ids()) == [("a", 1), ("b", 7), ("c", 1)]


def test_empty_engine_answers(engine: SearchEngine) -> None:
    """An engine without records answers with nothing."""
    answer = ask(engine, "lũ")
    assert (answer.total, answer.hits, answer.next) == (0, (), None)
    assert list(engine.all_ids()) == []


def test_health(engine: SearchEngine) -> None:
    """A working engine is ready and tells its name and how many records it holds."""
    publish(engine, record("a"))
    health = engine.health()
    assert (health.state, health.records) == (EngineState.READY, 1)
    assert health.engine


def test_rebuild_swaps(engine: SearchEngine) -> None:
    """A rebuilt index holds what was put in, and nothing from before."""
    publish(engine, record("old", "lũ"))
    with engine.rebuild() as writer:
        writer.upsert([record("new", "lũ")])
    assert found(engine, "lũ") == {"new"}
    assert engine.page_words(["old-1", "new-1"], PUBLIC).keys() == {"new-1"}


def test_live_index_answers_during_a_rebuild(engine: SearchEngine) -> None:
    """Until the swap, readers see the live index whole, and nothing of the new one."""
    publish(engine, record("old", "lũ"))
    with engine.rebuild() as writer:
        writer.upsert([record("new", "lũ")])
        assert found(engine, "lũ") == {"old"}
        writer.commit()
        assert found(engine, "lũ") == {"old"}
    assert found(engine, "lũ") == {"new"}


def test_failed_rebuild_leaves_the_live_index(engine: SearchEngine) -> None:
    """A rebuild that fails changes nothing, and the next one works."""
    publish(engine, record("old", "lũ"))

    def fail() -> None:
        with engine.rebuild() as writer:
            writer.upsert([record("new", "lũ")])
            raise RuntimeError("the catalogue went away")

    with pytest.raises(RuntimeError):
        fail()
    assert found(engine, "lũ") == {"old"}
    with engine.rebuild() as writer:
        writer.upsert([record("newer", "lũ")])
    assert found(engine, "lũ") == {"newer"}


def test_publishing_after_a_rebuild(engine: SearchEngine) -> None:
    """Changes after a rebuild go to the new index."""
    with engine.rebuild() as writer:
        writer.upsert([record("a", "lũ")])
    publish(engine, record("b", "lũ"))
    assert found(engine, "lũ") == {"a", "b"}


def test_many_rebuilds(engine: SearchEngine) -> None:
    """Rebuilding again and again works, each in the place of the one before."""
    for number in range(4):
        with engine.rebuild() as writer:
            writer.upsert([record(f"{number}")])
        assert found(engine) == {f"{number}"}


def test_cursors_survive_a_rebuild(engine: SearchEngine) -> None:
    """A walk by reference goes on over a rebuild, without a hit twice or lost."""
    entries = [record(f"{n:02}") for n in range(10, 30)]
    publish(engine, *entries)
    answer = ask(engine, size=7)
    with engine.rebuild() as writer:
        writer.upsert(entries)
    rest = ask(engine, size=100, cursor=answer.next)
    assert [hit.id for hit in (*answer.hits, *rest.hits)] == [f"{n:02}" for n in range(10, 30)]


def test_readers_during_publication(engine: SearchEngine) -> None:
    """Readers of many threads see whole states while records are published, never an error or a half."""
    publish(engine, *(record(f"{n:02}", "lũ") for n in range(20)))
    faults: list[BaseException | list[str]] = []
    stop = threading.Event()

    def read() -> None:
        while not stop.is_set():
            try:
                ids = walk(engine, "", size=50)
                if len(ids) != 20:
                    faults.append(ids)
            except Exception as fault:  # noqa: BLE001 - whatever a reader meets is a failure here
                faults.append(fault)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for revision in range(2, 8):
        publish(engine, *(record(f"{n:02}", "lũ", revision=revision) for n in range(20)))
    with engine.rebuild() as writer:
        writer.upsert(record(f"{n:02}", "lũ") for n in range(20))
    stop.set()
    for reader in readers:
        reader.join()
    assert faults == []
