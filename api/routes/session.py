"""Who reads: what a program at the reader's side needs to know of the session, above all its token."""

from fastapi import APIRouter, Depends, Response

from api.models.session import SessionModel
from api.parameters import only
from api.problems import responses
from api.serving import TheReader

router = APIRouter(tags=["session"])


@router.get("/session", dependencies=[Depends(only())], responses=responses(400, 503))
def session(reader: TheReader, response: Response) -> SessionModel:
    """The reader's name, role and levels, and the token that each change must carry in the header `X-Form-Token`."""
    response.headers["Cache-Control"] = "private, no-store"
    return SessionModel.of(reader)
