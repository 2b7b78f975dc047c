"""What an archivist is asked to look at."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from archive.descriptions import Field, Source, Statement
from catalogue.catalogue import Catalogue
from catalogue.corrections import correct, record_of_reference
from catalogue.descriptions import state
from catalogue.doubts import Doubt, DoubtKind, list_doubts, same_value
from catalogue.models import Document
from catalogue.page_work import mark_failed
from catalogue.records import ensure_term, page_ids_of
from tests.catalogue.made_up import enter_document, enter_file

SOUND = {
    Field.NUMBER: "12-NQ/TU",
    Field.TYPE: "Nghị quyết",
    Field.DATE: "2011-03-08",
    Field.ISSUER: "Tỉnh ủy Phú Lĩnh",
    Field.TITLE: "về xây dựng nông thôn mới",
    Field.SIGNER: "Lê Văn Ánh",
}


def _described(
    session: Session, listed: dict[Field, str], read: dict[Field, tuple[str, float]], fonds: str = "041"
) -> Document:
    file = enter_file(session, fonds=fonds)
    ensure_term(session, file.inventory.fonds, "2010-2015", date(2010, 10, 4), date(2015, 10, 16))
    document = enter_document(session, file)
    said = [Statement(field, value, Source.INVENTORY) for field, value in listed.items()]
    said += [Statement(field, value, Source.EXTRACTED, sure) for field, (value, sure) in read.items()]
    state(session, document, said, "intake")
    return document


def _kinds(doubts: list[Doubt]) -> list[tuple[DoubtKind, Field | None]]:
    return [(doubt.kind, doubt.field) for doubt in doubts]


def test_what_is_sure_and_agrees_is_not_doubted(catalogue: Catalogue) -> None:
    """A paper whose inventory and reading agree in other spelling, in a known term, raises no doubt."""
    read = {Field.NUMBER: ("Số 012 - NQ/TU", 0.4), Field.SIGNER: ("LÊ VĂN ÁNH", 0.4), Field.DATE: ("2011-03", 0.5)}
    with catalogue.begin() as session:
        _described(session, SOUND, read)
        assert list_doubts(session) == []


@pytest.mark.parametrize(
    ("field", "read"), [(Field.NUMBER, "13-NQ/TU"), (Field.DATE, "2011-03-09"), (Field.SIGNER, "Lê Văn Anh Tú")]
)
def test_sources_that_disagree_are_shown_side_by_side(catalogue: Catalogue, field: Field, read: str) -> None:
    """Where inventory and paper give other values both are listed, until a person has said which is right."""
    with catalogue.begin() as session:
        document = _described(session, SOUND, {field: (read, 0.9)})
        (doubt,) = list_doubts(session)
        assert (doubt.kind, doubt.field, doubt.value, doubt.other) == (
            DoubtKind.DISAGREEMENT,
            field,
            SOUND[field],
            read,
        )
        correct(session, record_of_reference(session, document.reference), {field: read}, "Lan", "đúng như bản gốc")
        assert list_doubts(session) == []


def test_unsure_and_missing_values_are_listed_most_doubtful_first(catalogue: Catalogue) -> None:
    """A value read with little confidence and no inventory behind it is listed, and a field that nobody gives."""
    listed = {field: value for field, value in SOUND.items() if field not in {Field.NUMBER, Field.SIGNER, Field.TYPE}}
    with catalogue.begin() as session:
        _described(session, listed, {Field.NUMBER: ("12-NQ/TU", 0.75), Field.SIGNER: ("Lê Vân Anh", 0.3)})
        found = list_doubts(session)
        assert _kinds(found) == [
            (DoubtKind.UNSURE, Field.SIGNER),
            (DoubtKind.MISSING, Field.TYPE),
            (DoubtKind.UNSURE, Field.NUMBER),
        ]
        assert Field.NUMBER not in {doubt.field for doubt in list_doubts(session, sure=0.7)}


@pytest.mark.parametrize(("when", "term"), [("2009-01-02", ""), ("2010", "2010-2015")])
def test_documents_outside_every_term_or_on_its_border_are_listed(catalogue: Catalogue, when: str, term: str) -> None:
    """A date in no term of the fonds is a doubt, and a year across a border; a term that the inventory gives settles it."""
    with catalogue.begin() as session:
        document = _described(session, SOUND | {Field.DATE: when}, {})
        state(session, document.file, [Statement(Field.TERM, "2010-2015", Source.INVENTORY)], "intake")
        (doubt,) = list_doubts(session)
        assert (doubt.kind, doubt.value) == (DoubtKind.TERM, term)
        state(session, document, [Statement(Field.TERM, "2010-2015", Source.INVENTORY)], "intake")
        assert list_doubts(session) == []


def test_a_stamp_that_the_inventory_does_not_know_comes_first(catalogue: Catalogue) -> None:
    """A mark read from the paper alone is the greatest doubt; the inventory's own or a person's decision leaves none."""
    with catalogue.begin() as session:
        document = _described(session, SOUND, {Field.SECRECY: ("Mật", 0.4), Field.NUMBER: ("99-BC/TU", 1.0)})
        assert _kinds(list_doubts(session))[0] == (DoubtKind.SECRECY, Field.SECRECY)
        correct(
            session, record_of_reference(session, document.reference), {Field.ACCESS: "public"}, "Lan", "đã giải mật"
        )
        assert _kinds(list_doubts(session)) == [(DoubtKind.DISAGREEMENT, Field.NUMBER)]


def test_pages_that_could_not_be_read_are_listed(catalogue: Catalogue) -> None:
    """A document with failed pages is listed with how many of its pages they are."""
    with catalogue.begin() as session:
        document = _described(session, SOUND, {})
        page = page_ids_of(session, [document.id])[document.id][0]
        mark_failed(session, page, "recognise", "PageUnreadable", "no picture")
        (doubt,) = list_doubts(session)
        assert doubt.kind is DoubtKind.FAILED
        assert "1 of 2 pages" in doubt.message


def test_gaps_in_a_series_and_counts_that_disagree_are_listed(catalogue: Catalogue) -> None:
    """Ordinals missing before the last one, and counts of documents and pages unlike the inventory's, are doubts of the file."""
    with catalogue.begin() as session:
        file = enter_file(session)
        for ordinal in ("001", "004"):
            document = enter_document(session, file, ordinal)
            state(session, document, [Statement(f, v, Source.INVENTORY) for f, v in SOUND.items()], "intake")
        counts = {Field.DOCUMENT_COUNT: "4", Field.PAGE_COUNT: "4 trang"}
        state(session, file, [Statement(field, value, Source.INVENTORY) for field, value in counts.items()], "intake")
        found = [doubt for doubt in list_doubts(session) if doubt.kind is DoubtKind.GAP]
    assert [(doubt.reference, doubt.field) for doubt in found] == [
        ("H42-041-03-0123", None),
        ("H42-041-03-0123", Field.DOCUMENT_COUNT),
    ]
    assert "2, 3" in found[0].message


def test_one_fonds_alone_may_be_asked(catalogue: Catalogue) -> None:
    """With the code of a fonds only its records are listed."""
    with catalogue.begin() as session:
        _described(session, {}, {}, fonds="041")
        _described(session, {}, {}, fonds="052")
        assert {doubt.reference.split("-")[1] for doubt in list_doubts(session, "052")} == {"052"}
        assert len(list_doubts(session)) == 2 * len(list_doubts(session, "052"))


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        (Field.NUMBER, "05-NQ/TU", "5 NQ/TU", True),
        (Field.NUMBER, "05-NQ/TU", "05-CT/TU", False),
        (Field.DATE, "2011", "2011-03-08", True),
        (Field.DATE, "2011-04", "2011-03-08", False),
        (Field.ISSUER, "Uỷ ban nhân dân tỉnh", "ỦY BAN NHÂN DÂN TỈNH", True),
        (Field.TITLE, "Về công tác cán bộ", "về công tác cán bộ.", True),
    ],
)
def test_values_are_compared_by_what_they_mean(field: Field, one: str, other: str, same: bool) -> None:
    """Other spellings of one number, a month and a day in it, and words without regard to case and signs agree."""
    assert same_value(field, one, other) is same
    assert same_value(field, other, one) is same
