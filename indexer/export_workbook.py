"""The HSLTCQ workbook of records that leave: cells as they came, empty ones filled with what was learned."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from sqlalchemy.orm import Session

from archive.access import Access
from archive.dates import PartialDate, Precision
from archive.descriptions import Field, Source, Statement
from archive.numbers import parse_number
from catalogue.descriptions import describe_many
from catalogue.models import Document, File, RecordKind
from catalogue.publication import chunks
from indexer.inventory import Table
from indexer.inventory import columns as c
from indexer.inventory.rows import Cell
from indexer.inventory.shapes import TELLING, Shape
from indexer.matching import name_key

FILE_HEADERS = (
    "Tiêu đề hồ sơ",
    "Thời hạn bảo quản",
    "Phông",
    "Mục lục",
    "Nhiệm kỳ",
    "Thời gian bắt đầu",
    "Thời gian kết thúc",
    "Tình trạng vật lý",
    "Số lượng trang",
    "Tổng số văn bản trong hồ sơ",
    "Độ mật",
    "Đơn vị bảo quản số",
    "Thời gian tài liệu",
)
DOCUMENT_HEADERS = (
    "Tên cơ quan, tổ chức ban hành văn bản",
    "Tên loại văn bản",
    "Số của văn bản",
    "Ký hiệu của văn bản",
    "Ngày, tháng, năm văn bản",
    "Trích yếu nội dung",
    "Loại bản",
    "Ngôn ngữ",
    "Ghi chú",
    "Bút tích",
    "Người ký",
    "Chuyên đề",
    "Ký hiệu thông tin",
    "Từ khóa",
    "Chế độ sử dụng",
    "Độ mật",
    "Mức độ tin cậy",
    "Tình trạng vật lý",
    "Tên tệp",
    "Thời gian tài liệu",
)
"""The sheets' columns where nothing came whose columns could be kept (the workbook Party bodies exchange)."""

_MODES = {Access.PUBLIC: "Công khai", Access.CONDITIONAL: "Hạn chế", Access.SECRET: "Mật"}


class Workbook:
    """The workbook of what leaves: received rows first filled in, then rows for what came without."""

    def __init__(
        self, session: Session, documents: Sequence[Document], tables: Sequence[Table], *, fills: bool
    ) -> None:
        """`tables` are those that came, the earliest first; `fills` says whether empty cells get what was learned."""
        self._session = session
        self._documents = documents
        self._tables = tables
        self._fills = fills

    def write(self) -> tuple[Any, int]:
        """The workbook, and how many files it describes."""
        files = list({document.file_id: document.file for document in self._documents}.values())
        book = openpyxl.Workbook()
        book.remove(book.active)
        self._add(book.create_sheet(c.FILES_SHEET), FILE_HEADERS, "files", self._of_files(files))
        self._add(book.create_sheet(c.DOCUMENTS_SHEET), DOCUMENT_HEADERS, "documents", self._of_documents())
        return book, len(files)

    def _add(
        self, sheet: Any, usual: Sequence[str], kind: str, learned: Iterable[tuple[Sequence[Any], dict[str, "_Value"]]]
    ) -> None:
        tables = [table for table in self._tables if table.kind == kind]
        headers = [h for h in dict.fromkeys(h for table in tables for h in table.headers) if h] or list(usual)
        columns = {c.header_key(header): index for index, header in enumerate(headers)}
        shapes: dict[int, Shape] = {}
        for table in tables:
            for column, place in table.shape.locate(table.headers).items():
                at = columns[c.header_key(table.headers[place])]
                shapes.setdefault(at, table.shape)
                if not (table.shape.has_codes_of_place and column == TELLING[kind]):
                    columns.setdefault(c.header_key(column), at)
        came = _rows_by_key(tables)
        sheet.append(headers)
        for keys, values in learned:
            key = next((key for key in keys if key in came), None)
            cells: list[Cell] = [None] * len(headers)
            for header, cell in came.get(key, {}).items():
                cells[columns[c.header_key(header)]] = cell
            if self._fills or key is None:
                for column, value in values.items():
                    index = columns.get(c.header_key(column))
                    if index is not None and value.text and (value.by_person or _is_empty(cells[index])):
                        cells[index] = shapes[index].coded(column, value.text) if index in shapes else value.text
            sheet.append([ILLEGAL_CHARACTERS_RE.sub("", cell) if isinstance(cell, str) else cell for cell in cells])
            for cell in sheet[sheet.max_row]:
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # what looks like a formula is text

    def _of_files(self, files: Sequence[File]) -> Iterator[tuple[Sequence[Any], dict[str, "_Value"]]]:
        described = describe_many(self._session, RecordKind.FILE, [file.id for file in files])
        held = {
            file_id: list(documents)
            for file_id, documents in groupby(sorted(self._documents, key=_file_id), key=_file_id)
        }
        for file in files:
            said = described[file.id]
            values = {column: _value(said.get(field)) for column, field in c.FILE_FIELDS.items()}
            values |= {
                "Phông": _Value(file.inventory.fonds.code),
                "Mục lục": _Value(file.inventory.code),
                "Đơn vị bảo quản số": _Value(file.code),
                "fileCode": _Value(file.reference),
                c.SECRECY_COLUMN: _value(said.get(Field.SECRECY)),
                c.ACCESS_COLUMN: _mode(said.get(Field.ACCESS)),
            }
            dated = said.get(Field.DATE)
            if dated is not None and dated.value:
                when, person = PartialDate.from_text(dated.value), dated.source is Source.PERSON
                ends = (PartialDate.day(when.earliest), PartialDate.day(when.latest))
                values |= {column: _Value(_date(end), person) for column, end in zip(c.FILE_DATES, ends, strict=False)}
            documents = held.get(file.id, [])
            for column, count in (
                ("Số lượng trang", sum(document.page_count for document in documents)),
                ("Tổng số văn bản trong hồ sơ", len(documents)),
            ):
                values[column] = values[column] if values[column].text else _Value(str(count))
            fonds, place = file.inventory.fonds, (_trimmed(file.inventory.code), _trimmed(file.code))
            yield [(_trimmed(told), *place) for told in (fonds.code, fonds.title, "")], values

    def _of_documents(self) -> Iterator[tuple[Sequence[Any], dict[str, "_Value"]]]:
        for some in chunks(self._documents):
            described = describe_many(self._session, RecordKind.DOCUMENT, [document.id for document in some])
            for document in some:
                said = described[document.id]
                values = {column: _value(said.get(field)) for column, field in c.DOCUMENT_FIELDS.items()}
                number, symbol = _number(said.get(Field.NUMBER))
                dated = said.get(Field.DATE)
                values |= {
                    c.NUMBER_COLUMN: number,
                    c.SYMBOL_COLUMN: symbol,
                    c.SECRECY_COLUMN: _value(said.get(Field.SECRECY)),
                    c.ACCESS_COLUMN: _mode(said.get(Field.ACCESS)),
                    c.FILE_NAME_COLUMN: _Value(document.label.rpartition("/")[2] or document.reference),
                    "docCode": _Value(document.reference),
                }
                if dated is not None and dated.value:
                    when, person = PartialDate.from_text(dated.value), dated.source is Source.PERSON
                    values[c.DATE_COLUMN] = _Value(_date(when), person)
                    values[c.TIME_COLUMN] = _Value(str(when.earliest.year), person)
                yield [name_key(document.label)], values


