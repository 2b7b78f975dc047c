"""A page as an image: grey for reading, and as a reader sees it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium_c
from PIL import Image

from archive.errors import LimitExceeded, PageUnreadable
from imaging.images import PageImage
from imaging.media import LARGEST_IMAGE, LARGEST_OCR_IMAGE, MEGAPIXEL, MediaKind
from imaging.pictures import decoded, open_picture, picture_dpi
from imaging.pieces import PagePiece
from imaging.seals import without_seals

LEAST_DPI, MOST_DPI = 200.0, 300.0
SCAN_COVER = 0.6  # an image over so much of the page is a scan, and its own resolution is used
VIEW_WIDTHS = (200, 800, 1200, 1800)  # pixels: a thumbnail, a phone, a screen, a close look

Image.MAX_IMAGE_PIXELS = None


def render_grey(piece: PagePiece, dpi: float | None = None) -> PageImage:
    """The page in grey as displayed, at most 40 megapixels.

    Red seals are taken off a scan in colour. Without `dpi` at 200-300 dpi: a scan at its own resolution within that, else 300 for a PDF.

    Raises:
        LimitExceeded: the page or a picture on it has more than 200 megapixels; nothing was decoded.
        PageUnreadable: it cannot be rendered.
    """
    if piece.kind is MediaKind.PDF:
        return _render_pdf(piece, dpi)
    return _render_picture(piece, dpi)


VIEW_VERSION = f"1.{version('pypdfium2')}.{version('pillow')}"
"""What `render_view` makes its pictures with: our own number, to be raised with each change of it, and the libraries'."""


def render_view(piece: PagePiece, rotation: int, width: int) -> tuple[bytes, str]:
    """The page for a reader, turned clockwise by `rotation`, `width` pixels across: its bytes and their media type.

    Black on white becomes a PNG of 16 greys (sharp, and smaller than a JPEG of the same sharpness), all else a JPEG.

    Raises:
        LimitExceeded, PageUnreadable: as for `render_grey`.
    """
    image = _pdf_view(piece, rotation, width) if piece.kind is MediaKind.PDF else _picture_view(piece)
    image = image.rotate(-rotation, expand=True) if rotation % 360 else image
    height = max(1, round(image.height * width / image.width))
    if image.width != width:
        image = image.resize(
            (width, height), Image.Resampling.BOX if image.width > 2 * width else Image.Resampling.LANCZOS
        )
    stream = io.BytesIO()
    if _is_line_art(image):
        levels = np.asarray(image.convert("L")) // 17 * 17
        Image.fromarray(levels).quantize(16).save(stream, "PNG", optimize=True)
        return stream.getvalue(), "image/png"
    (image if image.mode in {"L", "RGB"} else image.convert("RGB")).save(stream, "JPEG", quality=80, progressive=True)
    return stream.getvalue(), "image/jpeg"


@contextmanager
def opened_page(piece: PagePiece) -> Iterator[pypdfium2.PdfPage]:
    """The only page of a PDF piece.

    Raises:
        PageUnreadable: pdfium cannot open it.
    """
    try:
        document = pypdfium2.PdfDocument(piece.data)
    except pypdfium2.PdfiumError as error:
        raise PageUnreadable(
            f"page {piece.index + 1}: pdfium cannot open it ({error}); scan this page again"
        ) from error
    try:
        page = document[0]
        yield page
    except pypdfium2.PdfiumError as error:
        raise PageUnreadable(
            f"page {piece.index + 1}: pdfium cannot render it ({error}); scan this page again"
        ) from error
    finally:
        document.close()


