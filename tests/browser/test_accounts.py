"""Accounts in a browser: signing in by keyboard, what a rest looks like, managing accounts, the log; with and without scripts."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from httpx2 import Client
from playwright.sync_api import Page, expect

from archive.roles import Role
from catalogue.catalogue import Catalogue
from tests.browser.conftest import Opened, served
from tests.reading.archive_made_up import SECRET_WORD, MadeUp, fill, publish
from tests.signing_in import PASSWORD, make_account
from vankho import composition
from vankho.application import create_application
from vankho.settings import load

Open = Callable[..., Opened]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


class Guarded:
    """A server with accounts: its address, its catalogue, what is in it."""

    def __init__(self, address: str, catalogue: Catalogue, made: MadeUp) -> None:
        self.address, self.catalogue, self.made = address, catalogue, made

    def account(self, name: str, role: Role) -> str:
        """An account of a test's own; its name."""
        make_account(self.catalogue, name, role)
        return name


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Guarded]:
    """The whole server over the made-up archive."""
    home = tmp_path_factory.mktemp("home")
    settings = load({"VANKHO_HOME": str(home), "VANKHO_REPOSITORY": "Kho Lưu trữ Phú Lĩnh"}, home / "none.toml")
    composition.prepare(settings)
    application = create_application(settings)
    room = application.state.room
    made = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    publish(room.catalogue, room.engine)
    with served(application) as address:
        yield Guarded(address, room.catalogue, made)


def _fill(page: Page, name: str, password: str = PASSWORD) -> None:
    """Fill the form by keyboard alone: the field of the name has the focus when the page opens."""
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Mật khẩu").focus()
    page.keyboard.type(password)
    page.keyboard.press("Enter")


def _signed_in(open_page: Open, guarded: Guarded, name: str, path: str = "/", **options: object) -> Opened:
    opened = open_page(f"/sign-in?back={path}", address=guarded.address, **options)
    _fill(opened.page, name)
    opened.page.wait_for_url(guarded.address + path)
    return opened


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_sign_in_read_what_is_closed_and_sign_out(open_page: Open, guarded: Guarded, scripts: bool) -> None:
    """From a search to signing in and back to it, now with the secret paper; its image is shown; signing out takes it away."""
    name = guarded.account(f"luu-tru-{scripts}".lower(), Role.ARCHIVIST)
    opened = open_page(f"/search?q={SECRET_WORD}", address=guarded.address, scripts=scripts)
    page = opened.page
    expect(page.locator(".hit")).to_have_count(0)
    page.get_by_role("link", name="Đăng nhập").click()
    expect(page.get_by_label("Tên đăng nhập")).to_be_focused()
    _fill(page, name)
    page.wait_for_url("**/search?q=*")
    expect(page.locator(".hit")).to_have_count(1)
    expect(page.get_by_role("navigation", name="Tài khoản")).to_contain_text(f"Bạn đọc {name}")
    page.locator(".hit h3 a").click()
    image = page.locator("#paper img")
    expect(image).to_be_visible()
    assert image.evaluate("picture => picture.decode().then(() => picture.naturalWidth)") > 100
    address = page.url
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_role("link", name="Đăng nhập")).to_be_visible()
    assert page.context.cookies() == [] or "vankho_session" not in {one["name"] for one in page.context.cookies()}
    assert page.goto(address).status == 404  # type: ignore[union-attr]
    assert opened.complaints in ([], ["Failed to load resource: the server responded with a status of 404 (Not Found)"])


def test_after_signing_out_back_shows_nothing(open_page: Open, guarded: Guarded) -> None:
    """The browser's own way back to a closed paper asks the server again, which shows it to nobody."""
    name = guarded.account("ve-truoc", Role.ARCHIVIST)
    page = _signed_in(open_page, guarded, name, f"/documents/{guarded.made.secret}").page
    assert SECRET_WORD in page.content()
    page.get_by_role("button", name="Đăng xuất").click()
    page.wait_for_url("**/")
    page.go_back()
    page.wait_for_load_state()
    assert SECRET_WORD not in page.content()


