"""Heads of papers: number, date, type, issuing body and abstract, and what must not be taken for them."""

import pytest

from archive.descriptions import Field
from archive.pages import PageText
from indexer.describe import describe_document
from tests.indexer.printed import BASIS, DATE, HEAD, MOTTO, NUMBER, PAPER, TYPE, Printed, described, page_of

LETTER: list[Printed] = [
    ("V/v giao đất cho hộ nghèo", (0.16, 0.15, 0.24, 0.014)),
    ("tại xã Bằng Sa", (0.21, 0.167, 0.14, 0.014)),
    ("Kính gửi: Sở Tài nguyên và Môi trường", (0.3, 0.22, 0.4, 0.015)),
]


def test_a_whole_head_is_read() -> None:
    """Number, date, type, abstract and body of a usual head are read, each once."""
    assert described(PAPER) == {
        Field.NUMBER: "15/QĐ-UBND",
        Field.DATE: "2019-12-09",
        Field.TYPE: "Quyết định",
        Field.TITLE: "Về việc giao đất",
        Field.ISSUER: "Ủy ban nhân dân tỉnh Phú Lĩnh",
        Field.LANGUAGE: "Tiếng Việt",
    }


@pytest.mark.parametrize(
    "printed",
    [
        "Phú Lĩnh, ngày 01-10-1997",
        "Phú Lĩnh, ngày 01/10/1997",
        "Phú Lĩnh, 01-10-1997",
        "ngày 01-10-1997",
        "Ngày 01 tháng 10 năm 1997",
        "Phú Lĩnh, ngày 01.10.1997",
        "Phú Lĩnh, ngày 1-10-97",
        "Nam Thắng, ngày 1 tháng 10 năm 1997",
        "thị xã Từ Kỳ, ngày 1 tháng 10 năm 1997",
        "Phú Lĩnh, ngày 01 tháng I0 năm 1997",
        "Phú Lĩnh, 01-l0-1997",
        "Phú Lĩnh, ngày 01 tháng ợ 10 năm 1997",
        "lú Lĩnh, ngày 01 tháng 10 năm 1997",
        "PL, ngày 1 tháng 10 năm 1997",
        "Phú Lĩnh ngày 1 tháng 10 năm 1997",
    ],
)
def test_place_and_date_are_read_in_every_form(printed: str) -> None:
    """The date of the line is read in words and in figures, with its place or without."""
    line: Printed = (printed, (0.55, 0.13, 0.25, 0.015))
    assert described([*HEAD, NUMBER, line, *TYPE, *BASIS])[Field.DATE] == "1997-10-01"


@pytest.mark.parametrize(
    ("printed", "when"),
    [
        ("Phú Lĩnh, ngày 1Š tháng 3 năm 2012", "2012-03-15"),
        ("Phú Lĩnh, ngày 17 tháng Š năm 2012", "2012-05-17"),
        ("Phú Lĩnh, ngày 17 tháng II năm 2012", "2012-11-17"),
        ("Phú Lĩnh, ngày 1ỗ tháng 3 năm 2012", "2012-03"),
        ("Phú Lĩnh, ngày 4 1 7 tháng 12 năm 2012", "2012-12"),
        ("Phú Lĩnh, ngày .ÙZ. tháng ..3. năm 2012", None),
        ("Phú Lĩnh, ngày 4 tháng ..L năm 2012", None),
        ("Phú Lĩnh, ngày 9 tháng 9 11 năm 2012", None),
        ("Phú Lĩnh, ngày 31 tháng 02 năm 2012", None),
        ("Phú Lĩnh, ngày 12 tháng  năm 2012", None),
    ],
)
def test_a_figure_that_is_not_plain_gives_no_date(printed: str, when: str | None) -> None:
    """Signs that scans regularly make of a figure are read as it; a day that cannot be read leaves the month, a month no date."""
    assert described([*HEAD, NUMBER, (printed, DATE[1]), *TYPE]).get(Field.DATE) == when


