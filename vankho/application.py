"""The server: catalogue, engine, workers, API and pages in one process, put together here and nowhere else."""

import asyncio
import importlib
import logging
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from importlib.util import find_spec

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response

from api import health, problems
from api.application import PREFIX, build_api
from api.headers import AnswerHeaders
from api.metrics import Measuring, Metrics
from api.serving import ReaderOf, public_reader
from archive.errors import NotFound, Unavailable, VankhoError
from imaging.executor import ProcessExecutor
from indexer.publication import Publisher
from reading.image_cache import PageImages
from reading.room import ReadingRoom
from reading.suggestions import Suggestions
from vankho import composition
from vankho.settings import Settings

PUBLISH_EVERY = 1.0  # seconds; the design promises that a change is found within 2
_log = logging.getLogger(__name__)


def create_application(settings: Settings, reader_of: ReaderOf = public_reader) -> FastAPI:
    """The whole server as an ASGI application; what it opens is closed when its lifespan ends.

    Raises:
        Unavailable: catalogue or engine cannot be opened; the message says what to do.
    """
    catalogue = composition.open_catalogue(settings)
    try:
        engine = composition.open_engine(settings)
    except BaseException:
        catalogue.close()
        raise
    executor = ProcessExecutor(jobs=min(settings.jobs, 2), page_seconds=settings.page_seconds)
    images = PageImages(settings.home / "image-cache", executor, settings.image_cache_bytes)
    room = ReadingRoom(catalogue, engine, images, Suggestions(), settings.repository)
    publisher = Publisher(catalogue, engine, "server")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as closing:
            for close in (catalogue.close, engine.close, images.close):
                closing.callback(close)
            stopping = asyncio.Event()
            publishing = asyncio.create_task(_publish(publisher, stopping))
            try:
                yield
            finally:
                stopping.set()  # a batch at work is finished before anything is closed
                await publishing

    metrics = Metrics()
    app = FastAPI(title="Văn Khố", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.room = room
    app.include_router(health.build_router(room, metrics))
    app.mount(PREFIX, build_api(room, reader_of))
    app.add_route(PREFIX, _nothing, include_in_schema=False)  # the mount begins behind a slash
    _add_pages(app, room, reader_of)
    app.add_middleware(Measuring, metrics=metrics)
    return app


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    # No log of addresses: they hold what readers search for. Views of closed records are in the catalogue's own log.
    uvicorn.run(create_application(settings), host=host, port=port, server_header=False, access_log=False)


def _add_pages(app: FastAPI, room: ReadingRoom, reader_of: ReaderOf) -> None:
    """The pages, last, since they take every address that nothing else took; without them all errors are the API's."""
    problems.install(app)
    if find_spec("web.routes") is None:
        app.add_middleware(AnswerHeaders)
        return
    app.include_router(importlib.import_module("web.routes").build_router(room, reader_of))


async def _nothing(_request: Request) -> Response:
    raise NotFound(f"there is nothing at {PREFIX} itself; the API is described in {PREFIX}/openapi.json")


async def _publish(publisher: Publisher, stopping: asyncio.Event) -> None:
    """Bring changes to the engine as they come, in a thread of its own so that no reader waits."""
    while not stopping.is_set():
        try:
            await asyncio.to_thread(publisher.run_once)
        except Unavailable as fault:
            _log.info("not published now: %s", fault)
        except VankhoError as fault:
            _log.error("not published: %s", fault)
        except Exception:  # noqa: BLE001 - the edge of the task: one fault must not stop publishing for good
            _log.exception("an unforeseen fault while publishing; tried again")
        with suppress(TimeoutError):
            await asyncio.wait_for(stopping.wait(), PUBLISH_EVERY)
