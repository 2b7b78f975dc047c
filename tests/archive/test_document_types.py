"""Types of documents by heading and by symbol."""

import pytest

from archive.document_types import TYPES, symbol_named, type_named, types_of_symbol
from archive.vietnamese import bare


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("NGHỊ QUYẾT", "Nghị quyết"),
        ("NGHI QUYET", "Nghị quyết"),
        ("NGHỊ QUYÊT", "Nghị quyết"),
        ("NGHl QUYẾT", "Nghị quyết"),
        ("N G H Ị   Q U Y Ế T", "Nghị quyết"),
        ("QUYẾT ĐỊNH:", "Quyết định"),
        ("QUY ĐỊNH", "Quy định"),
        ("THÔNG BÁO", "Thông báo"),
        ("THÔNG CÁO", "Thông cáo"),
        ("ĐỀ ÁN", "Đề án"),
        ("DỰ ÁN", "Dự án"),
        ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "Chương trình"),
        ("Báo cáo", "Báo cáo"),
        ("báo cáo", "Báo cáo"),
        ("Tờ trình:", "Tờ trình"),
        ("KẾ HOẠCH NĂM 2011", "Kế hoạch"),
        ("QUYẾT ĐịNH SỐ", "Quyết định"),
        ("* TỜ TRÌNH *", "Tờ trình"),
    ],
)
def test_a_heading_names_its_type(heading: str, name: str) -> None:
    """A type is known from its heading without marks, spaced out, with one wrong letter, or in capitals with a few words behind it."""
    assert type_named(heading) == name


@pytest.mark.parametrize(
    "line",
    [
        "",
        "ỦY BAN NHÂN DÂN",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BAN THƯỜNG VỤ",
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "THÔNG TAO",
        "12-NQ/TU",
        "Căn cứ Quyết định số",
        "Quyết định này có hiệu lực",
        "Nghị quyết số 12",
        "Kế hoạch năm 2011",
        "Thông báo cho biết",
        "báo cáo của",
        "Biên bản họp",
        "Thong bao kết",
        "Báo cáo kết quả thực hiện nhiệm vụ phát triển kinh tế xã hội năm 2011",
    ],
)
def test_other_lines_name_none(line: str) -> None:
    """A line that names no type, may name two, or goes on after the name in small letters, as sentences do, gives none."""
    assert type_named(line) is None


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: kind.name)
def test_every_type_is_known_by_its_own_name_in_capitals(kind: object) -> None:
    """Each name of the table is read back from its heading, with and without marks."""
    name = kind.name  # type: ignore[attr-defined]
    assert type_named(name.upper()) == name
    assert type_named(bare(name).upper()) == name


def test_symbols_that_collide_name_all_their_types() -> None:
    """QĐ is a decision, in the Party also a regulation; TT is Thông tri in the Party and Thông tư in the state."""
    assert types_of_symbol("QĐ", party=True) == ("Quyết định", "Quy định")
    assert types_of_symbol("QĐ", party=False) == ("Quyết định",)
    assert types_of_symbol("TT", party=True) == ("Thông tri",)
    assert types_of_symbol("TT", party=False) == ("Thông tư",)
    assert set(types_of_symbol("TT")) == {"Thông tri", "Thông tư"}
    assert types_of_symbol("CV", party=True) == ("Công văn",)


def test_symbols_are_known_in_any_case_and_without_a_bar() -> None:
    """`ctr` is CTr, `QD` is QĐ, but DA and ĐA stay two; what is no symbol names nothing."""
    assert symbol_named("ctr") == "CTr"
    assert types_of_symbol("QD", party=False) == ("Quyết định",)
    assert types_of_symbol("DA") == ("Dự án",)
    assert types_of_symbol("ĐA") == ("Đề án",)
    assert types_of_symbol("UBND") == ()
    assert types_of_symbol("") == ()
