"""The order of lists and of reference codes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import collation_key, natural_key


@pytest.mark.parametrize(
    "rightly",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"],
        ["da", "dz", "đa"],
        ["e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["Bàn", "Ban Dân vận", "Ban Tổ chức", "Đảng ủy", "Huyện ủy", "Ủy ban", "Văn phòng"],
        ["12", "2", "a"],
        ["tỉnh ủy", "Tỉnh ủy"],
        ["mu", "mù", "mủ", "mü", "mư"],
        ["mà", "ma na", "má na", "mà ná nà"],
    ],
)
def test_lists_sort_as_vietnamese_does(rightly: list[str]) -> None:
    """Letters first, in the order a ă â b c d đ e ê, then tones, then small before capital."""
    assert sorted(set(rightly), key=collation_key) == rightly


@given(st.text(), st.text())
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    """Two texts of any letters have an order."""
    assert (collation_key(one) < collation_key(other)) or (collation_key(one) >= collation_key(other))
    assert (natural_key(one) < natural_key(other)) or (natural_key(one) >= natural_key(other))


def test_codes_sort_by_the_value_of_their_numbers() -> None:
    """Nine comes before ten, a file before the one with a letter, a file before its documents."""
    rightly = [
        "H42-041-01-9",
        "H42-041-01-0058",
        "H42-041-01-0058a",
        "H42-041-01-0123",
        "H42-041-01-0123-001",
        "H42-041-02-1",
    ]
    assert sorted(set(rightly), key=natural_key) == rightly
    assert all(natural_key(one) < natural_key(other) for one, other in pairwise(rightly))
