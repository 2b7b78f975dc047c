"""What is known of a paper when it is compared with another: its description, its place, its texts and its pictures."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from archive.dates import PartialDate
from archive.duplicates.pictures import PictureHash


@dataclass(frozen=True, slots=True)
class PaperDescription:
    """The description of a paper, as far as it tells papers apart. What is not known is None.

    `sure` says that number and date were given by a person or an inventory, or read surely.
    """

    number: str | None = None
    type: str | None = None
    date: PartialDate | None = None
    issuer: str | None = None
    title: str | None = None
    signer: str | None = None
    copy_kind: str | None = None


@dataclass(frozen=True)
class Paper:
    """One document to be compared.

    `file` is the reference of the file it lies in. `pages` are the folded texts of its pages, words joined by spaces, in
    order; `pictures` the hashes of their images, None where there is none; `assets` name the originals' bytes and the ranges
    of their pages, so that equal ones are the same pages of the same bytes.
    """

    id: str
    file: str
    description: PaperDescription
    pages: tuple[str, ...]
    pictures: tuple[PictureHash | None, ...] = ()
    assets: tuple[tuple[str, int, int], ...] = ()

    @cached_property
    def words(self) -> Sequence[str]:
        """All words of the text, in order."""
        return " ".join(self.pages).split()
