"""Accounts at the reading room's door: a session's token becomes a `Reader`, a name and a password become a session."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import BoundedSemaphore

from archive.errors import NotSignedIn, Unavailable, Unfit
from catalogue.accounts import change_password, get_user, levels_of
from catalogue.catalogue import Catalogue
from catalogue.models import utc_now
from catalogue.passwords import is_password, made_up_hash
from catalogue.sessions import (
    Candidate,
    SessionRules,
    begin_session,
    end_session,
    find_candidate,
    find_session,
    note_seen,
    settle_failure,
)
from reading.own_requests import form_token
from reading.reader import PUBLIC_READER, Reader

_AT_ONCE = 2  # passwords tried at a time, 64 MiB and a tenth of a second each: a flood must not take all memory
_IN_LINE = 8  # who waits for that; more are sent away at once, or a flood would take every thread that pages need
_NOTED_EVERY = timedelta(minutes=1)  # a session in use is noted as often, so that reading writes little
_LONGEST_TOKEN = 200


@dataclass(frozen=True, slots=True)
class _Session:
    reader: Reader
    seen_at: datetime


class Accounts:
    """Signs in and out, and knows a session's reader. Safe to share between threads."""

    def __init__(self, catalogue: Catalogue, rules: SessionRules) -> None:
        self._catalogue = catalogue
        self._rules = rules
        self._places = BoundedSemaphore(_AT_ONCE)
        self._line = BoundedSemaphore(_IN_LINE)
        self._stand_in = made_up_hash()

    def reader_of(self, token: str) -> Reader:
        """The reader of a session; the public where there is none, or none any more.

        Raises:
            Unavailable: the catalogue does not answer.
        """
        if not token or len(token) > _LONGEST_TOKEN:
            return PUBLIC_READER
        now = utc_now()
        found = self._session(token, now)
        if found is None:
            return PUBLIC_READER
        if now - found.seen_at >= _NOTED_EVERY:
            with suppress(Unavailable), self._catalogue.begin() as session:  # reading goes on while others write long
                note_seen(session, token, now)
        return found.reader

    def sign_in(self, name: str, password: str, browser: str) -> str | None:
        """Begin a session and give its token; None for a wrong password, an unknown, disabled or resting account alike.

        Raises:
            Unavailable: the catalogue does not answer, or too many sign in at once.
        """
        now = utc_now()
        candidate = self._proven(name, password, browser, now)
        if candidate is None:
            return None
        with self._catalogue.begin() as session:
            return begin_session(session, self._rules, candidate, now)

    def sign_out(self, token: str) -> None:
        """End a session."""
        with self._catalogue.begin() as session:
            end_session(session, token, utc_now())

    def change_own_password(self, reader: Reader, present: str, new: str, browser: str) -> str | None:
        """Change the reader's password, which ends all their sessions; the token of a new one here. None: `present` is wrong.

        Raises:
            Unfit: the new password cannot be one, or is the present one.
            NotSignedIn: the account was closed or changed in that moment.
        """
        if new == present:
            raise Unfit("same", "the new password is the present one; take another")
        now = utc_now()
        if self._proven(reader.name, present, browser, now) is None:
            return None
        with self._catalogue.begin() as session:
            user = get_user(session, reader.name)
            change_password(session, reader.name, user, new)
            token = begin_session(session, self._rules, Candidate(user.id, user.password_hash, browser), now)
        if token is None:
            raise NotSignedIn("the account was closed meanwhile")
        return token

    def _session(self, token: str, now: datetime) -> _Session | None:
        with self._catalogue.reading() as session:
            found = find_session(session, self._rules, token, now)
            if found is None:
                return None
            user = found.user
            reader = Reader(levels_of(user), user.name, user.role, user.display_name, form_token(token))
            return _Session(reader, found.seen_at)

    def _proven(self, name: str, password: str, browser: str, now: datetime) -> Candidate | None:
        """The account that a name and password are of. A password is tried in any case, so that all take as long."""
        if not self._line.acquire(blocking=False):
            raise Unavailable("too many are signing in at this moment; try again in a few seconds")
        try:
            with self._catalogue.reading() as session:
                candidate = find_candidate(session, name, browser, now)
            with self._places:
                is_right = is_password(password, candidate.password_hash or self._stand_in)
        finally:
            self._line.release()
        if is_right and candidate.password_hash is not None:
            return candidate
        with self._catalogue.begin() as session:
            settle_failure(session, self._rules, candidate, now)
        return None
