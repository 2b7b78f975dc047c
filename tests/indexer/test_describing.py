"""What is entered of a document once its pages are read."""

import pytest

from archive.descriptions import Field, Source
from catalogue.descriptions import describe
from catalogue.models import RecordKind
from catalogue.originals import page_id
from catalogue.page_work import mark_done
from catalogue.records import Part
from indexer.describing import describe_from_pages
from tests.catalogue.made_up import ENGINE, enter_asset, enter_document, enter_file, page_saying
from tests.indexer.conftest import Archive
from tests.indexer.printed import PAPER, Printed, page_of

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
