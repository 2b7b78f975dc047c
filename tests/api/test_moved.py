"""Records whose pages are in others since: told where, to those who may see them, and to nobody else."""

import re

import pytest
from starlette.testclient import TestClient

from archive.access import Access
from catalogue.arrangements import join, undo_arrangement
from catalogue.models import Document
from reading.room import ReadingRoom
from tests.api.asking import refused
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import MadeUp

INTO, JOINED = "H42-041-03-0200-002", "H42-041-03-0200-003"


@pytest.fixture(scope="module", autouse=True)
def _joined(room: ReadingRoom, made: MadeUp) -> None:
    """The third of the series is joined to the second."""
    with room.catalogue.begin() as session:
        join(session, [session.get_one(Document, id_) for id_ in made.series[1:3]], "Lan", "một văn bản hai tệp")


def test_an_emptied_record_says_where_its_pages_are(client: TestClient, made: MadeUp) -> None:
    """By id and by reference, in the API and on the page, with a link that leads there."""
    for name in (made.series[2], JOINED):
        assert INTO in refused(client, f"/documents/{name}", 404)["detail"]
    for address in (f"/documents/{made.series[2]}", f"/r/{JOINED}"):
        answer = client.get(address, headers={"accept": "text/html"})
        assert answer.status_code == 404
        link = re.search(r'<a class="code" href="(/r/[^"]+)">', answer.text)
        assert link
        led = client.get(link[1], headers={"accept": "text/html"})
        assert led.status_code == 200
        assert INTO in led.text


def test_where_it_went_is_no_trace_of_closed_records(client: TestClient, room: ReadingRoom, made: MadeUp) -> None:
    """Once the document that holds the pages is closed, the emptied one is as unknown as one that never was."""
    set_level(room.catalogue, made.series[1], Access.SECRET)
    try:
        told = refused(client, f"/documents/{made.series[2]}", 404)
        untold = refused(client, "/documents/" + "0" * 32, 404)
        assert told["detail"].replace(made.series[2], "") == untold["detail"].replace("0" * 32, "")
    finally:
        set_level(room.catalogue, made.series[1], Access.PUBLIC)


def test_a_record_is_there_again_once_it_is_undone(client: TestClient, room: ReadingRoom, made: MadeUp) -> None:
    """Undone, the record answers under its old id and reference."""
    with room.catalogue.begin() as session:
        undo_arrangement(session, session.get_one(Document, made.series[2]), "Lan", "nhầm")
    for name in (made.series[2], JOINED):
        assert client.get(f"/api/v1/documents/{name}").json()["id"] == made.series[2]
