"""Static files, read once: a name is looked up in a table, so no path from an address ever reaches the disk."""

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archive.errors import NotFound

FOLDER = Path(__file__).parent / "static"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".woff2": "font/woff2",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class StaticFile:
    """One file: its bytes, media type, and entity tag (without quotes)."""

    body: bytes
    media_type: str
    tag: str


class StaticFiles:
    """The files under `web/static`, by their names with slashes."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self._files = {path.relative_to(folder).as_posix(): _read(path) for path in folder.rglob("*") if path.is_file()}

    def find(self, name: str) -> StaticFile:
        """The file of this name.

        Raises:
            NotFound: there is none.
        """
        if name not in self._files:
            raise NotFound(f"there is no file '{name[:80]}' among the static files")
        return self._files[name]

    def address(self, name: str) -> str:
        """The address of a file, which changes with its content so that browsers may keep it for good."""
        return f"/static/{name}?v={self.find(name).tag}"


def _read(path: Path) -> StaticFile:
    body = path.read_bytes()
    kind = _TYPES.get(PurePosixPath(path.name).suffix, "application/octet-stream")
    return StaticFile(body, kind, hashlib.sha256(body).hexdigest()[:16])
