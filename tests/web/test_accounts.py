"""Signing in and out, one's own account, the accounts for administrators: as forms, without any script."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from archive.access import Access
from archive.roles import Role
from catalogue.accounts import get_user, levels_of
from catalogue.audit import list_events
from tests.reading.archive_made_up import CONDITIONAL_WORD, MadeUp
from tests.signing_in import PASSWORD, SignedIn, client_of, make_account, sign_in
from vankho.application import create_application
from vankho.settings import Settings
from web.addresses import own_address

OTHER = "một mật khẩu khác"
SESSION = "vankho_session"


@pytest.fixture(scope="module")
def application(settings: Settings) -> FastAPI:
    """The whole server, which knows readers by their sessions."""
    return create_application(settings)


@pytest.fixture(scope="module")
def running(client: TestClient, application: FastAPI) -> FastAPI:
    """The server, running, with an account of each role."""
    assert client
    for role in Role:
        make_account(application.state.room.catalogue, role.value, role)
    return application


@pytest.fixture
def browser(running: FastAPI) -> TestClient:
    """A browser that was never here."""
    return _as_browser(client_of(running))


@pytest.fixture
def administrator(settings: Settings, running: FastAPI) -> Iterator[SignedIn]:
    """An administrator, signed in."""
    signed_in = sign_in(settings, running, "administrator")
    _as_browser(signed_in.client)
    yield signed_in


def _as_browser(client: TestClient) -> TestClient:
    client.headers["accept"] = "text/html,*/*"
    return client


def _token(page: str) -> str:
    found = re.search(r'name="form_token" value="([0-9a-f]{64})"', page)
    assert found, page
    return found[1]


def _enter(browser: TestClient, name: str, password: str = PASSWORD, back: str = "") -> int:
    """Sign in as people do: open the page, fill the form, send it."""
    token = _token(browser.get("/sign-in", params={"back": back} if back else {}).text)
    form = {"form_token": token, "name": name, "password": password, "back": back}
    return int(browser.post("/sign-in", data=form).status_code)


def _account(running: FastAPI, name: str) -> str:
    """An account of a test's own."""
    make_account(running.state.room.catalogue, name, Role.ARCHIVIST)
    return name


def test_signing_in_opens_what_the_account_may_see(browser: TestClient, made: MadeUp) -> None:
    """After signing in the closed document is shown, the head says who reads, and signing out closes it again."""
    assert browser.get(f"/documents/{made.conditional}").status_code == 404
    assert _enter(browser, "archivist") == 303
    page = browser.get(f"/documents/{made.conditional}")
    assert CONDITIONAL_WORD in page.text
    assert "Bạn đọc archivist" in page.text
    assert page.headers["cache-control"] == "private, no-store"
    out = browser.post("/sign-out", data={"form_token": _token(page.text)})
    assert (out.status_code, out.headers["location"]) == (303, "/")
    assert SESSION not in browser.cookies
    assert browser.get(f"/documents/{made.conditional}").status_code == 404
    assert "Bạn đọc archivist" not in browser.get("/").text


def test_what_is_not_public_is_marked(settings: Settings, running: FastAPI, browser: TestClient, made: MadeUp) -> None:
    """Who may see a closed record sees that it is closed, in lists and on its page; public records bear no mark."""
    client = _as_browser(sign_in(settings, running, "archivist").client)
    for path, marks in (("/search?q=danh+s%C3%A1ch+%C4%91%E1%BA%A1i+h%E1%BB%99i", 1), (f"/files/{made.file}", 2)):
        assert client.get(path).text.count('<strong class="closed">') == marks
        assert '<strong class="closed">' not in browser.get(path).text
    page = client.get(f"/documents/{made.secret}").text
    assert '<strong class="closed">mật</strong>' in page


