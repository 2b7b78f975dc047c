"""The Elasticsearch engine: for archives that outgrow one machine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from archive.access import Access
from archive.errors import BadRequest, Unavailable
from search.elasticsearch.cluster import ClusterSettings, answering, check_version, connect, once_settled
from search.elasticsearch.indices import Indices
from search.elasticsearch.pages import matching_pages, words_of
from search.elasticsearch.points import KEEP_ALIVE, Points
from search.elasticsearch.reader import Reader
from search.elasticsearch.writer import ElasticsearchWriter, Targets
from search.entries import PageWords, RecordEntry, RecordLevel
from search.forms import Level
from search.plan import held
from search.port import EngineState, Health, NotPublished, RecordPages, SearchRequest, SearchResponse
from search.query.tree import Query

_LISTED = 1000  # ids in one request
_FEW = 100  # records that a rebuild may go without; if more are refused, the fault is not in the records


class ElasticsearchEngine:
    """The engine port on an Elasticsearch cluster (8.19 to 9). Keeps the promises of `search.port.SearchEngine`.

    Nothing is sent before the first question, so that a server can start, and say so, while its cluster is away.
    """

    def __init__(self, settings: ClusterSettings) -> None:
        """Raises `BadRequest` for settings that the client cannot use, such as a file of certificates that is not there."""
        self._settings = settings
        try:
            self._client = connect(settings)
        except (OSError, ValueError) as fault:
            raise BadRequest(f"Elasticsearch cannot be connected to as set: {fault}") from fault
        self._indices = Indices(self._client, settings)
        self._live = Targets(self._indices.alias("records"), self._indices.alias("pages"))
        self._points = Points(self._client, self._live.records)
        self._reader = Reader(self._client, settings, self._points, self._live.records)
        self._writer: ElasticsearchWriter | None = None

    def prepare(self) -> None:
        """Check the server's version, and make empty indexes where there are none.

        Raises:
            Unavailable: the cluster does not answer, is of another version, or holds indexes of another format.
        """
        with answering(self._settings):
            check_version(self._client, ", ".join(self._settings.hosts))
            self._indices.prepare()

    def search(self, request: SearchRequest) -> SearchResponse:
        """Find records; see the port."""
        with answering(self._settings):
            return once_settled(lambda: self._reader.search(request))

    def pages_of(
        self, record_ids: Sequence[str], query: Query | None, access: frozenset[Access]
    ) -> Mapping[str, RecordPages]:
        """The matching pages of the records shown; see the port."""
        with answering(self._settings):
            return once_settled(lambda: matching_pages(self._client, self._live.pages, record_ids, query, access))

    def page_words(self, page_ids: Sequence[str], access: frozenset[Access]) -> Mapping[str, PageWords]:
        """The words of pages as published; see the port."""
        with answering(self._settings):
            return once_settled(lambda: words_of(self._client, self._live.pages, page_ids, access))

    def frequencies(
        self,
        sequences: Sequence[tuple[str, ...]],
        level: Level,
        access: frozenset[Access],
        excluded: frozenset[str] = frozenset(),
    ) -> tuple[int, ...]:
        """In how many records each word or run of words stands; see the port."""
        with answering(self._settings):
            return self._reader.frequencies([held(words, level) for words in sequences], access, excluded)

    def upsert(self, records: Iterable[RecordEntry]) -> int:
        """Put records and their pages in; see the port."""
        try:
            return self._writing().upsert(records)
        except BaseException:
            self._stop_writing()  # what waits here must not go out later, over what others published meanwhile
            raise

    def delete(self, record_ids: Iterable[str]) -> None:
        """Take records and their pages out; see the port."""
        self._writing().delete(record_ids)

    def commit(self) -> None:
        """Make what was written visible; see the port."""
        try:
            if self._writer is not None:
                self._writer.commit()
        finally:
            self._stop_writing()
            self._points.renew()

    @contextmanager
    def rebuild(self) -> Iterator[ElasticsearchWriter]:
        """Build new indexes beside the live ones and swap them in; see the port.

        Raises:
            NotPublished: the server refused a few records; the new index is live with all others.
            Unavailable: many were refused, or the new index does not hold all that was written; the live one stays.
        """
        if self._writer is not None:
            raise Unavailable("this process is writing to the index: commit before a rebuild")
        with answering(self._settings):
            number = self._indices.create_beside()
        names = Targets(self._indices.numbered("records", number), self._indices.numbered("pages", number))
        writer = ElasticsearchWriter(self._client, self._settings, names, alias=False)
        done = False
        try:
            yield writer
            refused = _refused_few(writer)
            with answering(self._settings):
                self._compare(writer, names)
                self._indices.swap_in(number)
            done = True
        finally:
            writer.close()
            self._points.renew()
            if not done:
                with answering(self._settings):
                    self._indices.discard(number)
        if refused:
            raise NotPublished(refused)

    def count(self, level: RecordLevel | None = None) -> int:
        """How many records are published."""
        query = {"term": {"level": level.value}} if level else {"match_all": {}}
        with answering(self._settings):
            return int(self._client.count(index=self._live.records, query=query)["count"])

    def revisions_of(self, record_ids: Sequence[str]) -> Mapping[str, int]:
        """The revisions of these records as published; see the port."""
        if not record_ids:
            return {}
        with answering(self._settings):
            hits = self._client.search(
                index=self._live.records,
                query={"terms": {"id": list(record_ids)}},
                size=len(record_ids),
                source_includes=["summary.revision"],
                allow_partial_search_results=False,
            )["hits"]["hits"]
        return {hit["_id"]: _revision(hit) for hit in hits}

    def all_ids(self) -> Iterator[tuple[str, int]]:
        """Every published record as (id, revision), by id, in one state of the index."""
        with answering(self._settings):
            point = self._client.open_point_in_time(index=self._live.records, keep_alive=KEEP_ALIVE)["id"]
            try:
                yield from self._listed(point)
            finally:
                self._client.options(ignore_status=404).close_point_in_time(id=point)

    def health(self) -> Health:
        """The state of the engine; does not raise."""
        try:
            with answering(self._settings):
                client = self._client.options(request_timeout=3, max_retries=1)
                version = check_version(client, ", ".join(self._settings.hosts))
                self._indices.check_format()
                return Health(EngineState.READY, f"Elasticsearch {version}", self.count())
        except (Unavailable, BadRequest) as fault:
            return Health(EngineState.UNAVAILABLE, "Elasticsearch", message=str(fault))

    def remove(self) -> None:
        """Take all indexes and templates of this prefix out of the cluster: after moving to another engine."""
        with answering(self._settings):
            self._points.close()
            self._indices.discard_all()

    def close(self) -> None:
        """Drop what was not sent, and let go of points in time and connections."""
        self._stop_writing()
        self._points.close()
        self._client.close()

    def _listed(self, point: str) -> Iterator[tuple[str, int]]:
        after: list[Any] | None = None
        while True:
            hits = self._client.search(
                pit={"id": point, "keep_alive": KEEP_ALIVE},
                size=_LISTED,
                sort=[{"id": "asc"}],
                search_after=after,
                source_includes=["summary.revision"],
                track_total_hits=False,
                allow_partial_search_results=False,
            )["hits"]["hits"]
            for hit in hits:
                yield hit["_id"], _revision(hit)
            if len(hits) < _LISTED:
                return
            after = hits[-1]["sort"]

    def _compare(self, writer: ElasticsearchWriter, names: Targets) -> None:
        """Make sure that a new index holds what was written to it."""
        held = int(self._client.count(index=names.records)["count"])
        if held != writer.held:
            raise Unavailable(
                f"the new index holds {held} records of {writer.held} written, so the live one stays: try again"
            )

    def _writing(self) -> ElasticsearchWriter:
        if self._writer is None:
            self._writer = ElasticsearchWriter(self._client, self._settings, self._live, alias=True)
        return self._writer

    def _stop_writing(self) -> None:
        if self._writer is not None:
            self._writer.close()
            self._writer = None


def _revision(hit: Mapping[str, Any]) -> int:
    return int(hit["_source"]["summary"]["revision"])


def _refused_few(writer: ElasticsearchWriter) -> Mapping[str, str]:
    """Make all visible; returns why a few records were refused, by id.

    Raises:
        Unavailable: so many were refused, or all, that the new index must not go live.
    """
    try:
        writer.commit()
    except NotPublished as fault:
        if len(fault.reasons) > _FEW or not writer.held:
            raise Unavailable(f"{fault}, so the live index stays: look at the server's log") from fault
        return fault.reasons
    return {}
