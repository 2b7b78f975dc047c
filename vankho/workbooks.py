"""Tables written as XLSX workbooks, for people who work on them away from the archive."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from archive.errors import Unavailable

WIDEST = 80  # characters
_NARROWEST = 10


def write_table(path: Path, title: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows with the same keys as one sheet with a frozen header; text that looks like a formula stays text.

    Raises:
        Unavailable: the file cannot be written there.
    """
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = title
    headers = list(rows[0]) if rows else []
    sheet.append(headers)
    for row in rows:
        sheet.append([None if row[name] is None else _plain(row[name]) for name in headers])
    for cells in sheet.iter_rows(min_row=2):
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for index, name in enumerate(headers, 1):
        sheet.cell(1, index).font = Font(bold=True)
        longest = max((len(str(row[name])) for row in rows), default=0)
        sheet.column_dimensions[get_column_letter(index)].width = min(WIDEST, max(_NARROWEST, len(name), longest) + 2)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    try:
        book.save(path)
    except OSError as error:
        raise Unavailable(f"{path} cannot be written ({error.strerror}): choose another place") from error


def _plain(value: Any) -> Any:
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
