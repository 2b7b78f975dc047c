"""The adapters of each port: every contract test runs once on each."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from search import EmbeddedEngine, SearchEngine


@pytest.fixture(params=["embedded"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[SearchEngine]:
    """An empty engine of each kind."""
    assert request.param == "embedded"
    made = EmbeddedEngine(tmp_path / "index")
    yield made
    made.close()
