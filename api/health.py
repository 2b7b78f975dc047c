"""What operators and their machines ask, at the root: alive, ready, metrics."""

from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, PlainTextResponse
from sqlalchemy import select

from api.metrics import Metrics
from archive.errors import VankhoError
from catalogue.models import Repository
from catalogue.publication import count_changes
from reading.room import ReadingRoom
from search import EngineState

_EXPOSITION = "text/plain; version=0.0.4; charset=utf-8"


def build_router(room: ReadingRoom, metrics: Metrics) -> APIRouter:
    """The operations; they tell nothing of records, only how the parts are."""
    router = APIRouter(tags=["health"])

    @router.get("/health/live")
    def live() -> dict[str, str]:
        """200 while the process answers."""
        return {"status": "live"}

    @router.get("/health/ready", responses={503: {"description": "a part does not answer; the body says which"}})
    def ready() -> JSONResponse:
        """200 when catalogue and engine answer, else 503."""
        parts = {"catalogue": _catalogue(room), "engine": _engine(room)}
        is_ready = all(part["ready"] for part in parts.values())
        body = {"status": "ready" if is_ready else "unavailable", **parts}
        return JSONResponse(body, 200 if is_ready else 503, headers={"Cache-Control": "no-store"})

    @router.get("/metrics", response_class=PlainTextResponse)
    def measured() -> PlainTextResponse:
        """Requests by route and status, their seconds, and how many changes wait for the engine."""
        lines = metrics.lines()
        if _catalogue(room)["ready"]:
            with room.catalogue.reading() as session:
                waiting = count_changes(session)
            lines += ["# TYPE vankho_changes_waiting gauge", f"vankho_changes_waiting {waiting}"]
        lines += ["# TYPE vankho_engine_ready gauge", f"vankho_engine_ready {int(_engine(room)['ready'])}"]
        return PlainTextResponse("\n".join(lines) + "\n", media_type=_EXPOSITION)

    return router


def _catalogue(room: ReadingRoom) -> dict[str, Any]:
    try:
        with room.catalogue.reading() as session:
            session.scalar(select(Repository.id).limit(1))
    except VankhoError as fault:
        return {"ready": False, "message": str(fault)}
    return {"ready": True, "message": ""}


def _engine(room: ReadingRoom) -> dict[str, Any]:
    health = room.engine.health()
    return {"ready": health.state is EngineState.READY, "name": health.engine, "message": health.message}
