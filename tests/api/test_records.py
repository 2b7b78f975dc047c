"""Documents, files, the tree, terms."""

from starlette.testclient import TestClient

from tests.api.asking import ask, refused
from tests.reading.archive_made_up import SERIES, MadeUp


def test_a_document_tells_its_fields_with_sources(client: TestClient, made: MadeUp) -> None:
    """Each field has its value, source and confidence, and its place on the page when it was read there."""
    document = ask(client, f"/documents/{made.resolution}")
    fields = {field["field"]: field for field in document["fields"]}
    assert fields["number"] == {
        "field": "number",
        "value": "12-NQ/TU",
        "source": "inventory",
        "confidence": 1.0,
        "place": None,
        "on_paper": None,
    }
    assert fields["subject"]["place"] == {
        "page": 1,
        "page_id": made.resolution_pages[0],
        "box": [0.1, 0.26, 0.3, 0.02],
    }
    assert document["citation"] == "Kho Lưu trữ Phú Lĩnh, Phông Tỉnh ủy Phú Lĩnh, ML 03, ĐVBQ 123, VB 1"
    assert [step["level"] for step in document["breadcrumb"]] == [
        "repository",
        "fonds",
        "inventory",
        "file",
        "document",
    ]
    assert [part["media_type"] for part in document["parts"]] == ["application/pdf"]


def test_a_reference_is_a_permalink(client: TestClient, made: MadeUp) -> None:
    """Documents and files are also found by their references."""
    assert ask(client, "/documents/H42-041-03-0123-001")["id"] == made.resolution
    assert ask(client, "/files/H42-041-03-0123")["id"] == made.file


def test_neighbours_pass_over_closed_documents(client: TestClient, made: MadeUp) -> None:
    """The next document of a file is the next one this reader may see."""
    assert ask(client, f"/documents/{made.resolution}")["next"]["id"] == made.formula
    assert ask(client, f"/documents/{made.formula}")["previous"]["id"] == made.resolution
    assert ask(client, f"/documents/{made.resolution}", staff=True)["next"]["id"] == made.secret


def test_a_file_lists_its_documents_to_the_last(client: TestClient, made: MadeUp) -> None:
    """The documents of a file are paged by cursor, in order."""
    seen: list[str] = []
    cursor: dict[str, str] = {}
    while True:
        file = ask(client, "/files/H42-041-03-0200", size=10, **cursor)
        assert file["document_count"] == SERIES
        seen += [document["id"] for document in file["documents"]]
        if file["next"] is None:
            break
        cursor = {"cursor": file["next"]}
    assert tuple(seen) == made.series


def test_the_tree_goes_from_fonds_to_files(client: TestClient, made: MadeUp) -> None:
    """Fonds list their inventories and files, with counts of what this reader may see."""
    assert [line["code"] for line in ask(client, "/fonds")["fonds"]] == ["041"]
    fonds = ask(client, "/fonds/041", inventory="03")
    assert fonds["inventories"] == [
        {"code": "03", "title": "Mục lục nhiệm kỳ 2010-2015", "file_count": 2, "document_count": SERIES + 2}
    ]
    assert fonds["files"][0]["id"] == made.file
    assert fonds["files"][0]["page_count"] == 4
    assert fonds["listed_file_count"] == 2
    assert fonds["terms"] == [{"code": "2010-2015", "first": "2010-10-04", "last": "2015-10-20"}]


def test_terms_count_documents(client: TestClient) -> None:
    """A term comes with its documents and its boundaries in each fonds."""
    terms = ask(client, "/terms")["terms"]
    assert [(term["code"], term["document_count"]) for term in terms] == [("2010-2015", 1)]
    assert terms[0]["fonds"][0]["first"] == "2010-10-04"


def test_what_is_not_there_is_a_404(client: TestClient) -> None:
    """Made-up ids and codes get problem documents."""
    for path in ("/documents/nobody", "/documents/nobody/pages", "/documents/nobody/original", "/files/nobody",
                 "/fonds/999", "/fonds/041?inventory=99", "/pages/nobody", "/pages/nobody/words"):  # fmt: skip
        refused(client, path, 404)


def test_sizes_and_cursors_of_lists_are_checked(client: TestClient) -> None:
    """A size over the limit or a cursor of nothing is a 400."""
    refused(client, "/files/H42-041-03-0200", 400, params={"size": 101})
    refused(client, "/files/H42-041-03-0200", 400, params={"cursor": "nobody"})
    refused(client, "/fonds/041", 400, params={"cursor": "nobody"})
    refused(client, "/documents/H42-041-03-0123-001/pages", 400, params={"size": 1001})
    refused(client, "/documents/H42-041-03-0123-001", 400, params={"colour": "red"})
