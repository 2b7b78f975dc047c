"""Red seals are taken off; what is red and no seal, and what is black, stays."""

import numpy as np
import pytest
from PIL import Image, ImageDraw

from imaging.seals import without_seals

RED, PAPER = (200, 30, 36), (222, 208, 176)
DPI = 200.0


def sheet() -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Yellowed paper, 4 inches square, with a black bar across it."""
    image = Image.new("RGB", (800, 800), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((100, 390, 700, 400), fill=(25, 25, 28))
    return image, draw


def cleaned(image: Image.Image) -> tuple[np.ndarray, np.ndarray]:
    """The page in grey as it was, and without seals."""
    grey = np.asarray(image.convert("L"))
    return grey, without_seals(np.asarray(image), grey, DPI)


def test_a_seal_is_taken_off_and_the_letters_under_it_stay() -> None:
    """Of a round red seal of 34 mm nothing darker than the paper is left, and the black under it is as black as before."""
    image, draw = sheet()
    draw.ellipse((260, 260, 528, 528), outline=RED, width=12)
    draw.ellipse((310, 310, 478, 478), outline=RED, width=7)
    draw.rectangle((100, 390, 700, 400), fill=(25, 25, 28))
    before, after = cleaned(image)
    ring = np.asarray(image)[..., 0].astype(int) - np.asarray(image)[..., 1] > 100
    assert ring.sum() > 5000
    assert before[ring].max() < 100
    assert after[ring].min() > 180
    assert after[391:400, 120:680].max() < 40


@pytest.mark.parametrize("box", [(200, 200, 440, 264), (200, 200, 300, 300), (100, 100, 700, 700)])
def test_what_is_red_and_no_seal_stays(box: tuple[int, int, int, int]) -> None:
    """A framed mark of secrecy, a small stamp and a large frame are left as they are."""
    image, draw = sheet()
    draw.rectangle(box, outline=RED, width=6)
    draw.line((box[0] + 20, (box[1] + box[3]) / 2, box[2] - 20, (box[1] + box[3]) / 2), fill=RED, width=8)
    before, after = cleaned(image)
    assert np.array_equal(before, after)


def test_a_blue_seal_stays() -> None:
    """Blue ink is that of pens: nothing of it is taken off."""
    image, draw = sheet()
    draw.ellipse((260, 260, 528, 528), outline=(40, 58, 150), width=12)
    before, after = cleaned(image)
    assert np.array_equal(before, after)
