"""Fingerprints as they are kept: found by shared bands, dropped with their documents, too many candidates told."""

import random
from collections.abc import Iterable

import numpy as np
import pytest
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from archive.dates import PartialDate
from archive.duplicates.common import NOTHING_COMMON, CommonShingles
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.pictures import PictureHash
from archive.duplicates.shingles import shingles
from catalogue import fingerprints
from catalogue.catalogue import Catalogue
from catalogue.fingerprints import (
    Candidates,
    common_shingles,
    count_waiting,
    find_candidates,
    forget,
    forget_outdated,
    keep,
    keep_common,
    keys_of,
    made_of,
    make,
    mark_compared,
    paper_of,
    papers_of,
    scheme_with,
    waiting,
)
from catalogue.models import Document, Fingerprint, FingerprintBand
from tests.catalogue.made_up import enter_document, enter_file

SCHEME = scheme_with(NOTHING_COMMON)
TOLD = PaperDescription(
    number="12-NQ/TU",
    type="Nghị quyết",
    date=PartialDate.from_text("2012-03-05"),
    issuer="Tỉnh ủy Phú Lĩnh",
    title="Về cây chè",
    signer="Đinh Văn Hạc",
)


def _words(seed: int, count: int = 120) -> str:
    """Words that no other seed has."""
    chance = random.Random(seed)
    return " ".join(f"{chance.choice('bcdghklmnt')}{chance.choice('aeiou')}{seed}{at}" for at in range(count))


def _documents(session: Session, count: int) -> list[Document]:
    file = enter_file(session)
    return [enter_document(session, file, f"{number:03}") for number in range(1, count + 1)]


def _paper(id_: str, *pages: str, told: PaperDescription | None = None, **more: object) -> Paper:
    return Paper(id_, "H42-041-03-0123", told or PaperDescription(), pages, **more)  # type: ignore[arg-type]


def _keep(session: Session, papers: Iterable[Paper]) -> None:
    keep(session, [make(paper, 0, NOTHING_COMMON) for paper in papers], SCHEME)


def _candidates(session: Session, document_id: str) -> Candidates:
    row = session.scalars(select(Fingerprint).where(Fingerprint.document_id == document_id)).one()
    return find_candidates(session, {row.id: keys_of(made_of(row))})[row.id]


def _found(session: Session, document_id: str) -> list[str]:
    """The documents that one is to be compared with."""
    return [paper.id for _, paper in papers_of(session, _candidates(session, document_id).fingerprints)]


def _bands(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(FingerprintBand)) or 0


def _compared(session: Session, count: int, found: Candidates) -> None:
    rows = waiting(session, count)
    mark_compared(session, dict.fromkeys((row.id for row in rows), found), {row.id: row.revision for row in rows})


def test_a_paper_is_kept_whole(catalogue: Catalogue) -> None:
    """What was kept comes back as it was: texts, description, pictures (none where there is none), bytes, signatures."""
    with catalogue.begin() as session:
        (document,) = _documents(session, 1)
        pictures = (PictureHash(7, 1 << 255, 0.05), None)
        paper = _paper(document.id, _words(1), "", told=TOLD, pictures=pictures, assets=(("ab" * 32, 0, 1),))
        made = make(paper, 3, NOTHING_COMMON)
        keep(session, [made], SCHEME)
    with catalogue.reading() as session:
        row = session.scalars(select(Fingerprint)).one()
        assert paper_of(row) == paper
        assert (row.revision, row.scheme, row.compared) == (3, SCHEME, False)
        for kept, signature in zip(made_of(row).signatures, made.signatures, strict=True):
            assert np.array_equal(kept, signature) if signature is not None else kept is None


def test_texts_that_share_much_are_found_and_others_are_not(catalogue: Catalogue) -> None:
    """A paper with a tenth of its words misread is a candidate; one with words of its own is none, nor is the paper itself."""
    with catalogue.begin() as session:
        first, again, other = _documents(session, 3)
        words = _words(1).split()
        misread = " ".join("x" if at % 10 == 5 else word for at, word in enumerate(words))
        _keep(session, [_paper(first.id, " ".join(words)), _paper(again.id, misread), _paper(other.id, _words(2))])
        assert _found(session, first.id) == [again.id]
        assert _found(session, other.id) == []


def test_a_page_is_found_in_a_longer_paper(catalogue: Catalogue) -> None:
    """A paper of one page is a candidate of the one of ten that holds it, though it is a small part of its text."""
    with catalogue.begin() as session:
        whole, part = _documents(session, 2)
        pages = [_words(seed) for seed in range(10)]
        _keep(session, [_paper(whole.id, *pages), _paper(part.id, pages[7])])
        assert _found(session, part.id) == [whole.id]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"told": TOLD}, {"told": PaperDescription(number="012-NQ/TU", date=TOLD.date)}),
        ({"told": TOLD}, {"told": PaperDescription(number="12-NQ/TU", type=TOLD.type, issuer=TOLD.issuer)}),
        ({"assets": (("ab" * 32, 0, 1),)}, {"assets": (("ab" * 32, 0, 1),)}),
        ({"pictures": (PictureHash(0, 5 << 100, 0.1),)}, {"pictures": (PictureHash(9, 5 << 100 | 1, 0.1),)}),
    ],
    ids=["number and date", "number and issuer", "bytes", "picture"],
)
def test_papers_without_text_are_found_by_other_signs(
    catalogue: Catalogue, one: dict[str, object], other: dict[str, object]
) -> None:
    """Number with date, number with issuer, the same bytes, or a picture that is near make candidates where no text does."""
    with catalogue.begin() as session:
        first, second = _documents(session, 2)
        _keep(session, [_paper(first.id, "", **one), _paper(second.id, "", **other)])  # type: ignore[arg-type]
        assert _found(session, first.id) == [second.id]


