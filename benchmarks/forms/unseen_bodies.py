"""Made-up issuing bodies of the part that figures are told of: no place and no department of the other parts is among them."""

from random import Random

from benchmarks.forms.bodies import Body

PROVINCES = ("Thanh Vệ", "Đồng Hạc", "Lũng Cẩn", "Hải Mục", "Kon Brăng", "Vĩnh Trù", "Tây Kênh", "Bắc Sóc")
_DISTRICTS = ("Thượng Nga", "Mai Đức", "Cù Lao Sậy", "Nghĩa Phượng", "Ba Xoài", "Chư Lăk", "Quế Ngạn", "Văn Hội")
_COMMUNES = ("Tả Sín Chảy", "Bình Quới Trung", "Xuân Ổ", "Đạ M'Ri Thượng", "Vạn Thủy", "Gia Kiệm Đoài", "Mỹ Phước Hưng")
_TOWNS = ("Hương Xá", "Cửa Lấp", "Buôn Trấp Hồ", "Sa Huyền")


def party_body(dice: Random, year: int) -> Body:
    """A Party body: committees of a province, a town, a district, an office, and what works for them."""
    province, district, commune, town = _places(dice)
    up, down, city = province.upper(), district.upper(), town.upper()
    department, symbol, leader = dice.choice(
        (
            ("Đảng ủy Khối các cơ quan", "ĐUK", "BÍ THƯ"),
            ("Trường Chính trị", "TCT", "HIỆU TRƯỞNG"),
            ("Ban Kinh tế", "BKT", "TRƯỞNG BAN"),
            ("Ban Bảo vệ chính trị nội bộ", "BVCTNB", "TRƯỞNG BAN"),
            *((("Ban Tuyên giáo và Dân vận", "BTGDV", "TRƯỞNG BAN"),) if year >= 2024 else ()),
        )
    )
    secretary = ("BÍ THƯ", "PHÓ BÍ THƯ")
    return dice.choices(
        (
            Body((f"ĐẢNG BỘ TỈNH {up}", "BAN CHẤP HÀNH"), f"Ban Chấp hành Đảng bộ tỉnh {province}", "TU", province,
                 "T/M BAN CHẤP HÀNH", *secretary),
            Body((f"TỈNH ỦY {up}",), f"Tỉnh ủy {province}", "TU", province, "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"TỈNH ỦY {up}", department.upper()), f"{department} Tỉnh ủy {province}", symbol, province,
                 "T/M BAN THƯỜNG VỤ" if symbol == "ĐUK" else "", leader, f"PHÓ {leader}"),
            Body((f"ĐẢNG BỘ TỈNH {up}", f"THÀNH ỦY {city}"), f"Thành ủy {town}", "ThU", town, "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"ĐẢNG BỘ TỈNH {up}", f"THỊ ỦY {city}"), f"Thị ủy {town}", "ThU", town, "T/M BAN THƯỜNG VỤ", *secretary),
            Body((f"HUYỆN ỦY {down}", "TRUNG TÂM CHÍNH TRỊ"), f"Trung tâm Chính trị Huyện ủy {district}", "TTCT", district, "",
                 "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"),
            Body((f"TỈNH ỦY {up}", "BAN CÁN SỰ ĐẢNG", "ỦY BAN NHÂN DÂN TỈNH"),
                 f"Ban Cán sự đảng Ủy ban nhân dân tỉnh Tỉnh ủy {province}", "BCSĐ", province, "T/M BAN CÁN SỰ ĐẢNG", *secretary, bold=2),
            Body((f"ĐẢNG BỘ HUYỆN {down}", f"ĐẢNG ỦY THỊ TRẤN {commune.upper()}"), f"Đảng ủy thị trấn {commune}", "ĐU", commune,
                 "T/M ĐẢNG ỦY", *secretary),
            Body((f"TỈNH ỦY {up}", "ĐẢNG ỦY QUÂN SỰ TỈNH"), f"Đảng ủy Quân sự tỉnh Tỉnh ủy {province}", "ĐUQS", province,
                 "T/M BAN THƯỜNG VỤ", *secretary),
        ),
        weights=(10, 14, 24, 12, 10, 8, 8, 8, 6),
    )[0]  # fmt: skip


def state_body(dice: Random, year: int) -> Body:
    """A state body: people's committees, departments, prosecutors, offices of ministries in a province, a college."""
    province, district, commune, town = _places(dice)
    up, down, city = province.upper(), district.upper(), town.upper()
    long, short = dice.choice((("ỦY BAN NHÂN DÂN", "UBND"), ("UỶ BAN NHÂN DÂN", "UBND")))
    own = "UB" if year < 2000 and dice.random() < 0.7 else "UBND"
    chair = (f"TM. {long}", "CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    offices = ("QHXD", "KSTT", "CNXD", "HCTC", "TD")
    committee = f"Ủy ban nhân dân tỉnh {province}"
    department, symbol = dice.choice(
        (
            ("Sở Xây dựng", "SXD"), ("Sở Công Thương", "SCT"), ("Sở Khoa học và Công nghệ", "SKHCN"), ("Sở Ngoại vụ", "SNgV"),
            ("Sở Kế hoạch và Đầu tư", "SKHĐT"), ("Sở Tài nguyên và Môi trường", "STNMT"), ("Ban Dân tộc", "BDT"),
            ("Sở Văn hóa, Thể thao và Du lịch", "SVHTTDL"),
        )
    )  # fmt: skip
    of_department = ("", "TRƯỞNG BAN", "PHÓ TRƯỞNG BAN") if symbol == "BDT" else ("", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC")
    broken = " THỂ THAO VÀ DU LỊCH"
    name = department.upper()
    name_lines = (name.removesuffix(broken), broken.strip()) if name.endswith(broken) else (name,)
    return dice.choices(
        (
            Body((long, f"TỈNH {up}"), committee, own, province, *chair, offices, 2, f"{long} TỈNH {up}"),
            Body((f"{short} TỈNH {up}", *name_lines), f"{department} {committee}", symbol, province, *of_department,
                 ("QLXD", "TTra", "KTTC"), len(name_lines), f"{of_department[1]} {name}"),
            Body((long, f"THÀNH PHỐ {city}"), f"Ủy ban nhân dân thành phố {town}", own, town, *chair, offices, 2,
                 f"{long} THÀNH PHỐ {city}"),
            Body((f"{short} THỊ XÃ {city}", f"{short} PHƯỜNG {commune.upper()}"), f"Ủy ban nhân dân phường {commune}", own, commune,
                 *chair, ("TP", "LĐ"), 1, f"{long} PHƯỜNG {commune.upper()}"),
            Body(("HỘI ĐỒNG NHÂN DÂN", f"HUYỆN {down}"), f"Hội đồng nhân dân huyện {district}", "HĐND", district,
                 "TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("KTXH",), 2, f"HỘI ĐỒNG NHÂN DÂN HUYỆN {down}"),
            Body(("VIỆN KIỂM SÁT NHÂN DÂN", f"TỈNH {up}"), f"Viện kiểm sát nhân dân tỉnh {province}", "VKS", province, "",
                 "VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG", ("P1", "P9"), 2),
            Body(("KHO BẠC NHÀ NƯỚC", f"KHO BẠC NHÀ NƯỚC {up}"), f"Kho bạc Nhà nước {province}", "KBNN", province, "", "GIÁM ĐỐC",
                 "PHÓ GIÁM ĐỐC", ("KSC", "KT")),
            Body((f"{short} HUYỆN {down}", "PHÒNG VĂN HÓA VÀ THÔNG TIN"),
                 f"Phòng Văn hóa và Thông tin Ủy ban nhân dân huyện {district}", "VHTT", district, "", "TRƯỞNG PHÒNG",
                 "PHÓ TRƯỞNG PHÒNG", ("NVVH",)),
            Body((f"{short} TỈNH {up}", "TRƯỜNG CAO ĐẲNG SƯ PHẠM"), f"Trường Cao đẳng Sư phạm {committee}", "CĐSP", province, "",
                 "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG", ("ĐTNC", "HSSV")),
        ),
        weights=(18, 26, 14, 10, 8, 7, 6, 6, 5),
    )[0]  # fmt: skip


def organisation(dice: Random) -> Body:
    """A mass organisation: veterans, the Red Cross, co-operatives, writers and artists."""
    province, district, _, _ = _places(dice)
    up = province.upper()
    return dice.choice(
        (
            Body(("HỘI CỰU CHIẾN BINH VIỆT NAM", f"HỘI CỰU CHIẾN BINH TỈNH {up}"), f"Hội Cựu chiến binh tỉnh {province}", "CCB", province,
                 "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("PT",)),
            Body(("HỘI CHỮ THẬP ĐỎ", f"HUYỆN {district.upper()}"), f"Hội Chữ thập đỏ huyện {district}", "CTĐ", district,
                 "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("TT",), 2),
            Body(("LIÊN MINH HỢP TÁC XÃ VIỆT NAM", f"LIÊN MINH HỢP TÁC XÃ TỈNH {up}"), f"Liên minh Hợp tác xã tỉnh {province}", "LMHTX",
                 province, "TM. BAN THƯỜNG VỤ", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("CSPT",)),
            Body(("HỘI VĂN HỌC NGHỆ THUẬT", f"TỈNH {up}"), f"Hội Văn học Nghệ thuật tỉnh {province}", "VHNT", province,
                 "TM. BAN CHẤP HÀNH", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", ("TC",), 2),
        )
    )  # fmt: skip


def _places(dice: Random) -> tuple[str, str, str, str]:
    return dice.choice(PROVINCES), dice.choice(_DISTRICTS), dice.choice(_COMMUNES), dice.choice(_TOWNS)
