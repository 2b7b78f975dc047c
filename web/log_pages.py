"""The page of the log of events, with its filters, and the same as CSV."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from archive.errors import BadRequest
from archive.local_time import VIETNAM
from reading.audit import Asked, list_log, log_csv
from reading.reader import Reader
from reading.room import ReadingRoom
from web.language import PARAMETER
from web.messages import MESSAGES
from web.rendering import HEADERS, Pages

LOG = "/log"
_DAYS = {"from": "first_day", "to": "last_day"}
_NAMES = ("who", "action", "record")
_LONGEST = 200


class LogPages:
    """Views over the log; `reading.audit` asks for the role in each."""

    def __init__(self, pages: Pages, room: ReadingRoom) -> None:
        self._pages = pages
        self._catalogue = room.catalogue

    def show(self, request: Request, reader: Reader) -> Response:
        """A page of events, the newest first."""
        asked, before = _asked(request)
        lines, following = list_log(self._catalogue, reader, asked, before=before)
        pairs = _pairs(asked)
        shown: dict[str, Any] = {
            "lines": lines,
            "asked": asked,
            "moment": _moment,
            "actions": sorted(key.removeprefix("event.") for key in MESSAGES if key.startswith("event.")),
            "older": _address(LOG, [*pairs, ("before", str(following))]) if following else None,
            "newest": _address(LOG, pairs) if before else None,
            "csv": _address(f"{LOG}.csv", pairs),
            "messages": MESSAGES,
        }
        return self._pages.render(request, "log.html", **shown)

    def csv(self, request: Request, reader: Reader) -> Response:
        """All events asked for as CSV."""
        asked, _ = _asked(request)
        headers = {**HEADERS, "Content-Disposition": 'attachment; filename="van-kho-nhat-ky.csv"'}
        lines = log_csv(self._catalogue, reader, asked)
        return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


def _asked(request: Request) -> tuple[Asked, int | None]:
    known = {*_NAMES, *_DAYS, "before", PARAMETER}
    given: dict[str, Any] = {}
    for name, value in request.query_params.items():
        if name not in known:
            raise BadRequest(f"there is no parameter '{name[:80]}'; known are {', '.join(sorted(known))}")
        if len(value) > _LONGEST:
            raise BadRequest(f"{name} has {len(value)} characters; at most {_LONGEST} are allowed")
        if name in _DAYS and value:
            given[_DAYS[name]] = _day(name, value)
        elif name in _NAMES:
            given[name] = value.strip()
    before = request.query_params.get("before", "")
    if before and not (before.isascii() and before.isdigit() and len(before) < 10):
        raise BadRequest("before must be the number of an event")
    return Asked(**given), int(before) if before else None


def _day(name: str, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise BadRequest(f"{name} is '{value[:80]}'; it must be a day as 2026-03-05") from error


def _moment(at: datetime) -> str:
    return at.astimezone(VIETNAM).strftime("%d/%m/%Y %H:%M")


def _pairs(asked: Asked) -> list[tuple[str, str]]:
    names = {field: name for name, field in _DAYS.items()}
    return [(names.get(field, field), str(value)) for field, value in asdict(asked).items() if value]


def _address(path: str, pairs: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(pairs)}" if pairs else path
