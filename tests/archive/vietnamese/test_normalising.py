"""One form for all text."""

import unicodedata
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import normalise

SENTENCE = "Đảng bộ tỉnh; quyết định số 12-NQ/TU, ấm ướt, khuỷu, nghiễm, ĐẠI HỘI"


def windows_1258(text: str) -> str:
    """As the old code page writes it: ă â ê ô ơ ư in one character, the tone behind it."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    mixed = []
    for letter in text:
        pieces = unicodedata.normalize("NFD", letter)
        base = unicodedata.normalize("NFC", "".join(piece for piece in pieces if piece not in tones))
        mixed.append(base + "".join(piece for piece in pieces if piece in tones))
    return "".join(mixed)


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_composed_and_decomposed_are_one(form: Literal["NFC", "NFD"]) -> None:
    """NFC and NFD of a sentence come out alike, in NFC."""
    assert normalise(unicodedata.normalize(form, SENTENCE)) == SENTENCE


def test_windows_1258_mixture_is_composed() -> None:
    """A letter with its shape and a combining tone behind it, as Windows-1258 has it, becomes one letter."""
    assert windows_1258("ấ") == "â\u0301"
    assert normalise(windows_1258(SENTENCE)) == SENTENCE


@pytest.mark.parametrize("written", ["a\u0301\u0302", "á\u0302", "a\u0302\u0301"])
def test_marks_in_any_order(written: str) -> None:
    """A tone typed before the shape of its letter makes the same letter."""
    assert normalise(written) == "ấ"


@pytest.mark.parametrize("invisible", ["\u200b", "\u200c", "\u200d", "\u00ad", "\ufeff", "\u2060", "\u200e"])
def test_invisible_characters_go(invisible: str) -> None:
    """Zero-width characters, soft hyphens and byte-order marks leave no trace, even between a letter and its tone."""
    assert normalise(f"{invisible}quy{invisible}ết") == "quyết"
    assert normalise(f"â{invisible}\u0301") == "ấ"


@pytest.mark.parametrize("space", ["\u00a0", "\u2003", "\u2009", "\u202f", "\u3000"])
def test_odd_spaces_become_plain_ones(space: str) -> None:
    """A space of any kind is a plain space."""
    assert normalise(f"số{space}12") == "số 12"


def test_line_ends_stay() -> None:
    """A line end stays one, however it is written."""
    assert normalise("một\nhai\r\nba\rbốn\u2028năm") == "một\nhai\nba\nbốn\nnăm"


def test_case_and_tone_placement_stay() -> None:
    """Normalising folds nothing: capitals and the older placement of tones are as printed."""
    assert normalise("UỶ BAN hoà") == "UỶ BAN hoà"


@given(st.text())
def test_normalising_twice_changes_nothing(text: str) -> None:
    """What was normalised is in NFC and stays as it is."""
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet="aăâeêioôơuưyđĐàảãáạ \u0300\u0301\u0303\u0309\u0323\u0302\u0306\u031b\u200b"))
def test_every_form_of_vietnamese_comes_out_alike(text: str) -> None:
    """A text's decomposed form normalises to the same as the text."""
    assert normalise(unicodedata.normalize("NFD", text)) == normalise(text)
