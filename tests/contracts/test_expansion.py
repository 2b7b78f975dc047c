"""Abbreviations both ways, ranked below what was typed, told and switched off (search.md 7)."""

import pytest

from archive.errors import BadRequest
from search import NoticeCode, SearchEngine, mark
from search.asking import Helps
from tests.contracts.archives import PUBLIC, helped, ids_of, publish, record, told


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("UBND tỉnh", "ủy ban nhân dân tỉnh"),
        ("hđnd", "hội đồng nhân dân"),
        ("hdnd xa", "hội đồng nhân dân xã"),
        ("nghị quyết BCH", "nghị quyết ban chấp hành"),
        ("TW", "trung ương"),
        ("T.Ư", "trung ương"),
        ("TW", "T.Ư"),
        ("VPTU", "văn phòng tỉnh ủy"),
        ("MTTQ", "mặt trận tổ quốc"),
        ("CNH-HĐH", "công nghiệp hóa, hiện đại hóa"),
        ("KT-XH", "kinh tế - xã hội"),
        ("ĐVBQ số 7", "đơn vị bảo quản số 7"),
    ],
)
def test_abbreviations_both_ways(engine: SearchEngine, typed: str, other: str) -> None:
    """The short form finds the long one and the long one the short; what was typed comes first, and it is said."""
    publish(engine, record("typed", typed), record("other", other), record("none", "việc khác"))
    found = helped(engine, typed)
    assert (found.response.total, found.widened_total, ids_of(found)) == (2, 0, ["typed", "other"])
    (notice,) = told(found)
    assert (notice.code, notice.change) == (NoticeCode.EXPANDED, (("expand", "false"),))
    assert ids_of(helped(engine, other)) == ["other", "typed"]


def test_the_notice_names_both_forms(engine: SearchEngine) -> None:
    """The notice says what stands for what."""
    words = told(helped(engine, "UBND tỉnh và hợp tác xã"))[0].words
    assert words == ("UBND → ủy ban nhân dân", "hợp tác xã → HTX")


def test_expansion_can_be_switched_off(engine: SearchEngine) -> None:
    """With `expand=false` only what was typed is found, without a notice."""
    publish(engine, record("typed", "UBND"), record("other", "ủy ban nhân dân"))
    found = helped(engine, "UBND", Helps(expand=False))
    assert (ids_of(found), told(found)) == (["typed"], ())


@pytest.mark.usefixtures("new_index")
def test_what_was_typed_ranks_first_however_common(engine: SearchEngine) -> None:
    """The form as typed comes first also where nearly every record holds it and the other is rare."""
    publish(
        engine,
        *(record(f"typed{n}", "họp ở UBND " + "việc " * 30) for n in range(12)),
        record("other", "ủy ban nhân dân " * 5, title="Ủy ban nhân dân"),
    )
    assert ids_of(helped(engine, "UBND"))[-1] == "other"


@pytest.mark.parametrize("text", ['"UBND"', "-UBND", "signer:UBND", "12-NQ/UBND", "(việc) -UBND"])
def test_what_is_not_expanded(engine: SearchEngine, text: str) -> None:
    """Quotes, negations, numbers and names of signers are as typed."""
    publish(engine, record("other", "ủy ban nhân dân"))
    assert not [one for one in told(helped(engine, text)) if one.code is NoticeCode.EXPANDED]


def test_symbols_of_types_are_types_only(engine: SearchEngine) -> None:
    """`KH` is the type Kế hoạch and never the words in a text, which may be about any plan."""
    publish(
        engine,
        record("plan", "phòng chống lũ", type="Kế hoạch"),
        record("about", "kế hoạch phòng chống lũ", type="Báo cáo"),
        record("typed", "phòng chống lũ KH"),
    )
    assert ids_of(helped(engine, "KH phòng chống lũ")) == ["typed", "plan"]
    assert ids_of(helped(engine, "type:KH")) == ["plan"]


def test_issuers_are_found_by_their_abbreviation(engine: SearchEngine) -> None:
    """`issuer:` knows abbreviations of bodies; names are kept in full."""
    publish(engine, record("a", issuer="Ủy ban nhân dân tỉnh Phú Lĩnh"), record("b", issuer="Hội đồng nhân dân"))
    assert ids_of(helped(engine, "issuer:UBND")) == ["a"]
    assert ids_of(helped(engine, "issuer:(UBND tỉnh)")) == ["a"]


def test_forms_in_full_stand_in_sequence(engine: SearchEngine) -> None:
    """The long form counts only as a phrase: its words strewn over a text are nothing."""
    publish(engine, record("a", "nhân dân trong ban ủy nhiệm"), record("b", "ủy ban nhân dân"))
    assert ids_of(helped(engine, "UBND")) == ["b"]


def test_either_form_counts_in_a_widened_search(engine: SearchEngine) -> None:
    """Most of the words may be there in either form."""
    publish(engine, record("a", "UBND cầu treo"), record("b", "ủy ban nhân dân cầu treo"), record("c", "cầu"))
    assert ids_of(helped(engine, "UBND cầu treo xanh")) == ["a", "b"]
    assert ids_of(helped(engine, "ủy ban nhân dân cầu treo xanh")) == ["b", "a"]


def test_pages_and_marks_of_the_other_form(engine: SearchEngine) -> None:
    """The page with the other form is the one that matches, and the form is marked there; so over a page border."""
    publish(engine, record("a", "báo cáo", "gửi Ủy ban nhân dân tỉnh"), record("b", "gửi ủy ban", "nhân dân"))
    found = helped(engine, "UBND")
    assert found.query is not None
    pages = engine.pages_of(["a", "b"], found.query, PUBLIC)
    (page,) = pages["a"].pages
    assert page.number == 2
    assert sorted(mark(found.query, page.words).words) == [1, 2, 3, 4]
    assert pages["b"].matched_pages == 2


def test_a_cursor_keeps_its_forms(engine: SearchEngine) -> None:
    """A cursor reaches every hit in either form, and is none of the search without the other forms."""
    publish(engine, *(record(f"{n:02}", "UBND" if n % 2 else "ủy ban nhân dân") for n in range(12)))
    first = helped(engine, "UBND", size=7)
    rest = helped(engine, "UBND", size=7, cursor=first.response.next)
    assert sorted([*ids_of(first), *ids_of(rest)]) == [f"{n:02}" for n in range(12)]
    assert (rest.response.total, told(rest)) == (12, told(first))
    with pytest.raises(BadRequest, match="cursor"):
        helped(engine, "UBND", Helps(expand=False), size=7, cursor=first.response.next)
