"""Deliveries that come packed: a ZIP is unpacked beside the archive, taken in as the folder it holds, and cleared away."""

import shutil
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from archive.errors import BadRequest, NotTakenIn

MOST_MEMBERS = 200_000
_PREFIX = "unpacked-"
_LEFT_OVER_AFTER = 24 * 3600  # seconds; a run that was killed may leave its folder behind
_PIECE = 1 << 20


@contextmanager
def unpacked(paths: Sequence[Path], beside: Path) -> Iterator[list[Path]]:
    """The same paths, with a folder of the same name in the place of each ZIP; gone when the block ends.

    Raises:
        BadRequest: a ZIP is damaged or locked, or a name in it leads out of its folder.
        NotTakenIn: the disk has no room for what it holds.
    """
    packed = [path for path in paths if path.suffix.casefold() == ".zip" and path.is_file()]
    if not packed:
        yield [*paths]
        return
    _clear_leftovers(beside)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=beside) as folder:
        folders = {path: _unpack(path, Path(folder) / str(number)) for number, path in enumerate(packed)}
        yield [folders.get(path, path) for path in paths]


def _unpack(path: Path, within: Path) -> Path:
    target = within / path.stem
    target.mkdir(parents=True)
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            _require_sound(path, members, target)
            for member in members:
                place = target / _place_of(path, member)
                place.parent.mkdir(parents=True, exist_ok=True)
                with archive.open(member) as source, place.open("wb") as copy:
                    shutil.copyfileobj(source, copy, _PIECE)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise BadRequest(f"{path.name}: cannot be unpacked ({error}); ask for the file again.") from error
    return target


def _require_sound(path: Path, members: Sequence[zipfile.ZipInfo], target: Path) -> None:
    if len(members) > MOST_MEMBERS:
        raise BadRequest(f"{path.name}: holds {len(members)} files; at most {MOST_MEMBERS} are unpacked at once.")
    locked = next((member.filename for member in members if member.flag_bits & 1), None)
    if locked is not None:
        raise BadRequest(f"{path.name}: '{locked[:80]}' in it is locked with a password; ask for it without one.")
    size = sum(member.file_size for member in members)  # what is unpacked of each ends at the size that it claims
    free = shutil.disk_usage(target).free
    if size > free:
        needed, held = size >> 20, free >> 20
        raise NotTakenIn(f"{path.name}: unpacked it takes {needed} MB, and the disk has {held} MB free; make room.")


def _place_of(path: Path, member: zipfile.ZipInfo) -> Path:
    name = PurePosixPath(member.filename.replace("\\", "/"))
    if name.is_absolute() or ".." in name.parts or ":" in name.parts[0]:
        raise BadRequest(f"{path.name}: '{member.filename[:80]}' in it leads out of its folder; pack it again.")
    return Path(*name.parts)


def _clear_leftovers(beside: Path) -> None:
    for folder in beside.glob(f"{_PREFIX}*"):
        if time.time() - folder.stat().st_mtime > _LEFT_OVER_AFTER:
            shutil.rmtree(folder, ignore_errors=True)
