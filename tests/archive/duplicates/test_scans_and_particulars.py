"""What scans and descriptions do to one paper makes no other of it, and what makes another is seen through them."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.dates import PartialDate
from archive.duplicates.papers import PaperDescription
from archive.duplicates.verdict import Kind, Sign, judge
from tests.archive.duplicates.papers import BODY, FOOT, HEAD, OTHER_SENTENCES, TOLD, paper, scanned, words

UNKNOWN = PaperDescription()
SEEDS = st.integers(0, 2**32)
SHARES = st.floats(0.0, 0.05)


def _pages(head: str = HEAD, body: tuple[str, ...] = BODY, foot: str = FOOT) -> tuple[str, ...]:
    return (words(head, *body, foot),)


def _kind(head: str = HEAD, body: tuple[str, ...] = BODY, foot: str = FOOT, **told: object) -> Kind | None:
    """What the paper, on one page and changed so, is to the paper itself."""
    description = replace(TOLD, **told)  # type: ignore[arg-type]
    verdict = judge(paper(pages=_pages()), paper("b", _pages(head, body, foot), description))
    return verdict.kind if verdict else None


@settings(max_examples=50, deadline=None)
@given(share=SHARES, one=SEEDS, other=SEEDS)
def test_noise_makes_no_version(share: float, one: int, other: int) -> None:
    """However up to 5 % of the letters were misread in both scans, they are one paper."""
    verdict = judge(replace(scanned(paper(), share, one), id="a"), scanned(paper(), share, other))
    assert verdict is not None
    assert verdict.kind is Kind.RESCAN


@settings(max_examples=50, deadline=None)
@given(share=SHARES, seed=SEEDS, places=st.tuples(st.integers(0, 3), st.integers(5, 8)))
def test_noise_hides_no_changed_sentences(share: float, seed: int, places: tuple[int, int]) -> None:
    """Two changed sentences are seen wherever they stand, and whatever was misread."""
    body = list(BODY)
    for place, sentence in zip(places, OTHER_SENTENCES, strict=True):
        body[place] = sentence
    draft = paper("b", _pages(body=tuple(body)), replace(TOLD, number=None))
    verdict = judge(paper(pages=_pages()), scanned(draft, share, seed))
    assert verdict is not None
    assert verdict.kind is Kind.VERSION


def test_a_lost_line_makes_no_version() -> None:
    """A sentence that one reading has not is not changed."""
    assert _kind(body=(*BODY[:4], *BODY[5:])) is Kind.RESCAN


def test_columns_read_in_another_order_make_no_version() -> None:
    """A head whose columns one reading takes across is the same head."""
    across = "Đảng Cộng sản Việt Nam Tỉnh ủy Phú Lĩnh * Số 12-NQ/TU Phú Lĩnh, ngày 05 tháng 3 năm 2012 Nghị quyết về cây chè vùng cao"
    assert _kind(head=across) is Kind.RESCAN


WRONG = [
    ({"number": "88-NQ/TU"}, HEAD.replace("12-NQ", "88-NQ"), FOOT, Sign.NUMBER_DIFFERS),
    (
        {"date": PartialDate.from_text("2011-10-19")},
        HEAD.replace("05 tháng 3 năm 2012", "19 tháng 10 năm 2011"),
        FOOT,
        Sign.DATE_DIFFERS,
    ),
    ({"signer": "Lò Thị Mẩy"}, HEAD, FOOT.replace("Đinh Văn Hạc", "Lò Thị Mẩy"), Sign.SIGNER_DIFFERS),
]


@pytest.mark.parametrize(("told", "head", "foot", "sign"), WRONG, ids=[sign for *_, sign in WRONG])
def test_what_differs_in_text_and_description_is_a_veto(
    told: dict[str, object], head: str, foot: str, sign: Sign
) -> None:
    """Another number, date or signer makes the same text another paper, and is named."""
    description = replace(TOLD, **told)  # type: ignore[arg-type]
    verdict = judge(paper(pages=_pages()), paper("b", _pages(head, foot=foot), description))
    assert verdict is not None
    assert verdict.kind is Kind.VERSION
    assert sign in {reason.sign for reason in verdict.reasons}


@pytest.mark.parametrize(("told", "head", "foot", "sign"), WRONG, ids=[sign for *_, sign in WRONG])
def test_a_description_that_its_page_contradicts_is_no_veto(
    told: dict[str, object], head: str, foot: str, sign: Sign
) -> None:
    """Where both papers bear one number, date and signer, a description that says otherwise was misread."""
    assert _kind(**told) is Kind.RESCAN


def test_two_slips_are_a_veto() -> None:
    """One other figure in the number and another day are two papers, of which neither particular agrees."""
    head = HEAD.replace("12-NQ", "17-NQ").replace("05 tháng", "08 tháng")
    told = replace(TOLD, number="17-NQ/TU", date=PartialDate.from_text("2012-03-08"))
    verdict = judge(paper(pages=_pages()), paper("b", _pages(head), told))
    assert verdict is not None
    assert verdict.kind is Kind.VERSION
    assert {reason.sign for reason in verdict.reasons} >= {Sign.NUMBER_DIFFERS, Sign.DATE_DIFFERS}


def test_two_forms_of_one_day_are_look_alikes() -> None:
    """Letters of one day to several people differ in names and figures, though their date agrees and no number is known."""
    letters = [
        (*BODY[:5], f"Mời ông {name} ở bản {place} dự họp, mang theo {count} cây giống.", *BODY[5:])
        for name, place, count in (("Lường Công Thành", "Khuổi Nặm", 48), ("Giàng Seo Khoản", "Phai Đeng", 73))
    ]
    head = HEAD.replace("12-NQ/TU", "")
    told = replace(TOLD, number=None)
    verdict = judge(*(paper(id_, _pages(head, body), told) for id_, body in zip("ab", letters, strict=True)))
    assert verdict is not None
    assert verdict.kind is Kind.LOOK_ALIKE


def test_a_day_left_open_is_no_veto() -> None:
    """A month agrees with every day of it."""
    assert _kind(date=PartialDate.month(2012, 3)) is Kind.RESCAN


def test_heads_tell_what_no_description_does() -> None:
    """The same text under another number and date is a version though neither paper is described."""
    head = HEAD.replace("12-NQ", "88-NQ").replace("05 tháng 3 năm 2012", "19 tháng 10 năm 2011")
    verdict = judge(paper(pages=_pages(), told=UNKNOWN), paper("b", _pages(head), UNKNOWN))
    assert verdict is not None
    assert verdict.kind is Kind.VERSION
    same = judge(paper(pages=_pages(), told=UNKNOWN), paper("b", _pages(), UNKNOWN))
    assert same is not None
    assert same.kind is Kind.RESCAN


def test_a_number_is_looked_for_where_the_other_paper_is_not_described() -> None:
    """A number that stands in the head of a paper without description agrees."""
    verdict = judge(paper(pages=_pages()), paper("b", _pages(), UNKNOWN))
    assert verdict is not None
    assert {reason.sign for reason in verdict.reasons} >= {Sign.NUMBER_EQUAL, Sign.DATE_EQUAL}


@pytest.mark.parametrize(
    "body", [BODY, (*BODY[:5], *OTHER_SENTENCES, *BODY[7:]), BODY[:3]], ids=["same", "changed", "part"]
)
def test_the_verdict_does_not_hang_on_the_order(body: tuple[str, ...]) -> None:
    """A pair is judged the same from either side, and the whole stays the whole."""
    one, other = paper(pages=_pages()), paper("b", _pages(body=body))
    first, second = judge(one, other), judge(other, one)
    assert first is not None
    assert second is not None
    assert first.kind is second.kind
    assert first.confidence == second.confidence
    assert first.holds_other is None or first.holds_other is not second.holds_other