@pytest.mark.parametrize("day", ["…", "....", "......", " "])
def test_a_day_that_was_left_open_makes_the_date_less_sure(day: str) -> None:
    """Where dots stand for the day, the month is the date, and it is less sure than a whole date."""
    line: Printed = (f"Phú Lĩnh, ngày {day} tháng 10 năm 1997", (0.5, 0.13, 0.35, 0.015))
    whole = next(s for s in describe_document([page_of(PAPER)]) if s.field is Field.DATE)
    open_day = next(s for s in describe_document([page_of([*HEAD, NUMBER, line, *TYPE])]) if s.field is Field.DATE)
    assert open_day.value == "1997-10"
    assert open_day.confidence < 0.9 * whole.confidence


def test_a_date_on_two_lines_is_one() -> None:
    """A date that its column is too narrow for goes on in the line under it."""
    lines: list[Printed] = [
        ("Phú Lĩnh, ngày 01 tháng 10", (0.6, 0.13, 0.2, 0.015)),
        ("năm 1997", (0.66, 0.148, 0.08, 0.015)),
    ]
    assert described([*HEAD, NUMBER, *lines, *TYPE])[Field.DATE] == "1997-10-01"


def test_a_number_without_its_label_is_read() -> None:
    """A number that stands alone under the body counts, and is not a part of the body's name."""
    line: Printed = ("15/QĐ-UBND", (0.23, 0.13, 0.1, 0.015))
    found = described([*HEAD, line, DATE, *TYPE])
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.ISSUER] == "Ủy ban nhân dân tỉnh Phú Lĩnh"


def test_a_number_in_the_right_column_is_read() -> None:
    """A number under the motto counts where the left column has none."""
    found = described(
        [
            *HEAD,
            ("Số: 15/QĐ-UBND", (0.6, 0.125, 0.15, 0.015)),
            ("Phú Lĩnh, ngày 9 tháng 12 năm 2019", (0.5, 0.145, 0.3, 0.015)),
            *TYPE,
        ]
    )
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.DATE] == "2019-12-09"


def test_a_symbol_one_letter_off_is_read_by_its_heading() -> None:
    """A misread letter of the symbol is mended from the heading; another type's symbol stays and makes the number less sure."""
    said = {}
    for printed in ("Số: 15/QO-UBND", "Số: 15/QĐ-UBND", "Số: 15/BC-UBND"):
        found = describe_document([page_of([*HEAD, (printed, NUMBER[1]), DATE, *TYPE])])
        said[printed] = next(one for one in found if one.field is Field.NUMBER)
    assert [one.value for one in said.values()] == ["15/QĐ-UBND", "15/QĐ-UBND", "15/BC-UBND"]
    assert said["Số: 15/BC-UBND"].confidence < 0.95 * said["Số: 15/QĐ-UBND"].confidence


def test_a_provincial_body_has_no_symbol_of_the_centre() -> None:
    """TƯ on the paper of a Tỉnh ủy is a misread TU; on one of the Trung ương it stays."""
    number: Printed = ("Số 12-NQ/TƯ", (0.21, 0.13, 0.15, 0.015))
    province: Printed = ("TỈNH ỦY PHÚ LĨNH", (0.19, 0.08, 0.19, 0.015))
    centre: Printed = ("BAN CHẤP HÀNH TRUNG ƯƠNG", (0.15, 0.08, 0.27, 0.015))
    assert described([province, *MOTTO, number, DATE])[Field.NUMBER] == "12-NQ/TU"
    assert described([centre, *MOTTO, number, DATE])[Field.NUMBER] == "12-NQ/TW"


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("Số: 15/QĐ-UBWD", "15/QĐ-UBND"),
        ("Số: 15/QĐ-UB", "15/QĐ-UB"),
        ("Số: 15/QĐ-VPUBND", "15/QĐ-VPUBND"),
        ("Số: 123/UBND-NC", "123/UBND-NC"),
        ("Số: 15/QĐ-HĐND", "15/QĐ-HĐND"),
    ],
)
def test_a_bodys_symbol_one_letter_off_is_mended(printed: str, number: str) -> None:
    """The symbol of the body at the top left is known; one that is more than a letter off is another's and stays."""
    assert described([*HEAD, (printed, NUMBER[1]), DATE])[Field.NUMBER] == number


