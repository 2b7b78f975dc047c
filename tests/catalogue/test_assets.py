"""The asset store."""

import hashlib
import os
import resource
import signal
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from archive.errors import NotFound, NotTakenIn, Unavailable
from catalogue.assets import AssetStore, Finding

PAPER = b"%PDF-1.4 a paper\n" * 1000
PAPER_SHA = hashlib.sha256(PAPER).hexdigest()

# Adds a named pipe's worth of bytes: the parent decides when, and whether, the writing ends.
_SLOW_ADD = """
import os, sys
from pathlib import Path
from catalogue import assets
chunks = assets._chunks
def slowly(path):
    yield from chunks(path)
    if Path(sys.argv[3]).exists():
        print("half-way", flush=True)
        sys.stdin.readline()
    Path(sys.argv[3]).touch()
assets._chunks = slowly
assets.AssetStore(Path(sys.argv[1])).add(Path(sys.argv[2]))
"""


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file to take in."""
    path = tmp_path / "công văn 12.pdf"
    path.write_bytes(PAPER)
    return path


@pytest.fixture
def store(tmp_path: Path) -> AssetStore:
    """An empty store."""
    return AssetStore(tmp_path / "assets")


def _files(store: AssetStore) -> list[Path]:
    return [path for path in store.root.rglob("*") if path.is_file()] if store.root.exists() else []


def _expected(*names: str) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(PAPER_SHA, len(PAPER), names)]


def test_a_file_is_kept_under_its_hash(store: AssetStore, paper: Path) -> None:
    """An added file lies, byte for byte and read-only, under the first letters of its SHA-256."""
    assert store.add(paper) == (PAPER_SHA, len(PAPER), True)
    kept = store.path_of(PAPER_SHA)
    assert kept == store.root / PAPER_SHA[:2] / PAPER_SHA[2:4] / PAPER_SHA
    assert kept.read_bytes() == PAPER
    assert stat.S_IMODE(kept.stat().st_mode) == 0o444
    assert paper.read_bytes() == PAPER


def test_the_same_bytes_are_kept_once(store: AssetStore, paper: Path, tmp_path: Path) -> None:
    """The same bytes under another name are not new, and the kept file is not written again."""
    store.add(paper)
    before = store.path_of(PAPER_SHA).stat()
    other = tmp_path / "copy.pdf"
    other.write_bytes(PAPER)
    assert store.add(other) == (PAPER_SHA, len(PAPER), False)
    after = store.path_of(PAPER_SHA).stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert len(_files(store)) == 1


def test_what_is_held_needs_no_room(tmp_path: Path, paper: Path) -> None:
    """A delivery offered again is taken on a full disk, since nothing is written."""
    AssetStore(tmp_path / "assets").add(paper)
    full = AssetStore(tmp_path / "assets", free_space=lambda _: 0)
    assert full.add(paper) == (PAPER_SHA, len(PAPER), False)


def test_a_damaged_asset_is_not_taken_for_the_same(store: AssetStore, paper: Path) -> None:
    """When the kept file has lost bytes, adding the paper again says so instead of overwriting it."""
    store.add(paper)
    kept = store.path_of(PAPER_SHA)
    kept.chmod(0o644)
    kept.write_bytes(b"half")
    with pytest.raises(Unavailable, match="vankho verify"):
        store.add(paper)
    assert kept.read_bytes() == b"half"


def test_threads_that_add_the_same_file_agree(store: AssetStore, paper: Path) -> None:
    """Of many that add the same bytes at once, exactly one finds them new."""
    news: list[bool] = []
    threads = [threading.Thread(target=lambda: news.append(store.add(paper)[2])) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(news) == [False] * 7 + [True]
    assert len(_files(store)) == 1


def test_an_empty_file_is_an_asset(store: AssetStore, tmp_path: Path) -> None:
    """Zero bytes have a hash as well; whether they are a paper is for the intake to say."""
    (tmp_path / "empty").touch()
    assert store.add(tmp_path / "empty") == (hashlib.sha256().hexdigest(), 0, True)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63, "0" * 65, "0" * 63 + "/"])
def test_no_path_is_made_of_what_is_no_hash(store: AssetStore, name: str) -> None:
    """Only 64 lower-case hexadecimal digits become a path."""
    with pytest.raises(NotFound):
        store.path_of(name)


def test_a_file_that_cannot_be_read_is_named(store: AssetStore, tmp_path: Path) -> None:
    """A file that is gone, or a folder in its place, is not taken in, by its name."""
    with pytest.raises(NotTakenIn, match=r"lost\.pdf"):
        store.add(tmp_path / "lost.pdf")
    (tmp_path / "folder.pdf").mkdir()
    with pytest.raises(NotTakenIn, match=r"folder\.pdf"):
        store.add(tmp_path / "folder.pdf")


def test_a_lack_of_space_is_told_in_figures(tmp_path: Path, paper: Path) -> None:
    """Before anything is written, the message says how much is needed and how much is free."""
    store = AssetStore(tmp_path / "assets", free_space=lambda _: 5_000_000)
    with pytest.raises(NotTakenIn, match=r"needs 68 MB .* 5 MB are free"):
        store.add(paper)
    with pytest.raises(NotTakenIn, match=r"needs 1068 MB"):
        store.require_space(1_000_000_000)
    assert _files(store) == []


def test_a_disk_that_fills_up_while_writing_leaves_nothing(store: AssetStore, paper: Path) -> None:
    """When the system refuses the rest of a file, the part written is removed and the file is named."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (len(PAPER) // 2, hard))  # the system's own refusal, as of a full disk
    try:
        with pytest.raises(NotTakenIn, match=r"công văn 12\.pdf does not fit"):
            store.add(paper)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert _files(store) == []
    assert store.add(paper)[2] is True


