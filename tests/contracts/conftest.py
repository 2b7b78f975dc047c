"""The adapters of each port: every contract test runs once on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search import EmbeddedEngine, SearchEngine
from search.elasticsearch import ClusterSettings, ElasticsearchEngine
from tests.elasticsearch_fixture import own_indexes


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An empty engine of each kind."""
    made = request.getfixturevalue(f"{request.param}_engine")
    assert isinstance(made, EmbeddedEngine | ElasticsearchEngine)
    yield made


@pytest.fixture
def new_index(engine: SearchEngine) -> None:
    """The engine's index made anew: no deleted record of another test counts in its scores."""
    with engine.rebuild():
        pass


@pytest.fixture
def engines(
    embedded_engine: EmbeddedEngine, elasticsearch_engine: ElasticsearchEngine
) -> tuple[SearchEngine, SearchEngine]:
    """An empty engine of each kind, to be asked the same; no deleted record of another test counts in its scores."""
    with elasticsearch_engine.rebuild():
        pass
    return embedded_engine, elasticsearch_engine


@pytest.fixture
def embedded_engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """An empty embedded engine."""
    made = EmbeddedEngine(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture(scope="session")
def elasticsearch_settings(elasticsearch_url: str) -> Iterator[ClusterSettings]:
    """Indexes for all tests of a run: to make them takes a second, to empty them a twentieth of it."""
    with own_indexes(elasticsearch_url) as settings:
        yield settings


@pytest.fixture
def elasticsearch_engine(elasticsearch_settings: ClusterSettings) -> Iterator[ElasticsearchEngine]:
    """An engine on the server of the tests, its indexes empty."""
    made = ElasticsearchEngine(elasticsearch_settings)
    made.prepare()
    yield made
    made.delete([record_id for record_id, _ in made.all_ids()])
    made.commit()
    made.close()
