"""Reference codes, and what the names of scans tell of them.

`<agency>-<fonds>-<inventory>-<file>-<ordinal>`, e.g. `H42-041-03-0123-002`; a file's is the same without the ordinal. Numbers are text:
they stay as the inventory or the file name writes them.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from archive.vietnamese import bare, natural_key, normalise

_AGENCY = r"[A-ZĐa-zđ][A-ZĐa-zđ0-9.]{0,12}|\d{3}(?:\.[A-Za-z0-9]{1,4}){1,4}"  # H42, or 000.00.01.H42
_REFERENCE = re.compile(
    rf"(?P<agency>{_AGENCY})-(?P<fonds>[A-ZĐ0-9.]{{1,13}})-(?P<inventory>\d{{1,3}}[a-z]?)"
    r"-(?P<file>\d{1,6}[a-zđ]?)(?:-(?P<ordinal>\d{1,7}[a-z]?))?",
    re.IGNORECASE,
)
_SERIAL = re.compile(
    r"(?P<fonds>\d{1,3})-(?P<inventory>\d{1,3})-(?P<file>\d{1,6}[a-zđ]?)-(?P<ordinal>\d{1,7})"
    r"-(?P<symbol>[A-ZĐa-zđ]{1,5})-(?P<number>\d{1,6}[a-zđ]?)-(?P<year>\d{4})"
)
_MARKER = re.compile(r"bia|muc[\s_-]?luc")
_CODE_ORDINAL = re.compile(r"\d{7}")
_DASHES = str.maketrans("‐‑‒–—−", "------")
_ENDING = re.compile(r"\.(pdf|tiff?|jpe?g|png|webp|jp2|jpx|j2k)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference code; without an ordinal it is a file's."""

    agency: str
    fonds: str
    inventory: str
    file: str
    ordinal: str | None = None

    def __str__(self) -> str:
        return "-".join(part for part in (self.agency, self.fonds, self.inventory, self.file, self.ordinal) if part)

    @property
    def file_reference(self) -> "Reference":
        """The reference of the file."""
        return Reference(self.agency, self.fonds, self.inventory, self.file)

    @property
    def sort_key(self) -> tuple[Any, ...]:
        """What references are sorted by: numbers by their value."""
        return natural_key(str(self))


@dataclass(frozen=True, slots=True)
class SerialName:
    """What a scan named in the serial way tells (`011-07-0123-001-BC-0001-1998.pdf`): place, type symbol, number, year."""

    fonds: str
    inventory: str
    file: str
    ordinal: str
    symbol: str
    number: str
    year: int

    def reference(self, agency: str) -> Reference:
        """The reference in an agency's archive."""
        return Reference(agency, self.fonds, self.inventory, self.file, self.ordinal)


class Marker(StrEnum):
    """Scans that are no documents of their own: the cover of a file, and the list of its documents."""

    COVER = "cover"
    LIST = "list"


def parse_reference(text: str) -> Reference | None:
    """The reference that a whole text is, or None."""
    found = _REFERENCE.fullmatch(normalise(text).translate(_DASHES).strip())
    return Reference(**found.groupdict()) if found else None


def parse_code(text: str) -> Reference | None:
    """The reference that the code of a circular tells (`000.00.01.H42.041.03.0123.0000002`), None when it tells none.

    Whatever signs part it, its last parts are fonds, inventory, file and, of seven figures, the ordinal; all before them is the agency.
    """
    parts = [part for part in re.split(r"[./_\s-]+", normalise(text).translate(_DASHES).strip()) if part]
    above = -4 if _CODE_ORDINAL.fullmatch(parts[-1] if parts else "") else -3
    return parse_reference("-".join([".".join(parts[:above]), *parts[above:]]))


def parse_file_name(name: str) -> Reference | SerialName | Marker | None:
    """What the name of a scan tells; None when it tells nothing. Folders in front and the ending are passed over.

    A name of four parts is a reference only when it has an ordinal: a scan is a document, not a file.
    """
    stem = _ENDING.sub("", normalise(name).replace("\\", "/").translate(_DASHES).rsplit("/", 1)[-1].strip()).strip()
    serial = _SERIAL.fullmatch(stem)
    if serial is not None:
        fonds, inventory, file, ordinal, symbol, number, year = serial.groups()
        return SerialName(fonds, inventory, file, ordinal, symbol, number, int(year))
    marked = _MARKER.match(bare(stem))
    if marked is not None:
        return Marker.COVER if marked[0] == "bia" else Marker.LIST
    reference = parse_reference(stem)
    return reference if reference is not None and reference.ordinal else None


def natural_parts(text: str) -> tuple[Any, ...]:
    """What labels of scans are sorted by: numbers by their value, so that page 9 stands before page 10."""
    return natural_key(text)


def citation(repository: str, fonds_title: str, reference: Reference, page: int | None = None) -> str:
    """How a page is cited (custom, no rule): `Kho Lưu trữ Tỉnh ủy X, Phông Tỉnh ủy, ML 01, ĐVBQ 142, tr. 5`.

    Where the reference is a document's, its ordinal stands before the page (`VB 3, tr. 5`), as pages count within it.
    """
    title = (fonds_title or reference.fonds).strip()
    told = [
        repository,
        title if title.casefold().startswith("phông ") else f"Phông {title}",
        f"ML {reference.inventory}",
        f"ĐVBQ {_plain(reference.file)}",
    ]
    if reference.ordinal:
        told.append(f"VB {_plain(reference.ordinal)}")
    if page is not None:
        told.append(f"tr. {page}")
    return ", ".join(part for part in told if part)


def _plain(number: str) -> str:
    return number.lstrip("0") or "0"
