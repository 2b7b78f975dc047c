"""An engine with indexes of its own, reached straight or through a proxy."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from search.elasticsearch import ClusterSettings, ElasticsearchEngine

OpenEngine = Callable[..., ElasticsearchEngine]


@pytest.fixture
def prefix(elasticsearch_url: str) -> Iterator[str]:
    """A prefix of the test's own; what it names is gone at the end."""
    made = f"test-{secrets.token_hex(6)}"
    yield made
    engine = ElasticsearchEngine(ClusterSettings((elasticsearch_url,), prefix=made))
    engine.remove()
    engine.close()


@pytest.fixture
def open_engine(elasticsearch_url: str, prefix: str) -> Iterator[OpenEngine]:
    """Opens an engine on the test's indexes, at the node or at the address given."""
    opened: list[ElasticsearchEngine] = []

    def make(url: str = elasticsearch_url, **settings: object) -> ElasticsearchEngine:
        cluster = ClusterSettings((url,), prefix=prefix, **settings)  # type: ignore[arg-type]
        opened.append(ElasticsearchEngine(cluster))
        return opened[-1]

    yield make
    for engine in opened:
        engine.close()


@pytest.fixture
def engine(open_engine: OpenEngine) -> ElasticsearchEngine:
    """An engine at the node, prepared."""
    made = open_engine()
    made.prepare()
    return made
