"""Access at every edge: what the public must not see leaks nowhere; what the staff sees is private and logged."""

import json

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from archive.access import Access
from catalogue.audit import list_events
from tests.api.asking import AS_STAFF, V1, ask, refused
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import CONDITIONAL_WORD, SECRET_WORD, SERIES, MadeUp, publish

LEAKS = (SECRET_WORD, CONDITIONAL_WORD, "Báo cáo mật", "Danh sách kín", "Ban Mật", "hồ sơ kín", "Hồ sơ kín", "77-BC")


def _assert_nothing_leaks(body: str, made: MadeUp) -> None:
    text = json.dumps(json.loads(body), ensure_ascii=False) if body.startswith(("{", "[")) else body
    for leak in (*LEAKS, *made.closed, made.secret_file):
        assert leak not in text


@pytest.mark.parametrize(
    "path",
    [
        "/search?size=100&level=any&facets=fonds,inventory,file,term,type,issuer,access,year",
        "/search?size=100&level=any&access=secret&access=conditional&access=public",
        "/search?access=secret&facets=type,access",
        f"/search?q={SECRET_WORD}",
        "/search?q=danh+sách&level=any",
        "/search.csv?level=any",
        f"/search.csv?q={SECRET_WORD}&access=secret",
        "/fonds",
        "/fonds/041?size=100",
        "/files/H42-041-03-0123?size=100",
        "/documents/H42-041-03-0123-001",
        "/terms",
        "/statistics",
        "/statistics.csv",
        "/suggest?q=bao+cao",
        "/suggest?q=ho",
        "/suggest?q=danh",
        "/suggest?q=77",
        "/suggest?q=ban",
    ],
)
def test_nothing_closed_shows_through(client: TestClient, made: MadeUp, path: str) -> None:
    """No title, type, issuer, number, id or word of a closed record is in any answer to the public."""
    answer = client.get(V1 + path)
    assert answer.status_code == 200
    # What the reader typed may be repeated nowhere either: answers hold records only.
    _assert_nothing_leaks(answer.text, made)


def test_counts_are_those_of_the_readers_own_records(client: TestClient) -> None:
    """Totals and counts of the tree differ by reader; `access=` cannot widen what the public sees."""
    assert ask(client, "/search")["total"] == SERIES + 2
    assert ask(client, "/search", staff=True)["total"] == SERIES + 5
    assert ask(client, "/search", access=["secret", "conditional"])["total"] == 0
    assert ask(client, "/search", access=["secret", "conditional"], staff=True)["total"] == 3
    assert ask(client, "/fonds")["fonds"][0]["document_count"] == SERIES + 2
    assert ask(client, "/fonds", staff=True)["fonds"][0]["document_count"] == SERIES + 5


def test_a_closed_record_is_as_good_as_none(client: TestClient, made: MadeUp) -> None:
    """A record, page, image, text or original that may not be seen gets the same 404 as one that is not there."""
    none, no_page = "0" * 32, "a" * 20
    pairs = [(id_, none, "/documents/{}") for id_ in made.closed]
    pairs += [(id_, none, f"/documents/{{}}/{part}") for id_ in made.closed for part in ("pages", "original")]
    pairs += [("H42-041-03-0123-002", "H42-041-03-0123-999", "/documents/{}"), (made.secret_file, none, "/files/{}")]
    pages = (made.secret_page, made.conditional_page)
    pairs += [(id_, no_page, f"/pages/{{}}{part}") for id_ in pages for part in ("", "/image", "/text", "/words")]
    for closed, missing, path in pairs:
        told = refused(client, path.format(closed), 404)
        untold = refused(client, path.format(missing), 404)
        same = {name: told[name] for name in ("type", "title", "status")}
        assert same == {name: untold[name] for name in same}
        assert told["detail"].replace(closed, "") == untold["detail"].replace(missing, "")


def test_staff_answers_are_private_and_logged(client: TestClient, application: FastAPI, made: MadeUp) -> None:
    """What is not public is never for shared caches, and who looked at it is noted; public views are not noted."""
    catalogue = application.state.room.catalogue
    with catalogue.reading() as session:
        before = list_events(session, 1000)
    client.get(f"{V1}/documents/{made.resolution}", headers=AS_STAFF)
    for path in (f"/documents/{made.secret}", f"/pages/{made.secret_page}", f"/pages/{made.secret_page}/text"):
        answer = client.get(V1 + path, headers=AS_STAFF)
        assert answer.status_code == 200
        assert answer.headers["cache-control"].startswith("private")
    with catalogue.reading() as session:
        events = list_events(session, 1000)
    new = events[: len(events) - len(before)]
    assert [(event.who, event.action, event.record_id) for event in new] == [("staff", "view", made.secret)] * 3


def test_an_export_of_closed_records_is_logged(client: TestClient, application: FastAPI) -> None:
    """Staff exports with closed records leave a trace with their number."""
    assert client.get(f"{V1}/search.csv", headers=AS_STAFF).status_code == 200
    with application.state.room.catalogue.reading() as session:
        event = list_events(session, 1)[0]
    assert (event.who, event.action, event.detail) == ("staff", "export", {"closed_records": 3})


def test_secrecy_works_before_the_index_knows(client: TestClient, application: FastAPI, made: MadeUp) -> None:
    """A record that became secret is gone from hits, pages and exports at once, though the index still holds it."""
    room = application.state.room
    target = made.series[-1]
    page = ask(client, f"/documents/{target}/pages")["pages"][0]["page_id"]
    word = "thường kỳ"
    assert target in {hit["id"] for hit in ask(client, "/search", q=word, size=100)["hits"]}
    set_level(room.catalogue, target, Access.SECRET)
    try:
        answer = ask(client, "/search", q=word, size=100)
        assert target not in {hit["id"] for hit in answer["hits"]}
        assert answer["total"] == len(answer["hits"]) == SERIES - 1
        assert target not in client.get(f"{V1}/search.csv").text
        refused(client, f"/documents/{target}", 404)
        refused(client, f"/pages/{page}/image", 404)
        refused(client, f"/pages/{page}/words", 404)
        assert f"thường kỳ {SERIES}" not in client.get(f"{V1}/suggest", params={"q": f"thường kỳ {SERIES}"}).text
    finally:
        set_level(room.catalogue, target, Access.PUBLIC)
        publish(room.catalogue, room.engine)
