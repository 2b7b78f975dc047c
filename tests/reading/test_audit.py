"""The log as administrators read it: filtered, page by page, as CSV, and never beyond their own levels."""

import csv
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from archive.access import Access
from archive.errors import NotFound, NotPermitted, NotSignedIn
from archive.roles import Role
from catalogue.audit import list_events, record_event
from catalogue.models import Document
from reading.audit import COLUMNS, Asked, EventLine, list_log, log_csv
from reading.reader import PUBLIC_READER, Reader
from reading.room import ReadingRoom
from tests.reading.archive_made_up import MadeUp

CHIEF = Reader(frozenset(Access), "chief", Role.ADMINISTRATOR)
CLERK = Reader(frozenset({Access.PUBLIC}), "clerk", Role.ADMINISTRATOR)
SECRET = "H42-041-03-0123-002"


@pytest.fixture(scope="module", autouse=True)
def logged(room: ReadingRoom, made: MadeUp) -> Iterator[None]:
    """Events of three days: one on a secret paper, one on a public one, one on none; one name is a formula."""
    with room.catalogue.begin() as session:
        secret, public = (session.get_one(Document, id_) for id_ in (made.secret, made.resolution))
        for day, who, action, record in (
            (1, "lan", "set", secret),
            (2, "lan", "set", public),
            (3, "=cmd()", "sign-in", None),
        ):
            record_event(
                session,
                who,
                action,
                record,
                {"why": "giấy ghi khác"},
                before={"title": "tên cũ"},
                after={"title": "tên mới"},
                at=datetime(2020, 5, day, 18, 0, tzinfo=UTC),  # one in the morning of the next day in Vietnam
            )
    yield


def _listed(room: ReadingRoom, reader: Reader = CHIEF, **asked: object) -> list[EventLine]:
    chosen = {"first_day": date(2020, 1, 1), "last_day": date(2020, 12, 31), **asked}
    return list_log(room.catalogue, reader, Asked(**chosen))[0]  # type: ignore[arg-type]


@pytest.mark.parametrize("reader", [PUBLIC_READER, Reader(frozenset(Access), "x", Role.ARCHIVIST)])
def test_only_administrators_read_the_log(room: ReadingRoom, reader: Reader) -> None:
    """Neither the public nor an archivist gets a line, on the page or as CSV."""
    for ask in (list_log, log_csv):
        with pytest.raises((NotSignedIn, NotPermitted)):
            ask(room.catalogue, reader, Asked())  # type: ignore[operator]


def test_events_are_filtered(room: ReadingRoom) -> None:
    """By person, deed, record (reference or id) and day, all of them together, the newest first."""
    assert [line.who for line in _listed(room)] == ["=cmd()", "lan", "lan"]
    assert len(_listed(room, who="lan")) == 2
    assert [line.action for line in _listed(room, action="sign-in")] == ["sign-in"]
    assert [line.reference for line in _listed(room, record=SECRET)] == [SECRET]
    assert _listed(room, record=SECRET, who="hoa") == []


def test_days_are_those_of_vietnam(room: ReadingRoom) -> None:
    """What was done at 18:00 UTC belongs to the next day here; both days named count."""
    assert [line.at.day for line in _listed(room, first_day=date(2020, 5, 2), last_day=date(2020, 5, 3))] == [2, 1]
    assert _listed(room, first_day=date(2020, 5, 1), last_day=date(2020, 5, 1)) == []


def test_records_beyond_an_administrators_levels_are_not_named(room: ReadingRoom) -> None:
    """Of a closed record the log says that something was done and when, but neither what it is called nor what changed."""
    public, secret = _listed(room, CLERK, who="lan")
    assert public.after == {"title": "tên mới"}
    assert secret.is_closed
    assert (secret.reference, secret.record_id, secret.before, secret.after, secret.detail) == (None, None, {}, {}, {})
    with pytest.raises(NotFound):
        _listed(room, CLERK, record=SECRET)
    assert SECRET not in "".join(log_csv(room.catalogue, CLERK, Asked()))


def test_a_closed_record_beside_an_open_one_is_not_named_either(room: ReadingRoom, made: MadeUp) -> None:
    """A decision on an open and a closed paper tells an administrator who may not see the latter nothing of either."""
    with room.catalogue.begin() as session:
        public, when = session.get_one(Document, made.resolution), datetime(2019, 1, 1, tzinfo=UTC)
        record_event(session, "lan", "decide", public, {"other": SECRET}, at=when)
        record_event(session, "lan", "decide", public, after={"list": [{"main": made.secret}]}, at=when)
    for reader, told in ((CLERK, [None, None]), (CHIEF, ["H42-041-03-0123-001"] * 2)):
        assert [
            line.reference for line in _listed(room, reader, first_day=date(2019, 1, 1), last_day=date(2019, 12, 31))
        ] == told


def test_the_log_is_read_page_by_page(room: ReadingRoom) -> None:
    """Each page goes on where the last ended; the last one says so."""
    asked = Asked(first_day=date(2020, 1, 1), last_day=date(2020, 12, 31))
    first, following = list_log(room.catalogue, CHIEF, asked, size=2)
    assert following == first[-1].id
    second, end = list_log(room.catalogue, CHIEF, asked, before=following, size=2)
    assert [line.who for line in first + second] == ["=cmd()", "lan", "lan"]
    assert end is None


def test_the_log_goes_out_whole_and_that_is_logged(room: ReadingRoom) -> None:
    """The CSV has every event asked for, in columns, no cell a formula; who took it out is in the log."""
    text = "".join(log_csv(room.catalogue, CHIEF, Asked(first_day=date(2020, 1, 1), last_day=date(2020, 12, 31))))
    rows = list(csv.DictReader(text.removeprefix("\ufeff").splitlines()))
    assert tuple(rows[0]) == COLUMNS
    assert [row["who"] for row in rows] == ["'=cmd()", "lan", "lan"]
    assert rows[2]["reference"] == SECRET
    assert json.loads(rows[2]["before"]) == {"title": "tên cũ"}
    assert rows[0]["at"] == "2020-05-04T01:00:00+07:00"
    with room.catalogue.reading() as session:
        event = list_events(session, 1)[0]
    assert (event.who, event.action, event.detail) == (
        "chief",
        "export-log",
        {"first_day": "2020-01-01", "last_day": "2020-12-31"},
    )
