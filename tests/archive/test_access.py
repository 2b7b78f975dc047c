"""Levels of access as inventories write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.access import Access, access_of, is_top_secret


@pytest.mark.parametrize(
    ("mode", "secrecy", "level"),
    [
        ("Công khai", "", Access.PUBLIC),
        ("Công khai", "Thường", Access.PUBLIC),
        ("01", "", Access.PUBLIC),
        ("", "Thường", Access.PUBLIC),
        ("Có điều kiện", "Thường", Access.CONDITIONAL),
        ("02", "", Access.CONDITIONAL),
        ("CÓ ĐIỀU  KIỆN", "", Access.CONDITIONAL),
        ("Mật", "", Access.SECRET),
        ("03", "", Access.SECRET),
        ("Công khai", "Mật", Access.SECRET),
        ("01", "TỐI MẬT", Access.SECRET),
        ("", "Tuyệt mật", Access.SECRET),
        ("không rõ", "Mật", Access.SECRET),
        ("", "", None),
        ("không rõ", "Thường", None),
        ("Công khai", "không rõ", None),
    ],
)
def test_the_stricter_word_counts(mode: str, secrecy: str, level: Access | None) -> None:
    """A secrecy mark closes a record whatever its mode says; a word that is not understood opens nothing."""
    assert access_of(mode, secrecy) is level


@given(st.text(), st.sampled_from(["Mật", "MẬT", "tối mật", "Tuyệt mật", "Tuyê\u0323t mâ\u0323t"]))
def test_nothing_opens_what_is_marked_secret(mode: str, secrecy: str) -> None:
    """No mode makes a marked record anything but secret, in whatever Unicode form the mark is written."""
    assert access_of(mode, secrecy) is Access.SECRET


def test_top_secret_is_known_by_its_word() -> None:
    """Tuyệt mật is what must never be digitised; Mật, Tối mật and blank are not that."""
    assert is_top_secret("TUYỆT MẬT")
    assert is_top_secret("Độ mật: Tuyệt mật")
    assert not any(is_top_secret(word) for word in ("Mật", "Tối mật", "Thường", ""))


def test_levels_have_an_order() -> None:
    """Public is the most open and secret the most closed; the stricter of two is the more closed."""
    assert Access.PUBLIC.stricter(Access.CONDITIONAL) is Access.CONDITIONAL
    assert Access.SECRET.stricter(Access.PUBLIC) is Access.SECRET
