"""Stamps: secrecy and urgency are told, those of arrivals and copies give the paper neither number nor date."""

import pytest

from archive.descriptions import Field
from tests.indexer.printed import BASIS, DATE, HEAD, NUMBER, PAPER, TYPE, Printed, described


@pytest.mark.parametrize(
    ("stamp", "mark"),
    [
        ("MẬT", "Mật"),
        ("|MẬT|", "Mật"),
        ("MAT", "Mật"),
        ("MẬ'T", "Mật"),
        ("M Ậ T", "Mật"),
        ("TỐI MẬT", "Tối mật"),
        ("T0I MẬT", "Tối mật"),
        ("TUYỆT MẬT", "Tuyệt mật"),
        ("MẬT - KHẨN", "Mật"),
        ("Độ mật: Tối mật", "Tối mật"),
    ],
)
@pytest.mark.parametrize("box", [(0.25, 0.16, 0.07, 0.02), (0.8, 0.03, 0.08, 0.02), (0.1, 0.03, 0.08, 0.02)])
def test_a_secrecy_stamp_in_the_head_is_read(stamp: str, mark: str, box: tuple[float, float, float, float]) -> None:
    """Capitals alone in the head are the mark, however the scan spoilt them, under the number or in a corner."""
    found = described([(stamp, box), *PAPER])
    assert found[Field.SECRECY] == mark
    assert found[Field.ISSUER] == "Ủy ban nhân dân tỉnh Phú Lĩnh"


@pytest.mark.parametrize(
    "lines",
    [
        [("Bảo vệ bí mật nhà nước và mật khẩu, tài liệu tuyệt mật", (0.2, 0.34, 0.6, 0.015))],
        [("TUYỆT MẬT", (0.45, 0.6, 0.1, 0.015))],
        [("mật", (0.14, 0.34, 0.05, 0.015))],
        [("BẢO MẬT", (0.25, 0.16, 0.1, 0.015))],
        [("GIẢI MẬT", (0.25, 0.16, 0.1, 0.015))],
    ],
)
def test_words_on_secrets_are_no_stamp(lines: list[Printed]) -> None:
    """The same words in a sentence, with others, or in the text make no paper secret."""
    assert Field.SECRECY not in described([*PAPER, *lines])


def test_a_heading_broken_before_its_last_word_is_no_stamp() -> None:
    """A heading on secrets whose last line is one of the marks makes no paper secret."""
    heading: list[Printed] = [
        ("QUY ĐỊNH", (0.45, 0.2, 0.1, 0.016)),
        ("DANH MỤC TÀI LIỆU TỐI MẬT VÀ", (0.33, 0.22, 0.34, 0.015)),
        ("TUYỆT MẬT", (0.44, 0.24, 0.12, 0.015)),
    ]
    assert Field.SECRECY not in described([*HEAD, NUMBER, DATE, *heading, *BASIS])


COPY: list[Printed] = [
    ("SAO Y BẢN CHÍNH", (0.62, 0.02, 0.2, 0.015)),
    ("Số 05/SY-VP", (0.65, 0.037, 0.12, 0.012)),
    ("Phú Lĩnh, ngày 20 tháng 01 năm 2021", (0.55, 0.05, 0.3, 0.012)),
    ("CHÁNH VĂN PHÒNG", (0.62, 0.063, 0.16, 0.012)),
]


def test_the_date_of_a_copys_stamp_is_not_the_papers() -> None:
    """Over or under the paper's own line, the day on which a copy was made is not the paper's date."""
    under: list[Printed] = [(text, (x, y + 0.125, width, height)) for text, (x, y, width, height) in COPY]
    for stamp in (COPY, under):
        found = described([*HEAD, *stamp, NUMBER, DATE, *TYPE, *BASIS])
        assert found[Field.DATE] == "2019-12-09"
        assert found[Field.NUMBER] == "15/QĐ-UBND"
        assert found[Field.TYPE] == "Quyết định"
        assert found[Field.COPY_KIND] == "Sao y"
    assert Field.DATE not in described([*HEAD, *COPY, NUMBER, *TYPE, *BASIS])


