"""The OCR cache."""

import itertools
import threading
from pathlib import Path

import pytest

from archive.errors import Unavailable
from catalogue.ocr_cache import OcrCache, cache_key
from tests.catalogue.made_up import page_saying

KEY = cache_key(image_sha256="a" * 64, engine="made-up", version="1", model_sha256="b" * 64, options="vie 300")


def test_a_reading_comes_back(tmp_path: Path) -> None:
    """What was put comes back to another process's cache on the same folder; another key has nothing."""
    page = page_saying("Nghị quyết của Tỉnh ủy")
    OcrCache(tmp_path / "cache").put(KEY, page)
    assert OcrCache(tmp_path / "cache").get(KEY) == page
    assert OcrCache(tmp_path / "cache").get("0" * 64) is None


def test_every_part_of_the_key_counts() -> None:
    """Another image, engine, version, model or options is another reading, however the parts run together."""
    parts = ("1", "12", "2", "21", "122")
    names = ("image_sha256", "engine", "version", "model_sha256", "options")
    keys = {cache_key(**dict(zip(names, order, strict=True))) for order in itertools.permutations(parts)}
    assert len(keys) == 120


@pytest.mark.parametrize("damage", [b"", b"not packed", b"x\x9c"])
def test_a_damaged_entry_is_read_again(tmp_path: Path, damage: bytes) -> None:
    """An entry that cannot be unpacked counts as none, and the next reading takes its place."""
    cache = OcrCache(tmp_path)
    cache.put(KEY, page_saying("một"))
    (entry,) = (path for path in tmp_path.rglob("*") if path.is_file())
    entry.write_bytes(damage)
    assert cache.get(KEY) is None
    cache.put(KEY, page_saying("hai"))
    assert cache.get(KEY) == page_saying("hai")


def test_a_reader_never_sees_half_an_entry(tmp_path: Path) -> None:
    """While others write the same entry over and over, it always reads whole."""
    cache, page, stop = OcrCache(tmp_path), page_saying("một hai ba " * 500), threading.Event()
    cache.put(KEY, page)

    def write() -> None:
        while not stop.is_set():
            cache.put(KEY, page)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert all(cache.get(KEY) == page for _ in range(50))
    finally:
        stop.set()
        writer.join()


def test_a_cache_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """A cache folder that cannot be made is named."""
    (tmp_path / "file").touch()
    with pytest.raises(Unavailable, match="OCR cache"):
        OcrCache(tmp_path / "file" / "cache").put(KEY, page_saying("một"))
