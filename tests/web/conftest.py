"""Pages are asked in process, as browsers ask."""

import pytest
from starlette.testclient import TestClient


@pytest.fixture(scope="module")
def client(client: TestClient) -> TestClient:
    """Asks as the public, as a browser does."""
    client.headers["accept"] = "text/html,*/*"
    return client
