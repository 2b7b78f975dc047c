"""Who reads: the levels of access of a reader, their role, and the name that the log of views knows them by."""

from dataclasses import dataclass, field

from archive.access import PUBLIC_ONLY, Access
from archive.roles import Role


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: what they may see, and who they are for the log. An empty set of levels sees nothing.

    `role` is None for those without an account. `form_token` is what every form of this reader's session must carry.
    """

    levels: frozenset[Access]
    name: str
    role: Role | None = None
    display_name: str = ""
    form_token: str = field(default="", repr=False)

    @property
    def is_public(self) -> bool:
        """Whether anyone else would be answered the same, so that shared caches may keep the answer."""
        return self.role is None and self.levels <= PUBLIC_ONLY

    def has_role(self, role: Role) -> bool:
        """Whether the reader may do what a role may; those with a higher role may, too."""
        return self.role is not None and self.role.includes(role)


PUBLIC_READER = Reader(PUBLIC_ONLY, "public")


def public_reader(_request: object) -> Reader:
    """Who reads where nobody signs in: the public, whatever the request."""
    return PUBLIC_READER
