"""What engines read, kept by what they were given: the same image is never read twice by the same engine."""

import contextlib
import hashlib
import os
import tempfile
import zlib
from pathlib import Path

from archive.errors import Unavailable
from archive.pages import PageText, decode, encode


def cache_key(*, image_sha256: str, engine: str, version: str, model_sha256: str, options: str) -> str:
    """The key of one reading: image, engine, its version, its model and its options, hashed together."""
    # Lengths in front: no two lists of parts may run together into the same bytes.
    parts = (image_sha256, engine, version, model_sha256, options)
    return hashlib.sha256(b"".join(f"{len(part.encode())}:{part}".encode() for part in parts)).hexdigest()


class OcrCache:
    """A folder of page texts, one small file a key, written by rename: processes and catalogues may share it.

    Only readings belong here, never failures.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> PageText | None:
        """The page as it was read, or None. A damaged or foreign entry counts as none and is read again."""
        try:
            return decode(self._path(key).read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError, zlib.error):
            return None

    def put(self, key: str, page: PageText) -> None:
        """Keep a reading.

        Raises:
            Unavailable: the folder cannot be written.
        """
        path = self._path(key)
        temporary: Path | None = None
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
            temporary = Path(name)
            with os.fdopen(handle, "wb") as stream:
                stream.write(encode(page))
            temporary.replace(path)
        except OSError as error:
            if temporary is not None:
                with contextlib.suppress(OSError):
                    temporary.unlink()
            raise Unavailable(
                f"cannot write to the OCR cache {self._folder}: {error.strerror}. "
                "Free some disk space, or check that this user may write there."
            ) from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / key
