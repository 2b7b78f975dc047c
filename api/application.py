"""The API as an application of its own, to be mounted at `/api/v1`: its errors are always problem documents."""

from typing import Any

from fastapi import Depends, FastAPI
from fastapi.openapi.utils import get_openapi

from api import problems
from api.headers import AnswerHeaders
from api.routes import duplicates, pages, records, searches, session, statistics
from api.serving import ReaderOf, refuse_unmeant
from reading.reader import public_reader
from reading.room import ReadingRoom

VERSION = "1"
PREFIX = "/api/v1"
_ABOUT = (
    "Search and read the records of an archive. Every answer holds only what the reader may see. "
    "Errors are problem documents (RFC 9457)."
)


def build_api(room: ReadingRoom, reader_of: ReaderOf = public_reader) -> FastAPI:
    """The API over a reading room; `reader_of` tells from a request who reads."""
    # No interactive documentation: its scripts would be loaded from elsewhere, and archives run on closed networks.
    api = FastAPI(
        title="Văn Khố",
        version=VERSION,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        dependencies=[Depends(refuse_unmeant)],
    )
    api.state.room = room
    api.state.reader_of = reader_of
    for routes in (searches, records, duplicates, pages, statistics, session):
        api.include_router(routes.router)
    problems.install(api)
    api.add_middleware(AnswerHeaders)
    api.openapi = lambda: _described(api)  # type: ignore[method-assign]
    return api


def _described(api: FastAPI) -> dict[str, Any]:
    if api.openapi_schema is None:
        schema = get_openapi(title=api.title, version=api.version, description=api.description, routes=api.routes)
        schema["servers"] = [{"url": PREFIX}]
        parts = schema["components"]["schemas"]
        problem = problems.Problem.model_json_schema(ref_template="#/components/schemas/{model}")
        parts |= problem.pop("$defs", {})
        parts["Problem"] = problem
        for unused in ("HTTPValidationError", "ValidationError"):
            parts.pop(unused, None)
        for operations in schema["paths"].values():
            for operation in operations.values():
                operation["responses"].pop("422", None)  # wrong parameters are 400 here
        api.openapi_schema = schema
    return api.openapi_schema