def test_the_cookie_of_a_session_is_closed(browser: TestClient) -> None:
    """Scripts cannot read it, other sites do not send it along, and over https it travels nowhere else."""
    form = {"form_token": _token(browser.get("/sign-in").text), "name": "reader", "password": PASSWORD}
    cookie = next(c for c in browser.post("/sign-in", data=form).headers.get_list("set-cookie") if SESSION in c)
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert "Path=/" in cookie
    assert "Secure" not in cookie
    assert "Max-Age" not in cookie


def test_over_https_cookies_are_secure(running: FastAPI) -> None:
    """Served over https every cookie of an account is Secure and bound to this host."""
    browser = _as_browser(client_of(running, address="https://archive.test"))
    form = {"form_token": _token(browser.get("/sign-in").text), "name": "reader", "password": PASSWORD}
    for cookie in browser.post("/sign-in", data=form).headers.get_list("set-cookie"):
        assert cookie.startswith("__Host-vankho_")
        assert "Secure" in cookie
    assert browser.get("/account").status_code == 200


def test_every_refusal_is_worded_alike(running: FastAPI, browser: TestClient) -> None:
    """An unknown name, a wrong password, a disabled and a resting account get one and the same page."""
    catalogue = running.state.room.catalogue
    names = [_account(running, name) for name in ("sai-mot", "bi-khoa", "dang-nghi")]
    with catalogue.begin() as session:
        get_user(session, "bi-khoa").disabled = True
    for _ in range(5):
        assert _enter(browser, "dang-nghi", "sai") == 403
    told = set()
    for name, password in [("khong-co", PASSWORD), (names[0], "sai"), (names[1], PASSWORD), (names[2], PASSWORD)]:
        token = _token(browser.get("/sign-in").text)
        answer = browser.post("/sign-in", data={"form_token": token, "name": name, "password": password})
        assert SESSION not in browser.cookies
        told.add((answer.status_code, answer.text.replace(f'value="{name}"', "").replace(token, "")))
    assert len(told) == 1
    assert "không đúng" in told.pop()[1]


def test_a_rest_leaves_the_owners_browser_alone(running: FastAPI, browser: TestClient) -> None:
    """After many failures of a stranger the account rests for strangers, and its owner signs in where they always do."""
    name = _account(running, "bi-tan-cong")
    assert _enter(browser, name) == 303
    browser.post("/sign-out", data={"form_token": _token(browser.get("/").text)})
    stranger = _as_browser(client_of(running))
    for _ in range(8):
        assert _enter(stranger, name, "sai") == 403
    assert _enter(stranger, name) == 403
    assert _enter(browser, name) == 303


