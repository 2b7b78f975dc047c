"""Words that are nearly the same."""

import pytest

from archive.vietnamese.nearness import one_edit_apart


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("ban", "ban", False),
        ("ban", "bam", True),
        ("ban", "bang", True),
        ("an", "ban", True),
        ("ban", "nab", False),
        ("ban", "bangs", False),
        ("", "b", True),
        ("abcd", "abdc", False),
    ],
)
def test_one_edit_is_one_letter(one: str, other: str, near: bool) -> None:
    """One letter replaced, added or left out is one edit, both ways; two letters that changed places are two."""
    assert one_edit_apart(one, other) is near
    assert one_edit_apart(other, one) is near
