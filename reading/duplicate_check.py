"""Whether a file that somebody has in hand is in the archive already: read, compared, told, and nothing of it kept."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.pictures import PictureHash
from archive.duplicates.shingles import folded
from archive.duplicates.verdict import Kind, Reason, Sign, Verdict, judge
from archive.errors import BadRequest, NotTakenIn
from archive.pages import PageText
from archive.roles import Role
from catalogue.fingerprints import common_shingles, find_candidates, keys_of, make, papers_of
from catalogue.models import Document, DocumentPart
from catalogue.records import readable_ids
from imaging.executor import Failure
from imaging.fingerprints import hash_page
from imaging.options import ReadingOptions
from imaging.page import PageTask, cut_and_read
from imaging.pieces import inspect
from reading.lines import document_lines
from reading.permission import require_role
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.shown import RecordLine

MOST_PAGES = 50  # of a file that is checked while a person waits
LARGEST_UPLOAD = 200 * 1024 * 1024  # bytes
_OWN = 0  # stands for the file in hand among fingerprints, which count from 1
_ORDER = {kind: place for place, kind in enumerate(Kind)}


@dataclass(frozen=True, slots=True)
class Match:
    """A document of the archive that the file is, is part of, or is near to; `holds_file` tells for `contains` which holds which."""

    line: RecordLine
    kind: Kind
    confidence: float
    reasons: tuple[Reason, ...]
    holds_file: bool | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found of a file: how many pages were read, and its matches, the surest kinds first."""

    sha256: str
    pages: int
    matches: tuple[Match, ...]


@dataclass(frozen=True, slots=True)
class CheckTask:
    """One page to hash and read, in one worker; travels to a worker process."""

    page: PageTask
    options: ReadingOptions


def look_at_page(task: CheckTask) -> tuple[PictureHash, PageText]:
    """The picture's hash and the words of one page. Raises as `hash_page` and `cut_and_read`."""
    return hash_page(task.page), cut_and_read(task.page, task.options)


def check_file(room: ReadingRoom, reader: Reader, path: Path) -> Checked:
    """Compare a file with all documents that the reader may see; nothing is stored.

    Its pages are read in the server's worker processes, which takes most of the time. A file has no description here, so
    papers of one form with other numbers are told by their texts alone.

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
        BadRequest: the file has more than `MOST_PAGES` pages, cannot be opened, or a page of it cannot be read.
        Unavailable: the catalogue or the recogniser does not answer.
    """
    require_role(reader, Role.ARCHIVIST)
    try:
        count = inspect(path).page_count
    except NotTakenIn as error:
        raise BadRequest(f"the file cannot be opened: {error}") from error
    if count > MOST_PAGES:
        raise BadRequest(f"the file has {count} pages; at most {MOST_PAGES} are checked here. Use: vankho check FOLDER")
    sha256 = _sha256(path)
    with room.catalogue.reading() as session:
        ranges = _of_bytes(session, sha256)
        same = sorted(readable_ids(session, reader.levels, sorted(ranges))) if ranges else []
        if same:
            found = [(id_, _of_range(ranges[id_], count)) for id_ in same]
            return Checked(sha256, 0, tuple(_matches(session, found)))
    pictures, texts = _looked_at(room, path, count)
    paper = Paper(
        id="",
        file="",
        description=PaperDescription(),
        pages=tuple(" ".join(folded(text.text())) for text in texts),
        pictures=tuple(pictures),
    )
    with room.catalogue.reading() as session:
        found = sorted(_judged(session, reader, paper), key=lambda one: (_ORDER[one[1].kind], -one[1].confidence))
        return Checked(sha256, count, tuple(_matches(session, found)))


def _looked_at(room: ReadingRoom, path: Path, count: int) -> tuple[list[PictureHash], list[PageText]]:
    pictures: dict[int, PictureHash] = {}
    texts: dict[int, PageText] = {}
    tasks = [CheckTask(PageTask(path, index), ReadingOptions()) for index in range(count)]
    for task, outcome in room.images.workers.run(look_at_page, tasks, stage="check"):
        if isinstance(outcome, Failure):
            raise BadRequest(f"page {task.page.index + 1} of the file cannot be read: {outcome.reason}")
        pictures[task.page.index], texts[task.page.index] = outcome
    return [pictures[index] for index in range(count)], [texts[index] for index in range(count)]


def _judged(session: Session, reader: Reader, paper: Paper) -> Iterator[tuple[str, Verdict]]:
    """What the file is to each document that shares something with it; only documents that the reader may see."""
    common, _ = common_shingles(session)
    candidates = find_candidates(session, {_OWN: keys_of(make(paper, 0, common))})[_OWN]
    others = dict(papers_of(session, candidates.fingerprints))
    ids = sorted(other.id for other in others.values())
    readable = readable_ids(session, reader.levels, ids) if ids else set()
    for other in others.values():
        if other.id in readable:
            verdict = judge(replace(paper, file=other.file), other)  # where the file belongs is not known
            if verdict is not None:
                yield other.id, verdict


def _matches(session: Session, found: list[tuple[str, Verdict]]) -> Iterator[Match]:
    documents = [session.get_one(Document, id_) for id_, _ in found]
    lines = document_lines(session, documents) if documents else []
    for line, (_, verdict) in zip(lines, found, strict=True):
        holds = None if verdict.holds_other is None else not verdict.holds_other
        yield Match(line, verdict.kind, verdict.confidence, verdict.reasons, holds)


def _of_bytes(session: Session, sha256: str) -> dict[str, int]:
    """The documents that stand on just these bytes, each with how many pages of them."""
    rows = session.execute(
        select(DocumentPart.document_id, DocumentPart.first_index, DocumentPart.last_index).where(
            DocumentPart.asset_sha256 == sha256
        )
    )
    pages: dict[str, int] = {}
    for document_id, first, last in rows:
        pages[document_id] = pages.get(document_id, 0) + last - first + 1
    return pages


def _of_range(pages: int, count: int) -> Verdict:
    """What the file is to a document on its own bytes: the same, or one that holds it among others."""
    reasons = (Reason(Sign.BYTES, share=1.0),)
    return Verdict(Kind.IDENTICAL, 1.0, reasons) if pages >= count else Verdict(Kind.CONTAINS, 1.0, reasons, True)


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
