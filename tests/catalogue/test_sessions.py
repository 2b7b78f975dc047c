"""Sessions: how they begin and end, and how accounts rest after too many failures."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from archive.roles import Role
from catalogue.accounts import add_user, change_password, disable_user, enable_user, get_user
from catalogue.audit import list_events
from catalogue.catalogue import Catalogue
from catalogue.models import UserSession
from catalogue.sessions import (
    LONGEST_REST,
    SessionRules,
    begin_session,
    end_session,
    find_candidate,
    find_session,
    note_seen,
    settle_failure,
)

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
RULES = SessionRules(idle=timedelta(minutes=60), longest=timedelta(hours=12), failures=5)
MINUTE = timedelta(minutes=1)
BROWSER = "the browser at the desk"


@pytest.fixture
def lan(catalogue: Catalogue) -> str:
    """The name of an account."""
    with catalogue.begin() as session:
        return add_user(session, "root", "lan", Role.ARCHIVIST, "chè xanh trên nương").name


def _enter(catalogue: Catalogue, name: str, *, browser: str = "", now: datetime = NOW) -> str:
    with catalogue.begin() as session:
        token = begin_session(session, RULES, find_candidate(session, name, browser, now), now)
    assert token is not None
    return token


def _fail(catalogue: Catalogue, name: str, times: int, *, browser: str = "", now: datetime = NOW) -> None:
    for _ in range(times):
        with catalogue.begin() as session:
            settle_failure(session, RULES, find_candidate(session, name, browser, now), now)


def _may_try(catalogue: Catalogue, name: str, *, browser: str = "", now: datetime = NOW) -> bool:
    with catalogue.reading() as session:
        return find_candidate(session, name, browser, now).password_hash is not None


def _is_open(catalogue: Catalogue, token: str, now: datetime = NOW) -> bool:
    with catalogue.reading() as session:
        return find_session(session, RULES, token, now) is not None


def test_only_hashes_of_tokens_are_stored(catalogue: Catalogue, lan: str) -> None:
    """Who reads the database can take no session from it: the token itself is not there."""
    token = _enter(catalogue, lan)
    with catalogue.reading() as session:
        stored = session.scalars(select(UserSession.token_hash)).all()
        assert len(stored) == 1
        assert token not in stored[0]
        assert find_session(session, RULES, stored[0], NOW) is None


def test_a_session_ends_when_it_is_not_used(catalogue: Catalogue, lan: str) -> None:
    """A session lasts while it is used, and ends when it was not for the idle time."""
    token = _enter(catalogue, lan)
    assert _is_open(catalogue, token, NOW + 59 * MINUTE)
    assert not _is_open(catalogue, token, NOW + 60 * MINUTE)
    with catalogue.begin() as session:
        note_seen(session, token, NOW + 59 * MINUTE)
    assert _is_open(catalogue, token, NOW + 118 * MINUTE)


def test_a_session_ends_in_the_end(catalogue: Catalogue, lan: str) -> None:
    """However much it is used, a session ends after the longest time, and its row is removed at the next sign-in."""
    token = _enter(catalogue, lan)
    late = NOW + RULES.longest
    with catalogue.begin() as session:
        note_seen(session, token, late - MINUTE)
    assert _is_open(catalogue, token, late - MINUTE)
    assert not _is_open(catalogue, token, late)
    _enter(catalogue, lan, now=late)
    with catalogue.reading() as session:
        assert len(session.scalars(select(UserSession)).all()) == 1


def test_signing_out_ends_one_session(catalogue: Catalogue, lan: str) -> None:
    """Signing out at one browser ends that session and no other; both ways are logged under the account's name."""
    here, there = _enter(catalogue, lan), _enter(catalogue, lan)
    with catalogue.begin() as session:
        end_session(session, here, NOW)
        end_session(session, "made up", NOW)
    assert not _is_open(catalogue, here)
    assert _is_open(catalogue, there)
    with catalogue.reading() as session:
        told = [(event.who, event.action) for event in list_events(session, 3)]
    assert told == [("lan", "sign-out"), ("lan", "sign-in"), ("lan", "sign-in")]


@pytest.mark.parametrize("change", ["password", "disable"])
def test_another_password_and_a_closed_account_end_all_sessions(catalogue: Catalogue, lan: str, change: str) -> None:
    """A new password signs out everywhere, and so does disabling; a disabled account cannot sign in."""
    sessions = [_enter(catalogue, lan) for _ in range(2)]
    with catalogue.begin() as session:
        user = get_user(session, lan)
        if change == "password":
            change_password(session, "hoa", user, "một mật khẩu khác")
        else:
            disable_user(session, "hoa", user)
    assert not any(_is_open(catalogue, token) for token in sessions)
    assert _may_try(catalogue, lan) is (change == "password")


