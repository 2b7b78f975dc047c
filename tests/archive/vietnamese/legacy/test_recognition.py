"""Old encodings recognised and converted."""

from collections.abc import Callable

import pytest

from archive.vietnamese import normalise
from archive.vietnamese.legacy import Encoding, convert, recognise
from tests.archive.vietnamese.legacy import right, writing
from tests.archive.vietnamese.legacy.writing import sample_lines
from tests.missing import skip_or_fail

WRITERS: dict[Encoding, Callable[[str], str]] = {
    Encoding.TCVN3: writing.as_tcvn3,
    Encoding.VNI: writing.as_vni,
    Encoding.VISCII: writing.as_viscii,
    Encoding.WINDOWS_1258: writing.as_windows_1258,
}
NEEDS_ICONV = {Encoding.TCVN3, Encoding.VISCII}


@pytest.fixture(params=WRITERS)
def encoding(request: pytest.FixtureRequest) -> Encoding:
    """Each encoding of which an independent table is at hand."""
    found: Encoding = request.param
    if found in NEEDS_ICONV and not writing.HAS_ICONV:
        reason = (
            "iconv is not installed, so the tables of TCVN3 and VISCII were not compared (apt-get install libc-bin)"
        )
        skip_or_fail(reason)
    return found


def test_long_texts_come_out_right(encoding: Encoding) -> None:
    """Of more than two thousand lines in an old encoding, 99.5 % of the letters or more are as they were meant."""
    lines = sample_lines()
    assert len(lines) >= 200
    garbled = WRITERS[encoding]("\n".join(lines))
    assert recognise(garbled) is encoding
    converted = convert(garbled, encoding).split("\n")
    assert [len(line) for line in converted] == [len(line) for line in lines]
    letters = sum(map(len, lines))
    right_letters = sum(
        a == b for one, other in zip(converted, lines, strict=True) for a, b in zip(one, other, strict=True)
    )
    assert right_letters / letters >= 0.995
    small = sum(a == b for a, b in zip("".join(converted).lower(), "".join(lines).lower(), strict=True))
    assert small == letters  # only the case of capitals that the encoding lacks is lost


def test_a_page_is_enough_to_tell(encoding: Encoding) -> None:
    """Any ten lines in a row are known for what they are."""
    lines = sample_lines()
    told = [
        recognise(WRITERS[encoding]("\n".join(lines[start : start + 10]))) for start in range(0, len(lines) - 10, 10)
    ]
    assert set(told) == {encoding}


@pytest.mark.parametrize("unicode_form", [str, normalise])
def test_right_text_is_never_converted(unicode_form: Callable[[str], str]) -> None:
    """Of ten thousand lines of right Vietnamese, French and English, numbers, codes and capitals, none is taken for garbage."""
    lines = right.lines()
    assert len(lines) >= 10_000
    assert [line for line in map(unicode_form, lines) if recognise(line) is not None] == []


@pytest.mark.parametrize("words", [right.ENGLISH, right.FRENCH, right.LATIN_ONLY, right.CODES, right.CAPITALS])
def test_long_right_texts_are_never_converted(words: list[str]) -> None:
    """A whole text of one kind is not converted either."""
    assert recognise(" ".join(words)) is None


@pytest.mark.parametrize(
    ("garbled", "meant"),
    [
        ("Uû ban nh©n d©n", "Uỷ ban nhân dân"),
        ("Céng hoµ x· héi chñ nghÜa ViÖt Nam", "Cộng hoà xã hội chủ nghĩa Việt Nam"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
        ("Uyû ban nhaân daân tænh", "Uỷ ban nhân dân tỉnh"),
        ("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        ("Sôû Giaùo duïc vaø Ñaøo taïo", "Sở Giáo dục và Đào tạo"),
    ],
)
def test_headings_are_known_alone(garbled: str, meant: str) -> None:
    """The lines that every paper begins with are recognised without their page."""
    found = recognise(garbled)
    assert found is not None
    assert normalise(convert(garbled, found)) == normalise(meant)


@pytest.mark.parametrize(
    "text", ["", "ban", "©", "nh©n", "12-NQ/TU", "ë", "Nguyễn Văn ©n nh©n d©n", "x" * 10_000, "é" * 10_000]
)
def test_what_cannot_be_told_stays(text: str) -> None:
    """One odd word alone, letters that only Unicode has, and no words at all: nothing is converted."""
    assert recognise(text) is None
