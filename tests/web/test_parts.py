"""The parts of the pages that need no server."""

import re
from datetime import date
from pathlib import Path

import pytest

from archive.access import Access
from archive.dates import PartialDate
from archive.descriptions import Field, Source
from archive.pages import Box
from reading.pages import ShownWord
from search import FacetName, FacetValue, Sort, parse
from search.notices import NoticeCode
from web.histogram import HEIGHT, draw_years
from web.language import write_date, write_number, write_share
from web.messages import MESSAGES, say
from web.paragraphs import paragraphs
from web.places import read_carried, read_results

TEMPLATES = Path(__file__).parents[2] / "web" / "templates"
FONTS = Path(__file__).parents[2] / "web" / "static" / "fonts"


@pytest.mark.parametrize(
    ("told", "vietnamese", "english"),
    [
        ("2012-03-05", "05/03/2012", "5 March 2012"),
        ("2012-03", "03/2012", "March 2012"),
        ("2012", "2012", "2012"),
        ("khoảng 1954", "khoảng 1954", "khoảng 1954"),
    ],
)
def test_a_described_date_is_written_as_the_language_writes_it(told: str, vietnamese: str, english: str) -> None:
    """A value in ISO 8601 is written like any date; what is none stays as it is."""
    assert write_date("vi", told) == vietnamese
    assert write_date("en", told) == english


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
    assert second.x - first.x == pytest.approx(2 * 100 / 3)  # per cent of a drawing of three years
    assert draw_years([FacetValue("2010", "2010", 10)]) is None


@pytest.mark.parametrize(
    ("last", "chosen", "written", "fine"),
    [
        (2013, (), "2010 2011 2012 2013", ""),
        (2020, (), " ".join(map(str, range(2010, 2021))), "2011 2013 2015 2017 2019"),
        (2020, (2013,), " ".join(map(str, range(2010, 2021))), "2011 2012 2014 2015 2017 2019"),
        (2040, (), "2010 2015 2020 2025 2030 2035 2040", ""),
        (2040, (2023,), "2010 2015 2023 2030 2035 2040", ""),
        (2085, (), "2010 2020 2030 2040 2050 2060 2070 2080", ""),
    ],
)
def test_years_are_written_where_they_have_room(last: int, chosen: tuple[int, ...], written: str, fine: str) -> None:
    """Years are written under their places, with documents or without; a chosen one always, never over another."""
    drawn = draw_years([FacetValue("2010", "2010", 1), FacetValue(str(last), str(last), 1)], chosen)
    assert drawn
    assert " ".join(str(label.year) for label in drawn.labels) == written
    assert " ".join(str(label.year) for label in drawn.labels if label.is_fine) == fine
    assert all(0 < label.middle < 100 for label in drawn.labels)


def shown(lines: list[tuple[float, str]]) -> list[ShownWord]:
    """Words as read: for each line its left edge and its text, a letter 0.01 of the page wide."""
    words: list[ShownWord] = []
    for number, (left, text) in enumerate(lines):
        at = left
        for word in text.split():
            box = Box(at, 0.1 + 0.02 * number, 0.01 * len(word), 0.015)
            words.append(ShownWord(len(words), word, box, 0.9, number, 0, False))
            at += 0.01 * (len(word) + 1)
    return words


def test_printed_lines_are_joined_to_paragraphs() -> None:
    """Lines that run on are one paragraph; an indent or a short line above begins another; no word is lost or moved."""
    words = shown(
        [
            (0.15, "Trồng thêm năm trăm héc-ta chè trên đất dốc của các xã"),
            (0.10, "vùng cao và chăm sóc diện tích đã có theo đúng quy trình kỹ"),
            (0.10, "thuật."),
            (0.10, "Giao Ủy ban nhân dân các huyện tổ chức thực hiện nghị quyết"),
            (0.15, "Định kỳ hằng quý báo cáo Ban Thường vụ về kết quả đã làm"),
        ]
    )
    read = [[" ".join(word.text for word in one) for one in block] for block in paragraphs(words)]
    assert [[one.split()[0] for one in block] for block in read] == [["Trồng", "Giao", "Định"]]
    assert read[0][0].endswith("xã vùng cao và chăm sóc diện tích đã có theo đúng quy trình kỹ thuật.")
    assert [word for block in paragraphs(words) for one in block for word in one] == words
    assert paragraphs([]) == []


def test_a_centred_heading_is_one_paragraph() -> None:
    """The last line of a heading, indented because it is centred, goes on; the `a)` of a list does not."""
    heading = [(0.10, "Về bảo vệ, phát triển rừng bền vững và sắp xếp lại đất lâm"), (0.40, "trường")]
    assert len(paragraphs(shown(heading))[0]) == 1
    points = [(0.10, "Giao các cơ quan sau đây thực hiện những việc được nêu dưới"), (0.15, "a) Ban Tuyên giáo")]
    assert len(paragraphs(shown(points))[0]) == 2


def test_results_are_carried_whole() -> None:
    """A page of results, with every filter and its way back, is the same after it was carried in an address."""
    pairs = [("q", "chè & lúa"), ("type", "Nghị quyết"), ("type", "Chỉ thị"), ("year", "2012"), ("from", "2010-01-01")]
    pairs += [("sort", "-date"), ("size", "5"), ("level", "any"), ("widen", "false"), ("cursor", "c3")]
    pairs += [("p", "4"), ("back", "c1"), ("back", "c2")]
    results = read_results(pairs)
    assert read_carried(results.carried()) == results
    assert read_carried(read_results([]).carried()) == read_results([])
    after = results.following("c4")
    assert after.preceding() == results
    assert (after.first, results.first) == (21, 16)


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
