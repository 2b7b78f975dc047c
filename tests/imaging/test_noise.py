"""What is kept of an engine's words, and how sure a reading is."""

import pytest

from imaging.noise import without_noise
from imaging.recognisers import RecognisedWord
from imaging.sureness import SURE, sureness


def word(text: str, confidence: float = 0.9, *, width: float = 60, height: float = 30) -> RecognisedWord:
    """A word of the usual size at 200 dpi."""
    return RecognisedWord(text, 100, 100, 100 + width, 100 + height, confidence, 0)


USUAL = [word("Ban"), word("Thường"), word("vụ"), word("Tỉnh"), word("ủy")]


@pytest.mark.parametrize(
    "noise",
    [
        word("~", 0.3),
        word("A", 0.6, height=200),
        word(".", 0.8, width=3, height=3),
        word("¬>Z", 0.4),
    ],
)
def test_scribbles_and_specks_are_dropped(noise: RecognisedWord) -> None:
    """What nobody printed is no word."""
    assert without_noise([*USUAL, noise], 200) == USUAL


@pytest.mark.parametrize("printed", [word("-", 0.8), word("7", 0.6, width=15), word("./.", 0.7), word("Pjàng", 0.4)])
def test_printed_marks_and_doubtful_words_are_kept(printed: RecognisedWord) -> None:
    """A dash of a list, a page number, a name the model does not know: all stay."""
    assert printed in without_noise([*USUAL, printed], 200)


def test_a_hopeless_word_is_a_scribble_on_its_own_and_a_name_in_a_line() -> None:
    """What the engine doubts most is dropped where it stands alone, and kept amid words it is sure of."""
    strange = word("Phja", 0.05)
    alone = RecognisedWord("Phja", 100, 100, 160, 130, 0.05, 1)
    assert without_noise([*USUAL, strange, alone], 200) == [*USUAL, strange]


def test_a_reading_of_words_is_sure_and_one_of_rubbish_is_not() -> None:
    """Vietnamese read with confidence is sure; the same confidence in what is no Vietnamese is not."""
    text = "Ban Thường vụ Tỉnh ủy đã chỉ đạo các huyện tổ chức sơ kết".split()
    assert sureness([word(part) for part in text]) > SURE
    assert sureness([word(part) for part in "Bxq Tzhw vfk Tjnw qqy dzz chjx".split()]) < SURE
    assert sureness([word(part, 0.4) for part in text]) < SURE
    assert sureness([]) == 0


def test_words_that_run_up_the_page_do_not_make_a_reading_sure() -> None:
    """Tesseract reads sideways lines well, but the page is not upright."""
    assert sureness([word("Thường", width=30, height=120)] * 12) < SURE
