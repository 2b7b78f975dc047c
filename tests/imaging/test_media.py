"""Kinds of files."""

import io

import pytest
from PIL import Image

from imaging.media import MediaKind, identify


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("TIFF", MediaKind.TIFF),
        ("JPEG", MediaKind.JPEG),
        ("PNG", MediaKind.PNG),
        ("WEBP", MediaKind.WEBP),
        ("JPEG2000", MediaKind.JP2),
        ("PDF", MediaKind.PDF),
    ],
)
def test_kinds_are_told_by_content(name: str, kind: MediaKind) -> None:
    """A file's kind comes from its first bytes."""
    stream = io.BytesIO()
    Image.new("L", (8, 8)).save(stream, name)
    assert identify(stream.getvalue()[:1024]) is kind


@pytest.mark.parametrize("head", [b"", b"PK\x03\x04", b"RIFF\x00\x00\x00\x00WAVE", b"GIF89a", b"%!PS-Adobe"])
def test_other_kinds_are_none(head: bytes) -> None:
    """What cannot be read as pages has no kind."""
    assert identify(head) is None


def test_a_pdf_header_may_follow_other_bytes() -> None:
    """Some scanners write a few bytes before the header of a PDF."""
    assert identify(b"\x00" * 200 + b"%PDF-1.4") is MediaKind.PDF
