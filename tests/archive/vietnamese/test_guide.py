"""The guide to Vietnamese text names tests that exist."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[3]
TEXT = (ROOT / "docs" / "vietnamese.md").read_text(encoding="utf-8")


def test_every_test_that_the_guide_names_exists() -> None:
    """Each test of docs/vietnamese.md stands in the file it is said to stand in."""
    named = 0
    for path, tests in re.findall(r"([a-z/_]+/test_\w+\.py):?((?:\s*`test_\w+`,?)+)", TEXT):
        source = (ROOT / "tests" / path).read_text(encoding="utf-8")
        for test in re.findall(r"`(test_\w+)`", tests):
            assert f"def {test}(" in source, f"{path}: {test}"
            named += 1
    assert named == len(re.findall(r"`test_\w+`", TEXT)) > 50


def test_the_guide_has_all_sixteen_points() -> None:
    """The table has a row for each point of the rules of search, in order."""
    assert [int(number) for number in re.findall(r"^\| (\d+)\. ", TEXT, re.MULTILINE)] == list(range(1, 17))
