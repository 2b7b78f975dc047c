"""Files of a delivery that the archive, or the delivery itself, has already: by their bytes, and by the look of their pages.

Nothing is read by OCR here and nothing is kept: it is what can be told before a delivery is taken in.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.duplicates.pictures import NEAR, SAME, PictureHash, inked_distance, whole_distance
from catalogue.catalogue import Catalogue
from catalogue.fingerprints import MOST_IN_BAND, find_candidates, papers_of, picture_keys
from catalogue.models import Document, DocumentPart, File
from catalogue.publication import chunks
from imaging.executor import Failure, PageExecutor
from imaging.fingerprints import hash_page
from imaging.page import PageTask
from indexer.progress import Reporter

_LOOKED_UP = 100  # pages whose candidates are asked for at once


class Likeness(StrEnum):
    """How a file is like another."""

    BYTES = "same-bytes"
    PICTURE = "same-picture"  # the scan, saved again
    NEAR = "near-picture"  # as a page scanned again; a page of the same form may look so too


class Place(StrEnum):
    """Where the other one is."""

    ARCHIVE = "archive"
    DELIVERY = "delivery"


@dataclass(frozen=True, slots=True)
class NearFile:
    """A file of the delivery that is like something else.

    `other` is a document's reference in the archive, or another file of the delivery; `pages` of the file's `page_count` pages
    are like some of the other's.
    """

    file: str
    likeness: Likeness
    place: Place
    other: str
    pages: int
    page_count: int

    def to_json(self) -> dict[str, Any]:
        """As one JSON object."""
        return {
            "file": self.file,
            "kind": self.likeness.value,
            "in": self.place.value,
            "other": self.other,
            "pages": self.pages,
            "page_count": self.page_count,
        }

    def __str__(self) -> str:
        if self.likeness is Likeness.BYTES:
            return f"{self.file}: the same bytes as {self.other} (in the {self.place})"
        told = "the same pictures as" if self.likeness is Likeness.PICTURE else "pictures near to those of"
        return f"{self.file}: {self.pages} of {self.page_count} pages have {told} {self.other} (in the {self.place})"


@dataclass(frozen=True, slots=True)
class OfferedFile:
    """A file that was looked into: its place, its label, the hash of its bytes, and how many pages it has."""

    path: Path
    label: str
    sha256: str
    page_count: int


def same_bytes(catalogue: Catalogue, files: Sequence[OfferedFile]) -> list[NearFile]:
    """Files whose bytes the archive has in documents in sight, and files that stand in the delivery more than once."""
    by_hash: dict[str, list[OfferedFile]] = defaultdict(list)
    for file in files:
        by_hash[file.sha256].append(file)
    held: dict[str, list[str]] = defaultdict(list)
    with catalogue.reading() as session:
        for some in chunks(sorted(by_hash)):
            rows = session.execute(
                select(DocumentPart.asset_sha256, Document.reference)
                .join(Document, Document.id == DocumentPart.document_id)
                .join(File, File.id == Document.file_id)
                .where(DocumentPart.asset_sha256.in_(some), Document.withdrawn.is_(False), File.withdrawn.is_(False))
                .order_by(Document.order_key, Document.id)
                .distinct()
            )
            for sha256, reference in rows:
                held[sha256].append(reference)
    found = []
    for file in files:
        first = by_hash[file.sha256][0]
        told = [(Place.ARCHIVE, reference) for reference in held[file.sha256]]
        told += [(Place.DELIVERY, first.label)] if first is not file else []
        found += [
            NearFile(file.label, Likeness.BYTES, place, other, file.page_count, file.page_count)
            for place, other in told
        ]
    return found


def near_pictures(
    catalogue: Catalogue, executor: PageExecutor, files: Sequence[OfferedFile], reporter: Reporter
) -> list[NearFile]:
    """Files of which pages look like pages of the archive, or of files that stand before them in the delivery.

    A page that cannot be rendered is passed over: `check` tells of it otherwise.
    """
    pictures = _hashed(executor, files, reporter)
    pages: dict[tuple[str, Place, str], dict[int, Likeness]] = defaultdict(dict)
    with catalogue.reading() as session:
        for at, index, reference, likeness in _in_archive(session, pictures):
            _note(pages[files[at].label, Place.ARCHIVE, reference], index, likeness)
    for at, index, other, likeness in _in_delivery(pictures):
        _note(pages[files[at].label, Place.DELIVERY, files[other].label], index, likeness)
    counts = {file.label: file.page_count for file in files}
    return [
        NearFile(label, likeness, place, other, count, counts[label])
        for (label, place, other), its in pages.items()
        for likeness, count in sorted(Counter(its.values()).items())
    ]


_Pictures = dict[tuple[int, int], PictureHash]
"""Hashes of pages, by the place of their file in the delivery and their own in the file."""


def _hashed(executor: PageExecutor, files: Sequence[OfferedFile], reporter: Reporter) -> _Pictures:
    tasks = {
        PageTask(file.path, index): (at, index) for at, file in enumerate(files) for index in range(file.page_count)
    }
    if tasks:
        reporter.stage("Comparing pictures", len(tasks), "pages")
    found: _Pictures = {}
    failed = 0
    for task, result in executor.run(hash_page, tasks, stage="hash"):
        if isinstance(result, Failure):
            failed += 1
        else:
            found[tasks[task]] = result
        reporter.step(failed)
    return dict(sorted(found.items()))


def _in_archive(session: Session, pictures: _Pictures) -> Iterator[tuple[int, int, str, Likeness]]:
    """Each page (its file, its place) with the documents that have one like it."""
    every = list(pictures.items())
    for start in range(0, len(every), _LOOKED_UP):
        some = every[start : start + _LOOKED_UP]
        # Negative, for the numbers stand beside those of fingerprints.
        candidates = find_candidates(session, {-1 - at: picture_keys(one) for at, (_, one) in enumerate(some)})
        wanted = sorted({id_ for one in candidates.values() for id_ in one.fingerprints})
        others = dict(papers_of(session, wanted))
        references = _references(session, sorted({paper.id for paper in others.values()}))
        for at, ((file, index), picture) in enumerate(some):
            for id_ in candidates[-1 - at].fingerprints:
                likeness = _likeness(picture, [other for other in others[id_].pictures if other is not None])
                if likeness is not None:
                    yield file, index, references[others[id_].id], likeness


def _in_delivery(pictures: _Pictures) -> Iterator[tuple[int, int, int, Likeness]]:
    """Each page with the files before its own that have one like it."""
    bands: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for (file, index), picture in pictures.items():
        near: dict[int, list[PictureHash]] = defaultdict(list)
        keys = picture_keys(picture)
        for place in {place for key in keys if len(bands[key]) <= MOST_IN_BAND for place in bands[key]}:
            if place[0] != file:
                near[place[0]].append(pictures[place])
        for other, its in sorted(near.items()):
            likeness = _likeness(picture, its)
            if likeness is not None:
                yield file, index, other, likeness
        for key in keys:
            bands[key].append((file, index))


def _likeness(picture: PictureHash, others: Sequence[PictureHash]) -> Likeness | None:
    if any(whole_distance(picture, other) <= SAME for other in others):
        return Likeness.PICTURE
    return Likeness.NEAR if any(inked_distance(picture, other) <= NEAR for other in others) else None


def _references(session: Session, document_ids: Sequence[str]) -> Mapping[str, str]:
    found: dict[str, str] = {}
    for some in chunks(document_ids):
        rows = session.execute(select(Document.id, Document.reference).where(Document.id.in_(some)))
        found |= {row[0]: row[1] for row in rows}
    return found


def _note(pages: dict[int, Likeness], index: int, likeness: Likeness) -> None:
    """The surer of what is known of a page."""
    if pages.get(index) is not Likeness.PICTURE:
        pages[index] = likeness
