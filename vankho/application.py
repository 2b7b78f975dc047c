"""The server: catalogue, engine, workers, API and pages in one process, put together here and nowhere else."""

import importlib
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from importlib.util import find_spec

import uvicorn
from fastapi import FastAPI, Request
from fastapi.responses import Response

from api import health, problems
from api.application import PREFIX, build_api
from api.headers import AnswerHeaders
from api.metrics import Measuring, Metrics
from api.serving import ReaderOf
from archive.errors import NotFound
from imaging.executor import ProcessExecutor
from indexer.publication import Publisher, published_as_it_comes
from reading.accounts import Accounts
from reading.image_cache import PageImages
from reading.own_requests import session_cookie
from reading.reader import PUBLIC_READER, Reader
from reading.room import ReadingRoom
from reading.suggestions import Suggestions
from vankho import composition
from vankho.settings import Settings


def create_application(settings: Settings, reader_of: ReaderOf | None = None) -> FastAPI:
    """The whole server as an ASGI application; what it opens is closed when its lifespan ends.

    Who reads is told by the session that a request's cookie names, unless `reader_of` tells it.

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
    accounts = composition.open_accounts(settings, catalogue)
    reader_of = reader_of or _by_session(accounts)
    room = ReadingRoom(catalogue, engine, images, Suggestions(), settings.repository)
    publisher = Publisher(catalogue, engine, "server")

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        with ExitStack() as closing:
            for close in (catalogue.close, engine.close, images.close):
                closing.callback(close)
            closing.enter_context(published_as_it_comes(publisher))
            closing.enter_context(room.suggestions.read_ahead(catalogue, PUBLIC_READER))
            yield

    metrics = Metrics()
    app = FastAPI(title="Văn Khố", docs_url=None, redoc_url=None, openapi_url=None, lifespan=lifespan)
    app.state.room = room
    app.include_router(health.build_router(room, metrics))
    app.mount(PREFIX, build_api(room, reader_of))
    app.add_route(PREFIX, _nothing, include_in_schema=False)  # the mount begins behind a slash
    _add_pages(app, room, reader_of, accounts)
    app.add_middleware(Measuring, metrics=metrics)
    return app


def run(settings: Settings, host: str, port: int) -> None:
    """Serve until told to stop (SIGINT, SIGTERM)."""
    # No log of addresses: they hold what readers search for. Views of closed records are in the catalogue's own log.
    uvicorn.run(create_application(settings), host=host, port=port, server_header=False, access_log=False)


def _by_session(accounts: Accounts) -> ReaderOf:
    def reader_of(request: Request) -> Reader:
        return accounts.reader_of(request.cookies.get(session_cookie(request.url.scheme), ""))

    return reader_of


def _add_pages(app: FastAPI, room: ReadingRoom, reader_of: ReaderOf, accounts: Accounts) -> None:
    """The pages, last, since they take every address that nothing else took; without them all errors are the API's."""
    problems.install(app)
    if find_spec("web.routes") is None:
        app.add_middleware(AnswerHeaders)
        return
    app.include_router(importlib.import_module("web.routes").build_router(room, reader_of, accounts))


async def _nothing(_request: Request) -> Response:
    raise NotFound(f"there is nothing at {PREFIX} itself; the API is described in {PREFIX}/openapi.json")
