"""Accounts: made, changed, disabled; never removed, since the log names them. Each change is logged with who made it."""

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from archive.access import Access
from archive.errors import NotFound, Unfit
from archive.roles import Role
from catalogue.audit import record_event
from catalogue.models import KnownBrowser, User, UserSession
from catalogue.passwords import hash_password

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{1,59}")
_TAKEN = frozenset({"public", "server"})  # names that the log gives to those without an account
_LONGEST_DISPLAY_NAME = 100


def add_user(
    session: Session,
    who: str,
    name: str,
    role: Role,
    password: str,
    *,
    levels: Iterable[Access] | None = None,
    display_name: str = "",
) -> User:
    """Make an account; `levels` are those of its role unless given.

    Raises:
        Unfit: a name or password that cannot be, or a name that is taken.
    """
    name = account_name(name)
    if not is_name(name) or name in _TAKEN:
        raise Unfit(
            "name",
            f"'{name[:80]}' cannot name an account; use 2 to 60 of a-z, 0-9 and . _ @ -, a letter or digit first, "
            f"and not {' or '.join(sorted(_TAKEN))}",
        )
    if session.scalar(select(User.id).where(User.name == name)) is not None:
        raise Unfit("taken", f"there is an account '{name}' already; see: vankho user list")
    user = User(
        name=name,
        display_name=_display_name(display_name or name),
        role=role,
        levels=ordered(role.usual_levels if levels is None else levels),
        password_hash=hash_password(password, name),
        failures=0,
        disabled=False,
    )
    session.add(user)
    session.flush()
    record_event(session, who, "user-add", detail={"user": name}, after=_told(user))
    return user


def account_name(text: str) -> str:
    """A name as it is stored and compared: small letters, no space around."""
    return text.strip().lower()


def is_name(name: str) -> bool:
    """Whether an account can have this name; what cannot be is not even asked of the database, which may choke on it."""
    return _NAME.fullmatch(name) is not None


def list_users(session: Session) -> list[User]:
    """All accounts by name, disabled ones too."""
    return list(session.scalars(select(User).order_by(User.name)))


def find_user(session: Session, name: str) -> User | None:
    """The account of this name as it was typed, or None."""
    name = account_name(name)
    return session.scalar(select(User).where(User.name == name)) if is_name(name) else None


def get_user(session: Session, name: str) -> User:
    """The account of this name.

    Raises:
        NotFound: there is none.
    """
    user = find_user(session, name)
    if user is None:
        raise NotFound(f"there is no account '{name[:80]}'; see: vankho user list")
    return user


def change_user(
    session: Session,
    who: str,
    user: User,
    *,
    role: Role | None = None,
    levels: Iterable[Access] | None = None,
    display_name: str | None = None,
) -> None:
    """Change what an account may do, read, or is called; it counts from its next request on.

    A new role brings its usual levels unless others are given.

    Raises:
        Unfit: a displayed name that cannot be.
    """
    before = _told(user)
    if role is not None and role is not user.role:
        user.role = role
        user.levels = ordered(role.usual_levels)
    if levels is not None:
        user.levels = ordered(levels)
    if display_name is not None:
        user.display_name = _display_name(display_name)
    _log_change(session, who, "user-change", user, before)


def change_password(session: Session, who: str, user: User, password: str) -> None:
    """Give an account another password: its sessions end everywhere, no browser is known any more, a lock-out ends.

    Raises:
        Unfit: a password that cannot be.
    """
    user.password_hash = hash_password(password, user.name)
    _shut_out(session, user)
    record_event(session, who, "user-password", detail={"user": user.name})


def disable_user(session: Session, who: str, user: User) -> None:
    """Close an account: its sessions end at once, and nobody signs in with it until it is enabled."""
    before = _told(user)
    user.disabled = True
    _shut_out(session, user)
    _log_change(session, who, "user-disable", user, before)


def enable_user(session: Session, who: str, user: User) -> None:
    """Open an account again, and end its lock-out if it has one."""
    before = _told(user)
    user.disabled = False
    user.failures, user.locked_until = 0, None
    record_event(session, who, "user-enable", detail={"user": user.name}, before=before, after=_told(user))


def levels_of(user: User) -> frozenset[Access]:
    """The levels that an account may read."""
    return frozenset(Access(level) for level in user.levels)


def ordered(levels: Iterable[Access]) -> list[str]:
    """Levels as they are stored and shown: each once, the most open first."""
    return [level.value for level in sorted(set(levels), key=lambda level: level.rank)]


def _shut_out(session: Session, user: User) -> None:
    user.failures, user.locked_until = 0, None
    session.execute(delete(UserSession).where(UserSession.user_id == user.id))
    session.execute(delete(KnownBrowser).where(KnownBrowser.user_id == user.id))


def _told(user: User) -> dict[str, Any]:
    return {
        "display_name": user.display_name,
        "role": user.role.value,
        "levels": list(user.levels),
        "disabled": user.disabled,
    }


def _log_change(session: Session, who: str, action: str, user: User, before: dict[str, Any]) -> None:
    """Log what differs; nothing when nothing does."""
    after = _told(user)
    changed = [name for name in after if before[name] != after[name]]
    if changed:
        record_event(
            session,
            who,
            action,
            detail={"user": user.name},
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )


def _display_name(text: str) -> str:
    name = " ".join(text.split())
    if not name or len(name) > _LONGEST_DISPLAY_NAME or not name.isprintable():
        raise Unfit("display_name", f"a displayed name has 1 to {_LONGEST_DISPLAY_NAME} letters")
    return name
