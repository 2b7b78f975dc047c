"""What is entered of a document once its pages are read."""

import pytest

from archive.access import Access
from archive.descriptions import Field, Source
from catalogue.citations import cited_by
from catalogue.descriptions import describe
from catalogue.models import RecordKind
from catalogue.originals import page_id
from catalogue.page_work import mark_done
from catalogue.records import Part
from indexer.describing import describe_from_pages
from tests.catalogue.made_up import ENGINE, enter_asset, enter_document, enter_file, page_saying
from tests.indexer.conftest import Archive
from tests.indexer.printed import BASIS, PAPER, Printed, page_of

STAMP: Printed = ("MẬT", (0.25, 0.16, 0.07, 0.02))


def _entered(archive: Archive, label: str, *, stamped: bool = False) -> dict[Field, str]:
    """What the catalogue says of a document that came under this name and has one page, a paper with number and date."""
    with archive.catalogue.begin() as session:
        asset = enter_asset(session, label, 1)
        document = enter_document(session, enter_file(session), "001", (Part(asset, 0, 0),))
        document.label = label
        session.flush()
        for done in mark_done(session, page_id(asset, 0), page_of([*PAPER, STAMP] if stamped else PAPER), ENGINE):
            describe_from_pages(session, done)
        said = describe(session, RecordKind.DOCUMENT, document.id)
        assert all(one.source is Source.EXTRACTED for one in said.values())
        return {field: one.value for field, one in said.items()}


@pytest.mark.parametrize(
    ("label", "type_name"),
    [
        ("H42-041-03-0123/BIA.pdf", "Bìa hồ sơ"),
        ("BIA_0123.tif", "Bìa hồ sơ"),
        ("H42-041-03-0123/MUCLUC.pdf", "Mục lục văn bản"),
    ],
)
def test_covers_and_lists_are_described_as_what_they_are(archive: Archive, label: str, type_name: str) -> None:
    """Numbers and dates on the cover of a file or the list of its papers are not its own; its secrecy mark is."""
    assert _entered(archive, label) == {Field.TYPE: type_name}
    assert _entered(archive, label, stamped=True) == {Field.TYPE: type_name, Field.SECRECY: "Mật"}


def test_other_scans_are_described_from_the_paper(archive: Archive) -> None:
    """A scan under any other name has what is printed on it."""
    said = _entered(archive, "H42-041-03-0123-001.pdf", stamped=True)
    assert said[Field.NUMBER] == "15/QĐ-UBND"
    assert said[Field.SECRECY] == "Mật"


def test_a_paper_that_says_nothing_is_described_by_nothing(archive: Archive) -> None:
    """Words without a head, a signature or enough of a language give no value at all."""
    with archive.catalogue.begin() as session:
        asset = enter_asset(session, "leaf", 1)
        document = enter_document(session, enter_file(session), "001", (Part(asset, 0, 0),))
        for done in mark_done(session, page_id(asset, 0), page_saying("12 345 6 xx"), ENGINE):
            describe_from_pages(session, done)
        assert describe(session, RecordKind.DOCUMENT, document.id) == {}


def _cites(archive: Archive, label: str, pages: int = 1, *, on: int = 0) -> list[tuple[str, int]]:
    """The numbers that a document of this name cites, with their pages; page `on` (from 0) is one that cites two."""
    with archive.catalogue.begin() as session:
        asset = enter_asset(session, label, pages)
        document = enter_document(session, enter_file(session), "001", (Part(asset, 0, pages - 1),))
        document.label = label
        session.flush()
        for index in range(pages):
            text = page_of(BASIS) if index == on else page_saying("trang sau")
            for done in mark_done(session, page_id(asset, index), text, ENGINE):
                describe_from_pages(session, done)
        return [
            (one.paper.number.canonical, one.paper.place.page) for one in cited_by(session, document, frozenset(Access))
        ]


def test_what_a_paper_cites_is_kept(archive: Archive) -> None:
    """The legal basis is kept with its page, wherever in the first forty pages it stands."""
    assert _cites(archive, "H42-041-03-0123-001.pdf", 12, on=6) == [("30/2020/NĐ-CP", 7), ("99/TTr-STC", 7)]


def test_the_list_of_a_file_s_papers_cites_none_of_them(archive: Archive) -> None:
    """Numbers on covers and lists are of the file's own papers."""
    assert _cites(archive, "H42-041-03-0123/MUCLUC.pdf") == []
