"""The asset store: original files by the SHA-256 of their bytes, written by rename, never overwritten."""

import errno
import fcntl
import hashlib
import os
import shutil
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Literal

from archive.errors import NotFound, NotTakenIn, Unavailable, VankhoError

_CHUNK = 1 << 20
SPARE = 64 << 20  # bytes that stay free: the database and the index must still be able to write
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of the store: an asset that is missing or differs, or a stray file the catalogue does not know."""

    sha256: str
    names: tuple[str, ...]
    kind: Literal["missing", "differs", "stray"]
    message: str


class AssetStore:
    """Originals under `<root>/ab/cd/<sha256>`, read-only. Several processes may add at once.

    A file is written to `<root>/incoming`, flushed to disk, then linked under its name: it is whole or not there.
    """

    def __init__(self, root: Path, *, free_space: Callable[[Path], int] | None = None) -> None:
        self.root = root
        self._incoming = root / _INCOMING
        self._free_space = free_space or _free_space
        self._clear_leftovers()

    def path_of(self, sha256: str) -> Path:
        """Where the asset of this hash lies, whether or not it does.

        Raises:
            NotFound: not a SHA-256 in lower-case hexadecimal, so no path is made of it.
        """
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise NotFound(f"'{sha256[:80]}' is not the SHA-256 of an asset")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def add(self, path: Path) -> tuple[str, int, bool]:
        """Take in a file: returns its SHA-256, its size in bytes, and whether it is new to the store.

        Raises:
            NotTakenIn: the file cannot be read, changed while it was read, or does not fit on the disk.
            Unavailable: the store cannot be written.
        """
        sha256, size = _hash(path)  # read twice, written once: a delivery offered again must not need room
        final = self.path_of(sha256)
        if self._holds(final, size):
            return sha256, size, False
        self.require_space(size, path.name)
        with self._writing(path):
            final.parent.mkdir(parents=True, exist_ok=True)
            with self._temporary() as (temporary, stream):
                if _copy(path, stream) != sha256:
                    raise NotTakenIn(
                        f"{path.name} changed while it was being read; take it in again when it is at rest"
                    )
                stream.flush()
                os.fchmod(stream.fileno(), 0o444)
                os.fsync(stream.fileno())
                is_new = _place(temporary, final)
            for folder in (final.parent, final.parent.parent, self.root):
                _flush_folder(folder)
        return sha256, size, is_new

    def require_space(self, size: int, name: str = "this delivery") -> None:
        """Make sure that so many bytes fit, with some to spare.

        Raises:
            NotTakenIn: they do not; the message says how many bytes are needed and free.
        """
        free = self._free_space(self.root)
        if size + SPARE > free:
            raise NotTakenIn(
                f"{name} needs {_megabytes(size + SPARE)} MB on the disk of {self.root}, where {_megabytes(free)} MB "
                "are free; free some space and run the command again"
            )

    def verify(self, expected: Iterable[tuple[str, int, tuple[str, ...]]]) -> Iterator[Finding]:
        """Recompute checksums. `expected` gives (SHA-256, size, names) in order of SHA-256; yields only faults."""
        held = self._held()
        at_hand = next(held, None)
        for sha256, size, names in expected:
            while at_hand is not None and at_hand[0] < sha256:
                yield _stray(*at_hand)
                at_hand = next(held, None)
            if at_hand is None or at_hand[0] != sha256:
                yield Finding(sha256, names, "missing", f"{_called(sha256, names)} is missing from the asset store")
                continue
            fault = _difference(at_hand[1], sha256, size)
            if fault:
                yield Finding(sha256, names, "differs", f"{_called(sha256, names)}: {fault}; restore it from a backup")
            at_hand = next(held, None)
        while at_hand is not None:
            yield _stray(*at_hand)
            at_hand = next(held, None)

    def _held(self) -> Iterator[tuple[str, Path]]:
        """Every file in the store but those on their way in, by name; folder names are the name's first letters."""
        if not self.root.is_dir():
            return
        for first in sorted(self.root.iterdir()):
            if first.name == _INCOMING:
                continue
            for path in sorted(first.rglob("*")) if first.is_dir() else [first]:
                if path.is_file():
                    # A file that lies at another place than its own is a stray, and sorts where it is found.
                    in_place = path.parent == self.root / path.name[:2] / path.name[2:4]
                    yield (path.name if in_place else path.relative_to(self.root).as_posix()), path

    def _holds(self, final: Path, size: int) -> bool:
        try:
            held = final.stat().st_size
        except FileNotFoundError:
            return False
        except OSError as error:
            raise self._refusal(final, error) from error
        if held != size:
            raise Unavailable(
                f"asset {final.name} in the store is damaged ({held} bytes, not {size}); run: vankho verify"
            )
        return True

    @contextmanager
    def _temporary(self) -> Iterator[tuple[Path, BinaryIO]]:
        """A file of our own under `incoming`, locked while we live, gone when the block ends."""
        self._incoming.mkdir(parents=True, exist_ok=True)
        while True:
            path = self._incoming / f"{uuid.uuid4().hex}.part"
            stream = path.open("xb")
            fcntl.flock(stream, fcntl.LOCK_EX)
            if path.exists():  # else another process took it for a leftover before we locked it
                break
            stream.close()
        try:
            with stream:
                yield path, stream
        finally:
            path.unlink(missing_ok=True)

    def _clear_leftovers(self) -> None:
        """Remove what killed processes left on its way in; a living one holds a lock on its file."""
        if not self._incoming.is_dir():
            return
        for path in self._incoming.glob("*.part"):
            with suppress(OSError), path.open("rb") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                path.unlink()

    @contextmanager
    def _writing(self, path: Path) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise self._refusal(path, error) from error

    def _refusal(self, path: Path, error: OSError) -> VankhoError:
        if error.errno in _FULL:
            return NotTakenIn(
                f"{path.name} does not fit on the disk of {self.root} ({error.strerror}); "
                "free some space and run the command again"
            )
        return Unavailable(
            f"{path.name}: cannot write to the asset store {self.root}: {error.strerror}; "
            "check that VANKHO_HOME may be written by this user"
        )