@dataclass(frozen=True, slots=True)
class _Value:
    """What the archive has for a cell, and whether a person said so."""

    text: str
    by_person: bool = False


def _value(said: Statement | None) -> _Value:
    return _Value(said.value, said.source is Source.PERSON) if said is not None else _Value("")


def _mode(said: Statement | None) -> _Value:
    if said is None or not said.value:
        return _Value("")
    return _Value(_MODES[Access(said.value)], said.source is Source.PERSON)


def _number(said: Statement | None) -> tuple[_Value, _Value]:
    """Number and symbol as the two columns have them: `12` and `NQ/TU`, `15` and `QĐ-UBND`."""
    if said is None or not said.value:
        return _Value(""), _Value("")
    person = said.source is Source.PERSON
    number = parse_number(said.value)
    if number is None:
        return _Value(said.value, person), _Value("")
    return _Value(number.ordinal, person), _Value(number.symbol, person)


def _date(when: PartialDate) -> str:
    """A date as the workbook writes it: day/month/year, month/year, or a year."""
    first = when.earliest
    if when.precision is Precision.YEAR:
        return f"{first.year}"
    if when.precision is Precision.MONTH:
        return f"{first.month:02}/{first.year}"
    if when.precision is Precision.RANGE:
        return f"{first:%d/%m/%Y} - {when.latest:%d/%m/%Y}"
    return f"{first:%d/%m/%Y}"


def _rows_by_key(tables: Iterable[Table]) -> dict[Any, dict[str, Cell]]:
    """The received cells of each record by header; where it came twice, the later filled cell."""
    rows: dict[Any, dict[str, Cell]] = {}
    for table in tables:
        for cells in table.rows:
            key = _key(table, cells)
            if key is not None:
                known = rows.setdefault(key, {})
                known |= {
                    header: cell
                    for header, cell in zip(table.headers, cells, strict=False)
                    if header and (header not in known or not _is_empty(cell))
                }
    return rows


def _key(table: Table, cells: Sequence[Cell]) -> Any:
    """What a row is found by: the name of the scan, or the place of the file."""

    told = table.telling(cells)

    def text(column: str) -> str:
        return "" if (cell := told.get(column)) is None else str(cell).strip()

    if table.kind == "documents":
        return name_key(text(c.FILE_NAME_COLUMN)) or None
    place = tuple(_trimmed(text(column)) for column in c.FILE_PLACE)
    return place if place[-1] else None


def _trimmed(code: str) -> str:
    return code.casefold().lstrip("0")


def _is_empty(cell: Cell) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _file_id(document: Document) -> str:
    return document.file_id
