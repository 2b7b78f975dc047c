"""Pages as text: boxes, lines, and how a page is packed."""

import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.pages import FORMAT, Box, PageText, Word, decode, decode_lines, encode

FRACTIONS = st.integers(0, 100_000).map(lambda edge: edge / 1e5)
BOXES = st.builds(Box, FRACTIONS, FRACTIONS, FRACTIONS, FRACTIONS)
WORDS = st.builds(
    Word,
    text=st.text(min_size=1, max_size=12),
    box=BOXES,
    confidence=st.integers(0, 1000).map(lambda share: share / 1000),
    line=st.integers(0, 200),
    block=st.integers(0, 50),
)
PAGES = st.builds(
    PageText,
    words=st.lists(WORDS, max_size=8).map(tuple),
    width=st.floats(1, 5000),
    height=st.floats(1, 5000),
    rotation=st.sampled_from([0, 90, 180, 270]),
    source=st.sampled_from(["layer", "ocr", "blank"]),
    confidence=st.integers(0, 10_000).map(lambda share: share / 10_000),
    readings=st.integers(1, 4),
    notes=st.lists(st.text(max_size=20), max_size=3).map(tuple),
)


def word(text: str, line: int, x: float = 0.1) -> Word:
    return Word(text, Box(x, 0.1, 0.1, 0.02), 0.9, line, 0)


@given(PAGES)
def test_what_is_packed_comes_back(page: PageText) -> None:
    """A page comes back word for word, with boxes to 1/100,000, confidences and all that was noted."""
    assert decode(encode(page)) == page


@given(PAGES)
def test_printed_lines_are_the_lines_of_the_page(page: PageText) -> None:
    """Unpacked without boxes, a page has the same lines in the same order, each with the middle of its words' height."""
    lines = decode_lines(encode(page))
    assert lines == page.printed_lines()
    assert [line.words for line in lines] == [tuple(word.text for word in words) for _, words in page.lines()]
    start = 0
    for line, (_, words) in zip(lines, page.lines(), strict=True):
        assert line.start == start
        assert line.middle == pytest.approx(sum(word.box.y + word.box.height / 2 for word in words) / len(words))
        start += len(words)


def test_words_keep_their_order_and_letters() -> None:
    """The index of a word is its identity: order stays, also of words that are alike, and no letter is escaped away."""
    page = PageText((word("Đảng", 1), word("bộ", 1), word("Đảng", 2)), 595, 842)
    assert [found.text for found in decode(encode(page)).words] == ["Đảng", "bộ", "Đảng"]


def test_a_page_of_a_newer_format_is_refused() -> None:
    """What a newer version packed is refused, with both formats named."""
    newer = zlib.compress(json.dumps({"format": FORMAT + 1}).encode())
    with pytest.raises(ValueError, match=rf"format {FORMAT + 1}.*format {FORMAT}"):
        decode(newer)


@pytest.mark.parametrize(
    "blob",
    [b"", b"no page", encode(PageText((), 1, 1))[:-4], zlib.compress(b"[]"), zlib.compress(b"\xff"), zlib.compress(b"{}"),
     zlib.compress(b'{"format":1}'), zlib.compress(b'{"format":1,"words":[["a"]]}')],
)  # fmt: skip
def test_bytes_that_are_no_page_are_refused(blob: bytes) -> None:
    """Damaged or foreign bytes are one kind of error, never an empty page."""
    for unpack in (decode, decode_lines):
        with pytest.raises(ValueError):
            unpack(blob)


def test_lines_follow_the_reading_order() -> None:
    """Words of one line stand together; the text has one printed line a line."""
    page = PageText((word("ĐẢNG", 1), word("BỘ", 1), word("Số", 2), word("05-NQ/TU", 2)), 595, 842)
    assert [(number, [found.text for found in line]) for number, line in page.lines()] == [
        (1, ["ĐẢNG", "BỘ"]),
        (2, ["Số", "05-NQ/TU"]),
    ]
    assert page.text() == "ĐẢNG BỘ\nSố 05-NQ/TU"


def test_a_page_without_words_has_no_lines() -> None:
    """A blank page is a page: no lines and an empty text."""
    page = PageText((), 595, 842, source="blank")
    assert list(page.lines()) == []
    assert page.text() == ""


@given(BOXES, BOXES)
def test_a_union_holds_both_boxes(one: Box, other: Box) -> None:
    """The box around two boxes reaches to the outermost edge of either, whichever is named first."""
    both = one.union(other)
    assert (both.x, both.y) == (min(one.x, other.x), min(one.y, other.y))
    assert both.right == pytest.approx(max(one.right, other.right))
    assert both.bottom == pytest.approx(max(one.bottom, other.bottom))
    assert both == other.union(one)


@pytest.mark.parametrize(("width", "height"), [(-0.1, 0.1), (0.1, -0.1)])
def test_a_box_has_no_negative_size(width: float, height: float) -> None:
    """A box that ends before it begins is refused."""
    with pytest.raises(ValueError, match="negative size"):
        Box(0, 0, width, height)
