"""The inbox: a folder in which deliveries are put down, and from which each goes to `done/` or `faulty/` with its report beside it."""

import fcntl
import hashlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from archive.errors import BadRequest, Unavailable

LONGEST_NAME = 255  # bytes of a name on the file systems of Linux


class Shelf(StrEnum):
    """Where a delivery goes when it has been dealt with."""

    DONE = "done"
    FAULTY = "faulty"


REPORTS = (".receipt.html", ".receipt.json", ".warnings.txt")
_LONGEST_STEM = LONGEST_NAME - len(".") - max(map(len, REPORTS))


@dataclass(slots=True)
class Rest:
    """Tells whether a folder is at rest: nothing about it changed between looks that lie `seconds` apart.

    Clocks of the machine that writes and dates that a copy keeps play no part: only what two looks of ours saw.
    """

    seconds: float
    _seen: dict[str, tuple[str, float]] = field(default_factory=dict)

    def look(self, folders: Mapping[str, str], now: float) -> set[str]:
        """Note what is seen now, as fingerprints by name, and return the names of those at rest.

        Args:
            folders: the fingerprint of each folder, see `fingerprint`.
            now: seconds of a clock that never goes back.
        """
        self._seen = {
            name: self._seen[name] if name in self._seen and self._seen[name][0] == mark else (mark, now)
            for name, mark in folders.items()
        }
        return {name for name, (_, since) in self._seen.items() if now - since >= self.seconds}


@dataclass(frozen=True, slots=True)
class Inbox:
    """One inbox, which exists."""

    path: Path

    def __post_init__(self) -> None:
        if not self.path.is_dir():
            raise BadRequest(f"{self.path}: there is no such folder to watch; make it, or name another.")

    def shelf(self, shelf: Shelf) -> Path:
        """The folder of what went well, or of what did not."""
        return self.path / shelf.value

    def look(self) -> tuple[list[str], list[str]]:
        """The names of the delivery folders, and of what lies beside them and is none (files, links); hidden names are passed over.

        Raises:
            Unavailable: the inbox cannot be listed.
        """
        folders: list[str] = []
        others: list[str] = []
        try:
            with os.scandir(self.path) as entries:
                for entry in entries:
                    if entry.name.startswith(".") or entry.name in set(Shelf):
                        continue
                    (folders if entry.is_dir(follow_symlinks=False) else others).append(entry.name)
        except OSError as error:
            raise Unavailable(
                f"{self.path}: the inbox cannot be listed ({error.strerror}); check its rights and the disk."
            ) from error
        return sorted(folders), sorted(others)

    def fingerprint(self, name: str) -> str:
        """What can be seen of a delivery without opening a file: names, sizes and times, hidden ones included.

        What cannot be looked into is part of it by its error, so that a folder without rights comes to rest as well.
        """
        digest = hashlib.sha256()
        for line in _traits(self.path / name, ""):
            digest.update(line.encode("utf-8", "surrogateescape") + b"\0")
        return digest.hexdigest()

    def put_away(self, name: str, shelf: Shelf, write: Callable[[Path], None]) -> Path:
        """Move a delivery to a shelf, its reports beside it; returns where it is now. Nothing is ever overwritten.

        The reports wait under hidden names until the folder has moved: killed between, `tidy` ends what was begun.

        Args:
            write: writes the reports it has beside the given path, under the endings of `REPORTS`.

        Raises:
            Unavailable: the delivery cannot be moved, or the reports cannot be written.
        """
        place = self.shelf(shelf)
        try:
            place.mkdir(exist_ok=True)
            stem = _free_stem(place, name)
            write(place / f".{stem}")
            (self.path / name).rename(place / stem)
            self._show_reports(place, stem)
        except OSError as error:
            raise Unavailable(
                f"{self.path / name}: cannot be moved to {place} ({error.strerror}); check the rights of both."
            ) from error
        return place / stem

    def tidy(self) -> None:
        """End what a killed run left: reports of a moved delivery are shown, those of one that has not moved are removed."""
        for shelf in Shelf:
            place = self.shelf(shelf)
            if not place.is_dir():
                continue
            for hidden in sorted(place.glob(".*")):
                for ending in REPORTS:
                    if hidden.name.endswith(ending):
                        stem = hidden.name[1 : -len(ending)]
                        if (place / stem).is_dir():
                            self._show_reports(place, stem)
                        else:
                            hidden.unlink(missing_ok=True)

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the inbox for one watcher; two would take in the same delivery and move it from under each other.

        Raises:
            Unavailable: another watcher holds it.
        """
        handle = os.open(self.path, os.O_RDONLY)
        try:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Unavailable(
                    f"{self.path}: is being watched already; end the other `vankho watch` first."
                ) from error
            except OSError:
                pass  # a file system without locks (some network shares) is used without
            yield
        finally:
            os.close(handle)

    @staticmethod
    def _show_reports(place: Path, stem: str) -> None:
        for ending in REPORTS:
            with suppress(FileNotFoundError):
                (place / f".{stem}{ending}").rename(place / f"{stem}{ending}")


def _traits(path: Path, label: str) -> Iterator[str]:
    try:
        found = path.lstat()
        yield f"{label} {found.st_mode} {found.st_ino} {found.st_size} {found.st_mtime_ns} {found.st_ctime_ns}"
        if stat.S_ISDIR(found.st_mode):
            for name in sorted(os.listdir(path)):  # noqa: PTH208 - names only, and bytes that are no UTF-8 survive
                yield from _traits(path / name, f"{label}/{name}")
    except OSError as error:
        yield f"{label} error {error.errno}"


def _free_stem(place: Path, name: str) -> str:
    """The name, or the name with the first number from 2 that makes it new on this shelf, as folder and as reports."""
    number = 1
    while True:
        ending = "" if number == 1 else f" ({number})"
        kept = os.fsencode(name)[: _LONGEST_STEM - len(ending)]
        while kept != os.fsencode(name) and kept and (os.fsencode(name)[len(kept)] & 0xC0) == 0x80:  # within a letter
            kept = kept[:-1]
        stem = os.fsdecode(kept) + ending
        if not any(os.path.lexists(place / f"{stem}{end}") for end in ("", *REPORTS)):
            return stem
        number += 1
