"""Writing to one embedded index."""

from collections.abc import Iterable

import tantivy

from search.embedded.schema import page_document, record_document
from search.embedded.store import Store
from search.entries import RecordEntry, pages_of_record
from search.forms import lines_of

HEAP = 64_000_000  # bytes that tantivy gathers before it writes a segment, for each of the two indexes
THREADS = 1  # indexing is bound by our own word forms; more threads only make more segments


class EmbeddedWriter:
    """Writes to the index of one number. The caller holds the writer's lock."""

    def __init__(self, store: Store, number: int) -> None:
        self._records = store.open(number, "records")
        self._pages = store.open(number, "pages")
        self._record_writer: tantivy.IndexWriter | None = None
        self._page_writer: tantivy.IndexWriter | None = None

    def upsert(self, records: Iterable[RecordEntry]) -> int:
        """Replace records and their pages."""
        count = 0
        into_records, into_pages = self._writers()
        for entry in records:
            self._take_out(entry.summary.id)
            lines = [lines_of(page.words) for page in entry.text.pages]
            into_records.add_document(record_document(entry, lines))
            for page, line in zip(pages_of_record(entry), lines, strict=True):
                into_pages.add_document(page_document(page, line))
            count += 1
        return count

    def delete(self, record_ids: Iterable[str]) -> None:
        """Take records and their pages out."""
        for record_id in record_ids:
            self._take_out(record_id)

    def commit(self) -> None:
        """Make it visible: pages before records, so that a record that is found has its pages.

        Waits for the merging of segments, which would be given up with the writer and never be done.
        """
        for writer in (self._page_writer, self._record_writer):
            if writer is not None:
                writer.commit()
                writer.wait_merging_threads()
        self._page_writer = self._record_writer = None

    def rollback(self) -> None:
        """Drop what was not committed."""
        for writer in (self._page_writer, self._record_writer):
            if writer is not None:
                writer.rollback()
        self._page_writer = self._record_writer = None

    def _writers(self) -> tuple[tantivy.IndexWriter, tantivy.IndexWriter]:
        if self._record_writer is None or self._page_writer is None:
            self._record_writer = self._records.writer(HEAP, THREADS)
            self._page_writer = self._pages.writer(HEAP, THREADS)
        return self._record_writer, self._page_writer

    def _take_out(self, record_id: str) -> None:
        into_records, into_pages = self._writers()
        into_records.delete_documents_by_term("id", record_id)
        into_pages.delete_documents_by_term("record_id", record_id)
