"""How the signature of a paper names a person: authority, title, rank and name."""

import re
from collections.abc import Sequence

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
_CUT = tuple(office[1:] for office in _OFFICES if len(office) > 7)  # the seal or the pen hides a first letter
_TITLE = re.compile(
    rf"^\W*(?:(?:quyen|pho|nguyen)\W+)?(?:tong )?(?:{'|'.join(sorted((*_OFFICES, *_CUT), key=len, reverse=True))})\b"
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


_MIDDLE = ("thị", "văn")  # stand between surname and given name
# The most usual ones with their marks; those that only marks tell from another (Lò, Lô; Giàng, Giang) are left out.
_SPELT = (
    "Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Trương Mai Đoàn Đào Lâm Lương Triệu Nông Tạ Tô Cao"
    " Hà Quách Phùng Thái Vương Kiều Bế Mạc Tống Khuất Nghiêm Âu Thào Rơ Châu Diệp Giáp Lục Tăng Thân Trang Ninh Sầm Hứa"
).split()


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

    A name in capitals counts only with a usual surname, since headings are in capitals too. A usual surname that a scan took a
    mark or its first letter from has both again.
    """
    words = [_once(word) for word in _RANKS.sub("", re.sub(r"^\W+|\W+$", "", text)).split()]
    fits = str.isupper if words and all(word.isupper() for word in words if len(word) > _SPECK) else _is_name
    while words and not fits(words[-1]) and len(words[-1]) <= _SPECK:
        words.pop()
    while words and not fits(words[0]) and len(words[0]) <= _SPECK and not _is_surname(words[0]):
        words.pop(0)
    if not 2 <= len(words) <= _MOST_WORDS or max(map(len, words)) <= _SPECK:
        return None
    if _names_office(words) or words[-1].lower() in _MIDDLE or words[0].lower() in _MIDDLE[:1]:
        return None  # a title, or a name of which the scan left only a part
    words[0] = _surname(words[0], words[1:])
    if all(map(_is_name, words)):
        return " ".join(words)
    if all(word.isalpha() and word.isupper() for word in words[1:]) and _is_surname(words[0]):
        return " ".join(word.capitalize() for word in words)
    return None


def _names_office(words: Sequence[str]) -> bool:
    """Whether words are an office, or one with what is left of PHÓ before it; `Trương Văn Bế` is a person."""
    plain = bare(" ".join(words))
    return any(
        f"{text} ".startswith(f"{office} ") for text in (plain, plain.partition(" ")[2]) for office in _OFFICES[:-2]
    )


def _surname(word: str, given: Sequence[str]) -> str:
    """The usual surname that a word is, with its marks and its first letter; another word as it is."""
    known = word.capitalize()
    if known in _SPELT:
        return known if given and not given[0].isupper() else word
    marked = [name for name in _SPELT if bare(name) == bare(word)]
    cut = [name for name in _SPELT if name[1:] == word] if word.islower() else []
    found = marked or cut
    if len(found) != 1:
        return word
    return found[0].upper() if word.isupper() and len(word) > 1 and given and given[0].isupper() else found[0]


def _is_surname(word: str) -> bool:
    return word.isalpha() and bare(word) in _SURNAMES


def _is_name(word: str) -> bool:
    """Whether a word is written as the parts of names are: `Việt`, `A`, `K'Brôm`, `Ly-Hoa`."""
    parts = re.split(r"['’-]", word)
    return all(part.isalpha() and part[0].isupper() and part[1:] == part[1:].lower() for part in parts)


def _once(word: str) -> str:
    """A word without a capital that repeats the small letter before it, as engines read some marked letters (`LửỬ`)."""
    return "".join(
        letter for at, letter in enumerate(word) if not (at and letter.isupper() and word[at - 1] == letter.lower())
    )
