"""One suite for every recogniser."""

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from archive.errors import Unavailable
from imaging.images import PageImage
from imaging.options import ReadingOptions
from imaging.recognisers import Recogniser, engine_identity, open_recogniser, pytesseract_, tesserocr_
from imaging.recognisers.models import find_model
from imaging.recognisers.tsv import parse_words
from tests.imaging import papers


@pytest.fixture(scope="module", params=["tesserocr", "pytesseract"])
def recogniser(request: pytest.FixtureRequest) -> Iterator[Recogniser]:
    """Each adapter."""
    yield open_recogniser(request.param, "vie")


def test_words_come_with_edges_confidence_and_lines(recogniser: Recogniser) -> None:
    """Printed words are read line by line, with edges in pixels of the image and a confidence between 0 and 1."""
    image, placed = papers.print_lines([(200, 300 + 80 * row, text) for row, text in enumerate(papers.BODY[:3])])
    words = recogniser.read(PageImage(np.array(image), 200.0))
    assert [word.text for word in words] == [word.text for word in placed]
    for word, known in zip(words, placed, strict=True):
        assert (word.left, word.right) == (pytest.approx(known.box[0], abs=8), pytest.approx(known.box[2], abs=8))
        assert 0.5 < word.confidence <= 1
    assert sorted({word.line for word in words}) == [0, 1, 2]


def test_nothing_on_the_image_is_no_words(recogniser: Recogniser) -> None:
    """White paper gives no words and no error."""
    assert recogniser.read(PageImage(np.full((400, 300), 255, np.uint8), 200.0)) == []


def test_one_page_leaves_nothing_for_the_next(recogniser: Recogniser) -> None:
    """The same image reads the same, whatever was read before it."""
    first = PageImage(np.array(papers.print_lines([(100, 100, papers.BODY[0])])[0]), 200.0)
    other = PageImage(np.array(papers.print_lines([(100, 100, papers.BODY[3])], size=(1400, 900))[0]), 300.0)
    once = recogniser.read(first)
    recogniser.read(other)
    assert recogniser.read(first) == once


def test_identity_names_engine_version_and_model(recogniser: Recogniser) -> None:
    """Name, version and checksum of the model decide the words, and make the key of the cache."""
    identity = recogniser.identity()
    assert identity.name in {"tesserocr", "pytesseract"}
    assert re.fullmatch(r"\d+\.\d+\.\d+.*", identity.version)
    assert re.fullmatch(r"[0-9a-f]{64}", identity.model_sha256)
    assert identity == engine_identity(ReadingOptions(recogniser=identity.name))  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["tesserocr", "pytesseract"])
def test_a_missing_model_says_what_to_install(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the Vietnamese model the error names the package that holds it."""
    monkeypatch.setenv("TESSDATA_PREFIX", str(tmp_path))
    adapter = {"tesserocr": tesserocr_.TesserocrRecogniser, "pytesseract": pytesseract_.PytesseractRecogniser}[name]
    with pytest.raises(Unavailable, match="tesseract-ocr-vie"):
        adapter("vie")


def test_a_missing_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the program the error names its package; `available` says no instead of raising."""
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "no-such-program")
    with pytest.raises(Unavailable, match="apt-get install tesseract-ocr"):
        pytesseract_.version()
    assert not pytesseract_.available()


def test_adapters_are_available_here() -> None:
    """Where the suite runs, both engines are installed."""
    assert tesserocr_.available()
    assert pytesseract_.available()


def test_models_are_found_where_packages_put_them(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a setting the model of Debian's package is found."""
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
    assert find_model("vie").name == "vie.traineddata"


def test_tables_keep_words_that_look_like_quotes() -> None:
    """A word that is a quotation mark or holds a tab's neighbour is text, not syntax."""
    table = 'level\tpage\n5\t1\t1\t1\t1\t1\t10\t20\t30\t12\t96.5\t"\n5\t1\t1\t1\t2\t1\t10\t40\t30\t12\t-1\tBan\n'
    words = parse_words(table)
    assert [(word.text, word.line, word.confidence) for word in words] == [('"', 0, 0.965), ("Ban", 1, 0.0)]


def test_an_unknown_recogniser_is_refused() -> None:
    """A name that is none is a fault of the caller."""
    with pytest.raises(ValueError, match="tesserocr or pytesseract"):
        open_recogniser("abbyy", "vie")
