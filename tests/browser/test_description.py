"""The description of a document beside its page: each value with its source, its confidence, and where it was read."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Opened

Open = Callable[..., Opened]
DOCUMENT = "/r/H42-041-01-0007-001"
LIT = re.compile("lit")


def _row(opened: Opened, name: str) -> Locator:
    return opened.page.locator(".description tr", has=opened.page.get_by_role("rowheader", name=name, exact=True))


def test_every_value_has_its_source_and_confidence(open_page: Open, samples_address: str) -> None:
    """Each row of the description says where the value is from and how sure it is, in per cent."""
    rows = open_page(DOCUMENT, address=samples_address).page.locator(".description tbody tr").all()[1:]
    assert len(rows) >= 6
    for row in rows:
        assert row.locator("td").nth(1).inner_text().strip()
        assert row.locator("td").nth(2).inner_text().strip().endswith("%")


def test_hover_and_focus_light_where_a_value_was_read(open_page: Open, samples_address: str) -> None:
    """The place of a value on the image is lit while its row is pointed at or has the focus, and no longer."""
    opened = open_page(DOCUMENT, address=samples_address)
    place = opened.page.locator("#read-number")
    expect(place).to_have_css("opacity", "0")
    row = _row(opened, "Số, ký hiệu")
    row.hover()
    expect(place).to_have_css("opacity", "1")
    opened.page.mouse.move(0, 0)
    expect(place).to_have_css("opacity", "0")
    row.get_by_role("link").focus()
    expect(place).to_have_class(LIT)
    expect(opened.page.locator("#read-date")).to_have_css("opacity", "0")
    opened.page.keyboard.press("Tab")
    expect(place).not_to_have_class(LIT)
    assert opened.complaints == []


@pytest.mark.parametrize("scripts", [True, False])
def test_a_tap_leads_to_the_place_on_the_image(open_page: Open, samples_address: str, *, scripts: bool) -> None:
    """On a phone, with or without scripts, the link of a value brings its lit place on the image into view."""
    opened = open_page(DOCUMENT, address=samples_address, width=390, scripts=scripts)
    _row(opened, "Số, ký hiệu").get_by_role("link").click()
    place = opened.page.locator("#read-number")
    expect(place).to_have_css("opacity", "1")
    expect(place).to_be_in_viewport()


def test_the_lit_place_lies_over_the_words_that_were_read(open_page: Open, samples_address: str) -> None:
    """The frame of the number encloses the words of the number line, as the marks of a search for it show."""
    opened = open_page(DOCUMENT, address=samples_address)
    number = _row(opened, "Số, ký hiệu").locator("td").first.inner_text()
    opened.page.goto(f"{opened.page.url.split('?')[0]}?q={number}")
    mark = opened.page.locator(".marks rect").first.bounding_box()
    frame = opened.page.locator("#read-number").bounding_box()
    assert mark
    assert frame
    assert frame["x"] <= mark["x"] + 1
    assert frame["y"] <= mark["y"] + 1
    assert mark["x"] + mark["width"] <= frame["x"] + frame["width"] + 1
    assert mark["y"] + mark["height"] <= frame["y"] + frame["height"] + 1
    assert frame["height"] < 6 * mark["height"]
