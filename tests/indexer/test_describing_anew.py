"""Papers described again after the rules have changed."""

from pathlib import Path

import pytest

from archive.descriptions import Field, Source, Statement
from catalogue.corrections import record_of_reference
from catalogue.descriptions import describe, retract, state
from catalogue.models import RecordKind
from tests.indexer.made_up import paper
from tests.samples_fixture import Installation, make_installation
from vankho import composition
from vankho.settings import load

REFERENCE = "H42-041-03-0123-001"


@pytest.fixture
def shelf(tmp_path: Path) -> Installation:
    """An archive of one paper whose words tell its number; an older version read another, and a signer that is none."""
    made = make_installation(tmp_path / "archive", tmp_path / "readings")
    paper(tmp_path / "Lô" / f"{REFERENCE}.pdf", "cây chè")
    made.must("ingest", tmp_path / "Lô")
    return made


def _described(shelf: Installation) -> dict[Field, tuple[str, Source]]:
    with (
        composition.open_catalogue(load(shelf.environment, shelf.home / "none.toml")) as catalogue,
        catalogue.reading() as session,
    ):
        record = record_of_reference(session, REFERENCE)
        said = describe(session, RecordKind.DOCUMENT, record.id)
        return {field: (one.value, one.source) for field, one in said.items()}


def test_what_today_s_rules_say_takes_the_place_of_what_older_ones_said(shelf: Installation) -> None:
    """A value that only an older version read is taken back and searched for no more; a person's stays; twice changes nothing."""
    today = _described(shelf)
    settings = load(shelf.environment, shelf.home / "none.toml")
    with composition.open_catalogue(settings) as catalogue, catalogue.begin() as session:
        record = record_of_reference(session, REFERENCE)
        state(session, record, [Statement(Field.SIGNER, "Trần Thị Bưởi", Source.EXTRACTED, 0.4)], "description")
        state(session, record, [Statement(Field.NOTE, "bản mờ", Source.PERSON)], "Lan")
        retract(session, record, {Field.LANGUAGE}, Source.EXTRACTED)
    assert shelf.must("describe", "--json").data == {"documents": 1, "changed": 1}
    assert _described(shelf) == today | {Field.NOTE: ("bản mờ", Source.PERSON)}
    assert shelf.must("search", '"Trần Thị Bưởi"', "--json").data["total"] == 0
    assert shelf.must("describe", "--fonds", "041", "--json").data == {"documents": 1, "changed": 0}


def test_an_unknown_fonds_is_told(shelf: Installation) -> None:
    """A fonds that is not there ends with status 2 and its code."""
    assert "999" in shelf.must("describe", "--fonds", "999", status=2).err
