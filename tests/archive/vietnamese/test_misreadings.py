"""What a misread word may have been."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import bare, is_syllable
from archive.vietnamese.misreadings import MOST, readings


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("qnyết", "quyet"), ("huyệu", "huyen"), ("vlệc", "viec"), ("h0i", "hoi"), ("tinb", "tinh"), ("ngbị", "nghi"),
        ("rnới", "moi"), ("đạl", "dai"), ("Qnyết", "quyet"),
    ],
)  # fmt: skip
def test_a_misread_letter_has_its_readings(read: str, printed: str) -> None:
    """One letter as scans confuse it is undone, in bare form."""
    assert printed in readings(read)


def test_two_slips_are_not_guessed() -> None:
    """A word with two misread letters could be too many others."""
    assert readings("tb1nb") == ()


@pytest.mark.parametrize(
    "word", ["nghị", "quyêt", "HUYỆN", "khỏe", "gì", "quý", "uỷ", "ubnd", "hđnd", "nq", "kt", "12", "3.000", "km2"]
)
def test_right_words_numbers_and_abbreviations_have_none(word: str) -> None:
    """What can be Vietnamese with some marks is taken as read; so are numbers and short symbols."""
    assert readings(word) == ()


@given(st.text("abcdeghiklmnopqrstuvxyăâđêôơư015", max_size=10))
def test_readings_are_possible_syllables_and_few(word: str) -> None:
    """Every reading is another word, made of the letters of a syllable, and there are at most four."""
    found = readings(word)
    assert len(found) <= MOST
    assert bare(word) not in found
    for reading in found:
        assert readings(reading) == ()
        assert reading.isascii()
        assert reading.isalpha()


@given(
    st.sampled_from(
        "nghị quyết đại hội đảng bộ tỉnh phú lĩnh khóa xây dựng nông thôn mới thủy lợi gìn giữ quốc".split()
    )
)
def test_syllables_have_no_readings(word: str) -> None:
    """A possible syllable is never taken for misread."""
    assert is_syllable(word)
    assert readings(word) == ()
