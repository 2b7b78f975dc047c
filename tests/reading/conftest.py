"""A reading room without a server around it."""

from collections.abc import Iterator

import pytest

from imaging.executor import ProcessExecutor
from reading.image_cache import PageImages
from reading.room import ReadingRoom
from reading.suggestions import Suggestions
from vankho import composition
from vankho.settings import Settings


@pytest.fixture(scope="module")
def room(settings: Settings) -> Iterator[ReadingRoom]:
    """A reading room with a real catalogue, engine and workers."""
    images = PageImages(settings.home / "image-cache", ProcessExecutor(1), settings.image_cache_bytes)
    with composition.open_catalogue(settings) as catalogue:
        engine = composition.open_engine(settings)
        yield ReadingRoom(catalogue, engine, images, Suggestions(), settings.repository)
        engine.close()
        images.close()
