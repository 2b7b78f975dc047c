"""The folder of the image cache: pictures by name, held to a size by removing those that were not shown for longest."""

import os
import time
import uuid
from contextlib import suppress
from pathlib import Path
from threading import Lock

from archive.errors import Unavailable

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
IN_USE_SECONDS = 60.0
"""An image shown this short a time ago stays, whatever the size: it may be on its way to a reader."""

_UNCOUNTED = 0.05  # of the size: what this process may write until the folder is looked through again
_LEFT = 0.9  # of the size: what is left when images are removed, so that not every new one removes another


class ImageFolder:
    """Keeps images in a folder of at most about `size` bytes. Safe from many threads.

    Other processes may use the folder too: they see whole images or none, and look at an old one again before removing it. What
    is left is the moment between that look and the removal, in which an image found by another process can still go.

    When an image was last shown is the time of its file. Each process looks through the whole folder when it has written a
    twentieth of the size, so two processes together are over it by no more than that each.
    """

    def __init__(self, folder: Path, size: int) -> None:
        self._folder = folder
        self._size = size
        self._unseen: float = size  # the first image that is written looks through what an earlier run left
        self._guard = Lock()  # none is removed between being found and being noted as in use

    def find(self, name: str) -> tuple[Path, str] | None:
        """The file of an image and its media type, noted as in use; None if it is not kept."""
        for media_type, ending in _ENDINGS.items():
            path = self._path(name, ending)
            with self._guard:
                try:
                    os.utime(path)
                except (FileNotFoundError, NotADirectoryError):
                    continue
                except PermissionError:  # another user's cache: it can be shown, but not noted
                    pass
                return path, media_type
        return None

    def put(self, name: str, media_type: str, data: bytes) -> Path:
        """Keep an image, written by rename: another process sees the whole of it or nothing.

        Raises:
            Unavailable: the folder cannot be written.
        """
        path = self._path(name, _ENDINGS[media_type])
        temporary = path.with_name(f".{uuid.uuid4().hex}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(data)
            temporary.replace(path)
        except OSError as error:
            with suppress(OSError):
                temporary.unlink()
            raise Unavailable(
                f"the cache of page images cannot be written ({error.strerror}); free space in VANKHO_HOME or check its owner"
            ) from error
        with self._guard:
            self._unseen += len(data)
            if self._unseen > self._size * _UNCOUNTED:
                self._unseen = 0
                self._remove_oldest()
        return path

    def _path(self, name: str, ending: str) -> Path:
        return self._folder / name[:2] / f"{name}.{ending}"

    def _remove_oldest(self) -> None:
        """Remove what was not shown for longest, half-written files of killed processes too, until the folder fits."""
        kept = sorted(self._files())
        size = sum(length for _, length, _ in kept)
        if size <= self._size:
            return
        for _, length, path in kept:
            if size <= self._size * _LEFT:
                return
            try:
                if (
                    time.time() - path.stat().st_mtime < IN_USE_SECONDS
                ):  # looked at again: it may have been shown just now
                    continue
                path.unlink()
            except FileNotFoundError:
                pass  # another process removed it
            except OSError:
                continue  # not ours to remove
            size -= length

    def _files(self) -> list[tuple[float, int, Path]]:
        found = []
        for path in self._folder.glob("*/*"):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            found.append((status.st_mtime, status.st_size, path))
        return found
