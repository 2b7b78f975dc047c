"""The parts of the pages that need no server."""

import re
from datetime import date
from pathlib import Path

import pytest

from archive.access import Access
from archive.dates import PartialDate
from archive.descriptions import Field, Source
from search import FacetName, FacetValue, Sort, parse
from search.notices import NoticeCode
from web.histogram import HEIGHT, draw_years
from web.language import write_date, write_number, write_share
from web.messages import MESSAGES, say

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
FONTS = Path(__file__).parents[2] / "web" / "static" / "fonts"


def test_every_message_has_both_languages_with_the_same_blanks() -> None:
    """Both languages of a message are there and fill the same names."""
    for key, (vietnamese, english) in MESSAGES.items():
        assert vietnamese, key
        assert english, key
        assert set(re.findall(r"{\w+}", vietnamese)) == set(re.findall(r"{\w+}", english)), key


def test_every_value_the_core_knows_has_its_words() -> None:
    """Fields, sources, levels, facets, orders and notices can all be told in both languages."""
    kinds = {"field": Field, "source": Source, "access": Access, "facet": FacetName, "sort": Sort, "notice": NoticeCode}
    for prefix, kind in kinds.items():
        for value in kind:
            assert say("vi", f"{prefix}.{value}")


def test_templates_use_only_messages_that_exist() -> None:
    """Every literal key that a template asks for is in the table."""
    for path in TEMPLATES.glob("*.html"):
        for key in re.findall(r"\b(?:t|many)\('([\w.]+)'[,)]", path.read_text(encoding="utf-8")):
            assert key in MESSAGES, f"{path.name}: {key}"


@pytest.mark.parametrize(
    ("when", "vietnamese", "english"),
    [
        (PartialDate.day(date(2012, 3, 5)), "05/03/2012", "5 March 2012"),
        (PartialDate.month(2012, 3), "03/2012", "March 2012"),
        (PartialDate.year(2012), "2012", "2012"),
        (
            PartialDate.between(date(2012, 3, 5), date(2013, 1, 2)),
            "05/03/2012 – 02/01/2013",
            "5 March 2012 – 2 January 2013",
        ),
    ],
)
def test_dates_are_written_no_more_exactly_than_known(when: PartialDate, vietnamese: str, english: str) -> None:
    """A month stays a month and a year a year, in the manner of the language."""
    assert write_date("vi", when) == vietnamese
    assert write_date("en", when) == english


def test_numbers_and_shares() -> None:
    """Thousands are set apart as the language does; a confidence under 1 is never shown as 100 %."""
    assert write_number("vi", 12345) == "12.345"
    assert write_number("en", 12345) == "12,345"
    assert write_share(0.999) == "99 %"
    assert write_share(1) == "100 %"


def test_bars_are_true_to_their_counts() -> None:
    """Heights are in proportion, years stand in their place with gaps for the empty ones, and one year draws nothing."""
    drawn = draw_years([FacetValue("2010", "2010", 10), FacetValue("2012", "2012", 5)])
    assert drawn
    first, second = drawn.bars
    assert (first.height, second.height) == (HEIGHT, HEIGHT / 2)
    assert second.x - first.x == 2 * (drawn.width / 3)
    assert draw_years([FacetValue("2010", "2010", 10)]) is None


def test_queries_of_the_help_are_understood() -> None:
    """Every example of the help page is read without a notice, so what it teaches is true."""
    examples = re.findall(r"example\('([^']+)'\)", (TEMPLATES / "help.html").read_text(encoding="utf-8"))
    assert len(examples) > 8
    for example in examples:
        assert not parse(example).notices, example


def test_fonts_are_small_and_carry_their_licences() -> None:
    """The fonts weigh under 400 KB, and each family's licence lies beside it."""
    assert sum(path.stat().st_size for path in FONTS.glob("*.woff2")) < 400_000
    assert len(list(FONTS.glob("*-OFL.txt"))) == 2
