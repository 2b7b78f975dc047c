"""The papers as the product reads them: drawn into a folder once, read once, both kept; a second run takes seconds."""

import ast
import hashlib
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

from archive.pages import PageText, decode, encode
from benchmarks.forms.damage import resolution, scanned
from benchmarks.forms.drawing import drawn
from benchmarks.forms.papers import Paper, paper
from benchmarks.forms.setting import sheets_of
from imaging.executor import Failure, ProcessExecutor
from imaging.options import ReadingOptions
from imaging.page import PageTask, cut_and_read
from imaging.recognisers import engine_identity

_GENERATOR = (
    "bodies", "damage", "drawing", "first_words", "heads", "papers", "press", "printing", "setting", "sheets", "unseen_bodies",
    "unseen_words", "vocabulary", "wordings",
)  # fmt: skip
_OPTIONS = ReadingOptions()
Item = TypeVar("Item")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Read:
    """A made-up paper and its pages as they were read."""

    paper: Paper
    pages: tuple[PageText, ...]


@dataclass(frozen=True, slots=True)
class _Order:
    """A paper to be drawn."""

    seed: int
    index: int


def files_of(seed: int, index: int) -> list[bytes]:
    """The page images of a paper, as files; the same for the same seed and index."""
    of = paper(seed, index)
    files = []
    for number, sheet in enumerate(sheets_of(of)):
        dice = Random(f"drawing/{of.name}/{number}")
        dpi = resolution(of.damage, Random(f"drawing/{of.name}"))
        files.append(scanned(drawn(sheet, dpi, dice), of.damage, dpi, dice))
    return files


def read_papers(seed: int, count: int, home: Path, jobs: int) -> list[Read]:
    """The first `count` papers of a seed, drawn and read where the folder does not hold them yet.

    Raises:
        RuntimeError: a page could not be read; a benchmark with pages left out would not be honest.
    """
    drawings = _drawn(seed, count, home / "pages", jobs)
    tasks = [PageTask(home / "pages" / name, 0) for names in drawings for name in names]
    texts = dict(zip((task.path.name for task in tasks), readings(tasks, home, jobs), strict=True))
    return [Read(paper(seed, index), tuple(texts[name] for name in names)) for index, names in enumerate(drawings)]


def readings(tasks: Sequence[PageTask], home: Path, jobs: int) -> list[PageText]:
    """What these pages say, kept by their content, the engine and its options.

    Raises:
        RuntimeError: a page could not be read.
    """
    kept = home / "readings"
    kept.mkdir(parents=True, exist_ok=True)
    engine = hashlib.sha256(f"{engine_identity(_OPTIONS)}{_OPTIONS.key}".encode()).hexdigest()[:16]
    places = {
        task: kept / f"{hashlib.sha256(task.path.read_bytes()).hexdigest()[:32]}-{task.index}-{engine}.page"
        for task in tasks
    }
    lacking = [task for task in dict.fromkeys(tasks) if not places[task].exists()]
    for task, text in _all_of(partial(cut_and_read, options=_OPTIONS), lacking, jobs):
        _keep(places[task], encode(text))
    return [decode(places[task].read_bytes()) for task in tasks]


def _drawn(seed: int, count: int, folder: Path, jobs: int) -> list[list[str]]:
    """The names of the page files of each paper; papers drawn by the same code before are not drawn again."""
    folder.mkdir(parents=True, exist_ok=True)
    note = folder.parent / f"drawn-{seed}.json"
    code = _code()
    held = json.loads(note.read_text()) if note.exists() else {}
    names: dict[str, list[str]] = held.get("names", {}) if held.get("code") == code else {}
    orders = [_Order(seed, index) for index in range(count) if str(index) not in names]
    for order, files in _all_of(partial(_draw, folder=folder), orders, jobs):
        names[str(order.index)] = files
    if orders:
        _keep(note, json.dumps({"code": code, "names": names}).encode())
    return [names[str(index)] for index in range(count)]


def _draw(order: _Order, folder: Path) -> list[str]:
    name = paper(order.seed, order.index).name
    names = []
    for number, content in enumerate(files_of(order.seed, order.index), 1):
        kind = "png" if content.startswith(b"\x89PNG") else "jpg"
        names.append(f"{name}-{number}.{kind}")
        _keep(folder / names[-1], content)
    return names


def _all_of(work: Callable[[Item], Result], items: Sequence[Item], jobs: int) -> Iterator[tuple[Item, Result]]:
    """The results of some work in processes; none are started where there is nothing to do."""
    if not items:
        return
    with ProcessExecutor(jobs) as executor:
        for item, result in executor.run(work, items):
            if isinstance(result, Failure):
                raise RuntimeError(f"{item}: {result.reason}")  # noqa: TRY004 - a failure of the work, not of its type
            yield item, result


def _code() -> str:
    """What the drawings depend on: the modules that make them, however they are laid out."""
    here = Path(__file__).parent
    trees = [ast.dump(ast.parse((here / f"{name}.py").read_text("utf-8"))) for name in _GENERATOR]
    return hashlib.sha256("".join(trees).encode()).hexdigest()


def _keep(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(f"{path.suffix}.part")
    part.write_bytes(content)
    part.replace(path)
