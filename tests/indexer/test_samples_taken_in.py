"""The sample archive, taken in through the command line: what is in the catalogue and the index afterwards."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select

from archive.access import Access
from archive.descriptions import Field, Source
from catalogue.access import effective_access
from catalogue.catalogue import Catalogue
from catalogue.counts import Counts, count_holdings
from catalogue.descriptions import describe
from catalogue.models import Document, File, PageState, RecordKind, Term
from catalogue.records import pages_of
from catalogue.snapshot import snapshot
from tests.samples_fixture import DELIVERY, Answer, Installation, Samples

TRUTH: list[dict[str, Any]] = json.loads(
    (DELIVERY.parent / "truth" / "documents.json").read_text(encoding="utf-8")
)  # what a perfect reader finds


@pytest.fixture
def catalogue(samples: Samples) -> Iterator[Catalogue]:
    """The catalogue of the samples."""
    with Catalogue.open(samples.installation.database_url, samples.installation.home) as opened:
        yield opened


def _counts(catalogue: Catalogue) -> Counts:
    with catalogue.reading() as session:
        return count_holdings(session)


def _search(installation: Installation, *arguments: str) -> list[str]:
    answer: Answer = installation.must("search", *arguments, "--json")
    return [hit["reference"] for hit in answer.data["hits"]]


def test_everything_offered_is_in_the_catalogue(catalogue: Catalogue) -> None:
    """Files, documents, pages and fonds are as many as the samples have, and no page waits or failed."""
    counts = _counts(catalogue)
    assert counts.fonds == 2
    assert counts.files == len({document["reference"].rsplit("-", 1)[0] for document in TRUTH})
    assert counts.documents == len(TRUTH)
    pages = sum(len(document["pages"]) for document in TRUTH)
    assert counts.pages == {PageState.WAITING: 0, PageState.DONE: pages, PageState.FAILED: 0}
    assert counts.unpublished == 0


def test_each_document_stands_under_its_own_reference(catalogue: Catalogue) -> None:
    """Every document has the reference and the number of pages that the truth gives it, none provisional."""
    with catalogue.reading() as session:
        held = {document.reference: document for document in session.scalars(select(Document))}
        pages = {reference: document.page_count for reference, document in held.items()}
        assert not any(document.provisional for document in held.values())
    assert pages == {document["reference"]: len(document["pages"]) for document in TRUTH}


def test_the_terms_of_each_fonds_are_made(catalogue: Catalogue) -> None:
    """The three terms of the inventory stand in the catalogue with their boundaries, for each fonds that has them."""
    with catalogue.reading() as session:
        codes = Counter(session.scalars(select(Term.code)))
        assert all(term.first_day < term.last_day for term in session.scalars(select(Term)))
    assert set(codes) == {"2005-2010", "2010-2015", "2015-2020"}


def test_taking_in_again_changes_nothing(samples_copy: Installation) -> None:
    """The same delivery taken in again changes no row and no revision, and every document is told to be there already."""
    with Catalogue.open(samples_copy.database_url, samples_copy.home) as catalogue:
        with catalogue.reading() as session:
            before = snapshot(session)
        revision = _counts(catalogue).revision
        receipt = samples_copy.must("ingest", DELIVERY, "--json").data
        with catalogue.reading() as session:
            after = snapshot(session)
        assert after == before
        assert _counts(catalogue).revision == revision
    assert receipt["outcomes"] == dict.fromkeys(receipt["outcomes"], 0) | {"unchanged": len(TRUTH)}
    assert receipt["pages"] == {"read": 0, "cached": 0, "failed": 0}


def test_the_inventory_wins_over_what_is_read(catalogue: Catalogue) -> None:
    """A cell that the inventory fills is the value of the record, with the inventory as its source."""
    with catalogue.reading() as session:
        for truth in TRUTH:
            found = session.scalars(select(Document).where(Document.reference == truth["reference"])).one()
            described = describe(session, RecordKind.DOCUMENT, found.id)
            for field in {Field.NUMBER, Field.TYPE, Field.SIGNER} - set(truth["blank_in_inventory"]):
                if truth["fields"][field]:
                    assert described[field].source is Source.INVENTORY, (truth["reference"], field)
                    assert described[field].value == truth["fields"][field], (truth["reference"], field)


def test_blank_cells_are_filled_from_the_paper(catalogue: Catalogue) -> None:
    """A value that the inventory leaves blank is read from the paper and told to be so; nine of ten are right."""
    right = wanted = 0
    with catalogue.reading() as session:
        for truth in TRUTH:
            found = session.scalars(select(Document).where(Document.reference == truth["reference"])).one()
            described = describe(session, RecordKind.DOCUMENT, found.id)
            for name in truth["blank_in_inventory"]:
                value = described.get(Field(name))
                wanted += 1
                if value is not None:
                    assert value.source is Source.EXTRACTED, (truth["reference"], name)
                    right += value.value == truth["fields"][name]
    assert wanted > 0
    assert right >= 0.9 * wanted


def test_one_secret_paper_does_not_hide_its_file(catalogue: Catalogue) -> None:
    """The paper marked Mật is secret, those of the conditional file are conditional, and all others are public."""
    with catalogue.reading() as session:
        levels = {document.reference: effective_access(document) for document in session.scalars(select(Document))}
    assert levels == {document["reference"]: Access(document["access"]) for document in TRUTH}
    assert {Access.SECRET, Access.CONDITIONAL} < set(levels.values())


def test_page_sets_are_one_document_each(catalogue: Catalogue) -> None:
    """A folder of page images and a TIFF of many pages are one document, its pages in order."""
    kinds = {"jpeg-set", "png-set", "tiff"}
    for truth in (document for document in TRUTH if document["kind"] in kinds):
        with catalogue.reading() as session:
            found = session.scalars(select(Document).where(Document.reference == truth["reference"])).one()
            numbers = [number for number, _ in pages_of(session, found)]
            parts = len(found.parts)
        assert numbers == list(range(1, len(truth["pages"]) + 1))
        assert parts == (1 if truth["kind"] == "tiff" else len(truth["pages"]))


def test_every_asset_is_whole(samples: Samples) -> None:
    """After taking in, every checksum agrees and nothing stray lies in the store."""
    assert samples.installation.must("verify", "--json").data == {"faults": []}


def test_files_are_described_by_the_inventory(catalogue: Catalogue) -> None:
    """Each file has the title that the inventory gives it."""
    files = json.loads((DELIVERY.parent / "truth" / "files.json").read_text(encoding="utf-8"))
    with catalogue.reading() as session:
        held = {
            file.reference: describe(session, RecordKind.FILE, file.id)[Field.TITLE].value
            for file in session.scalars(select(File))
        }
    assert held == {file["reference"]: file["title"] for file in files}


def test_a_known_number_is_found(samples: Samples) -> None:
    """A number is found in the form of the paper, in every term that has it."""
    wanted = [document["reference"] for document in TRUTH if document["fields"]["number"] == "12-NQ/TU"]
    assert sorted(_search(samples.installation, "number:12-NQ/TU")) == sorted(wanted)


def test_a_known_phrase_is_found(samples: Samples) -> None:
    """Words that stand side by side on one paper alone find that paper."""
    truth = next(document for document in TRUTH if document["kind"] == "born-digital")
    line = next(line for line in truth["pages"][0]["text"].splitlines() if len(line.split()) > 10)
    phrase = " ".join(line.split()[2:8]).strip(".,;:")
    holding = [d["reference"] for d in TRUTH if any(phrase in " ".join(p["text"].split()) for p in d["pages"])]
    found = _search(samples.installation, f'"{phrase}"', "--access", "public")
    assert truth["reference"] in found
    assert len(found) <= len(holding) + 1


def test_what_is_secret_is_not_found_by_the_public(samples: Samples) -> None:
    """The secret paper is found by its number only when the reader may see secret papers."""
    secret = next(document for document in TRUTH if document["access"] == "secret")
    query = f"number:{secret['fields']['number']}"
    assert secret["reference"] not in _search(samples.installation, query)
    every = [option for level in Access for option in ("--access", level.value)]
    assert secret["reference"] in _search(samples.installation, query, *every)


def test_originals_are_kept_as_they_came(samples: Samples) -> None:
    """Every delivered scan lies in the store under the hash of its bytes, and the delivery still has the same bytes."""
    scans = [path for path in DELIVERY.rglob("*") if path.is_file() and path.suffix != ".xlsx"]
    assert len(scans) >= len(TRUTH)
    for scan in scans:
        sha256 = hashlib.sha256(scan.read_bytes()).hexdigest()
        kept = samples.installation.home / "assets" / sha256[:2] / sha256[2:4] / sha256
        assert kept.read_bytes() == scan.read_bytes(), scan.name
