"""Accounts for the tests of API and pages, and clients that are signed in with them."""

from collections.abc import Iterable
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.testclient import TestClient

from archive.access import Access
from archive.roles import Role
from catalogue.accounts import add_user
from catalogue.catalogue import Catalogue
from catalogue.models import utc_now
from catalogue.sessions import begin_session, find_candidate
from reading.own_requests import form_token, session_cookie
from vankho import composition
from vankho.settings import Settings

PASSWORD = "chè xanh trên nương"
ADDRESS = "http://archive.test"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A client that is signed in, its session's token, and the token its forms must carry."""

    client: TestClient
    token: str

    @property
    def form_token(self) -> str:
        """What its forms must carry."""
        return form_token(self.token)


def make_account(catalogue: Catalogue, name: str, role: Role, levels: Iterable[Access] | None = None) -> None:
    """An account with the password of all the tests."""
    with catalogue.begin() as session:
        add_user(session, "root", name, role, PASSWORD, levels=levels, display_name=f"Bạn đọc {name}")


def begin(settings: Settings, catalogue: Catalogue, name: str) -> str:
    """The token of a new session of an account."""
    rules = composition.session_rules(settings)
    now = utc_now()
    with catalogue.begin() as session:
        token = begin_session(session, rules, find_candidate(session, name, "", now), now)
    assert token is not None
    return token


def client_of(application: FastAPI, token: str = "", address: str = ADDRESS) -> TestClient:
    """A client of an application that is already running; with the cookie of a session if given."""
    client = TestClient(application, base_url=address, raise_server_exceptions=False, follow_redirects=False)
    if token:
        client.cookies.set(session_cookie(address.partition(":")[0]), token)
    return client


def sign_in(settings: Settings, application: FastAPI, name: str) -> SignedIn:
    """A client that is signed in."""
    token = begin(settings, application.state.room.catalogue, name)
    return SignedIn(client_of(application, token), token)
