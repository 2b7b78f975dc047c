"""Page images for reading and for readers."""

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from archive.errors import LimitExceeded, NotTakenIn
from imaging.media import MediaKind
from imaging.pieces import PagePiece, cut
from imaging.render import render_grey, render_view
from tests.imaging import papers


def page(path: Path) -> PagePiece:
    """The first page of a file."""
    (piece,) = cut(path, [0])
    assert isinstance(piece, PagePiece)
    return piece


@pytest.mark.parametrize(("scanned", "read"), [(100, 200), (200, 200), (250, 250), (300, 300), (600, 300)])
def test_a_scan_is_rendered_at_its_own_resolution(tmp_path: Path, scanned: int, read: int) -> None:
    """Between 200 and 300 dpi a scan keeps its dots; below and above it is brought to the nearest of them."""
    size = (round(8.27 * scanned), round(11.69 * scanned))
    image = render_grey(page(papers.pdf_of(tmp_path / "a.pdf", [Image.new("L", size, 255)], scanned)))
    assert image.dpi == pytest.approx(read, rel=0.01)
    assert image.width == pytest.approx(8.27 * read, rel=0.01)


def test_a_page_without_a_scan_is_rendered_at_300_dpi(tmp_path: Path) -> None:
    """Drawn letters have no resolution of their own."""
    assert render_grey(page(papers.plain_pdf(tmp_path / "a.pdf"))).dpi == 300


def test_a_huge_page_is_reduced(tmp_path: Path) -> None:
    """A plan on A0 and larger is read with at most 40 megapixels."""
    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(14_000, 14_000))
    canvas.showPage()
    canvas.save()
    image = render_grey(page(tmp_path / "a.pdf"))
    assert image.width * image.height <= 40_100_000


def test_a_picture_without_resolution_is_taken_for_a4() -> None:
    """The long side of a picture that does not say is 297 mm."""
    stream = io.BytesIO()
    Image.new("L", (1654, 2339), 255).save(stream, "PNG")
    image = render_grey(PagePiece(MediaKind.PNG, stream.getvalue()))
    assert image.dpi == pytest.approx(200, rel=0.01)
    assert image.points[1] == pytest.approx(842, abs=2)


def test_the_orientation_of_a_photograph_is_followed() -> None:
    """EXIF orientation turns the page before anything else looks at it."""
    image, _ = papers.body_page(1)
    exif = Image.Exif()
    exif[0x0112] = 6
    stream = io.BytesIO()
    image.rotate(90, expand=True).save(stream, "JPEG", exif=exif, dpi=(200, 200))
    piece = PagePiece(MediaKind.JPEG, stream.getvalue())
    assert (render_grey(piece).width, render_grey(piece).height) == papers.A4


def test_transparent_paper_is_white() -> None:
    """What is transparent shows as paper, not as ink."""
    stream = io.BytesIO()
    Image.new("RGBA", (400, 600), (0, 0, 0, 0)).save(stream, "PNG")
    assert render_grey(PagePiece(MediaKind.PNG, stream.getvalue())).pixels.min() == 255


def test_a_picture_bomb_is_refused_before_decoding() -> None:
    """A picture of more than 200 megapixels is refused, to readers as well."""
    header = struct.pack(">IIBBBBB", 30_000, 30_000, 1, 0, 0, 0, 0)
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b""))
    )
    piece = PagePiece(MediaKind.PNG, b"\x89PNG\r\n\x1a\n" + body)
    with pytest.raises(LimitExceeded, match="900 megapixels"):
        render_grey(piece)
    with pytest.raises(LimitExceeded, match="900 megapixels"):
        render_view(piece, 0, 800)


def test_a_bomb_inside_a_pdf_is_refused_before_decoding(tmp_path: Path) -> None:
    """So is one on a page of a PDF."""
    path = papers.pdf_of(tmp_path / "a.pdf", [Image.new("L", (500, 700), 255)])
    data = path.read_bytes()
    assert b"/Width 500" in data
    path.write_bytes(data.replace(b"/Width 500", b"/Width 30000", 1).replace(b"/Height 700", b"/Height 30000", 1))
    with pytest.raises(LimitExceeded, match="900 megapixels"):
        render_grey(page(path))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_views_have_the_width_asked_for(tmp_path: Path, rotation: int) -> None:
    """A view is turned, then as wide as asked; its shape is the page's."""
    image, _ = papers.body_page()
    for piece in (papers.piece_of(image), page(papers.pdf_of(tmp_path / "a.pdf", [image]))):
        data, media_type = render_view(piece, rotation, 800)
        view = Image.open(io.BytesIO(data))
        assert media_type == "image/png"
        wide, high = papers.A4 if rotation % 180 == 0 else papers.A4[::-1]
        assert view.width == 800
        assert view.height == pytest.approx(800 * high / wide, abs=2)


def test_views_of_photographs_are_jpeg_in_colour() -> None:
    """Colour is kept; stained paper is packed as a photograph."""
    image, _ = papers.body_page(1)
    coloured = Image.merge("RGB", [papers.stained(image), image, image])
    data, media_type = render_view(papers.piece_of(coloured), 0, 400)
    assert media_type == "image/jpeg"
    assert Image.open(io.BytesIO(data)).mode == "RGB"


def test_views_turn_clockwise() -> None:
    """Turned by 90 degrees, what stood at the top left stands at the top right."""
    image = Image.new("L", (600, 800), 255)
    image.paste(0, (0, 0, 100, 100))
    data, _ = render_view(papers.piece_of(image), 90, 400)
    view = Image.open(io.BytesIO(data)).convert("L")
    assert view.getpixel((395, 5)) < 60
    assert view.getpixel((5, 5)) > 200


def test_a_damaged_picture_is_an_error_not_a_blank_page() -> None:
    """What cannot be decoded raises."""
    piece = papers.piece_of(papers.body_page(1)[0])
    with pytest.raises(NotTakenIn, match="damaged"):
        render_grey(PagePiece(piece.kind, piece.data[: len(piece.data) // 2]))
