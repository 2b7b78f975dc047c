"""A new index beside the live one, while readers search; and from one engine to the other."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import select

from archive.descriptions import Field, Source, Statement
from archive.errors import Unavailable
from catalogue.catalogue import Catalogue
from catalogue.descriptions import state
from catalogue.models import Document
from catalogue.schema import migrate
from indexer.publication import Publisher
from search import EmbeddedEngine, SearchEngine
from search.elasticsearch import ElasticsearchEngine
from search.port import Sort
from tests.contracts.archives import EVERYTHING, ask, found, record, walk
from tests.reading.archive_made_up import SERIES, MadeUp, fill

A_SECOND = 20  # searches
QUESTIONS = ("công văn", '"cây chè"', "số thường kỳ", "chè OR công", "", "1*")


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """An empty catalogue."""
    home = tmp_path / "home"
    home.mkdir()
    migrate(f"sqlite:///{home}/catalogue.db")
    with Catalogue.open(f"sqlite:///{home}/catalogue.db", home) as opened:
        yield opened


@pytest.fixture
def made(catalogue: Catalogue, tmp_path: Path) -> MadeUp:
    """The made-up archive, entered but not published."""
    return fill(catalogue, tmp_path)


@pytest.fixture
def embedded(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """An embedded engine, empty."""
    engine = EmbeddedEngine(tmp_path / "index")
    engine.prepare()
    yield engine
    engine.close()


def seen_in(engine: SearchEngine) -> list[object]:
    """What readers see of an index: hits in order, totals, facets, pages."""
    seen: list[object] = []
    for question in QUESTIONS:
        for order in (Sort.RELEVANCE, Sort.NEWEST, Sort.REFERENCE):
            answer = ask(engine, question, access=EVERYTHING, size=100, level=None, sort=order)
            ids = [hit.id for hit in answer.hits]
            shown = sorted(ids) if order is Sort.RELEVANCE else ids
            seen += [answer.total, shown, answer.facets, [hit.record for hit in answer.hits] if shown is ids else None]
    return seen


def test_moving_to_the_cluster_and_back(
    catalogue: Catalogue, made: MadeUp, embedded: EmbeddedEngine, engine: ElasticsearchEngine
) -> None:
    """A reindex fills either engine with the whole catalogue, and readers see the same before, there and back."""
    assert Publisher(catalogue, embedded).run_once() > SERIES
    before = seen_in(embedded)
    assert before[0] == SERIES + 1, "and the file that they lie in"
    Publisher(catalogue, engine).rebuild()
    assert list(engine.all_ids()) == list(embedded.all_ids())
    assert seen_in(engine) == before
    rename(catalogue, made.resolution, "Về bảo vệ rừng đầu nguồn")
    Publisher(catalogue, engine).run_once()
    Publisher(catalogue, embedded).rebuild()
    assert list(engine.all_ids()) == list(embedded.all_ids())
    assert found(embedded, "đầu nguồn") == found(engine, "đầu nguồn") == {made.resolution}
    assert seen_in(embedded) == seen_in(engine)


def rename(catalogue: Catalogue, document: str, title: str) -> None:
    """Let a person state the title of a document."""
    with catalogue.begin() as session:
        described = session.scalars(select(Document).where(Document.id == document)).one()
        state(session, described, [Statement(Field.TITLE, title, Source.PERSON, 1.0)], who="made up")


class Readers:
    """Searches twenty times a second, and keeps every fault and every answer that lacks a hit."""

    def __init__(self, engine: SearchEngine) -> None:
        self._engine = engine
        self._stop = threading.Event()
        self.faults: list[str] = []
        self.answers = 0

    def __enter__(self) -> "Readers":
        self._pool = ThreadPoolExecutor(4)
        self._clock = threading.Thread(target=self._ask_on)
        self._clock.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._clock.join()
        self._pool.shutdown()

    def _ask_on(self) -> None:
        while not self._stop.wait(1 / A_SECOND):
            self._pool.submit(self._ask)

    def _ask(self) -> None:
        try:
            answer = ask(self._engine, "công văn thường kỳ", size=100)
            walked = walk(self._engine, "công văn", size=10)
        except Exception as fault:  # noqa: BLE001 - whatever a reader would have met
            self.faults.append(repr(fault))
            return
        self.answers += 1
        if not answer.total == len(answer.hits) == len(set(walked)) == len(walked) == SERIES or answer.notices:
            self.faults.append(f"{answer.total} of {SERIES}, walked {len(walked)}")


def test_readers_notice_nothing_of_a_rebuild(catalogue: Catalogue, made: MadeUp, engine: ElasticsearchEngine) -> None:
    """During rebuilds, and after one that fails, no search fails and no hit is missing; changes made meanwhile are caught up."""
    publisher = Publisher(catalogue, engine)
    publisher.run_once()
    with Readers(engine) as readers:
        for number in range(2):
            renamer = threading.Thread(target=rename, args=(catalogue, made.resolution, f"Về đồi chè lần{number}"))
            renamer.start()
            publisher.rebuild()
            renamer.join()
            publisher.run_once()
            assert found(engine, f"lần{number}") == {made.resolution}
        with suppress(ZeroDivisionError), engine.rebuild() as writer:
            writer.upsert([record("stray", "công văn thường kỳ")])
            raise ZeroDivisionError
    assert readers.faults == []
    assert readers.answers > A_SECOND
    with catalogue.reading() as session:
        whole = {row.id: row.revision for row in session.scalars(select(Document))}
    held = dict(engine.all_ids())
    assert {record_id: held[record_id] for record_id in whole} == whole
    assert "stray" not in held


def test_a_new_index_that_lacks_records_does_not_go_live(engine: ElasticsearchEngine) -> None:
    """When the new index holds fewer records than were written, the live one stays, and the fault is told."""
    engine.upsert([record("live", "cây chè")])
    engine.commit()
    with (
        pytest.raises(Unavailable, match=r"holds 1 records of 2 written, so the live one stays"),
        engine.rebuild() as new,
    ):
        new.upsert([record("one", "cây chè"), record("two", "cây chè")])
        new.commit()
        engine._client.delete(index=new._targets.records, id="two", refresh=True)
    assert found(engine, "chè") == {"live"}
