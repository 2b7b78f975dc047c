"""Signing in and out, and the page of one's own account."""

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.errors import NotSignedIn, Unfit
from reading.accounts import Accounts
from reading.own_requests import TOKEN_FIELD, browser_cookie, form_token, is_token, new_browser, session_cookie
from reading.reader import Reader
from web.addresses import own_address
from web.forms import Form
from web.rendering import HEADERS, Pages

ACCOUNT = "/account"
_BROWSER_SECONDS = 180 * 24 * 3600


class AccountPages:
    """The pages that begin and end sessions, and what they set in the browser."""

    def __init__(self, pages: Pages, accounts: Accounts) -> None:
        self._pages = pages
        self._accounts = accounts

    def ask(self, request: Request, reader: Reader) -> Response:
        """The page that asks for name and password; who is signed in goes on to where they wanted to go."""
        back = own_address(request.query_params.get("back", ""))
        if reader.role is not None:
            return _go_to(back)
        return self._asked(request, _browser(request) or new_browser(), back=back)

    def sign_in(self, request: Request, reader: Reader, form: Form) -> Response:
        """Begin a session, and go on; else the same page, in the same words whatever was wrong."""
        back, browser = own_address(form.get("back")), _browser(request)
        given = form.get(TOKEN_FIELD)
        if reader.role is None and not (browser and is_token(form_token(browser), given)):
            # No session yet, so the token is the browser's: another site cannot sign anyone in as somebody of its choice.
            return self._asked(request, browser or new_browser(), back=back, fault="sign_in.expired", status=403)
        name = form.get("name")
        token = self._accounts.sign_in(name, form.get("password"), browser)
        if token is None:
            return self._asked(request, browser, back=back, name=name, fault="sign_in.wrong", status=403)
        self._end(request)  # another's, when one signs in over it
        return self._entered(request, _go_to(back), token, browser)

    def sign_out(self, request: Request, _reader: Reader, _form: Form) -> Response:
        """End the session; fine as well when it has ended already."""
        self._end(request)
        answer = _go_to("/")
        answer.delete_cookie(session_cookie(request.url.scheme), **_kept(request))
        return answer

    def show(self, request: Request, reader: Reader) -> Response:
        """The reader's own account."""
        if reader.role is None:
            raise NotSignedIn("sign in to see your account")
        return self._own(request, done=request.query_params.get("done", ""))

    def change_password(self, request: Request, reader: Reader, form: Form) -> Response:
        """Change the reader's own password; all sessions end, and a new one begins here."""
        if reader.role is None:
            raise NotSignedIn("sign in to change your password")
        if form.get("new") != form.get("again"):
            return self._own(request, fault="differ")
        browser = _browser(request)
        try:
            token = self._accounts.change_own_password(reader, form.get("present"), form.get("new"), browser)
        except Unfit as fault:
            return self._own(request, fault=fault.reason)
        if token is None:
            return self._own(request, fault="present")
        return self._entered(request, _go_to(f"{ACCOUNT}?done=password"), token, browser)

    def _asked(
        self, request: Request, browser: str, *, back: str, name: str = "", fault: str = "", status: int = 200
    ) -> Response:
        answer = self._pages.render(
            request,
            "sign_in.html",
            status=status,
            way_back=back,
            name=name[:100],
            fault=fault,
            browser_token=form_token(browser),
        )
        answer.headers["Cache-Control"] = "private, no-store"
        self._keep_browser(request, answer, browser)
        return answer

    def _own(self, request: Request, *, fault: str = "", done: str = "") -> Response:
        shown: dict[str, Any] = {"fault": fault, "done": done == "password"}
        return self._pages.render(request, "account.html", status=400 if fault else 200, **shown)

    def _entered(self, request: Request, answer: Response, token: str, browser: str) -> Response:
        # Without an age: the browser forgets it at its end, the server when the session is over.
        answer.set_cookie(session_cookie(request.url.scheme), token, **_kept(request))
        if browser:
            self._keep_browser(request, answer, browser)
        return answer

    def _keep_browser(self, request: Request, answer: Response, browser: str) -> None:
        answer.set_cookie(browser_cookie(request.url.scheme), browser, max_age=_BROWSER_SECONDS, **_kept(request))

    def _end(self, request: Request) -> None:
        if token := request.cookies.get(session_cookie(request.url.scheme)):
            self._accounts.sign_out(token)


def _kept(request: Request) -> dict[str, Any]:
    return {"httponly": True, "samesite": "lax", "secure": request.url.scheme == "https", "path": "/"}


def _browser(request: Request) -> str:
    """The token of the browser itself, if it has one that could be ours."""
    token = request.cookies.get(browser_cookie(request.url.scheme), "")
    return token if 20 <= len(token) <= 100 else ""


def _go_to(address: str) -> Response:
    return RedirectResponse(address, 303, {**HEADERS, "Cache-Control": "private, no-store"})
