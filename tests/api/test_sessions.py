"""The API by the session's cookie: who reads, what a session that is over gets, what may be changed from where."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from fastapi import APIRouter, FastAPI
from sqlalchemy import update
from starlette.testclient import TestClient

from api.application import PREFIX
from api.serving import TheAdministrator, TheArchivist
from archive.access import Access
from archive.roles import Role
from catalogue.accounts import change_user, disable_user, get_user
from catalogue.audit import list_events
from catalogue.models import UserSession, utc_now
from reading.own_requests import form_token
from tests.api.asking import V1, ask
from tests.reading.archive_made_up import SERIES, MadeUp
from tests.signing_in import SignedIn, client_of, make_account, sign_in
from vankho.application import create_application
from vankho.settings import Settings

ORIGIN = {"origin": "http://archive.test"}


@pytest.fixture(scope="module")
def application(settings: Settings) -> FastAPI:
    """The whole server, which knows readers by their sessions; with operations that take a role."""
    made = create_application(settings)
    api = next(route.app for route in made.routes if getattr(route, "path", "") == PREFIX)  # type: ignore[attr-defined]

    router = APIRouter()

    @router.post("/test/decide")
    def decide(reader: TheArchivist) -> dict[str, str]:
        return {"by": reader.name}

    @router.get("/test/manage")
    def manage(reader: TheAdministrator) -> dict[str, str]:
        return {"by": reader.name}

    api.include_router(router)
    return made


@pytest.fixture(scope="module")
def anonymous(client: TestClient, application: FastAPI) -> TestClient:
    """Nobody; with the accounts that the others sign in with."""
    catalogue = application.state.room.catalogue
    make_account(catalogue, "ban-doc", Role.READER)
    make_account(catalogue, "nghien-cuu", Role.READER, [Access.PUBLIC, Access.CONDITIONAL])
    make_account(catalogue, "luu-tru", Role.ARCHIVIST)
    make_account(catalogue, "quan-tri", Role.ADMINISTRATOR)
    return client


@pytest.fixture
def archivist(settings: Settings, application: FastAPI, anonymous: TestClient) -> Iterator[SignedIn]:
    """An archivist with a session of their own."""
    yield sign_in(settings, application, "luu-tru")


@pytest.mark.parametrize(
    ("name", "total"), [("ban-doc", SERIES + 2), ("nghien-cuu", SERIES + 3), ("luu-tru", SERIES + 5)]
)
def test_levels_go_into_the_search(
    settings: Settings, application: FastAPI, anonymous: TestClient, name: str, total: int
) -> None:
    """A signed-in reader finds what the account's levels open, and the public no more than before."""
    assert ask(sign_in(settings, application, name).client, "/search")["total"] == total
    assert ask(anonymous, "/search")["total"] == SERIES + 2


def test_views_are_logged_by_the_accounts_name(archivist: SignedIn, application: FastAPI, made: MadeUp) -> None:
    """Looking at what is not public is noted under the name of the account."""
    assert archivist.client.get(f"{V1}/documents/{made.secret}").status_code == 200
    with application.state.room.catalogue.reading() as session:
        event = list_events(session, 1)[0]
    assert (event.who, event.action, event.record_id) == ("luu-tru", "view", made.secret)


@pytest.mark.parametrize("path", ["/search", "/fonds", "/session", "/documents/{}", "/search.csv", "/nothing"])
def test_no_cache_keeps_what_one_reader_got(
    archivist: SignedIn, anonymous: TestClient, made: MadeUp, path: str
) -> None:
    """Answers to a signed-in reader are stored nowhere; the public's may be, by cookie; both say what they hang on."""
    signed_in = archivist.client.get(V1 + path.format(made.resolution))
    assert signed_in.headers["vary"] == "Cookie"
    open_to_all = anonymous.get(V1 + path.format(made.resolution))
    assert open_to_all.headers["vary"] == "Cookie"
    if path != "/nothing":  # where there is nothing, nobody was looked up
        assert signed_in.headers["cache-control"] == "private, no-store"
    if path != "/session":
        assert open_to_all.headers["cache-control"] == "no-cache"


def test_the_session_tells_its_reader(archivist: SignedIn, anonymous: TestClient) -> None:
    """`/session` tells name, role, levels and the token of changes; of the public that there is none."""
    told = ask(archivist.client, "/session")
    assert (told["name"], told["role"], told["levels"]) == ("luu-tru", "archivist", ["public", "conditional", "secret"])
    assert told["form_token"] == archivist.form_token
    nobody = ask(anonymous, "/session")
    assert (nobody["name"], nobody["role"], nobody["form_token"], nobody["levels"]) == (None, None, None, ["public"])


