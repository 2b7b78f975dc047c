"""Where the embedded index lies: numbered directories beside each other, and a file that names the live one.

<root>/current      the number of the live index; replaced by rename, so there is always one
<root>/3/records    a tantivy index     <root>/3/pages    another      <root>/3/format    number of the layout
<root>/writer.lock  held by the one process that writes
"""

import fcntl
import os
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import tantivy

from archive.errors import Unavailable
from search.embedded.schema import FORMAT, page_schema, record_schema, register_tokenizers

KEPT = 1  # old indexes kept beside the live one: the way back when a rebuild was a mistake


@dataclass(frozen=True, slots=True)
class Store:
    """The directories of one embedded index."""

    root: Path

    def prepare(self) -> None:
        """Make an empty index where there is none.

        Raises:
            Unavailable: the directory cannot be written.
        """
        if self.live_number() is not None:
            return
        with WriterLock(self.root):
            if self.live_number() is None:
                number = self.create_beside()
                self.swap_in(number)

    def live_number(self) -> int | None:
        """The number of the live index, or None before the first."""
        try:
            return int((self.root / "current").read_text(encoding="ascii"))
        except FileNotFoundError:
            return None
        except (ValueError, OSError) as fault:
            raise Unavailable(f"the index pointer {self.root / 'current'} cannot be read ({fault}); reindex") from fault

    def create_beside(self) -> int:
        """Make a new, empty index beside the live one, and return its number; remains of broken rebuilds go away."""
        live = self.live_number() or 0
        for number in self._numbers():
            if number > live:
                shutil.rmtree(self.root / str(number), ignore_errors=True)
        number = live + 1
        home = self.root / str(number)
        for name, schema in (("records", record_schema()), ("pages", page_schema())):
            (home / name).mkdir(parents=True)
            tantivy.Index(schema, path=str(home / name))
        (home / "format").write_text(str(FORMAT), encoding="ascii")
        return number

    def swap_in(self, number: int) -> None:
        """Make an index the live one, in one step, and throw away those that are older than the one before it."""
        pointer = self.root / "current.new"
        with pointer.open("w", encoding="ascii") as file:
            file.write(str(number))
            file.flush()
            os.fsync(file.fileno())
        pointer.replace(self.root / "current")
        for old in self._numbers():
            if old < number - KEPT:
                shutil.rmtree(self.root / str(old), ignore_errors=True)

    def discard(self, number: int) -> None:
        """Throw away an index that did not become the live one."""
        shutil.rmtree(self.root / str(number), ignore_errors=True)

    def open(self, number: int, name: str) -> tantivy.Index:
        """Open the `records` or the `pages` of an index.

        Raises:
            Unavailable: it is of another format, or cannot be read.
        """
        home = self.root / str(number)
        try:
            found = int((home / "format").read_text(encoding="ascii"))
            if found != FORMAT:
                raise Unavailable(f"the index is of format {found}, this version reads {FORMAT}: run `vankho reindex`")
            index = tantivy.Index.open(str(home / name))
        except (OSError, ValueError) as fault:
            raise Unavailable(f"the index {home / name} cannot be opened ({fault}): run `vankho reindex`") from fault
        register_tokenizers(index)
        index.config_reader("manual")
        return index

    def stamp(self, number: int, name: str) -> tuple[int, int, int]:
        """What changes with every commit: inode, size and time of the index's list of segments."""
        found = (self.root / str(number) / name / "meta.json").stat()
        return found.st_ino, found.st_size, found.st_mtime_ns

    def _numbers(self) -> list[int]:
        if not self.root.exists():
            return []
        return sorted(int(entry.name) for entry in self.root.iterdir() if entry.is_dir() and entry.name.isdigit())


class WriterLock:
    """The right to write, held by one writer of one process at a time; given back when the process dies."""

    def __init__(self, root: Path) -> None:
        try:
            root.mkdir(parents=True, exist_ok=True)
            self._file = (root / "writer.lock").open("w")
        except OSError as fault:
            raise Unavailable(f"the index directory {root} cannot be written ({fault}): check its owner") from fault
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as fault:
            self._file.close()
            raise Unavailable("another process is writing to the index: wait until it has finished") from fault

    def release(self) -> None:
        """Give the right back."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.release()
