"""Pages on paper: what is printed, and what stays on the screen."""

import io
from collections.abc import Callable

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Opened, Site

Open = Callable[..., Opened]

ONLY_SCREEN = ".nav, .switch, .foot, .skip, .walk, .crumbs, .bar-row, .facets, .paging, .sort, .years, .after, button"


def printed(page: Page) -> list[str]:
    """The text of each printed sheet."""
    document = pypdfium2.PdfDocument(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


@pytest.mark.parametrize("kind", ["results", "document", "file"])
def test_no_navigation_is_printed(open_page: Open, site: Site, kind: str) -> None:
    """Menus, filters, buttons and the histogram are of no use on paper."""
    path = {
        "results": "/search?q=công văn&size=5",
        "document": f"/documents/{site.made.resolution}?q=chè&results=q%3Dchè",
        "file": f"/files/{site.made.file}",
    }[kind]
    page = open_page(path).page
    page.emulate_media(media="print")
    shown = [one for one in page.locator(ONLY_SCREEN).all() if one.is_visible()]
    assert shown == []
    expect(page.locator("h1, .total").first).to_be_visible()


def test_a_printed_document_has_its_image_and_citation_on_one_sheet(open_page: Open, site: Site) -> None:
    """The first sheet tells title, citation and lasting address over the page image, which ends on that sheet."""
    page = open_page(f"/documents/{site.made.resolution}?q=chè").page
    page.wait_for_load_state("networkidle")
    sheets = printed(page)
    first = " ".join(sheets[0].split())
    assert "Về phát triển cây chè vùng cao" in first
    assert "ĐVBQ 123, VB 1, tr. 1" in first
    assert "/r/H42-041-03-0123-001?page=1" in "".join(first.split())
    assert "Văn bản đọc được" not in first  # the text begins on the next sheet, so the image filled this one alone
    assert "Tỉnh ủy quyết định trồng thêm 500 ha chè" in " ".join(" ".join(sheets[1:]).split())
    page.set_viewport_size({"width": 673, "height": 987})  # the printed area of an A4 sheet, in CSS pixels
    page.emulate_media(media="print")
    box = page.locator("#paper figure").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 987


def test_printed_results_are_the_query_and_its_hits(open_page: Open) -> None:
    """A printed list says what was sought, how many there are, and each hit with its reference."""
    sheets = " ".join(" ".join(printed(open_page("/search?q=công văn&size=5").page)).split())
    assert "25 văn bản" in sheets
    assert sheets.count("H42-041-03-0200-") == 5


def test_a_printed_file_is_cited(open_page: Open, site: Site) -> None:
    """A printed file has its citation under its title, and its documents."""
    sheets = " ".join(printed(open_page(f"/files/{site.made.file}").page)[0].split())
    assert "ĐVBQ 123" in sheets
    assert "Về phát triển cây chè vùng cao" in sheets
