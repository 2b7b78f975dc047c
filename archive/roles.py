"""What a person with an account may do: the three roles, each with all that those before it may do."""

from enum import StrEnum

from archive.access import PUBLIC_ONLY, Access


class Role(StrEnum):
    """Role of an account, from the least to the most."""

    READER = "reader"
    ARCHIVIST = "archivist"
    ADMINISTRATOR = "administrator"

    def includes(self, other: "Role") -> bool:
        """Whether this role may do all that another may."""
        order = list(Role)
        return order.index(self) >= order.index(other)

    @property
    def usual_levels(self) -> frozenset[Access]:
        """The levels of access that an account of this role reads unless somebody says otherwise."""
        return PUBLIC_ONLY if self is Role.READER else frozenset(Access)
