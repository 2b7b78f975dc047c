"""Figures that a hand wrote into the gaps of a form."""

import cv2
import numpy as np
import pytest

from imaging.handwriting.filling import with_written_figures
from imaging.options import ReadingOptions
from imaging.page import read_page
from tests.imaging import papers
from tests.imaging.handwriting.forms import Form, write


def _dated(day: str, month: str, hand: int, *, read: tuple[str, str] = (".Ú.", "")) -> Form:
    form = Form().printed("ngày").gap(day, hand, read[0]).printed("tháng").gap(month, hand, read[1])
    return form.printed("năm").printed("1987")


def _texts(form: Form) -> list[str]:
    words, _ = with_written_figures(form.words, form.image)
    return [word.text for word in words]


def test_written_day_and_month_become_words_of_the_line() -> None:
    """Figures written into the gaps of a date stand as words between the printed ones, with boxes over their ink."""
    form = _dated("27", "10", hand=3)
    words, filled = with_written_figures(form.words, form.image)
    assert [word.text for word in words] == ["ngày", "27", "tháng", "10", "năm", "1987"]
    assert filled == 2
    for before, word, after in zip(words, words[1:], words[2:], strict=False):
        assert before.right < word.right and word.left < after.left, "each stands where its ink is"
        assert word.line == 0


def test_figures_of_people_never_learnt_from_are_read_or_left() -> None:
    """Of dates in twelve hands that the network never saw, most are read, and next to none wrongly."""
    dates = [("27", "10"), ("14", "05"), ("30", "11"), ("08", "7"), ("19", "02"), ("6", "12"), ("25", "4"), ("31", "3")]
    right = wrong = 0
    for hand in range(12):
        for day, month in dates:
            words, _ = with_written_figures((form := _dated(day, month, hand)).words, form.image)
            told = [word.text for word in words if word.text.isdigit() and word.text != "1987"]
            right += sum(text in {day, month} for text in told)
            wrong += sum(text not in {day, month} for text in told)
    assert right >= 0.6 * 2 * 12 * len(dates), f"{right} read"
    assert wrong <= 0.02 * (right + wrong), f"{wrong} of {right + wrong} wrong"


@pytest.mark.parametrize("form", [Form().printed("ngày").scribbled("Ấ/"), Form().printed("ngày").gap("", read="...")])
def test_what_is_no_figure_is_left_as_the_engine_read_it(form: Form) -> None:
    """A scribble, and dots that nobody wrote on, are never taken for figures."""
    form.printed("tháng").printed("10").printed("năm").printed("1987")
    words, filled = with_written_figures(form.words, form.image)
    assert (words, filled) == (form.words, 0)


def test_no_day_after_the_31st() -> None:
    """A day or a month that no calendar has is not told, however plainly it is written."""
    assert _texts(_dated("45", "10", hand=3))[1] == ".Ú."
    assert "17" not in _texts(_dated("12", "17", hand=3))


def test_a_number_with_one_unsure_figure_stays_as_it_was() -> None:
    """A number is told as a whole or not at all: one scribbled figure leaves the others untold."""
    form = Form().printed("Số:").gap("143", 3, ".44⁄2").printed("/QĐ-UBND")
    middle = (form.words[1].left + form.words[1].right) / 2
    cv2.line(form.pixels, (int(middle) - 20, 262), (int(middle) + 4, 300), (40,), 4)
    cv2.line(form.pixels, (int(middle) - 20, 296), (int(middle) + 4, 268), (40,), 4)
    assert _texts(form) == ["Số:", ".44⁄2", "/QĐ-UBND"]


def test_a_page_without_gaps_stays_as_it_is() -> None:
    """Printed figures that the engine read plainly are not looked at, and the words are those that came."""
    form = Form().printed("ngày").printed("27").printed("tháng").printed("10").printed("năm").printed("1987")
    words, filled = with_written_figures(form.words, form.image)
    assert (words, filled) == (form.words, 0)


def test_what_stands_over_no_dots_is_the_engines() -> None:
    """Figures without dots printed for a hand to write on are print that was read badly: nothing is put in their place."""
    form = Form().printed("ngày").gap("27", 3, "2Š", dots=False).printed("tháng").printed("10").printed("năm")
    assert "2Š" in _texts(form.printed("1987"))


def test_a_written_number_stands_before_its_symbol() -> None:
    """Between `Số:` and the printed symbol a written number takes the place of what the engine made of it."""
    form = Form().printed("Số:").gap("142", 3, ".44⁄2").printed("/QĐ-UBND")
    assert _texts(form) == ["Số:", "142", "/QĐ-UBND"]


def test_a_number_that_the_engine_glued_to_print_is_found_between_it() -> None:
    """Where label, figures and symbol were read as one word, the figures alone are changed."""
    form = Form().glued("Số:", "142", "/QĐ-UBND", ".4⁄2.", 3)
    assert _texts(form) == ["Số:142/QĐ-UBND"]


def test_running_text_has_no_gaps() -> None:
    """`số` within a line is a word like others: nothing after it is taken for handwriting."""
    form = Form().printed("theo").printed("số").gap("142", 3, ".44⁄2").printed("/QĐ-UBND")
    assert _texts(form) == ["theo", "số", ".44⁄2", "/QĐ-UBND"]


def test_figures_that_the_engine_read_surely_are_not_replaced() -> None:
    """Where the engine is sure of other figures than the ink seems to say, its own stay."""
    form = Form().printed("ngày").gap("27", 3, ".22.", 0.9).printed("tháng").printed("10").printed("năm")
    assert ".22." in _texts(form.printed("1987"))


def test_figures_that_nobody_is_sure_of_leave_the_gap_open() -> None:
    """Where the engine half-read figures that the ink does not bear out, the gap is as if nothing had been written there."""
    form = Form().printed("ngày").scribbled(".22.").printed("tháng").printed("10").printed("năm").printed("1987")
    words, filled = with_written_figures(form.words, form.image)
    assert [word.text for word in words][:3] == ["ngày", "…", "tháng"]
    assert filled == 0


def test_a_letter_behind_a_number_is_left_to_the_engine() -> None:
    """The network knows no letters, so a number that the engine read with one stays as it was."""
    form = Form().printed("Số:").gap("142", 3, ".14b", 0.5).printed("/QĐ-UBND")
    assert _texts(form) == ["Số:", ".14b", "/QĐ-UBND"]


def test_a_page_is_read_with_what_a_hand_wrote_on_it() -> None:
    """The figures stand in the page's text where they are written, and the page notes how many gaps were filled."""
    dated = "Phú Lĩnh, ngày ........ tháng ........ năm 1987"
    lines = [(200, 800 + 62 * row, line) for row, line in enumerate(papers.BODY)]
    image, words = papers.print_lines([(500, 300, dated), *lines])
    pixels = np.array(image)
    dots = [word.box for word in words if word.text.startswith("..")]
    for (left, _, _, bottom), figures in zip(dots, ("30", "11"), strict=True):
        write(pixels, figures, left + 8, bottom - 4, hand=5)
    page = read_page(papers.piece_of(papers.Image.fromarray(pixels)), ReadingOptions())
    assert page.text().startswith("Phú Lĩnh, ngày 30 tháng 11 năm 1987")
    assert "figures read by hand: 2" in page.notes
