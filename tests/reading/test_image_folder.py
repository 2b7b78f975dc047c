"""The folder of page images: its size, what is removed from it, and what stays."""

import os
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from archive.errors import Unavailable
from reading.image_folder import IN_USE_SECONDS, ImageFolder

PICTURE = b"x" * 1000
OLD = 10 * IN_USE_SECONDS


def _age(path: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(path, (then, then))


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.glob("*/*"))


def _filled(folder: Path, size: int, count: int = 10) -> ImageFolder:
    """So many pictures, the first the oldest, all of them old; the folder was filled under a larger limit."""
    before = ImageFolder(folder, 1_000_000)
    for number in range(count):
        _age(before.put(f"{number:02}", "image/png", PICTURE), OLD + count - number)
    return ImageFolder(folder, size)


def test_what_was_not_shown_for_longest_goes_first(tmp_path: Path) -> None:
    """A new picture over the limit removes the oldest-used ones, and the folder is within its size again."""
    folder = _filled(tmp_path, 10_000)
    assert folder.find("00") is not None, "shown now, so no longer the oldest"
    folder.put("new", "image/jpeg", PICTURE)
    assert _size(tmp_path) <= 10_000
    assert [name for name in ("00", "01", "02", "09", "new") if folder.find(name)] == ["00", "09", "new"]


def test_within_the_limit_nothing_is_removed(tmp_path: Path) -> None:
    """A folder that just fits keeps everything."""
    folder = _filled(tmp_path, 11_000)
    folder.put("new", "image/png", PICTURE)
    assert all(folder.find(f"{number:02}") for number in range(10))


def test_what_is_on_its_way_to_a_reader_stays(tmp_path: Path) -> None:
    """A picture shown within the last minute is not removed, even by the smallest limit; older ones are."""
    folder = _filled(tmp_path, 0, count=3)
    shown = folder.find("01")
    new = folder.put("new", "image/png", PICTURE)
    assert shown is not None
    assert shown[0].read_bytes() == new.read_bytes() == PICTURE
    assert folder.find("00") is folder.find("02") is None


def test_half_written_files_of_killed_processes_are_removed(tmp_path: Path) -> None:
    """What a killed process left behind counts and goes, as the oldest."""
    folder = _filled(tmp_path, 10_000)
    left = tmp_path / "00" / ".left.part"
    left.write_bytes(PICTURE)
    _age(left, 2 * OLD)
    folder.put("new", "image/png", PICTURE)
    assert not left.exists()


def test_a_picture_that_was_found_can_be_read(tmp_path: Path) -> None:
    """While other threads write and old pictures go, one that was found is there and whole; in the end the folder fits."""
    folder = _filled(tmp_path, 20_000, count=200)

    def work(number: int) -> bool:
        found = folder.find(f"{number:02}")
        folder.put(f"new-{number}", "image/png", PICTURE)
        return found is None or found[0].read_bytes() == PICTURE

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(work, range(0, 200, 4)))
    for path in tmp_path.glob("*/*"):
        _age(path, OLD)
    folder.put("last", "image/png", PICTURE)
    assert _size(tmp_path) <= 20_000


def test_processes_that_share_a_folder_keep_the_limit(tmp_path: Path) -> None:
    """Two that write in turn see each other's pictures: together they pass the limit by no more than what is uncounted."""
    both = [ImageFolder(tmp_path, 40_000), ImageFolder(tmp_path, 40_000)]
    for number in range(200):
        _age(both[number % 2].put(f"{number:03}", "image/png", PICTURE), OLD - number)
        assert _size(tmp_path) <= 40_000 + 2 * 2_000 + 1_000


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A file where the folder should be names the setting to check."""
    (tmp_path / "cache").write_text("a file")
    with pytest.raises(Unavailable, match="VANKHO_HOME"):
        ImageFolder(tmp_path / "cache", 1000).put("one", "image/png", PICTURE)
