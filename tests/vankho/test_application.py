"""The server: what is committed is found without anyone's doing, and what it opened is closed."""

import time
from pathlib import Path

from starlette.testclient import TestClient

from tests.reading.archive_made_up import fill
from vankho import composition
from vankho.application import create_application
from vankho.settings import load


def test_the_server_publishes_what_is_committed(tmp_path: Path) -> None:
    """A record that enters the catalogue while the server runs is found by a search soon after."""
    settings = load({"VANKHO_HOME": str(tmp_path / "home")}, tmp_path / "none.toml")
    composition.prepare(settings)
    app = create_application(settings)
    with TestClient(app) as client:
        assert client.get("/api/v1/search").json()["total"] == 0
        with composition.open_catalogue(settings) as other:
            fill(other, tmp_path)
        deadline = time.monotonic() + 60
        while client.get("/api/v1/search").json()["total"] == 0:
            assert time.monotonic() < deadline
            time.sleep(0.2)
    with composition.open_catalogue(settings) as catalogue:
        engine = composition.open_engine(settings)
        engine.commit()  # the server let go of the writer's lock
        engine.close()
        assert catalogue
