"""Elasticsearch for tests: a real node of our own, or the server that VANKHO_TEST_ELASTICSEARCH_URL names."""

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from search.elasticsearch import ClusterSettings, ElasticsearchEngine
from tests.elasticsearch import node
from tests.missing import skip_or_fail


@pytest.fixture(scope="session")
def elasticsearch_url() -> Iterator[str]:
    """The URL of an Elasticsearch server on which indexes may be made."""
    given = os.environ.get("VANKHO_TEST_ELASTICSEARCH_URL")
    if given:
        yield given
        return
    require_built()
    with node.cluster() as nodes:
        yield nodes[0].url


@contextmanager
def own_indexes(url: str) -> Iterator[ClusterSettings]:
    """Settings for indexes of a test's own on a server; what they name is gone at the end."""
    settings = ClusterSettings((url,), prefix=f"test-{secrets.token_hex(6)}")
    yield settings
    with closing(ElasticsearchEngine(settings)) as engine:
        engine.remove()


def settings_of(cluster: ClusterSettings) -> list[tuple[str, str]]:
    """The settings of an installation that publishes to these indexes."""
    return [("SEARCH_URL", cluster.hosts[0]), ("SEARCH_INDEX_PREFIX", cluster.prefix)]


@pytest.fixture
def elasticsearch_nodes() -> Iterator[list[node.Node]]:
    """Three nodes of one cluster, always our own: a test may end them."""
    require_built()
    with node.cluster(3) as nodes:
        yield nodes


def require_built() -> None:
    """Skip, or fail in CI, where the server was not built."""
    if node.is_built():
        return
    missing = node.missing_commands()
    why = f"{', '.join(missing)} not installed: apt-get install default-jdk-headless maven, then " if missing else ""
    reason = f"Elasticsearch is not built, so its half of the tests did not run ({why}python -m tests.elasticsearch)"
    skip_or_fail(reason)
