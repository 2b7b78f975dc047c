"""Duplicates: pairs, decisions, and whether a file in hand is in the archive already."""

import tempfile
from pathlib import Path
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, Query, Request
from fastapi import Path as PathParameter
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from api.models.duplicates import (
    CheckedModel,
    DecideModel,
    DecisionModel,
    DocumentPairsModel,
    PairListModel,
    PairModel,
    UndoModel,
)
from api.parameters import only
from api.problems import responses
from api.serving import Room, TheArchivist, TheReader
from archive.duplicates.verdict import Kind
from archive.errors import BadRequest
from reading import duplicates
from reading.duplicate_check import check_file
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.uploads import keep_upload, require_fitting

router = APIRouter(tags=["duplicates"])

_A_FILE = {
    "type": "object",
    "required": ["file"],
    "properties": {"file": {"type": "string", "format": "binary", "description": "a scan: PDF, TIFF, JPEG, PNG, WebP"}},
}
_RecordId = Annotated[str, PathParameter(description="the id, or the reference", max_length=200)]


@router.get(
    "/duplicates",
    dependencies=[Depends(only("kind", "decided", "size", "cursor"))],
    responses=responses(400, 401, 403, 503),
)
def pairs(
    room: Room,
    reader: TheArchivist,
    *,
    kind: Annotated[list[Kind] | None, Query(max_length=len(Kind))] = None,
    decided: Annotated[bool | None, Query(description="pairs that were decided, or not; both when not given")] = None,
    size: Annotated[int, Query(ge=1, le=duplicates.LARGEST_SIZE)] = duplicates.USUAL_SIZE,
    cursor: Annotated[str | None, Query(max_length=20, description="`next` of the answer before")] = None,
) -> PairListModel:
    """Pairs of documents that are one paper or near to it, by kind and doubt; for archivists."""
    found = duplicates.list_pairs(room, reader, kinds=kind or (), decided=decided, size=size, cursor=cursor)
    return PairListModel.of(found)


@router.get("/documents/{id}/duplicates", dependencies=[Depends(only())], responses=responses(400, 404, 503))
def document_pairs(room: Room, reader: TheReader, id: _RecordId) -> DocumentPairsModel:  # noqa: A002 - the contract's name
    """The pairs of one document of which the reader may see both."""
    found = duplicates.pairs_of_document(room, reader, id)
    return DocumentPairsModel(pairs=[PairModel.of(pair) for pair in found])


@router.post(
    "/duplicates/check",
    dependencies=[Depends(only())],
    response_model=CheckedModel,
    responses=responses(400, 401, 403, 503),
    openapi_extra={"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": _A_FILE}}}},
)
async def check(request: Request, room: Room, reader: TheArchivist) -> CheckedModel:
    """Compare a file with the archive; nothing of it is stored. At most 50 pages and 200 MiB."""
    # Read here, once it is known that the reader may: the framework would take in the file of anyone first.
    require_fitting(request.headers)
    async with request.form(max_files=1, max_fields=10) as form:
        sent = form.get("file")
        if not isinstance(sent, UploadFile):
            raise BadRequest("there is no file in the field 'file'")
        return await run_in_threadpool(_check, room, reader, sent.file)


def _check(room: ReadingRoom, reader: Reader, stream: BinaryIO) -> CheckedModel:
    with tempfile.TemporaryDirectory() as folder:
        return CheckedModel.of(check_file(room, reader, keep_upload(stream, Path(folder))))


@router.post("/duplicates/decisions", dependencies=[Depends(only())], responses=responses(400, 401, 403, 404, 503))
def decide(room: Room, reader: TheArchivist, given: DecideModel) -> DecisionModel:
    """Enter a decision on two documents in the account's name; an earlier one no longer counts."""
    done = duplicates.decide_pair(room, reader, given.a, given.b, given.decision, main_id=given.main, why=given.why)
    return DecisionModel.of(done)


@router.post(
    "/duplicates/decisions/undo",
    dependencies=[Depends(only())],
    status_code=204,
    responses=responses(400, 401, 403, 404, 503),
)
def undo(room: Room, reader: TheArchivist, given: UndoModel) -> None:
    """Take a decision back; the pair is asked again."""
    duplicates.undo_pair(room, reader, given.a, given.b)
