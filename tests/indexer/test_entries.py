"""What is handed to the engine, and what it costs to gather it."""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from catalogue.models import Document, RecordKind
from catalogue.originals import page_id
from catalogue.page_work import mark_done
from catalogue.publication import Lease
from catalogue.records import Part
from indexer import publication
from indexer.publication import BATCH, Publisher, entries_of
from search import EmbeddedEngine, RecordEntry
from tests.catalogue.made_up import ENGINE, enter_asset, enter_document, enter_file, page_saying, sha
from tests.indexer.conftest import Archive


def _questions(session: Session, ids: list[str]) -> int:
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_others: object) -> None:
        asked.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    assert [entry.summary.id for entry in entries_of(session, RecordKind.DOCUMENT, ids)] == ids
    event.remove(session.get_bind(), "before_cursor_execute", note)
    session.expunge_all()
    return len(asked)


def test_many_documents_cost_as_many_questions_as_one(archive: Archive) -> None:
    """The catalogue is asked for a batch at once, in whatever files its documents lie: not document by document."""
    with archive.catalogue.begin() as session:
        for number in range(30):
            enter_document(session, enter_file(session, f"{number // 3:04}"), f"{number:03}")
    with archive.catalogue.reading() as session:
        ids = list(session.scalars(select(Document.id).order_by(Document.order_key)))
        session.expunge_all()
        assert _questions(session, ids) == _questions(session, ids[:1])


def test_pages_stand_where_they_belong(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many documents are read together, each has its own pages in order, a page not yet read as one without words."""
    with archive.catalogue.begin() as session:
        file, asset = enter_file(session), enter_asset(session, "one scan", 4)
        for index in (0, 1, 3):
            mark_done(session, page_id(asset, index), page_saying(f"trang {'một hai ba bốn'.split()[index]}"), ENGINE)
        shared = enter_document(session, file, "001", (Part(asset, 2, 3), Part(asset, 0, 0)))
        whole = enter_document(session, file, "002", (Part(asset, 0, 3),))
        ids = [shared.id, whole.id]
    for together in (200, 1):
        monkeypatch.setattr(publication, "PAGES_AT_ONCE", together)
        with archive.catalogue.reading() as session:
            one, other = entries_of(session, RecordKind.DOCUMENT, ids)
        assert one.text.page_ids == tuple(page_id(sha("one scan"), index) for index in (2, 3, 0))
        assert [page.words for page in one.text.pages] == [(), ("trang", "bốn"), ("trang", "một")]
        assert [page.words[1:] for page in other.text.pages] == [("một",), ("hai",), (), ("bốn",)]


class _Forgetful(EmbeddedEngine):
    """An engine that knows of no record what it holds of it, and notes how many it is brought at once."""

    def __init__(self, folder: Path, noted: list[int]) -> None:
        super().__init__(folder)
        self._noted = noted

    def revisions_of(self, record_ids: Sequence[str]) -> Mapping[str, int]:
        """Nothing."""
        del record_ids
        return {}

    def upsert(self, records: Iterable[RecordEntry]) -> int:
        """Take them in."""
        brought = [*records]
        self._noted.append(len(brought))
        return super().upsert(brought)


def test_the_lease_is_renewed_for_every_batch_that_is_brought_anew(
    archive: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many records a rebuilt index does not hold, no more than one batch is brought under one renewal."""
    noted: list[int] = []
    renew = Lease.renew

    def note(lease: Lease) -> bool:
        noted.append(0)
        return renew(lease)

    monkeypatch.setattr(Lease, "renew", note)
    with archive.catalogue.begin() as session:
        for number in range(2 * BATCH + 1):
            enter_file(session, f"{number:04}")
    with closing(_Forgetful(tmp_path / "index", noted)) as engine:
        assert Publisher(archive.catalogue, engine).rebuild() == 2 * BATCH + 1
    brought = [count for count in noted if count]
    assert (sum(brought), max(brought)) == (2 * BATCH + 1, BATCH)
    assert all(0 in pair for pair in pairwise(noted))
