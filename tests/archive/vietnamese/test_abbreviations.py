"""Abbreviations and what they stand for, with their scope."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese.abbreviations import Expansion, expansions, words_of

# As archives write them: item 7 of the rules of search.
PAIRS = [
    ("UBND", "ủy ban nhân dân"), ("HĐND", "hội đồng nhân dân"), ("BCH", "ban chấp hành"), ("BTV", "ban thường vụ"),
    ("BTC", "ban tổ chức"), ("UBKT", "ủy ban kiểm tra"), ("TW", "trung ương"), ("T.Ư", "trung ương"),
    ("VPTU", "văn phòng tỉnh ủy"), ("MTTQ", "mặt trận tổ quốc"), ("LĐLĐ", "liên đoàn lao động"), ("HPN", "hội phụ nữ"),
    ("HPN", "hội liên hiệp phụ nữ"), ("CCB", "cựu chiến binh"), ("XHCN", "xã hội chủ nghĩa"),
    ("CNH-HĐH", "công nghiệp hóa, hiện đại hóa"), ("KT-XH", "kinh tế - xã hội"), ("QP-AN", "quốc phòng - an ninh"),
    ("ANTT", "an ninh trật tự"), ("NTM", "nông thôn mới"), ("HTX", "hợp tác xã"), ("DTTS", "dân tộc thiểu số"),
    ("TP", "thành phố"), ("TX", "thị xã"), ("ĐVBQ", "đơn vị bảo quản"), ("T.U", "tỉnh uỷ"), ("BTV TU", "ban thường vụ tỉnh uỷ"),
    ("BCH TƯ", "ban chấp hành trung ương"), ("VP HU", "văn phòng huyện ủy"), ("ban tổ chức ĐU", "ban tổ chức đảng ủy"),
]  # fmt: skip


def meant(text: str) -> set[str]:
    """The words that may stand for a whole text."""
    words = words_of(text)
    return {" ".join(one.replacement) for one in expansions(words) if (one.start, one.end) == (0, len(words))}


@pytest.mark.parametrize(("short", "long"), PAIRS)
def test_abbreviations_are_known_both_ways(short: str, long: str) -> None:
    """An abbreviation stands for its words, and the words for their abbreviation."""
    assert " ".join(words_of(long)) in meant(short)
    assert " ".join(words_of(short)) in meant(long)


@pytest.mark.parametrize(
    ("typed", "others"), [("hdnd", "hội đồng nhân dân"), ("uy ban nhan dan", "ubnd"), ("htx", "hợp tác xã")]
)
def test_without_marks_or_capitals_the_same(typed: str, others: str) -> None:
    """Typed in small letters or without marks, an abbreviation is known all the same."""
    assert others in meant(typed)


@pytest.mark.parametrize("seat", ["TU", "HU", "ĐU", "TƯ"])
@pytest.mark.parametrize("before", ["BTV", "ban thường vụ", "bi thu", "nghị quyết", "NQ", "CV", "Văn phòng"])
def test_a_committee_that_is_also_a_syllable_stands_behind_a_body_or_type(before: str, seat: str) -> None:
    """`TU` and the like are committees behind a body, a type or an abbreviation."""
    words = words_of(f"{before} {seat}")
    assert any(one.start == len(words) - 1 and one.meant.endswith(("ủy", "trung ương")) for one in expansions(words))


def test_words_are_never_sought_as_a_lone_syllable() -> None:
    """`tỉnh ủy` alone is not sought as TU, which without marks is every từ, tự and tư; behind a body it is."""
    assert meant("tỉnh ủy") == {"t.u"}
    assert meant("huyện ủy") == set()
    assert "btv tu" in meant("ban thường vụ tỉnh ủy")


@pytest.mark.parametrize("text", ["tu sửa cầu", "đu đủ", "hu hu", "giá đất tư nhân", "người tu hành", "thứ tư", "Tu"])
def test_words_that_look_like_committees_are_words(text: str) -> None:
    """Elsewhere `tu`, `tư`, `đu` and `hu` are the words they are."""
    assert expansions(words_of(text)) == []


@pytest.mark.parametrize(
    ("symbol", "names"),
    [
        ("TT", {"Thông tri", "Thông tư"}), ("CT", {"Chỉ thị"}), ("HD", {"Hướng dẫn"}), ("KH", {"Kế hoạch"}), ("BC", {"Báo cáo"}),
        ("NQ", {"Nghị quyết"}), ("QĐ", {"Quyết định", "Quy định"}), ("qd", {"Quyết định", "Quy định"}),
    ],
)  # fmt: skip
def test_symbols_of_types_stand_for_types_only(symbol: str, names: set[str]) -> None:
    """TT, CT, HD, KH, BC mean many things in a text, so that they expand only as types."""
    found = expansions(words_of(symbol))
    assert {one.meant for one in found} == names
    assert {one.scope for one in found} == {"type"}


def test_a_type_and_its_body_are_a_symbol_of_numbers() -> None:
    """`nghị quyết tỉnh ủy` is also written NQ TU, as in numbers; `quyết định UBND` QĐ UBND."""
    assert "nq tu" in meant("nghị quyết tỉnh ủy")
    assert "qđ ubnd" in meant("quyết định ủy ban nhân dân")


def test_an_expansion_says_what_was_meant_and_where() -> None:
    """The place, the right spelling of what was typed, what it stands for and the scope."""
    assert expansions(words_of("quỹ của ubnd xã")) == [
        Expansion(2, 3, "UBND", "ủy ban nhân dân", ("ủy", "ban", "nhân", "dân"), "body")
    ]
    assert [(one.start, one.end, one.scope) for one in expansions(words_of("phát triển KT-XH"))] == [(2, 4, "text")] * 2


def test_words_of_no_abbreviation_have_none() -> None:
    """Plain words and numbers stand for themselves."""
    assert expansions(words_of("báo cáo tình hình sản xuất 2012, 12")) == []
    assert expansions(()) == []


VOCABULARY = [
    *{word for pair in PAIRS for text in pair for word in words_of(text)},
    "tu",
    "tư",
    "đu",
    "đường",
    "12",
    "nq",
    "bc",
]


@given(st.lists(st.sampled_from(VOCABULARY), max_size=12))
def test_expansions_of_several_words_do_not_overlap(words: list[str]) -> None:
    """Two expansions of several words cover the same words or none in common; none stands for itself or for one syllable."""
    found = expansions(words)
    wide = sorted({(one.start, one.end) for one in found if one.end - one.start > 1})
    assert all(one[1] <= other[0] for one, other in pairwise(wide))
    assert len(set(found)) == len(found)
    for one in found:
        assert 0 <= one.start < one.end <= len(words)
        assert one.replacement == words_of(one.meant)
        assert one.replacement != tuple(words[one.start : one.end])
