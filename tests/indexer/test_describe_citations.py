"""The papers that a paper cites."""

from indexer.describe.citations import cited_papers
from tests.indexer.printed import PAPER, Printed, page_of

LEGAL_BASIS: list[Printed] = [
    ("Căn cứ Công văn số 123/UBND-VX ngày 07/8/2019 của Ủy ban nhân dân tỉnh về giao", (0.2, 0.34, 0.7, 0.015)),
    ("đất; Nghị quyết số 12-NQ/TU, ngày 05 tháng 3 năm 2011 của Ban Thường vụ Tỉnh ủy", (0.14, 0.36, 0.76, 0.015)),
    ("và theo Tờ trình", (0.14, 0.38, 0.2, 0.015)),
    ("số 07/TTr-STC; Quyết định số 88/QĐ-UBND.", (0.14, 0.40, 0.5, 0.015)),
]


def test_cited_papers_have_number_date_and_body() -> None:
    """Every number that the text cites is found once, with the date and the body that stand after it."""
    cited = cited_papers([page_of([*PAPER, *LEGAL_BASIS]), page_of(LEGAL_BASIS)])
    told = [(c.number.canonical, c.when.to_text() if c.when else None, c.body) for c in cited]
    assert told == [
        ("30/2020/NĐ-CP", "2020-03-05", "Chính phủ"),
        ("99/TTr-STC", "2019-08-07", None),
        ("123/UBND-VX", "2019-08-07", "Ủy ban nhân dân tỉnh"),
        ("12-NQ/TU", "2011-03-05", "Ban Thường vụ Tỉnh ủy"),
        ("07/TTr-STC", None, None),
        ("88/QĐ-UBND", None, None),
    ]
    assert all(c.place.page == 1 for c in cited)


def test_the_papers_own_number_is_not_cited() -> None:
    """The number in the head is the paper's own."""
    assert "15/QĐ-UBND" not in [c.number.canonical for c in cited_papers([page_of(PAPER)])]
