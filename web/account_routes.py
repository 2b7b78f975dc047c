"""The addresses of accounts: signing in and out, one's own account, the accounts and the log for administrators."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.roles import Role
from reading.accounts import Accounts
from reading.reader import Reader
from reading.room import ReadingRoom
from web.account_pages import ACCOUNT, AccountPages
from web.edge import Edge, FormView, View, for_role, form_for_role
from web.language import PARAMETER
from web.log_pages import LOG, LogPages
from web.messages import LANGUAGES
from web.rendering import HEADERS, Pages
from web.user_pages import USERS, UserPages


def add_account_routes(router: APIRouter, edge: Edge, pages: Pages, accounts: Accounts, room: ReadingRoom) -> None:
    """Put the addresses into a router; before the one that takes every address."""
    own, users, log = AccountPages(pages, accounts), UserPages(pages, room), LogPages(pages, room)

    def managed(view: View) -> View:
        return for_role(Role.ADMINISTRATOR, view)

    def managed_form(view: FormView) -> FormView:
        return form_for_role(Role.ADMINISTRATOR, view)

    views: tuple[tuple[str, View], ...] = (
        ("/sign-in", own.ask),
        (ACCOUNT, own.show),
        (USERS, managed(users.show_all)),
        (f"{USERS}/{{name}}", managed(users.show)),
        (LOG, managed(log.show)),
        (f"{LOG}.csv", managed(log.csv)),
        *((path, _to_its_page) for path in ("/sign-out", f"{ACCOUNT}/password", f"{USERS}/{{name}}/{{act}}")),
    )
    forms: tuple[tuple[str, FormView], ...] = (
        ("/sign-in", own.sign_in),
        ("/sign-out", own.sign_out),
        (f"{ACCOUNT}/password", own.change_password),
        (USERS, managed_form(users.add)),
        (f"{USERS}/{{name}}", managed_form(users.change)),
        (f"{USERS}/{{name}}/password", managed_form(users.set_password)),
        (f"{USERS}/{{name}}/disable", managed_form(users.disable)),
        (f"{USERS}/{{name}}/enable", managed_form(users.enable)),
    )
    for path, view in views:
        router.add_route(path, edge.answer(view), methods=["GET"], include_in_schema=False)
    for path, form_view in forms:
        router.add_route(path, edge.answer_form(form_view), methods=["POST"], include_in_schema=False)


def _to_its_page(request: Request, _reader: Reader) -> Response:
    """From the address that only takes a form to the page that has it, for one who switches the language there."""
    page = request.url.path.rpartition("/")[0] or "/"
    language = request.query_params.get(PARAMETER)
    return RedirectResponse(f"{page}?{PARAMETER}={language}" if language in LANGUAGES else page, 303, HEADERS)
