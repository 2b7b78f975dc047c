"""The page where an archivist tries files before they are taken in: which are there already, which are near, which repeat."""

import tempfile
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from starlette.requests import Request
from starlette.responses import Response

from archive.errors import BadRequest, LimitExceeded
from archive.roles import Role
from reading.duplicate_check import LARGEST_UPLOAD, MOST_PAGES, Checked, check_file
from reading.permission import require_role
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.uploads import keep_upload
from web.duplicate_reasons import told
from web.edge import MOST_FILES
from web.language import language_of
from web.rendering import Pages


@dataclass(frozen=True, slots=True)
class Tried:
    """One file that was tried: its name, what was found, or why it could not be tried; `repeats` names an equal one before it."""

    name: str
    checked: Checked | None = None
    fault: str = ""
    repeats: str = ""


class CheckPage:
    """The form, and what became of the files sent with it. Nothing of them is kept."""

    def __init__(self, pages: Pages, room: ReadingRoom) -> None:
        self._pages = pages
        self._room = room

    def show(self, request: Request, _reader: Reader) -> Response:
        """The form alone."""
        return self._answer(request, None)

    def check(self, request: Request, reader: Reader, files: list[tuple[str, BinaryIO]]) -> Response:
        """For archivists: what the archive has of each file; one that cannot be read does not stop the others."""
        require_role(reader, Role.ARCHIVIST)
        tried: list[Tried] = []
        seen: dict[str, str] = {}
        for name, stream in files:
            one = self._tried(reader, name, stream)
            if one.checked is not None:
                first = seen.setdefault(one.checked.sha256, name)
                one = Tried(name, one.checked, repeats=first if first is not name else "")
            tried.append(one)
        return self._answer(request, tried)

    def _tried(self, reader: Reader, name: str, stream: BinaryIO) -> Tried:
        try:
            with tempfile.TemporaryDirectory() as folder:
                return Tried(name, check_file(self._room, reader, keep_upload(stream, Path(folder))))
        except (BadRequest, LimitExceeded) as error:
            return Tried(name, fault=str(error))

    def _answer(self, request: Request, tried: list[Tried] | None) -> Response:
        return self._pages.render(
            request,
            "check.html",
            tried=tried,
            reason=partial(told, language_of(request)),
            most_files=MOST_FILES,
            most_pages=MOST_PAGES,
            most_mib=LARGEST_UPLOAD // 2**20,
        )
