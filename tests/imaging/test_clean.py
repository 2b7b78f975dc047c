"""What is measured on a page image and what is done about it."""

import numpy as np
import pytest
from PIL import Image

from imaging.clean import even_out, is_blank, level, survey
from imaging.images import PageImage
from tests.imaging import papers


def grey(image: Image.Image) -> PageImage:
    """As a page image of 200 dpi."""
    return PageImage(np.array(image), 200.0)


@pytest.mark.parametrize("degrees", [-2.4, -0.8, 0.0, 1.2, 3.0])
def test_skew_is_found(degrees: float) -> None:
    """The angle of the lines is found to a fifth of a degree, clockwise positive."""
    image, _ = papers.body_page()
    turned = image.rotate(-degrees, fillcolor=255, resample=Image.Resampling.BICUBIC)
    assert survey(grey(turned)).skew == pytest.approx(degrees, abs=0.21)


def test_boxes_found_on_the_levelled_page_lie_over_the_ink_of_the_skewed_one() -> None:
    """Undoing the levelling maps a box to where the word stands on the page as served."""
    image = Image.new("L", papers.A4, 255)
    image.paste(0, (1200, 300, 1320, 340))
    skewed = grey(image.rotate(-2.5, fillcolor=255))
    levelled, skew = level(skewed, 2.5)
    rows, columns = np.nonzero(levelled.pixels < 100)
    left, top, right, bottom = skew.undo(columns.min(), rows.min(), columns.max(), rows.max())
    rows, columns = np.nonzero(skewed.pixels < 100)
    assert (left, right) == (pytest.approx(columns.min(), abs=4), pytest.approx(columns.max(), abs=4))
    assert (top, bottom) == (pytest.approx(rows.min(), abs=4), pytest.approx(rows.max(), abs=4))


def test_sideways_lines_are_noticed() -> None:
    """Lines that run up the page are told from lines that run across."""
    image, _ = papers.body_page()
    assert not survey(grey(image)).sideways
    assert survey(grey(image.rotate(90, expand=True))).sideways


def test_dirty_paper_is_noticed_and_evened_out() -> None:
    """Uneven paper is called dirty, clean paper is not; afterwards the paper is white and the letters are there."""
    image, placed = papers.body_page()
    assert not survey(grey(image)).dirty
    dirty = grey(papers.stained(image))
    assert survey(dirty).dirty
    even = even_out(dirty).pixels
    assert np.median(even) > 240
    left, top, right, bottom = placed[5].box
    assert even[top:bottom, left:right].min() < 110


def test_dust_is_blank_and_a_page_number_is_not() -> None:
    """A page with specks only is blank; one with a single digit is not."""
    image = Image.new("L", papers.A4, 255)
    rng = np.random.default_rng(2)
    for x, y in rng.integers(100, 1500, (60, 2)):
        image.paste(0, (int(x), int(y), int(x) + 3, int(y) + 3))
    assert is_blank(survey(grey(image)))
    number, _ = papers.print_lines([(800, 140, "7")])
    assert not is_blank(survey(grey(number)))