@pytest.mark.parametrize(
    ("back", "address"),
    [
        ("/documents/abc?page=3&q=ch%C3%A8", "/documents/abc?page=3&q=ch%C3%A8"),
        ("/fonds/041", "/fonds/041"),
        ("", "/"),
        ("//evil.example", "/"),
        ("/\\evil.example", "/"),
        ("\\\\evil.example", "/"),
        ("/\t/evil.example", "/"),
        ("https://evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("evil.example", "/"),
        ("/sign-in?back=/sign-in", "/"),
        ("/sign-out", "/"),
        ("/a\r\nset-cookie: a=b", "/"),
        ("/" + "a" * 5000, "/"),
    ],
)
def test_the_way_back_stays_in_the_house(browser: TestClient, back: str, address: str) -> None:
    """After signing in one goes back to where one was, never to another site."""
    assert own_address(back) == address
    token = _token(browser.get("/sign-in").text)
    form = {"form_token": token, "name": "reader", "password": PASSWORD, "back": back}
    assert browser.post("/sign-in", data=form).headers["location"] == address


def test_a_page_for_some_leads_to_signing_in_and_back(browser: TestClient, administrator: SignedIn) -> None:
    """Who is not signed in is led to the page where one signs in, with the way back; a wrong role gets a 403 page."""
    asked = browser.get("/log?who=lan&action=view")
    assert asked.status_code == 303
    assert asked.headers["location"] == "/sign-in?back=%2Flog%3Fwho%3Dlan%26action%3Dview"
    assert _enter(browser, "archivist") == 303
    for path in ("/users", "/users/administrator", "/users/made-up", "/log", "/log.csv"):
        answer = browser.get(path)
        assert answer.status_code == 403
        assert "Không được phép" in answer.text
    for path in ("/users", "/users/administrator", "/log", "/log.csv"):
        assert administrator.client.get(path).status_code == 200
    assert administrator.client.get("/users/made-up").status_code == 404
    assert browser.get("/sign-in?back=/fonds").headers["location"] == "/fonds"


def test_programs_are_told_in_problem_documents(running: FastAPI) -> None:
    """A program that asks a page for JSON gets 401 as a problem document, no redirect."""
    answer = client_of(running).get("/users", headers={"accept": "application/json"})
    assert (answer.status_code, answer.headers["content-type"]) == (401, "application/problem+json")


FORMS = ("/sign-out", "/account/password", "/users", "/users/reader", "/users/reader/password", "/users/reader/disable")


@pytest.mark.parametrize("path", [*FORMS, "/users/reader/enable", "/sign-in"])
def test_no_form_is_taken_without_its_token(
    administrator: SignedIn, settings: Settings, running: FastAPI, path: str
) -> None:
    """Every form needs the token of this session: none, a made-up one and another session's change nothing."""
    catalogue = running.state.room.catalogue
    other = sign_in(settings, running, "archivist")
    with catalogue.reading() as session:
        before = len(list_events(session, 1000))
    for token in ("", "0" * 64, other.form_token):
        answer = administrator.client.post(path, data={"form_token": token, "role": "reader", "name": "moi"})
        assert answer.status_code == 403
    elsewhere = administrator.client.post(
        path, data={"form_token": administrator.form_token}, headers={"origin": "http://evil.example"}
    )
    assert elsewhere.status_code == 403
    with catalogue.reading() as session:
        assert len(list_events(session, 1000)) == before
    assert administrator.client.get("/account").status_code == 200


def test_nobody_is_signed_in_from_another_site(running: FastAPI) -> None:
    """The form that signs in is bound to the browser that opened it, so no other site can send one of its own."""
    attacker, victim = _as_browser(client_of(running)), _as_browser(client_of(running))
    token = _token(attacker.get("/sign-in").text)
    victim.get("/sign-in")
    for browser in (victim, _as_browser(client_of(running))):
        form = {"form_token": token, "name": "reader", "password": PASSWORD}
        answer = browser.post("/sign-in", data=form)
        assert answer.status_code == 403
        assert SESSION not in browser.cookies


def test_signing_in_again_ends_the_session_before(running: FastAPI, browser: TestClient) -> None:
    """A token that was in the browser before signing in is no session afterwards: nobody can plant one."""
    assert _enter(browser, "reader") == 303
    first = browser.cookies[SESSION]
    browser.post("/sign-out", data={"form_token": _token(browser.get("/").text)})
    browser.cookies.set(SESSION, "planted" * 6, domain="archive.test")
    browser.cookies.delete(SESSION)
    assert _enter(browser, "reader") == 303
    assert browser.cookies[SESSION] not in {first, "planted" * 6}
    assert client_of(running, first).get("/account").status_code == 303


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({"present": "sai rồi", "new": OTHER, "again": OTHER}, "hiện tại không đúng"),
        ({"present": PASSWORD, "new": OTHER, "again": OTHER + "!"}, "không giống nhau"),
        ({"present": PASSWORD, "new": "ngắn", "again": "ngắn"}, "từ 12 đến 256"),
        ({"present": PASSWORD, "new": PASSWORD, "again": PASSWORD}, "trùng mật khẩu hiện tại"),
    ],
)
def test_a_password_is_not_changed_lightly(
    settings: Settings, running: FastAPI, form: dict[str, str], told: str
) -> None:
    """The present password must be right, the new one fit, new, and typed twice alike; else nothing changes, and why is said."""
    signed_in = sign_in(settings, running, "reader")
    _as_browser(signed_in.client)
    answer = signed_in.client.post("/account/password", data={"form_token": signed_in.form_token, **form})
    assert answer.status_code == 400
    assert told in answer.text
    assert _enter(_as_browser(client_of(running)), "reader") == 303


