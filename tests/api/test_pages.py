"""Pages: words with marks, text, images, originals."""

import io

from fastapi import FastAPI
from PIL import Image
from starlette.testclient import TestClient

from tests.api.asking import V1, ask, refused
from tests.reading.archive_made_up import RESOLUTION, MadeUp, page_of


def test_pages_stand_in_order(client: TestClient, made: MadeUp) -> None:
    """A document's pages are listed from 1, a stretch at a time."""
    listed = ask(client, f"/documents/{made.resolution}/pages")
    assert [(page["page"], page["page_id"]) for page in listed["pages"]] == list(enumerate(made.resolution_pages, 1))
    assert {page["state"] for page in listed["pages"]} == {"done"}
    first = ask(client, f"/documents/{made.resolution}/pages", size=2)
    assert first["next"] == 2
    rest = ask(client, f"/documents/{made.resolution}/pages", size=2, after=2)
    assert [page["page"] for page in rest["pages"]] == [3]
    assert rest["next"] is None


def test_a_page_knows_its_neighbours(client: TestClient, made: MadeUp) -> None:
    """A page tells its number, its document, how it was read, and the pages beside it."""
    page = ask(client, f"/pages/{made.resolution_pages[1]}")
    assert (page["page"], page["page_count"], page["document_id"]) == (2, 3, made.resolution)
    assert (page["previous"], page["next"]) == (made.resolution_pages[0], made.resolution_pages[2])
    assert page["word_count"] == len(page_of(RESOLUTION[1]).words)


def test_words_carry_boxes_and_marks(client: TestClient, made: MadeUp) -> None:
    """Each word has its index, box, line and block; those the query finds are marked, and no others."""
    body = ask(client, f"/pages/{made.resolution_pages[0]}/words", q="cay che")
    assert set(body) == {"page_id", "page", "rotation", "words"}
    marked = [word["text"] for word in body["words"] if word["mark"]]
    assert marked == ["cây", "chè", "chè"]
    first = body["words"][0]
    assert first == {
        "index": 0,
        "text": "ĐẢNG",
        "box": [0.1, 0.2, 0.06, 0.02],
        "confidence": 0.93,
        "line": 0,
        "block": 0,
        "mark": False,
    }
    unmarked = ask(client, f"/pages/{made.resolution_pages[0]}/words")["words"]
    assert not any(word["mark"] for word in unmarked)


def test_text_keeps_printed_lines(client: TestClient, made: MadeUp) -> None:
    """The text of a page is its words, a printed line a line."""
    assert ask(client, f"/pages/{made.resolution_pages[0]}/text")["text"] == RESOLUTION[0]


def test_images_come_at_fixed_widths(client: TestClient, made: MadeUp) -> None:
    """A width is rounded up to one that is kept; the second answer comes from the same file; a tag saves the way."""
    path = f"{V1}/pages/{made.resolution_pages[0]}/image"
    answer = client.get(path, params={"width": 150})
    assert answer.status_code == 200
    assert Image.open(io.BytesIO(answer.content)).width == 200
    assert answer.headers["cache-control"] == "no-cache"
    again = client.get(path, params={"width": 200}, headers={"If-None-Match": answer.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert client.get(path, params={"width": 200}).content == answer.content


def test_an_image_that_cannot_be_made_is_a_problem(client: TestClient, made: MadeUp) -> None:
    """A page whose original is missing has no image, and says so; a width beyond the widest is a 400."""
    page = ask(client, f"/documents/{made.series[0]}/pages")["pages"][0]["page_id"]
    refused(client, f"/pages/{page}/image", 404)
    for width in ("0", "2401", "wide"):
        refused(client, f"/pages/{made.resolution_pages[0]}/image", 400, params={"width": width})


def test_the_original_is_given_out_unchanged(client: TestClient, made: MadeUp) -> None:
    """The download is the file byte for byte, named by the reference, and never shown inside a page."""
    answer = client.get(f"{V1}/documents/{made.resolution}/original")
    assert answer.content == made.pdf
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == 'attachment; filename="H42-041-03-0123-001.pdf"'
    assert client.head(f"{V1}/documents/{made.resolution}/original").headers["content-length"] == str(len(made.pdf))


def test_ranges_of_the_original(client: TestClient, made: MadeUp) -> None:
    """A range gives its bytes; one behind the end is a 416; a malformed one is passed over."""
    path = f"/documents/{made.resolution}/original"
    for asked, expected in (("bytes=5-9", made.pdf[5:10]), ("bytes=-7", made.pdf[-7:]), ("bytes=9-", made.pdf[9:])):
        answer = client.get(V1 + path, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (206, expected)
    assert answer.headers["content-range"] == f"bytes 9-{len(made.pdf) - 1}/{len(made.pdf)}"
    for asked in ("lines=1-2", "bytes=9-5", "bytes=x", "bytes=0-1,3-4"):
        answer = client.get(V1 + path, headers={"Range": asked})
        assert (answer.status_code, answer.content) == (200, made.pdf)
    for asked in (f"bytes={len(made.pdf)}-", "bytes=-0"):
        refused(client, path, 416, headers={"Range": asked})


def test_a_part_that_is_not_there(client: TestClient, made: MadeUp) -> None:
    """`part` counts from 1 to the document's parts."""
    refused(client, f"/documents/{made.resolution}/original", 404, params={"part": 2})
    refused(client, f"/documents/{made.resolution}/original", 400, params={"part": 0})


def test_a_missing_original_is_a_503(client: TestClient, application: FastAPI, made: MadeUp) -> None:
    """An original that the store has lost is told as a fault of the store, with what to do."""
    assert application
    assert "verify" in refused(client, f"/documents/{made.formula}/original", 503)["detail"]
