"""Accounts as administrators see and change them. Every function asks for the role itself, whatever page called it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from archive.access import Access
from archive.errors import BadRequest
from archive.roles import Role
from catalogue.accounts import (
    add_user,
    change_password,
    change_user,
    disable_user,
    enable_user,
    get_user,
    levels_of,
    list_users,
)
from catalogue.catalogue import Catalogue
from catalogue.models import User, utc_now
from reading.permission import require_role
from reading.reader import Reader


@dataclass(frozen=True, slots=True)
class Account:
    """An account as it stands. `is_resting`: too many wrong passwords, and nobody unknown may try at this moment."""

    name: str
    display_name: str
    role: Role
    levels: frozenset[Access]
    is_disabled: bool
    is_resting: bool
    created_at: datetime


def list_accounts(catalogue: Catalogue, reader: Reader) -> list[Account]:
    """All accounts by name.

    Raises:
        NotSignedIn, NotPermitted: the reader is no administrator; so in every function here.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.reading() as session:
        return [_account(user) for user in list_users(session)]


def show_account(catalogue: Catalogue, reader: Reader, name: str) -> Account:
    """The account of a name.

    Raises:
        NotFound: there is none.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.reading() as session:
        return _account(get_user(session, name))


def add_account(
    catalogue: Catalogue,
    reader: Reader,
    name: str,
    role: Role,
    password: str,
    *,
    levels: Iterable[Access] | None,
    display_name: str,
) -> Account:
    """Make an account.

    Raises:
        Unfit: a name or password will not do; its `reason` says why.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.begin() as session:
        made = add_user(session, reader.name, name, role, password, levels=levels, display_name=display_name)
        return _account(made)


def change_account(
    catalogue: Catalogue, reader: Reader, name: str, *, role: Role, levels: Iterable[Access], display_name: str
) -> None:
    """Change what an account may do and read, and what it is called.

    No level at all, or another role with the levels left as they were, means the usual levels of the role: nobody goes on
    seeing what is secret because a box was forgotten.

    Raises:
        NotFound: there is none of this name.
        BadRequest: administrators do not change their own role: one must stay.
        Unfit: the displayed name will not do.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.begin() as session:
        user = get_user(session, name)
        if user.name == reader.name and role is not user.role:
            raise BadRequest("you cannot change your own role; another administrator can, or: vankho user role")
        chosen = frozenset(levels)
        if not chosen or (role is not user.role and chosen == levels_of(user)):
            chosen = role.usual_levels
        change_user(session, reader.name, user, role=role, levels=chosen, display_name=display_name)


def set_password(catalogue: Catalogue, reader: Reader, name: str, password: str) -> None:
    """Give another account a new password; it is signed out everywhere.

    Raises:
        NotFound: there is none of this name.
        BadRequest: it is the reader's own, whose present password must be given first.
        Unfit: the password will not do.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.begin() as session:
        user = get_user(session, name)
        if user.name == reader.name:
            raise BadRequest("your own password is changed on the page of your account")
        change_password(session, reader.name, user, password)


def close_account(catalogue: Catalogue, reader: Reader, name: str) -> None:
    """Disable an account; it is signed out everywhere.

    Raises:
        NotFound: there is none of this name.
        BadRequest: it is the reader's own.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.begin() as session:
        user = get_user(session, name)
        if user.name == reader.name:
            raise BadRequest("you cannot close your own account; another administrator can, or: vankho user disable")
        disable_user(session, reader.name, user)


def open_account(catalogue: Catalogue, reader: Reader, name: str) -> None:
    """Enable an account, and end its rest after wrong passwords.

    Raises:
        NotFound: there is none of this name.
    """
    require_role(reader, Role.ADMINISTRATOR)
    with catalogue.begin() as session:
        enable_user(session, reader.name, get_user(session, name))


def _account(user: User) -> Account:
    is_resting = user.locked_until is not None and user.locked_until > utc_now()
    return Account(user.name, user.display_name, user.role, levels_of(user), user.disabled, is_resting, user.created_at)
