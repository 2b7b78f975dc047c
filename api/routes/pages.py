"""Pages: one page, its image, its text, its words with marks."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Request
from fastapi.responses import FileResponse, Response

from api.models.pages import PageModel, TextModel, WordsModel
from api.parameters import only
from api.problems import responses
from api.serving import Room, TheReader, send_file
from reading import images, pages
from search import LONGEST_QUERY

router = APIRouter(tags=["pages"])

_PageId = Annotated[str, Path(max_length=100)]
_Document = Annotated[
    str | None, Query(max_length=200, description="the document to see the page in, if it stands in several")
]
_PICTURE = {"schema": {"type": "string", "format": "binary"}}


@router.get("/pages/{id}", dependencies=[Depends(only("document"))], responses=responses(400, 404, 503))
def page(room: Room, reader: TheReader, id: _PageId, document: _Document = None) -> PageModel:  # noqa: A002 - the contract's name
    """One page as it stands in a document: how it was read, and its neighbours."""
    return PageModel.of_view(pages.show_page(room, reader, id, document))


@router.get(
    "/pages/{id}/image",
    dependencies=[Depends(only("width"))],
    response_class=FileResponse,
    responses={
        200: {"description": "the page, upright", "content": {"image/png": _PICTURE, "image/jpeg": _PICTURE}},
        206: {"description": "a range of its bytes", "content": {"image/png": _PICTURE, "image/jpeg": _PICTURE}},
        304: {"description": "Not Modified"},
        **responses(400, 404, 416, 503),
    },
)
@router.head("/pages/{id}/image", dependencies=[Depends(only("width"))], include_in_schema=False)
def page_image(
    request: Request,
    room: Room,
    reader: TheReader,
    id: _PageId,  # noqa: A002 - the contract's name
    width: Annotated[
        int, Query(ge=1, le=images.WIDTHS[-1], description="pixels; the next width that is kept is served")
    ] = images.USUAL_WIDTH,
) -> Response:
    """The image of a page, upright, at one of a few widths."""
    shown = images.show_image(room, reader, id, width)
    return send_file(request, shown.path, shown.media_type, shown.tag)


@router.get("/pages/{id}/text", dependencies=[Depends(only("document"))], responses=responses(400, 404, 503))
def page_text(room: Room, reader: TheReader, id: _PageId, document: _Document = None) -> TextModel:  # noqa: A002 - the contract's name
    """The text of a page, a printed line a line."""
    return TextModel.of(pages.read_text(room, reader, id, document))


@router.get("/pages/{id}/words", dependencies=[Depends(only("q", "document"))], responses=responses(400, 404, 503))
def page_words(
    room: Room,
    reader: TheReader,
    id: _PageId,  # noqa: A002 - the contract's name
    q: Annotated[str, Query(max_length=LONGEST_QUERY, description="marks the words that this query finds")] = "",
    document: _Document = None,
) -> WordsModel:
    """The words of a page with their boxes; those found by a query are marked."""
    return WordsModel.of(pages.read_words(room, reader, id, query=q, document_id=document))
