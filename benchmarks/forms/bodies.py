"""Made-up issuing bodies: the lines a head prints, the whole name, the symbol of their numbers, where they sit, who signs."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

PROVINCES = ("Hà Trạch", "Thái Lộc", "Quảng Lâm", "Bình Khê", "Kim Đàm", "Nam Chử", "Đăk Rơn", "Sơn Duệ")
DISTRICTS = ("Đông Trạch", "Yên Bồng", "Mường Khoa", "Tân Chử", "Krông Sê", "Cẩm Lũng", "Phong Kiều", "An Duệ")
COMMUNES = ("Lương Cầu", "Nậm Khởi", "Hòa Thắng Đông", "Ea Drăng Hạ", "Đại Mỗ Thượng", "Phúc Sơn Tây", "Trà Nóc Xuôi")
SEAT = "Hà Nội"


@dataclass(frozen=True, slots=True)
class Body:
    """An issuing body. `lines` are those of the head, the last of `bold` of them in bold; `name` is the name in full.

    `symbol` stands in its numbers, `units` after it in its letters; `head` is the body in whose name (TM.) its papers are
    signed, or empty where the leader signs alone; `leader` and `deputy` are titles.
    """

    lines: tuple[str, ...]
    name: str
    symbol: str
    place: str
    head: str
    leader: str
    deputy: str
    units: tuple[str, ...] = ()
    bold: int = 1
    decides: str = ""


def party_body(dice: Random, year: int) -> Body:
    """A Party body: committees of a province, a district, a commune, and their departments."""
    province, district, commune = _places(dice)
    up, down = province.upper(), district.upper()
    department, symbol, leader = dice.choice(
        (
            ("Ban Tổ chức", "BTC", "TRƯỞNG BAN"),
            ("Ban Tuyên giáo", "BTG", "TRƯỞNG BAN"),
            ("Ban Dân vận", "BDV", "TRƯỞNG BAN"),
            ("Ủy ban Kiểm tra", "UBKT", "CHỦ NHIỆM"),
            ("Văn phòng", "VP", "CHÁNH VĂN PHÒNG"),
            *((("Ban Nội chính", "BNC", "TRƯỞNG BAN"),) if year >= 2013 else ()),
        )
    )
    deputy = {"TRƯỞNG BAN": "PHÓ TRƯỞNG BAN", "CHỦ NHIỆM": "PHÓ CHỦ NHIỆM"}.get(leader, "PHÓ CHÁNH VĂN PHÒNG")
    of = "T/M ỦY BAN KIỂM TRA" if symbol == "UBKT" else ""
    secretary = ("BÍ THƯ", "PHÓ BÍ THƯ")
    return dice.choices(
        (
            Body((f"ĐẢNG BỘ TỈNH {up}", "BAN CHẤP HÀNH"), f"Ban Chấp hành Đảng bộ tỉnh {province}", "TU", province,
                 "T/M BAN CHẤP HÀNH", *secretary),
            Body((f"TỈNH ỦY {up}",), f"Tỉnh ủy {province}", "TU", province, "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"TỈNH ỦY {up}", "BAN THƯỜNG VỤ"), f"Ban Thường vụ Tỉnh ủy {province}", "TU", province,
                 "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"TỈNH ỦY {up}", department.upper()), f"{department} Tỉnh ủy {province}", f"{symbol}TU", province, of, leader,
                 deputy),
            Body((f"ĐẢNG BỘ TỈNH {up}", f"HUYỆN ỦY {down}"), f"Huyện ủy {district}", "HU", district, "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"HUYỆN ỦY {down}", department.upper()), f"{department} Huyện ủy {district}", f"{symbol}HU", district, of, leader,
                 deputy),
            Body((f"ĐẢNG BỘ HUYỆN {down}", f"ĐẢNG ỦY XÃ {commune.upper()}"), f"Đảng ủy xã {commune}", "ĐU", commune,
                 "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"TỈNH ỦY {up}", "BAN CHỈ ĐẠO THỰC HIỆN", "QUY CHẾ DÂN CHỦ Ở CƠ SỞ"),
                 f"Ban Chỉ đạo thực hiện Quy chế dân chủ ở cơ sở Tỉnh ủy {province}", "BCĐ", province,
                 "T/M BAN CHỈ ĐẠO", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN", bold=2),
            Body(("BAN CHẤP HÀNH TRUNG ƯƠNG",), "Ban Chấp hành Trung ương", "TW", SEAT, "T/M BỘ CHÍNH TRỊ",
                 "TỔNG BÍ THƯ", "THƯỜNG TRỰC BAN BÍ THƯ"),
        ),
        weights=(10, 14, 16, 24, 12, 12, 7, 5, 3),
    )[0]  # fmt: skip


def state_body(dice: Random, year: int) -> Body:
    """A state body: people's committees and councils of three levels, departments, a court, a ministry."""
    province, district, commune = _places(dice)
    up, down = province.upper(), district.upper()
    long, short = dice.choice((("ỦY BAN NHÂN DÂN", "UBND"), ("UỶ BAN NHÂN DÂN", "UBND")))
    own = "UB" if year < 2000 and dice.random() < 0.7 else "UBND"
    chair = (f"TM. {long}", "CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    offices = ("VX", "NC", "TH", "KTN", "NLN", "CN")
    committee = f"Ủy ban nhân dân tỉnh {province}"
    department, symbol = dice.choice(
        (
            ("Sở Nội vụ", "SNV"), ("Sở Tài chính", "STC"), ("Sở Giáo dục và Đào tạo", "SGDĐT"), ("Sở Y tế", "SYT"),
            ("Sở Giao thông vận tải", "SGTVT"), ("Sở Tư pháp", "STP"), ("Thanh tra tỉnh", "TTr"),
            ("Sở Lao động - Thương binh và Xã hội", "SLĐTBXH"),
        )
    )  # fmt: skip
    of_department = (
        ("", "CHÁNH THANH TRA", "PHÓ CHÁNH THANH TRA") if symbol == "TTr" else ("", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    )
    units = ("TCBC", "VP", "KHTC", "NV", "QLNS")
    broken = " VÀ XÃ HỘI"
    name_lines = (
        (department.upper().removesuffix(broken), broken.strip())
        if department.endswith("Xã hội")
        else (department.upper(),)
    )
    return dice.choices(
        (
            Body((long, f"TỈNH {up}"), committee, own, province, *chair, offices, 2, f"{long} TỈNH {up}"),
            Body((f"{short} TỈNH {up}",), committee, own, province, *chair, offices, 1, f"CHỦ TỊCH {long} TỈNH {up}"),
            Body((f"{short} TỈNH {up}", *name_lines), f"{department} {committee}", symbol, province, *of_department, units,
                 len(name_lines), f"GIÁM ĐỐC {department.upper()}" if symbol != "TTr" else "CHÁNH THANH TRA TỈNH"),
            Body((long, f"HUYỆN {down}"), f"Ủy ban nhân dân huyện {district}", own, district, *chair, offices, 2,
                 f"{long} HUYỆN {down}"),
            Body(("HỘI ĐỒNG NHÂN DÂN", f"TỈNH {up}"), f"Hội đồng nhân dân tỉnh {province}", "HĐND", province, "TM. THƯỜNG TRỰC HĐND",
                 "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("TT", "VP"), 2, f"HỘI ĐỒNG NHÂN DÂN TỈNH {up}"),
            Body((f"{short} HUYỆN {down}", "PHÒNG TÀI CHÍNH - KẾ HOẠCH"),
                 f"Phòng Tài chính - Kế hoạch Ủy ban nhân dân huyện {district}",
                 "TCKH", district, "", "TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG", ("NS", "ĐT")),
            Body((f"{short} HUYỆN {down}", f"{short} XÃ {commune.upper()}"), f"Ủy ban nhân dân xã {commune}", own, commune, *chair,
                 ("VP", "ĐC"), 1, f"{long} XÃ {commune.upper()}"),
            Body(("SỞ NÔNG NGHIỆP VÀ PTNT", "CHI CỤC KIỂM LÂM"), "Chi cục Kiểm lâm Sở Nông nghiệp và Phát triển nông thôn", "CCKL",
                 province, "", "CHI CỤC TRƯỞNG", "PHÓ CHI CỤC TRƯỞNG", ("TTPC", "HC"), 1, "CHI CỤC TRƯỞNG CHI CỤC KIỂM LÂM"),
            Body(("TÒA ÁN NHÂN DÂN", f"TỈNH {up}"), f"Tòa án nhân dân tỉnh {province}", "TA", province, "", "CHÁNH ÁN", "PHÓ CHÁNH ÁN",
                 ("VP", "TCCB"), 2, "CHÁNH ÁN TÒA ÁN NHÂN DÂN TỈNH"),
        ),
        weights=(20, 12, 24, 14, 8, 6, 8, 5, 3),
    )[0]  # fmt: skip


def organisation(dice: Random) -> Body:
    """A mass organisation: the Front, the trade union, the farmers, the women, the youth union."""
    province, district, _ = _places(dice)
    up = province.upper()
    return dice.choice(
        (
            Body(("ỦY BAN MTTQ VIỆT NAM", f"TỈNH {up}", "BAN THƯỜNG TRỰC"),
                 f"Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh {province}", "MTTQ", province, "TM. BAN THƯỜNG TRỰC",
                 "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("BTT",)),
            Body(("TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM", f"LIÊN ĐOÀN LAO ĐỘNG TỈNH {up}"), f"Liên đoàn Lao động tỉnh {province}", "LĐLĐ",
                 province, "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("TCKT",)),
            Body(("HỘI NÔNG DÂN VIỆT NAM", "BCH HỘI NÔNG DÂN", f"TỈNH {up}"),
                 f"Ban Chấp hành Hội Nông dân tỉnh {province}", "HND", province,
                 "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("VP",), 2),
            Body(("HỘI LIÊN HIỆP PHỤ NỮ", f"HUYỆN {district.upper()}"), f"Hội Liên hiệp Phụ nữ huyện {district}", "HPN", district,
                 "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("VP",), 2),
        )
    )  # fmt: skip


def youth_union(dice: Random, provinces: Sequence[str]) -> Body:
    """The youth union of a province, which has a form of its own: its name at the right, where others have the motto."""
    province = dice.choice(provinces)
    return Body(
        (f"BCH ĐOÀN TỈNH {province.upper()}",), f"Ban Chấp hành Đoàn tỉnh {province}", "TĐTN", province,
        "TM. BAN THƯỜNG VỤ", "BÍ THƯ", "PHÓ BÍ THƯ", ("VP",),
    )  # fmt: skip


def _places(dice: Random) -> tuple[str, str, str]:
    return dice.choice(PROVINCES), dice.choice(DISTRICTS), dice.choice(COMMUNES)
