"""Page images for readers, upright, at a few fixed widths."""

from bisect import bisect_left
from dataclasses import dataclass
from pathlib import Path

from archive.errors import BadRequest
from imaging.render import VIEW_VERSION
from reading.permission import is_public, log_look, require_page
from reading.reader import Reader
from reading.room import ReadingRoom

WIDTHS = (200, 800, 1200, 1600, 2400)
"""Widths in pixels that are rendered: a thumbnail, a phone, a screen, a large screen, a close look."""

USUAL_WIDTH = 1200


@dataclass(frozen=True, slots=True)
class ShownImage:
    """An image of a page: the file, its media type, its entity tag (without quotes), its width, and whether anyone may see it."""

    path: Path
    media_type: str
    tag: str
    width: int
    is_public: bool


def served_width(width: int) -> int:
    """The width that is served for a width asked for: the next one up.

    Raises:
        BadRequest: nothing so wide or so narrow is served.
    """
    if not 1 <= width <= WIDTHS[-1]:
        raise BadRequest(f"width is {width}; it must be from 1 to {WIDTHS[-1]} pixels")
    return WIDTHS[bisect_left(WIDTHS, width)]


def show_image(room: ReadingRoom, reader: Reader, page_id: str, width: int = USUAL_WIDTH) -> ShownImage:
    """The image of a page, upright, at the next of the fixed widths. Access is checked before the cache.

    Raises:
        NotFound: there is no such page for this reader.
        BadRequest: the width is none that is served.
        PageUnreadable: the page cannot be rendered.
    """
    wide = served_width(width)
    with room.catalogue.reading() as session:
        page, documents = require_page(session, reader, page_id)
        open_to_all = is_public(documents)
        document = documents[0]
    if not open_to_all:
        log_look(room.catalogue, reader, "view", document, {"page": page_id, "as": "image"})
    asset = room.catalogue.assets.path_of(page.asset_sha256)
    path, media_type = room.images.image(asset, page.asset_sha256, page.index, page.rotation, wide)
    return ShownImage(path, media_type, f"{page_id}-{page.rotation}-{wide}-{VIEW_VERSION}", wide, open_to_all)
