"""Every error as a problem document (RFC 9457)."""

import logging
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from archive.errors import (
    BadRequest,
    LimitExceeded,
    NotFound,
    NotPermitted,
    NotSignedIn,
    PageUnreadable,
    Unavailable,
    VankhoError,
)

MEDIA_TYPE = "application/problem+json"
_log = logging.getLogger(__name__)

# A page that cannot be rendered is a representation that is not there; the server itself is well.
_STATUSES: tuple[tuple[type[VankhoError], int], ...] = (
    (BadRequest, 400),
    (NotSignedIn, 401),
    (NotPermitted, 403),
    (NotFound, 404),
    (PageUnreadable, 404),
    (LimitExceeded, 400),
    (Unavailable, 503),
)


class WrongParameter(BaseModel):
    """One parameter that was wrong."""

    parameter: str = Field(examples=["size"])
    message: str = Field(examples=["Input should be less than or equal to 100"])


class Problem(BaseModel):
    """A problem document (RFC 9457): what went wrong, and what to do about it."""

    type: str = Field(examples=["urn:vankho:problem:bad-request"])
    title: str = Field(examples=["Bad Request"])
    status: int = Field(examples=[400])
    detail: str = Field(examples=["size is '500'; it must be a whole number from 0 to 100"])
    instance: str = Field(examples=["/api/v1/search"])
    errors: list[WrongParameter] = Field(default_factory=list)


class RangeUnsatisfiable(Exception):
    """The bytes asked for are not there; `size` is how many there are."""

    def __init__(self, size: int) -> None:
        super().__init__(f"the bytes asked for lie outside the {size} of the file")
        self.size = size


def install(app: FastAPI) -> None:
    """Let an application answer every error with a problem document."""
    app.add_exception_handler(VankhoError, _known)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(RangeUnsatisfiable, _out_of_range)
    app.add_exception_handler(Exception, _unforeseen)


def problem(
    request: Request,
    status: int,
    detail: str,
    *,
    errors: list[WrongParameter] | None = None,
    headers: dict[str, str] | None = None,
) -> JSONResponse:
    """A problem document as a response."""
    title = HTTPStatus(status).phrase
    body = Problem(
        type=f"urn:vankho:problem:{title.lower().replace(' ', '-')}",
        title=title,
        status=status,
        detail=detail,
        instance=request.url.path,
        errors=errors or [],
    )
    return JSONResponse(body.model_dump(), status, media_type=MEDIA_TYPE, headers=headers)


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The problem documents of an operation, for OpenAPI."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


async def _known(request: Request, error: Exception) -> JSONResponse:
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    if status == 503:
        _log.warning("unavailable: %s", error)
        return problem(request, status, str(error), headers={"Retry-After": "5"})
    if status == 401:
        return problem(request, status, str(error), headers={"WWW-Authenticate": "Session"})
    return problem(request, status, str(error))


async def _refused(request: Request, error: Exception) -> JSONResponse:
    status, headers = (error.status_code, error.headers) if isinstance(error, HTTPException) else (500, None)
    details = {
        404: f"there is nothing at {request.url.path[:200]}; the API is described in /api/v1/openapi.json",
        405: f"{request.method} is not allowed here",
    }
    return problem(request, status, details.get(status, HTTPStatus(status).phrase), headers=dict(headers or {}))


async def _invalid(request: Request, error: Exception) -> JSONResponse:
    found = error.errors() if isinstance(error, RequestValidationError) else []
    errors = [WrongParameter(parameter=_parameter(one["loc"]), message=one["msg"]) for one in found]
    told = "; ".join(f"{one.parameter}: {one.message}" for one in errors)
    return problem(request, 400, told or "the request cannot be read", errors=errors)


async def _out_of_range(request: Request, error: Exception) -> JSONResponse:
    size = error.size if isinstance(error, RangeUnsatisfiable) else 0
    return problem(request, 416, f"{error}.", headers={"Content-Range": f"bytes */{size}"})


async def _unforeseen(request: Request, error: Exception) -> JSONResponse:
    _log.error("unforeseen fault at %s %s", request.method, request.url.path, exc_info=error)
    return problem(request, 500, "an unforeseen fault; the server's log tells more")


def _parameter(place: tuple[str | int, ...]) -> str:
    """The name of a parameter: the first part behind `query` or `path`, so that a list's index is left out."""
    return str(place[1])[:80] if len(place) > 1 else str(place[0])
