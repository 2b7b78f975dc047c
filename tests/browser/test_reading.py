"""A reader at work, in a real browser."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Opened, Site

Open = Callable[..., Opened]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def paths(site: Site) -> dict[str, str]:
    """An address of every kind of page."""
    made = site.made
    return {
        "home": "/",
        "results": "/search?q=công văn",
        "filtered": "/search?q=chè&term=2010-2015&year=2012",
        "empty": '/search?q="không hề có"&type=X',
        "document": f"/documents/{made.resolution}?page=1&q=chè",
        "document of results": f"/documents/{made.series[3]}?q=công văn&results=q%3Dcông+văn",
        "explained": "/search?q=cay che&explain=true",
        "similar": f"/documents/{made.resolution}/similar",
        "file": f"/files/{made.file}",
        "all fonds": "/fonds",
        "fonds": "/fonds/041",
        "inventory": "/fonds/041?inventory=03",
        "terms": "/terms",
        "statistics": "/statistics",
        "help": "/help",
        "error": "/nothing",
    }


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_from_a_search_to_the_box_over_the_word(open_page: Open, site: Site, scripts: bool) -> None:
    """Search, narrow, widen by the chip, open a hit, see its box over the right word, go to the next hit."""
    opened = open_page("/", scripts=scripts)
    page = opened.page
    page.get_by_label("Tìm trong tài liệu").fill("cây chè")
    page.get_by_role("button", name="Tìm", exact=True).click()
    expect(page.locator("#total")).to_contain_text("1 văn bản")
    page.locator(".facet").get_by_role("link", name="Nghị quyết").click()
    chip = page.get_by_role("link", name="Bỏ lọc Loại văn bản: Nghị quyết")
    expect(chip).to_be_visible()
    chip.click()
    expect(chip).to_have_count(0)
    page.get_by_role("link", name="Về phát triển cây chè vùng cao").click()

    image = page.locator("#paper img")
    expect(image).to_be_visible()
    page.wait_for_load_state("load")
    whole = image.bounding_box()
    assert whole
    assert whole["height"] / whole["width"] == pytest.approx(842 / 595, abs=0.01)  # the real A4 page, not its stand-in
    words = page.request.get(f"/api/v1/pages/{site.made.resolution_pages[0]}/words?q=cây chè").json()["words"]
    marked = [word for word in words if word["mark"]]
    assert [word["text"] for word in marked]
    boxes = page.locator("svg.marks rect")
    expect(boxes).to_have_count(len(marked))
    for place, word in enumerate(marked):
        box = boxes.nth(place).bounding_box()
        assert box
        x, y, width, height = word["box"]
        assert box["x"] - whole["x"] == pytest.approx(x * whole["width"], abs=2.5)
        assert box["y"] - whole["y"] == pytest.approx(y * whole["height"], abs=2.5)
        assert box["width"] == pytest.approx(width * whole["width"], abs=4)
        assert box["height"] == pytest.approx(height * whole["height"], abs=4)
    assert opened.complaints == []


def test_next_hit_by_key_and_by_link(open_page: Open, site: Site) -> None:
    """`n` and `p` go from hit to hit, `j` and `k` from page to page."""
    opened = open_page(f"/documents/{site.made.resolution}?page=1&q=chè")
    page = opened.page
    for key, place in (("n", 3), ("p", 1), ("j", 2), ("k", 1)):
        page.keyboard.press(key)
        expect(page.locator(".now")).to_have_text(f"Trang {place} / 3")
    assert opened.complaints == []


def test_next_document_by_key(open_page: Open) -> None:
    """`N` and `P` go from hit to hit of the results without the list between, and the way back is kept."""
    page = open_page("/search?q=công văn&sort=-date&size=5").page
    page.locator(".hit h3 a").nth(3).click()
    expect(page.locator(".walk")).to_contain_text("Kết quả 4 / 25")
    for key, place in (("N", 5), ("N", 6), ("P", 5), ("P", 4)):
        page.wait_for_load_state("load")  # keys are known when the page's script has run
        page.keyboard.press(f"Shift+{key}")
        expect(page.locator(".walk")).to_contain_text(f"Kết quả {place} / 25")
    page.locator(".walk .back").click()
    page.wait_for_url("**/search?q=c%C3%B4ng+v%C4%83n&sort=-date&size=5")


def test_the_help_lists_every_key(open_page: Open) -> None:
    """What the help page teaches are the keys that the pages know, and the short list shows the same."""
    page = open_page("/help").page
    for key in ("/", "n", "p", "N", "P", "j", "k", "?"):
        assert page.locator(".prose kbd").get_by_text(key, exact=True).count() == 1, key
        assert page.locator("#keys kbd").get_by_text(key, exact=True).count() == 1, key


def test_keys_of_the_results(open_page: Open) -> None:
    """`/` goes to the search box to write anew, where letters are letters; `j` walks the hits; `?` shows the keys."""
    opened = open_page("/search?q=công văn")
    page = opened.page
    page.keyboard.press("j")
    expect(page.locator(".hit h3 a").first).to_be_focused()
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()
    page.keyboard.type("nj?")
    expect(page.locator("#q")).to_have_value("nj?")
    assert opened.complaints == []


def test_the_histogram_is_reached_and_used_by_keyboard(open_page: Open) -> None:
    """A bar can be focused and followed with the keyboard alone."""
    page = open_page("/search").page
    bar = page.locator(".years a").last
    bar.focus()
    expect(bar).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Bỏ lọc Năm: 2013")).to_be_visible()


def test_the_first_tab_skips_to_the_content(open_page: Open) -> None:
    """The first stop of the keyboard leads past the head of the page."""
    page = open_page("/").page
    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_zoom_and_copy(open_page: Open, site: Site) -> None:
    """The image grows under its marks, and the citation is copied."""
    opened = open_page(f"/documents/{site.made.resolution}?q=chè")
    page = opened.page
    before = page.locator("#paper img").bounding_box()
    page.get_by_role("button", name="Phóng to").click()
    after = page.locator("#paper img").bounding_box()
    assert before
    assert after
    assert after["width"] > 1.4 * before["width"]
    assert page.locator("svg.marks").bounding_box() == after
    page.get_by_role("button", name="Sao chép").first.click()
    expect(page.get_by_role("button", name="Đã sao chép")).to_be_visible()
    assert opened.complaints == []


@pytest.mark.parametrize("width", [375, 1280])
def test_no_page_scrolls_sideways(open_page: Open, site: Site, width: int) -> None:
    """On a phone and on a desk every page fits its width."""
    opened = open_page("/", width=width)
    for name, path in paths(site).items():
        opened.page.goto(path)
        wide = opened.page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, name


@pytest.mark.parametrize("width", [360, 390, 1280])
def test_every_written_year_is_seen_whole(open_page: Open, samples_address: str, width: int) -> None:
    """A histogram of up to sixteen years fits its place on a phone too: no written year is cut off."""
    page = open_page("/", width=width, address=samples_address).page
    place = page.locator(".years .scroll").bounding_box()
    years = page.locator(".years text.year:visible")
    assert place and years.count() > 1
    for year in years.all():
        box = year.bounding_box()
        assert box
        assert place["x"] <= box["x"]
        assert box["x"] + box["width"] <= place["x"] + place["width"]


def test_filters_start_folded_on_a_phone(open_page: Open) -> None:
    """On a phone the filters are one touch away, not in the way."""
    page = open_page("/search?q=công văn", width=375).page
    expect(page.locator(".facet").first).not_to_be_visible()
    page.locator(".fold > summary").click()
    expect(page.locator(".facet").first).to_be_visible()


def test_nothing_breaks_the_content_policy(open_page: Open, site: Site) -> None:
    """No page makes the console complain, nor asks another host; the font is our own and is there."""
    opened = open_page("/")
    for path in paths(site).values():
        opened.page.goto(path)
        opened.page.wait_for_load_state("networkidle")
    assert [said for said in opened.complaints if "404" not in said] == []
    assert opened.page.evaluate("document.fonts.check('16px \"Be Vietnam Pro\"', 'Nhiệm kỳ')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(open_page: Open, site: Site, scheme: str) -> None:
    """No page has a serious or critical fault of accessibility, in light and in dark."""
    opened = open_page("/", scheme=scheme, bypass=True)  # only so that the checker's own script may be put in
    faults = {}
    for name, path in paths(site).items():
        opened.page.goto(path)
        opened.page.add_script_tag(path=AXE)
        found = opened.page.evaluate("axe.run()")
        serious = [
            (one["id"], [node["target"] for node in one["nodes"]])
            for one in found["violations"]
            if one["impact"] in {"serious", "critical"}
        ]
        if serious:
            faults[name] = serious
    assert faults == {}


def test_similar_documents_come_when_a_reader_comes_to_them(open_page: Open) -> None:
    """The list takes the place of its link once the end of the page is in sight, and leads on to another document."""
    opened = open_page("/search?q=chè")
    page = opened.page
    page.locator(".hit h3 a").first.click()
    section = page.locator("section.similar")
    section.scroll_into_view_if_needed()
    expect(section.locator("#similar-list")).to_be_visible()
    expect(section.get_by_role("link", name="Xem văn bản tương tự")).to_have_count(0)
    assert opened.complaints == []


def test_reasons_are_shown_and_hidden_by_one_link(open_page: Open) -> None:
    """The link over the hits shows with each why it was found, and then hides it."""
    opened = open_page("/search?q=cay che")
    page = opened.page
    page.get_by_role("link", name="Vì sao tìm thấy?").click()
    expect(page.locator(".hit .why").first).to_contain_text("không kể dấu")
    page.get_by_role("link", name="Ẩn lý do tìm thấy").click()
    expect(page.locator(".why")).to_have_count(0)
    assert opened.complaints == []
