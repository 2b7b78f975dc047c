"""Suggestions while typing: a combobox for keyboard, mouse and screen reader, and a plain box without JavaScript."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Opened

Open = Callable[..., Opened]
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def typed(page: Page, text: str) -> Locator:
    """Type into the search box; the choices that come."""
    page.locator("#q").press_sequentially(text)
    choices = page.get_by_role("option")
    expect(choices.first).to_be_visible()
    return choices


def test_a_choice_by_keyboard_searches_for_it(open_page: Open) -> None:
    """The arrows move over the choices and the box, each told to screen readers; Enter searches for the one chosen."""
    opened = open_page("/")
    page, box = opened.page, opened.page.locator("#q")
    choices = typed(page, "12-n")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").first).to_contain_text("gợi ý")
    expect(choices.first).to_contain_text("12-NQ/TU")
    page.keyboard.press("ArrowDown")
    expect(choices.first).to_have_attribute("aria-selected", "true")
    first = choices.first.get_attribute("id")
    assert first
    expect(box).to_have_attribute("aria-activedescendant", first)
    expect(box).to_have_value("số:12-NQ/TU")
    expect(box).to_be_focused()
    page.keyboard.press("ArrowUp")  # back to what was typed
    expect(box).to_have_value("12-n")
    page.keyboard.press("ArrowUp")  # and round to the last
    expect(choices.last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.locator("#q")).to_have_value("số:12-NQ/TU")
    expect(page.locator(".hit").first).to_contain_text("12-NQ/TU")
    assert opened.complaints == []


def test_escape_gives_back_what_was_typed(open_page: Open) -> None:
    """Escape closes the list, leaves the reader's own words, and Enter then searches for them."""
    page = open_page("/").page
    choices = typed(page, "phát tri")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(choices).to_have_count(0)
    expect(page.locator("#q")).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#q")).to_have_value("phát tri")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ph*t+tri")


def test_a_choice_by_mouse_finds_files_too(open_page: Open) -> None:
    """A title that is a file's, chosen by the mouse, leads to results with that file."""
    page = open_page("/").page
    typed(page, "tập nghị quyết").filter(has_text="Tập nghị quyết của Tỉnh ủy năm 2012").first.click()
    page.wait_for_url("**level=any**")
    expect(page.locator(".hit h3").first).to_contain_text("Tập nghị quyết của Tỉnh ủy năm 2012")


def test_the_server_is_asked_once_for_a_word(open_page: Open) -> None:
    """Letters typed in one go are one question; leaving the box closes the list."""
    page = open_page("/").page
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/suggest" in one.url else None)
    choices = typed(page, "phát triển")
    assert len(asked) == 1
    page.locator("#q").blur()
    expect(choices).to_have_count(0)


def test_without_suggestions_the_search_works(open_page: Open) -> None:
    """Where the server has no answer the box stays a box; without JavaScript it never says that it is more."""
    page = open_page("/").page
    page.route("**/suggest?*", lambda route: route.abort())
    with page.expect_event("requestfailed"):
        page.locator("#q").press_sequentially("công văn")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    plain = open_page("/", scripts=False).page
    assert plain.locator("#q").get_attribute("role") is None
    assert plain.locator("[role=listbox]").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_the_open_list(open_page: Open, scheme: str) -> None:
    """With the list open and a choice marked there is no fault of accessibility at all in the search form."""
    page = open_page("/", scheme=scheme, bypass=True).page
    typed(page, "nghị")
    page.keyboard.press("ArrowDown")
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document.querySelector('form[role=search]'))")
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in found["violations"]] == []
