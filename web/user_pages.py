"""The pages where administrators manage accounts: all of them, and one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.access import Access
from archive.errors import BadRequest, Unfit
from archive.roles import Role
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.users import (
    add_account,
    change_account,
    close_account,
    list_accounts,
    open_account,
    set_password,
    show_account,
)
from web.forms import Form
from web.rendering import HEADERS, Pages

USERS = "/users"
DONE = frozenset({"added", "changed", "password", "disabled", "enabled"})


class UserPages:
    """Views over the accounts; `reading.users` asks for the role in each."""

    def __init__(self, pages: Pages, room: ReadingRoom) -> None:
        self._pages = pages
        self._catalogue = room.catalogue

    def show_all(self, request: Request, reader: Reader) -> Response:
        """All accounts, and the form for a new one."""
        return self._all(request, reader)

    def add(self, request: Request, reader: Reader, form: Form) -> Response:
        """Make an account."""
        levels = _levels(form)
        try:
            made = add_account(
                self._catalogue,
                reader,
                form.get("name"),
                _role(form),
                form.get("password"),
                levels=levels or None,
                display_name=form.get("display_name"),
            )
        except Unfit as fault:
            typed = {name: form.get(name) for name in ("name", "display_name", "role")}
            return self._all(request, reader, fault=fault.reason, typed=typed, ticked=levels)
        return _go_to(made.name, "added")

    def show(self, request: Request, reader: Reader) -> Response:
        """One account, and what can be done with it."""
        return self._one(request, reader)

    def change(self, request: Request, reader: Reader, form: Form) -> Response:
        """Change role, levels and displayed name."""
        role, levels = _role(form), _levels(form)

        def change(name: str) -> None:
            change_account(
                self._catalogue, reader, name, role=role, levels=levels, display_name=form.get("display_name")
            )

        return self._done(request, reader, change, "changed")

    def set_password(self, request: Request, reader: Reader, form: Form) -> Response:
        """Give the account another password."""
        return self._done(
            request, reader, lambda name: set_password(self._catalogue, reader, name, form.get("password")), "password"
        )

    def disable(self, request: Request, reader: Reader, _form: Form) -> Response:
        """Close the account."""
        return self._done(request, reader, lambda name: close_account(self._catalogue, reader, name), "disabled")

    def enable(self, request: Request, reader: Reader, _form: Form) -> Response:
        """Open the account again."""
        return self._done(request, reader, lambda name: open_account(self._catalogue, reader, name), "enabled")

    def _done(self, request: Request, reader: Reader, change: Callable[[str], None], done: str) -> Response:
        name = request.path_params["name"]
        try:
            change(name)
        except Unfit as fault:
            return self._one(request, reader, fault=fault.reason)
        return _go_to(name, done)

    def _all(
        self,
        request: Request,
        reader: Reader,
        *,
        fault: str = "",
        typed: dict[str, str] | None = None,
        ticked: list[Access] | None = None,
    ) -> Response:
        shown: dict[str, Any] = {
            "accounts": list_accounts(self._catalogue, reader),
            "fault": fault,
            "typed": typed or {"name": "", "display_name": "", "role": Role.READER.value},
            "ticked": ticked or [],
            "roles": list(Role),
            "levels": list(Access),
        }
        return self._pages.render(request, "users.html", status=400 if fault else 200, **shown)

    def _one(self, request: Request, reader: Reader, *, fault: str = "") -> Response:
        account = show_account(self._catalogue, reader, request.path_params["name"])
        done = request.query_params.get("done", "")
        shown: dict[str, Any] = {
            "account": account,
            "is_own": account.name == reader.name,
            "fault": fault,
            "done": done if done in DONE else "",
            "roles": list(Role),
            "levels": list(Access),
        }
        return self._pages.render(request, "user.html", status=400 if fault else 200, **shown)


def _role(form: Form) -> Role:
    try:
        return Role(form.get("role"))
    except ValueError as error:
        raise BadRequest(f"the role must be one of {', '.join(Role)}") from error


def _levels(form: Form) -> list[Access]:
    known = {level.value for level in Access}
    given = form.all("levels")
    if not known.issuperset(given):
        raise BadRequest(f"levels are {', '.join(Access)}")
    return [Access(level) for level in given]


def _go_to(name: str, done: str) -> Response:
    return RedirectResponse(f"{USERS}/{quote(name, safe='')}?done={done}", 303, HEADERS)