def test_a_full_disk_leaves_nothing(tmp_path: Path, paper: Path) -> None:
    """On a disk that is really full the file is named and nothing half-written stays (needs the right to mount)."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here; the test above stands in")
    try:
        store = AssetStore(disk / "assets", free_space=lambda _: 1 << 40)  # a disk that fills after it was asked
        with pytest.raises(NotTakenIn, match="does not fit"):
            store.add(paper)
        assert _files(store) == []
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_home_that_cannot_be_written_is_told(tmp_path: Path, paper: Path) -> None:
    """When the store's folder cannot be made, the message names it and the setting to check."""
    (tmp_path / "home").write_text("a file where the folder should be")
    with pytest.raises(Unavailable, match="VANKHO_HOME"):
        AssetStore(tmp_path / "home" / "assets").add(paper)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_home_is_told(tmp_path: Path, paper: Path) -> None:
    """A home without the right to write is refused by the setting's name."""
    (tmp_path / "home").mkdir(mode=0o555)
    with pytest.raises(Unavailable, match="VANKHO_HOME"):
        AssetStore(tmp_path / "home" / "assets").add(paper)


def test_a_file_that_changes_while_it_is_read_is_refused(
    store: AssetStore, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that another program is still writing is not kept under a hash it does not have."""
    place = store.require_space

    def grow(size: int, name: str = "") -> None:
        paper.write_bytes(PAPER + b"more")
        place(size, name)

    monkeypatch.setattr(store, "require_space", grow)
    with pytest.raises(NotTakenIn, match="changed while it was being read"):
        store.add(paper)
    assert _files(store) == []


def test_a_killed_process_leaves_nothing_visible(store: AssetStore, paper: Path, tmp_path: Path) -> None:
    """A file half-written by a killed process is no asset, and the next opening removes it; a living one's is kept."""
    arguments = [sys.executable, "-c", _SLOW_ADD, store.root, paper, tmp_path / "hashed"]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"half-way\n"
        AssetStore(store.root)
        assert len(_files(store)) == 1, "another process is still writing its file"
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not store.path_of(PAPER_SHA).exists()
    assert list(AssetStore(store.root).verify([])) == []
    assert _files(store) == []
    assert store.add(paper)[2] is True


def test_a_sound_store_has_no_findings(store: AssetStore, paper: Path) -> None:
    """Verifying what was added finds nothing."""
    store.add(paper)
    assert list(store.verify(_expected("a.pdf"))) == []


def test_changed_bytes_are_found(store: AssetStore, paper: Path) -> None:
    """One changed byte is found, with the asset's names; so is a lost one."""
    store.add(paper)
    kept = store.path_of(PAPER_SHA)
    kept.chmod(0o644)
    kept.write_bytes(PAPER[:-1] + b"?")
    (finding,) = store.verify(_expected("a.pdf", "b.pdf"))
    assert (finding.sha256, finding.names, finding.kind) == (PAPER_SHA, ("a.pdf", "b.pdf"), "differs")
    assert "a.pdf, b.pdf" in finding.message
    kept.write_bytes(PAPER[:-1])
    (finding,) = store.verify(_expected("a.pdf"))
    assert f"{len(PAPER) - 1} bytes instead of {len(PAPER)}" in finding.message


def test_missing_and_stray_files_are_told_apart(store: AssetStore, paper: Path) -> None:
    """Every expected asset that is gone, and every file nobody expects, is found once, whatever their order."""
    store.add(paper)
    strays = [
        "readme.txt",
        f"{PAPER_SHA[:2]}/note",
        f"{PAPER_SHA[:2]}/{PAPER_SHA[2:4]}/{'f' * 64}",
        "ff/ff/x",
        "00/00/x",
    ]
    for stray in strays:
        path = store.root / stray
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("?")
    gone = ["0" * 64, "f" * 64, *(hashlib.sha256(bytes([i])).hexdigest() for i in range(20))]
    expected = sorted([(sha256, 1, ()) for sha256 in gone] + _expected("a.pdf"))
    found: list[Finding] = list(store.verify(expected))
    assert sorted(finding.sha256 for finding in found if finding.kind == "missing") == sorted(gone)
    named = [finding.message for finding in found if finding.kind == "stray"]
    assert len(named) == len(strays)
    assert all(any(f"/{stray} " in message for message in named) for stray in strays)


def test_large_files_are_not_held_in_memory(tmp_path: Path) -> None:
    """A file of 300 MB is taken in by a process that may hold 100 MB more than at its start."""
    large = tmp_path / "large.tif"
    with large.open("wb") as stream:
        stream.truncate(300 << 20)
    program = (
        "import resource, sys; from pathlib import Path; from catalogue.assets import AssetStore\n"
        "size = int(Path('/proc/self/statm').read_text().split()[0]) * 4096 + (100 << 20)\n"
        "resource.setrlimit(resource.RLIMIT_AS, (size, size))\n"
        "AssetStore(Path(sys.argv[1]), free_space=lambda _: 1 << 40).add(Path(sys.argv[2]))"
    )
    subprocess.run([sys.executable, "-c", program, tmp_path / "assets", large], check=True)
