"""Hashes of page pictures: the same scan saved again, the same page scanned anew, other pages, pages that cannot be."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageEnhance

from archive.duplicates.pictures import BITS, NEAR, SAME, PictureHash, inked_distance, whole_distance
from archive.errors import NotTakenIn
from imaging.fingerprints import hash_page, picture_hash
from imaging.images import PageImage
from imaging.page import PageTask
from tests.imaging.papers import A4, BODY, body_page, pdf_of, print_lines, stained

Change = Callable[[Image.Image], Image.Image]


def _saved(image: Image.Image, quality: int) -> Image.Image:
    stream = io.BytesIO()
    image.save(stream, "JPEG", quality=quality)
    return Image.open(stream)


def _hash(image: Image.Image, dpi: float = 200.0) -> PictureHash:
    return picture_hash(PageImage(np.asarray(image.convert("L")), dpi))


def _page(seed: int) -> Image.Image:
    """A page whose lines are of other lengths and at other places than any other seed's."""
    words = " ".join(BODY).split()
    dice = np.random.default_rng(seed)
    lines, top = [], 220
    while top < A4[1] - 300:
        length = int(dice.integers(2, 11))
        start = int(dice.integers(0, len(words) - length))
        lines.append((int(dice.integers(180, 420)), top, " ".join(words[start : start + length])))
        top += int(dice.integers(58, 150))
    return print_lines(lines)[0]


def _turned(image: Image.Image, degrees: float) -> Image.Image:
    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def _cropped(image: Image.Image) -> Image.Image:
    width, height = image.size
    return image.crop((width // 60, height // 80, width - width // 50, height - height // 40))


AGAIN: dict[str, Change] = {
    "poor JPEG": lambda image: _saved(image, 25),
    "darker": lambda image: ImageEnhance.Brightness(image).enhance(0.85),
    "half the size": lambda image: image.resize((image.width // 2, image.height // 2), Image.Resampling.BOX),
}
ANEW: dict[str, Change] = {
    "skewed": lambda image: _turned(image, 1.2),
    "skewed the other way": lambda image: _turned(image, -0.8),
    "cropped": _cropped,
    "stained": stained,
    "skewed, cropped, stained and saved": lambda image: _saved(stained(_cropped(_turned(image, 0.7))), 60),
}


@pytest.mark.parametrize("name", AGAIN)
def test_a_scan_saved_again_is_the_same(name: str) -> None:
    """Quality, brightness and size change a picture's hash as it lies by less than the bound of one scan."""
    for seed in range(4):
        image = _page(seed)
        changed = AGAIN[name](image)
        dpi = 200.0 * changed.width / image.width
        assert whole_distance(_hash(image), _hash(changed, dpi)) <= SAME, seed


@pytest.mark.parametrize("name", ANEW)
def test_a_page_scanned_anew_is_near(name: str) -> None:
    """Skew, crop and dirt leave what is printed near."""
    for seed in range(4):
        image = _page(seed)
        assert inked_distance(_hash(image), _hash(ANEW[name](image))) <= NEAR, seed


def test_a_scan_at_another_skew_is_not_the_same_scan() -> None:
    """A sheet that lay otherwise on the glass is told from a scan that was saved again."""
    for seed in range(4):
        image = _page(seed)
        assert whole_distance(_hash(image), _hash(_turned(image, 1.2))) > SAME, seed


def test_other_pages_are_far() -> None:
    """Pages with other lines are neither the same nor near, whichever two of them are taken."""
    hashes = [_hash(_page(seed)) for seed in range(8)]
    for at, one in enumerate(hashes):
        for other in hashes[:at]:
            assert inked_distance(one, other) > NEAR
            assert whole_distance(one, other) > SAME


def test_a_blank_page_has_no_ink() -> None:
    """A sheet with nothing on it, dust aside, says so, so that nobody takes it for another blank one; a printed one does not."""
    dust = np.full((A4[1], A4[0]), 250, np.uint8)
    dust[300:304, 700:704] = 60
    assert _hash(Image.fromarray(dust)).ink < 0.002 < _hash(body_page()[0]).ink


def test_a_hash_survives_its_bytes() -> None:
    """Packed and unpacked a hash is the same; other lengths are refused by name."""
    made = _hash(_page(1))
    again = PictureHash.from_bytes(made.to_bytes())
    assert (again.whole, again.inked) == (made.whole, made.inked)
    assert again.ink == pytest.approx(made.ink, abs=0.001)
    assert 0 < made.inked < 1 << BITS
    with pytest.raises(ValueError, match="65 bytes, not 3"):
        PictureHash.from_bytes(b"abc")


def test_a_page_is_hashed_out_of_its_file(tmp_path: Path) -> None:
    """The page at its place in a PDF has the hash of its own picture, not of another page."""
    pages = [_page(1), _page(2)]
    task = PageTask(pdf_of(tmp_path / "two.pdf", pages), 1)
    second = hash_page(task)
    assert inked_distance(second, _hash(pages[1])) <= NEAR < inked_distance(second, _hash(pages[0]))


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    """What is no picture and no PDF has no hash; the error names it."""
    path = tmp_path / "nothing.pdf"
    path.write_bytes(b"nothing at all")
    with pytest.raises(NotTakenIn, match=r"nothing\.pdf"):
        hash_page(PageTask(path, 0))
