"""Names of places and bodies that followed each other."""

import pytest

from archive.authorities import CHANGES, related_names
from archive.vietnamese.abbreviations import words_of


def links(text: str) -> set[tuple[str, str, int, bool]]:
    """The names linked to those in a text, with the year of the change and whether they came after."""
    return {(one.name, one.other, one.year, one.later) for one in related_names(words_of(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỉnh ủy Hà Giang", {("Hà Giang", "Tuyên Quang", 2025, True), ("Hà Giang", "Hà Tuyên", 1991, False)}),
        ("ha tuyen", {("Hà Tuyên", "Hà Giang", 1991, True), ("Hà Tuyên", "Tuyên Quang", 1991, True)}),
        ("Ban Dân vận Huyện ủy", {("Ban Dân vận", "Ban Tuyên giáo và Dân vận", 2025, True)}),
        (
            "Ban Tuyên giáo và Dân vận",
            {
                ("Ban Tuyên giáo và Dân vận", "Ban Tuyên giáo", 2025, False),
                ("Ban Tuyên giáo và Dân vận", "Ban Dân vận", 2025, False),
            },
        ),
        ("Huế", {("Huế", "Thừa Thiên Huế", 2025, False)}),
        ("hue, giang, nghị quyết", set()),
        ("Sở Tài chính", {("Sở Tài chính", "Sở Kế hoạch và Đầu tư", 2025, False)}),
    ],
)
def test_names_are_linked_both_ways(text: str, expected: set[tuple[str, str, int, bool]]) -> None:
    """A name is linked to those before and after it; with or without marks, the longest name counts."""
    assert links(text) == expected


def test_links_tell_where_they_stand_the_latest_first() -> None:
    """A link says which words make the name; the latest change comes first, and each other name once."""
    found = related_names(words_of("Báo cáo Cần Thơ"))
    assert {(one.start, one.end) for one in found} == {(2, 4)}
    assert sorted((one.other, one.year) for one in found) == [("Hậu Giang", 2025), ("Sóc Trăng", 2025)]
    assert [one.year for one in related_names(words_of("Phú Thọ"))] == [2025, 2025, 1997]


def test_sixty_three_provinces_became_thirty_four() -> None:
    """The merger of 2025 took in 52 provinces and cities and left 23; eleven others stayed, one of them under a new name."""
    merged = [
        c for c in CHANGES if c.year == 2025 and not c.after[0].startswith(("Ban ", "Bộ ", "Sở ")) and len(c.before) > 1
    ]
    assert len({name for change in merged for name in change.before}) == 52
    assert len({name for change in merged for name in change.after}) == 23
    assert all(change.after[0] in change.before for change in merged)