@pytest.mark.parametrize(
    ("lines", "number", "name"),
    [
        (["TỈNH ỦY PHÚ LĨNH", "BAN"], "Số 15-QĐ/BTGTU", "Ban Tuyên giáo Tỉnh ủy Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH", "BAN VỤ"], "Số 15-QĐ/TU", "Ban Thường vụ Tỉnh ủy Phú Lĩnh"),
        (["ĐẢNG BỘ TỈNH PHÚ LĨNH"], "Số 15-QĐ/TU", "Ban Chấp hành Đảng bộ tỉnh Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH"], "Số 15-QĐ/TU", "Tỉnh ủy Phú Lĩnh"),
        (["TỈNH ỦY PHỦ LĨNH"], "Số 15-QĐ/TU", "Tỉnh ủy Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LINH"], "Số 15-QĐ/TU", "Tỉnh ủy Phú Lĩnh"),
    ],
)
def test_a_spoilt_body_is_named_by_symbol_and_place(lines: list[str], number: str, name: str) -> None:
    """The symbol in the number tells a department of which the scan left little, the place-and-date line the marks of the place."""
    head: list[Printed] = [(text, (0.19, 0.08 + 0.018 * at, 0.19, 0.014)) for at, text in enumerate(lines)]
    assert described([*head, *MOTTO, (number, NUMBER[1]), DATE, *TYPE])[Field.ISSUER] == name


@pytest.mark.parametrize("blank", ["Số:        /QĐ-UBND", "Số: ...../QĐ-UBND", "/QĐ-UBND", "Số:"])
def test_a_number_left_blank_is_none_and_no_name(blank: str) -> None:
    """Where the number was never filled in there is none, and its line is no part of the body's name."""
    found = described([*HEAD, (blank, (0.21, 0.13, 0.15, 0.015)), DATE, *TYPE])
    assert Field.NUMBER not in found
    assert found[Field.ISSUER] == "Ủy ban nhân dân tỉnh Phú Lĩnh"


@pytest.mark.parametrize("gap", ["  ", "          "])
def test_number_and_date_on_one_line_are_both_read(gap: str) -> None:
    """A line that an engine joined over both columns is parted into number and date."""
    text = f"Số: 15/QĐ-UBND{gap}Phú Lĩnh, ngày 09 tháng 12 năm 2019"
    found = described([*HEAD, (text, (0.21, 0.13, 0.64, 0.015)), *TYPE])
    assert found[Field.NUMBER] == "15/QĐ-UBND"
    assert found[Field.DATE] == "2019-12-09"


@pytest.mark.parametrize("gap", ["   ", "           "])
def test_body_and_motto_on_one_line_are_two(gap: str) -> None:
    """The motto that an engine joined to the body's line is no part of the body's name."""
    lines: list[Printed] = [
        (f"ỦY BAN NHÂN DÂN{gap}CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", (0.16, 0.08, 0.74, 0.015)),
        (f"TỈNH PHÚ LĨNH{gap}     Độc lập - Tự do - Hạnh phúc", (0.18, 0.1, 0.64, 0.015)),
    ]
    assert described([*lines, NUMBER, DATE, *TYPE])[Field.ISSUER] == "Ủy ban nhân dân tỉnh Phú Lĩnh"


