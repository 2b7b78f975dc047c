"""The letters of old encodings, and the fonts they are known by."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import is_syllable
from archive.vietnamese.alphabet import TONED, TONES
from archive.vietnamese.legacy import Encoding, FontEncoding, convert, encoding_of_font, tables
from archive.vietnamese.legacy.tables import VPS
from archive.vietnamese.syllables import ALL_ONSETS, ALL_RHYMES
from tests.archive.vietnamese.legacy.writing import as_vni, as_windows_1258

SYLLABLES = sorted(
    {
        word
        for onset in ("", *ALL_ONSETS)
        for rhyme in ALL_RHYMES
        for place, letter in enumerate(rhyme)
        for tone in ("", *TONES)
        if is_syllable(word := onset + rhyme[:place] + unicodedata.normalize("NFC", letter + tone) + rhyme[place + 1 :])
    }
)


@pytest.mark.parametrize(
    ("name", "encoding", "capitals"),
    [
        (".VnTime", Encoding.TCVN3, False), (".VnTimeH", Encoding.TCVN3, True), ("ABCDEF+.VnTimeH", Encoding.TCVN3, True),
        ("VnTimeH,Bold", Encoding.TCVN3, True), (".VnArial NarrowH", Encoding.TCVN3, True), (".VnArialH-Bold", Encoding.TCVN3, True),
        (".vntime", Encoding.TCVN3, False), ("VNI-Times", Encoding.VNI, False), ("BCDEEE+VNI-Helve,Bold", Encoding.VNI, False),
        ("VNI Times", Encoding.VNI, False), ("VPS Times", Encoding.VPS, False), ("VI Times", Encoding.VISCII, False),
    ],
)  # fmt: skip
def test_fonts_tell_their_encoding(name: str, encoding: Encoding, capitals: bool) -> None:
    """An old font is known by its name, also as a part of it in a PDF; an H at its end means capitals."""
    assert encoding_of_font(name) == FontEncoding(encoding, capitals)


@pytest.mark.parametrize(
    "name",
    ["Times New Roman", "Arial", "ABCDEF+TimesNewRomanPSMT", "Verdana", "Vivaldi", "Vineta BT", "Viner Hand ITC", ""],
)
def test_other_fonts_tell_nothing(name: str) -> None:
    """The font of a right text has no old encoding."""
    assert encoding_of_font(name) is None


def test_a_font_of_capitals_shows_capitals() -> None:
    """What stands in .VnTimeH is in capitals on the paper, however it was typed."""
    assert convert("nghÞ quyÕt sè 12", Encoding.TCVN3, capitals=True) == "NGHỊ QUYẾT SỐ 12"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NGHÞ QUYÕT", "NGHỊ QUYẾT"), ("tØnh Uû", "tỉnh Uỷ"), ("TØNH Uû PHó LÜNH", "TỈNH UỶ PHÚ LĨNH"), ("Sè 05-NQ/TU", "Số 05-NQ/TU"),
        ("VÒ viÖc QU¶N Lý", "Về việc QUẢN Lý"), ("TU\nVÒ viÖc", "TU\nVề việc"),
    ],
)  # fmt: skip
def test_small_letters_among_capitals_are_meant_as_capitals(typed: str, meant: str) -> None:
    """TCVN3 has no capitals with tones: in a word or line of capitals its small letters are capitals, elsewhere not."""
    assert convert(typed, Encoding.TCVN3) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("ph-¬ng h-íng", "phương hướng"), ("t- t-ëng", "tư tưởng"), ("Trung -¬ng", "Trung ương"), ("n-íc - nhµ", "nước - nhà"),
        ("12-NQ/TU", "12-NQ/TU"), ("kinh tÕ-x· héi", "kinh tế-xã hội"), ("KT-XH", "KT-XH"), ("-¸p dông", "-áp dụng"), ("-", "-"),
        ("2-3 tû", "2-3 tỷ"),
    ],
)  # fmt: skip
def test_a_hyphen_that_was_a_letter_is_one_again(shown: str, meant: str) -> None:
    """TCVN3's ư has the byte of the soft hyphen and comes out of PDF files as a hyphen: where only ư makes a syllable, it is ư."""
    assert convert(shown, Encoding.TCVN3) == meant


@pytest.mark.parametrize("table", [tables.TCVN3, tables.VISCII, tables.VPS], ids=["TCVN3", "VISCII", "VPS"])
def test_every_small_letter_has_a_byte(table: dict[str, str]) -> None:
    """Each letter of Vietnamese beyond ASCII can be written in the encoding."""
    assert {*TONED, *"ăâđêôơư"} <= set(table.values())


@pytest.mark.parametrize("encoding", [Encoding.TCVN3, Encoding.VISCII, Encoding.VPS])
def test_every_syllable_comes_back(encoding: Encoding) -> None:
    """What is written letter by letter in an encoding is read as it was, for every possible syllable."""
    table = {"TCVN3": tables.TCVN3, "VISCII": tables.VISCII, "VPS": tables.VPS}[encoding]
    bytes_of = {letter: sign for sign, letter in table.items() if ord(sign) <= 0xFF}
    wrong = [word for word in SYLLABLES if convert("".join(bytes_of.get(c, c) for c in word), encoding) != word]
    assert wrong == []


def test_every_syllable_in_vni_and_windows_1258_comes_back() -> None:
    """The same for the encodings that write one letter as two, in small letters and capitals: no pair is read as another."""
    for word in (*SYLLABLES, *(word.upper() for word in SYLLABLES[::3])):
        assert convert(as_vni(word), Encoding.VNI) == word
        assert convert(as_windows_1258(word), Encoding.WINDOWS_1258) == word


@given(st.text(alphabet=[chr(code) for code in range(0x20, 0x100)]), st.sampled_from(Encoding), st.booleans())
def test_any_text_can_be_converted(text: str, encoding: Encoding, capitals: bool) -> None:
    """Whatever stands there, converting gives text in NFC, and leaves plain ASCII as it is."""
    converted = convert(text, encoding, capitals=capitals)
    assert unicodedata.is_normalized("NFC", converted)
    if text.isascii() and "-" not in text:
        assert converted == (text.upper() if capitals else text)


def test_vps_has_the_bytes_of_its_published_table() -> None:
    """Letters and bytes as the tables that were published beside VISCII and VNI give them."""
    published = {
        "á": 0xE1, "à": 0xE0, "ả": 0xE4, "ã": 0xE3, "ạ": 0xE5, "ă": 0xE6, "ắ": 0xA1, "ằ": 0xA2, "ặ": 0xA5, "ấ": 0xC3, "ầ": 0xC0, "ậ": 0xC6,
        "đ": 0xC7, "Đ": 0xF1, "ẻ": 0xC8, "ẹ": 0xCB, "ế": 0x89, "ề": 0x8A, "ể": 0x8B, "ễ": 0xCD, "ệ": 0x8C, "ỉ": 0xCC, "ĩ": 0xEF, "ị": 0xCE,
        "ộ": 0xB6, "ơ": 0xD6, "ợ": 0xAE, "ư": 0xDC, "ự": 0xBF, "ý": 0x9A, "ỷ": 0x9B,
    }  # fmt: skip
    for letter, byte in published.items():
        assert VPS[chr(byte)] == letter
        assert VPS[bytes([byte]).decode("cp1252")] == letter
    assert convert("C¶ng hòa xã h¶i chû nghïa ViŒt Nam", Encoding.VPS) == "Cộng hòa xã hội chủ nghĩa Việt Nam"
