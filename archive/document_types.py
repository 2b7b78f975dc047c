"""Types of documents and their symbols: Decree 30/2020 for state bodies, the Party's guidelines for its own.

Symbols collide (TT is Thông tri in the Party, Thông tư in the state), so a type is read from the heading; a symbol only supports it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from archive.vietnamese import bare, normalise


@dataclass(frozen=True, slots=True)
class DocumentType:
    """A type of document: its Vietnamese name, and its symbol in state and in Party numbers (empty where it has none)."""

    name: str
    state: str = ""
    party: str = ""


TYPES = (
    DocumentType("Nghị quyết", "NQ", "NQ"),
    DocumentType("Quyết định", "QĐ", "QĐ"),
    DocumentType("Chỉ thị", "CT", "CT"),
    DocumentType("Kết luận", "", "KL"),
    DocumentType("Quy chế", "QC", "QC"),
    DocumentType("Quy định", "QyĐ", "QĐ"),
    DocumentType("Thông cáo", "TC", "TC"),
    DocumentType("Thông báo", "TB", "TB"),
    DocumentType("Thông tri", "", "TT"),
    DocumentType("Thông tư", "TT", ""),
    DocumentType("Hướng dẫn", "HD", "HD"),
    DocumentType("Chương trình", "CTr", "CTr"),
    DocumentType("Kế hoạch", "KH", "KH"),
    DocumentType("Quy hoạch", "", "QH"),
    DocumentType("Phương án", "PA", "PA"),
    DocumentType("Đề án", "ĐA", "ĐA"),
    DocumentType("Dự án", "DA", "DA"),
    DocumentType("Báo cáo", "BC", "BC"),
    DocumentType("Biên bản", "BB", "BB"),
    DocumentType("Tờ trình", "TTr", "TTr"),
    DocumentType("Hợp đồng", "HĐ", ""),
    DocumentType("Công điện", "CĐ", ""),
    DocumentType("Bản ghi nhớ", "BGN", ""),
    DocumentType("Bản thỏa thuận", "BTT", ""),
    DocumentType("Giấy ủy quyền", "GUQ", ""),
    DocumentType("Giấy mời", "GM", "GM"),
    DocumentType("Giấy giới thiệu", "GGT", "GGT"),
    DocumentType("Giấy nghỉ phép", "GNP", ""),
    DocumentType("Phiếu gửi", "PG", ""),
    DocumentType("Phiếu chuyển", "PC", ""),
    DocumentType("Phiếu báo", "PB", ""),
    DocumentType("Công văn", "", "CV"),
    DocumentType("Thư công"),
    DocumentType("Bản sao", "", "BS"),
    DocumentType("Sao y", "SY", ""),
    DocumentType("Trích sao", "TrS", ""),
    DocumentType("Sao lục", "SL", ""),
    DocumentType("Luật"),
    DocumentType("Nghị định", "NĐ", ""),
    DocumentType("Pháp lệnh"),
    DocumentType("Cương lĩnh"),
    DocumentType("Điều lệ"),
    DocumentType("Chiến lược"),
    DocumentType("Tuyên bố"),
    DocumentType("Lời kêu gọi"),
    DocumentType("Diễn văn"),
    DocumentType("Bài phát biểu"),
    DocumentType("Bìa hồ sơ"),
    DocumentType("Mục lục văn bản"),
)
_SLIPS = 1 / 8  # of a heading's letters may be small: `NGHl QUYẾT`, where the scan's I was read as l
_LONGEST_TAIL = 24  # letters that may follow the name on its line: CHƯƠNG TRÌNH HÀNH ĐỘNG, BÁO CÁO TỔNG KẾT


def _key(text: str) -> str:
    return re.sub(r"[^a-z]", "", bare(normalise(text)))


_BY_KEY = {_key(kind.name): kind.name for kind in TYPES}
PARTY_SYMBOLS = frozenset(kind.party for kind in TYPES if kind.party)
STATE_SYMBOLS = frozenset(kind.state for kind in TYPES if kind.state)
_SYMBOLS = {symbol.casefold(): symbol for symbol in sorted(PARTY_SYMBOLS | STATE_SYMBOLS)}
_BARE_SYMBOLS: dict[str, str] = {}
for _symbol in sorted(PARTY_SYMBOLS | STATE_SYMBOLS):
    _BARE_SYMBOLS.setdefault(bare(_symbol), _symbol)


@lru_cache(4096)
def type_named(text: str) -> str | None:
    """The type that a heading names, with or without marks, letter-spaced or followed by a few words; None when it names none.

    `NGHỊ QUYẾT`, `NGHI QUYET`, `Q U Y Ế T  Đ Ị N H` and `CHƯƠNG TRÌNH HÀNH ĐỘNG` are recognised. A heading is in capitals; in
    other letters only the bare name counts (`Nghị quyết`), for `Quyết định này có hiệu lực` is a sentence.
    """
    key = _key(text)
    if key in _BY_KEY:
        return _BY_KEY[key]
    if not in_capitals(text, slips=_SLIPS):
        return None
    starts = [
        name for known, name in _BY_KEY.items() if key.startswith(known) and len(key) - len(known) <= _LONGEST_TAIL
    ]
    if starts and _at_word_end(text, max(starts, key=len)):
        return max(starts, key=len)
    near = [name for known, name in _BY_KEY.items() if len(known) >= 6 and _one_letter_off(key, known)]
    return near[0] if len(near) == 1 else None


def in_capitals(text: str, *, slips: float = 1 / 20) -> bool:
    """Whether a line of two letters or more is in capitals; of its letters a share of `slips` may be small, as misreadings are."""
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) > 1 and sum(letter.islower() for letter in letters) <= len(letters) * slips


def symbol_named(text: str) -> str | None:
    """The symbol of a type as it is rightly written (`ctr` → `CTr`, `qd` → `QĐ`), or None."""
    return _SYMBOLS.get(text.casefold()) or _BARE_SYMBOLS.get(bare(text))


def types_of_symbol(symbol: str, party: bool | None = None) -> tuple[str, ...]:
    """The names of the types that a symbol may stand for: in Party numbers, in state numbers, or (None) in either.

    A symbol that lost its bar (`QD`) is taken for the one it can be (`QĐ`).
    """
    wanted = (symbol_named(symbol) or "").casefold()
    return tuple(
        kind.name
        for kind in TYPES
        if wanted
        if (party is not False and kind.party.casefold() == wanted)
        or (party is not True and kind.state.casefold() == wanted)
    )


def symbols_of_type(name: str) -> tuple[str, ...]:
    """The symbols that numbers of a type bear, the state's first; none where it has none."""
    kind = next((kind for kind in TYPES if kind.name == name), None)
    return tuple(dict.fromkeys(symbol for symbol in (kind.state, kind.party) if symbol)) if kind is not None else ()


def _at_word_end(text: str, name: str) -> bool:
    words, wanted = bare(normalise(text)).split(), bare(name).split()
    return words[: len(wanted)] == wanted


def _one_letter_off(one: str, other: str) -> bool:
    """Whether two words of the same length differ in one letter, as an OCR error leaves them."""
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1