TEXT: list[Printed] = [
    ("Hôm nay đoàn kiểm tra đã làm việc với đảng ủy xã, các chi bộ và hợp tác xã,", (0.2, 0.25, 0.706, 0.015)),
    ("nghe báo cáo và thống nhất đánh giá tình hình sáu tháng đầu năm của xã, theo", (0.14, 0.272, 0.766, 0.015)),
    ("đó sản lượng lúa đạt khá, đời sống nhân dân được cải thiện thêm một bước và", (0.14, 0.294, 0.766, 0.015)),
    ("an ninh được giữ vững.", (0.14, 0.316, 0.2, 0.015)),
]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ([], None),
        ([("tình hình sáu tháng", (0.41, 0.22, 0.18, 0.015))], "tình hình sáu tháng"),
        (
            [
                ("về kết quả kiểm tra việc lãnh đạo sản xuất vụ mùa và công tác xây", (0.2, 0.22, 0.65, 0.015)),
                ("dựng tổ chức đảng", (0.43, 0.237, 0.17, 0.012)),
            ],
            "về kết quả kiểm tra việc lãnh đạo sản xuất vụ mùa và công tác xây dựng tổ chức đảng",
        ),
        (
            [
                ("về việc giao đất", (0.42, 0.217, 0.2, 0.013)),
                ("ỦY BAN NHÂN DÂN TỈNH PHÚ LĨNH", (0.33, 0.234, 0.38, 0.013)),
            ],
            "về việc giao đất",
        ),
        ([("ỦY BAN NHÂN DÂN TỈNH PHÚ LĨNH", (0.33, 0.22, 0.38, 0.013))], None),
        (
            [
                ("Làm việc của đoàn kiểm tra", (0.4, 0.217, 0.25, 0.013)),
                ("(Kèm theo Quyết định số 12/QĐ-UBND)", (0.33, 0.234, 0.38, 0.013)),
            ],
            "Làm việc của đoàn kiểm tra",
        ),
    ],
)
def test_the_abstract_ends_where_the_text_begins(lines: list[Printed], title: str | None) -> None:
    """Centred lines under the heading are the abstract, up to the body that decides, a note in brackets, or the text."""
    found = described([*HEAD, NUMBER, DATE, ("BIÊN BẢN", (0.47, 0.2, 0.1, 0.015)), *lines, *TEXT])
    assert found.get(Field.TITLE) == title


def test_an_annex_is_no_paper_of_its_own() -> None:
    """The number and date that an annex cites under its heading are not its own."""
    lines: list[Printed] = [
        ("PHỤ LỤC I", (0.44, 0.08, 0.12, 0.015)),
        ("(Kèm theo Quyết định", (0.4, 0.1, 0.2, 0.015)),
        ("Số: 15/QĐ-UBND", (0.3, 0.12, 0.15, 0.015)),
        ("ngày 09 tháng 12 năm 2019)", (0.5, 0.12, 0.24, 0.015)),
    ]
    found = described([*MOTTO[:0], *lines, *BASIS])
    assert Field.NUMBER not in found
    assert Field.DATE not in found


def test_the_head_of_a_later_page_is_not_taken_for_the_first() -> None:
    """Where page 1 could not be read, the number and date of an annex behind it are not the paper's."""
    unread = PageText((), 0, 0, source="unread")
    fields = {said.field for said in describe_document([unread, page_of(PAPER)])}
    assert Field.NUMBER not in fields
    assert Field.DATE not in fields


def test_a_letter_is_told_by_its_number_and_its_subject() -> None:
    """A paper without a heading is an official letter by its number, and its `V/v` lines are its abstract."""
    found = described([*HEAD, ("Số: 123/UBND-VX", (0.2, 0.13, 0.16, 0.015)), DATE, *LETTER])
    assert found[Field.TYPE] == "Công văn"
    assert found[Field.NUMBER] == "123/UBND-VX"
    assert found[Field.TITLE] == "giao đất cho hộ nghèo tại xã Bằng Sa"


def test_a_subject_makes_a_letter_even_without_a_number() -> None:
    """A draft whose number is a gap is a letter by its `V/v`, whose lines may begin as a sentence of the text does."""
    subject: list[Printed] = [*LETTER[:2], ("trong tình hình mới", (0.2, 0.184, 0.16, 0.014)), LETTER[2]]
    found = described([*HEAD, ("Số:        /UBND-VX", (0.2, 0.13, 0.16, 0.015)), DATE, *subject])
    assert found[Field.TYPE] == "Công văn"
    assert found[Field.TITLE] == "giao đất cho hộ nghèo tại xã Bằng Sa trong tình hình mới"


