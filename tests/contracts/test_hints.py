"""Words of a question that say which paper is meant: its type, the figure of its number, its year, its body."""

import pytest

from search import SearchEngine
from tests.contracts.archives import day, found, publish, ranked, record


def _publish(engine: SearchEngine) -> None:
    """The resolution 12 of the province's committee of 2012, and papers that are near it."""
    text = "Nội dung văn bản"
    resolution = {"number": "12-NQ/TU", "type": "Nghị quyết", "issuer": "Tỉnh ủy Phú Lĩnh", "date": day("2012-05-03")}
    publish(
        engine,
        record("meant", text, **resolution),
        record("other year", text, **(resolution | {"date": day("2008-05-03")})),
        record("other type", text, **(resolution | {"number": "12-CT/TU", "type": "Chỉ thị"})),
        record("other figure", text, **(resolution | {"number": "112-NQ/TU"})),
        record(
            "other body", text, "Theo Tỉnh ủy", **(resolution | {"number": "12-NQ/HU", "issuer": "Huyện ủy Bằng Sa"})
        ),
        record("citing", "Nghị quyết số 12 của Tỉnh ủy năm 2012 " * 9, type="Báo cáo", date=day("2012-09-01")),
        record("letter", text, number="77/UBND-VX", type="Công văn", issuer="UBND tỉnh", date=day("2013-01-09")),
    )


@pytest.mark.parametrize(
    "text",
    [
        "số 12 nghị quyết tỉnh ủy 2012",
        "nghị quyết số 12 của tỉnh ủy năm 2012",
        "nghị quyết 12 tỉnh uỷ 2012",
        "tỉnh ủy nghị quyết số 012 năm 2012",
        "so 12 nghi quyet tinh uy 2012",
        "NQ 12 tỉnh ủy 2012",
        "số 12 NQ TU 2012",
    ],
)
def test_a_number_told_in_words_finds_its_paper(engine: SearchEngine, text: str) -> None:
    """Figure, type, body and year, in any order and with or without marks, find the paper first; it need not hold the words."""
    _publish(engine)
    assert ranked(engine, text)[0] == "meant"


def test_a_number_told_in_words_is_of_this_year_type_and_figure(engine: SearchEngine) -> None:
    """Papers of another year, type or figure are not found by it; those whose text holds all the words are."""
    _publish(engine)
    assert found(engine, "số 12 nghị quyết tỉnh ủy 2012") == {"meant", "other body", "citing"}


def test_the_body_may_be_told_by_its_symbol(engine: SearchEngine) -> None:
    """`HU` in the question is the body's symbol in the number."""
    _publish(engine)
    assert ranked(engine, "nghị quyết 12 HU 2012")[0] == "other body"


def test_a_letter_is_found_by_figure_and_type(engine: SearchEngine) -> None:
    """An official letter, whose number has no symbol of its type, is found by figure and type."""
    _publish(engine)
    assert ranked(engine, "công văn số 77 năm 2013")[0] == "letter"


def test_what_a_figure_counts_is_no_number(engine: SearchEngine) -> None:
    """`báo cáo 6 tháng` asks for no report number 6."""
    publish(engine, record("sixth", "Tháng", number="06-BC/TU", type="Báo cáo"), record("half", "Báo cáo 6 tháng"))
    assert found(engine, "báo cáo 6 tháng") == {"half"}


def test_the_type_named_ranks_first(engine: SearchEngine) -> None:
    """Of papers that hold the same words, that of the type which the question names comes first."""
    words = "Quyết định theo tờ trình về cầu treo Pác Lũng"
    publish(engine, record("decision", words, words, type="Quyết định"), record("submission", words, type="Tờ trình"))
    assert ranked(engine, "tờ trình cầu treo Pác Lũng") == ["submission", "decision"]
    assert ranked(engine, "quyet dinh cau treo Pac Lung") == ["decision", "submission"]


def test_the_year_of_a_paper_counts_as_written_in_it(engine: SearchEngine) -> None:
    """A year beside other words is found in the text, or as the year of the paper, which ranks first."""
    publish(
        engine,
        record("naming", "Kế hoạch tuần tra, tiếp theo năm 2011, năm 2011", date=day("2013-03-01")),
        record("of the year", "Kế hoạch tuần tra", date=day("2011-03-01")),
        record("neither", "Kế hoạch tuần tra", date=day("2012-03-01")),
    )
    assert ranked(engine, "tuần tra 2011") == ["of the year", "naming"]
    assert found(engine, "2011") == {"naming"}
    assert found(engine, "tuần tra 2011 2012") == set()
