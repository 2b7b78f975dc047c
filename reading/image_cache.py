"""The cache of page images: made in worker processes, kept on disk by asset, page, turn, width and renderer."""

from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from archive.errors import PageUnreadable, Unavailable
from imaging.executor import Failure, PageExecutor
from imaging.pieces import PieceFault, cut
from imaging.render import VIEW_VERSION, render_view
from reading.image_folder import ImageFolder


@dataclass(frozen=True, slots=True)
class ImageTask:
    """One page image to make; travels to a worker process. `index` counts from 0, `width` is in pixels."""

    asset: Path
    index: int
    rotation: int
    width: int


class PageImages:
    """The cache of page images, and the workers that fill it. Asks nobody whether the reader may: see `show_image`."""

    def __init__(self, folder: Path, executor: PageExecutor, size: int) -> None:
        """Keep at most about `size` bytes of images in a folder."""
        self._folder = ImageFolder(folder, size)
        self._executor = executor
        self._making: dict[str, Lock] = {}
        self._guard = Lock()

    def image(self, asset: Path, sha256: str, index: int, rotation: int, width: int) -> tuple[Path, str]:
        """The file of an image and its media type; made if it is not there yet.

        Raises:
            PageUnreadable: the page cannot be rendered; the message says why.
            Unavailable: the cache cannot be written.
        """
        name = f"{sha256}-{index}-{rotation}-{width}-{VIEW_VERSION}"
        found = self._folder.find(name)
        if found is not None:
            return found
        with self._guard:
            making = self._making.setdefault(name, Lock())
        try:
            with making:  # two readers of one page wait for one rendering
                return self._folder.find(name) or self._make(name, ImageTask(asset, index, rotation, width))
        finally:
            with self._guard:
                self._making.pop(name, None)

    @property
    def workers(self) -> PageExecutor:
        """The worker processes, for other work on pages that a reader waits for."""
        return self._executor

    def close(self) -> None:
        """Stop the workers."""
        self._executor.close()

    def _make(self, name: str, task: ImageTask) -> tuple[Path, str]:
        for _, outcome in self._executor.run(render_task, [task], stage="image"):
            if isinstance(outcome, Failure):
                raise PageUnreadable(f"page {task.index + 1} cannot be shown as an image: {outcome.reason}")
            data, media_type = outcome
            return self._folder.put(name, media_type, data), media_type
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
