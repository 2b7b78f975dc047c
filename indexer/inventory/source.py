"""Finds and opens inventories: the HSLTCQ workbook and CSV."""

import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from archive.errors import BadRequest, Unconfirmed
from archive.references import Reference, parse_code, parse_file_name
from archive.vietnamese.legacy import FontEncoding, recognise, shown
from indexer.inventory import columns as c
from indexer.inventory.encodings import ConvertedRows, FontCell
from indexer.inventory.model import Fault, Inventory, InventoryDocument, InventoryFile
from indexer.inventory.proposals import kind_proposed, propose
from indexer.inventory.rows import Cell, Row, document_of, file_of
from indexer.inventory.shapes import FILE_NUMBER, HSLTCQ, TELLING, Confirmed, Shape, shape_of

WORKBOOK_NAME = "MetaDuLieu.xlsx"
NOTHING_CONFIRMED: Confirmed = {}
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


def read_inventory(path: Path, confirmed: Confirmed = NOTHING_CONFIRMED) -> Inventory:
    """Read an inventory, with all its faults; a bad cell costs that cell only, a bad row that row.

    `confirmed` are the columns of other shapes that a person has confirmed.

    Raises:
        Unconfirmed: its columns may be those of an inventory, but nobody has confirmed what they stand for.
        BadRequest: the file is neither a workbook nor a CSV, or holds none of the known columns.
    """
    with _tables(path, path.name) as tables:
        return _read(path.name, tables, confirmed)


def read_headers(path: Path) -> list[tuple[str, tuple[str, ...]]]:
    """The rows of an inventory's sheets that look like headers of a shape not known, each with its sheet's title.

    Raises:
        BadRequest: the file is neither a workbook nor a CSV.
    """
    found = []
    with _tables(path, path.name) as tables:
        for title, rows in tables:
            table = iter(rows)
            heads = [_texts(cells) for _, cells in zip(range(HEADER_ROWS), table, strict=False)]
            if any(shape_of(headers, NOTHING_CONFIRMED) is not None for headers in heads):
                continue
            headers = next((headers for headers in heads if kind_proposed(headers) is not None), None)
            if headers is not None:
                found.append((title, headers))
    return found


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet of an inventory cell by cell as it came: its shape, its headers, its filled rows."""

    shape: Shape
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def kind(self) -> str:
        """What its rows describe, `files` or `documents`."""
        return self.shape.kind

    def place(self, column: str) -> int | None:
        """Where one of our columns stands, from 0."""
        return self.shape.locate(self.headers).get(column)

    def telling(self, cells: Sequence[Cell]) -> dict[str, Cell]:
        """The cells of a row by our columns, codes told in words and codes of places told apart."""
        return _told(self.shape, _picked(cells, self.shape.locate(self.headers)))


def read_cells(path: Path, name: str, confirmed: Confirmed = NOTHING_CONFIRMED) -> list[Table]:
    """The sheets of an inventory that describe files or documents; `name` is what the file was called when it came.

    Raises:
        BadRequest: as `read_inventory`.
    """
    found = []
    with _tables(path, name) as tables:
        for _, rows in tables:
            table = iter(rows)
            head = _headers(table, confirmed)
            if head is not None:
                filled = (
                    tuple(cells) for cells in table if any(str(cell).strip() for cell in cells if cell is not None)
                )
                found.append(Table(head.shape, head.headers, tuple(filled)))
    return found


@contextmanager
def _tables(path: Path, name: str) -> Iterator[list[tuple[str, ConvertedRows]]]:
    """The tables of a workbook or a CSV with their titles, open while the block reads them."""
    if Path(name).suffix.casefold() == ".csv":
        try:
            yield [(name, _csv_rows(path, name))]
        except (csv.Error, OSError) as error:
            raise BadRequest(f"{name}: cannot be read as CSV ({error}). Save it again as 'CSV UTF-8'.") from error
        return
    try:
        with path.open("rb") as stream:
            book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
            try:
                yield [(sheet.title, _sheet_rows(sheet)) for sheet in book.worksheets]
            finally:
                book.close()
    except _UNREADABLE as error:
        raise BadRequest(
            f"{name}: is not a readable Excel workbook ({error}). Open it in a spreadsheet program and save it again as .xlsx."
        ) from error


def _sheet_rows(sheet: object) -> ConvertedRows:
    rows = sheet.iter_rows(max_col=WIDEST, max_row=LONGEST)  # type: ignore[attr-defined]
    return ConvertedRows([_font_cell(cell) for cell in row] for row in rows)


def _font_cell(cell: Any) -> FontCell:
    """A cell with its font, where that can matter: looking it up takes as long as reading the cell."""
    value = cell.value
    return FontCell(value, cell.font.name or "" if isinstance(value, str) and not value.isascii() else "")


def _csv_rows(path: Path, name: str) -> ConvertedRows:
    data = path.read_bytes()
    known = {}
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError as error:
        text = shown(data)
        encoding = recognise(text)
        if encoding is None:
            raise BadRequest(
                f"{name}: is not in UTF-8 (byte {error.start}). Save it as 'CSV UTF-8' and try again."
            ) from error
        known = {"": FontEncoding(encoding)}
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    rows = csv.reader(io.StringIO(text), delimiter=delimiter)
    return ConvertedRows(([FontCell(cell) for cell in row] for row in rows), known)


def _read(name: str, tables: Iterable[tuple[str, ConvertedRows]], confirmed: Confirmed) -> Inventory:
    files: list[InventoryFile] = []
    documents: list[InventoryDocument] = []
    faults: list[Fault] = []
    seen = set()
    foreign: list[str] = []
    for title, rows in tables:
        table = iter(rows)
        head = _headers(table, confirmed, foreign)
        if head is None:
            continue
        seen.add(head.shape.kind)
        faults += [
            Fault(title, head.row, column, "", "the column is missing")
            for column in _needed(head.shape)
            if column not in head.places
        ]
        own = head.shape in HSLTCQ  # whose headers have line breaks and other cases of letters
        names = {} if own else {column: head.headers[place] for column, place in head.places.items()}
        held: Counter[str] = Counter()
        for number, cells in enumerate(table, head.row + 1):
            if not any(str(cell).strip() for cell in cells if cell is not None):
                continue
            told = _told(head.shape, _picked(cells, head.places))
            row = Row(title, number, told, _picked(cells, head.doubtful), names)
            if head.shape.kind == "files" and (file := file_of(row)):
                files.append(file)
            elif head.shape.kind == "documents" and (document := document_of(row)):
                documents.append(document)
            faults += row.faults
            held.update(row.doubtful.keys())
        faults += [Fault(title, head.row, header, "", _doubt(count), holds=True) for header, count in held.items()]
        faults += [
            Fault(title, 0, "", "", f"was written in {encoding} and has been converted; look over a few rows.")
            for encoding in dict.fromkeys(encoding.encoding for encoding in rows.encodings.values())
        ]
    if not seen and foreign:
        raise Unconfirmed(
            f"{name}: its columns are of no known shape ({'; '.join(foreign)}). Look over what they are taken for and confirm it "
            f"once: vankho mapping {name}"
        )
    if not seen:
        raise BadRequest(
            f"{name}: no sheet has the columns of an inventory; expected a sheet '{c.FILES_SHEET}' with "
            f"'Đơn vị bảo quản số' or a sheet '{c.DOCUMENTS_SHEET}' with '{c.FILE_NAME_COLUMN}'."
        )
    faults += _repeated(documents)
    return Inventory(name, tuple(files), tuple(documents), tuple(faults))


@dataclass(frozen=True, slots=True)
class _Head:
    """A table by its row of headers: its shape, that row's number and cells, where its columns stand, unknown ones that may tell access."""

    shape: Shape
    row: int
    headers: tuple[str, ...]
    places: dict[str, int]
    doubtful: dict[str, int]


