"""Whatever is asked by the description of the API is answered as described, and never with a fault of the server."""

import pytest
import schemathesis
from fastapi import FastAPI
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import booleans
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from api import problems
from api.application import PREFIX, build_api
from tests.reading.archive_made_up import MadeUp

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]

OPERATIONS = (
    "/search",
    "/search.csv",
    "/suggest",
    "/documents/{id}",
    "/documents/{id}/pages",
    "/documents/{id}/original",
    "/documents/{id}/similar",
    "/documents/{id}/duplicates",
    "/duplicates",
    "/files/{id}",
    "/fonds",
    "/fonds/{code}",
    "/terms",
    "/pages/{id}",
    "/pages/{id}/image",
    "/pages/{id}/text",
    "/pages/{id}/words",
    "/statistics",
    "/statistics.csv",
    "/session",
)
CHANGES = ("/duplicates/check", "/duplicates/decisions", "/duplicates/decisions/undo")
"""What changes something is refused without a session and its token; see `test_duplicates` and `tests/access`."""


@pytest.fixture(scope="module")
def described(application: FastAPI, made: MadeUp) -> schemathesis.BaseSchema:
    """The description, asked of the API mounted as in the server, but without the server's lifespan, which each call would end."""
    assert made
    outer = FastAPI(openapi_url=None)
    outer.mount(PREFIX, build_api(application.state.room))
    problems.install(outer)
    return schemathesis.openapi.from_asgi(f"{PREFIX}/openapi.json", outer)


@pytest.mark.parametrize(
    ("path", "mode"),
    [
        *((path, GenerationMode.POSITIVE) for path in OPERATIONS),
        *(
            (path, GenerationMode.NEGATIVE)
            for path in OPERATIONS
            if path not in {"/fonds", "/terms", "/statistics", "/statistics.csv", "/session"}
        ),  # ask for nothing
    ],
)
def test_every_answer_is_as_described(
    described: schemathesis.BaseSchema, made: MadeUp, path: str, mode: GenerationMode
) -> None:
    """No answer is a 5xx; status, media type and body are those that OpenAPI tells, for made-up ids and for real ones."""
    operation = described[path]["GET"]

    @given(case=operation.as_strategy(generation_mode=mode), is_real=booleans())
    @settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def answer(case: schemathesis.Case, is_real: bool) -> None:
        if is_real and "{id}" in path:
            case.path_parameters["id"] = made.resolution_pages[0] if "/pages/{id}" in path else made.resolution
        case.call_and_validate(checks=CHECKS)

    answer()


def test_every_operation_is_fuzzed(described: schemathesis.BaseSchema) -> None:
    """An operation that is added is fuzzed too."""
    assert set(described) == {*OPERATIONS, *CHANGES}