def test_wrong_passwords_and_the_rest_after_them(open_page: Open, guarded: Guarded) -> None:
    """A wrong password is told where the form is, with the name kept; after five not even the right one opens."""
    name = guarded.account("hay-quen", Role.READER)
    page = open_page("/sign-in", address=guarded.address).page
    for _ in range(5):
        _fill(page, name, "không phải")
        expect(page.get_by_role("alert")).to_contain_text("không đúng")
        expect(page.get_by_label("Tên đăng nhập")).to_have_value(name)
        expect(page.get_by_label("Mật khẩu")).to_be_focused()
    _fill(page, name)
    expect(page.get_by_role("alert")).to_contain_text("tạm nghỉ")
    chief = guarded.account("quan-tri-mo", Role.ADMINISTRATOR)
    other = _signed_in(open_page, guarded, chief, "/users").page
    expect(other.get_by_role("row", name=name)).to_contain_text("tạm nghỉ")
    other.get_by_role("link", name=name).click()
    other.get_by_role("button", name="Mở lại tài khoản").click()
    expect(other.get_by_role("status")).to_have_text("Đã mở lại tài khoản.")
    _fill(page, name)
    expect(page.get_by_role("navigation", name="Tài khoản")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_an_administrator_adds_an_account_that_then_signs_in(open_page: Open, guarded: Guarded, scripts: bool) -> None:
    """Add an account, change what it reads, see both in the log, and sign in with it."""
    chief = guarded.account(f"quan-tri-{scripts}".lower(), Role.ADMINISTRATOR)
    opened = _signed_in(open_page, guarded, chief, "/users", scripts=scripts)
    page, name = opened.page, f"moi-{scripts}".lower()
    page.get_by_label("Tên đăng nhập").fill(name)
    page.get_by_label("Họ và tên").fill("Vũ Thị Mới")
    page.get_by_label("Vai trò").select_option("reader")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Thêm", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Đã thêm tài khoản.")
    page.get_by_label("có điều kiện").check()
    page.get_by_role("button", name="Lưu").click()
    expect(page.get_by_role("status")).to_have_text("Đã lưu thay đổi.")
    expect(page.get_by_label("có điều kiện")).to_be_checked()
    page.get_by_role("link", name="Nhật ký", exact=True).click()
    first = page.locator(".log tbody tr").first
    expect(first).to_contain_text("sửa tài khoản")
    expect(first).to_contain_text("công khai, có điều kiện")
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải nhật ký (CSV)").click()
    assert name in download.value.path().read_text(encoding="utf-8")
    theirs = _signed_in(open_page, guarded, name, "/account").page
    expect(theirs.locator("dl.particulars")).to_contain_text("công khai, có điều kiện")
    assert opened.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    open_page: Open, guarded: Guarded, scheme: str, width: int
) -> None:
    """The pages of accounts are accessible in both themes, on a desk and on a phone, and fit the window."""
    chief = guarded.account(f"soat-{scheme}-{width}", Role.ADMINISTRATOR)
    opened = open_page("/sign-in", address=guarded.address, scheme=scheme, width=width, bypass=True)
    page = opened.page
    _require_clean(page, width)
    _fill(page, chief, "không phải")
    expect(page.get_by_role("alert")).to_be_visible()
    _require_clean(page, width)
    _fill(page, chief)
    page.wait_for_url("**/")
    for path in ("/", "/account", "/users", f"/users/{chief}", "/users/hay-quen", "/log", "/users/khong-co"):
        page.goto(path)
        _require_clean(page, width)


def _require_clean(page: Page, width: int) -> None:
    page.add_script_tag(path=str(AXE))
    found = page.evaluate("axe.run()")
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= width, page.url


def test_behind_a_proxy_with_tls_cookies_are_secure(guarded: Guarded) -> None:
    """The real server believes a proxy on its own machine that the reader came over https, and sets Secure cookies only."""
    with Client(base_url=guarded.address) as client:
        behind = client.get("/sign-in", headers={"x-forwarded-proto": "https"}).headers["set-cookie"]
        direct = client.get("/sign-in").headers["set-cookie"]
    assert behind.startswith("__Host-vankho_browser=")
    assert "Secure" in behind
    assert direct.startswith("vankho_browser=")
    assert "Secure" not in direct
