"""The three levels of folding, tone placement, i and y."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import bare, exact, is_syllable, iy_key, letters, tone_key

VIETNAMESE = st.text(
    alphabet=[
        unicodedata.normalize("NFC", case(vowel) + tone)
        for vowel in "aăâeêioôơuưy"
        for tone in ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
        for case in (str.lower, str.upper)
    ]
    + list("bcdđghklmnpqrstvxBCDĐGHKLMNPQRSTVX"),
    max_size=8,
)


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("hoà", "hòa"), ("thuỷ", "thủy"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("xoè", "xòe"), ("uý", "úy"), ("UỶ", "ỦY"), ("Hoá", "Hóa"),
        ("luỹ", "lũy"), ("tuỵ", "tụy"),
    ],
)  # fmt: skip
def test_both_placements_of_a_tone_are_one(older: str, newer: str) -> None:
    """In oa, oe and uy at the end of a word, the tone on either vowel makes the same word; the case of letters stays."""
    assert tone_key(older) == tone_key(newer) == newer
    assert exact(older) == exact(newer)


@pytest.mark.parametrize("word", ["quý", "quỳ", "Quỹ", "QUỶ", "hoàn", "khoẻn", "huỳnh", "thúi", "hoài", "cúa"])
def test_tones_stay_where_only_one_place_is_right(word: str) -> None:
    """After q, before a final consonant or vowel, and in other pairs, a tone stays where it is."""
    assert tone_key(word) == word


def test_qua_is_not_touched() -> None:
    """`quà` has its tone on the a, whatever other words do."""
    assert tone_key("quà") == "quà"


@pytest.mark.parametrize(
    ("i", "y"),
    [
        ("kĩ", "kỹ"), ("lí", "lý"), ("mĩ", "mỹ"), ("sĩ", "sỹ"), ("tỉ", "tỷ"), ("hi", "hy"), ("vĩ", "vỹ"), ("quí", "quý"), ("LÍ", "lý"),
    ],
)  # fmt: skip
def test_final_i_and_y_are_one(i: str, y: str) -> None:
    """After h k l m s t v and qu a final i is a y."""
    assert iy_key(i) == iy_key(y) == y


@pytest.mark.parametrize(
    ("one", "other"), [("thúy", "thúi"), ("tay", "tai"), ("bì", "bỳ"), ("thi", "thy"), ("lim", "lym")]
)
def test_other_i_and_y_are_not_one(one: str, other: str) -> None:
    """Elsewhere i and y make different words."""
    assert iy_key(one) != iy_key(other)


def test_the_exact_form_keeps_i_and_y_apart() -> None:
    """i and y are one in `iy_key` only."""
    assert exact("kĩ") != exact("kỹ")


def test_three_levels() -> None:
    """Exact keeps all marks, letters loses the tones only, bare is Latin letters."""
    assert (exact("ĐƯỜNG"), letters("ĐƯỜNG"), bare("ĐƯỜNG")) == ("đường", "đương", "duong")
    assert len({exact(word) for word in ("ban", "bán", "bàn", "bạn")}) == 4
    assert {letters(word) for word in ("ban", "bán", "bàn", "bạn")} == {"ban"}
    assert letters("bân") != letters("ban")
    assert bare("bân") == bare("ban")


@pytest.mark.parametrize(
    ("word", "folded"), [("café", "cafe"), ("Müller", "muller"), ("Ñandú", "nandu"), ("Øre", "ore"), ("T.Ư", "t.u")]
)
def test_other_latin_letters_are_bare_too(word: str, folded: str) -> None:
    """Letters that Vietnamese does not have fold to their Latin letter."""
    assert bare(word) == folded


@given(VIETNAMESE)
def test_folding_keeps_the_length(word: str) -> None:
    """Each form of a Vietnamese word is as long as the word, so offsets stay."""
    assert (
        len(tone_key(word))
        == len(exact(word))
        == len(letters(word))
        == len(bare(word))
        == len(iy_key(word))
        == len(word)
    )


@given(VIETNAMESE)
def test_folding_goes_one_way(word: str) -> None:
    """Folding again changes nothing, and a level can be reached from the one above it."""
    for fold in (exact, letters, bare, iy_key, tone_key):
        assert fold(fold(word)) == fold(word)
    assert letters(exact(word)) == letters(word)
    assert bare(letters(word)) == bare(exact(word)) == bare(word)
    assert not bare(word) or bare(word).isascii()


@given(VIETNAMESE)
def test_tone_placement_changes_no_letter(word: str) -> None:
    """Moving a tone makes a word of the same letters, and a syllable stays one."""
    assert letters(tone_key(word)) == letters(word)
    assert is_syllable(tone_key(word)) == is_syllable(word)
