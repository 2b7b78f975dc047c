"""Reference codes, names of scans, citations."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.references import Marker, Reference, SerialName, citation, natural_parts, parse_file_name, parse_reference

DOCUMENT = Reference("H42", "041", "03", "0123", "002")


def test_a_reference_is_written_as_the_contract_says() -> None:
    """Agency, fonds, inventory, file and ordinal joined by hyphens; a file's has no ordinal."""
    assert str(DOCUMENT) == "H42-041-03-0123-002"
    assert str(DOCUMENT.file_reference) == "H42-041-03-0123"


@pytest.mark.parametrize(
    "text",
    [
        "H42-041-03-0123-002",
        "H42-041-03-0123",
        "H42-041-02-0058a-001",
        "000.00.01.H42-001-01-123-1",
        "TUPL-H42-1-00123-0000001",
        "VP-12-01-7",
    ],
)
def test_numbers_stay_as_they_are_written(text: str) -> None:
    """No number is padded or shortened: what was read is written back the same."""
    reference = parse_reference(text)
    assert reference is not None
    assert str(reference) == text


@pytest.mark.parametrize(
    "text", ["", "H42", "H42-041-03", "12-NQ/TU", "2010-2015", "H42-041-03-0123-002-9", "H42 041 03 0123", "scan001"]
)
def test_other_text_is_no_reference(text: str) -> None:
    """A text with fewer or more parts, or other signs, is none."""
    assert parse_reference(text) is None


@pytest.mark.parametrize(
    "name",
    [
        "H42-041-03-0123-002.pdf",
        "HSLTCQ/0123/H42-041-03-0123-002.PDF",
        "H42–041–03–0123–002 .tif",
        "C:\\scans\\H42-041-03-0123-002.jpeg",
        "H42-041-03-0123-002",
    ],
)
def test_the_name_of_a_scan_is_its_reference(name: str) -> None:
    """Folders in front, the ending and typographic dashes do not matter."""
    assert parse_file_name(name) == DOCUMENT


def test_serial_names_tell_place_symbol_number_and_year() -> None:
    """The serial naming gives fonds, inventory, file, ordinal, type symbol, number and year, all but the year as text."""
    named = parse_file_name("011-07-0123a-001-BC-0001-1998.pdf")
    assert named == SerialName("011", "07", "0123a", "001", "BC", "0001", 1998)
    assert isinstance(named, SerialName)
    assert str(named.reference("H42")) == "H42-011-07-0123a-001"


def test_serial_names_are_read_in_nfd_too() -> None:
    """A name that a file system decomposed tells the same."""
    name = "011-07-0123-001-QĐ-0001-1998.pdf"
    assert parse_file_name(unicodedata.normalize("NFD", name)) == parse_file_name(name)
    assert isinstance(parse_file_name(name), SerialName)


@pytest.mark.parametrize(
    ("name", "marker"),
    [
        ("BIA.pdf", Marker.COVER), ("BIA_0123.pdf", Marker.COVER), ("bia01.jpg", Marker.COVER), ("Bìa hồ sơ.pdf", Marker.COVER),
        (unicodedata.normalize("NFD", "Bìa.pdf"), Marker.COVER), ("MUCLUC.pdf", Marker.LIST), ("MUCLUC0123.pdf", Marker.LIST),
        ("Mục lục văn bản.pdf", Marker.LIST), ("x/MUC_LUC.pdf", Marker.LIST),
    ],
)  # fmt: skip
def test_covers_and_lists_are_told_apart(name: str, marker: Marker) -> None:
    """Scans of a file's cover and of its list of documents are known by their names."""
    assert parse_file_name(name) is marker


@pytest.mark.parametrize(
    "name", ["scan 001.pdf", "", ".pdf", "biên bản họp.pdf", "H42-041-03-0123.pdf", "Nghị quyết 12-NQ-TU.pdf"]
)
def test_other_names_tell_nothing(name: str) -> None:
    """A free name, and the reference of a whole file, do not say which document a scan is."""
    assert parse_file_name(name) is None


def test_references_sort_by_the_value_of_numbers() -> None:
    """Files and documents stand in the order of their numbers, not of their letters."""
    rightly = [
        Reference("H42", "041", "01", file, ordinal)
        for file, ordinal in (("9", "2"), ("9", "10"), ("58", None), ("58a", "1"), ("123", "1"))
    ]
    assert sorted(set(rightly), key=lambda reference: reference.sort_key) == rightly
    assert sorted({"a/p10.jpg", "a/p9.jpg"}, key=natural_parts) == ["a/p9.jpg", "a/p10.jpg"]


def test_a_page_is_cited_as_archives_cite_it() -> None:
    """Repository, fonds, inventory, file and page; a document's ordinal before the page, as its pages count within it."""
    file = Reference("H42", "041", "01", "0142")
    place = "Kho Lưu trữ Tỉnh ủy Phú Lĩnh, Phông Tỉnh ủy, ML 01, ĐVBQ 142"
    assert citation("Kho Lưu trữ Tỉnh ủy Phú Lĩnh", "Tỉnh ủy", file, 5) == f"{place}, tr. 5"
    assert citation("Kho Lưu trữ Tỉnh ủy Phú Lĩnh", "Phông Tỉnh ủy", file) == place
    assert (
        citation("Kho Lưu trữ Tỉnh ủy Phú Lĩnh", "Tỉnh ủy", Reference("H42", "041", "01", "0142", "003"), 5)
        == f"{place}, VB 3, tr. 5"
    )
    assert citation("", "", file) == "Phông 041, ML 01, ĐVBQ 142"


@given(
    st.from_regex(r"[A-Z][A-Z0-9]{0,12}", fullmatch=True),
    st.from_regex(r"[0-9]{1,3}", fullmatch=True),
    st.from_regex(r"[0-9]{1,2}", fullmatch=True),
    st.from_regex(r"[0-9]{1,5}[ab]?", fullmatch=True),
    st.none() | st.from_regex(r"[0-9]{1,7}", fullmatch=True),
)
def test_every_reference_reads_back(agency: str, fonds: str, inventory: str, file: str, ordinal: str | None) -> None:
    """What is written as a reference reads back as the same one."""
    reference = Reference(agency, fonds, inventory, file, ordinal)
    assert parse_reference(str(reference)) == reference
