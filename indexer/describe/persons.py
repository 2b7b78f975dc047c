"""How the signature of a paper names a person: authority, title, rank and name."""

import re

from archive.vietnamese import bare

_AUTHORITY = re.compile(r"^\W*(?:t[./|li]{0,2}m|k[./|li]{0,2}t|t[./|i]{0,2}l|t[./|li]?u[./|li]?q|q)\b[./ ]")
_OFFICES = (
    "bi thu", "chu tich", "giam doc", "chanh van phong", "chanh thanh tra", "chanh an", "chu nhiem", "chu toa", "chu tri", "thu ky",
    "thu truong", "thu tuong", "bo truong", "uy vien", "hieu truong", "hieu pho", "vien truong", "cuc truong", "chi cuc truong",
    "vu truong", "doi truong", "tram truong", "hat truong", "to truong", "chi huy truong", "tham muu truong", "chinh uy", "tu lenh",
    "dai dien", "thuong truc", "doan chu tich", "doan thu ky", "ke toan truong", "nguoi lap", "nguoi bao cao", "nguoi viet",
    "nguoi de nghi", "nguoi ghi", "truong ban", "truong phong", "truong doan", "truong tieu ban", "truong cong an", "truong khoa",
    "truong bo mon", "truong", "chanh",
)  # fmt: skip
_TITLE = re.compile(
    rf"^\W*(?:(?:quyen|pho|nguyen)\W+)?(?:tong )?(?:{'|'.join(sorted(_OFFICES, key=len, reverse=True))})\b"
)
_RANKS = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|BS|KS|CN|LS|CVCC|CVC|Đ/c)[.,]?\s*)+(?=\w\w)"
    r"|^(?:đồng chí|(?:đại|thượng|trung|thiếu) (?:tướng|tá|úy|uý))\s+",
    re.IGNORECASE,
)
_SPECK = 2  # letters: what the edge of a seal leaves beside a name is no longer
_MOST_WORDS = 5
_SURNAMES = frozenset(
    "an au bach ban bang be bo bui ca cam cao chau che chu co cu cung dam dang dao dau deo diep dieu dinh do doan dong du duong ga giang"
    " giap gian ha han hang hau ho hoa hoang hua hung huynh kha khong khuat khuc khuong kieu kim ksor la lai lam lang lau le leng lia lieu"
    " linh lo loc long lu luc luong luu ly ma mac mai man mau mong mua nay ngan nghi nghiem ngo nguyen ninh nong o on ong pham phan phang"
    " phi phu phung phuong po quach quan quang que ro sam si sin su sung ta tan tang thach thai tham than thang thao thi thieu tho tieu to"
    " ton tong tra tran trang trieu trinh trung truong tu ung vang vi vien vo vong vu vua vuong xa y yen".split()
)


def is_authority(text: str) -> bool:
    """Whether a line says for whom is signed: `T/M BAN THƯỜNG VỤ`, `KT. CHỦ TỊCH`, `TUQ. GIÁM ĐỐC`."""
    return bool(_AUTHORITY.match(bare(text)))


def is_title(text: str) -> bool:
    """Whether a line is the title of an office: `BÍ THƯ`, `PHÓ CHÁNH VĂN PHÒNG`."""
    return bool(_TITLE.match(bare(text)))


def has_surname(name: str) -> bool:
    """Whether a name begins with one of the usual surnames."""
    return bare(name.split(maxsplit=1)[0]) in _SURNAMES


def name_on(text: str) -> str | None:
    """The bare name of a person that a line consists of: rank and degree before it and specks of the seal beside it left out.

    A name in capitals counts only with a usual surname, since headings are in capitals too.
    """
    words = _RANKS.sub("", re.sub(r"^\W+|\W+$", "", text)).split()
    fits = str.isupper if words and all(word.isupper() for word in words if len(word) > _SPECK) else _is_name
    while words and not fits(words[-1]) and len(words[-1]) <= _SPECK:
        words.pop()
    while words and not fits(words[0]) and len(words[0]) <= _SPECK:
        words.pop(0)
    if not 2 <= len(words) <= _MOST_WORDS:
        return None
    if all(map(_is_name, words)):
        return " ".join(words)
    if all(word.isalpha() and word.isupper() for word in words) and has_surname(words[0]):
        return " ".join(word.capitalize() for word in words)
    return None


def _is_name(word: str) -> bool:
    """Whether a word is written as the parts of names are: `Việt`, `A`, `K'Brôm`, `Ly-Hoa`."""
    parts = re.split(r"['’-]", word)
    return all(part.isalpha() and part[0].isupper() and part[1:] == part[1:].lower() for part in parts)