def test_a_changed_password_signs_out_elsewhere(settings: Settings, running: FastAPI, browser: TestClient) -> None:
    """With the new password one goes on here, is signed out at every other place, and the old one is none."""
    name = _account(running, "doi-mat-khau")
    elsewhere = sign_in(settings, running, name).client
    assert _enter(browser, name) == 303
    token = _token(browser.get("/account").text)
    form = {"form_token": token, "present": PASSWORD, "new": OTHER, "again": OTHER}
    answer = browser.post("/account/password", data=form)
    assert answer.headers["location"] == "/account?done=password"
    assert "đã được đổi" in browser.get("/account?done=password").text
    assert elsewhere.get("/account").status_code == 303
    fresh = _as_browser(client_of(running))
    assert _enter(fresh, name) == 403
    assert _enter(fresh, name, OTHER) == 303


def test_administrators_add_and_change_accounts(administrator: SignedIn, running: FastAPI) -> None:
    """A form makes an account, others change role and levels, set a password, disable and enable; the log has each."""
    catalogue, client = running.state.room.catalogue, administrator.client

    def send(path: str, **form: object) -> str:
        answer = client.post(path, data={"form_token": administrator.form_token, **form})
        assert answer.status_code == 303, answer.text
        return str(answer.headers["location"])

    made = send("/users", name="moi", display_name="Vũ Thị Mới", role="reader", password=PASSWORD, levels=["public"])
    assert made == "/users/moi?done=added"
    assert "Vũ Thị Mới" in client.get("/users").text
    send("/users/moi", role="archivist", display_name="Vũ Thị Mới", levels=["public", "conditional"])
    send("/users/moi/password", password=OTHER)
    send("/users/moi/disable")
    assert "đã khóa" in client.get("/users/moi").text
    send("/users/moi/enable")
    with catalogue.reading() as session:
        user = get_user(session, "moi")
        assert (user.role, levels_of(user), user.disabled) == (
            Role.ARCHIVIST,
            {Access.PUBLIC, Access.CONDITIONAL},
            False,
        )
        told = [(event.who, event.action) for event in list_events(session, 5)]
    actions = ("user-enable", "user-disable", "user-password", "user-change", "user-add")
    assert told == [("administrator", action) for action in actions]
    assert _enter(_as_browser(client_of(running)), "moi", OTHER) == 303


@pytest.mark.parametrize(
    ("role", "ticked", "levels"),
    [
        ("reader", ["public", "conditional", "secret"], {Access.PUBLIC}),
        ("reader", ["public", "conditional"], {Access.PUBLIC, Access.CONDITIONAL}),
        ("archivist", [], set(Access)),
        ("archivist", ["public"], {Access.PUBLIC}),
    ],
)
def test_nobody_keeps_levels_by_oversight(
    administrator: SignedIn, running: FastAPI, role: str, ticked: list[str], levels: set[Access]
) -> None:
    """An archivist who becomes a reader loses their levels unless somebody chose others; no tick means the usual ones."""
    name = _account(running, f"doi-{role}-{len(ticked)}")
    form = {"form_token": administrator.form_token, "role": role, "levels": ticked, "display_name": "Ai đó"}
    assert administrator.client.post(f"/users/{name}", data=form).status_code == 303
    with running.state.room.catalogue.reading() as session:
        assert levels_of(get_user(session, name)) == levels


