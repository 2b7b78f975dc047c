"""Document numbers as printed, as cited, and as readers type them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.numbers import DocumentNumber, find_numbers, number_key, parse_number
from archive.vietnamese import normalise


@pytest.mark.parametrize(
    ("line", "canonical", "style"),
    [
        ("Số 12-NQ/TU", "12-NQ/TU", "party"),
        ("Số: 15/QĐ-UBND", "15/QĐ-UBND", "state"),
        ("123/UBND-VX", "123/UBND-VX", "letter"),
        ("Số: 30/2020/NĐ-CP", "30/2020/NĐ-CP", "statute"),
        ("Số: 76/2015/QH13", "76/2015/QH13", "statute"),
        ("08/2007/NQ-HĐND", "08/2007/NQ-HĐND", "statute"),
        ("5-NQ/TU", "05-NQ/TU", "party"),
        ("Số 245a-CV/VPTU", "245a-CV/VPTU", "party"),
        ("Số 33-TTr/HU", "33-TTr/HU", "party"),
        ("Số 127-QĐ/TƯ", "127-QĐ/TW", "party"),
        ("Số 127-QĐ/T.Ư", "127-QĐ/TW", "party"),
        ("Số 12-NQ/T.U", "12-NQ/TU", "party"),
        ("Số: 96/TB-VPUBND", "96/TB-VPUBND", "state"),
        ("Số 1234/SNV-VP.", "1234/SNV-VP", "letter"),
        ("Số: 1234/SNN&PTNT-KH", "1234/SNN&PTNT-KH", "letter"),
        ("Số: 12/CV-LS-NV-TC", "12/CV-LS-NV-TC", "letter"),
        ("Số 127-QĐNS/TU", "127-QĐNS/TU", "party"),
        ("Số 05-CTrHĐ/TU", "05-CTrHĐ/TU", "party"),
        ("Số 145 QĐ/UB", "145-QĐ/UB", "party"),
        ("Số 07-QĐ/BTCTU", "07-QĐ/BTCTU", "party"),
        ("  * Số : 12 – NQ / TU *", "12-NQ/TU", "party"),
        ("Số 12-NQ/TU        Phú Lĩnh, ngày 03 tháng 10 năm 2010", "12-NQ/TU", "party"),
    ],
)
def test_a_number_line_gives_the_canonical_number(line: str, canonical: str, style: str) -> None:
    """A number is as printed, with at least two digits, in the form its body writes it."""
    number = parse_number(line)
    assert number is not None
    assert (number.canonical, number.style) == (canonical, style)


@pytest.mark.parametrize(
    ("line", "canonical"),
    [
        ("Số: O5-NQ/TU", "05-NQ/TU"),
        ("Số l2-NQ/TU", "12-NQ/TU"),
        ("Số 1O/QĐ-UBND", "10/QĐ-UBND"),
        ("Sô 15/QD-UBND", "15/QĐ-UBND"),
        ("S0 15/QÐ-UBND", "15/QĐ-UBND"),
        ("Số 21-CTR/TU", "21-CTr/TU"),
        ("Số 27/NQ-HDND", "27/NQ-HĐND"),
        ("Số 12-NQ-TU", "12-NQ/TU"),
        ("Số 12 NQ TU", "12-NQ/TU"),
        ("Số 12-NQTU", "12-NQ/TU"),
        ("Số: 15/QĐ.UBND", "15/QĐ-UBND"),
    ],
)
def test_what_ocr_and_typists_slip_on_is_read(line: str, canonical: str) -> None:
    """O for 0, l for 1, a lost bar of Đ, and signs in the wrong place do not hide a number; letters outside the ordinal stay."""
    number = parse_number(line)
    assert number is not None
    assert number.canonical == canonical


@pytest.mark.parametrize(
    "line",
    ["", "Số:      /UBND-VX", "ngày 3/10/2010", "Căn cứ Nghị quyết số 12-NQ/TU", "2010-2015", "Số 12", "12,5/100"],
)
def test_a_line_without_a_number_of_its_own_gives_none(line: str) -> None:
    """A blank number, a date, a term, and a number cited behind words are not the number of the paper."""
    assert parse_number(line) is None


SPELLINGS = [
    "12-NQ/TU",
    "12 NQ TU",
    "12/NQ-TU",
    "12-NQTU",
    "012-NQ/TU",
    "12-nq/tu",
    "12–NQ/TU",
    "Số 12-NQ/TU",
    "12-nq-tu",
    "12 nq tu",
    "l2-NQ/TU",
]


@pytest.mark.parametrize("typed", SPELLINGS)
def test_all_spellings_of_a_number_have_one_key(typed: str) -> None:
    """Zeros in front, case, signs and spaces do not matter to what a reader types."""
    assert number_key(typed) == DocumentNumber("12", "NQ/TU", "party").key


@pytest.mark.parametrize(
    "other", ["112-NQ/TU", "12-NQ/TW", "12-NQ/TƯ", "12a-NQ/TU", "2-NQ/TU", "12-QĐ/TU", "12-NQ/HU", "120-NQ/TU"]
)
def test_other_numbers_have_other_keys(other: str) -> None:
    """Another ordinal, type or body is another number."""
    key = number_key(other)
    assert key
    assert key != number_key("12-NQ/TU")


def test_the_centre_is_one_however_written() -> None:
    """TW, TƯ and T.Ư are the centre, in any case; TU is not."""
    assert len({number_key(typed) for typed in ("127-QĐ/TW", "127-QĐ/TƯ", "127 qđ tư", "127-qđ/t.ư", "127-qd-tw")}) == 1
    assert number_key("127-QĐ/TU") != number_key("127-QĐ/TW")


def test_the_year_of_a_statute_is_no_part_of_its_ordinal() -> None:
    """1/2020/QĐ-UBND is not 12020/QĐ-UBND; the signs around the year do not matter."""
    assert number_key("1/2020/QĐ-UBND") != number_key("12020/QĐ-UBND")
    assert number_key("15-2020-nđ-cp") == number_key("15/2020/NĐ-CP")


@pytest.mark.parametrize(
    "typed",
    ["", "12", "12-NQ", "nông thôn mới", "năm 2010", "3/10/2010", "2010-2015", "5 năm liền", "100-thôn", "NQ/TU"],
)
def test_what_is_no_whole_number_has_no_key(typed: str) -> None:
    """Dates, words and parts of a number are searched as words."""
    assert number_key(typed) is None


def test_letters_of_offices_have_a_key_in_small_letters_too() -> None:
    """An official letter's number is found as typed in small letters without marks."""
    assert number_key("3120 ubnd vx") == number_key("3120/UBND-VX") == "3120ubndvx"


