"""The addresses of the pages. Every answer, errors too, goes through one edge (`web.edge`)."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.errors import Moved, NotFound
from reading.accounts import Accounts
from reading.reader import Reader, public_reader
from reading.records import show_document, show_file
from reading.room import ReadingRoom
from web.account_routes import add_account_routes
from web.addresses import document_address, file_address
from web.document_page import show_document_page
from web.duplicate_pages import add_duplicate_routes
from web.edge import Edge, ReaderOf, View
from web.errors import NotAllowed
from web.holdings_pages import show_all_fonds, show_one_file, show_one_fonds, show_terms
from web.language import language_of
from web.rendering import HEADERS, build_pages
from web.search_page import show_search
from web.similar_page import show_similar
from web.statistics_page import show_statistics

_ANY = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
_YEAR = "public, max-age=31536000, immutable"


def build_router(room: ReadingRoom, reader_of: ReaderOf, accounts: Accounts) -> APIRouter:
    """All pages over a reading room; `reader_of` tells from a request who reads, `accounts` sign in and out.

    The last route takes every address that nothing else took, so include this router last.
    """
    router = APIRouter()
    pages = build_pages(room.repository)
    edge = Edge(pages, reader_of)

    def search(request: Request, reader: Reader) -> Response:
        shown = show_search(room, reader, request, language_of(request))
        return pages.render(request, "search.html", **shown)

    def document(request: Request, reader: Reader) -> Response:
        shown = show_document_page(room, reader, request, request.path_params["id"])
        return pages.render(request, "document.html", **shown)

    def similar(request: Request, reader: Reader) -> Response:
        shown = show_similar(room, reader, request, request.path_params["id"])
        return pages.render(request, "similar.html", **shown)

    def file(request: Request, reader: Reader) -> Response:
        shown = show_one_file(room, reader, request, request.path_params["id"])
        return pages.render(request, "file.html", **shown)

    def all_fonds(request: Request, reader: Reader) -> Response:
        shown = show_all_fonds(room, reader, request)
        return pages.render(request, "fonds_list.html", **shown)

    def one_fonds(request: Request, reader: Reader) -> Response:
        shown = show_one_fonds(room, reader, request, request.path_params["code"])
        return pages.render(request, "fonds.html", **shown)

    def terms(request: Request, reader: Reader) -> Response:
        return pages.render(request, "terms.html", **show_terms(room, reader, request))

    def statistics(request: Request, reader: Reader) -> Response:
        shown = show_statistics(room, reader, request)
        return pages.render(request, "statistics.html", **shown)

    def help_page(request: Request, _reader: Reader) -> Response:
        return pages.render(request, "help.html")

    def by_reference(request: Request, reader: Reader) -> Response:
        return RedirectResponse(_address_of(room, reader, request), 302, HEADERS)

    def static(request: Request, _reader: Reader) -> Response:
        found = pages.statics.find(request.path_params["name"])
        headers = {"ETag": f'"{found.tag}"', "X-Content-Type-Options": "nosniff"}
        headers["Cache-Control"] = _YEAR if request.query_params.get("v") == found.tag else "no-cache"
        if f'"{found.tag}"' in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(found.body, media_type=found.media_type, headers=headers)

    def nothing(request: Request, _reader: Reader) -> Response:
        if request.method not in {"GET", "HEAD"}:
            raise NotAllowed
        raise NotFound(f"there is nothing at {request.url.path[:200]}")

    views: tuple[tuple[str, View], ...] = (
        ("/", search),
        ("/search", search),
        ("/documents/{id}", document),
        ("/documents/{id}/similar", similar),
        ("/files/{id}", file),
        ("/fonds", all_fonds),
        ("/fonds/{code}", one_fonds),
        ("/terms", terms),
        ("/statistics", statistics),
        ("/help", help_page),
        ("/r/{reference}", by_reference),
    )
    for path, view in views:
        router.add_route(path, edge.answer(view), methods=["GET"], include_in_schema=False)
    add_account_routes(router, edge, pages, accounts, room)
    add_duplicate_routes(router, edge, pages, room)
    for_all = Edge(pages, public_reader).answer(static)  # the same for everyone, so nobody need be looked up
    router.add_route("/static/{name:path}", for_all, methods=["GET"], include_in_schema=False)
    router.add_route("/{rest:path}", edge.answer(nothing), methods=list(_ANY), include_in_schema=False)
    return router


def _address_of(room: ReadingRoom, reader: Reader, request: Request) -> str:
    """Where the record of a reference is shown: a document, else a file."""
    reference = request.path_params["reference"]
    page = request.query_params.get("page", "")
    query = request.query_params.get("q", "")
    try:
        line = show_document(room, reader, reference).line
    except Moved:
        raise
    except NotFound:
        return file_address(show_file(room, reader, reference).line.id)
    return document_address(line.id, page=int(page) if page.isascii() and page.isdigit() else None, query=query[:1000])
