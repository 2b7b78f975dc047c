"""A reading room over the made-up archive."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from imaging.executor import ProcessExecutor
from reading.image_cache import PageImages
from reading.room import ReadingRoom
from reading.suggestions import Suggestions
from tests.reading.archive_made_up import MadeUp, fill, publish
from vankho import composition
from vankho.settings import Settings, load


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder of its own."""
    home: Path = tmp_path_factory.mktemp("home")
    made = load({"VANKHO_HOME": str(home), "VANKHO_REPOSITORY": "Kho Lưu trữ Phú Lĩnh"}, home / "none.toml")
    composition.prepare(made)
    return made


@pytest.fixture(scope="module")
def room(settings: Settings) -> Iterator[ReadingRoom]:
    """A reading room with a real catalogue, engine and workers."""
    images = PageImages(settings.home / "image-cache", ProcessExecutor(1), settings.image_cache_bytes)
    with composition.open_catalogue(settings) as catalogue:
        engine = composition.open_engine(settings)
        yield ReadingRoom(catalogue, engine, images, Suggestions(), settings.repository)
        engine.close()
        images.close()


@pytest.fixture(scope="module")
def made(room: ReadingRoom, tmp_path_factory: pytest.TempPathFactory) -> MadeUp:
    """The archive, published."""
    filled = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    publish(room.catalogue, room.engine)
    return filled
