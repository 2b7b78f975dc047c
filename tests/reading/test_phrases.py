"""Phrases of titles: what is told, and what says nothing."""

from reading.phrases import common_phrases


def phrases(*titles: str, least: int = 2) -> dict[str, list[int]]:
    """The phrases of titles that one record each bears."""
    return common_phrases(titles, [1] * len(titles), least)


def test_what_several_titles_share_is_a_phrase() -> None:
    """The longest that the same titles share, with the places of those titles; marks of spelling do not part them."""
    assert phrases("Về xây dựng nông thôn mới", "Xây dựng nông thôn mới năm 2011", "Nông thôn nay") == {
        "xây dựng nông thôn mới": [0, 1],
        "nông thôn": [0, 1, 2],
    }
    assert phrases("Họp Tỉnh uỷ", "Thư Tỉnh ủy") == {"tỉnh ủy": [0, 1]}


def test_a_phrase_neither_begins_nor_ends_with_a_linking_word_or_a_figure() -> None:
    """`về chè của` and `chè 2012` are none."""
    assert phrases("về chè của dân", "về chè của xã") == {}
    assert phrases("chè 2012", "chè 2012") == {}


def test_punctuation_parts_phrases() -> None:
    """Words on both sides of a comma are no phrase; the parts of one title are told once for it."""
    assert phrases("trồng chè, nuôi dê", "chăm chè, nuôi bò") == {}
    assert phrases("trồng chè, trồng chè", "trồng chè") == {"trồng chè": [0, 1]}


def test_records_are_counted_and_not_titles() -> None:
    """A title of many records weighs as many; what one title alone holds is told by that title."""
    titles = ["trồng chè nay", "trồng chè mai"]
    assert common_phrases(titles, [1, 1], 3) == {}
    assert common_phrases(titles, [2, 1], 3) == {"trồng chè": [0, 1]}
    assert common_phrases(["trồng chè"], [9], 3) == {}
