"""Files, before any page is read: what they hold, and each page on its own as bytes.

Both functions open files that strangers made, with libraries that may crash: they run in worker processes.
"""

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pypdfium2
from PIL import Image

from archive.errors import LimitExceeded, NotTakenIn
from imaging.media import HEAD_LENGTH, LARGEST_FILE, LARGEST_IMAGE, MEGAPIXEL, MOST_PAGES, MediaKind, identify
from imaging.pictures import open_picture, picture_points

_TAIL_LENGTH = (
    64 * 1024
)  # bytes at the end of a PDF in which its end mark must stand; some scanners append a log after it
_OF_THE_MOMENT = re.compile(
    rb"(/CreationDate\s*)(\(D:[0-9+\-Z']*\)(?=\s*/Creator\s*\(PDFium\)))|(/ID\s*)(\[\s*<[0-9A-Fa-f]*>\s*<[0-9A-Fa-f]*>\s*\])"
)
_CHUNK = 1024 * 1024
_CLAIM_LENGTH = 32  # bytes a claim fits in
_ABSURD_COUNT = re.compile(rb"/Count {0,2}([0-9]{7,20})")  # from pdfium's own limit (1,048,575) on
_NO_SIZE = (0.0, 0.0)  # the size of a page that cannot be found


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file holds: its kind, the number of its pages, and each page's width and height in points as displayed."""

    kind: MediaKind
    page_count: int
    pages: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class PagePiece:
    """One page as bytes of its own: a PDF of one page, or one picture. `index` is its place in the file, from 0.

    The same page of the same file gives the same bytes, so their hash is a key.
    """

    kind: MediaKind
    data: bytes
    index: int = 0


@dataclass(frozen=True, slots=True)
class PieceFault:
    """A page that could not be taken out of its file, though others of the file can."""

    index: int
    reason: str


def inspect(path: Path) -> Inspection:
    """Look into a file without decoding a page. Memory does not grow with the number of pages.

    Raises:
        NotTakenIn: empty, cut short, encrypted, without pages, or nothing that can be read.
        LimitExceeded: larger than what is promised (2 GiB, 20,000 pages, 200 megapixels).
    """
    kind = _kind(path)
    if kind is MediaKind.PDF:
        return _inspect_pdf(path)
    return _inspect_picture(path, kind)


def cut(path: Path, indexes: Sequence[int]) -> list[PagePiece | PieceFault]:
    """Take the pages at these places (from 0) out of a file, in the order asked, without loss.

    A damaged page gives a `PieceFault` in its place. Memory grows with the pages asked for, not with those of the file.

    Raises:
        NotTakenIn: the file cannot be opened at all.
    """
    kind = _kind(path)
    if kind is MediaKind.PDF:
        return list(_cut_pdf(path, indexes))
    return list(_cut_picture(path, kind, indexes))


def _kind(path: Path) -> MediaKind:
    name = path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            head = stream.read(HEAD_LENGTH)
    except OSError as error:
        raise NotTakenIn(
            f"{name}: cannot be opened ({error.strerror}); check that it exists and may be read"
        ) from error
    if size == 0:
        raise NotTakenIn(f"{name}: is empty (0 bytes); copy it again from its source")
    if size > LARGEST_FILE:
        raise LimitExceeded(f"{name}: is {size / 1024**3:.1f} GiB; at most 2 GiB are taken in, split the file")
    kind = identify(head)
    if kind is None:
        raise NotTakenIn(
            f"{name}: is neither a PDF nor a picture (TIFF, JPEG, PNG, WebP, JPEG 2000); scan or export it again"
        )
    return kind


def _inspect_pdf(path: Path) -> Inspection:
    with _opened_pdf(path) as document:
        count = len(document)
        if count == 0:
            raise NotTakenIn(f"{path.name}: has no pages; export it again")
        _check_page_count(path, max(count, _claimed_pages(path)))
        sizes = tuple(_pdf_sizes(document, count))
        found = count - sizes.count(_NO_SIZE)
        if 2 * found < count:
            raise NotTakenIn(
                f"{path.name}: claims {count:,} pages, of which {found:,} can be found; export or scan it again"
            )
        return Inspection(MediaKind.PDF, count, sizes)


def _pdf_sizes(document: pypdfium2.PdfDocument, count: int) -> Iterator[tuple[float, float]]:
    for index in range(count):
        try:
            width, height = document.get_page_size(index)
        except pypdfium2.PdfiumError:
            width, height = _NO_SIZE  # a damaged page: it fails on its own when it is cut out
        yield round(width, 2), round(height, 2)


def _claimed_pages(path: Path) -> int:
    """The greatest number of pages the file says it has: pdfium takes a number it finds absurd for none, and counts again."""
    claimed, before = 0, b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            claimed = max(claimed, *(int(digits) for digits in _ABSURD_COUNT.findall(before + chunk)), 0)
            before = chunk[-_CLAIM_LENGTH:]
    return claimed


def _opened_pdf(path: Path) -> pypdfium2.PdfDocument:
    name = path.name
    if not _has_end(path):
        raise NotTakenIn(f"{name}: is cut short (the end of the PDF is missing); copy it again from its source")
    try:
        document = pypdfium2.PdfDocument(path)
        len(document)
    except pypdfium2.PdfiumError as error:
        # pdfium keeps an error code from earlier files, so the file itself is asked why it cannot be opened.
        if _holds(path, b"/Encrypt"):
            raise NotTakenIn(f"{name}: is encrypted; remove the password and hand it over again") from error
        if _holds(path, b"/Count 0"):
            raise NotTakenIn(f"{name}: has no pages; export it again") from error
        raise NotTakenIn(f"{name}: is damaged and cannot be opened as a PDF; export or scan it again") from error
    return document


