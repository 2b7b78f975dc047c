"""Kinds of file an archive hands over, told by their first bytes and never by their names; and how much we promise to handle."""

from enum import StrEnum

MEGAPIXEL = 1_000_000
LARGEST_IMAGE = 200 * MEGAPIXEL  # pixels; a larger one is refused before it is decoded
LARGEST_OCR_IMAGE = 40 * MEGAPIXEL  # pixels; a larger one is reduced before it is read (A3 at 400 dpi is 31)
LARGEST_FILE = 2 * 1024**3  # bytes
MOST_PAGES = 20_000  # pages of one file

HEAD_LENGTH = 1024  # bytes `identify` wants: a PDF header may stand anywhere in them (ISO 32000-1, annex H.3.4.1)


class MediaKind(StrEnum):
    """A kind of file whose pages can be read."""

    PDF = "pdf"
    TIFF = "tiff"
    JPEG = "jpeg"
    PNG = "png"
    WEBP = "webp"
    JP2 = "jp2"

    @property
    def media_type(self) -> str:
        """The media type (RFC 6838) to serve such a file with."""
        return "application/pdf" if self is MediaKind.PDF else f"image/{self.value}"


_SIGNATURES = (
    (b"II*\x00", MediaKind.TIFF),
    (b"MM\x00*", MediaKind.TIFF),
    (b"II+\x00", MediaKind.TIFF),  # BigTIFF
    (b"MM\x00+", MediaKind.TIFF),
    (b"\xff\xd8\xff", MediaKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaKind.PNG),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", MediaKind.JP2),
    (b"\xff\x4f\xff\x51", MediaKind.JP2),  # a bare JPEG 2000 codestream
)


def identify(head: bytes) -> MediaKind | None:
    """The kind of a file from its first `HEAD_LENGTH` bytes, or None if it is none that can be read."""
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return MediaKind.WEBP
    if b"%PDF-" in head[:HEAD_LENGTH]:
        return MediaKind.PDF
    return None
