"""Records: documents, their pages and originals, files, the tree of fonds, terms."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import FileResponse, Response

from api.models.holdings import FondsLineModel, FondsListModel, FondsModel, TermListModel, TermModel
from api.models.pages import PageListModel
from api.models.records import DocumentModel, FileModel
from api.models.similar import SimilarListModel, SimilarModel
from api.parameters import only
from api.problems import responses
from api.serving import Room, TheReader, send_file
from reading import holdings, listing, pages, records
from reading.originals import find_original
from reading.similar import MOST_SIMILAR, USUAL_SIMILAR, find_similar

router = APIRouter(tags=["records"])

_RecordId = Annotated[str, Path(description="the id, or the reference", max_length=200)]
_Size = Annotated[int, Query(ge=1, le=listing.LARGEST_SIZE)]
_Cursor = Annotated[str | None, Query(max_length=200, description="`next` of the answer before")]
_ORIGINAL = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}


@router.get("/documents/{id}", dependencies=[Depends(only())], responses=responses(400, 404, 503))
def document(room: Room, reader: TheReader, id: _RecordId) -> DocumentModel:  # noqa: A002 - the contract's name
    """A document: its description with sources, its place, its citation."""
    return DocumentModel.of_view(records.show_document(room, reader, id))


@router.get("/documents/{id}/pages", dependencies=[Depends(only("after", "size"))], responses=responses(400, 404, 503))
def document_pages(
    room: Room,
    reader: TheReader,
    id: _RecordId,  # noqa: A002 - the contract's name
    after: Annotated[int, Query(ge=0, le=1_000_000, description="the number of the page before the first")] = 0,
    size: Annotated[int, Query(ge=1, le=pages.MOST_LISTED)] = pages.MOST_LISTED,
) -> PageListModel:
    """The pages of a document, in order."""
    return PageListModel.of(pages.list_pages(room, reader, id, after=after, size=size))


@router.get("/documents/{id}/similar", dependencies=[Depends(only("limit"))], responses=responses(400, 404, 503))
def similar_documents(
    room: Room,
    reader: TheReader,
    id: _RecordId,  # noqa: A002 - the contract's name
    limit: Annotated[int, Query(ge=1, le=MOST_SIMILAR, description="documents of the answer")] = USUAL_SIMILAR,
) -> SimilarListModel:
    """Documents like this one, by their most telling words, the most alike first."""
    found = find_similar(room, reader, id, limit=limit)
    return SimilarListModel(documents=[SimilarModel.of(one) for one in found])


@router.get(
    "/documents/{id}/original",
    dependencies=[Depends(only("part"))],
    response_class=FileResponse,
    responses={
        200: {
            "description": "the file as it was handed over",
            "content": {"*/*": _ORIGINAL["application/octet-stream"]},
        },
        206: {"description": "a range of its bytes", "content": {"*/*": _ORIGINAL["application/octet-stream"]}},
        304: {"description": "Not Modified"},
        **responses(400, 404, 416, 503),
    },
)
@router.head("/documents/{id}/original", dependencies=[Depends(only("part"))], include_in_schema=False)
def document_original(
    request: Request,
    room: Room,
    reader: TheReader,
    id: _RecordId,  # noqa: A002 - the contract's name
    part: Annotated[int, Query(ge=1, le=100_000, description="which of the document's originals, from 1")] = 1,
) -> Response:
    """The original that a document stands on, unchanged; a range of its bytes if asked."""
    original = find_original(room, reader, id, part)
    return send_file(request, original.path, original.media_type, original.sha256, file_name=original.file_name)


@router.get("/files/{id}", dependencies=[Depends(only("size", "cursor"))], responses=responses(400, 404, 503))
def file(
    room: Room,
    reader: TheReader,
    id: _RecordId,  # noqa: A002 - the contract's name
    size: _Size = listing.USUAL_SIZE,
    cursor: _Cursor = None,
) -> FileModel:
    """A file: its description, and its documents in order."""
    return FileModel.of_view(records.show_file(room, reader, id, size=size, cursor=cursor))


@router.get("/fonds", dependencies=[Depends(only())], responses=responses(400, 503))
def fonds_list(room: Room, reader: TheReader) -> FondsListModel:
    """The fonds."""
    return FondsListModel(fonds=[FondsLineModel.of(line) for line in holdings.list_fonds(room, reader)])


@router.get(
    "/fonds/{code}", dependencies=[Depends(only("inventory", "size", "cursor"))], responses=responses(400, 404, 503)
)
def fonds(
    *,
    room: Room,
    reader: TheReader,
    code: Annotated[str, Path(max_length=100)],
    inventory: Annotated[str | None, Query(max_length=100, description="only files of this inventory")] = None,
    size: _Size = listing.USUAL_SIZE,
    cursor: _Cursor = None,
) -> FondsModel:
    """A fonds: its inventories, terms, and files in order."""
    view = holdings.show_fonds(room, reader, code, inventory=inventory, size=size, cursor=cursor)
    return FondsModel.of_view(view)


@router.get("/terms", dependencies=[Depends(only())], responses=responses(400, 503))
def terms(room: Room, reader: TheReader) -> TermListModel:
    """The terms, with how many documents lie in each."""
    return TermListModel(terms=[TermModel.of(line) for line in holdings.list_terms(room, reader)])
