"""Rows of an inventory to descriptions: each cell checked, each fault kept with its sheet, row and column."""

import re
from collections.abc import Mapping
from datetime import date, datetime

from archive.access import Access, access_of, is_top_secret
from archive.dates import PartialDate, parse_date
from archive.descriptions import Field, Source, Statement
from archive.document_types import type_named
from archive.numbers import parse_number
from archive.references import Reference, parse_file_name, parse_reference
from archive.terms import parse_term
from archive.vietnamese import normalise
from indexer.inventory import columns as c
from indexer.inventory.model import Fault, InventoryDocument, InventoryFile

UNKNOWN_LEVEL = (
    "is not a known level; the record is held back as secret until this is corrected and the delivery taken in again."
)
Cell = str | int | float | bool | date | datetime | None


class Row:
    """One row, read by column name; collects its own faults."""

    def __init__(
        self,
        sheet: str,
        number: int,
        cells: Mapping[str, Cell],
        doubtful: Mapping[str, Cell],
        names: Mapping[str, str],
    ) -> None:
        """`doubtful` are the cells of unknown columns that may tell secrecy or use, by their headers.

        `names` are the headers of the known ones, for those who look for a fault in their own workbook.
        """
        self.sheet = sheet
        self.number = number
        self.cells = {**doubtful, **cells}
        self._doubtful = tuple(doubtful)
        self._names = names
        self.faults: list[Fault] = []

    def text(self, column: str) -> str:
        """The cell as text: NFC, spaces collapsed; whole numbers without a decimal point."""
        value = self.cells.get(column)
        if value is None:
            return ""
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value.strftime("%d/%m/%Y")
        return re.sub(r"\s+", " ", normalise(str(value))).strip()

    @property
    def doubtful(self) -> dict[str, str]:
        """What stands in unknown columns that may tell secrecy or use, by their headers; empty cells left out."""
        return {column: text for column in self._doubtful if (text := self.text(column))}

    def fault(self, column: str, message: str, *, holds: bool = False) -> None:
        """Note what is wrong with a cell of this row."""
        name = self._names.get(column, column)
        self.faults.append(Fault(self.sheet, self.number, name, self.text(column), message, holds))

    def date(self, column: str) -> PartialDate | None:
        """The cell as a date; a fault when something stands there that is no date."""
        value = self.cells.get(column)
        if isinstance(value, datetime):
            return PartialDate.day(value.date())
        if isinstance(value, date):
            return PartialDate.day(value)
        text = self.text(column)
        if not text:
            return None
        found = parse_date(text)
        if found is None:
            self.fault(column, "is not a date; write it as day/month/year, month/year or year. The cell is left out.")
        return found


def access_statements(row: Row) -> list[Statement]:
    """Access and secrecy as the inventory gives them; what cannot be understood holds the record back."""
    mode, secrecy = row.text(c.ACCESS_COLUMN), row.text(c.SECRECY_COLUMN)
    statements = []
    if secrecy:
        statements.append(Statement(Field.SECRECY, secrecy, Source.INVENTORY))
    level = Access.SECRET if is_top_secret(mode) else access_of(mode, secrecy)
    for column, text, alone in (
        (c.SECRECY_COLUMN, secrecy, access_of("", secrecy)),
        (c.ACCESS_COLUMN, mode, access_of(mode, "")),
    ):
        if text and alone is None:
            row.fault(column, UNKNOWN_LEVEL, holds=True)
            level = Access.SECRET
    if row.doubtful:
        level = Access.SECRET
    if level is not None:
        statements.append(Statement(Field.ACCESS, level.value, Source.INVENTORY))
    return statements


