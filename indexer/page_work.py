"""Reads the pages that wait: spreads them over processes, keeps each reading at once, describes each finished document."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from archive.pages import PageText
from catalogue.catalogue import Catalogue
from catalogue.models import PageState
from catalogue.ocr_cache import cache_key
from catalogue.page_work import (
    WaitingPage,
    count_pages,
    mark_done,
    mark_failed,
    page_to_read,
    requeue_failed,
    waiting_pages,
)
from imaging.executor import Failure, PageExecutor
from imaging.options import ReadingOptions
from imaging.page import PageTask, cut_and_read
from imaging.recognisers import EngineIdentity
from indexer.describing import describe_from_pages
from indexer.progress import Reporter

BATCH = 200  # waiting pages fetched at once; memory stays flat however many wait


@dataclass(frozen=True, slots=True)
class Assignment:
    """One page to cut out of its asset and read, and the key its reading is cached under; travels to a worker process."""

    page_id: str
    page: PageTask
    options: ReadingOptions
    key: str


@dataclass(frozen=True, slots=True)
class PageCounts:
    """How many pages a run read anew, took from the cache, and could not read."""

    read: int = 0
    cached: int = 0
    failed: int = 0


def perform(assignment: Assignment) -> PageText:
    """Cut one page out of its asset and read it. Runs in a worker process; raises as `imaging.page.cut_and_read`."""
    return cut_and_read(assignment.page, assignment.options)


class PageWork:
    """One run over the waiting pages of a catalogue."""

    def __init__(
        self, catalogue: Catalogue, executor: PageExecutor, options: ReadingOptions, engine: EngineIdentity
    ) -> None:
        self._catalogue = catalogue
        self._executor = executor
        self._options = options
        self._engine = engine

    def run(self, reporter: Reporter) -> PageCounts:
        """Read every page that waits. Each reading is committed as it comes, so a killed run repeats none."""
        with self._catalogue.reading() as session:
            waiting = count_pages(session)[PageState.WAITING]
        if not waiting:
            return PageCounts()
        reporter.stage("Reading", waiting, "pages")
        cached: list[str] = []
        read = failed = 0
        for assignment, result in self._executor.run(perform, self._assignments(cached, reporter), stage="read"):
            if isinstance(result, Failure):
                failed += 1
                self._fail(assignment.page_id, result)
            else:
                read += 1
                self._catalogue.ocr_cache.put(assignment.key, result)
                self._keep(assignment.page_id, result)
            reporter.step(failed)
        return PageCounts(read, len(cached), failed)

    def retry(self, reporter: Reporter) -> PageCounts:
        """Read failed pages again, and whatever else waits."""
        with self._catalogue.begin() as session:
            requeue_failed(session)
        return self.run(reporter)

    def read_with(self, pages: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, PageText | Failure]]:
        """Read pages (by id) with the options chosen for each, from the cache where it holds them; keeps nothing else.

        Raises:
            NotFound: there is no such page.
        """
        wanted: list[Assignment] = []
        with self._catalogue.reading() as session:
            for page_id, chosen in pages.items():
                wanted.append(self._assignment(page_to_read(session, page_id), chosen))
        found = {one.page_id: self._catalogue.ocr_cache.get(one.key) for one in wanted}
        yield from ((page_id, text) for page_id, text in found.items() if text is not None)
        missing = (one for one in wanted if found[one.page_id] is None)
        for assignment, result in self._executor.run(perform, missing, stage="read"):
            if isinstance(result, PageText):
                self._catalogue.ocr_cache.put(assignment.key, result)
            yield assignment.page_id, result

    @property
    def engine(self) -> EngineIdentity:
        """The engine that reads."""
        return self._engine

    def _assignments(self, cached: list[str], reporter: Reporter) -> Iterator[Assignment]:
        """The waiting pages that no cache holds, in the order they came; cached ones are kept here, their ids listed."""
        after = 0
        while True:
            with self._catalogue.reading() as session:
                batch = waiting_pages(session, BATCH, after)
            if not batch:
                return
            for page in batch:
                assignment = self._assignment(page, page.chosen)
                found = self._catalogue.ocr_cache.get(assignment.key)
                if found is not None:
                    self._keep(page.page_id, found)
                    cached.append(page.page_id)
                    reporter.step()
                    continue
                yield assignment
            after = batch[-1].sequence

    def _assignment(self, page: WaitingPage, chosen: Mapping[str, Any]) -> Assignment:
        """A page to read with every page's options, but for those chosen."""
        options = replace(self._options, **chosen)
        task = PageTask(self._catalogue.assets.path_of(page.asset_sha256), page.index)
        return Assignment(page.page_id, task, options, self._key(page, options))

    def _key(self, page: WaitingPage, options: ReadingOptions) -> str:
        # The bytes of a page follow from its asset's hash and its index, so both together are the hash of its image.
        image = hashlib.sha256(f"{page.asset_sha256}:{page.index}".encode()).hexdigest()
        engine = self._engine
        return cache_key(
            image_sha256=image,
            engine=engine.name,
            version=engine.version,
            model_sha256=engine.model_sha256,
            options=options.key,
        )

    def _keep(self, page_id: str, text: PageText) -> None:
        with self._catalogue.begin() as session:
            for document in mark_done(session, page_id, text, self._engine.key):
                describe_from_pages(session, document)

    def _fail(self, page_id: str, failure: Failure) -> None:
        with self._catalogue.begin() as session:
            for document in mark_failed(
                session, page_id, stage=failure.stage, error_class=failure.error, reason=failure.reason
            ):
                describe_from_pages(session, document)
