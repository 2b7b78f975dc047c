"""The log of events: it tells what was before and after, and it only grows."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from catalogue.audit import list_events, record_event
from catalogue.catalogue import Catalogue

_OTHER = "INSERT INTO events (id, at, who, action, detail) VALUES (1, '2020-01-01', 'nobody', 'nothing', '{}')"


def _note(catalogue: Catalogue) -> int:
    with catalogue.begin() as session:
        return record_event(session, "lan", "user-role", before={"role": "reader"}, after={"role": "archivist"}).id


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE events SET who = 'nobody'",
        "UPDATE events SET detail = '{}' WHERE action = 'user-role'",
        "DELETE FROM events",
        "DELETE FROM events WHERE action = 'user-role'",
    ],
)
def test_events_are_neither_changed_nor_removed(catalogue: Catalogue, statement: str) -> None:
    """The database itself refuses to change or remove an event, whoever asks."""
    made = _note(catalogue)
    with pytest.raises(DBAPIError, match="only grows"), catalogue.begin() as session:
        session.execute(text(statement))
    with catalogue.reading() as session:
        assert [(event.id, event.who) for event in list_events(session, 10)] == [(made, "lan")]


def test_no_event_takes_the_place_of_another(catalogue: Catalogue) -> None:
    """An event cannot be put over an older one, nor can the whole log be emptied at once."""
    _note(catalogue)
    with catalogue.begin() as session:
        is_sqlite = session.connection().dialect.name == "sqlite"
    ways = [_OTHER.replace("INSERT", "INSERT OR REPLACE")] if is_sqlite else [_OTHER, "TRUNCATE events"]
    for way in ways:
        with pytest.raises(DBAPIError), catalogue.begin() as session:
            session.execute(text(way))
    with catalogue.reading() as session:
        assert [event.who for event in list_events(session, 10)] == ["lan"]


def test_an_event_tells_what_was_before_and_after(catalogue: Catalogue) -> None:
    """What a change found and what it left are kept apart from all else about it; a mere look has neither."""
    _note(catalogue)
    with catalogue.begin() as session:
        record_event(session, "lan", "look")
    with catalogue.reading() as session:
        look, change = list_events(session, 10)
    assert (change.before, change.after) == ({"role": "reader"}, {"role": "archivist"})
    assert (look.before, look.after) == (None, None)
