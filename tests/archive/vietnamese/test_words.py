"""Word breaks as in UAX #29."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import normalise, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("12-NQ/TU", ["12", "NQ", "TU"]),
        ("T.Ư và T.U.", ["T.Ư", "và", "T.U"]),
        ("3.000 người, 1,5 tỷ; 12:30", ["3.000", "người", "1,5", "tỷ", "12", "30"]),
        ("KT-XH", ["KT", "XH"]),
        ("a:b Số:15 Kính:", ["a:b", "Số", "15", "Kính"]),
        ("l'été d’Annam", ["l'été", "d’Annam"]),
        ("245a-CV/VPTU", ["245a", "CV", "VPTU"]),
        ("a_b __ _c", ["a_b", "_c"]),
        ("3.a a.3", ["3", "a", "a", "3"]),
        ("..., (Đảng)!", ["Đảng"]),
        ("120m² x³", ["120m", "x"]),
        ("漢字 Nôm", ["漢", "字", "Nôm"]),
        ("q\u0308.y", ["q\u0308.y"]),
        ("", []),
    ],
)
def test_words_break_as_the_standard_tokenizer_breaks_them(text: str, words: list[str]) -> None:
    """Stops between letters and signs between digits do not break a word; everything else that is no letter or digit does."""
    assert [token.text for token in tokens(normalise(text))] == words


@given(st.text(alphabet="aăđĐếưTU0123456789.,;:'’_-/ \n"))
def test_offsets_are_slices_of_the_text(text: str) -> None:
    """Each word is the slice its offsets give; words stand in order and hold every letter and digit."""
    found = tokens(text)
    assert all(token.text == text[token.start : token.end] for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    inside = "".join(token.text for token in found)
    assert [c for c in inside if c.isalnum()] == [c for c in text if c.isalnum()]


@given(st.lists(st.sampled_from(["Đảng", "12", "T.Ư", "3.000", "a_b", "quyết"])))
def test_words_joined_by_spaces_are_the_same_words(words: list[str]) -> None:
    """What was one word stays one: the embedded engine is fed words joined by spaces."""
    assert [token.text for token in tokens(" ".join(words))] == words