@pytest.mark.parametrize("label", ["V/v", "V/v:", "v/v", "V⁄v", "V⁄:", "W⁄:", "VW'", "VA:", "V/"])
def test_a_subject_is_known_however_its_label_was_read(label: str) -> None:
    """What scans make of `V/v` before the subject of a letter is left out of it."""
    subject: Printed = (f"{label} giao đất cho hộ nghèo", LETTER[0][1])
    found = described([*HEAD, ("Số: 123/UBND-VX", (0.2, 0.13, 0.16, 0.015)), DATE, subject, LETTER[2]])
    assert found[Field.TITLE] == "giao đất cho hộ nghèo"


def test_a_heading_set_wide_is_one() -> None:
    """A heading whose words stand far apart names its type, and its abstract is found under it."""
    torn: list[Printed] = [("QUYẾT", (0.42, 0.2, 0.07, 0.016)), ("ĐỊNH", (0.54, 0.2, 0.06, 0.016))]
    found = described([*HEAD, NUMBER, DATE, *torn, TYPE[1], *BASIS])
    assert found[Field.TYPE] == "Quyết định"
    assert found[Field.TITLE] == "Về việc giao đất"


def test_whose_decision_it_is_does_not_belong_to_the_abstract() -> None:
    """A line in capitals between type and abstract that says whose paper it is is passed over."""
    lines: list[Printed] = [
        ("CỦA ỦY BAN NHÂN DÂN TỈNH PHÚ LĨNH", (0.32, 0.22, 0.4, 0.014)),
        ("Về việc giao đất", (0.42, 0.238, 0.2, 0.014)),
        ("QUYẾT ĐỊNH:", (0.45, 0.256, 0.14, 0.014)),
    ]
    assert described([*HEAD, NUMBER, DATE, TYPE[0], *lines, *BASIS])[Field.TITLE] == "Về việc giao đất"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Về việc bể nhiệm và điểu động", "Về việc bổ nhiệm và điều động"),
        ("Tỉnh giản biên chế ở chỉ bộ", "Tinh giản biên chế ở chi bộ"),
        ("Kết quả quý IH cho trẻ Š tuổi", "Kết quả quý III cho trẻ 5 tuổi"),
        ("Giao chỉ tiêu của tỉnh", "Giao chỉ tiêu của tỉnh"),
        ("Chỉ bộ phận thường trực họp", "Chỉ bộ phận thường trực họp"),
    ],
)
def test_set_phrases_are_rightly_written(printed: str, title: str) -> None:
    """Phrases that mean nothing as scans misread them are mended in an abstract, all others stay as printed."""
    assert described([*HEAD, NUMBER, DATE, TYPE[0], (printed, (0.37, 0.225, 0.3, 0.015)), *BASIS])[Field.TITLE] == title


def test_letters_cited_in_the_text_are_no_letter() -> None:
    """A letter that the legal basis cites makes the paper neither a letter nor gives it a number or an abstract."""
    cited: list[Printed] = [
        ("Căn cứ Công văn số 123/UBND-VX ngày 07 tháng 8 năm 2019", (0.2, 0.28, 0.7, 0.015)),
        ("V/v giao đất cho hộ nghèo;", (0.14, 0.30, 0.3, 0.015)),
        ("Số 124/UBND-VX ngày 08 tháng 8 năm 2019;", (0.14, 0.32, 0.35, 0.015)),
    ]
    found = described([*HEAD, DATE, *TYPE, *cited])
    assert found[Field.TYPE] == "Quyết định"
    assert Field.NUMBER not in found
    assert found[Field.TITLE] == "Về việc giao đất"
    headless = described([*HEAD, DATE, *cited])
    assert Field.TYPE not in headless
    assert Field.TITLE not in headless
