"""Papers as an engine is given them: read by a scanner of some quality, and described as an archive describes them."""

import random
import unicodedata
import zlib
from collections.abc import Sequence

from archive.access import Access
from archive.dates import PartialDate, Precision
from archive.numbers import parse_number
from archive.pages import Box, PageText, Word
from benchmarks.relevance.drafts import Paper
from benchmarks.relevance.noise import misread
from benchmarks.relevance.papers import term_of
from search import RecordEntry, RecordLevel, RecordSummary, build_text

NOISE_LEVELS = (0.0, 0.02, 0.05)
_WORDS_A_LINE = 12


def entry_of(paper: Paper, noise: float) -> RecordEntry:
    """A paper scanned with so many of its letters misread; the same at each run.

    What the inventory describes is right whatever the scan; of other papers, title and signer are as they were read, and
    the number as our own reading of numbers makes it out (none if it cannot).
    """
    chance = random.Random(zlib.crc32(f"{paper.id} {noise}".encode()))
    read = [misread(paragraph, noise, chance) for paragraph in paper.paragraphs]
    title, signer, number = paper.title, paper.signer, paper.number
    if not paper.described:
        line = next(at for at, paragraph in enumerate(paper.paragraphs) if paragraph.startswith("Số: "))
        parsed = parse_number(read[line])
        number = parsed.canonical if parsed else ""
        title, signer = read[paper.paragraphs.index(paper.title)], read[-1]
    if paper.decomposed:
        read = [unicodedata.normalize("NFD", paragraph) for paragraph in read]
    term = "-".join(map(str, term_of(paper.day.year)))
    summary = RecordSummary(
        id=paper.id,
        level=RecordLevel.DOCUMENT,
        reference=f"H42-041-01-{paper.file}-{paper.id[1:]}",
        access=Access.PUBLIC,
        revision=1,
        title=title,
        number=number or None,
        type=paper.type,
        issuer=paper.body.name,
        signer=signer,
        date=PartialDate(paper.day, paper.day, Precision.DAY),
        fonds="041",
        fonds_title="Phông Phú Lĩnh",
        inventory="01",
        file=f"H42-041-01-{paper.file}",
        term=term,
        page_count=paper.pages,
    )
    return RecordEntry(
        summary, build_text([(f"{paper.id}-{n}", page) for n, page in enumerate(_pages(read, paper), 1)])
    )


def _pages(paragraphs: Sequence[str], paper: Paper) -> list[PageText]:
    """The lines set out on the paper's pages, each paragraph beginning a line."""
    lines = [line for paragraph in paragraphs for line in _lines(paragraph.split())]
    size = -(-len(lines) // paper.pages)
    return [_page(lines[at : at + size]) for at in range(0, len(lines), size)]


def _lines(words: Sequence[str]) -> list[Sequence[str]]:
    return [words[at : at + _WORDS_A_LINE] for at in range(0, len(words), _WORDS_A_LINE)]


def _page(lines: Sequence[Sequence[str]]) -> PageText:
    step = 0.8 / len(lines)
    words = [
        Word(word, Box(0.1 + 0.065 * column, 0.1 + step * row, 0.06, 0.01), 0.9, row, 0)
        for row, line in enumerate(lines)
        for column, word in enumerate(line)
    ]
    return PageText(tuple(words), 595, 842, confidence=0.9)
