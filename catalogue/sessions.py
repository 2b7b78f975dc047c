"""Signing in and out: sessions are rows, known by the hash of a token that only the reader's browser holds.

Failures are counted against the account, and apart for each browser at which the person signed in before. After a few of
them the account rests: a minute, then two, at most a quarter of an hour; no try during a rest makes it longer. So one who
tries passwords for ever keeps strangers out of an account, but not its owner from the desk where they always sit.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, update
from sqlalchemy.orm import Session, joinedload

from catalogue.accounts import find_user
from catalogue.audit import record_event
from catalogue.models import KnownBrowser, Note, User, UserSession
from catalogue.publication import upsert

FIRST_REST = timedelta(minutes=1)
LONGEST_REST = timedelta(minutes=15)
BROWSER_KEPT = timedelta(days=180)
NOBODY = "public"  # who tried to sign in, for the log
_LAST_FAILURE = "last_failed_sign_in"


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long a session lasts unused and at all, and after how many failures in a row an account rests."""

    idle: timedelta
    longest: timedelta
    failures: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whom somebody says to be: the account and the hash to try a password on, if there is one that may sign in now.

    `browser` is the token that the browser they sit at holds for itself, or nothing.
    """

    user_id: int | None
    password_hash: str | None
    browser: str


def new_token() -> str:
    """A secret that cannot be guessed: 256 random bits."""
    return secrets.token_urlsafe(32)


def find_candidate(session: Session, name: str, browser: str, now: datetime) -> Candidate:
    """The account that a name means, without a hash when it rests."""
    user = find_user(session, name)
    if user is None or user.disabled:
        return Candidate(None, None, browser)
    tried = _known_browser(session, user.id, browser) or user
    is_resting = tried.locked_until is not None and tried.locked_until > now
    return Candidate(user.id, None if is_resting else user.password_hash, browser)


def settle_failure(session: Session, rules: SessionRules, candidate: Candidate, now: datetime) -> None:
    """Count a failure. Something is written where no account may sign in, too, so that the answer takes as long."""
    upsert(session, Note, [{"key": _LAST_FAILURE, "value": now.isoformat()}], key=("key",), changes=("value",))
    if candidate.user_id is None or candidate.password_hash is None:
        return  # nor logged: the log only grows, and a name that no account has may be a password in the wrong field
    user = session.get_one(User, candidate.user_id, with_for_update=True)
    tried = _known_browser(session, user.id, candidate.browser) or user
    tried.failures += 1
    detail = {"user": user.name, "failures": tried.failures}
    if tried.failures >= rules.failures:
        doubled = min(tried.failures - rules.failures, 10)
        tried.locked_until = now + min(FIRST_REST * 2**doubled, LONGEST_REST)
        detail["rests_until"] = tried.locked_until.isoformat(timespec="seconds")
    record_event(session, NOBODY, "sign-in-failed", detail=detail, at=now)


def begin_session(session: Session, rules: SessionRules, candidate: Candidate, now: datetime) -> str | None:
    """Begin a session for one who knew the password; its token, or None if the account was changed in that moment."""
    user = session.get(User, candidate.user_id, with_for_update=True)
    if user is None or user.disabled or user.password_hash != candidate.password_hash:
        return None
    _clear_away(session, rules, now)
    token = new_token()
    session.add(UserSession(token_hash=_hash(token), user_id=user.id, began_at=now, seen_at=now))
    user.failures, user.locked_until = 0, None
    if candidate.browser:
        known = KnownBrowser(token_hash=_hash(candidate.browser), user_id=user.id, failures=0, seen_at=now)
        known.locked_until = None
        session.merge(known)
    record_event(session, user.name, "sign-in", detail={"user": user.name}, at=now)
    return token


def find_session(session: Session, rules: SessionRules, token: str, now: datetime) -> UserSession | None:
    """The session of a token with its account, if it has neither ended nor lasted too long."""
    found = session.get(UserSession, _hash(token), options=[joinedload(UserSession.user)])
    if found is None or found.user.disabled:
        return None
    is_over = found.seen_at + rules.idle <= now or found.began_at + rules.longest <= now
    return None if is_over else found


def note_seen(session: Session, token: str, now: datetime) -> None:
    """Note that a session is in use, so that it does not end as idle."""
    session.execute(update(UserSession).where(UserSession.token_hash == _hash(token)).values(seen_at=now))


def end_session(session: Session, token: str, now: datetime) -> None:
    """End a session; one that has ended already stays so."""
    found = session.get(UserSession, _hash(token), options=[joinedload(UserSession.user)])
    if found is not None:
        record_event(session, found.user.name, "sign-out", detail={"user": found.user.name}, at=now)
        session.delete(found)


def _known_browser(session: Session, user_id: int, browser: str) -> KnownBrowser | None:
    return session.get(KnownBrowser, (_hash(browser), user_id)) if browser else None


def _clear_away(session: Session, rules: SessionRules, now: datetime) -> None:
    """Remove what is over; the rows of those who never sign out would stay for ever."""
    over = or_(UserSession.seen_at <= now - rules.idle, UserSession.began_at <= now - rules.longest)
    session.execute(delete(UserSession).where(over))
    session.execute(delete(KnownBrowser).where(KnownBrowser.seen_at <= now - BROWSER_KEPT))


def _hash(token: str) -> str:
    """Tokens are random and long, so a plain hash keeps them: there is nothing to guess."""
    return hashlib.sha256(token.encode()).hexdigest()
