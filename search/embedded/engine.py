"""The embedded engine: tantivy in this process, the default for an archive on one machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import tantivy
from tantivy import Query as Compiled

from archive.access import Access
from archive.errors import Unavailable
from search.cursors import decode, encode, sort_of
from search.embedded.compiler import all_of, compile_plan
from search.embedded.facets import count_facets
from search.embedded.filters import access_filter, base_filters, exclusion, facet_filters, one_of
from search.embedded.pages import matching_pages
from search.embedded.paging import Page, first_by_key, first_by_score
from search.embedded.schema import field, page_schema, record_schema
from search.embedded.snapshots import Snapshot, Snapshots, count, stored
from search.embedded.store import Store, WriterLock
from search.embedded.writer import EmbeddedWriter
from search.entries import PageWords, RecordEntry, RecordLevel
from search.forms import Level
from search.packing import load_page, load_summary
from search.plan import ALL, Planner, held
from search.plan_nodes import Term
from search.port import (
    EngineState,
    Health,
    Hit,
    RecordPages,
    SearchRequest,
    SearchResponse,
    Sort,
)
from search.query.tree import Query

NAME = "embedded (tantivy " + version("tantivy") + ")"


class EmbeddedEngine:
    """The engine port on tantivy, in one directory. Keeps the promises of `search.port.SearchEngine`."""

    def __init__(self, root: Path) -> None:
        """Open the index in a directory, or make an empty one there.

        Raises:
            Unavailable: there is no index and none can be made.
        """
        self._store = Store(root)
        self._store.prepare()
        self._snapshots = Snapshots(self._store)
        self._lock: WriterLock | None = None
        self._writer: EmbeddedWriter | None = None

    def prepare(self) -> None:
        """Make an empty index where there is none; see the port."""
        self._store.prepare()

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find records; see the port."""
        position = decode(request, request.cursor) if request.cursor is not None else None
        present = snapshot = self._snapshots.present()
        by_score = sort_of(request) is Sort.RELEVANCE
        if position and by_score:
            snapshot = self._snapshots.remembered(position.generation) or present
        schema = record_schema()
        chosen = facet_filters(schema, request)
        base = base_filters(schema, request)
        kept = [*base, *exclusion(schema, request)]
        matching = [*kept, *_compiled(request.query, ranked=False)]
        # A cursor by relevance counts hits, so those that are excluded must keep their places: they are left out below.
        narrowed = [*(base if by_score else kept), *chosen.values(), *_compiled(request.query, ranked=by_score)]
        total = count(present.records, all_of([*matching, *chosen.values()]))
        facets = count_facets(present.records, matching, chosen, request.facets)
        if not request.size:
            return SearchResponse(total, facets=facets)
        if by_score:
            page = first_by_score(snapshot, all_of(narrowed), request.size, position)
        else:
            page = first_by_key(snapshot, narrowed, sort_of(request), request.size, position)
        return SearchResponse(
            total=total,
            hits=tuple(hit for hit in _hits(snapshot, page) if hit.id not in request.excluded),
            facets=facets,
            next=encode(request, page.last) if page.last else None,
        )

    def pages_of(
        self, record_ids: Sequence[str], query: Query | None, access: frozenset[Access]
    ) -> Mapping[str, RecordPages]:
        """The matching pages of the records shown; see the port."""
        return matching_pages(self._snapshots.present().pages, record_ids, query, access)

    def page_words(self, page_ids: Sequence[str], access: frozenset[Access]) -> Mapping[str, PageWords]:
        """The words of pages as published; see the port."""
        if not page_ids:
            return {}
        schema = page_schema()
        query = all_of([one_of(schema, "page_id", page_ids), access_filter(schema, access)])
        searcher = self._snapshots.present().pages
        documents = [searcher.doc(address) for _, address in searcher.search(query, len(page_ids)).hits]
        return {stored(document, "page_id"): load_page(stored(document, "page")) for document in documents}

    def frequencies(
        self,
        sequences: Sequence[tuple[str, ...]],
        level: Level,
        access: frozenset[Access],
        excluded: frozenset[str] = frozenset(),
    ) -> tuple[int, ...]:
        """In how many records each word or run of words stands; see the port."""
        schema = record_schema()
        searcher = self._snapshots.present().records
        request = SearchRequest(access=access, excluded=excluded, level=None)
        seen = [*base_filters(schema, request), *exclusion(schema, request)]
        counts = []
        for words in sequences:
            plan = held(words, level)
            # nearly all that is asked for stands nowhere, and a look into the list of words is the quickest
            nowhere = isinstance(plan, Term) and not searcher.doc_freq(field(ALL, level), plan.word)
            counts.append(0 if nowhere else count(searcher, all_of([compile_plan(schema, plan), *seen])))
        return tuple(counts)

    def upsert(self, records: Iterable[RecordEntry]) -> int:
        """Put records and their pages in; see the port."""
        return self._writing().upsert(records)

    def delete(self, record_ids: Iterable[str]) -> None:
        """Take records and their pages out; see the port."""
        self._writing().delete(record_ids)

    def commit(self) -> None:
        """Make what was written visible, and let others write."""
        try:
            if self._writer is not None:
                self._writer.commit()
        finally:
            self._stop_writing()

    @contextmanager
    def rebuild(self) -> Iterator[EmbeddedWriter]:
        """Build a new index beside the live one and swap it in; see the port.

        Holds the writer's lock, so changes made meanwhile wait in the catalogue and are published to the new index.
        """
        if self._writer is not None:
            raise Unavailable("this process is writing to the index: commit before a rebuild")
        with WriterLock(self._store.root):
            number = self._store.create_beside()
            writer = EmbeddedWriter(self._store, number)
            done = False
            try:
                yield writer
                writer.commit()
                self._store.swap_in(number)
                done = True
            finally:
                if not done:
                    writer.rollback()
                    self._store.discard(number)

    def count(self, level: RecordLevel | None = None) -> int:
        """How many records are published."""
        searcher = self._snapshots.present().records
        return searcher.num_docs if level is None else count(searcher, one_of(record_schema(), "level", [level]))

    def revisions_of(self, record_ids: Sequence[str]) -> Mapping[str, int]:
        """The revisions of these records as published; see the port."""
        if not record_ids:
            return {}
        return dict(self._revisions(Compiled.term_set_query(record_schema(), "id", list(record_ids)), len(record_ids)))

    def all_ids(self) -> Iterator[tuple[str, int]]:
        """Every published record as (id, revision), by id."""
        yield from self._revisions(Compiled.all_query())

    def health(self) -> Health:
        """The state of the engine; does not raise."""
        try:
            return Health(EngineState.READY, NAME, self.count())
        except Unavailable as fault:
            return Health(EngineState.UNAVAILABLE, NAME, message=str(fault))

    def close(self) -> None:
        """Drop what was not committed, and let go of locks and files."""
        if self._writer is not None:
            self._writer.rollback()
        self._stop_writing()
        self._snapshots.close()

    def _revisions(self, query: Compiled, most: int | None = None) -> Iterator[tuple[str, int]]:
        searcher = self._snapshots.present().records
        found = searcher.search(
            query, most or max(searcher.num_docs, 1), order_by_field="id", order=tantivy.Order.Asc
        ).hits
        revisions = searcher.fast_field_values("revision", [address for _, address in found])
        for (record_id, _), revision in zip(found, revisions, strict=True):
            yield record_id, int(revision or 0)

    def _writing(self) -> EmbeddedWriter:
        if self._writer is None:
            self._lock = WriterLock(self._store.root)
            number = self._store.live_number()
            if number is None:
                self._stop_writing()
                raise Unavailable("there is no index to write to: run `vankho init`")
            self._writer = EmbeddedWriter(self._store, number)
        return self._writer

    def _stop_writing(self) -> None:
        self._writer = None
        if self._lock is not None:
            self._lock.release()
            self._lock = None


def _compiled(query: Query | None, *, ranked: bool) -> list[Compiled]:
    return [] if query is None else [compile_plan(record_schema(), Planner(ranked=ranked).plan(query))]


def _hits(snapshot: Snapshot, page: Page) -> tuple[Hit, ...]:
    hits = []
    for score, address in page.found:
        record = load_summary(stored(snapshot.records.doc(address), "summary"))
        hits.append(Hit(record.id, score, record))
    return tuple(hits)
