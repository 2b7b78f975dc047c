"""The one edge that every page passes: who reads, whether a form was meant, every fault a page, nothing private kept."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import BinaryIO
from urllib.parse import urlsplit

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.errors import NotSignedIn
from archive.roles import Role
from reading.own_requests import TOKEN_FIELD, require_form_token, require_own_request
from reading.permission import require_role
from reading.reader import PUBLIC_READER, Reader
from reading.uploads import is_multipart, require_fitting
from web.addresses import own_address, sign_in_address
from web.errors import show_error, wants_json
from web.forms import Form, read_form
from web.rendering import HEADERS, Pages

ReaderOf = Callable[[Request], Reader]
View = Callable[[Request, Reader], Response]
FilesView = Callable[[Request, Reader, list[tuple[str, BinaryIO]]], Response]
"""What takes files: each with the name that it was sent under."""
MOST_FILES = 50  # of one form
FormView = Callable[[Request, Reader, Form], Response]
PRIVATE = "private, no-store"  # not even in the reader's own browser: reading rooms share machines


def for_role(role: Role, view: View) -> View:
    """A view for readers of a role: others are led to the page where one signs in, or told that theirs does not do."""

    def checked(request: Request, reader: Reader) -> Response:
        require_role(reader, role)
        return view(request, reader)

    return checked


def form_for_role(role: Role, view: FormView) -> FormView:
    """The same for a view that takes a form."""

    def checked(request: Request, reader: Reader, form: Form) -> Response:
        require_role(reader, role)
        return view(request, reader, form)

    return checked


class Edge:
    """Makes routes' endpoints of views; `reader_of` tells from a request who reads."""

    def __init__(self, pages: Pages, reader_of: ReaderOf) -> None:
        self._pages = pages
        self._reader_of = reader_of

    def answer(self, view: View) -> Callable[[Request], Response]:
        """The endpoint of a view. Its request's `state.reader` is the reader, for what every page shows of them."""

        def endpoint(request: Request) -> Response:
            return self._answered(request, view)

        return endpoint

    def answer_form(self, view: FormView) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of a view that takes a form sent with POST; refused when the reader's own page did not send it."""

        async def endpoint(request: Request) -> Response:
            try:
                form = await read_form(request)
            except Exception as error:  # noqa: BLE001 - the web's edge: every fault becomes a page
                return show_error(self._pages, request, error)

            def checked(request: Request, reader: Reader) -> Response:
                require_own_request(request.headers)
                require_form_token(reader, form.get(TOKEN_FIELD))
                return view(request, reader, form)

            return await run_in_threadpool(self._answered, request, checked)

        return endpoint

    def answer_files(self, role: Role, view: FilesView) -> Callable[[Request], Awaitable[Response]]:
        """The endpoint of a view that takes files; nothing of them is read before it is known that the reader may send them."""

        def permitted(request: Request, reader: Reader) -> Response:
            require_role(reader, role)
            require_own_request(request.headers)
            require_fitting(request.headers)
            return Response()

        without_files = self.answer_form(lambda request, reader, _form: view(request, reader, []))

        async def endpoint(request: Request) -> Response:
            if not is_multipart(request.headers):
                return await without_files(request)
            refused = await run_in_threadpool(self._answered, request, permitted)
            if refused.status_code != HTTPStatus.OK:
                return refused
            try:
                form = await request.form(max_files=MOST_FILES, max_fields=10)
            except Exception as error:  # noqa: BLE001 - the web's edge: every fault becomes a page
                return show_error(self._pages, request, error)
            sent = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]

            def checked(request: Request, reader: Reader) -> Response:
                require_form_token(reader, str(form.get(TOKEN_FIELD) or ""))
                return view(request, reader, [(one.filename or "", one.file) for one in sent])

            try:
                return await run_in_threadpool(self._answered, request, checked)
            finally:
                await form.close()

        return endpoint

    def _answered(self, request: Request, view: View) -> Response:
        try:
            request.state.reader = reader = self._reader_of(request)
            answer = view(request, reader)
        except NotSignedIn as error:
            answer = show_error(self._pages, request, error) if wants_json(request) else _to_sign_in(request)
        except Exception as error:  # noqa: BLE001 - the web's edge: every fault becomes a page
            answer = show_error(self._pages, request, error)
        if not getattr(request.state, "reader", PUBLIC_READER).is_public:
            answer.headers["Cache-Control"] = PRIVATE
        return answer


def _to_sign_in(request: Request) -> Response:
    """To the page where one signs in, and from there back: to this address, or to the page whose form was sent."""
    if request.method == "GET":
        back = own_address(f"{request.url.path}?{request.url.query}".rstrip("?"))
    else:
        came_from = urlsplit(request.headers.get("referer", ""))
        back = own_address(f"{came_from.path}?{came_from.query}".rstrip("?"))
    return RedirectResponse(sign_in_address(back), 303, {**HEADERS, "Cache-Control": PRIVATE})
