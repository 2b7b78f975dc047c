"""Hints in the words of a question."""

import pytest

from search.forms import words_in
from search.query.hints import Hints, hints_in


@pytest.mark.parametrize(
    ("text", "type_", "figure", "year"),
    [
        ("số 12 nghị quyết tỉnh ủy 2012", "nghị quyết", "12", 2012),
        ("so 05 chi thi 2012", "chi thi", "5", 2012),
        ("quyết định 145 ubnd tỉnh", "quyết định", "145", None),
        ("145 quyết định", "quyết định", "145", None),
        ("nq 12 2012", "", "12", 2012),
        ("12 nq", "", "12", None),
        ("báo cáo 6 tháng đầu năm 2012", "báo cáo", None, 2012),
        ("bao cao 6 thang", "bao cao", None, None),
        ("kế hoạch 5 năm 2011 2015", "kế hoạch", None, None),
        ("kế hoạch hóa gia đình", "", None, None),
        ("nhà 12 tầng", "", None, None),
        ("nghi quyết", "", None, None),
        ("2012", "", None, 2012),
        ("luật đất đai 2003", "", None, 2003),
    ],
)
def test_what_words_hint_at(text: str, type_: str, figure: str | None, year: int | None) -> None:
    """A type is named in full and with its marks, if there are any; a figure stands behind `số` or beside a type or symbol."""
    hints = hints_in(words_in(text))
    assert (hints.type, hints.figure, hints.year) == (tuple(type_.split()), figure, year)


def test_words_that_say_nothing_more() -> None:
    """What only tells type, figure and year is known, so that the rest can be asked for."""
    words = words_in("nghị quyết số 12 của tỉnh ủy năm 2012")
    said = hints_in(words).said
    assert [word for at, word in enumerate(words) if at not in said] == ["tỉnh", "ủy"]


def test_symbols_belong_to_the_type() -> None:
    """A type named in full brings its symbols, a symbol typed itself alone."""
    assert hints_in(words_in("quyết định 12")).symbols == {"qd"}
    assert hints_in(words_in("quy định số 12")).symbols == {"qyd", "qd"}
    assert hints_in(words_in("ctr 12 tỉnh ủy")).symbols == {"ctr"}
    assert hints_in(("tỉnh", "ủy")) == Hints()
