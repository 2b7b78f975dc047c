"""What every operation gets: the reading room and its reader, a role where it asks for one; how files are sent: tags, ranges."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request
from fastapi.responses import FileResponse, Response

from api.problems import RangeUnsatisfiable
from archive.roles import Role
from reading import permission
from reading.own_requests import SAFE_METHODS, TOKEN_HEADER, require_form_token, require_own_request
from reading.reader import Reader
from reading.room import ReadingRoom

ReaderOf = Callable[[Request], Reader]
_RANGE = re.compile(r"bytes=(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))", re.IGNORECASE)


def _room(request: Request) -> ReadingRoom:
    room: ReadingRoom = request.app.state.room
    return room


def _reader(request: Request) -> Reader:
    reader_of: ReaderOf = request.app.state.reader_of
    reader = reader_of(request)
    request.state.is_public = reader.is_public  # for the headers of the answer
    return reader


Room = Annotated[ReadingRoom, Depends(_room)]
TheReader = Annotated[Reader, Depends(_reader)]


def refuse_unmeant(request: Request, reader: TheReader) -> None:
    """A dependency of every operation: what changes something comes from the reader's own pages, with their token.

    Raises:
        NotPermitted: it does not.
    """
    if request.method not in SAFE_METHODS:
        require_own_request(request.headers)
        require_form_token(reader, request.headers.get(TOKEN_HEADER, ""))


def require_role(role: Role) -> Callable[[Reader], Reader]:
    """A dependency that lets only readers of a role pass (401, 403), and gives the reader."""

    def permitted(reader: TheReader) -> Reader:
        permission.require_role(reader, role)
        return reader

    return permitted


TheArchivist = Annotated[Reader, Depends(require_role(Role.ARCHIVIST))]
TheAdministrator = Annotated[Reader, Depends(require_role(Role.ADMINISTRATOR))]


def send_file(request: Request, path: Path, media_type: str, tag: str, *, file_name: str | None = None) -> Response:
    """A file with its entity tag; 304 when the asker has it, 206 for a range of its bytes, as an attachment if named.

    Raises:
        RangeUnsatisfiable: the range begins behind the end.
    """
    headers = {"ETag": f'"{tag}"'}
    if _has(request.headers, tag):
        return Response(status_code=304, headers=headers)
    _settle_range(request, path.stat().st_size)
    return FileResponse(path, media_type=media_type, headers=headers, filename=file_name)


def _has(headers: Mapping[str, str], tag: str) -> bool:
    held = [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]
    return "*" in held or f'"{tag}"' in held


def _settle_range(request: Request, size: int) -> None:
    """Let one well-formed range pass; pass over what is malformed or several, as RFC 9110 (14.2) allows: all is sent then."""
    asked = request.headers.get("range")
    if asked is None:
        return
    found = _RANGE.fullmatch(asked.strip())
    if found is not None and not (found[2] and int(found[2]) < int(found[1])):
        if (found[1] and int(found[1]) >= size) or (found[3] and int(found[3]) == 0):
            raise RangeUnsatisfiable(size)
        return
    request.scope["headers"] = [(name, value) for name, value in request.scope["headers"] if name != b"range"]
