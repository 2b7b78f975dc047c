"""Elasticsearch for tests: a real node of our own, or the server that VANKHO_TEST_ELASTICSEARCH_URL names."""

import os
from collections.abc import Iterator

import pytest

from tests.elasticsearch import node


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
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