def _has_end(path: Path) -> bool:
    with path.open("rb") as stream:
        size = stream.seek(0, io.SEEK_END)
        stream.seek(max(0, size - _TAIL_LENGTH))
        return b"%%EOF" in stream.read()


def _holds(path: Path, mark: bytes) -> bool:
    """Whether a mark stands anywhere in a file."""
    before = b""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            if mark in before + chunk:
                return True
            before = chunk[-len(mark) :]
    return False


def _check_page_count(path: Path, count: int) -> None:
    if count > MOST_PAGES:
        raise LimitExceeded(f"{path.name}: has more than {MOST_PAGES:,} pages; split the file")


def _cut_pdf(path: Path, indexes: Sequence[int]) -> Iterator[PagePiece | PieceFault]:
    with _opened_pdf(path) as document:
        count = len(document)
        for index in indexes:
            if not 0 <= index < count:
                yield PieceFault(index, f"{path.name}: has no page {index + 1}, only {count}")
                continue
            try:
                yield PagePiece(MediaKind.PDF, _one_page(document, index), index)
            except pypdfium2.PdfiumError:
                yield PieceFault(index, f"{path.name}, page {index + 1}: is damaged; scan this page again")


def _one_page(document: pypdfium2.PdfDocument, index: int) -> bytes:
    document[index].close()  # raises on a damaged page, which import_pages would copy without a word
    single = pypdfium2.PdfDocument.new()
    try:
        single.import_pages(document, [index])
        stream = io.BytesIO()
        single.save(stream)
    finally:
        single.close()
    # pdfium writes the time, and a file identifier made from a memory address: without this no two cuts would be equal.
    return _OF_THE_MOMENT.sub(_zeroed, stream.getvalue())


def _zeroed(match: re.Match[bytes]) -> bytes:
    key, value = (group for group in match.groups() if group is not None)
    digits = rb"[0-9A-Fa-f]" if key.startswith(b"/ID") else rb"[0-9]"
    return bytes(key) + re.sub(digits, b"0", value)


def _inspect_picture(path: Path, kind: MediaKind) -> Inspection:
    sizes: list[tuple[float, float]] = []
    with open_picture(path, path.name) as picture:
        while True:
            if picture.width * picture.height > LARGEST_IMAGE:
                raise LimitExceeded(
                    f"{path.name}, page {len(sizes) + 1}: has {picture.width * picture.height // MEGAPIXEL} megapixels, "
                    f"at most {LARGEST_IMAGE // MEGAPIXEL} are taken in; scan it at a lower resolution"
                )
            if kind is not MediaKind.TIFF:
                _check_whole(path)
            sizes.append(picture_points(picture))
            _check_page_count(path, len(sizes))
            if kind is not MediaKind.TIFF or not _seek(picture, len(sizes)):
                break
    return Inspection(kind, len(sizes), tuple(sizes))


def _check_whole(path: Path) -> None:
    """A picture of one page is decoded once, so that one that is cut short is refused at the door."""
    with open_picture(path, path.name) as picture:
        try:
            picture.draft("L", (64, 64))  # JPEG: decodes at an eighth, still reads every byte
            picture.load()
        except (OSError, SyntaxError, ValueError) as error:
            raise NotTakenIn(
                f"{path.name}: is damaged or cut short and cannot be decoded; copy or scan it again"
            ) from error


def _seek(picture: Image.Image, frame: int) -> bool:
    try:
        picture.seek(frame)
    except EOFError:
        return False
    return True


def _cut_picture(path: Path, kind: MediaKind, indexes: Sequence[int]) -> Iterator[PagePiece | PieceFault]:
    if kind is not MediaKind.TIFF:
        for index in indexes:
            yield (
                PagePiece(kind, path.read_bytes(), 0)
                if index == 0
                else PieceFault(index, f"{path.name}: is a single page")
            )
        return
    with open_picture(path, path.name) as picture:
        single = not _seek(picture, 1)
        for index in indexes:
            if single and index == 0:
                yield PagePiece(kind, path.read_bytes(), 0)
                continue
            try:
                picture.seek(index)
                yield PagePiece(kind, _one_frame(picture), index)
            except EOFError:
                yield PieceFault(index, f"{path.name}: has no page {index + 1}")
            except (OSError, SyntaxError, ValueError):
                yield PieceFault(index, f"{path.name}, page {index + 1}: is damaged; scan this page again")


def _one_frame(picture: Image.Image) -> bytes:
    if picture.width * picture.height > LARGEST_IMAGE:
        raise ValueError("too large to decode")
    stream = io.BytesIO()
    compression = "group4" if picture.mode == "1" else "tiff_adobe_deflate"
    orientation = picture.getexif().get(0x0112, 1)
    frame = picture.copy()
    dpi = picture.info.get("dpi")
    settings = {"dpi": dpi} if dpi else {}
    frame.save(stream, "TIFF", compression=compression, tiffinfo={0x0112: orientation}, **settings)
    return stream.getvalue()
