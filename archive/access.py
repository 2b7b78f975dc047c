"""Who may see a record: the three levels, and how inventories write them."""

from enum import StrEnum


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
