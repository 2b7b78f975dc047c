"""Documents like one another through the API: what is shown, to whom, and what never is."""

import pytest
from starlette.testclient import TestClient

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from catalogue.descriptions import state
from catalogue.models import Document, RecordKind
from catalogue.publication import enqueue
from reading.room import ReadingRoom
from tests.api.asking import ask, refused
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import MadeUp, publish

TEA = "Tỉnh ủy quyết định phát triển cây chè vùng cao, trồng thêm 500 ha chè"
OPEN = 2  # of the series, like the resolution


@pytest.fixture(scope="module", autouse=True)
def _tea(room: ReadingRoom, made: MadeUp) -> None:
    """Two documents of the series, and a secret one, are on the resolution's matter."""
    with room.catalogue.begin() as session:
        for id_ in (*made.series[:OPEN], made.secret):
            document = session.get_one(Document, id_)
            state(session, document, [Statement(Field.TITLE, TEA, Source.INVENTORY)], who="inventory")
            enqueue(session, RecordKind.DOCUMENT, [id_])
    publish(room.catalogue, room.engine)


def _similar(client: TestClient, id_: str, *, staff: bool = False, limit: int = 6) -> set[str]:
    answer = ask(client, f"/documents/{id_}/similar", staff=staff, limit=limit)
    return {one["record"]["id"] for one in answer["documents"]}


def test_documents_on_the_same_matter_are_offered(client: TestClient, made: MadeUp) -> None:
    """By id or reference, those on the same matter are told with title and file; the document itself and others are not."""
    assert _similar(client, made.resolution) == set(made.series[:OPEN])
    first = ask(client, "/documents/H42-041-03-0123-001/similar", limit=1)["documents"]
    assert [(one["record"]["title"], one["file"]) for one in first] == [(TEA, "H42-041-03-0200")]


def test_a_document_like_no_other_has_an_empty_list(client: TestClient, made: MadeUp) -> None:
    """Where none is like enough, the list is empty."""
    assert _similar(client, made.formula) == set()


def test_closed_documents_are_offered_only_to_those_who_may_see_them(client: TestClient, made: MadeUp) -> None:
    """The secret paper on the same matter is offered to the staff, never to the public."""
    assert made.secret in _similar(client, made.resolution, staff=True)
    assert made.secret not in _similar(client, made.resolution, limit=20)


def test_what_is_like_a_closed_document_is_as_unknown_as_one_that_is_not_there(
    client: TestClient, made: MadeUp
) -> None:
    """A closed document and a made-up id get the same 404."""
    none = "0" * 32
    told, untold = (refused(client, f"/documents/{id_}/similar", 404) for id_ in (made.secret, none))
    assert told["detail"].replace(made.secret, "") == untold["detail"].replace(none, "")
    assert told["title"] == untold["title"]


def test_secrecy_works_before_the_index_knows(client: TestClient, room: ReadingRoom, made: MadeUp) -> None:
    """A document that became secret is offered no more, and asked of no more, though the index still holds it."""
    raised = made.series[0]
    set_level(room.catalogue, raised, Access.SECRET)
    try:
        assert raised not in _similar(client, made.resolution)
        refused(client, f"/documents/{raised}/similar", 404)
    finally:
        set_level(room.catalogue, raised, Access.PUBLIC)
        publish(room.catalogue, room.engine)


@pytest.mark.parametrize("limit", ["0", "21", "many"])
def test_a_limit_that_cannot_be_is_refused(client: TestClient, made: MadeUp, limit: str) -> None:
    """The limit is from 1 to 20."""
    refused(client, f"/documents/{made.resolution}/similar?limit={limit}", 400)
