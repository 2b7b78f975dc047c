"""First reading of a description: number, type, date, issuer and abstract from page 1, the signer from the last page.

The rules follow the state form (Decree 30/2020) and the Party form: issuing body and number at the top left, place and date
at the right, the type in capitals in the middle with the abstract under it, the signature at the bottom right. The date is the one
of the place-and-date line and the number the one beside the issuing body, never one that the text cites.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from archive.bodies import issuer_of
from archive.dates import PartialDate, find_dates
from archive.descriptions import Field, Place, Source, Statement
from archive.document_types import type_named, types_of_symbol
from archive.numbers import DocumentNumber, parse_number
from archive.pages import PageText
from archive.vietnamese import bare
from indexer.describe.lines import Line, lines_of, surround

HEAD = 0.42  # the head of a form ends above this part of the page
MIDDLE = 0.5
FULL = 0.55  # a line this wide, of the page, is one of the text and reaches its right margin
INSET = 0.04  # an abstract stands further in than this from the margins of the text
CENTRED = 0.09  # how far from the middle the middle of a centred line may lie
MOTTO = re.compile(r"cong hoa xa hoi|doc lap.{0,4}tu do|dang cong san viet nam")
NUMBER_LINE = re.compile(r"^\W*s[oố0ó]\s*[:.]?\s*\d", re.IGNORECASE)
FILLED_DOTS = re.compile(r"\.{2,}|[…_]+")  # printed for the hand that fills in the number and the day
DATE_LINE = re.compile(r"ngay\s*.{1,4}\s*thang\s*.{1,4}\s*nam|,\s*\d{1,2}[-/.]\d{1,2}[-/.]\d{4}\s*$")
SUBJECT = re.compile(r"^\W*V\s*/\s*v\s*:?\s*", re.IGNORECASE)
BODY = re.compile(
    r"^(?:[-–+*] )?(can cu|kinh gui|thuc hien|theo de nghi|xet|ngay|trong|sau khi|i\b|1\b|dieu 1\b|[-*_=. ]+$)"
)
AFTER_ABSTRACT = re.compile(r"^(?:[-–+*] )?(can cu\b|kinh gui|dieu 1\b|[-*_=. ]+$)")
AUTHORITY = re.compile(r"^(t/m|k/t|t/l|tm|kt|tl|tuq|q)\b[./ ]")
NAME = re.compile(
    r"((?:[A-ZÀ-ỸĐ][a-zà-ỹđ]*\s+){1,4}[A-ZÀ-ỸĐ][a-zà-ỹđ]*)\s*(?:[^\w\s].*)?"
)  # specks of a stamp may follow


@dataclass(frozen=True, slots=True)
class _Form:
    """The lines of page 1 sorted by where the form puts them."""

    left: list[Line]
    right: list[Line]
    below: list[Line]


def describe_document(pages: Sequence[PageText], latest: date | None = None) -> list[Statement]:
    """What the pages of one document say of it, each value with its place and confidence; nothing is guessed from the text.

    `pages` are the document's pages in order; blank ones are passed over. A date after `latest`, when given, is a misreading
    and is left out.
    """
    first = next((number for number, page in enumerate(pages, 1) if page.words), None)
    if first is None:
        return []
    form = _form(lines_of(pages[first - 1]))
    found: list[Statement] = []

    def note(field: Field, value: str, confidence: float, lines: Sequence[Line], page: int = first) -> None:
        sure = min(line.confidence for line in lines)
        found.append(
            Statement(field, value, Source.EXTRACTED, round(confidence * sure, 3), Place(page, surround(lines)))
        )

    number = _number(form)
    if number is not None:
        note(Field.NUMBER, number[0].canonical, 0.97, [number[1]])
    dated = _date(form)
    if dated is not None and (latest is None or PartialDate.from_text(dated[0]).earliest <= latest):
        note(Field.DATE, dated[0], 0.97, [dated[1]])
    heading = _heading(form)
    if heading is not None:
        note(Field.TYPE, heading[0], 0.98, [heading[1]])
        title = _abstract(form, heading[1])
    else:
        title = _subject(form)
        letter = number is not None and (number[0].style == "letter" or bool(title))
        if number is not None and letter:
            note(Field.TYPE, "Công văn", 0.85, [number[1]])
        elif number is not None and (names := types_of_symbol(_symbol(number[0]), None)) and len(names) == 1:
            note(Field.TYPE, names[0], 0.6, [number[1]])
    if title:
        note(Field.TITLE, _joined(title), 0.9, title)
    issuer = _issuer(form, number[1] if number else None)
    if issuer:
        note(Field.ISSUER, issuer_of([line.text for line in issuer]), 0.85, issuer)
    signer = _signer(pages)
    if signer is not None:
        note(Field.SIGNER, re.sub(r"\s+", " ", signer[2]), 0.8, [signer[1]], signer[0])
    return found


def _form(lines: list[Line]) -> _Form:
    """Split the head of the page into its left and right side; what follows the head is below."""
    end = next((n for n, line in enumerate(lines) if type_named(line.text) and _centred(line) and line.capitals), None)
    if end is None:
        end = next(
            (n for n, line in enumerate(lines) if BODY.match(bare(line.text)) and line.box.width > 0.05), len(lines)
        )
    head = [line for line in lines[:end] if line.box.y < HEAD]
    left = [line for line in head if line.centre < MIDDLE]
    right = [line for line in head if line.centre >= MIDDLE]
    return _Form(left, right, lines[end:])


def _centred(line: Line) -> bool:
    return abs(line.centre - MIDDLE) < CENTRED


def _number(form: _Form) -> tuple[DocumentNumber, Line] | None:
    """The number under the issuing body; `Số` before it is asked for, so that no cited number is taken."""
    for line in form.left:
        text = _without_dots(line.text)
        if NUMBER_LINE.match(text) and (number := parse_number(text)) is not None:
            return number, line
    return None


def _without_dots(text: str) -> str:
    """The line without the dots it was filled in over: `Số: ..15../QĐ-UBND` is read as `Số: 15/QĐ-UBND`."""
    return " ".join(FILLED_DOTS.sub(" ", text).split())


def _symbol(number: DocumentNumber) -> str:
    return re.split(r"[-/]", number.canonical)[1] if re.search(r"[-/]", number.canonical) else ""


def _date(form: _Form) -> tuple[str, Line] | None:
    for line in [*form.right, *form.left]:
        text = _without_dots(line.text)
        if DATE_LINE.search(bare(text)) and (dates := find_dates(text)):
            return dates[-1][2].to_text(), line
    return None


def _heading(form: _Form) -> tuple[str, Line] | None:
    for line in form.below[:3]:
        name = type_named(line.text)
        if name and line.capitals and _centred(line):
            return name, line
    return None


def _abstract(form: _Form, heading: Line) -> list[Line]:
    """The centred lines under the heading, up to the rule, a wide gap, or the first line of the text."""
    after = form.below[form.below.index(heading) + 1 :]
    margin = _right_margin(form.below)
    lines: list[Line] = []
    above = heading
    for line in after:
        gap = line.box.y - above.box.bottom
        full = lines and line.box.right > margin - INSET
        if (
            full
            or not _centred(line)
            or AFTER_ABSTRACT.match(bare(line.text))
            or gap > 2.2 * max(line.box.height, above.box.height)
        ):
            break
        if line.capitals and not lines and len(line.text) < 60 and gap > heading.box.height:
            break  # the authority that decides, e.g. ỦY BAN NHÂN DÂN TỈNH, stands here when there is no abstract
        if lines and line.capitals and not lines[0].capitals:
            break
        if line.box.x < 0.17 and lines and line.box.width < lines[-1].box.width * 0.5:
            break
        lines.append(line)
        above = line
    return lines


def _right_margin(lines: Sequence[Line]) -> float:
    """Where full lines of the text end (0-1); 1 on a page without several of them."""
    ends = sorted((line.box.right for line in lines if line.box.width > FULL), reverse=True)
    return ends[len(ends) // 3] if len(ends) >= 3 else 1.0


def _subject(form: _Form) -> list[Line]:
    """The `V/v` lines under the number of an official letter."""
    lines: list[Line] = []
    for line in form.left:
        if SUBJECT.match(line.text):
            lines = [line]
        elif lines:
            lines.append(line)
    return lines


def _joined(lines: Sequence[Line]) -> str:
    text = " ".join(line.text for line in lines)
    text = re.sub(r"(?<=\w)- (?=[a-zà-ỹđ])", "", SUBJECT.sub("", text))
    return re.sub(r"[\s*_–-]+$", "", re.sub(r"\s+", " ", text)).strip()


def _issuer(form: _Form, number: Line | None) -> list[Line]:
    limit = number.box.y if number is not None else 0.25
    lines = [line for line in form.left if line.box.y < limit and line.capitals and not MOTTO.search(bare(line.text))]
    return [line for line in lines if sum(letter.isalpha() for letter in line.text) > 3]


def _signer(pages: Sequence[PageText]) -> tuple[int, Line, str] | None:
    """The name under the last authority or title in capitals at the right; annexes may follow the signed page."""
    for number in range(len(pages), 0, -1):
        lines = [line for line in lines_of(pages[number - 1]) if line.centre > MIDDLE and line.box.width < 0.5]
        titled = False
        for line in lines:
            if AUTHORITY.match(bare(line.text)) or (
                line.capitals and len(line.text) > 4 and not MOTTO.search(bare(line.text))
            ):
                titled = True
            elif titled and (name := NAME.fullmatch(line.text.strip())):
                return number, line, name[1]
    return None