def _hash(path: Path) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(path):
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def _copy(path: Path, target: BinaryIO) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
        target.write(chunk)
    return digest.hexdigest()


def _chunks(path: Path) -> Iterator[bytes]:
    try:
        with path.open("rb") as stream:
            while chunk := stream.read(_CHUNK):
                yield chunk
    except OSError as error:
        raise NotTakenIn(
            f"{path.name} cannot be read: {error.strerror}; check the file and take it in again"
        ) from error


def _place(temporary: Path, final: Path) -> bool:
    """Give the whole file its name, unless another process did so first; True when it was us."""
    try:
        os.link(temporary, final)
    except FileExistsError:
        return False
    except OSError as error:
        if error.errno not in {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}:
            raise
        if final.exists():
            return False
        temporary.rename(final)  # a file system without hard links; the same name always holds the same bytes
    return True


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _difference(path: Path, sha256: str, size: int) -> str:
    try:
        found, length = _hash(path)
    except NotTakenIn as error:
        return str(error)
    if length != size:
        return f"holds {length} bytes instead of {size}"
    return "" if found == sha256 else "its bytes have changed"


def _stray(sha256: str, path: Path) -> Finding:
    message = f"{path} is in the asset store but not in the catalogue; take its delivery in again, or remove it"
    return Finding(sha256, (), "stray", message)


def _called(sha256: str, names: tuple[str, ...]) -> str:
    return f"{', '.join(names)} (asset {sha256})" if names else f"asset {sha256}"


def _free_space(folder: Path) -> int:
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return shutil.disk_usage(folder).free


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
