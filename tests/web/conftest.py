"""The whole server over the made-up archive; pages are asked in process."""

from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.reading.archive_made_up import MadeUp, fill, publish
from vankho import composition
from vankho.application import create_application
from vankho.settings import load


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The whole server on a data folder of its own."""
    home = tmp_path_factory.mktemp("home")
    settings = load({"VANKHO_HOME": str(home), "VANKHO_REPOSITORY": "Kho Lưu trữ Phú Lĩnh"}, home / "none.toml")
    composition.prepare(settings)
    return create_application(settings)


@pytest.fixture(scope="module")
def made(application: FastAPI, tmp_path_factory: pytest.TempPathFactory) -> MadeUp:
    """The archive, published."""
    room = application.state.room
    filled = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    publish(room.catalogue, room.engine)
    return filled


@pytest.fixture(scope="module")
def client(application: FastAPI, made: MadeUp) -> Iterator[TestClient]:
    """Asks as the public, as a browser does."""
    assert made
    with TestClient(application, base_url="http://archive.test", raise_server_exceptions=False) as asking:
        asking.headers["accept"] = "text/html,*/*"
        yield asking
