"""How the tests ask the API."""

from typing import Any

from starlette.testclient import TestClient

V1 = "/api/v1"
AS_STAFF = {"x-test-reader": "staff"}


def ask(client: TestClient, path: str, *, staff: bool = False, **parameters: Any) -> Any:
    """The JSON body of a good answer; `from_` stands for `from`."""
    named = {name.rstrip("_"): value for name, value in parameters.items()}
    answer = client.get(V1 + path, params=named, headers=AS_STAFF if staff else {})
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(client: TestClient, path: str, status: int, **request: Any) -> Any:
    """The problem document of a refusal, checked to be one."""
    answer = client.request(request.pop("method", "GET"), V1 + path, **request)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["status"] == status
    assert body["type"].startswith("urn:vankho:problem:")
    assert body["title"]
    assert body["detail"]
    return body