def test_what_will_not_do_is_told_in_the_readers_language(administrator: SignedIn) -> None:
    """A taken or odd name and a weak password come back with the form as it was filled, and the reason."""
    faults = [("reader", PASSWORD, "đã có người dùng"), ("Bà Lan", PASSWORD, "a–z"), ("moi-nua", "ngắn", "12 đến 256")]
    for name, password, told in faults:
        form = {"name": name, "password": password, "role": "archivist", "display_name": "Vũ Thị Mới"}
        answer = administrator.client.post("/users", data={"form_token": administrator.form_token, **form})
        assert answer.status_code == 400
        assert told in answer.text
        assert "Vũ Thị Mới" in answer.text
        assert password not in answer.text


def test_an_administrator_does_not_shut_themselves_out(administrator: SignedIn, running: FastAPI) -> None:
    """Nobody takes their own role away or disables themselves here, so that one administrator always stays."""
    own = {"form_token": administrator.form_token, "display_name": "Tôi", "role": "reader", "levels": ["public"]}
    assert administrator.client.post("/users/administrator", data=own).status_code == 400
    assert administrator.client.post("/users/administrator/disable", data=own).status_code == 400
    assert administrator.client.post("/users/administrator/password", data=own | {"password": OTHER}).status_code == 400
    with running.state.room.catalogue.reading() as session:
        user = get_user(session, "administrator")
        assert (user.role, user.disabled) == (Role.ADMINISTRATOR, False)
    assert "bạn không tự đổi vai trò" in administrator.client.get("/users/administrator").text


@pytest.mark.parametrize(
    ("content", "type_", "status"),
    [
        (b"{}", "application/json", 400),
        (b"name=%FF", "application/x-www-form-urlencoded", 400),
        (b"a=" + b"b" * 70_000, "application/x-www-form-urlencoded", 400),
        (b"&".join(b"a=1" for _ in range(600)), "application/x-www-form-urlencoded", 400),
        (b"", "", 400),
    ],
)
def test_what_is_no_form_of_ours_is_refused(running: FastAPI, content: bytes, type_: str, status: int) -> None:
    """A body of another kind, in another encoding or beyond the limit is refused clearly."""
    answer = _as_browser(client_of(running)).post("/sign-in", content=content, headers={"content-type": type_})
    assert answer.status_code == status


def test_pages_of_the_public_stay_for_all_caches(browser: TestClient) -> None:
    """Without an account pages are as cacheable as before, and differ by cookie."""
    for path in ("/", "/fonds", "/help"):
        answer = browser.get(path)
        assert answer.headers["cache-control"] == "no-cache"
        assert answer.headers["vary"] == "Cookie"
        assert "set-cookie" not in answer.headers
    assert browser.get("/sign-in").headers["cache-control"] == "private, no-store"


def test_the_address_of_a_form_leads_to_its_page(browser: TestClient) -> None:
    """Who switches the language after a form was refused comes to the page of the form, in that language."""
    assert browser.get("/account/password?lang=en").headers["location"] == "/account?lang=en"
    assert browser.get("/users/lan/password").headers["location"] == "/users/lan"
    assert browser.get("/sign-out").headers["location"] == "/"


def test_the_pages_of_accounts_speak_english_too(administrator: SignedIn, browser: TestClient) -> None:
    """With `?lang=en` every page of accounts and of the log is in English, its faults and notes too."""
    assert "Public records need no account" in browser.get("/sign-in?lang=en").text
    told = {
        "/account": "Change the password",
        "/users": "Add an account",
        "/users/reader?done=changed": "The changes have been saved",
        "/users/administrator": "This is your own account",
        "/log": "The log only grows",
    }
    for path, text in told.items():
        page = administrator.client.get(path, params={"lang": "en"} if "?" not in path else None)
        assert text in page.text
        assert '<html lang="en">' in page.text
    form = {"form_token": administrator.form_token, "name": "x", "role": "reader", "password": "short"}
    assert "A name has 2 to 60 characters" in administrator.client.post("/users", data=form).text
