"""The made-up archive, served: settings, application, reading room and a client, for each module of tests anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from reading.reader import PUBLIC_READER, Reader
from reading.room import ReadingRoom
from tests.reading.archive_made_up import STAFF, MadeUp, fill, publish
from vankho import composition
from vankho.application import create_application
from vankho.settings import Settings, load


def reader_of(request: Request) -> Reader:
    """Staff when the test says so, else the public."""
    return STAFF if request.headers.get("x-test-reader") == "staff" else PUBLIC_READER


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder of its own."""
    home: Path = tmp_path_factory.mktemp("home")
    made = load({"VANKHO_HOME": str(home), "VANKHO_REPOSITORY": "Kho Lưu trữ Phú Lĩnh"}, home / "none.toml")
    composition.prepare(made)
    return made


@pytest.fixture(scope="module")
def application(settings: Settings) -> FastAPI:
    """The whole server."""
    return create_application(settings, reader_of)


@pytest.fixture(scope="module")
def room(application: FastAPI) -> ReadingRoom:
    """The reading room of the server."""
    opened: ReadingRoom = application.state.room
    return opened


@pytest.fixture(scope="module")
def made(room: ReadingRoom, tmp_path_factory: pytest.TempPathFactory) -> MadeUp:
    """The archive, published."""
    filled = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    publish(room.catalogue, room.engine)
    return filled


@pytest.fixture(scope="module")
def client(application: FastAPI, made: MadeUp) -> Iterator[TestClient]:
    """Asks as the public, unless a request carries the header of the staff."""
    assert made
    with TestClient(application, base_url="http://archive.test", raise_server_exceptions=False) as asking:
        yield asking
