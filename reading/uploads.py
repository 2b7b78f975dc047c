"""Files that a reader sends along: copied piece by piece, within a limit, to a place that goes away again."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from archive.errors import BadRequest, LimitExceeded
from reading.duplicate_check import LARGEST_UPLOAD

_PIECE = 1 << 20
_TOO_LARGE = f"the file is larger than {LARGEST_UPLOAD // 2**20} MiB; use: vankho check FOLDER"
_AROUND = 64 * 1024  # bytes of a form around its file


def is_multipart(headers: Mapping[str, str]) -> bool:
    """Whether a request carries a form with files."""
    return headers.get("content-type", "").partition(";")[0].strip().lower() == "multipart/form-data"


def require_fitting(headers: Mapping[str, str]) -> None:
    """Refuse a form with a file before it is read: too large, or of a length that is not told.

    Raises:
        LimitExceeded: it is larger than `LARGEST_UPLOAD`.
        BadRequest: it is no form with a file, or its length is not told.
    """
    if not is_multipart(headers):
        raise BadRequest("send the file as multipart/form-data, in the field 'file'")
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit()):
        raise BadRequest("the length of what is sent must be told (Content-Length)")
    if int(length) > LARGEST_UPLOAD + _AROUND:
        raise LimitExceeded(_TOO_LARGE)


def keep_upload(stream: BinaryIO, folder: Path) -> Path:
    """Copy what was sent into a folder; its name is never used.

    Raises:
        LimitExceeded: it is larger than `LARGEST_UPLOAD`.
    """
    path = folder / "upload"
    size = 0
    with path.open("wb") as target:
        while piece := stream.read(_PIECE):
            size += len(piece)
            if size > LARGEST_UPLOAD:
                raise LimitExceeded(_TOO_LARGE)
            target.write(piece)
    return path
