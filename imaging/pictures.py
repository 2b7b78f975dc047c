"""Picture files: opened without decoding, and the paper they stand for."""

import io
from pathlib import Path

from PIL import Image, ImageOps

from archive.errors import LimitExceeded, NotTakenIn
from imaging.media import LARGEST_IMAGE, MEGAPIXEL

# Our own check on the size is made before anything is decoded, and it is what messages name; Pillow's would be a second.
Image.MAX_IMAGE_PIXELS = None

_FORMATS = ("TIFF", "JPEG", "PNG", "WEBP", "JPEG2000")
_A4_LONG = 841.89  # points
_LEAST_DPI, _MOST_DPI = 70.0, 1300.0  # a header that claims less or more (screens say 72, cameras 1) is not believed
_ORIENTATION = 0x0112  # EXIF tag
_SIDEWAYS = {5, 6, 7, 8}  # EXIF orientations that swap width and height


def open_picture(source: Path | bytes, name: str) -> Image.Image:
    """Open a picture; nothing is decoded yet.

    Raises:
        NotTakenIn: it is no picture that can be read; `name` is named in the message.
    """
    try:
        return Image.open(source if isinstance(source, Path) else io.BytesIO(source), formats=_FORMATS)
    except (OSError, SyntaxError, ValueError, TypeError) as error:
        raise NotTakenIn(f"{name}: is damaged, it cannot be opened as a picture; copy or scan it again") from error


def decoded(picture: Image.Image, name: str) -> Image.Image:
    """The picture as it is to be seen (its EXIF orientation applied), decoded.

    Raises:
        LimitExceeded: it has more than 200 megapixels; nothing was decoded.
        NotTakenIn: its data are damaged.
    """
    pixels = picture.width * picture.height
    if pixels > LARGEST_IMAGE:
        raise LimitExceeded(
            f"{name}: has {pixels // MEGAPIXEL} megapixels, at most {LARGEST_IMAGE // MEGAPIXEL} are read"
        )
    try:
        picture.load()
        return ImageOps.exif_transpose(picture)
    except (OSError, SyntaxError, ValueError) as error:
        raise NotTakenIn(f"{name}: is damaged or cut short and cannot be decoded; copy or scan it again") from error


def picture_dpi(picture: Image.Image) -> float:
    """Dots per inch: as the file says where that can be true, else such that the long side is that of A4."""
    said = picture.info.get("dpi")
    if said:
        across = float(said[0])
        if _LEAST_DPI < across <= _MOST_DPI and across != 72:  # 72: what programs write that know nothing
            return across
    return max(picture.width, picture.height) * 72 / _A4_LONG


def picture_points(picture: Image.Image) -> tuple[float, float]:
    """Width and height in points of the paper as seen."""
    dpi = picture_dpi(picture)
    width, height = picture.width * 72 / dpi, picture.height * 72 / dpi
    if picture.getexif().get(_ORIENTATION, 1) in _SIDEWAYS:
        width, height = height, width
    return round(width, 2), round(height, 2)