def scan_dpi(page: pypdfium2.PdfPage) -> float | None:
    """The resolution of the one picture that covers the page, or None where there is no such picture.

    Raises:
        LimitExceeded: a picture on the page has more than 200 megapixels.
    """
    found: float | None = None
    area = page.get_width() * page.get_height()
    for item in page.get_objects(filter=[pdfium_c.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        across, down = item.get_px_size()
        if across * down > LARGEST_IMAGE:
            raise LimitExceeded(
                f"a picture on the page has {across * down // MEGAPIXEL} megapixels, "
                f"at most {LARGEST_IMAGE // MEGAPIXEL} are read; scan it at a lower resolution"
            )
        left, bottom, right, top = item.get_bounds()
        covered = abs((right - left) * (top - bottom))
        if covered >= SCAN_COVER * area and covered > 0:
            found = 72 * (across * down / covered) ** 0.5
    return found


def _render_pdf(piece: PagePiece, wanted: float | None) -> PageImage:
    with opened_page(piece) as page:
        native = scan_dpi(page)
        dpi = wanted or (MOST_DPI if native is None else min(max(native, LEAST_DPI), MOST_DPI))
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            raise PageUnreadable(f"page {piece.index + 1}: has no size; scan this page again")
        dpi *= min(1.0, (LARGEST_OCR_IMAGE / (width * height * (dpi / 72) ** 2)) ** 0.5)
        grey = _bitmap(page, dpi / 72, grey=True).copy()
        if native is None or dpi < LEAST_DPI:
            return PageImage(grey, dpi)  # drawn letters have no seal struck over them, and a look needs none taken off
        return PageImage(without_seals(_bitmap(page, dpi / 72, grey=False)[:, :, :3], grey, dpi), dpi)


def _bitmap(page: pypdfium2.PdfPage, scale: float, *, grey: bool) -> "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]":
    bitmap = page.render(scale=scale, grayscale=grey, rev_byteorder=not grey, may_draw_forms=False)
    pixels: np.ndarray[tuple[int, ...], np.dtype[np.uint8]] = bitmap.to_numpy()
    if grey and pixels.ndim == 3:
        pixels = pixels[:, :, 0]
    return np.ascontiguousarray(pixels)


def _render_picture(piece: PagePiece, asked: float | None) -> PageImage:
    with open_picture(piece.data, f"page {piece.index + 1}") as picture:
        dpi = picture_dpi(picture)
        seen = as_seen(decoded(picture, f"page {piece.index + 1}"), grey=False)
    grey = seen.convert("L")
    if seen.mode == "RGB":
        grey = Image.fromarray(without_seals(np.asarray(seen), np.asarray(grey), dpi))
    wanted = asked or min(max(dpi, LEAST_DPI), MOST_DPI)
    factor = min(wanted / dpi, (LARGEST_OCR_IMAGE / (grey.width * grey.height)) ** 0.5)
    if factor > 1.1 or factor < 0.95:
        size = (max(1, round(grey.width * factor)), max(1, round(grey.height * factor)))
        grey = grey.resize(
            size,
            Image.Resampling.BICUBIC
            if factor > 1
            else Image.Resampling.BOX
            if factor < 0.5
            else Image.Resampling.HAMMING,
        )
        dpi *= factor
    return PageImage(np.array(grey, dtype=np.uint8), dpi)


def as_seen(image: Image.Image, *, grey: bool) -> Image.Image:
    """The picture in 8-bit grey or colour, on white where it is transparent."""
    if image.mode in {"I;16", "I;16L", "I;16B", "I", "F"}:
        deep = np.asarray(image, dtype=np.float32)
        image = Image.fromarray((deep / max(float(deep.max()), 255.0) * 255).astype(np.uint8))
    if "transparency" in image.info or image.mode in {"LA", "PA", "RGBA", "La", "RGBa"}:
        shown = image.convert("RGBA")
        paper = Image.new("RGBA", shown.size, "white")
        paper.alpha_composite(shown)
        image = paper.convert("RGB")
    if grey or image.mode in {"1", "L"}:
        return image.convert("L")
    return image.convert("RGB")


def _pdf_view(piece: PagePiece, rotation: int, width: int) -> Image.Image:
    with opened_page(piece) as page:
        scan_dpi(page)  # refuses a bomb before pdfium decodes it
        across, down = page.get_size()
        shown = down if rotation % 180 else across
        scale = width / max(shown, 1.0)
        if across * down * scale**2 > LARGEST_OCR_IMAGE:
            raise LimitExceeded(f"page {piece.index + 1}: is too long to be shown {width} pixels wide")
        colour = _bitmap(page, scale, grey=False)
    image = Image.fromarray(colour[:, :, :3])
    return image.convert("L") if _is_grey(colour) else image


def _is_grey(colour: "np.ndarray[tuple[int, ...], np.dtype[np.uint8]]") -> bool:
    sample = colour[::4, ::4, :3].astype(np.int16)
    return bool((sample.max(axis=2) - sample.min(axis=2)).max(initial=0) <= 6)


def _picture_view(piece: PagePiece) -> Image.Image:
    with open_picture(piece.data, f"page {piece.index + 1}") as picture:
        return as_seen(decoded(picture, f"page {piece.index + 1}"), grey=False)


def _is_line_art(image: Image.Image) -> bool:
    """Whether nearly all of the page is pure paper: clean black on white, which PNG packs well and JPEG blurs."""
    if image.mode != "L":
        return False
    pixels = np.asarray(image)
    return bool((pixels >= 250).mean() > 0.7)
