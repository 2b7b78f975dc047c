"""Statistics: the figures of the archive, and the same as CSV."""

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from api.models.statistics import StatisticsModel
from api.parameters import only
from api.problems import responses
from api.serving import Room, TheReader
from reading.statistics import count_all, statistics_csv

router = APIRouter(tags=["statistics"])

_CSV = {"text/csv": {"schema": {"type": "string"}, "example": "by,key,label,files,documents,pages"}}


@router.get("/statistics", dependencies=[Depends(only())], responses=responses(400, 503))
def statistics(room: Room, reader: TheReader) -> StatisticsModel:
    """How much there is by fonds, term, year and delivery, and from where each field is known."""
    return StatisticsModel.of(count_all(room, reader))


@router.get(
    "/statistics.csv",
    response_class=Response,
    dependencies=[Depends(only())],
    responses={200: {"description": "the same figures, a line each", "content": _CSV}, **responses(400, 503)},
)
def statistics_as_csv(room: Room, reader: TheReader) -> Response:
    """The same as CSV (UTF-8 with a byte order mark)."""
    headers = {"Content-Disposition": 'attachment; filename="van-kho-thong-ke.csv"'}
    return Response(statistics_csv(count_all(room, reader)), media_type="text/csv; charset=utf-8", headers=headers)
