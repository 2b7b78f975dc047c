"""The page of documents like another; the document's own page takes its list from here once a reader comes to it."""

from typing import Any

from starlette.requests import Request

from archive.errors import BadRequest
from reading.reader import Reader
from reading.records import show_document
from reading.room import ReadingRoom
from reading.similar import find_similar
from web.language import PARAMETER


def show_similar(room: ReadingRoom, reader: Reader, request: Request, id_: str) -> dict[str, Any]:
    """What the template of similar documents needs.

    Raises:
        NotFound: no such document for this reader.
        BadRequest: a parameter is unknown.
        Unavailable: the engine does not answer.
    """
    for name in request.query_params:
        if name != PARAMETER:
            raise BadRequest(f"there is no parameter '{name[:80]}'; there are none here")
    view = show_document(room, reader, id_)
    return {"view": view, "line": view.line, "documents": find_similar(room, reader, id_)}
