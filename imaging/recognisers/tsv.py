"""Tesseract's table of words (its TSV output), the same from the library and from the program."""

from collections.abc import Iterator

from archive.errors import PageUnreadable
from imaging.recognisers.port import RecognisedWord

_WORD_LEVEL = "5"
_COLUMNS = 12  # level page block paragraph line word left top width height confidence text


def parse_words(table: str) -> list[RecognisedWord]:
    """The words of a table, line by line; a line's number is its place in the table.

    Raises:
        PageUnreadable: the table is not what Tesseract writes.
    """
    return list(_words(table))


def _words(table: str) -> Iterator[RecognisedWord]:
    line_key: tuple[str, ...] | None = None
    line = -1
    for row in table.splitlines():
        cells = row.split("\t", _COLUMNS - 1)
        if cells[0] != _WORD_LEVEL:
            continue
        try:
            key = tuple(cells[1:5])
            left, top, width, height = (int(cell) for cell in cells[6:10])
            confidence = float(cells[10]) / 100
            text = cells[11].strip()
        except (ValueError, IndexError) as error:
            raise PageUnreadable(f"Tesseract gave a table row that cannot be understood ({row[:60]!r})") from error
        if key != line_key:
            line_key = key
            line += 1
        if text:
            yield RecognisedWord(text, left, top, left + width, top + height, min(max(confidence, 0.0), 1.0), line)
