"""Looking into files and taking single pages out of them."""

import io
import struct
import time
import zlib
from pathlib import Path

import numpy as np
import pypdfium2
import pytest
from PIL import Image

from archive.errors import LimitExceeded, NotTakenIn
from imaging.media import MediaKind
from imaging.pieces import PagePiece, PieceFault, cut, inspect
from tests.imaging import papers


def test_pages_of_a_pdf_are_counted_and_measured(tmp_path: Path) -> None:
    """Inspection tells the kind, the pages and their sizes in points."""
    found = inspect(papers.plain_pdf(tmp_path / "a.pdf", 3, pagesize=(595, 842)))
    assert (found.kind, found.page_count, found.pages[2]) == (MediaKind.PDF, 3, (595, 842))


def test_the_name_does_not_count(tmp_path: Path) -> None:
    """A PDF called .jpg is a PDF."""
    assert inspect(papers.plain_pdf(tmp_path / "a.jpg")).kind is MediaKind.PDF


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (b"", "0 bytes"),
        (b"just some words", "neither a PDF nor a picture"),
        (b"%PDF-1.4\nnothing else\n%%EOF", "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "damaged"),
        (b"II*\x00\xff\xff\xff\xff", "damaged"),
    ],
)
def test_bad_files_are_refused_with_name_and_reason(tmp_path: Path, content: bytes, word: str) -> None:
    """A refused file is named, with what is wrong and what to do."""
    path = tmp_path / "Bản sao.pdf"
    path.write_bytes(content)
    with pytest.raises(NotTakenIn, match=word) as refused:
        inspect(path)
    assert "Bản sao.pdf" in str(refused.value)
    assert ";" in str(refused.value)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    """A file that went away between listing and reading is a refusal, not a crash."""
    with pytest.raises(NotTakenIn, match="cannot be opened"):
        inspect(tmp_path / "gone.pdf")


def test_an_encrypted_pdf_is_refused_as_such(tmp_path: Path) -> None:
    """The message says that a password must be removed."""
    with pytest.raises(NotTakenIn, match=r"encrypted.*remove the password"):
        inspect(papers.encrypted_pdf(tmp_path / "a.pdf"))


def test_a_truncated_pdf_is_refused(tmp_path: Path) -> None:
    """Half a PDF is refused even where its first pages could be rescued: pages would go missing unseen."""
    whole = papers.plain_pdf(tmp_path / "a.pdf", 4).read_bytes()
    (tmp_path / "a.pdf").write_bytes(whole[: len(whole) * 2 // 3])
    with pytest.raises(NotTakenIn, match="cut short"):
        inspect(tmp_path / "a.pdf")


def test_a_pdf_without_pages_is_refused(tmp_path: Path) -> None:
    """No pages, nothing to take in."""
    document = pypdfium2.PdfDocument.new()
    document.save(tmp_path / "a.pdf")
    with pytest.raises(NotTakenIn, match="has no pages"):
        inspect(tmp_path / "a.pdf")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "JPEG2000"])
def test_a_truncated_picture_is_refused(tmp_path: Path, kind: str) -> None:
    """A picture that ends too early is refused at the door."""
    stream = io.BytesIO()
    Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 300), dtype=np.uint8)).save(stream, kind)
    (tmp_path / "a").write_bytes(stream.getvalue()[: len(stream.getvalue()) // 2])
    with pytest.raises(NotTakenIn, match=r"a: is damaged"):
        inspect(tmp_path / "a")


def test_a_bomb_is_refused_before_decoding(tmp_path: Path) -> None:
    """A picture of more than 200 megapixels is refused by its header alone; the message names the limit."""
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\x00")), (b"IEND", b"")]
    body = b"".join(struct.pack(">I", len(d)) + n + d + struct.pack(">I", zlib.crc32(n + d)) for n, d in chunks)
    (tmp_path / "bomb.png").write_bytes(b"\x89PNG\r\n\x1a\n" + body)
    with pytest.raises(LimitExceeded, match=r"1600 megapixels, at most 200"):
        inspect(tmp_path / "bomb.png")


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    """More than 2 GiB are refused without reading them."""
    path = tmp_path / "large.pdf"
    with path.open("wb") as stream:
        stream.write(b"%PDF-1.4\n")
        stream.truncate(2 * 1024**3 + 1)
    with pytest.raises(LimitExceeded, match="2 GiB"):
        inspect(path)


def test_too_many_pages_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """More pages than promised are refused with the limit; a TIFF is not walked further than the limit."""
    monkeypatch.setattr("imaging.pieces.MOST_PAGES", 2)
    frames = [Image.new("1", (40, 40), 1) for _ in range(3)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:])
    for path in (tmp_path / "a.tif", papers.plain_pdf(tmp_path / "a.pdf", 3)):
        with pytest.raises(LimitExceeded, match="more than 2 pages"):
            inspect(path)


def test_each_page_of_a_pdf_comes_out_alone(tmp_path: Path) -> None:
    """A piece is a PDF of just that page."""
    path = papers.plain_pdf(tmp_path / "a.pdf", 3)
    pieces = [piece for piece in cut(path, [2, 0]) if isinstance(piece, PagePiece)]
    assert [piece.index for piece in pieces] == [2, 0]
    for piece in pieces:
        assert papers.pages_in(piece.data) == 1
        text = pypdfium2.PdfDocument(piece.data)[0].get_textpage().get_text_range()
        assert f"Trang {piece.index + 1}" in text


def test_the_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two cuts of a page are equal, so that the hash of a piece is a key."""
    path = papers.plain_pdf(tmp_path / "a.pdf", 2)
    first = cut(path, [1])
    time.sleep(1.1)  # pdfium writes the second into what it makes
    assert cut(path, [1]) == first


def test_frames_of_a_tiff_come_out_without_loss(tmp_path: Path) -> None:
    """A TIFF's page has the same pixels, resolution and depth on its own."""
    rng = np.random.default_rng(5)
    frames = [Image.fromarray(rng.integers(0, 255, (60, 80), dtype=np.uint8)), Image.new("1", (50, 70), 0)]
    frames[0].save(tmp_path / "a.tif", save_all=True, append_images=frames[1:], dpi=(200, 200))
    for frame, piece in zip(frames, cut(tmp_path / "a.tif", [0, 1]), strict=True):
        assert isinstance(piece, PagePiece)
        single = Image.open(io.BytesIO(piece.data))
        assert (single.n_frames, single.mode, single.info["dpi"][0]) == (1, frame.mode, 200)
        assert np.array_equal(np.asarray(single), np.asarray(frame))


def test_a_picture_is_its_own_piece(tmp_path: Path) -> None:
    """A file of one picture is handed on unchanged."""
    Image.new("L", (30, 30)).save(tmp_path / "a.jpg")
    (piece,) = cut(tmp_path / "a.jpg", [0])
    assert isinstance(piece, PagePiece)
    assert piece.data == (tmp_path / "a.jpg").read_bytes()


def test_a_damaged_page_fails_alone(tmp_path: Path) -> None:
    """One broken page object leaves the other pages of the PDF readable."""
    path = papers.plain_pdf(tmp_path / "a.pdf", 3, pageCompression=0)
    data = path.read_bytes()
    second = data.index(b"/Type /Page\n", data.index(b"/Type /Page\n") + 1)
    path.write_bytes(data[:second] + b"/Type /Pxxx\n" + data[second + len(b"/Type /Page\n") :])
    faults = [isinstance(piece, PieceFault) for piece in cut(path, [0, 1, 2, 7])]
    assert faults[0] is False
    assert faults[2] is False
    assert faults[3] is True
