"""What an inventory says, whatever file it came in."""

from dataclasses import dataclass, field

from archive.descriptions import Field, Statement
from archive.references import Reference


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in an inventory: where (sheet, row as the spreadsheet shows it, column), the value, and what to do."""

    sheet: str
    row: int
    column: str
    value: str
    message: str
    holds: bool = False  # whether the record is held back as secret because of it

    def __str__(self) -> str:
        place = f"sheet '{self.sheet}'" + (f", row {self.row}" if self.row else "")
        column = f", column '{self.column}'" if self.column else ""
        value = f", value '{self.value}'" if self.value else ""
        return f"{place}{column}{value}: {self.message}"


@dataclass(frozen=True, slots=True)
class InventoryFile:
    """A row that describes a file (hồ sơ): its place (fonds, inventory, file number) and its fields."""

    row: int
    fonds: str
    inventory: str
    file: str
    statements: tuple[Statement, ...]

    def value(self, wanted: Field) -> str:
        """The value of a field, or an empty string."""
        return next((s.value for s in self.statements if s.field is wanted), "")


@dataclass(frozen=True, slots=True)
class InventoryDocument:
    """A row that describes a document (văn bản): the name of its scan, its reference where that name tells it, its fields."""

    row: int
    file_name: str
    reference: Reference | None
    statements: tuple[Statement, ...]
    top_secret: bool = False

    def value(self, wanted: Field) -> str:
        """The value of a field, or an empty string."""
        return next((s.value for s in self.statements if s.field is wanted), "")


@dataclass(frozen=True, slots=True)
class Inventory:
    """All rows of an inventory and all its faults; `name` is the file it came from."""

    name: str
    files: tuple[InventoryFile, ...] = ()
    documents: tuple[InventoryDocument, ...] = ()
    faults: tuple[Fault, ...] = field(default=())
