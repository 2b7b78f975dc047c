"""Every error as a page that says what to do; programs that ask for JSON get the problem document (RFC 9457)."""

import logging
from collections.abc import Sequence
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from archive.errors import (
    BadRequest,
    LimitExceeded,
    Moved,
    NotFound,
    NotPermitted,
    NotSignedIn,
    PageUnreadable,
    Unavailable,
)
from web.rendering import HEADERS, Pages

_log = logging.getLogger(__name__)
_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (BadRequest, 400),
    (LimitExceeded, 400),
    (NotSignedIn, 401),
    (NotPermitted, 403),
    (NotFound, 404),
    (PageUnreadable, 404),
    (Unavailable, 503),
)
_MORE = {401: {"WWW-Authenticate": "Session"}, 503: {"Retry-After": "5"}}


class NotAllowed(Exception):
    """A method that pages do not answer."""


def show_error(pages: Pages, request: Request, error: Exception) -> Response:
    """The answer for an error; what nobody foresaw is logged and told without its inside."""
    if isinstance(error, NotAllowed):
        return _answer(pages, request, 405, f"{request.method} is not allowed here", {"Allow": "GET, HEAD"})
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    if status == 500:
        _log.error("unforeseen fault at %s %s", request.method, request.url.path, exc_info=error)
        return _answer(pages, request, 500, "an unforeseen fault; the server's log tells more", {})
    if status == 503:
        _log.warning("unavailable: %s", error)
    moved = error.references if isinstance(error, Moved) else ()
    return _answer(pages, request, status, str(error), _MORE.get(status, {}), moved=moved)


def wants_json(request: Request) -> bool:
    """Whether a program asks, which wants a problem document rather than a page."""
    accepted = request.headers.get("accept", "")
    return "json" in accepted and "text/html" not in accepted


def _answer(
    pages: Pages, request: Request, status: int, detail: str, headers: dict[str, str], *, moved: Sequence[str] = ()
) -> Response:
    if wants_json(request):
        title = HTTPStatus(status).phrase
        body = {
            "type": f"urn:vankho:problem:{title.lower().replace(' ', '-')}",
            "title": title,
            "status": status,
            "detail": detail,
            "instance": request.url.path,
        }
        return JSONResponse(body, status, headers={**HEADERS, **headers}, media_type="application/problem+json")
    answer = pages.render(request, "error.html", status=status, code=status, detail=detail, moved=moved)
    answer.headers.update(headers)
    return answer
