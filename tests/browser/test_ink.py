"""On real scans a mark lies over the ink of its word: measured on the image that readers are served."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytesseract
import pytest
from PIL import Image, ImageOps
from playwright.sync_api import Page, expect

from archive.vietnamese import bare, tokens
from tests.browser.conftest import Opened

Open = Callable[..., Opened]
TRUTH = json.loads((Path(__file__).parents[2] / "samples" / "truth" / "documents.json").read_text("utf-8"))
KINDS = {paper["reference"]: paper["kind"] for paper in TRUTH}  # "rotated" lies by 90 degrees in its scan

DARK = 128  # of 255: ink is under it, paper above, on a clean scan
CLOSE = 2400  # the width in pixels of the largest image that is served
MARGIN = 6  # pixels put around a word cut out, so that it is not read glued to the edge


@pytest.mark.parametrize(
    ("reference", "kind", "phrase"),
    [
        ("H42-041-01-0007-001", "light-300", "sinh hoạt lệ ở Khuổi Vạn còn đơn điệu"),
        ("H42-112-01-0019-004", "rotated", "Lượng khách tham quan hang động"),
        ("H42-041-01-0021-004", "skewed", "Đại hội đại biểu"),
    ],
)
def test_the_mark_of_a_phrase_lies_over_its_ink(
    open_page: Open, samples_address: str, reference: str, kind: str, phrase: str
) -> None:
    """Search a phrase, open the hit: each mark holds far more ink than the page, and cut out and read again is its word."""
    assert KINDS[reference] == kind
    opened = open_page("/", address=samples_address)
    page = opened.page
    page.get_by_label("Tìm trong tài liệu").fill(f'"{phrase}"')
    page.get_by_role("button", name="Tìm", exact=True).click()
    page.locator(".hit", has_text=reference).locator("h3 a").click()
    require_marks_over_ink(page, phrase)
    assert opened.complaints == []


def require_marks_over_ink(page: Page, phrase: str) -> None:
    """The marks of a phrase on the page image shown lie over ink, and read alone they are its words."""
    image = page.locator("#paper img")
    expect(image).to_be_visible()
    page.wait_for_load_state("load")
    whole = image.bounding_box()
    assert whole
    address = image.get_attribute("src")
    assert address
    answer = page.request.get(address.split("?")[0], params={"width": CLOSE})
    scan = ImageOps.grayscale(Image.open(io.BytesIO(answer.body())))
    assert scan.height / scan.width == pytest.approx(whole["height"] / whole["width"], rel=0.01)
    assert scan.height > scan.width  # served upright, however it was scanned
    scale = scan.width / whole["width"]

    marks = page.locator("svg.marks rect")
    sought = [bare(token.text) for token in tokens(phrase)]
    assert marks.count() >= len(sought)
    of_page = _ink(scan)
    read = []
    for place in range(marks.count()):
        box = marks.nth(place).bounding_box()
        assert box
        left, top = (box["x"] - whole["x"]) * scale, (box["y"] - whole["y"]) * scale
        word = scan.crop(
            (round(left), round(top), round(left + box["width"] * scale), round(top + box["height"] * scale))
        )
        assert _ink(word) > 2.5 * of_page, f"mark {place} lies beside the ink"
        wide = ImageOps.expand(word, MARGIN, 255)
        read += [bare(token.text) for token in tokens(pytesseract.image_to_string(wide, "vie", "--psm 8"))]
    assert read[: len(sought)] == sought


def _ink(image: Image.Image) -> float:
    """The share of dark pixels."""
    return float((np.asarray(image) < DARK).mean())
