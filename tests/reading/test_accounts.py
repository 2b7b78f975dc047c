"""Accounts at the reading room's door: tokens become readers, a session in use goes on, floods wait their turn."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, update

from archive.access import Access
from archive.errors import Unavailable, Unfit
from archive.roles import Role
from catalogue.catalogue import Catalogue
from catalogue.models import UserSession, utc_now
from catalogue.sessions import SessionRules
from reading.accounts import Accounts
from reading.reader import PUBLIC_READER
from tests.signing_in import PASSWORD, make_account
from vankho import composition
from vankho.settings import load

RULES = SessionRules(timedelta(minutes=10), timedelta(hours=1), 5)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    """A catalogue with one account."""
    settings = load({"VANKHO_HOME": str(tmp_path / "home")}, tmp_path / "none.toml")
    composition.prepare(settings)
    with composition.open_catalogue(settings) as opened:
        make_account(opened, "lan", Role.READER, [Access.PUBLIC, Access.CONDITIONAL])
        yield opened


def _enter(accounts: Accounts, name: str = "lan", password: str = PASSWORD) -> str:
    token = accounts.sign_in(name, password, "")
    assert token is not None
    return token


@pytest.mark.parametrize("token", ["", "x", "x" * 10_000, "\0", "é" * 43])
def test_what_is_no_session_reads_as_the_public(catalogue: Catalogue, token: str) -> None:
    """Whatever a cookie holds that is no session's token, its reader is the public."""
    assert Accounts(catalogue, RULES).reader_of(token) == PUBLIC_READER


def test_a_session_has_its_accounts_reader(catalogue: Catalogue) -> None:
    """Name, displayed name, role and levels are those of the account; the token stands in no text about the reader."""
    accounts = Accounts(catalogue, RULES)
    token = _enter(accounts, " LAN")
    reader = accounts.reader_of(token)
    assert (reader.name, reader.display_name, reader.role) == ("lan", "Bạn đọc lan", Role.READER)
    assert reader.levels == {Access.PUBLIC, Access.CONDITIONAL}
    assert not reader.is_public
    assert reader.form_token
    assert reader.form_token not in repr(reader)
    accounts.sign_out(token)
    assert accounts.reader_of(token) == PUBLIC_READER


def test_a_session_in_use_goes_on(catalogue: Catalogue) -> None:
    """Each request moves the idle time on, so that only who stops reading is signed out."""
    accounts = Accounts(catalogue, RULES)
    token = _enter(accounts)
    long_ago = utc_now() - timedelta(minutes=9)
    with catalogue.begin() as session:
        session.execute(update(UserSession).values(seen_at=long_ago))
    assert accounts.reader_of(token).name == "lan"
    with catalogue.reading() as session:
        seen = session.scalars(select(UserSession.seen_at)).one()
    assert utc_now() - seen < timedelta(minutes=1)


def test_reading_goes_on_while_the_catalogue_is_being_written(catalogue: Catalogue) -> None:
    """A session seen a moment ago costs no writing, so a long write by others keeps no reader waiting."""
    accounts = Accounts(catalogue, RULES)
    token = _enter(accounts)
    with catalogue.begin() as session:
        session.execute(update(UserSession).values(began_at=utc_now()))  # holds the one writer's place
        assert accounts.reader_of(token).name == "lan"


def test_many_who_sign_in_at_once_all_get_in(catalogue: Catalogue) -> None:
    """A crowd at the door waits for its turn, and nobody's failure is another's."""
    accounts = Accounts(catalogue, RULES)
    tries = [
        ("lan", PASSWORD),
        ("lan", PASSWORD),
        ("khong-co", PASSWORD),
        ("lan", PASSWORD),
        ("hoa", "x"),
        ("lan", "sai"),
    ]
    with ThreadPoolExecutor(len(tries)) as crowd:
        tokens = list(crowd.map(lambda one: accounts.sign_in(*one, ""), tries))
    assert [token is not None for token in tokens] == [True, True, False, True, False, False]


def test_a_flood_at_the_door_is_sent_away(catalogue: Catalogue) -> None:
    """Of very many at once some get in and the rest are told to come back, at once: they hold no thread that pages need."""
    accounts = Accounts(catalogue, RULES)

    def enter(_number: int) -> str:
        try:
            return "in" if accounts.sign_in("lan", PASSWORD, "") else "wrong"
        except Unavailable:
            return "sent away"

    with ThreadPoolExecutor(60) as flood:
        assert set(flood.map(enter, range(60))) == {"in", "sent away"}
    assert accounts.sign_in("lan", PASSWORD, "")


def test_changing_ones_password_takes_the_present_one(catalogue: Catalogue) -> None:
    """The present password must be right, the new one another; then the new session is the only one."""
    accounts = Accounts(catalogue, RULES)
    first = _enter(accounts)
    reader = accounts.reader_of(first)
    new = "một mật khẩu khác"
    assert accounts.change_own_password(reader, "sai rồi sai rồi", new, "") is None
    with pytest.raises(Unfit):
        accounts.change_own_password(reader, PASSWORD, PASSWORD, "")
    token = accounts.change_own_password(reader, PASSWORD, new, "")
    assert token is not None
    assert accounts.reader_of(token).name == "lan"
    assert accounts.reader_of(first) == PUBLIC_READER
    assert accounts.sign_in("lan", PASSWORD, "") is None


def test_guessing_at_an_unattended_desk_is_counted_too(catalogue: Catalogue) -> None:
    """Wrong present passwords on the page of one's account count like those at the door: the account rests."""
    accounts = Accounts(catalogue, RULES)
    reader = accounts.reader_of(_enter(accounts))
    for _ in range(5):
        assert accounts.change_own_password(reader, "sai rồi sai rồi", "một mật khẩu khác", "") is None
    assert accounts.change_own_password(reader, PASSWORD, "một mật khẩu khác", "") is None
    assert accounts.sign_in("lan", PASSWORD, "") is None
