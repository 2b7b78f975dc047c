"""The desk of duplicates in a browser: twenty pairs settled by keyboard, undone, and copies folded and unfolded in a search."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from archive.descriptions import Field
from archive.roles import Role
from catalogue.catalogue import Catalogue
from catalogue.models import File
from catalogue.originals import add_asset, page_id
from catalogue.page_work import mark_done
from indexer.fingerprinting import find_duplicates
from indexer.progress import Silent
from tests.browser.conftest import Opened, served
from tests.reading.archive_made_up import document_of, fill, page_of, pdf_of, publish, store
from tests.signing_in import PASSWORD, make_account
from vankho import composition
from vankho.application import create_application
from vankho.settings import load

Open = Callable[..., Opened]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
GROUPS = 20
WORDS = (
    "suối khe nương rẫy chè ngô lúa trâu bò dê lợn gà vịt ong mật măng trúc vầu nứa gỗ đường cầu cống đập kênh mương trường lớp "
    "trạm xá chợ bến đò phà xã bản thôn xóm tổ đội hợp tác vốn vay lãi thuế phí quỹ thưởng phạt khen chê họp bàn bầu cử tri"
).split()


def _text(number: int) -> str:
    """Fifty words that belong to one pair: no two pairs have many neighbours in common."""
    return " ".join(f"{WORDS[(number * 7 + at * (number + 3)) % len(WORDS)]} {number}{at}x" for at in range(25))


def _pair(catalogue: Catalogue, folder: Path, file_id: str, number: int) -> None:
    """Two scans of one paper in one file; the second reading has a word more."""
    for copy, text in enumerate((_text(number), f"{_text(number)} đóng dấu")):
        sha256, size = store(catalogue, folder / f"{number}-{copy}.pdf", pdf_of([f"paper {number} copy {copy}"]))
        with catalogue.begin() as session:
            add_asset(session, sha256=sha256, size=size, media_kind="pdf", page_sizes=[(595.0, 842.0)])
            fields = {
                Field.TITLE: f"Về sổ ghép đôi {number}",
                Field.NUMBER: f"{500 + number}-TB/TU",
                Field.DATE: f"2012-04-{number + 1:02}",
            }
            ordinal = f"{2 * number + copy + 900:03}"
            document_of(session, session.get_one(File, file_id), ordinal, (text,), fields, asset=sha256)
            mark_done(session, page_id(sha256, 0), page_of(text), "made-up 1.0")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server with twenty pairs and an archivist."""
    home, offered = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("offered")
    settings = load({"VANKHO_HOME": str(home), "VANKHO_REPOSITORY": "Kho Lưu trữ Phú Lĩnh"}, home / "none.toml")
    composition.prepare(settings)
    application = create_application(settings)
    room = application.state.room
    made = fill(room.catalogue, offered)
    for number in range(GROUPS):
        _pair(room.catalogue, offered, made.file, number)
    find_duplicates(room.catalogue, None, Silent())
    publish(room.catalogue, room.engine)
    make_account(room.catalogue, "tuan", Role.ARCHIVIST)
    make_account(room.catalogue, "hoa", Role.READER)
    with served(application) as address:
        yield address


def _signed_in(open_page: Open, desk: str, name: str, path: str, **options: object) -> Opened:
    opened = open_page(f"/sign-in?back={path}", address=desk, **options)
    opened.page.get_by_label("Tên đăng nhập").fill(name)
    opened.page.get_by_label("Mật khẩu").fill(PASSWORD)
    opened.page.keyboard.press("Enter")
    opened.page.wait_for_url(desk + path)
    return opened


def _total(page: Page) -> str:
    return page.locator("#total").inner_text().split(" ")[0]


def test_a_pair_is_shown_side_by_side(open_page: Open, desk: str) -> None:
    """Both papers with their fields; what differs is marked in the texts and on the images; both are zoomed together."""
    opened = _signed_in(open_page, desk, "tuan", "/duplicates")
    page = opened.page
    expect(page.locator(".total")).to_have_text(f"{GROUPS} cặp chờ quyết định")
    page.get_by_role("link", name="So sánh").first.click()
    expect(page.get_by_role("heading", name="Quét lại")).to_be_visible()
    expect(page.locator("mark.differing")).to_have_text(["đóng", "dấu"])
    expect(page.locator(".marks.differing rect")).to_have_count(2)
    expect(page.locator(".compared tr", has_text="Số, ký hiệu")).to_contain_text("-TB/TU")
    page.get_by_role("button", name="Phóng to").click()
    assert [paper.get_attribute("data-zoom") for paper in page.locator(".desk-paper").all()] == ["2", "2"]
    assert opened.complaints == []


