"""Searching: results, the same as CSV, suggestions."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response, StreamingResponse

from api.models.searches import SearchModel, SuggestionListModel
from api.parameters import SearchParameters, only
from api.problems import responses
from api.serving import Room, TheReader
from reading.exports import csv_of
from reading.parameters import read_search
from reading.searches import find
from search import LONGEST_QUERY

router = APIRouter(tags=["search"])

_CSV = {"text/csv": {"schema": {"type": "string"}, "example": "id,level,reference,number,…"}}


@router.get("/search", response_model=SearchModel, responses=responses(400, 503))
def search(request: Request, room: Room, reader: TheReader, _told: Annotated[SearchParameters, Query()]) -> Response:
    """Find records: hits with their best pages and snippets, facets, the way on."""
    asked = read_search(request.query_params.multi_items())
    found = SearchModel.of(find(room, reader, asked))
    # Written here, in the worker's thread: the framework would check the model once more and write it in its only loop.
    return Response(
        found.model_dump_json(by_alias=True, exclude=SearchModel.unasked(asked)), media_type="application/json"
    )


@router.get(
    "/search.csv",
    response_class=StreamingResponse,
    responses={200: {"description": "all hits by reference, a line each", "content": _CSV}, **responses(400, 503)},
)
def search_csv(
    request: Request, room: Room, reader: TheReader, _told: Annotated[SearchParameters, Query()]
) -> StreamingResponse:
    """All hits as CSV (UTF-8 with a byte order mark), streamed; `size`, `sort` and `cursor` do not count."""
    lines = csv_of(room, reader, read_search(request.query_params.multi_items()))
    headers = {"Content-Disposition": 'attachment; filename="van-kho.csv"'}
    return StreamingResponse(lines, media_type="text/csv; charset=utf-8", headers=headers)


@router.get("/suggest", dependencies=[Depends(only("q"))], responses=responses(400, 503))
def suggest(
    room: Room,
    reader: TheReader,
    q: Annotated[str, Query(max_length=LONGEST_QUERY, description="what was typed so far", examples=["nghi quy"])],
) -> SuggestionListModel:
    """Titles, numbers, issuers and phrases of titles of records that the reader may see, by beginnings of words."""
    return SuggestionListModel.of(room.suggestions.suggest(room.catalogue, reader, q))
