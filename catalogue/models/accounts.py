"""Accounts: who may sign in, and the sessions and browsers of those who did. No password and no token is stored, only hashes."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from archive.roles import Role
from catalogue.models.base import SORTED, Base, utc_now


class _Tried:
    """What signing in is tried upon: how often in a row it failed, and until when no password is looked at."""

    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]


class User(_Tried, Base):
    """A person with an account. `name` is what they sign in with, `levels` what they may read, in the order of `Access`."""

    __tablename__ = "users"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(SORTED, unique=True)
    display_name: Mapped[str]
    role: Mapped[Role]
    levels: Mapped[list[str]]
    password_hash: Mapped[str]
    disabled: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(default=utc_now)


class UserSession(Base):
    """A person signed in at one browser. The row is removed when the session ends, whatever ends it."""

    __tablename__ = "user_sessions"

    token_hash: Mapped[str] = mapped_column(SORTED, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    began_at: Mapped[datetime] = mapped_column(default=utc_now)
    seen_at: Mapped[datetime] = mapped_column(default=utc_now)

    user: Mapped[User] = relationship()


class KnownBrowser(_Tried, Base):
    """A browser at which a person signed in before: failures elsewhere do not lock it out, it has its own count."""

    __tablename__ = "known_browsers"

    token_hash: Mapped[str] = mapped_column(SORTED, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    seen_at: Mapped[datetime] = mapped_column(default=utc_now)
