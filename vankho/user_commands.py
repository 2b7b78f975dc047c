"""`vankho user …`: who has an account, what they may do and read. Whoever may run this command may do all of it."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from archive.access import Access
from archive.errors import BadRequest
from archive.local_time import told
from archive.roles import Role
from vankho import composition, operator_name
from vankho.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from catalogue.models import User

_role = click.Choice([role.value for role in Role])
_levels = click.option(
    "--levels",
    metavar="LEVEL,...",
    help="What the account may read: public,conditional,secret. Usually public for a reader, all for the others.",
)
_from_input = click.option(
    "--password-stdin", "from_input", is_flag=True, help="Read the password from standard input, one line."
)


@click.group()
def user() -> None:
    """Accounts: add, list, disable, enable; change role, levels or password."""


@user.command()
@click.argument("name")
@click.option("--role", type=_role, required=True, help="What the account may do.")
@_levels
@click.option("--display-name", default="", help="What pages call the person, e.g. 'Nguyễn Thị Lan'.")
@_from_input
@click.pass_obj
def add(
    settings: Settings, /, *, name: str, role: str, levels: str | None, display_name: str, from_input: bool
) -> None:
    """Make an account. The password is asked for, or read from standard input; never given as an argument."""
    from catalogue.accounts import add_user

    chosen = _levels_in(levels)
    password = _read_password(from_input)
    with composition.open_catalogue(settings) as catalogue, catalogue.begin() as session:
        made = add_user(
            session,
            operator_name.of_system(),
            name,
            Role(role),
            password,
            levels=chosen,
            display_name=display_name,
        )
        click.echo(f"{made.name}: {made.role.value}, reads {', '.join(made.levels)}", err=True)


@user.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object on standard output.")
@click.pass_obj
def list_accounts(settings: Settings, as_json: bool) -> None:
    """List the accounts."""
    from rich.console import Console
    from rich.table import Table

    from catalogue.accounts import list_users

    with composition.open_catalogue(settings) as catalogue, catalogue.reading() as session:
        rows = [_row(one) for one in list_users(session)]
    if as_json:
        click.echo(json.dumps({"users": rows}, ensure_ascii=False, indent=1))
        return
    table = Table("name", "displayed", "role", "reads", "state", "since")
    for row in rows:
        state = "disabled" if row["disabled"] else "open"
        since = told(datetime.fromisoformat(row["created"]))
        table.add_row(row["name"], row["display_name"], row["role"], ", ".join(row["levels"]), state, since)
    Console().print(table)


@user.command()
@click.argument("name")
@click.pass_obj
def disable(settings: Settings, name: str) -> None:
    """Close an account: signed out everywhere at once, and nobody signs in with it. It stays, since the log names it."""
    from catalogue.accounts import disable_user

    _change(settings, name, disable_user, "disabled, and signed out everywhere")


@user.command()
@click.argument("name")
@click.pass_obj
def enable(settings: Settings, name: str) -> None:
    """Open an account again, also one that rests after too many wrong passwords."""
    from catalogue.accounts import enable_user

    _change(settings, name, enable_user, "enabled")


@user.command()
@click.argument("name")
@_from_input
@click.pass_obj
def password(settings: Settings, name: str, from_input: bool) -> None:
    """Give an account another password; it is signed out everywhere."""
    from catalogue.accounts import change_password

    given = _read_password(from_input)
    _change(
        settings, name, partial(change_password, password=given), "has another password, and is signed out everywhere"
    )


@user.command("role")
@click.argument("name")
@click.argument("role", type=_role)
@_levels
@click.pass_obj
def change_role(settings: Settings, name: str, role: str, levels: str | None) -> None:
    """Change what an account may do. A new role brings its usual levels unless --levels says otherwise."""
    from catalogue.accounts import change_user

    _change(settings, name, partial(change_user, role=Role(role), levels=_levels_in(levels)), f"is {role}")


def _change(settings: Settings, name: str, change: "Callable[[Session, str, User], None]", done: str) -> None:
    from catalogue.accounts import get_user

    with composition.open_catalogue(settings) as catalogue, catalogue.begin() as session:
        account = get_user(session, name)
        change(session, operator_name.of_system(), account)
        click.echo(f"{account.name} {done}; reads {', '.join(account.levels)}", err=True)


def _levels_in(text: str | None) -> Iterable[Access] | None:
    if text is None:
        return None
    words = [word.strip() for word in text.split(",") if word.strip()]
    unknown = [word for word in words if word not in set(Access)]
    if unknown or not words:
        raise BadRequest(f"--levels {text}: write one or more of {','.join(Access)}, with commas between.")
    return [Access(word) for word in words]


def _read_password(from_input: bool) -> str:
    """A password from one line of standard input, or typed twice without echo."""
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    if not sys.stdin.isatty():
        raise BadRequest("there is no terminal to ask for the password at; give it on standard input: --password-stdin")
    typed: str = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    return typed


def _row(account: "User") -> dict[str, Any]:
    return {
        "name": account.name,
        "display_name": account.display_name,
        "role": account.role.value,
        "levels": list(account.levels),
        "disabled": account.disabled,
        "created": account.created_at.isoformat(timespec="seconds"),
    }
