"""What a delivery offers: its files sorted into documents, before anything is stored.

A file is known by its content, never by the ending of its name. A scan whose name is a reference is that document; a folder named by a
reference holds its pages as pictures; without references a folder is a file and a PDF or TIFF in it a document, and a folder
of nothing but pictures is one document.
"""

import errno
import os
import stat
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from archive.errors import BadRequest
from archive.vietnamese import natural_key, normalise
from imaging.media import HEAD_LENGTH, MediaKind, identify
from indexer.inventory import find_inventory
from indexer.inventory.source import named_reference

PAGE_ENDINGS = frozenset({".pdf", ".tif", ".tiff", ".jpg", ".jpeg", ".png", ".webp", ".jp2", ".jpx", ".j2k"})
LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})  # what desktops leave behind in folders


class Outcome(StrEnum):
    """What became of one file that was offered, or that the inventory names."""

    TAKEN = "taken"
    UNCHANGED = "unchanged"
    FAILED = "failed"
    REFUSED = "refused"
    MISSING = "missing"
    UNNAMED = "unnamed"
    HELD = "held"
    IGNORED = "ignored"

    @property
    def is_loss(self) -> bool:
        """Whether something that should be in the archive, and found there, is not."""
        return self in {Outcome.FAILED, Outcome.REFUSED, Outcome.MISSING, Outcome.HELD}


@dataclass(frozen=True, slots=True)
class Finding:
    """A line of the report: which file (its label in the delivery), what became of it, why and what to do."""

    label: str
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class Offered:
    """One page-bearing file: where it is, its label (NFC, from the delivery's own folder downwards), and what it holds."""

    path: Path
    label: str
    kind: MediaKind
    size: int


@dataclass(frozen=True, slots=True)
class OfferedDocument:
    """The files that make one document, in page order. `label` is the name it is known by when it comes again."""

    label: str
    parts: tuple[Offered, ...]
    folder: str

    @property
    def name(self) -> str:
        """The last part of the label without the ending: what the inventory may call it."""
        last = self.label.rsplit("/", 1)[-1]
        stem, dot, ending = last.rpartition(".")
        return stem if dot and f".{ending.casefold()}" in PAGE_ENDINGS else last


@dataclass(frozen=True, slots=True)
class Offer:
    """All that was found under the paths of one delivery."""

    name: str
    documents: tuple[OfferedDocument, ...]
    inventories: tuple[Path, ...]
    findings: tuple[Finding, ...]

    @property
    def size(self) -> int:
        """Bytes of all files offered."""
        return sum(part.size for document in self.documents for part in document.parts)


def survey(paths: Sequence[Path], inventory: Path | None = None) -> Offer:
    """Look through files and folders and sort them into documents.

    Args:
        paths: files or folders of one delivery.
        inventory: the inventory to use instead of the one found in the folders.

    Raises:
        BadRequest: a path does not exist; it is named.
    """
    for path in [*paths, *([inventory] if inventory else [])]:
        if not path.exists():
            raise BadRequest(f"{path}: there is no such file or folder.")
    inventories = (
        [inventory] if inventory else [found for path in paths if path.is_dir() for found in find_inventory(path)]
    )
    own = {found.resolve() for found in inventories if found}
    findings: list[Finding] = []
    offered: list[Offered] = []
    for path in paths:
        for item in _walk(path, findings):
            if item.path.resolve() in own and not item.path.is_symlink():
                continue
            judged = _judge(item)
            if isinstance(judged, Offered):
                offered.append(judged)
            elif judged is not None:
                findings.append(judged)
    unique = {item.path.resolve(): item for item in offered}
    name = normalise(paths[0].resolve().name or "delivery") if paths else "delivery"
    documents = sorted(_documents(unique.values()), key=lambda document: natural_key(document.label))
    return Offer(name, tuple(documents), tuple(found for found in inventories if found), tuple(findings))


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    label: str


def _walk(path: Path, findings: list[Finding]) -> Iterator[_Found]:
    """The files below a path; folders that cannot be looked into are added to the findings."""
    root = path.resolve()
    if not root.is_dir():
        yield _Found(path, _label(root.parent, root))
        return

    def cannot_be_listed(error: OSError) -> None:
        message = f"cannot be opened ({error.strerror}); check its rights and the disk, then take it in again."
        findings.append(Finding(_label(root, Path(error.filename)), Outcome.FAILED, message))

    for folder, folders, names in os.walk(root, onerror=cannot_be_listed):
        folders[:] = sorted(name for name in folders if not _is_leftover(name))
        for name in folders:
            if (Path(folder) / name).is_symlink():  # os.walk lists it and does not follow it
                message = "is a link; put the folder itself into the delivery."
                findings.append(Finding(_label(root, Path(folder) / name), Outcome.REFUSED, message))
        for name in sorted(names):
            if not _is_leftover(name):
                found = Path(folder) / name
                yield _Found(found, _label(root, found))


def _is_leftover(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in LEFTOVERS


def _label(root: Path, path: Path) -> str:
    relative = "/".join((root.name, *path.relative_to(root).parts))
    # A name that is not UTF-8 is shown with its odd bytes written out, so that it can be stored and printed.
    return normalise(relative.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def _judge(found: _Found) -> Offered | Finding | None:
    """The file as something with pages, or why it is not; None for what no one misses."""
    path, label = found.path, found.label
    if path.is_symlink():
        return Finding(label, Outcome.REFUSED, "is a link; put the file itself into the delivery.")
    try:
        size, head = _head(path)
        kind = identify(head)
    except OSError as error:
        return Finding(
            label,
            Outcome.FAILED,
            f"cannot be opened ({error.strerror}); check its rights and the disk, then take it in again.",
        )
    if kind is not None:
        return Offered(path, label, kind, size)
    ending = path.suffix.casefold()
    if ending in PAGE_ENDINGS:
        fault = "is empty (0 bytes)" if size == 0 else f"is not a {ending[1:].upper()} nor any other kind of scan"
        return Finding(label, Outcome.FAILED, f"{fault}; ask for the file again.")
    if ending in {".zip", ".rar", ".7z"}:
        told = "take it in by itself, or unpack it" if ending == ".zip" else "unpack it"
        return Finding(label, Outcome.FAILED, f"is packed; {told} and take in the folder.")
    return Finding(label, Outcome.IGNORED, "is no scan and no inventory; it was left aside.")


def _head(path: Path) -> tuple[int, bytes]:
    """The size of a file and its first bytes; raises OSError, also where opening it would wait for ever (a pipe)."""
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise OSError(errno.EINVAL, "it is no ordinary file")
    with path.open("rb") as file:
        return found.st_size, file.read(HEAD_LENGTH)


def _documents(offered: Iterable[Offered]) -> Iterator[OfferedDocument]:
    folders: dict[str, list[Offered]] = defaultdict(list)
    for item in offered:
        folders[item.label.rpartition("/")[0]].append(item)
    for folder, items in folders.items():
        items.sort(key=lambda item: natural_key(item.label))
        pictures = [item for item in items if item.kind not in {MediaKind.PDF, MediaKind.TIFF}]
        if len(pictures) == len(items) and "/" in folder and len(items) > 1 and not _named(items):
            # A folder of nothing but pictures is one document, a page a picture.
            yield OfferedDocument(folder, tuple(items), folder.rpartition("/")[0])
            continue
        for item in items:
            yield OfferedDocument(item.label, (item,), folder)


def _named(items: Sequence[Offered]) -> bool:
    """Whether the pictures carry references of their own, so that each is a document."""
    return all(named_reference(item.label.rsplit("/", 1)[-1]) is not None for item in items)