def test_citations_are_found_where_they_stand() -> None:
    """Numbers in running text are found with their place; dates and the words behind a number are left out."""
    text = (
        "Căn cứ Nghị quyết số 12-NQ/TU-ngày 3/10/2010, QĐ 15/QĐ-UBND; số 123/UBND-VX. Theo 30/2020/NĐ-CP và 05-KH/T.U."
    )
    found = find_numbers(text)
    assert [number.canonical for _, _, number in found] == [
        "12-NQ/TU",
        "15/QĐ-UBND",
        "123/UBND-VX",
        "30/2020/NĐ-CP",
        "05-KH/TU",
    ]
    assert [text[start:end] for start, end, _ in found] == [
        "12-NQ/TU",
        "15/QĐ-UBND",
        "123/UBND-VX",
        "30/2020/NĐ-CP",
        "05-KH/T.U",
    ]


ORDINALS = st.integers(1, 99_999)
SYMBOLS = st.sampled_from(["NQ", "QĐ", "CT", "KL", "CTr", "TTr", "BC", "ĐA", "DA", "KH"])
BODIES = st.sampled_from(["TU", "TW", "HU", "ĐUK", "VPTU", "UBKTTU", "BCĐ-TH"])


NUMBERS = st.tuples(ORDINALS, SYMBOLS, BODIES)
SIGNS = st.tuples(st.sampled_from(["-", "/", " ", " - ", "–"]), st.sampled_from(["/", "-", " "]))


@given(NUMBERS, st.integers(0, 3), SIGNS)
def test_keys_stand_for_ordinal_type_and_body(number: tuple[int, str, str], zeros: int, signs: tuple[str, str]) -> None:
    """Whatever signs and zeros stand in it, a number typed finds the number printed, and its canonical form reads as itself."""
    ordinal, symbol, body = number
    printed = parse_number(f"{ordinal}-{symbol}/{body}")
    assert printed is not None
    assert number_key(f"{'0' * zeros}{ordinal}{signs[0]}{symbol}{signs[1]}{body}".lower()) == printed.key
    assert parse_number(printed.canonical) == printed
    assert number_key(printed.canonical) == printed.key


@given(NUMBERS, NUMBERS)
def test_different_numbers_never_share_a_key(one: tuple[int, str, str], other: tuple[int, str, str]) -> None:
    """Two numbers share a key only when ordinal, type and body are the same; Đ and D are one there."""
    first, second = (parse_number(f"{ordinal}-{symbol}/{body}") for ordinal, symbol, body in (one, other))
    assert first is not None
    assert second is not None
    same = all(str(a).replace("Đ", "D") == str(b).replace("Đ", "D") for a, b in zip(one, other, strict=True))
    assert (first.key == second.key) == same


@given(st.text(alphabet="0123456789OolI-/. SốsNQĐTUƯnqtuUBNDCVa:\n"))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Any text gives numbers or none, in order, within the normalised text."""
    parse_number(text)
    number_key(text)
    found = find_numbers(text)
    assert all(0 <= start < end <= len(normalise(text)) for start, end, _ in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "noise", ["1" + " " * 200_000, "1" * 200_000, "12-NQ/" + "A-" * 100_000, "số " * 100_000, "1 - " * 50_000]
)
def test_noise_of_any_length_is_read_to_its_end(noise: str) -> None:
    """A long run of spaces, digits or signs, as a broken scan gives, does not hold the reading up."""
    assert find_numbers(noise) is not None
    parse_number(noise)
    assert number_key(noise) is None
