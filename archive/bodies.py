"""Names of issuing bodies: the printed lines as one unabbreviated name."""

import re
from collections.abc import Sequence

from archive.vietnamese import bare, normalise, tone_key
from archive.vietnamese.nearness import one_edit_apart

# Abbreviations that stand on the lines of an issuing body; each is spelt out in the name.
_SPELT = {
    "UBND": "ủy ban nhân dân",
    "HĐND": "hội đồng nhân dân",
    "BCH": "ban chấp hành",
    "BTV": "ban thường vụ",
    "UBKT": "ủy ban kiểm tra",
    "UBMTTQ": "ủy ban mặt trận tổ quốc",
    "MTTQ": "mặt trận tổ quốc",
    "VP": "văn phòng",
    "TP": "thành phố",
    "TX": "thị xã",
    "TW": "trung ương",
    "BCĐ": "ban chỉ đạo",
    "BCS": "ban cán sự",
    "LĐLĐ": "liên đoàn lao động",
    "LHPN": "liên hiệp phụ nữ",
    "CCB": "cựu chiến binh",
    "TNCS": "thanh niên cộng sản",
    "PTNT": "phát triển nông thôn",
    "ĐBQH": "đại biểu quốc hội",
    "NN": "nông nghiệp",
    "TN": "tài nguyên",
    "MT": "môi trường",
    "KH": "kế hoạch",
    "GD": "giáo dục",
    "ĐT": "đào tạo",
}
_SPELT_TOGETHER = {
    "KH&ĐT": "kế hoạch và đầu tư",
    "LĐTBXH": "lao động - thương binh và xã hội",
}  # where the parts alone mislead
# Words that begin the name of a body, in the capitals of administrative names.
_BEGINNINGS = {
    name.lower(): name
    for name in (
        "Ban Chấp hành", "Ban Thường vụ", "Ban Tổ chức", "Ban Tuyên giáo", "Ban Dân vận", "Ban Nội chính", "Ban Chỉ đạo", "Ban Quản lý",
        "Ban Thường trực", "Ban Bí thư", "Bộ Chính trị", "Bộ", "Tổng cục",
        "Tổng Liên đoàn Lao động", "Hội", "Hội đồng", "Ủy ban", "Trung tâm",
        "Viện", "Bệnh viện", "Kho bạc Nhà nước", "Bảo hiểm xã hội", "Hạt Kiểm lâm", "Mặt trận", "Đoàn Đại biểu Quốc hội",
        "Chính phủ", "Quốc hội", "Tổng công ty", "Đảng ủy Khối",
        "Ban Cán sự", "Ban", "Ủy ban nhân dân", "Ủy ban Kiểm tra", "Ủy ban Mặt trận Tổ quốc", "Hội đồng nhân dân", "Văn phòng", "Đảng ủy",
        "Đảng bộ", "Đảng đoàn", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Trung ương", "Sở", "Phòng", "Chi cục", "Cục",
        "Chi bộ", "Liên đoàn Lao động", "Hội Nông dân", "Hội Liên hiệp Phụ nữ", "Hội Cựu chiến binh", "Tỉnh đoàn", "Đại hội", "Đoàn",
        "Trường", "Công an", "Bộ Chỉ huy Quân sự", "Thanh tra", "Tòa án nhân dân", "Viện kiểm sát nhân dân", "Công ty",
    )
}  # fmt: skip
_LONGEST_FIRST = sorted(_BEGINNINGS, key=len, reverse=True)
_UNITS = ("tỉnh", "thành phố", "huyện", "thị xã", "quận", "xã", "phường", "thị trấn", "thôn", "khối")
_BARE_UNITS = {bare(unit): unit for unit in ("tỉnh", "huyện", "quận", "phường")}  # OCR mistakes marks on capitals
_BEFORE_UNITS = ("", "bộ", "dân")  # at the beginning of a line, in `Đảng bộ tỉnh`, in `Ủy ban nhân dân tỉnh`
_KNOWN = {
    bare(name): name
    for name in (
        "kế hoạch", "đầu tư", "kiểm lâm", "kiểm tra", "tài chính", "giáo dục", "đào tạo", "giao thông vận tải", "nông nghiệp",
        "phát triển nông thôn", "nội vụ", "tư pháp", "lao động", "thương binh", "xã hội", "dân chủ", "ở cơ sở", "quy chế", "thực hiện",
        "xây dựng", "công thương", "tài nguyên", "môi trường", "văn hóa", "thể thao", "du lịch", "thông tin", "truyền thông",
        "khoa học", "công nghệ", "thanh tra", "quân sự", "công an", "việt nam", "tổ chức", "tuyên giáo", "dân vận", "nội chính",
    )
}  # fmt: skip
_MISREAD = str.maketrans("01l|", "OIII")
_SEATS = ("Tỉnh ủy", "Thành ủy", "Huyện ủy", "Thị ủy", "Quận ủy", "Tỉnh đoàn")
_OF_PLACES = {*(seat.lower() for seat in _SEATS), "kho bạc nhà nước"}  # what follows their names is a place
# A unit or a Party committee of one, and the first letter of what stands behind it.
_PLACED = re.compile(rf"(?:\b(?:{'|'.join(_UNITS[:8])})|(?:{'|'.join(_SEATS)})) (?P<letter>[^\W\d_])")
# Words that begin like a body and are what one works at, or are a word together with the one before them.
_NO_BEGINNINGS = ("phòng chống", "phòng, chống", "đoàn kết", "hội nhập", "hội nghị", "ban hành", "trường học", "bộ máy")
_NO_UNITS = ("xã hội",)
# Names whose parts are proper: everything of them is written with capitals.
_PROPER = {
    "việt nam": "Việt Nam",
    "hồ chí minh": "Hồ Chí Minh",
    "tổ quốc": "Tổ quốc",
    "quy chế dân chủ": "Quy chế dân chủ",
    "nhà nước": "Nhà nước",
    "quốc hội": "Quốc hội",
}
_ROMAN = re.compile(r"(?<=lần thứ )[ivxl]+\b")
_TASKED = {"ban chỉ đạo", "ban quản lý", "đại hội", "đảng ủy khối"}  # whose name goes on in small letters
_FIELD = re.compile(r"(?:^| )(?:và|-) (?=\w)|, (?=\w)")  # before each field of work in the name of a department


