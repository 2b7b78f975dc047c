"""Finding duplicates in an archive: what is new is compared, what changed anew, what is gone is forgotten, runs are resumed."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from sqlalchemy import select, update

from archive.descriptions import Field
from archive.duplicates.common import NOTHING_COMMON
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.verdict import Kind
from catalogue.catalogue import Catalogue
from catalogue.corrections import correct
from catalogue.duplicates import pairs_with
from catalogue.fingerprints import keep, make, scheme_with
from catalogue.models import CommonShingleSet, Document, DuplicatePair, Fingerprint, FingerprintBand, PagePicture
from imaging.executor import Failure
from indexer import fingerprinting
from indexer.fingerprinting import Renewed, find_duplicates
from indexer.progress import Silent
from tests.catalogue.made_up import enter_document, enter_file
from tests.indexer.conftest import Archive
from tests.indexer.made_up import damage_page, paper

Item = TypeVar("Item")
Result = TypeVar("Result")
TEA = ("Về việc trồng chè cổ thụ ở các xã vùng cao", "giao cho các huyện ủy tổ chức thực hiện trong quý ba")
ROAD = ("Về việc mở đường giao thông nông thôn qua suối", "kinh phí lấy từ ngân sách của tỉnh và nhân dân đóng góp")


class Cut(Exception):
    """The run is killed here."""


class Killed(Silent):
    """Ends a run after so many steps of a stage, as a power cut would: what is not committed is lost."""

    def __init__(self, stage: str, after: int = 1) -> None:
        self._stage, self._left, self._here = stage, after, False

    def stage(self, name: str, total: int, unit: str) -> None:
        """See `Reporter`."""
        self._here = name == self._stage

    def step(self, failures: int = 0) -> None:
        """See `Reporter`."""
        if self._here:
            self._left -= 1
            if not self._left:
                raise Cut


class Failing:
    """An executor in which every page fails, as one whose renderer crashes."""

    def run(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        stage: str,
    ) -> Iterator[tuple[Item, Result | Failure]]:
        """See the port."""
        for item in items:
            yield item, Failure(stage, "Crash", "the worker died")

    def close(self) -> None:
        """See the port."""


@pytest.fixture
def shelf(archive: Archive, delivery: Path) -> Archive:
    """An archive of three papers: one, the same saved as another file, and another one."""
    one = paper(delivery / "H42-041-03-0123-001.pdf", *TEA)
    (delivery / "H42-041-03-0124-007.pdf").write_bytes(one.read_bytes() + b"\n")
    paper(delivery / "H42-041-03-0123-002.pdf", *ROAD, pages=2)
    archive.take_in(delivery)
    return archive


def _find(archive: Archive) -> Renewed:
    return find_duplicates(archive.catalogue, archive.pool, Silent())


def _document(archive: Archive, name: str) -> Document:
    return next(document for label, document in archive.documents.items() if label.endswith(name))


def _kinds(archive: Archive, name: str) -> list[str]:
    with archive.catalogue.reading() as session:
        return [pair.kind for pair in pairs_with(session, _document(archive, name).id)]


def _everything(catalogue: Catalogue) -> list[object]:
    """All that a run leaves behind, but for its clocks and row numbers."""
    with catalogue.reading() as session:
        pairs = session.scalars(select(DuplicatePair).order_by(DuplicatePair.one_id, DuplicatePair.other_id)).all()
        prints = session.scalars(select(Fingerprint).order_by(Fingerprint.document_id)).all()
        pictures = session.scalars(select(PagePicture).order_by(PagePicture.page_id)).all()
        return [
            *((pair.one_id, pair.other_id, pair.kind, pair.reasons) for pair in pairs),
            *((one.document_id, one.scheme, one.signatures, one.pictures, one.compared) for one in prints),
            *((picture.page_id, picture.hash) for picture in pictures),
        ]


def test_the_same_paper_is_found_and_others_are_not(shelf: Archive) -> None:
    """The same pages in another file of the archive are a pair; a paper on another matter in the same form is in none."""
    done = _find(shelf)
    assert (done.pictures, done.fingerprinted, done.compared, done.pairs) == (4, 3, 3, 1)
    assert _kinds(shelf, "0123-001.pdf") == _kinds(shelf, "0124-007.pdf") == [Kind.SAME_SCAN.value]
    assert _kinds(shelf, "0123-002.pdf") == []


def test_only_what_is_new_is_compared(shelf: Archive, tmp_path: Path) -> None:
    """A second run does nothing; after another delivery only its documents are hashed and compared, with the old ones too."""
    _find(shelf)
    assert _find(shelf) == Renewed()
    again = tmp_path / "lô 2" / "H42-041-03-0125-001.pdf"
    again.parent.mkdir()
    shutil.copy(_path_of(shelf, "0123-002.pdf"), again)
    shelf.take_in(again)
    done = _find(shelf)
    assert (done.fingerprinted, done.compared, done.pairs) == (1, 1, 1)
    assert _kinds(shelf, "0125-001.pdf") == [Kind.IDENTICAL.value]
    assert len(_kinds(shelf, "0123-001.pdf")) == 1


def _path_of(archive: Archive, name: str) -> Path:
    return archive.catalogue.assets.path_of(_document(archive, name).parts[0].asset_sha256)


def test_a_changed_description_is_compared_anew(shelf: Archive) -> None:
    """When a person gives one of two equal papers another number, they are one paper no longer."""
    _find(shelf)
    for name, number in (("0123-001.pdf", "12-NQ/TU"), ("0124-007.pdf", "55-NQ/TU")):
        with shelf.catalogue.begin() as session:
            document = session.get_one(Document, _document(shelf, name).id)
            correct(session, document, {Field.NUMBER: number}, "Lan", "bản gốc ghi khác")
    before = _everything(shelf.catalogue)
    done = _find(shelf)
    assert (done.pictures, done.fingerprinted, done.compared) == (0, 2, 2)
    assert _everything(shelf.catalogue) != before
    with shelf.catalogue.reading() as session:
        (told,) = session.scalars(
            select(Fingerprint.description).where(Fingerprint.description["number"].as_string() == "12-NQ/TU")
        )
    assert told["number"] == "12-NQ/TU"


def test_what_is_withdrawn_is_forgotten(shelf: Archive) -> None:
    """A withdrawn document has no fingerprint and no pair any more; back in sight it is compared again."""
    _find(shelf)
    gone = _document(shelf, "0124-007.pdf").id
    _withdraw(shelf, gone, withdrawn=True)
    _find(shelf)
    assert _kinds(shelf, "0123-001.pdf") == []
    with shelf.catalogue.reading() as session:
        assert session.scalars(select(Fingerprint).where(Fingerprint.document_id == gone)).all() == []
    _withdraw(shelf, gone, withdrawn=False)
    assert _find(shelf).fingerprinted == 1
    assert _kinds(shelf, "0123-001.pdf") == [Kind.SAME_SCAN.value]


def _withdraw(archive: Archive, document_id: str, *, withdrawn: bool) -> None:
    with archive.catalogue.begin() as session:
        session.execute(update(Document).where(Document.id == document_id).values(withdrawn=withdrawn))


@pytest.mark.parametrize(
    "stage", ["Hashing pictures", "Fingerprinting", "Counting what is common", "Fingerprinting anew", "Comparing"]
)
def test_a_killed_run_is_gone_on_with(shelf: Archive, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    """Wherever a run is killed, the next one brings the same end as one that was not."""
    monkeypatch.setattr(fingerprinting, "_LEAST_COUNTED", 2)
    monkeypatch.setattr(fingerprinting, "_AT_ONCE", 1)
    monkeypatch.setattr(fingerprinting, "_COMPARED_AT_ONCE", 1)
    with pytest.raises(Cut):
        find_duplicates(shelf.catalogue, shelf.pool, Killed(stage))
    _find(shelf)
    interrupted = _everything(shelf.catalogue)
    with shelf.catalogue.begin() as session:
        for table in (DuplicatePair, Fingerprint, PagePicture, FingerprintBand, CommonShingleSet):
            session.execute(table.__table__.delete())
    _find(shelf)
    assert interrupted == _everything(shelf.catalogue)


def test_a_page_that_cannot_be_rendered_stops_nothing(archive: Archive, delivery: Path) -> None:
    """A paper with a broken page is compared by its others, and the page is not tried again."""
    one = paper(delivery / "H42-041-03-0123-001.pdf", *ROAD, pages=3)
    broken = delivery / "H42-041-03-0124-001.pdf"
    shutil.copy(one, broken)
    damage_page(broken, 3)
    archive.take_in(delivery)
    assert _find(archive).pairs == 1
    assert _find(archive) == Renewed()


def test_when_no_picture_can_be_made_texts_are_compared(shelf: Archive) -> None:
    """Where every rendering fails, papers are found by their texts, and nothing is tried for ever."""
    done = find_duplicates(shelf.catalogue, Failing(), Silent())
    assert (done.pictures, done.pairs) == (0, 1)
    assert find_duplicates(shelf.catalogue, Failing(), Silent()) == Renewed()


def test_fingerprints_of_an_earlier_version_are_made_anew(shelf: Archive) -> None:
    """After an upgrade that makes signatures otherwise, every document is fingerprinted and compared again."""
    _find(shelf)
    before = _everything(shelf.catalogue)
    with shelf.catalogue.begin() as session:
        session.execute(update(Fingerprint).values(scheme="minhash-of-old none", signatures=b"other"))
    done = _find(shelf)
    assert (done.fingerprinted, done.compared, done.pairs) == (3, 3, 1)
    assert _everything(shelf.catalogue) == before


def test_no_pair_is_lost_to_a_side_with_too_many_candidates(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pair that only the side compared first names as a candidate is kept; those with too many are counted."""
    monkeypatch.setattr(fingerprinting, "_COMPARED_AT_ONCE", 1)
    monkeypatch.setattr("catalogue.fingerprints.MOST_CANDIDATES", 1)
    words = [f"{chr(97 + at % 26)}{chr(97 + at % 17)}o{chr(97 + at % 7)}" for at in range(150)]
    misread = [word[:-1] + "x" if at % 12 == 0 else word for at, word in enumerate(words)]
    with archive.catalogue.begin() as session:
        file = enter_file(session)
        made = [enter_document(session, file, f"{number:03}") for number in range(1, 4)]
        documents = sorted(made, key=lambda document: document.id)
        texts = (words, misread, misread)  # the second is nearer to the third than to the first, which has no other
        papers = [
            Paper(document.id, file.reference, PaperDescription(), (" ".join(text),))
            for document, text in zip(documents, texts, strict=True)
        ]
        revision = documents[0].revision
        keep(session, [make(one, revision, NOTHING_COMMON) for one in papers], scheme_with(NOTHING_COMMON))
    done = find_duplicates(archive.catalogue, None, Silent())
    assert (done.fingerprinted, done.crowded) == (0, 3)
    with archive.catalogue.reading() as session:
        pairs = {(pair.one_id, pair.other_id) for pair in session.scalars(select(DuplicatePair))}
    assert pairs == {(documents[0].id, documents[1].id), (documents[1].id, documents[2].id)}