def test_blank_pages_make_no_candidates(catalogue: Catalogue) -> None:
    """The picture of a page without ink is like every other, so nothing is found by it."""
    with catalogue.begin() as session:
        documents = _documents(session, 2)
        _keep(session, [_paper(one.id, "", pictures=(PictureHash(0, 0, 0.001),)) for one in documents])
        assert _found(session, documents[0].id) == []


def test_a_document_that_is_forgotten_is_found_no_more(catalogue: Catalogue) -> None:
    """With a document's fingerprint its bands go, all of them and no one else's."""
    with catalogue.begin() as session:
        first, second = _documents(session, 2)
        _keep(session, [_paper(one.id, _words(1), told=TOLD) for one in (first, second)])
        both = _bands(session)
        forget(session, [second.id])
        assert _found(session, first.id) == []
        assert _bands(session) == both / 2


def test_a_fingerprint_made_anew_takes_the_place_of_the_old(catalogue: Catalogue) -> None:
    """A paper whose text is another now is found by the new one only, and waits to be compared again."""
    with catalogue.begin() as session:
        first, second, third = _documents(session, 3)
        _keep(session, [_paper(first.id, _words(1)), _paper(second.id, _words(1)), _paper(third.id, _words(2))])
        _compared(session, 10, Candidates((), 0))
        before = _bands(session)
        _keep(session, [_paper(second.id, _words(2))])
        assert _found(session, first.id) == []
        assert _found(session, third.id) == [second.id]
        assert _bands(session) == before
        assert count_waiting(session) == 1


def test_what_an_earlier_version_made_is_taken_out(catalogue: Catalogue) -> None:
    """Fingerprints of another scheme go with their bands; those of today's stay, whatever shingles were left out of them."""
    with catalogue.begin() as session:
        first, second = _documents(session, 2)
        _keep(session, [_paper(first.id, _words(1)), _paper(second.id, _words(2))])
        before = _bands(session)
        assert forget_outdated(session) == 0
        old = update(Fingerprint).where(Fingerprint.document_id == first.id)
        session.execute(old.values(scheme="minhash-of-old abc", signatures=b"of another length"))
        assert forget_outdated(session) == 1
        assert session.scalars(select(Fingerprint.document_id)).all() == [second.id]
        assert _bands(session) == before / 2


def test_what_changed_while_it_was_compared_waits_on(catalogue: Catalogue) -> None:
    """A fingerprint that was made anew or went while it was compared is not taken for compared; the others are."""
    with catalogue.begin() as session:
        still, changed, gone = _documents(session, 3)
        _keep(session, [_paper(one.id, _words(1)) for one in (still, changed, gone)])
        rows = {row.id: row.revision for row in waiting(session, 10)}
        keep(session, [make(_paper(changed.id, _words(2)), 1, NOTHING_COMMON)], SCHEME)
        forget(session, [gone.id])
        mark_compared(session, dict.fromkeys(rows, Candidates((), 0)), rows)
        assert [row.document_id for row in waiting(session, 10)] == [changed.id]
        mark_compared(session, {}, {})
        assert count_waiting(session) == 1


def test_too_many_candidates_are_told(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """The likeliest are compared, and it is told how many were left out."""
    monkeypatch.setattr(fingerprints, "MOST_CANDIDATES", 3)
    with catalogue.begin() as session:
        documents = _documents(session, 7)
        words = _words(1).split()
        nearest = documents[5]
        texts = {one.id: " ".join(words[: 100 - 5 * place]) for place, one in enumerate(documents)}
        texts[nearest.id] = texts[documents[0].id]
        _keep(session, [_paper(id_, text) for id_, text in texts.items()])
        found = _candidates(session, documents[0].id)
        assert (len(found.fingerprints), found.left_out) == (3, 3)
        _compared(session, 1, found)
        row = session.scalars(select(Fingerprint).where(Fingerprint.compared)).one()
        assert (row.candidates, row.left_out) == (3, 3)
        assert next(papers_of(session, found.fingerprints[:1]))[1].id == nearest.id


def test_papers_in_crowded_bands_only_are_still_compared_and_told(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A paper all of whose bands are crowded is compared with some of them, and those left out are told, not swallowed."""
    monkeypatch.setattr(fingerprints, "MOST_IN_BAND", 4)
    monkeypatch.setattr(fingerprints, "MOST_CANDIDATES", 2)
    with catalogue.begin() as session:
        documents = _documents(session, 6)
        _keep(session, [_paper(one.id, _words(1)) for one in documents])
        found = _candidates(session, documents[0].id)
        assert (len(found.fingerprints), found.left_out) == (2, 3)


def test_what_stands_in_too_many_papers_makes_no_candidates(catalogue: Catalogue) -> None:
    """Papers that share only shingles which are left out do not meet; the set is kept with how many papers it was counted of."""
    form = _words(0)
    with catalogue.begin() as session:
        first, second = _documents(session, 2)
        keep_common(session, CommonShingles(shingles(form.split())), 250)
    with catalogue.begin() as session:
        common, papers = common_shingles(session)
        assert papers == 250
        made = [make(_paper(one.id, f"{form} {_words(n, 40)}"), 0, common) for n, one in enumerate((first, second), 1)]
        keep(session, made, scheme_with(common))
        assert scheme_with(common) != SCHEME
        assert _found(session, first.id) == []
