"""Errors, health, metrics, headers, the description."""

from fastapi import FastAPI
from starlette.testclient import TestClient

from tests.api.asking import V1, refused
from tests.reading.archive_made_up import MadeUp


def test_unknown_paths_and_methods_are_problems(client: TestClient) -> None:
    """A path that is not there is a 404, a method that is not allowed a 405, each as a problem document."""
    refused(client, "/nowhere", 404)
    refused(client, "", 404)
    refused(client, "/search", 405, method="POST")
    refused(client, "/fonds/041", 405, method="DELETE")


def test_wrong_parameters_are_named_one_by_one(client: TestClient) -> None:
    """Every wrong parameter stands in `errors`."""
    problem = refused(client, "/search", 400, params={"size": "many", "sort": "loud"})
    assert {error["parameter"] for error in problem["errors"]} == {"size", "sort"}
    assert problem["instance"] == f"{V1}/search"


def test_answers_carry_security_headers(client: TestClient) -> None:
    """Every answer forbids sniffing, framing and scripts, good or bad."""
    for path in ("/search", "/nowhere", "/search?size=1000"):
        headers = client.get(V1 + path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert headers["cache-control"] == "no-cache"


def test_health_tells_how_the_parts_are(client: TestClient) -> None:
    """Alive and ready answer 200 with the state of catalogue and engine."""
    assert client.get("/health/live").json() == {"status": "live"}
    ready = client.get("/health/ready")
    assert ready.status_code == 200
    assert ready.json()["catalogue"]["ready"] is True
    assert ready.json()["engine"]["ready"] is True


def test_metrics_count_by_pattern(client: TestClient, made: MadeUp) -> None:
    """Requests are counted by route pattern and status; no id and no query is in the metrics."""
    client.get(f"{V1}/documents/{made.resolution}")
    text = client.get("/metrics").text
    assert 'route="/api/v1/documents/{id}",status="200"' in text
    assert made.resolution not in text
    assert "vankho_changes_waiting" in text


def test_the_description_names_every_operation_and_parameter(client: TestClient, application: FastAPI) -> None:
    """OpenAPI describes the contract's operations, their parameters and problems, and no 422."""
    assert application
    description = client.get(f"{V1}/openapi.json").json()
    assert set(description["paths"]) == {
        "/search", "/search.csv", "/suggest", "/documents/{id}", "/documents/{id}/pages", "/documents/{id}/original",
        "/documents/{id}/similar", "/documents/{id}/duplicates", "/duplicates", "/duplicates/check",
        "/duplicates/decisions", "/duplicates/decisions/undo",
        "/files/{id}", "/fonds", "/fonds/{code}", "/terms", "/pages/{id}", "/pages/{id}/image", "/pages/{id}/text",
        "/pages/{id}/words", "/statistics", "/statistics.csv", "/session",
    }  # fmt: skip
    search = description["paths"]["/search"]["get"]
    assert {parameter["name"] for parameter in search["parameters"]} == {
        "q", "fonds", "inventory", "file", "term", "type", "issuer", "access", "year", "from", "to", "dates", "level",
        "sort", "size", "cursor", "facets", "expand", "widen", "fuzzy", "explain", "copies",
    }  # fmt: skip
    for operations in description["paths"].values():
        for operation in operations.values():
            assert "422" not in operation["responses"]
            assert "application/problem+json" in operation["responses"]["400"]["content"]
    assert description["servers"] == [{"url": V1}]