def test_the_form_of_a_copy_at_the_foot_gives_nothing_but_its_kind() -> None:
    """Number, date and signer of a copy's form at the foot of the paper are not the paper's."""
    signed: list[Printed] = [
        ("TM. ỦY BAN NHÂN DÂN", (0.6, 0.5, 0.2, 0.015)),
        ("CHỦ TỊCH", (0.65, 0.52, 0.1, 0.015)),
        ("Nông Quốc Việt", (0.63, 0.6, 0.15, 0.015)),
    ]
    form: list[Printed] = [
        ("SAO LỤC", (0.45, 0.66, 0.1, 0.015)),
        ("VĂN PHÒNG", (0.2, 0.68, 0.12, 0.015)),
        ("Số: 05/SL-VP", (0.2, 0.7, 0.12, 0.015)),
        ("Phú Lĩnh, ngày 20 tháng 01 năm 2021", (0.55, 0.7, 0.3, 0.015)),
        ("CHÁNH VĂN PHÒNG", (0.6, 0.73, 0.2, 0.015)),
        ("Bế Văn Thụ", (0.65, 0.81, 0.1, 0.015)),
    ]
    found = described([*PAPER, *signed, *form])
    assert found[Field.SIGNER] == "Nông Quốc Việt"
    assert found[Field.DATE] == "2019-12-09"
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.COPY_KIND] == "Sao lục"


@pytest.mark.parametrize("x", [0.62, 0.15])
def test_an_arrivals_stamp_gives_neither_number_nor_date(x: float) -> None:
    """What an office stamped on arrival is not the paper's number, date, type or body, even if the paper has none."""
    stamp: list[Printed] = [
        ("CÔNG VĂN ĐẾN", (x, 0.155, 0.16, 0.012)),
        ("Số: 1234", (x, 0.17, 0.09, 0.012)),
        ("Ngày: 15/12/2019", (x, 0.185, 0.15, 0.012)),
    ]
    found = described(
        [*HEAD, NUMBER, DATE, *stamp, *[(text, (a, b + 0.03, c, d)) for text, (a, b, c, d) in [*TYPE, *BASIS]]]
    )
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.DATE] == "2019-12-09"
    assert found[Field.TYPE] == "Quyết định"
    headless = described([*HEAD, *stamp, *BASIS])
    assert set(headless) == {Field.ISSUER, Field.LANGUAGE}
    assert headless[Field.ISSUER] == "Ủy ban nhân dân tỉnh Phú Lĩnh"


@pytest.mark.parametrize(
    ("stamp", "mark"),
    [("KHẨN", "Khẩn"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("HOẢ TỐC", "Hỏa tốc"), ("MẬT KHẨN", "Khẩn")],
)
def test_an_urgency_stamp_in_the_head_is_read(stamp: str, mark: str) -> None:
    """The mark of urgency stands as that of secrecy does; both may stand in one stamp."""
    assert described([*PAPER, (stamp, (0.24, 0.16, 0.1, 0.02))])[Field.URGENCY] == mark
    assert Field.URGENCY not in described([*PAPER, ("Việc khẩn cấp", (0.2, 0.4, 0.2, 0.015))])


def test_a_number_stamped_over_the_bodys_name_does_not_hide_it() -> None:
    """A stamped number above the head whose heading was not read leaves the body's name, and the number under it, to be read."""
    lower: list[Printed] = [(text, (x, y + 0.04, width, height)) for text, (x, y, width, height) in PAPER]
    found = described([("Số 2280", (0.28, 0.05, 0.06, 0.012)), *lower])
    assert found[Field.ISSUER] == "Ủy ban nhân dân tỉnh Phú Lĩnh"
    assert found[Field.NUMBER] == "15/QĐ-UBND"


def test_a_stamp_beside_the_number_is_read() -> None:
    """A stamp that an engine joined to the number's line is told from it."""
    found = described([*HEAD, ("Số: 15/QĐ-UBND MẬT", (0.21, 0.13, 0.2, 0.015)), DATE, *TYPE])
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.SECRECY] == "Mật"


def test_a_stamp_on_a_later_page_marks_the_paper() -> None:
    """A mark alone at the top of page 2 counts; columns of a table on secrets, and what is misread there, do not."""
    stamp: Printed = ("TỐI MẬT", (0.8, 0.04, 0.1, 0.015))
    assert described(PAPER, [stamp, *BASIS])[Field.SECRECY] == "Tối mật"
    assert Field.SECRECY not in described(PAPER, [stamp, ("MẬT", (0.6, 0.04, 0.1, 0.015)), *BASIS])
    assert Field.SECRECY not in described(PAPER, [("MẶT", (0.6, 0.04, 0.1, 0.015)), *BASIS])
