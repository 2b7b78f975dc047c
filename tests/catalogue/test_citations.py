"""What documents cite, and the records that are meant."""

import pytest
from alembic import command
from sqlalchemy import text
from sqlalchemy.orm import Session

from archive.access import PUBLIC_ONLY, Access
from archive.citations import CitedPaper
from archive.dates import PartialDate
from archive.descriptions import Field, Place, Source, Statement
from archive.numbers import parse_number
from archive.pages import Box
from catalogue.catalogue import Catalogue
from catalogue.citations import Cited, cited_by, citing, replace_citations
from catalogue.database import make_engine
from catalogue.descriptions import state, undo
from catalogue.models import Document
from catalogue.schema import alembic_config, migrate
from tests.catalogue.made_up import enter_document, enter_file

ALL = frozenset(Access)


def _cited(number: str, when: str | None = "2011-03-05", body: str | None = None) -> CitedPaper:
    parsed = parse_number(number)
    assert parsed is not None
    return CitedPaper(parsed, PartialDate.from_text(when) if when else None, body, Place(2, Box(0.1, 0.3, 0.5, 0.02)))


def _paper(session: Session, ordinal: str, number: str, when: str, access: Access = Access.PUBLIC) -> Document:
    document = enter_document(session, enter_file(session), ordinal, access=access)
    said = {Field.NUMBER: number, Field.DATE: when}
    state(session, document, [Statement(f, v, Source.INVENTORY) for f, v in said.items()], "inventory")
    return document


def _meant(cited: list[Cited]) -> list[tuple[str, str | None, bool]]:
    return [(one.paper.number.canonical, one.document_id, one.unsure) for one in cited]


def test_citations_are_kept_as_they_were_read(catalogue: Catalogue) -> None:
    """Number, date, body, page and place come back in order; the same again changes nothing, others take their place."""
    with catalogue.begin() as session:
        document = _paper(session, "001", "15/QĐ-UBND", "2012-06-01")
        told = [
            _cited("12-NQ/TU", body="Ban Thường vụ Tỉnh ủy"),
            _cited("30/2020/NĐ-CP", None),
            _cited("7/TTr-STC", "2011"),
        ]
        assert replace_citations(session, document, told)
        assert not replace_citations(session, document, told)
        assert [one.paper for one in cited_by(session, document, ALL)] == told
        assert replace_citations(session, document, told[:1])
        assert [one.paper for one in cited_by(session, document, ALL)] == told[:1]


def test_a_cited_paper_is_the_record_of_its_number_and_date(catalogue: Catalogue) -> None:
    """However the number is written; both ways; of the same number on another date it is none, of two on the same date neither."""
    with catalogue.begin() as session:
        held = _paper(session, "001", "012-nq/tu", "2011-03-05")
        _paper(session, "002", "12-NQ/TU", "2006-03-05")
        twins = [_paper(session, ordinal, "07-CT/TU", "2011-04-01") for ordinal in ("003", "004")]
        document = _paper(session, "005", "15/QĐ-UBND", "2012-06-01")
        replace_citations(session, document, [_cited("12-NQ/TU"), _cited("07-CT/TU", "2011-04-01"), _cited("88-BC/TU")])
        assert _meant(cited_by(session, document, ALL)) == [
            ("12-NQ/TU", held.id, False),
            ("07-CT/TU", None, True),
            ("88-BC/TU", None, False),
        ]
        assert citing(session, held, ALL) == [document.id]
        assert [citing(session, twin, ALL) for twin in twins] == [[], []]


