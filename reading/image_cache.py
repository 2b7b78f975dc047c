"""The cache of page images: made in worker processes, kept on disk by asset, page, turn and width."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from archive.errors import PageUnreadable, Unavailable
from imaging.executor import Failure, PageExecutor
from imaging.pieces import PieceFault, cut
from imaging.render import render_view

_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


@dataclass(frozen=True, slots=True)
class ImageTask:
    """One page image to make; travels to a worker process. `index` counts from 0, `width` is in pixels."""

    asset: Path
    index: int
    rotation: int
    width: int


class PageImages:
    """The cache of page images, and the workers that fill it. Asks nobody whether the reader may: see `show_image`."""

    def __init__(self, folder: Path, executor: PageExecutor) -> None:
        self._folder = folder
        self._executor = executor
        self._making: dict[str, Lock] = {}
        self._guard = Lock()

    def image(self, asset: Path, sha256: str, index: int, rotation: int, width: int) -> tuple[Path, str]:
        """The file of an image and its media type; made if it is not there yet.

        Raises:
            PageUnreadable: the page cannot be rendered; the message says why.
            Unavailable: the cache cannot be written.
        """
        name = f"{sha256}-{index}-{rotation}-{width}"
        found = self._kept(name)
        if found is not None:
            return found
        with self._guard:
            making = self._making.setdefault(name, Lock())
        try:
            with making:  # two readers of one page wait for one rendering
                return self._kept(name) or self._make(name, ImageTask(asset, index, rotation, width))
        finally:
            with self._guard:
                self._making.pop(name, None)

    def close(self) -> None:
        """Stop the workers."""
        self._executor.close()

    def _kept(self, name: str) -> tuple[Path, str] | None:
        for media_type, ending in _ENDINGS.items():
            path = self._folder / name[:2] / f"{name}.{ending}"
            if path.is_file():
                return path, media_type
        return None

    def _make(self, name: str, task: ImageTask) -> tuple[Path, str]:
        for _, outcome in self._executor.run(render_task, [task], stage="image"):
            if isinstance(outcome, Failure):
                raise PageUnreadable(f"page {task.index + 1} cannot be shown as an image: {outcome.reason}")
            data, media_type = outcome
            path = self._folder / name[:2] / f"{name}.{_ENDINGS[media_type]}"
            _write(path, data)
            return path, media_type
        raise Unavailable("the worker for page images gave no answer; try again")


def render_task(task: ImageTask) -> tuple[bytes, str]:
    """Cut a page out of its asset and render it: its bytes and media type. Runs in a worker process.

    Raises:
        PageUnreadable: the page cannot be cut out or rendered.
    """
    piece = cut(task.asset, [task.index])[0]
    if isinstance(piece, PieceFault):
        raise PageUnreadable(piece.reason)
    return render_view(piece, task.rotation, task.width)


def _write(path: Path, data: bytes) -> None:
    """Write by rename: another process sees the whole image or none."""
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_bytes(data)
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise Unavailable(
            f"the cache of page images cannot be written ({error.strerror}); free space in VANKHO_HOME or check its owner"
        ) from error