@pytest.mark.parametrize("end", ["idle", "longest", "disabled", "forged", "hash"])
def test_a_session_that_is_over_reads_as_the_public(
    settings: Settings, application: FastAPI, anonymous: TestClient, end: str
) -> None:
    """Who was away too long, whose account was closed, or who made a cookie up, sees what anyone sees."""
    catalogue = application.state.room.catalogue
    name = f"het-{end}"
    make_account(catalogue, name, Role.ARCHIVIST)
    session_of = sign_in(settings, application, name)
    assert ask(session_of.client, "/search")["total"] == SERIES + 5
    client = session_of.client
    with catalogue.begin() as session:
        user = get_user(session, name)
        old = utc_now() - timedelta(minutes=61 if end == "idle" else 60 * 12 + 1)
        mine = update(UserSession).where(UserSession.user_id == user.id)
        if end == "idle":
            session.execute(mine.values(seen_at=old))
        elif end == "longest":
            session.execute(mine.values(began_at=old))
        elif end == "disabled":
            disable_user(session, "quan-tri", user)
        else:
            stored = session.query(UserSession.token_hash).filter_by(user_id=user.id).scalar()
            client = client_of(application, stored if end == "hash" else "A" * 43)
    assert ask(client, "/search")["total"] == SERIES + 2
    assert ask(client, "/session")["name"] is None
    assert client.get(f"{V1}/test/manage").status_code == 401


def test_a_changed_account_counts_at_once(settings: Settings, application: FastAPI, anonymous: TestClient) -> None:
    """Levels and role that are taken away are gone at the next request, without signing in again."""
    catalogue = application.state.room.catalogue
    make_account(catalogue, "doi-vai", Role.ADMINISTRATOR)
    client = sign_in(settings, application, "doi-vai").client
    assert client.get(f"{V1}/test/manage").status_code == 200
    with catalogue.begin() as session:
        change_user(session, "quan-tri", get_user(session, "doi-vai"), role=Role.READER)
    assert client.get(f"{V1}/test/manage").status_code == 403
    assert ask(client, "/search")["total"] == SERIES + 2


def test_roles_are_asked_for(settings: Settings, application: FastAPI, anonymous: TestClient) -> None:
    """Without a session 401, with a lower role 403, as problem documents; a higher role may what a lower one may."""
    answer = anonymous.get(f"{V1}/test/manage")
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")
    assert answer.headers["www-authenticate"]
    archivist = sign_in(settings, application, "luu-tru").client.get(f"{V1}/test/manage")
    assert (archivist.status_code, archivist.json()["title"]) == (403, "Forbidden")
    administrator = sign_in(settings, application, "quan-tri")
    assert administrator.client.get(f"{V1}/test/manage").json() == {"by": "quan-tri"}
    token = {"x-form-token": administrator.form_token}
    assert administrator.client.post(f"{V1}/test/decide", headers=token).json() == {"by": "quan-tri"}


def test_a_change_needs_the_sessions_own_token(archivist: SignedIn, settings: Settings, application: FastAPI) -> None:
    """Without the token of this very session nothing is changed: none, a made-up one, and another session's do not do."""
    path = f"{V1}/test/decide"
    other = sign_in(settings, application, "quan-tri")
    for given in ({}, {"x-form-token": ""}, {"x-form-token": "0" * 64}, {"x-form-token": other.form_token}):
        answer = archivist.client.post(path, headers={**ORIGIN, **given})
        assert answer.status_code == 403
        assert "token" in answer.json()["detail"]
        assert archivist.form_token not in answer.text
    assert archivist.client.post(path, headers={**ORIGIN, "x-form-token": archivist.form_token}).status_code == 200


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        (ORIGIN, 200),
        ({"origin": "https://archive.test"}, 200),
        ({"sec-fetch-site": "same-origin"}, 200),
        ({"origin": "http://archive.test.evil.example"}, 403),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"sec-fetch-site": "cross-site", **ORIGIN}, 403),
    ],
)
def test_a_change_from_another_site_is_refused(archivist: SignedIn, headers: dict[str, str], status: int) -> None:
    """A change that the browser says to come from elsewhere is refused, even with the right token."""
    given = {"x-form-token": archivist.form_token, **headers}
    assert archivist.client.post(f"{V1}/test/decide", headers=given).status_code == status


def test_over_https_the_cookie_is_the_hosts_own(archivist: SignedIn, application: FastAPI) -> None:
    """Over https only the cookie that no other host can set is a session; the plain one, which others can, is none."""
    https = client_of(application, archivist.token, "https://archive.test")
    assert ask(https, "/session")["name"] == "luu-tru"
    plain = client_of(application, address="https://archive.test")
    plain.cookies.set("vankho_session", archivist.token)
    assert ask(plain, "/session")["name"] is None
    assert form_token(archivist.token) == archivist.form_token
