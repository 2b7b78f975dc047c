"""Names of places and bodies that followed each other, with the year: linked authorities, as archives keep them (ISAAR(CPF) 5.3).

Public facts of Vietnam. Provinces: the National Assembly's resolutions on their division and merger, of which the last,
202/2025/QH15, left 34 of 63 from 1 July 2025. Bodies: the mergers of Party committees' departments and of ministries with
the departments of provinces under them, in force from February and March 2025; earlier ones by their own decisions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import NamedTuple

from archive.vietnamese.abbreviations import words_of
from archive.vietnamese.folding import bare


@dataclass(frozen=True, slots=True)
class Change:
    """Places or bodies that became others in a year. A name on both sides went on with more or less than before."""

    year: int
    before: tuple[str, ...]
    after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """A name in a text, at the words `start` to `end` (not included), and another that it is linked to by a change.

    `later` tells whether the other came after it; else it was there before.
    """

    start: int
    end: int
    name: str
    other: str
    year: int
    later: bool


def related_names(words: Sequence[str]) -> list[Related]:
    """Names among words (exact forms, or all typed without marks) with those linked to them, the latest change first.

    Of two changes between the same two names the later one is given.
    """
    found: list[Related] = []
    at = 0
    while at < len(words):
        end = next((end for end in range(min(len(words), at + _longest()), at, -1) if _name(words[at:end])), at)
        name = _name(words[at:end])
        if name:
            found += [Related(at, end, name, *link) for link in _linked()[name]]
        at = max(end, at + 1)
    latest = {(one.start, one.other): one for one in sorted(found, key=lambda one: one.year)}
    return sorted(latest.values(), key=lambda one: -one.year)


def _name(words: Sequence[str]) -> str | None:
    typed = tuple(words)
    known = _names().get(typed)
    if known is None and all(word == bare(word) for word in typed):
        known = _bare_names().get(typed)
    return known


class _Link(NamedTuple):
    """Another name, the year of the change, and whether it came after."""

    other: str
    year: int
    later: bool


@cache
def _linked() -> dict[str, list[_Link]]:
    """Each name with those that came before and after it; those that came of one division are not linked."""
    linked: dict[str, list[_Link]] = {}
    for change in CHANGES:
        for one, other in product(change.before, change.after):
            if one != other:
                linked.setdefault(one, []).append(_Link(other, change.year, later=True))
                linked.setdefault(other, []).append(_Link(one, change.year, later=False))
    return linked


@cache
def _names() -> dict[tuple[str, ...], str]:
    return {words_of(name): name for name in _linked()}


@cache
def _bare_names() -> dict[tuple[str, ...], str]:
    """Names for words typed without marks; one of a single syllable is then a word like any other."""
    return {tuple(map(bare, words)): name for words, name in _names().items() if len(words) > 1}


@cache
def _longest() -> int:
    return max(map(len, _names()))


def _merged(year: int, *merged: str) -> Change:
    """The last of the names goes on and takes the others in."""
    return Change(year, merged, merged[-1:])


def _divided(year: int, *divided: str) -> Change:
    """The first of the names is divided into the others."""
    return Change(year, divided[:1], divided[1:])


CHANGES = (
    # Provinces and cities.
    _divided(1978, "Cao Lạng", "Cao Bằng", "Lạng Sơn"),
    _divided(1989, "Bình Trị Thiên", "Quảng Bình", "Quảng Trị", "Thừa Thiên Huế"),
    _divided(1989, "Nghĩa Bình", "Quảng Ngãi", "Bình Định"),
    _divided(1989, "Phú Khánh", "Phú Yên", "Khánh Hòa"),
    _divided(1991, "Hà Sơn Bình", "Hà Tây", "Hòa Bình"),
    _divided(1991, "Hà Tuyên", "Hà Giang", "Tuyên Quang"),
    _divided(1991, "Hoàng Liên Sơn", "Lào Cai", "Yên Bái"),
    _divided(1991, "Nghệ Tĩnh", "Nghệ An", "Hà Tĩnh"),
    _divided(1991, "Gia Lai - Kon Tum", "Gia Lai", "Kon Tum"),
    _divided(1991, "Thuận Hải", "Ninh Thuận", "Bình Thuận"),
    _divided(1991, "Cửu Long", "Vĩnh Long", "Trà Vinh"),
    _divided(1991, "Hậu Giang", "Cần Thơ", "Sóc Trăng"),
    _divided(1991, "Hà Nam Ninh", "Nam Hà", "Ninh Bình"),
    _divided(1997, "Nam Hà", "Hà Nam", "Nam Định"),
    _divided(1997, "Hải Hưng", "Hải Dương", "Hưng Yên"),
    _divided(1997, "Hà Bắc", "Bắc Giang", "Bắc Ninh"),
    _divided(1997, "Vĩnh Phú", "Vĩnh Phúc", "Phú Thọ"),
    _divided(1997, "Bắc Thái", "Bắc Kạn", "Thái Nguyên"),
    _divided(1997, "Quảng Nam - Đà Nẵng", "Quảng Nam", "Đà Nẵng"),
    _divided(1997, "Sông Bé", "Bình Dương", "Bình Phước"),
    _divided(1997, "Minh Hải", "Bạc Liêu", "Cà Mau"),
    Change(2004, ("Cần Thơ",), ("Cần Thơ", "Hậu Giang")),
    Change(2004, ("Đắk Lắk",), ("Đắk Lắk", "Đắk Nông")),
    Change(2004, ("Lai Châu",), ("Lai Châu", "Điện Biên")),
    _merged(2008, "Hà Tây", "Hà Nội"),
    Change(2025, ("Thừa Thiên Huế",), ("Huế",)),
    _merged(2025, "Hà Giang", "Tuyên Quang"),
    _merged(2025, "Yên Bái", "Lào Cai"),
    _merged(2025, "Bắc Kạn", "Thái Nguyên"),
    _merged(2025, "Hòa Bình", "Vĩnh Phúc", "Phú Thọ"),
    _merged(2025, "Bắc Giang", "Bắc Ninh"),
    _merged(2025, "Thái Bình", "Hưng Yên"),
    _merged(2025, "Hải Dương", "Hải Phòng"),
    _merged(2025, "Hà Nam", "Nam Định", "Ninh Bình"),
    _merged(2025, "Quảng Bình", "Quảng Trị"),
    _merged(2025, "Quảng Nam", "Đà Nẵng"),
    _merged(2025, "Kon Tum", "Quảng Ngãi"),
    _merged(2025, "Bình Định", "Gia Lai"),
    _merged(2025, "Ninh Thuận", "Khánh Hòa"),
    _merged(2025, "Đắk Nông", "Bình Thuận", "Lâm Đồng"),
    _merged(2025, "Phú Yên", "Đắk Lắk"),
    _merged(2025, "Bà Rịa - Vũng Tàu", "Bình Dương", "Hồ Chí Minh"),
    _merged(2025, "Bình Phước", "Đồng Nai"),
    _merged(2025, "Long An", "Tây Ninh"),
    _merged(2025, "Sóc Trăng", "Hậu Giang", "Cần Thơ"),
    _merged(2025, "Bến Tre", "Trà Vinh", "Vĩnh Long"),
    _merged(2025, "Tiền Giang", "Đồng Tháp"),
    _merged(2025, "Bạc Liêu", "Cà Mau"),
    _merged(2025, "Kiên Giang", "An Giang"),
    # Departments of Party committees.
    Change(2007, ("Ban Tư tưởng - Văn hóa", "Ban Khoa giáo"), ("Ban Tuyên giáo",)),
    Change(2025, ("Ban Tuyên giáo", "Ban Dân vận"), ("Ban Tuyên giáo và Dân vận",)),
    # Ministries, and the departments of provinces under them.
    Change(2025, ("Bộ Kế hoạch và Đầu tư", "Bộ Tài chính"), ("Bộ Tài chính",)),
    Change(2025, ("Sở Kế hoạch và Đầu tư", "Sở Tài chính"), ("Sở Tài chính",)),
    Change(2025, ("Bộ Giao thông vận tải", "Bộ Xây dựng"), ("Bộ Xây dựng",)),
    Change(2025, ("Sở Giao thông vận tải", "Sở Xây dựng"), ("Sở Xây dựng",)),
    Change(2025, ("Bộ Thông tin và Truyền thông", "Bộ Khoa học và Công nghệ"), ("Bộ Khoa học và Công nghệ",)),
    Change(2025, ("Sở Thông tin và Truyền thông", "Sở Khoa học và Công nghệ"), ("Sở Khoa học và Công nghệ",)),
    Change(2025, ("Bộ Lao động - Thương binh và Xã hội", "Bộ Nội vụ"), ("Bộ Nội vụ",)),
    Change(2025, ("Sở Lao động - Thương binh và Xã hội", "Sở Nội vụ"), ("Sở Nội vụ",)),
    Change(
        2025,
        ("Bộ Tài nguyên và Môi trường", "Bộ Nông nghiệp và Phát triển nông thôn"),
        ("Bộ Nông nghiệp và Môi trường",),
    ),
    Change(
        2025,
        ("Sở Tài nguyên và Môi trường", "Sở Nông nghiệp và Phát triển nông thôn"),
        ("Sở Nông nghiệp và Môi trường",),
    ),
)
"""Every change known here, oldest first within places and within bodies."""
