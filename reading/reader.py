"""Who reads: the levels of access of a reader, and the name that the log of views knows them by."""

from dataclasses import dataclass

from archive.access import PUBLIC_ONLY, Access


@dataclass(frozen=True, slots=True)
class Reader:
    """A reader: what they may see, and who they are for the log. An empty set of levels sees nothing."""

    levels: frozenset[Access]
    name: str

    @property
    def is_public(self) -> bool:
        """Whether this reader sees nothing that anyone else may not see, so that answers may be kept by shared caches."""
        return self.levels <= PUBLIC_ONLY


PUBLIC_READER = Reader(PUBLIC_ONLY, "public")
