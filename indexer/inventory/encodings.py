"""Cells written in fonts from before Unicode: converted, by the font of the cell or by its words."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from archive.vietnamese.legacy import FontEncoding, convert, encoding_of_runs, is_unicode
from indexer.inventory.rows import Cell

_JUDGED = 500  # rows looked at together: enough to tell, and a sheet need not be in memory


class FontCell(NamedTuple):
    """A cell and the name of its font, empty where a file has no fonts."""

    value: Cell
    font: str = ""


class ConvertedRows:
    """The rows of a table in Unicode, read once; `encodings` are the old ones met so far, by font."""

    def __init__(self, rows: Iterable[Sequence[FontCell]], known: Mapping[str, FontEncoding] | None = None) -> None:
        self._rows = iter(rows)
        self.encodings: dict[str, FontEncoding] = dict(known or {})

    def __iter__(self) -> Iterator[list[Cell]]:
        while block := list(islice(self._rows, _JUDGED)):
            self._judge(block)
            for row in block:
                yield [self._read(cell) for cell in row]

    def _judge(self, block: Sequence[Sequence[FontCell]]) -> None:
        texts: defaultdict[str, list[str]] = defaultdict(list)
        for row in block:
            for cell in row:
                if isinstance(cell.value, str) and not is_unicode(cell.value):
                    texts[cell.font].append(cell.value)
        self.encodings |= encoding_of_runs({font: "\n".join(cells) for font, cells in texts.items()})

    def _read(self, cell: FontCell) -> Cell:
        encoding = self.encodings.get(cell.font)
        if encoding is None or not isinstance(cell.value, str) or is_unicode(cell.value):
            return cell.value
        return convert(cell.value, encoding.encoding, capitals=encoding.capitals)