def test_a_password_changed_meanwhile_counts(catalogue: Catalogue, lan: str) -> None:
    """One who was found to know the password begins no session if it was changed in that moment."""
    with catalogue.reading() as session:
        candidate = find_candidate(session, lan, "", NOW)
    with catalogue.begin() as session:
        change_password(session, "hoa", get_user(session, lan), "một mật khẩu khác")
        assert begin_session(session, RULES, candidate, NOW) is None


def test_an_account_rests_after_failures_and_longer_each_time(catalogue: Catalogue, lan: str) -> None:
    """Five failures bring a rest of a minute, each later one twice as long, none longer than a quarter of an hour."""
    _fail(catalogue, lan, 4)
    assert _may_try(catalogue, lan)
    _fail(catalogue, lan, 1)
    assert not _may_try(catalogue, lan, now=NOW + 0.9 * MINUTE)
    now = NOW + MINUTE
    assert _may_try(catalogue, lan, now=now)
    for minutes in (2, 4, 8, 15, 15):
        _fail(catalogue, lan, 1, now=now)
        assert not _may_try(catalogue, lan, now=now + (minutes - 0.1) * MINUTE)
        now += minutes * MINUTE
        assert _may_try(catalogue, lan, now=now)
    _fail(catalogue, lan, 50, now=now)
    assert _may_try(catalogue, lan, now=now + LONGEST_REST)


def test_tries_during_a_rest_make_it_no_longer(catalogue: Catalogue, lan: str) -> None:
    """Who goes on trying during a rest neither lengthens it nor fills the log."""
    _fail(catalogue, lan, 50)
    assert _may_try(catalogue, lan, now=NOW + MINUTE)
    with catalogue.reading() as session:
        assert sum(event.action == "sign-in-failed" for event in list_events(session, 100)) == 5


def test_a_stranger_does_not_lock_the_owner_out_of_their_own_browser(catalogue: Catalogue, lan: str) -> None:
    """Failures elsewhere leave the browsers alone at which the person signed in; failures there count there."""
    _enter(catalogue, lan, browser=BROWSER)
    _fail(catalogue, lan, 30)
    assert not _may_try(catalogue, lan)
    assert _may_try(catalogue, lan, browser=BROWSER)
    _fail(catalogue, lan, 5, browser=BROWSER)
    assert not _may_try(catalogue, lan, browser=BROWSER)


def test_a_known_browser_is_known_for_its_own_account_only(catalogue: Catalogue, lan: str) -> None:
    """A browser where one person signed in is a stranger to another account."""
    with catalogue.begin() as session:
        add_user(session, "root", "hoa", Role.READER, "một mật khẩu khác")
    _enter(catalogue, "hoa", browser=BROWSER)
    _fail(catalogue, lan, 5)
    assert not _may_try(catalogue, lan, browser=BROWSER)


def test_two_people_may_share_a_browser(catalogue: Catalogue, lan: str) -> None:
    """A browser at which two people signed in is known to both of their accounts, each with a count of its own."""
    with catalogue.begin() as session:
        add_user(session, "root", "hoa", Role.READER, "một mật khẩu khác")
    _enter(catalogue, lan, browser=BROWSER)
    _enter(catalogue, "hoa", browser=BROWSER)
    _fail(catalogue, lan, 30)
    _fail(catalogue, "hoa", 5, browser=BROWSER)
    assert _may_try(catalogue, lan, browser=BROWSER)
    assert not _may_try(catalogue, "hoa", browser=BROWSER)


def test_success_and_an_administrator_end_the_count(catalogue: Catalogue, lan: str) -> None:
    """Signing in clears the failures before it; enabling an account ends its rest at once."""
    _fail(catalogue, lan, 4)
    _enter(catalogue, lan)
    _fail(catalogue, lan, 4)
    assert _may_try(catalogue, lan)
    _fail(catalogue, lan, 1)
    with catalogue.begin() as session:
        enable_user(session, "hoa", get_user(session, lan))
    assert _may_try(catalogue, lan)


def test_names_that_no_account_has_are_not_logged(catalogue: Catalogue) -> None:
    """A password typed into the field of the name must not stay in a log that never forgets."""
    _fail(catalogue, "bí mật của tôi", 3)
    with catalogue.reading() as session:
        assert list_events(session, 10) == []
