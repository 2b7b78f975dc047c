"""Signatures: the name under authority and title at the right, and what only looks like one."""

import pytest

from archive.descriptions import Field
from tests.indexer.printed import PAPER, Printed, described

SIGNED: list[Printed] = [
    ("Nơi nhận:", (0.15, 0.5, 0.09, 0.014)),
    ("- Như trên;", (0.15, 0.52, 0.1, 0.014)),
    ("KT. CHỦ TỊCH", (0.62, 0.5, 0.14, 0.015)),
    ("PHÓ CHỦ TỊCH", (0.62, 0.52, 0.14, 0.015)),
]


def signed(name: str) -> list[Printed]:
    """A foot signed by this name."""
    return [*SIGNED, (name, (0.61, 0.62, 0.16, 0.015))]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Nông Quốc Việt", "Nông Quốc Việt"),
        ("Nông Quốc Việt .", "Nông Quốc Việt"),
        ("' Nông Quốc Việt", "Nông Quốc Việt"),
        ("NÔNG QUỐC VIỆT", "Nông Quốc Việt"),
        ("Đỉnh Quốc Việt", "Đinh Quốc Việt"),
        ("guyễn Quốc Việt", "Nguyễn Quốc Việt"),
        ("Nông Quốc LửỬ", "Nông Quốc Lử"),
        ("ÂU DŨNG SĨ", "Âu Dũng Sĩ"),
        ("RƠ CHÂM YƠK", "Rơ Châm Yơk"),
        ("TS. Nông Quốc Việt", "Nông Quốc Việt"),
        ("Đại tá Nông Quốc Việt", "Nông Quốc Việt"),
        ("Y Wăn Niê", "Y Wăn Niê"),
    ],
)
def test_the_bare_name_is_the_signer(printed: str, name: str) -> None:
    """Rank, degree, specks of the seal and capitals leave the bare name."""
    assert described([*PAPER, *signed(printed)])[Field.SIGNER] == name


@pytest.mark.parametrize("printed", ["CHỦ TỊCH", "HÓ CHỦ TỊCH", "Quàng Thị Ỏ_", "Thị Kiều Trinh", "Ú Ò"])
def test_a_title_or_a_part_of_a_name_is_no_signer(printed: str) -> None:
    """Titles, and names of which the scan left only a part, give no signer at all."""
    assert Field.SIGNER not in described([*PAPER, *signed(printed)])


def test_a_name_without_a_legible_title_is_known_by_its_surname() -> None:
    """Beside `Nơi nhận` a name with a usual surname is the signer, less surely, and without a title."""
    found = described([*PAPER, SIGNED[0], ("Nguyễn Quốc Việt", (0.61, 0.62, 0.16, 0.015))])
    assert found[Field.SIGNER] == "Nguyễn Quốc Việt"
    assert Field.SIGNER_TITLE not in found


JOINT: list[Printed] = [
    ("GIÁM ĐỐC SỞ NỘI VỤ", (0.18, 0.5, 0.2, 0.015)),
    ("Nông Quốc Việt", (0.2, 0.62, 0.16, 0.015)),
    ("GIÁM ĐỐC SỞ TÀI CHÍNH", (0.6, 0.502, 0.22, 0.015)),
    ("Lý Thị Sam", (0.63, 0.621, 0.14, 0.015)),
    ("Nơi nhận:", (0.15, 0.66, 0.09, 0.014)),
]


@pytest.mark.parametrize("title", ["GIÁM ĐỐC SỞ TÀI CHÍNH", "ĐỐC SỞ TÀI CHÍNH"])
def test_of_two_signers_the_left_one_is_told(title: str) -> None:
    """A joint paper is signed first at the left, even where a seal took a part of the title at the right."""
    foot: list[Printed] = [line if line[0] != "GIÁM ĐỐC SỞ TÀI CHÍNH" else (title, line[1]) for line in JOINT]
    found = described([*PAPER, *foot])
    assert (found[Field.SIGNER], found[Field.SIGNER_TITLE]) == ("Nông Quốc Việt", "GIÁM ĐỐC SỞ NỘI VỤ")


def test_what_stands_lower_at_the_left_is_no_second_signature() -> None:
    """A title and a name at the left that are not in the rows of those at the right belong to something else."""
    assert (
        described([*PAPER, JOINT[0], JOINT[1], *((text, (x, y + 0.05, w, h)) for text, (x, y, w, h) in JOINT[2:])])[
            Field.SIGNER
        ]
        == "Lý Thị Sam"
    )


