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


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Đảng bộ tỉnh", "Đảng bộ tỉnh"), ("Тỉnh ủy", "Tỉnh ủy"), ("ĐẢNG ВỘ", "ĐẢNG BỘ"), ("ΒΑN ТΗƯỜNG VỤ", "BAN THƯỜNG VỤ"),
        ("quyе\u0302\u0301t", "quyết"),
    ],
)  # fmt: skip
def test_letters_of_other_scripts_in_a_latin_word_are_latin(written: str, meant: str) -> None:
    """A Cyrillic or Greek letter that looks like a Latin one, in a word with Latin letters, becomes that one."""
    assert normalise(written) == meant


@pytest.mark.parametrize(
    "right",
    [
        "Съезд партии", "СССР", "а", "Αθήνα", "α, β, γ", "μm Ωm", "Δx", "Ѣб", "xЖ", "Pутин", "Fe2O3", "C + 2O2 = CO2", "2O2 3", "H2O12",
        "O9", "1O", "10OO",
        "A0O1B", "x2O12", "2O12a", "\uf0b7 một", "\uf0a7\uf0a7\uf0a7", "\uf06c\uf06c\uf06c", "12-NQ/TU", "Oo 12 oO",
    ],
)  # fmt: skip
def test_right_text_is_not_touched(right: str) -> None:
    """Words of other scripts, formulas, codes and bullets of symbol fonts stay as they are."""
    assert normalise(right) == right


@pytest.mark.parametrize(
    ("written", "meant"), [("2O12", "2012"), ("ngày 3/2/2o12", "ngày 3/2/2012"), ("1ОО23", "10023"), ("3.1O5", "3.1O5")]
)
def test_an_o_among_figures_is_a_nought(written: str, meant: str) -> None:
    """A letter O, of any script, with figures on both sides and three of them in all, is a nought."""
    assert normalise(written) == meant


def test_wide_and_private_letters_are_plain() -> None:
    """Wide letters, small capitals in private places, and words in symbol fonts become plain letters."""
    assert normalise("Ｓố\u3000１２／ＮＱ") == "Số 12/NQ"
    assert normalise("\uf764\uf7f4\uf776 \uf731\uf732") == "dôv 12"
    assert normalise("\uf074\uf0ea\uf06e") == "tên"


RIGHT = st.sampled_from(
    [
        "Đảng",
        "bộ",
        "quyết",
        "UỶ",
        "hoà",
        "12",
        "2012",
        "T.Ư",
        "12-NQ/TU",
        "café",
        "СССР",
        "Fe2O3",
        "giữa",
        "1,5",
        "ở",
        "Ý",
    ]
)


@given(st.lists(RIGHT), st.sampled_from([" ", ", ", "\n", " - "]))
def test_text_in_the_one_form_is_never_changed(words: list[str], between: str) -> None:
    """Right text comes out letter by letter as it went in."""
    assert normalise(between.join(words)) == between.join(words)


TROUBLE = (
    "aeođĐươtnhTBАВЕаеорсхΑΒοЖλ12O0о\u200b\u00ad\u0301\u0302\u0309\u031b\u0327 \u00a0\r\n\uff21\uff2f\uff11\uf074\uf0ea\uf06e"
    "\uf0ad\uf761\uf7f4\uf0b7\u00d0\u1ea5"
)


@given(st.text(alphabet=TROUBLE))
def test_every_mixture_comes_to_rest(text: str) -> None:
    """Whatever odd letters stand together, normalising once is enough, and the result is in NFC."""
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)


@given(st.text(alphabet="aeoьчΑΒολАВ12O0о"))
def test_letters_taken_for_others_keep_the_length(text: str) -> None:
    """A look-alike is replaced letter by letter, so that offsets stay."""
    assert len(normalise(text)) == len(text)


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
