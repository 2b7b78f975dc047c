"""CSV exports and suggestions."""

import csv
import io

from starlette.testclient import TestClient

from tests.api.asking import V1, ask, refused
from tests.reading.archive_made_up import SERIES, MadeUp


def _rows(client: TestClient, **parameters: str) -> list[dict[str, str]]:
    answer = client.get(f"{V1}/search.csv", params=parameters)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_csv_holds_all_hits_by_reference(client: TestClient, made: MadeUp) -> None:
    """The export walks all hits, whatever size is asked, in order of reference, with a byte order mark."""
    rows = _rows(client, size="3", q="công văn")
    assert [row["id"] for row in rows] == list(made.series)
    assert rows[0]["date"] == "2013"
    assert len(_rows(client)) == SERIES + 2


def test_csv_holds_no_formula(client: TestClient, made: MadeUp) -> None:
    """A cell that a spreadsheet would run is made harmless."""
    title = next(row["title"] for row in _rows(client) if row["id"] == made.formula)
    assert title == "'=HYPERLINK(cmd)"


def test_csv_refuses_what_search_refuses(client: TestClient) -> None:
    """Wrong parameters are told before anything is sent."""
    refused(client, "/search.csv", 400, params={"colour": "red"})
    refused(client, "/search.csv", 400, params={"q": "x" * 1001})


def test_suggestions_go_by_beginnings_of_words(client: TestClient) -> None:
    """Titles, numbers and issuers are suggested, with or without marks."""
    texts = [one["text"] for one in ask(client, "/suggest", q="phat trien ca")["suggestions"]]
    assert texts == ["Về phát triển cây chè vùng cao"]
    assert {"text": "12-NQ/TU", "field": "number", "count": 1} in ask(client, "/suggest", q="12-nq")["suggestions"]
    assert [one["field"] for one in ask(client, "/suggest", q="Tỉnh ủy Phú")["suggestions"]] == ["issuer"]
    assert len(ask(client, "/suggest", q="cong van")["suggestions"]) == 10
    assert ask(client, "/suggest", q="x")["suggestions"] == []
    refused(client, "/suggest", 400)
    refused(client, "/suggest", 400, params={"q": "x" * 1001})
