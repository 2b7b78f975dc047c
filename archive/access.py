"""Who may see a record: the three levels, and how inventories write them."""

from enum import StrEnum

from archive.vietnamese import bare, normalise


class Access(StrEnum):
    """Access level of a record (chế độ sử dụng), from the most open to the most closed."""

    PUBLIC = "public"
    CONDITIONAL = "conditional"
    SECRET = "secret"  # noqa: S105 - a level of access, not a password

    @property
    def rank(self) -> int:
        """0 for the most open level; a higher rank is more closed."""
        return list(Access).index(self)

    def stricter(self, other: "Access") -> "Access":
        """The more closed of two levels."""
        return max(self, other, key=lambda level: level.rank)


PUBLIC_ONLY = frozenset({Access.PUBLIC})

# Circular 05/2025 `mode` (01-03), the words of the HSLTCQ workbook, and our own.
_MODES = {
    "cong khai": Access.PUBLIC,
    "khong han che": Access.PUBLIC,
    "rong rai": Access.PUBLIC,
    "public": Access.PUBLIC,
    "01": Access.PUBLIC,
    "1": Access.PUBLIC,
    "co dieu kien": Access.CONDITIONAL,
    "han che": Access.CONDITIONAL,
    "han che su dung": Access.CONDITIONAL,
    "conditional": Access.CONDITIONAL,
    "02": Access.CONDITIONAL,
    "2": Access.CONDITIONAL,
    "03": Access.SECRET,
    "3": Access.SECRET,
    "secret": Access.SECRET,
    "mat": Access.SECRET,
    "toi mat": Access.SECRET,
    "tuyet mat": Access.SECRET,
}
_SECRECIES = {
    "thuong": Access.PUBLIC,
    "khong": Access.PUBLIC,
    "khong mat": Access.PUBLIC,
    "binh thuong": Access.PUBLIC,
    "mat": Access.SECRET,
    "toi mat": Access.SECRET,
    "tuyet mat": Access.SECRET,
}


def access_of(mode: str, secrecy: str = "") -> Access | None:
    """The level that an inventory's access mode (Chế độ sử dụng) and secrecy (Độ mật) make.

    A secrecy mark closes a record whatever the mode says. None when both are blank, or when one holds an unknown word and
    the other does not close the record: what is not understood opens nothing.
    """
    by_mode, by_secrecy = _MODES.get(_key(mode)), _SECRECIES.get(_key(secrecy))
    if Access.SECRET in {by_mode, by_secrecy}:
        return Access.SECRET
    if any(word and word not in table for word, table in ((_key(mode), _MODES), (_key(secrecy), _SECRECIES))):
        return None
    return by_mode or by_secrecy


def is_top_secret(text: str) -> bool:
    """Whether an inventory's word or a stamp means TUYỆT MẬT, which must never be digitised."""
    return "tuyet mat" in _key(text)


def _key(text: str) -> str:
    return " ".join(bare(normalise(text)).replace(".", " ").split())
