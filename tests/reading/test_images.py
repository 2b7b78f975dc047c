"""Page images: the cache, and access before it."""

import io
from threading import Thread

import pytest
from PIL import Image

from archive.access import Access
from archive.errors import BadRequest, NotFound
from catalogue.models import Page
from reading.images import WIDTHS, served_width, show_image
from reading.pages import page_at
from reading.reader import PUBLIC_READER
from reading.room import ReadingRoom
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import STAFF, MadeUp


def test_widths_are_rounded_up() -> None:
    """Any width from 1 to the widest is served by the next one up; others are refused."""
    assert [served_width(width) for width in (1, 200, 201, 1201, 2400)] == [200, 200, 800, 1600, 2400]
    for width in (0, -5, WIDTHS[-1] + 1):
        with pytest.raises(BadRequest, match="width"):
            served_width(width)


def test_readers_of_one_page_wait_for_one_rendering(room: ReadingRoom, made: MadeUp) -> None:
    """Several readers at once get the same whole file, and nothing half-written is left beside it."""
    shown = []
    threads = [
        Thread(target=lambda: shown.append(show_image(room, PUBLIC_READER, made.resolution_pages[1], 200)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({image.path for image in shown}) == 1
    assert len(shown) == 4
    path = shown[0].path
    assert Image.open(io.BytesIO(path.read_bytes())).width == 200
    assert not list(path.parent.glob("*.part"))


def test_a_turned_page_has_an_image_of_its_own(room: ReadingRoom, made: MadeUp) -> None:
    """Another rotation is another image: the cache never serves the old one."""
    page = made.resolution_pages[2]
    upright = show_image(room, PUBLIC_READER, page, 200)
    with room.catalogue.begin() as session:
        session.get_one(Page, page).rotation = 90
    turned = show_image(room, PUBLIC_READER, page, 200)
    assert turned.tag != upright.tag
    assert Image.open(upright.path).height > Image.open(upright.path).width
    assert Image.open(turned.path).height < Image.open(turned.path).width


def test_access_is_asked_before_the_cache(room: ReadingRoom, made: MadeUp) -> None:
    """An image that is kept already is closed at once when its record is closed."""
    page = page_at(room, PUBLIC_READER, made.resolution, 1)
    assert show_image(room, PUBLIC_READER, page, 200).is_public
    set_level(room.catalogue, made.resolution, Access.SECRET)
    with pytest.raises(NotFound):
        show_image(room, PUBLIC_READER, page, 200)
    assert not show_image(room, STAFF, page, 200).is_public
