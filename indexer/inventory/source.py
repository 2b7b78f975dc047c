"""Finds and opens inventories: the HSLTCQ workbook and CSV."""

import csv
import io
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from archive.errors import BadRequest
from archive.references import Reference, parse_file_name
from archive.vietnamese.legacy import FontEncoding, recognise, shown
from indexer.inventory import columns as c
from indexer.inventory.encodings import ConvertedRows, FontCell
from indexer.inventory.model import Fault, Inventory, InventoryDocument, InventoryFile
from indexer.inventory.rows import Cell, Row, document_of, file_of

WORKBOOK_NAME = "MetaDuLieu.xlsx"
HEADER_ROWS = 10  # a title or a logo may stand above the headers
WIDEST = 256  # cells read of a row; real workbooks have about 20
LONGEST = 200_000  # rows read of a sheet
# What a damaged workbook makes openpyxl raise, when it is opened or when its rows are read; XML faults are SyntaxErrors.
_UNREADABLE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NotImplementedError,
    OSError,
    EOFError,
)


def find_inventory(folder: Path) -> list[Path]:
    """The inventories of a delivery: every `MetaDuLieu.xlsx` below it, else workbooks and CSV files at its top."""
    named = sorted(p for p in folder.rglob("*") if p.name.casefold() == WORKBOOK_NAME.casefold() and _is_own(p))
    if named:
        return named
    return sorted(
        p
        for p in folder.iterdir()
        if p.suffix.casefold() in {".xlsx", ".csv"} and not p.name.startswith(("~$", ".")) and _is_own(p)
    )


def _is_own(path: Path) -> bool:
    """Whether a file lies in the delivery itself; a link may lead anywhere."""
    return path.is_file() and not path.is_symlink()


def read_inventory(path: Path) -> Inventory:
    """Read an inventory, with all its faults; a bad cell costs that cell only, a bad row that row.

    Raises:
        BadRequest: the file is neither a workbook nor a CSV, or holds none of the known columns.
    """
    if path.suffix.casefold() == ".csv":
        try:
            return _read(path.name, [(path.name, _csv_rows(path))])
        except (csv.Error, OSError) as error:
            raise BadRequest(f"{path.name}: cannot be read as CSV ({error}). Save it again as 'CSV UTF-8'.") from error
    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            return _read(path.name, [(sheet.title, _sheet_rows(sheet)) for sheet in book.worksheets])
        finally:
            book.close()
    except _UNREADABLE as error:
        raise BadRequest(
            f"{path.name}: is not a readable Excel workbook ({error}). Open it in a spreadsheet program and save it again as .xlsx."
        ) from error


def _sheet_rows(sheet: object) -> ConvertedRows:
    rows = sheet.iter_rows(max_col=WIDEST, max_row=LONGEST)  # type: ignore[attr-defined]
    return ConvertedRows([_font_cell(cell) for cell in row] for row in rows)


def _font_cell(cell: Any) -> FontCell:
    """A cell with its font, where that can matter: looking it up takes as long as reading the cell."""
    value = cell.value
    return FontCell(value, cell.font.name or "" if isinstance(value, str) and not value.isascii() else "")


def _csv_rows(path: Path) -> ConvertedRows:
    data = path.read_bytes()
    known = {}
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = shown(data)
        encoding = recognise(text)
        if encoding is None:
            raise BadRequest(
                f"{path.name}: is not in UTF-8 (byte {error.start}). Save it as 'CSV UTF-8' and try again."
            ) from error
        known = {"": FontEncoding(encoding)}
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return ConvertedRows(([FontCell(cell) for cell in row] for row in rows), known)


def _read(name: str, tables: Iterable[tuple[str, ConvertedRows]]) -> Inventory:
    files: list[InventoryFile] = []
    documents: list[InventoryDocument] = []
    faults: list[Fault] = []
    seen = set()
    for title, rows in tables:
        table = iter(rows)
        kind, places, start = _headers(table)
        if kind is None:
            continue
        seen.add(kind)
        columns = c.FILE_COLUMNS if kind == "files" else c.DOCUMENT_COLUMNS
        faults += [
            Fault(title, start, column, "", "the column is missing") for column in _needed(kind) if column not in places
        ]
        for number, cells in enumerate(table, start + 1):
            if not any(str(cell).strip() for cell in cells if cell is not None):
                continue
            row = Row(
                title,
                number,
                {column: cells[places[column]] for column in columns if places.get(column, WIDEST) < len(cells)},
            )
            if kind == "files" and (file := file_of(row)):
                files.append(file)
            elif kind == "documents" and (document := document_of(row)):
                documents.append(document)
            faults += row.faults
        faults += [
            Fault(title, 0, "", "", f"was written in {encoding} and has been converted; look over a few rows.")
            for encoding in dict.fromkeys(encoding.encoding for encoding in rows.encodings.values())
        ]
    if not seen:
        raise BadRequest(
            f"{name}: no sheet has the columns of an inventory; expected a sheet '{c.FILES_SHEET}' with "
            f"'Đơn vị bảo quản số' or a sheet '{c.DOCUMENTS_SHEET}' with '{c.FILE_NAME_COLUMN}'."
        )
    faults += _repeated(documents)
    return Inventory(name, tuple(files), tuple(documents), tuple(faults))


def _headers(table: Iterator[Sequence[Cell]]) -> tuple[str | None, dict[str, int], int]:
    """The kind of a table by its row of headers, where its columns stand, and the number of that row."""
    for number in range(1, HEADER_ROWS + 1):
        cells = next(table, None)
        if cells is None:
            break
        headers = ["" if cell is None else str(cell) for cell in cells]
        documents = c.locate(headers, c.DOCUMENT_COLUMNS)
        if c.FILE_NAME_COLUMN in documents:
            return "documents", documents, number
        files = c.locate(headers, c.FILE_COLUMNS)
        if "Đơn vị bảo quản số" in files:
            return "files", files, number
    return None, {}, 0


def _needed(kind: str) -> tuple[str, ...]:
    if kind == "files":
        return ("Tiêu đề hồ sơ", "Phông", "Mục lục", "Nhiệm kỳ")
    return (c.NUMBER_COLUMN, c.SYMBOL_COLUMN, c.DATE_COLUMN, "Tên loại văn bản", "Trích yếu nội dung", c.SECRECY_COLUMN)


def _repeated(documents: Sequence[InventoryDocument]) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for document in documents:
        key = document.file_name.casefold()
        if key in first:
            yield Fault(
                c.DOCUMENTS_SHEET,
                document.row,
                c.FILE_NAME_COLUMN,
                document.file_name,
                f"is named in row {first[key]} already; that row is used.",
            )
        first.setdefault(key, document.row)


def same_file(file: InventoryFile, reference: Reference) -> bool:
    """Whether a row of the sheet of files describes the file of a reference: same number, same inventory where given."""
    return _number_key(file.file) == _number_key(reference.file) and (
        not file.inventory or _number_key(file.inventory) == _number_key(reference.inventory)
    )


def _number_key(text: str) -> str:
    return text.strip().lstrip("0").casefold() or "0"


def named_reference(name: str) -> Reference | None:
    """The reference a file name tells, if it does."""
    parsed = parse_file_name(name)
    return parsed if isinstance(parsed, Reference) else None
