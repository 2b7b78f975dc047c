"""Where written figures meet the print that an engine glued them to."""

import cv2
import pytest

from imaging.handwriting.filling import with_written_figures
from tests.imaging.handwriting.forms import BASE, HEIGHT, PITCH, Form

_SYMBOL = "/QĐ-UBND"


def _glued(figures: str, hand: int, *, touching: bool) -> str:
    """What the one word of a form says; its slash may touch the letter behind it."""
    form = Form().glued("Số:", figures, _SYMBOL, ".4⁄2.", hand)
    if touching:
        slash, top = round(form.words[0].right) - PITCH * len(_SYMBOL), BASE - HEIGHT + 10
        cv2.line(form.pixels, (slash + 12, top), (slash + PITCH + 4, top), (30,), 3)
    (word,), _ = with_written_figures(form.words, form.image)
    return word.text


@pytest.mark.parametrize("touching", [False, True])
def test_figures_are_found_before_a_slash_that_may_touch_its_letter(touching: bool) -> None:
    """A slash that hangs together with the letter behind it ends the figures as one that stands alone does."""
    assert _glued("142", 3, touching=touching) == f"Số:142{_SYMBOL}"


@pytest.mark.parametrize("touching", [False, True])
@pytest.mark.parametrize("hand", range(12))
def test_a_written_1_is_never_taken_for_the_slash(hand: int, touching: bool) -> None:
    """However a 1 leans, the number is told whole or not at all: the printed symbol ends where its width says."""
    assert _glued("121", hand, touching=touching) in {f"Số:121{_SYMBOL}", f"Số:.4⁄2.{_SYMBOL}"}
