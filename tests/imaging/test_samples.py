"""The samples, a page of each kind: read as well as promised. `benchmarks/ocr_accuracy.py` reads them all."""

import json
from typing import Any

import pytest

from benchmarks.ocr_accuracy import SAMPLES, collapse, edit_distance, pages_of
from imaging.options import ReadingOptions
from imaging.page import cut_and_read

# One page of each kind; the limits are those of the promise, doubled, as a page alone varies more than all together.
LIMITS = {
    "light-300": 0.01,
    "light-200": 0.01,
    "dirty-grey": 0.02,
    "typewritten": 0.04,
    "skewed": 0.01,
    "rotated": 0.01,
    "tiff": 0.01,
    "jpeg-set": 0.01,
    "garbage-layer": 0.01,
    "nfd-layer": 0.0,
    "born-digital": 0.0,
}


@pytest.fixture(scope="module")
def truth() -> dict[str, dict[str, Any]]:
    """The first document of each kind."""
    documents = json.loads((SAMPLES / "truth" / "documents.json").read_text(encoding="utf-8"))
    return {document["kind"]: document for document in reversed(documents)}


@pytest.mark.parametrize("kind", list(LIMITS))
def test_a_page_of_each_kind_is_read_as_promised(kind: str, truth: dict[str, dict[str, Any]]) -> None:
    """Letters wrong, missing or too many, in reading order, stay within the promise; one reading is enough."""
    task, page = next(iter(pages_of(truth[kind])))
    result = cut_and_read(task, ReadingOptions())
    right = collapse(page["text"])
    assert edit_distance(right, collapse(result.text())) <= LIMITS[kind] * len(right)
    assert result.readings <= 1
    assert result.rotation == (360 - page["rotation"]) % 360
    assert result.source == ("layer" if kind in {"nfd-layer", "born-digital"} else "ocr")


def test_the_blank_page_of_the_samples_is_blank(truth: dict[str, dict[str, Any]]) -> None:
    """Dust is not read as words."""
    blank = [task for task, page in pages_of(truth["blank-page"]) if page["blank"]]
    assert [cut_and_read(task, ReadingOptions()).source for task in blank] == ["blank"]


def test_boxes_lie_on_the_lines_of_a_skewed_page(truth: dict[str, dict[str, Any]]) -> None:
    """Each word's middle lies in the box of a line that holds the word."""
    task, page = next(iter(pages_of(truth["skewed"])))
    result = cut_and_read(task, ReadingOptions())
    met = 0
    for word in result.words:
        x, y = word.box.x + word.box.width / 2, word.box.y + word.box.height / 2
        met += any(
            left - 0.01 <= x <= left + width + 0.01
            and top - 0.005 <= y <= top + height + 0.005
            and word.text in line["text"]
            for line in page["lines"]
            for left, top, width, height in [line["box"]]
        )
    assert met / len(result.words) > 0.97


@pytest.mark.parametrize(
    ("one", "other", "edits"),
    [("", "", 0), ("ủy", "", 2), ("", "ủy", 2), ("chi bộ", "chỉ bộ", 1), ("abcd", "bcda", 2), ("kitten", "sitting", 3)],
)
def test_edits_are_counted(one: str, other: str, edits: int) -> None:
    """The measure itself: fewest letters to insert, delete or replace."""
    assert edit_distance(one, other) == edits