def test_headings_and_tables_at_the_right_are_no_signature() -> None:
    """Capitals at the right are a title only when they name one: a heading over two capitalised words is none."""
    table: list[Printed] = [
        ("ĐƠN VỊ TÍNH", (0.7, 0.4, 0.12, 0.015)),
        ("Triệu Đồng", (0.7, 0.42, 0.1, 0.015)),
        ("TỔNG CỘNG", (0.7, 0.44, 0.12, 0.015)),
        ("Phú Lĩnh", (0.7, 0.46, 0.1, 0.015)),
    ]
    assert Field.SIGNER not in described([*PAPER, *table])
    assert described([*PAPER, *signed("Nông Quốc Việt")], table)[Field.SIGNER] == "Nông Quốc Việt"


def test_an_annex_behind_the_signed_page_has_not_the_signature() -> None:
    """Of two signatures the paper's own counts, not that of the table behind it."""
    annex: list[Printed] = [
        ("PHỤ LỤC", (0.45, 0.08, 0.1, 0.015)),
        ("NGƯỜI LẬP BIỂU", (0.62, 0.5, 0.14, 0.015)),
        ("Bế Văn Thụ", (0.63, 0.6, 0.12, 0.015)),
    ]
    assert described([*PAPER, *signed("Nông Quốc Việt")], annex)[Field.SIGNER] == "Nông Quốc Việt"


def test_place_and_date_over_the_signature_date_an_older_paper() -> None:
    """Where the head has no date, the one closely over the signature counts, less surely."""
    date: Printed = ("Phú Lĩnh, ngày 3 tháng 10 năm 1975", (0.52, 0.475, 0.35, 0.015))
    undated = [line for line in PAPER if "tháng 12" not in line[0]]
    assert described([*undated, date, *signed("Nông Quốc Việt")])[Field.DATE] == "1975-10-03"
    assert described([*PAPER, date, *signed("Nông Quốc Việt")])[Field.DATE] == "2019-12-09"


def test_authority_and_title_are_told_as_printed() -> None:
    """The lines over the name say for whom and as what was signed."""
    assert described([*PAPER, *signed("Nông Quốc Việt")])[Field.SIGNER_TITLE] == "KT. CHỦ TỊCH, PHÓ CHỦ TỊCH"


def test_recipients_are_those_addressed_else_those_at_the_foot() -> None:
    """`Kính gửi` comes before `Nơi nhận`; a name broken over two lines is one."""
    assert described([*PAPER, *signed("Nông Quốc Việt")])[Field.RECIPIENTS] == "Như trên"
    letter: list[Printed] = [
        ("Kính gửi:", (0.25, 0.28, 0.08, 0.015)),
        ("- Sở Tài chính;", (0.33, 0.3, 0.12, 0.015)),
        ("- Ủy ban nhân dân", (0.33, 0.32, 0.15, 0.015)),
        ("huyện Bằng Sa.", (0.33, 0.34, 0.12, 0.015)),
        ("Phúc đáp đề nghị của đơn vị, Ủy ban nhân dân tỉnh có ý kiến như sau về", (0.2, 0.37, 0.7, 0.015)),
    ]
    head = [line for line in PAPER if line[1][1] < 0.19]
    found = described([*head, *letter, *signed("Nông Quốc Việt")])
    assert found[Field.RECIPIENTS] == "Sở Tài chính; Ủy ban nhân dân huyện Bằng Sa"


def test_recipients_are_told_apart_without_their_dashes() -> None:
    """A line begins another name after a sign that ends one, whatever a scan made of the dash before it."""
    foot: list[Printed] = [
        ("Nơi nhận:", (0.15, 0.5, 0.09, 0.014)),
        ("~ Như trên,", (0.15, 0.515, 0.1, 0.012)),
        ("Các chỉ bộ;", (0.16, 0.53, 0.1, 0.012)),
        ("- Kho bạc Nhà", (0.15, 0.545, 0.1, 0.012)),
        ("nước tỉnh", (0.15, 0.56, 0.1, 0.012)),
        ("Lưu: VT.", (0.16, 0.575, 0.1, 0.012)),
    ]
    assert described([*PAPER, *foot])[Field.RECIPIENTS] == "Như trên; Các chi bộ; Kho bạc Nhà nước tỉnh; Lưu: VT"


def test_vietnamese_is_known_by_its_letters() -> None:
    """A page of Vietnamese words tells its language, one without marks tells none."""
    assert described([*PAPER, *SIGNED])[Field.LANGUAGE] == "Tiếng Việt"
    plain: list[Printed] = [("word and another word of a text " * 3, (0.1, y / 10, 0.8, 0.015)) for y in range(1, 6)]
    assert Field.LANGUAGE not in described(plain)
