"""The page of statistics in a browser: figures, bars as long as the figures say, and the way to a search and to the CSV."""

from collections.abc import Callable
from itertools import pairwise

import pytest

from tests.browser.conftest import Opened

Open = Callable[..., Opened]


def test_bars_are_as_long_as_their_figures(open_page: Open, samples_address: str) -> None:
    """Among the years the bars are to each other as the pages are, and the longest fills its place."""
    opened = open_page("/statistics", address=samples_address)
    rows = opened.page.get_by_role("region", name="Theo năm").locator("tbody tr").all()
    told = []
    for row in rows:
        bar, place = row.locator("rect").bounding_box(), row.locator("svg").bounding_box()
        assert bar
        assert place
        told.append((int(row.locator("td").nth(2).inner_text()), bar["width"] / place["width"]))
    most = max(pages for pages, _ in told)
    assert len(told) >= 10
    for pages, share in told:
        assert share == pytest.approx(pages / most, abs=0.01)
    assert opened.complaints == []


def test_the_parts_of_a_field_fill_its_bar(open_page: Open, samples_address: str) -> None:
    """The parts of each described field stand side by side, without gap, and fill the whole bar."""
    page = open_page("/statistics", address=samples_address).page
    for row in page.get_by_role("region", name="Mô tả").locator("tbody tr").all():
        place = row.locator("svg").bounding_box()
        parts = [box for part in row.locator("rect").all() if (box := part.bounding_box()) and box["width"]]
        assert place
        assert sum(part["width"] for part in parts) == pytest.approx(place["width"], abs=2)
        for left, right in pairwise(parts):
            assert left["x"] + left["width"] == pytest.approx(right["x"], abs=1)


def test_a_year_leads_to_its_documents(open_page: Open, samples_address: str) -> None:
    """The link of a year opens a search that finds as many documents as the row counts."""
    page = open_page("/statistics", address=samples_address).page
    row = page.get_by_role("region", name="Theo năm").locator("tbody tr").first
    documents = row.locator("td").nth(1).inner_text()
    row.get_by_role("link").click()
    assert page.get_by_text(f"{documents} văn bản", exact=True).first.is_visible()


def test_the_figures_can_be_taken_away(open_page: Open, samples_address: str) -> None:
    """The link at the end downloads the CSV."""
    page = open_page("/statistics", address=samples_address).page
    with page.expect_download() as download:
        page.get_by_role("link", name="Tải số liệu (CSV)").click()
    assert download.value.suggested_filename.endswith(".csv")


@pytest.mark.parametrize("width", [360, 1280])
def test_the_head_is_one_line_and_nothing_scrolls_sideways(open_page: Open, samples_address: str, width: int) -> None:
    """At the width of a phone and of a desk the ways of the head stand in one line and the page has the window's width."""
    page = open_page("/statistics", address=samples_address, width=width).page
    tops = {round(box["y"]) for link in page.locator(".nav a").all() if (box := link.bounding_box())}
    assert len(tops) == 1
    assert page.evaluate("document.documentElement.scrollWidth") <= width
