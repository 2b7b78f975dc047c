"""The adapters of each port: every contract test runs once on each."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest

from search import EmbeddedEngine, SearchEngine
from search.elasticsearch import ClusterSettings, ElasticsearchEngine


@pytest.fixture(params=["embedded", "elasticsearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An empty engine of each kind."""
    made = request.getfixturevalue(f"{request.param}_engine")
    assert isinstance(made, EmbeddedEngine | ElasticsearchEngine)
    yield made


@pytest.fixture
def engines(
    embedded_engine: EmbeddedEngine, elasticsearch_engine: ElasticsearchEngine
) -> tuple[SearchEngine, SearchEngine]:
    """An empty engine of each kind, to be asked the same."""
    return embedded_engine, elasticsearch_engine


@pytest.fixture
def embedded_engine(tmp_path: Path) -> Iterator[EmbeddedEngine]:
    """An empty embedded engine."""
    made = EmbeddedEngine(tmp_path / "index")
    yield made
    made.close()


@pytest.fixture
def elasticsearch_engine(elasticsearch_url: str) -> Iterator[ElasticsearchEngine]:
    """An engine with empty indexes of its own on the server of the tests."""
    made = ElasticsearchEngine(ClusterSettings((elasticsearch_url,), prefix=f"test-{secrets.token_hex(6)}"))
    made.prepare()
    yield made
    made.remove()
    made.close()