def test_twenty_groups_are_settled_by_keyboard_and_undone(open_page: Open, desk: str) -> None:
    """One key a pair leads through all of them; a decision is undone by one key, and the pair is asked again."""
    opened = _signed_in(open_page, desk, "tuan", "/duplicates")
    page = opened.page
    page.get_by_role("link", name="So sánh").first.click()
    keys = ("1", "2", "v", "x")
    for settled in range(GROUPS):
        page.wait_for_load_state()  # keys are listened for from then on
        expect(page.locator(".decisions")).to_be_visible()
        here = page.url
        page.keyboard.press(keys[settled % len(keys)])
        page.wait_for_function("before => location.href !== before", arg=here)
        expect(page.locator("#told")).to_contain_text("Đã ghi")
    page.goto(desk + "/duplicates")
    expect(page.locator(".total")).to_have_text("0 cặp chờ quyết định")
    page.get_by_role("link", name="Đã quyết định").click()
    expect(page.locator(".total")).to_have_text(f"{GROUPS} cặp đã quyết định")
    page.get_by_role("link", name="So sánh").first.click()
    page.wait_for_url("**/duplicates/*/*")
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(page.locator("#told")).to_contain_text("Đã hoàn tác")
    page.goto(desk + "/duplicates")
    expect(page.locator(".total")).to_have_text("1 cặp chờ quyết định")
    page.get_by_role("link", name="So sánh").first.click()
    page.wait_for_url("**/duplicates/*/*")
    page.wait_for_load_state()
    page.keyboard.press("1")
    page.wait_for_url("**noted=**")
    assert opened.complaints == []


def test_a_search_folds_and_unfolds_copies(open_page: Open, desk: str) -> None:
    """Of the pairs decided to be one paper a folded search shows one hit with its copy, and counts are those of the hits."""
    opened = open_page("/search?q=ghép đôi&size=100", address=desk)
    page = opened.page
    assert _total(page) == str(2 * GROUPS)
    folded_away = page.locator(".hit .copies").count()
    assert folded_away >= GROUPS // 2
    page.get_by_role("link", name="Gộp bản sao").click()
    assert _total(page) == str(2 * GROUPS - folded_away)
    expect(page.locator(".hit")).to_have_count(2 * GROUPS - folded_away)
    counts = page.locator("#facet-fonds + ul .count").all_inner_texts()
    assert counts == [str(2 * GROUPS - folded_away)]
    first = page.locator(".hit .copies").first
    first.locator("summary").click()
    first.get_by_role("link").click()
    expect(page.locator("#copies-title")).to_be_visible()
    expect(page.get_by_text("Đây là bản sao của")).to_be_visible()
    page.go_back()
    page.get_by_role("link", name="Hiện riêng từng bản sao").click()
    assert _total(page) == str(2 * GROUPS)
    assert opened.complaints == []


def test_the_desk_is_for_archivists(open_page: Open, desk: str) -> None:
    """A reader without the role is told so, and one who is not signed in is asked to."""
    page = _signed_in(open_page, desk, "hoa", "/").page
    assert page.get_by_role("link", name="Bản trùng").count() == 0
    answer = page.goto(desk + "/duplicates")
    assert answer is not None
    assert answer.status == 403
    stranger = open_page("/duplicates", address=desk).page
    expect(stranger).to_have_url(desk + "/sign-in?back=%2Fduplicates")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_desk_is_accessible(open_page: Open, desk: str, width: int, scheme: str) -> None:
    """axe finds no fault on the list and on a pair, at desktop and phone width, and nothing is wider than the screen."""
    opened = _signed_in(open_page, desk, "tuan", "/duplicates", width=width, scheme=scheme, bypass=True)
    page = opened.page
    for path in ("/duplicates/check", "/duplicates?decided=true", ""):
        if path:
            page.goto(desk + path)
        else:
            page.get_by_role("link", name="So sánh").first.click()
            expect(page.locator(".decisions")).to_be_visible()
        page.add_script_tag(path=AXE)
        found = page.evaluate("async () => (await axe.run()).violations.map(v => v.id + ': ' + v.nodes[0].html)")
        assert found == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_files_are_tried_before_they_are_taken_in(open_page: Open, desk: str, tmp_path: Path) -> None:
    """Of files that are dropped the page tells what is in the archive, what repeats among them, and what cannot be opened."""
    known = tmp_path / "đã có.pdf"
    known.write_bytes(pdf_of(["paper 3 copy 0"]))
    again = tmp_path / "lặp lại.pdf"
    again.write_bytes(known.read_bytes())
    broken = tmp_path / "hỏng.pdf"
    broken.write_bytes(b"no scan at all")
    opened = _signed_in(open_page, desk, "tuan", "/duplicates/check")
    page = opened.page
    page.get_by_label("Tệp quét").set_input_files([known, again, broken])
    page.get_by_role("button", name="Kiểm tra").click()
    lines = page.locator(".pair-line")
    expect(lines).to_have_count(3)
    expect(lines.nth(0)).to_contain_text("đã có.pdf")
    expect(lines.nth(0)).to_contain_text("Tệp giống hệt")
    expect(lines.nth(1)).to_contain_text("giống hệt đã có.pdf trong lô này")
    expect(lines.nth(2)).to_contain_text("the file cannot be opened")
    assert opened.complaints == []
