"""Which row of the inventory speaks of which document, and what it says of it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from archive.descriptions import Statement
from archive.errors import BadRequest
from archive.references import Reference
from archive.vietnamese import normalise
from indexer.intake import PAGE_ENDINGS, Finding, OfferedDocument, Outcome
from indexer.inventory import Fault, Inventory, InventoryDocument, InventoryFile, read_inventory
from indexer.inventory.shapes import Confirmed
from indexer.inventory.source import named_reference, same_file


def name_key(name: str) -> str:
    """What a name is compared by: NFC, without the ending of a scan, without case."""
    name = normalise(name).replace("\\", "/").rsplit("/", 1)[-1].strip()
    stem, dot, ending = name.rpartition(".")
    return (stem if dot and f".{ending.casefold()}" in PAGE_ENDINGS else name).casefold()


def _folders(name: str) -> tuple[str, ...]:
    """The folders in front of a name, without those that lead nowhere."""
    parts = normalise(name).replace("\\", "/").casefold().split("/")[:-1]
    return tuple(part.strip() for part in parts if part.strip() not in {"", "."})


@dataclass
class Matched:
    """The inventories of one delivery, looked up by the names of scans.

    `documents` holds the rows of each name; only where rows tell folders may a name have more than one.
    """

    documents: dict[str, list[InventoryDocument]] = field(default_factory=dict)
    files: list[InventoryFile] = field(default_factory=list)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    unreadable: list[Finding] = field(default_factory=list)

    def row_of(self, document: OfferedDocument) -> InventoryDocument | None:
        """The row that names this document's scan: the one that tells its folders, else one that tells none."""
        rows = self.documents.get(name_key(document.label), [])
        folders = _folders(document.label)
        fitting = [row for row in rows if _ends_with(folders, _folders(row.file_name))]
        if not fitting and len(rows) == 1:
            return rows[0]  # inventories tell folders of the machine they were written on
        return max(fitting, key=lambda row: len(_folders(row.file_name)), default=None)

    def may_be_marked(self, document: OfferedDocument) -> bool:
        """Whether an inventory that could not be read may mark this document, of which no other inventory speaks."""
        return bool(self.unreadable) and self.row_of(document) is None

    @property
    def held_rows(self) -> list[Finding]:
        """The cells whose level of secrecy cannot be understood, so that their records are held back."""
        return [Finding(name, Outcome.HELD, str(fault)) for name, fault in self.faults if fault.holds]

    @property
    def rows(self) -> list[InventoryDocument]:
        """All rows that speak of a scan."""
        return [row for rows in self.documents.values() for row in rows]

    def file_row(self, reference: Reference, fonds_title: str) -> InventoryFile | None:
        """The row that describes the file of a reference; its fonds is told by code or by title, where it is told."""
        rows = [row for row in self.files if same_file(row, reference)]
        by_fonds = [row for row in rows if _same_fonds(row.fonds, reference.fonds, fonds_title)]
        unplaced = [row for row in rows if not row.fonds]
        alone = rows if len(rows) == 1 else []
        return next(iter(by_fonds or unplaced or alone), None)

    def reference_of(self, document: OfferedDocument) -> Reference | None:
        """The reference of a document: from its own name, or from the name the inventory knows it by."""
        row = self.row_of(document)
        return named_reference(document.label.rsplit("/", 1)[-1]) or (row.reference if row else None)


def _ends_with(folders: tuple[str, ...], told: tuple[str, ...]) -> bool:
    return not told or folders[-len(told) :] == told


def _same_fonds(told: str, code: str, title: str) -> bool:
    told = told.strip().casefold()
    return bool(told) and (told.lstrip("0") == code.casefold().lstrip("0") or told == title.casefold())


def read_all(paths: Sequence[Path], confirmed: Confirmed) -> Matched:
    """Read every inventory of a delivery; one that cannot be read is a finding, and what it may speak of is held back.

    So is one of another shape, until a person has confirmed what its columns stand for (`confirmed`).
    """
    matched = Matched()
    for path in paths:
        try:
            inventory = read_inventory(path, confirmed)
        except BadRequest as error:
            matched.unreadable.append(Finding(path.name, Outcome.FAILED, str(error)))
            continue
        _add(matched, inventory)
    return matched


def _add(matched: Matched, inventory: Inventory) -> None:
    matched.names.append(inventory.name)
    matched.files += inventory.files
    matched.faults += [(inventory.name, fault) for fault in inventory.faults]
    for row in inventory.documents:
        rows = matched.documents.setdefault(name_key(row.file_name), [])
        if all(_folders(row.file_name) != _folders(other.file_name) for other in rows):
            rows.append(row)


def compare(matched: Matched, documents: Iterable[OfferedDocument]) -> list[Finding]:
    """What the inventory names and the delivery lacks, and what the delivery holds and the inventory does not name."""
    if not matched.documents:
        return []
    missing: list[Finding] = []
    unnamed: list[Finding] = []
    met: set[int] = set()
    for document in documents:
        row = matched.row_of(document)
        if row is not None:
            met.add(id(row))
        else:
            message = "is not named in the inventory; it was taken in with what its name tells."
            unnamed.append(Finding(document.label, Outcome.UNNAMED, message))
    for row in matched.rows:
        if id(row) in met or row.top_secret:
            continue
        outside = ".." in _folders(row.file_name)
        fault = "leads out of the delivery; write the name of the scan alone" if outside else "is not in the delivery"
        missing.append(
            Finding(row.file_name, Outcome.MISSING, f"is named in the inventory (row {row.row}) and {fault}.")
        )
    return missing + unnamed


def statements_of(row: InventoryDocument | InventoryFile | None) -> tuple[Statement, ...]:
    """What a row says, or nothing."""
    return row.statements if row is not None else ()