def test_only_what_counts_of_a_number_is_looked_up(catalogue: Catalogue) -> None:
    """A number that a person corrected leads to the record no more, the corrected one does, and the old one again when it is undone."""
    with catalogue.begin() as session:
        held = _paper(session, "001", "12-NQ/TU", "2011-03-05")
        document = _paper(session, "002", "15/QĐ-UBND", "2012-06-01")
        replace_citations(session, document, [_cited("12-NQ/TU"), _cited("21-NQ/TU")])
        state(session, held, [Statement(Field.NUMBER, "21-NQ/TU", Source.PERSON)], "Lan")
        assert [id_ for _, id_, _ in _meant(cited_by(session, document, ALL))] == [None, held.id]
        assert citing(session, held, ALL) == [document.id]
        undo(session, held, Field.NUMBER)
        assert [id_ for _, id_, _ in _meant(cited_by(session, document, ALL))] == [held.id, None]


@pytest.mark.parametrize("closed", ["cited", "citing"])
def test_what_a_reader_may_not_see_leaves_no_trace(catalogue: Catalogue, closed: str) -> None:
    """A closed paper is neither meant, nor told as unsure, nor told to cite; for those who may see it it is."""
    with catalogue.begin() as session:
        levels = {name: Access.SECRET if name == closed else Access.PUBLIC for name in ("cited", "citing")}
        held = _paper(session, "001", "12-NQ/TU", "2011-03-05", levels["cited"])
        document = _paper(session, "002", "15/QĐ-UBND", "2012-06-01", levels["citing"])
        replace_citations(session, document, [_cited("12-NQ/TU")])
        if closed == "cited":
            assert _meant(cited_by(session, document, PUBLIC_ONLY)) == [("12-NQ/TU", None, False)]
        else:
            assert citing(session, held, PUBLIC_ONLY) == []
        assert _meant(cited_by(session, document, ALL)) == [("12-NQ/TU", held.id, False)]
        assert citing(session, held, ALL) == [document.id]


def test_a_closed_twin_does_not_make_unsure(catalogue: Catalogue) -> None:
    """Two records fit, one closed: the public is told of the other as if it were alone, and its citing is told as well."""
    with catalogue.begin() as session:
        shown = _paper(session, "001", "12-NQ/TU", "2011-03-05")
        _paper(session, "002", "12-NQ/TU", "2011-03-05", Access.SECRET)
        document = _paper(session, "003", "15/QĐ-UBND", "2012-06-01")
        replace_citations(session, document, [_cited("12-NQ/TU")])
        assert _meant(cited_by(session, document, PUBLIC_ONLY)) == [("12-NQ/TU", shown.id, False)]
        assert citing(session, shown, PUBLIC_ONLY) == [document.id]
        assert _meant(cited_by(session, document, ALL)) == [("12-NQ/TU", None, True)]


def test_a_withdrawn_paper_is_meant_no_more(catalogue: Catalogue) -> None:
    """A paper out of sight is out of sight here too, for every reader."""
    with catalogue.begin() as session:
        held = _paper(session, "001", "12-NQ/TU", "2011-03-05")
        document = _paper(session, "002", "15/QĐ-UBND", "2012-06-01")
        replace_citations(session, document, [_cited("12-NQ/TU")])
        held.withdrawn = True
        session.flush()
        assert _meant(cited_by(session, document, ALL)) == [("12-NQ/TU", None, False)]


def test_numbers_of_an_older_archive_are_looked_up_too(empty_url: str) -> None:
    """A migration fills in what numbers are compared by for rows that were there before; other fields have none."""
    engine = make_engine(empty_url)
    with engine.begin() as connection:
        config = alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for field, value in (("number", "012-NQ/TU"), ("title", "12-NQ/TU"), ("number", "–")):
            connection.execute(
                text(
                    "INSERT INTO statements (kind, record_id, field, value, source, confidence, who, at) "
                    "VALUES ('document', :record, :field, :value, 'inventory', 1, 'inventory', '2020-01-01')"
                ),
                {"record": value, "field": field, "value": value},
            )
    migrate(empty_url)
    with engine.connect() as connection:
        keys = connection.execute(text("SELECT number_key FROM statements ORDER BY id")).scalars().all()
    engine.dispose()
    assert keys == ["12nqtu", None, None]
