"""Accounts: made, changed, closed, each change with its event."""

import pytest

from archive.access import Access
from archive.errors import BadRequest, NotFound
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
from catalogue.audit import list_events
from catalogue.catalogue import Catalogue
from catalogue.passwords import is_password

PASSWORD = "chè xanh trên nương"


def _add(catalogue: Catalogue, name: str = "lan.nt", role: Role = Role.READER, password: str = PASSWORD) -> None:
    with catalogue.begin() as session:
        add_user(session, "root", name, role, password)


@pytest.mark.parametrize(
    ("role", "levels"),
    [
        (Role.READER, {Access.PUBLIC}),
        (Role.ARCHIVIST, set(Access)),
        (Role.ADMINISTRATOR, set(Access)),
    ],
)
def test_a_role_brings_its_levels(catalogue: Catalogue, role: Role, levels: set[Access]) -> None:
    """A reader reads what is public, an archivist and an administrator everything, unless somebody says otherwise."""
    _add(catalogue, role=role)
    with catalogue.reading() as session:
        assert levels_of(get_user(session, "lan.nt")) == levels


def test_a_name_is_taken_once_however_it_is_typed(catalogue: Catalogue) -> None:
    """Capitals and spaces around make no other name, neither for a new account nor for one that is sought."""
    _add(catalogue, " Lan.NT ")
    with pytest.raises(BadRequest, match="already"):
        _add(catalogue, "LAN.nt")
    with catalogue.reading() as session:
        assert get_user(session, "Lan.nt ").name == "lan.nt"
        for unknown in ("hoa", "", "la\0n", "lan" * 1000):
            with pytest.raises(NotFound, match="no account"):
                get_user(session, unknown)


@pytest.mark.parametrize("name", ["", "x", "nguyễn", "lan nt", "-lan", "public", "server", "a" * 61, "lan\n", "<b>"])
def test_a_name_that_cannot_be_is_refused(catalogue: Catalogue, name: str) -> None:
    """Names are short, plain letters and digits, and none that the log gives to those without an account."""
    if name == "lan\n":
        name = "la\nn"
    with pytest.raises(BadRequest, match="cannot name an account"):
        _add(catalogue, name)


@pytest.mark.parametrize(
    ("password", "why"),
    [("ngắn quá", "12 to 256"), ("x" * 257, "12 to 256"), ("ababababababab", "repeats"), ("lan.nt ở kho", "the name")],
)
def test_a_weak_password_is_refused(catalogue: Catalogue, password: str, why: str) -> None:
    """A password is long, of more than a few different characters, and without the account's name."""
    with pytest.raises(BadRequest, match=why):
        _add(catalogue, password=password)


def test_a_short_name_may_be_a_part_of_the_password(catalogue: Catalogue) -> None:
    """A name of three letters stands in many words, so it does not spoil a password that holds it."""
    _add(catalogue, "an", password="cây bàng ở sân đình an bình")


def test_only_a_hash_is_stored_that_knows_the_password(catalogue: Catalogue) -> None:
    """The password is stored as an Argon2id hash, and is the same password typed with composed or loose marks."""
    _add(catalogue)
    with catalogue.reading() as session:
        stored = get_user(session, "lan.nt").password_hash
    assert stored.startswith("$argon2id$")
    assert PASSWORD not in stored
    assert is_password("che\u0300 xanh trên nương", stored)
    assert not is_password("chè xanh trên nường", stored)


def test_each_change_is_logged_with_what_was_before_and_after(catalogue: Catalogue) -> None:
    """Who changed which account how stands in the log, without any password; what changed nothing is not logged."""
    _add(catalogue)
    with catalogue.begin() as session:
        user = get_user(session, "lan.nt")
        change_user(session, "hoa", user, role=Role.ARCHIVIST, levels=[Access.CONDITIONAL, Access.PUBLIC])
        change_user(session, "hoa", user, role=Role.ARCHIVIST)
        change_password(session, "hoa", user, "một mật khẩu khác")
        disable_user(session, "hoa", user)
        disable_user(session, "hoa", user)
        enable_user(session, "hoa", user)
    with catalogue.reading() as session:
        events = list_events(session, 10)[::-1]
        told = [(event.who, event.action, event.detail["user"]) for event in events]
        assert told == [
            ("root", "user-add", "lan.nt"),
            ("hoa", "user-change", "lan.nt"),
            ("hoa", "user-password", "lan.nt"),
            ("hoa", "user-disable", "lan.nt"),
            ("hoa", "user-enable", "lan.nt"),
        ]
        assert events[1].before == {"role": "reader", "levels": ["public"]}
        assert events[1].after == {"role": "archivist", "levels": ["public", "conditional"]}
        assert (events[3].before, events[3].after) == ({"disabled": False}, {"disabled": True})
        everything = str([(event.detail, event.before, event.after) for event in events])
    assert PASSWORD not in everything
    assert "argon2" not in everything


def test_a_new_role_brings_its_usual_levels(catalogue: Catalogue) -> None:
    """An archivist who becomes a reader reads only what is public; levels given with the role count instead."""
    _add(catalogue, role=Role.ARCHIVIST)
    with catalogue.begin() as session:
        user = get_user(session, "lan.nt")
        change_user(session, "hoa", user, role=Role.READER)
        assert levels_of(user) == {Access.PUBLIC}
        change_user(session, "hoa", user, role=Role.READER, levels=[Access.CONDITIONAL])
        assert levels_of(user) == {Access.CONDITIONAL}


def test_accounts_are_listed_by_name(catalogue: Catalogue) -> None:
    """The list holds every account, in the order of the names."""
    for name in ("tuan", "hoa", "lan"):
        _add(catalogue, name)
    with catalogue.reading() as session:
        assert [user.name for user in list_users(session)] == ["hoa", "lan", "tuan"]