def issuer_of(lines: Sequence[str]) -> str:
    """The issuing body's name from its printed lines, parent first, body last: `Ban Thường vụ Tỉnh ủy Phú Lĩnh`.

    The body comes first in the name and its parent follows; a place that a line names is written with capitals, all else as
    administrative names are. Abbreviations are spelt out and tones placed as today (`UỶ BAN` → `Ủy ban`).
    """
    told = [_tidied(line) for line in lines if _tidied(line)]
    if not told:
        return ""
    names = [_name(line) for line in _joined(told)]
    if len(names) == 1:
        return names[0]
    *parents, body = names
    return body if _names_its_place(body) else " ".join([body, *reversed(parents)])


def _names_its_place(name: str) -> bool:
    """Whether a body's name tells where it is, so that its parent need not: `Huyện ủy Bằng Sa`, not `Ban Tổ chức`."""
    return any(found["letter"].isupper() for found in _PLACED.finditer(name))


def _joined(lines: list[str]) -> list[str]:
    """A line that begins no body goes on with the one above it: the second half of a long name."""
    whole: list[str] = []
    for line in lines:
        if whole and not _begins(line):
            whole[-1] = f"{whole[-1]} {line}"
        else:
            whole.append(line)
    return whole


def _begins(line: str) -> bool:
    return _split(line) is not None


def _split(text: str) -> tuple[str, str] | None:
    """The head of a body's name, small as in `_BEGINNINGS`, and what follows it; None when no body begins here.

    A head of several words is also known by its letters alone, even with one of them wrong, since OCR mistakes marks on
    capitals (`BẠN THƯỜNG VỤ`, `BAN THƯỜNC VỤ`).
    """
    if text.startswith(_NO_BEGINNINGS):
        return None
    words = text.split()
    exact = [start for start in _LONGEST_FIRST if text == start or text.startswith(start + " ")]
    for alike in (str.__eq__, one_edit_apart):
        for start in _LONGEST_FIRST:
            parts = len(start.split())
            if parts < 2 or (exact and parts <= len(exact[0].split())):
                continue
            for count in range(min(parts, len(words)), 0, -1):  # words may be set so close that they are read as one
                if alike(bare("".join(words[:count])), bare(start).replace(" ", "")):
                    return start, " ".join(words[count:])
    return (exact[0], text[len(exact[0]) :].strip()) if exact else None