def file_of(row: Row) -> InventoryFile | None:
    """A row of the sheet of files; None (with a fault) when it does not say which file it describes."""
    place = {name: row.text(column) for column, name in c.FILE_PLACE.items()}
    if not place["file"]:
        row.fault("Đơn vị bảo quản số", "the number of the file is missing; the row is left out.")
        return None
    statements = _plain(row, c.FILE_FIELDS)
    statements = [_term(row, s) if s.field is Field.TERM else s for s in statements]
    dates = _file_dates(row)
    if dates is not None:
        statements.append(Statement(Field.DATE, dates.to_text(), Source.INVENTORY))
    statements += access_statements(row)
    return InventoryFile(row.number, place["fonds"], place["inventory"], place["file"], tuple(statements))


def document_of(row: Row) -> InventoryDocument | None:
    """A row of the sheet of documents; None (with a fault) when it names no scan."""
    name = row.text(c.FILE_NAME_COLUMN)
    if not name:
        row.fault(c.FILE_NAME_COLUMN, "names no file, so the row describes nothing; write the name of the scan.")
        return None
    parsed = parse_file_name(name)
    reference = parsed if isinstance(parsed, Reference) else parse_reference(row.text(c.CODE_COLUMN))
    statements = _plain(row, c.DOCUMENT_FIELDS)
    statements = [_type(s) if s.field is Field.TYPE else s for s in statements]
    statements = [_title(s) if s.field is Field.TITLE else s for s in statements]
    number = _number(row)
    if number:
        statements.append(Statement(Field.NUMBER, number, Source.INVENTORY))
    when, around = row.date(c.DATE_COLUMN), row.date(c.TIME_COLUMN)
    if when is not None:
        statements.append(Statement(Field.DATE, when.to_text(), Source.INVENTORY))
    elif around is not None:
        # Only the time of the papers, often a year: the date on the paper itself is better, and takes its place when read.
        statements.append(Statement(Field.DATE, around.to_text(), Source.EXTRACTED, 0.5))
    statements += access_statements(row)
    marks = (row.text(c.SECRECY_COLUMN), row.text(c.ACCESS_COLUMN), *row.doubtful.values())
    top = any(is_top_secret(mark) for mark in marks)
    return InventoryDocument(row.number, name, reference, tuple(statements), top)


def _plain(row: Row, fields: Mapping[str, Field]) -> list[Statement]:
    return [
        Statement(field, row.text(column), Source.INVENTORY) for column, field in fields.items() if row.text(column)
    ]


def _term(row: Row, statement: Statement) -> Statement:
    term = parse_term(statement.value)
    if term is None:
        row.fault("Nhiệm kỳ", "is not a term; write it as 2010-2015. The value is kept as it stands.")
        return statement
    return Statement(Field.TERM, term.code, Source.INVENTORY)


def _type(statement: Statement) -> Statement:
    return Statement(Field.TYPE, type_named(statement.value) or statement.value, Source.INVENTORY)


def _title(statement: Statement) -> Statement:
    return Statement(Field.TITLE, re.sub(r"^V/v\s*:?\s*", "", statement.value, flags=re.IGNORECASE), Source.INVENTORY)


def _number(row: Row) -> str:
    """Number and symbol as one canonical number: `12` and `NQ/TU` make 12-NQ/TU, `15` and `QĐ-UBND` make 15/QĐ-UBND."""
    number, symbol = row.text(c.NUMBER_COLUMN), row.text(c.SYMBOL_COLUMN).lstrip("-/ ")
    if not number:
        return ""
    joined = number if not symbol else f"{number}-{symbol}" if "/" in symbol else f"{number}/{symbol}"
    parsed = parse_number(joined)
    if parsed is not None:
        return parsed.canonical
    if symbol:
        row.fault(
            c.SYMBOL_COLUMN, f"with the number '{number}' makes no number of a known form; it is kept as '{joined}'."
        )
    return joined.zfill(2) if joined.isdigit() else joined


def _file_dates(row: Row) -> PartialDate | None:
    first, last, whole = (row.date(column) for column in c.FILE_DATES)
    if first is not None and last is not None:
        if last.latest < first.earliest:
            row.fault("Thời gian kết thúc", "is before the beginning; the dates of this file are left out.")
            return None
        return PartialDate.between(first.earliest, last.latest)
    return first or last or whole