def _headers(table: Iterator[Sequence[Cell]], confirmed: Confirmed, foreign: list[str] | None = None) -> _Head | None:
    """The row of headers among the first rows; what may be one of an unknown shape is told in `foreign`."""
    for number in range(1, HEADER_ROWS + 1):
        cells = next(table, None)
        if cells is None:
            break
        headers = _texts(cells)
        shape = shape_of(headers, confirmed)
        if shape is not None:
            doubtful = [at for at, one in enumerate(headers) if not shape.knows(one) and c.may_tell_access(one)]
            unknown = {f"{headers[at]} ({get_column_letter(at + 1)})": at for at in doubtful}
            return _Head(shape, number, headers, shape.locate(headers), unknown)
        if foreign is not None and (kind := kind_proposed(headers)) is not None:
            foreign.append(", ".join(f"'{header}' → '{column}'" for header, column in propose(headers, kind).items()))
    return None


def _texts(cells: Sequence[Cell]) -> tuple[str, ...]:
    return tuple("" if cell is None else str(cell) for cell in cells)


def _told(shape: Shape, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Cells as the workbook of Party bodies would have them: codes in words, a code of a place in its parts."""
    for column, words in shape.codes.items():
        code = cells.get(column)
        text = (
            str(int(code) if isinstance(code, float) and code.is_integer() else code).strip()
            if code is not None
            else ""
        )
        cells[column] = words.get(text.zfill(2), code)
    if shape.has_codes_of_place:
        cells |= _place_told(shape.kind, cells)
    return cells


def _place_told(kind: str, cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """What a circular's code of a file or document tells: fonds, inventory and file, or the reference."""
    reference = parse_code(str(cells.get(TELLING[kind]) or ""))
    if reference is None:
        return {}
    if kind == "documents":
        return {c.CODE_COLUMN: str(reference)}
    return {"Phông": reference.fonds, "Mục lục": reference.inventory, FILE_NUMBER: reference.file}


def _picked(cells: Sequence[Cell], places: Mapping[str, int]) -> dict[str, Cell]:
    return {column: cells[place] for column, place in places.items() if place < len(cells)}


def _doubt(count: int) -> str:
    return (
        f"is no known column, but may tell who may see a record: what its {count} filled cells stand for is held back as secret. "
        f"Name it '{c.SECRECY_COLUMN}' or '{c.ACCESS_COLUMN}', or otherwise if it tells something else, and take the "
        "delivery in again."
    )


def _needed(shape: Shape) -> tuple[str, ...]:
    if shape.has_codes_of_place:  # a circular has no column of secrecy, and its codes tell fonds and inventory
        return ()
    if shape.kind == "files":
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