def _tidied(line: str) -> str:
    line = re.sub(r"[^\w\s,&-]|_", " ", normalise(line))
    line = " ".join(_SPELT_TOGETHER.get(word.upper(), word.replace("&", " và ")) for word in line.split())
    words = [_SPELT.get(word.upper(), _as_capitals(word).lower()) for word in line.split()]
    words = [tone_key(word) for word in words if word == "-" or re.search("[a-z]", bare(word))]
    while words and words[-1] == "-":
        words.pop()
    while words and words[0] == "-":
        words.pop(0)
    words = _with_known_marks(" ".join(words).split())
    befores = ["", *words]
    units = [
        _BARE_UNITS.get(bare(word)) if before in _BEFORE_UNITS else None
        for before, word in zip(befores, words, strict=False)
    ]
    return " ".join(unit or word for unit, word in zip(units, words, strict=True))


def _with_known_marks(words: list[str]) -> list[str]:
    """The words with the usual fields of work as they are rightly marked: OCR mistakes marks on capitals."""
    at = 0
    while at < len(words):
        for size in (4, 3, 2):
            known = _KNOWN.get(bare(" ".join(words[at : at + size])))
            if known is not None and len(words) >= at + size:
                words[at : at + size] = known.split()
                at += size - 1
                break
        at += 1
    return words


def _as_capitals(word: str) -> str:
    """A word in capitals without the figures and the small l that its O and I were misread as."""
    capitals = sum(letter.isupper() for letter in word)
    return word.translate(_MISREAD) if capitals > 1 and capitals >= len(word) / 2 else word


def _name(text: str) -> str:
    """One body's name in the capitals of administrative Vietnamese."""
    split = _split(text)
    if split is None:
        return _capital(_place(text))
    start, rest = split
    return " ".join(part for part in (_BEGINNINGS[start], _rest(rest, start)) if part)


def _rest(rest: str, start: str) -> str:
    """What follows the head of a name: another body, a unit with its place, a place, or a field of work."""
    if not rest or rest in _UNITS:
        return rest
    if _begins(rest):
        return _name(rest)
    for unit in _UNITS:
        if rest.startswith(unit + " ") and not rest.startswith(_NO_UNITS):
            return f"{unit} {_place(rest[len(unit) + 1 :])}"
    if start in _OF_PLACES:
        return _place(rest)
    for unit in _UNITS:
        before, found, after = rest.partition(f" {unit} ")
        if found and not f"{unit} {after}".startswith(_NO_UNITS):
            return f"{_fields(before, start)} {unit} {_place(after)}"
    return _fields(rest, start)


def _fields(text: str, start: str) -> str:
    """The fields of work in a name, each with a capital: `Giáo dục và Đào tạo`; a task stays in small letters."""
    if start in _TASKED:
        return _proper(text)
    ends = [found.end() for found in _FIELD.finditer(text)]
    text = "".join(letter.upper() if at in ends else letter for at, letter in enumerate(text))
    return _proper(text) if text.startswith(("và ", "- ", ", ")) else _capital(text)


def _place(text: str) -> str:
    """The name of a place: every syllable with a capital."""
    return " ".join(_capital(word) for word in text.split())


def _capital(text: str) -> str:
    text = _proper(text)
    return text[:1].upper() + text[1:]


def _proper(text: str) -> str:
    for small, proper in _PROPER.items():
        text = text.replace(small, proper)
    return _ROMAN.sub(lambda found: found[0].upper(), text)


def same_body(one: str, other: str) -> bool:
    """Whether two names are one body's: compared without marks, case and signs."""
    return re.sub(r"[^a-z0-9]", "", bare(one)) == re.sub(r"[^a-z0-9]", "", bare(other))
