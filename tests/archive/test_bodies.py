"""Names of issuing bodies from their printed lines."""

import json
from pathlib import Path

import pytest

from archive.bodies import issuer_of, same_body

TRUTH = Path(__file__).parents[2] / "samples" / "truth" / "documents.json"


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["TỈNH ỦY PHÚ LĨNH", "BAN TỔ CHỨC"], "Ban Tổ chức Tỉnh ủy Phú Lĩnh"),
        (["ĐẢNG BỘ TỈNH PHÚ LĨNH", "BAN CHẤP HÀNH"], "Ban Chấp hành Đảng bộ tỉnh Phú Lĩnh"),
        (["TỈNH UỶ PHÚ LĨNH", "BAN THƯỜNG VỤ"], "Ban Thường vụ Tỉnh ủy Phú Lĩnh"),
        (["TỈNH UỶ PHÚ LĨNH", "UỶ BAN KIỂM TRA", "*"], "Ủy ban Kiểm tra Tỉnh ủy Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH"], "Tỉnh ủy Phú Lĩnh"),
        (["HUYỆN UỶ BẰNG SA", "BAN THƯỜNG VỤ"], "Ban Thường vụ Huyện ủy Bằng Sa"),
        (["ỦY BAN NHÂN DÂN", "TỈNH PHÚ LĨNH"], "Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["UBND TỈNH PHÚ LĨNH"], "Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["UBND TỈNH PHÚ LĨNH", "VĂN PHÒNG"], "Văn phòng Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["UBND TỈNH PHÚ LĨNH", "SỞ NỘI VỤ"], "Sở Nội vụ Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["UBND TỈNH PHÚ LĨNH", "ỦY BAN NHÂN DÂN", "HUYỆN BẰNG SA"], "Ủy ban nhân dân huyện Bằng Sa"),
        (["TỈNH ỦY PHÚ LĨNH", "HUYỆN ỦY BẰNG SA"], "Huyện ủy Bằng Sa"),
        (["HĐND TỈNH PHÚ LĨNH"], "Hội đồng nhân dân tỉnh Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH", "HUYỆN ỦY ĐÔNG SA"], "Huyện ủy Đông Sa"),
        (["UBND TỈNH PHÚ LĨNH", "SỞ NN&PTNT"], "Sở Nông nghiệp và Phát triển nông thôn Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["SỞ LAO ĐỘNG - THƯƠNG BINH", "VÀ XÃ HỘI"], "Sở Lao động - Thương binh và Xã hội"),
        (["TỈNH ỦY PHÚ LĨNH", "BAN TUYÊN GIÁO VÀ DÂN VẬN"], "Ban Tuyên giáo và Dân vận Tỉnh ủy Phú Lĩnh"),
        (["BAN CHỈ ĐẠO", "PHÒNG, CHỐNG THAM NHŨNG"], "Ban Chỉ đạo phòng, chống tham nhũng"),
        (["ĐẢNG BỘ TỈNH PHÚ LĨNH", "ĐẠI HỘI ĐẠI BIỂU LẦN THỨ XV"], "Đại hội đại biểu lần thứ XV Đảng bộ tỉnh Phú Lĩnh"),
        (["THANH TRA TỈNH"], "Thanh tra tỉnh"),
        (["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH PHÚ LĨNH"], "Đảng ủy Khối các cơ quan tỉnh Phú Lĩnh"),
        (["KHO BẠC NHÀ NƯỚC", "PHÚ LĨNH"], "Kho bạc Nhà nước Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH", "BAN THƯỜNC VỤ"], "Ban Thường vụ Tỉnh ủy Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH", "VĂW PHÒNG"], "Văn phòng Tỉnh ủy Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH", "BAN THƯỜNGVỤ"], "Ban Thường vụ Tỉnh ủy Phú Lĩnh"),
        (["UBND TÌNH PHÚ LĨNH", "CHI CỤC KIỀM LÂM"], "Chi cục Kiểm lâm Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["ĐẢNG BỘ TÌNH PHÚ LĨNH"], "Đảng bộ tỉnh Phú Lĩnh"),
        (["ỦY BAN NHÂN DÂN", "TÌNH PHÚ LĨNH"], "Ủy ban nhân dân tỉnh Phú Lĩnh"),
        (["TỈNH ỦY PHÚ LĨNH", "BAN TUYÊN GlÁ0"], "Ban Tuyên giáo Tỉnh ủy Phú Lĩnh"),
        (["  ", "***"], ""),
        ([], ""),
    ],
)
def test_printed_lines_make_one_name(lines: list[str], name: str) -> None:
    """Body before parent, unabbreviated, in today's spelling and in the capitals of administrative names; a parent only where
    the body does not say where it is."""
    assert issuer_of(lines) == name


def test_the_older_placement_of_tones_makes_the_same_name() -> None:
    """Papers before 2012 print uỷ, later ones ủy: one body has one name."""
    assert issuer_of(["TỈNH UỶ PHÚ LĨNH", "VĂN PHÒNG"]) == issuer_of(["TỈNH ỦY PHÚ LĨNH", "VĂN PHÒNG"])


def test_every_issuer_of_the_samples_is_named_from_its_lines() -> None:
    """The printed lines of each sample's head give the issuer that its description tells."""
    documents = json.loads(TRUTH.read_text(encoding="utf-8"))
    heads = {
        document["reference"]: [line["text"] for line in document["pages"][0]["lines"] if line["role"] == "issuer"]
        for document in documents
    }
    named = {document["reference"]: document["fields"]["issuer"] for document in documents}
    assert all(heads.values())
    assert {reference: issuer_of(lines) for reference, lines in heads.items()} == named


def test_one_body_is_known_without_marks_case_and_signs() -> None:
    """Names are compared by their bare letters; another body stays another."""
    assert same_body("Ủy ban nhân dân tỉnh Phú Lĩnh", "UY BAN NHAN DAN TINH PHU LINH.")
    assert not same_body("Huyện ủy Bằng Sa", "Tỉnh ủy Phú Lĩnh")
