"""An engine with indexes of its own, reached straight or through a proxy."""

from collections.abc import Callable, Iterator

import pytest

from search.elasticsearch import ClusterSettings, ElasticsearchEngine
from tests.elasticsearch_fixture import own_indexes

OpenEngine = Callable[..., ElasticsearchEngine]


@pytest.fixture
def prefix(elasticsearch_url: str) -> Iterator[str]:
    """A prefix of the test's own; what it names is gone at the end."""
    with own_indexes(elasticsearch_url) as settings:
        yield settings.prefix


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
