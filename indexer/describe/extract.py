"""The description of a document from its pages: the head of page 1, the signature wherever it stands, the stamps.

The rules follow the state form (Decree 30/2020) and the Party form: issuing body and number at the top left, place and date
at the right, the type in capitals in the middle with the abstract under it, the signature at the bottom right. The date is the one
of the place-and-date line and the number the one beside the issuing body, never one that the text cites.
"""

from collections.abc import Sequence
from datetime import date

from archive.descriptions import Field, Place, Source, Statement
from archive.pages import PageText
from archive.vietnamese import bare
from indexer.describe.abstract import abstract_of, joined
from indexer.describe.body_symbols import with_symbol_of
from indexer.describe.confidence import share_right
from indexer.describe.date_line import date_of, date_on
from indexer.describe.head import Head, head_of
from indexer.describe.issuer_name import issuer_named
from indexer.describe.issuing_body import body_lines
from indexer.describe.lines import Line, Sheet, sheets_of, surround
from indexer.describe.number_line import NumberLine, number_of, type_of_symbol
from indexer.describe.recipients import addressees, named_on, receivers
from indexer.describe.signature import Signature, lines_over, signature_of
from indexer.describe.stamps import copy_on, mark_on_top

_TELLING = 20  # words that a page must have to tell its language
_MARKED = 0.3  # of Vietnamese words bear marks on their letters; two of three do
UNREAD = "unread"  # the source of a page that no reading of was successful


class _Notes:
    """The statements found so far."""

    def __init__(self) -> None:
        self.statements: list[Statement] = []

    def add(self, field: Field, value: str, sure: float, lines: Sequence[Line], page: int) -> None:
        read = min(line.confidence for line in lines)
        self.statements.append(
            Statement(field, value, Source.EXTRACTED, share_right(field, sure * read), Place(page, surround(lines)))
        )


def describe_document(pages: Sequence[PageText], latest: date | None = None) -> list[Statement]:
    """What the pages of one document say of it, each value with its place and confidence; nothing is guessed from the text.

    `pages` are the document's pages in order; blank ones are passed over. Where the first page could not be read, the next
    is not taken for it. A date after `latest`, when given, is a misreading and is left out.
    """
    sheets = sheets_of(pages)
    first = next(
        (sheet for sheet, page in zip(sheets, pages, strict=True) if page.words or page.source == UNREAD), None
    )
    if first is None:
        return []
    notes = _Notes()
    signature = signature_of(sheets)
    if first.lines:
        _describe_head(notes, head_of(first), latest, signature, sheets)
    if signature is not None:
        notes.add(Field.SIGNER, signature.name, signature.sure, [signature.line], signature.page)
        titles = ", ".join(" ".join(line.text.split()) for line in signature.titles)
        if titles:
            notes.add(Field.SIGNER_TITLE, titles, signature.sure, signature.titles, signature.page)
    _describe_copy(notes, sheets)
    _describe_secrecy(notes, sheets[first.number :])
    _describe_recipients(notes, sheets)
    _describe_language(notes, sheets)
    return notes.statements


def _describe_head(
    notes: _Notes, head: Head, latest: date | None, signature: Signature | None, sheets: Sequence[Sheet]
) -> None:
    number = number_of(head)
    dated, page = date_of(head, latest), head.number
    in_head = dated
    if dated is None and signature is not None:
        dated, page = date_on(lines_over(signature, sheets[signature.page - 1])), signature.page
    if dated is not None and (latest is None or dated.when.earliest <= latest):
        notes.add(Field.DATE, dated.when.to_text(), dated.sure, dated.lines, page)
    title = abstract_of(head)
    _describe_type(notes, head, number, [] if head.heading is not None else title)
    if title:
        notes.add(Field.TITLE, joined(title), 0.9, title, head.number)
    body = body_lines(head, in_head)
    issuer = issuer_named(
        [line.text for line in body], number.number if number else None, in_head.place if in_head else ""
    )
    if issuer:
        notes.add(Field.ISSUER, issuer, 0.85, body, head.number)
    if number is not None:
        said = with_symbol_of(number.number, issuer) if issuer else number.number
        notes.add(Field.NUMBER, said.canonical, number.sure, [number.line], head.number)
    for field, mark in (
        (Field.SECRECY, head.stamps.secrecy),
        (Field.URGENCY, head.stamps.urgency),
    ):
        if mark is not None:
            notes.add(field, mark.value, 0.95, [mark.line], head.number)


def _describe_type(notes: _Notes, head: Head, number: NumberLine | None, subject: Sequence[Line]) -> None:
    """The type by the heading; without one an official letter is told by its number or its `V/v`, others by their symbol."""
    if head.kind is not None and head.heading is not None:
        notes.add(Field.TYPE, head.kind, 0.98, [head.heading], head.number)
    elif subject or (number is not None and number.number.style == "letter"):
        notes.add(
            Field.TYPE, "Công văn", 0.85, subject or [number.line] if number is not None else subject, head.number
        )
    elif number is not None and len(names := type_of_symbol(number.number)) == 1:
        notes.add(Field.TYPE, names[0], 0.6, [number.line], head.number)


def _describe_copy(notes: _Notes, sheets: Sequence[Sheet]) -> None:
    """The kind of copy, from the first page that says it."""
    for sheet in sheets:
        mark = copy_on(sheet)
        if mark is not None:
            notes.add(Field.COPY_KIND, mark.value, 0.95, [mark.line], sheet.number)
            return


def _describe_secrecy(notes: _Notes, sheets: Sequence[Sheet]) -> None:
    """The mark of a later page, where the first bears none: what one page is, the paper is."""
    if any(said.field is Field.SECRECY for said in notes.statements):
        return
    for sheet in sheets:
        mark = mark_on_top(sheet)
        if mark is not None:
            notes.add(Field.SECRECY, mark.value, 0.9, [mark.line], sheet.number)
            return


def _describe_recipients(notes: _Notes, sheets: Sequence[Sheet]) -> None:
    """Whom the paper is for, from the first page that tells."""
    for sheet in sheets:
        told = addressees(sheet.lines) or receivers(sheet.lines)
        if told and (names := named_on(told)):
            notes.add(Field.RECIPIENTS, names, 0.8, told, sheet.number)
            return


def _describe_language(notes: _Notes, sheets: Sequence[Sheet]) -> None:
    """Vietnamese is known by its letters; another language is not told."""
    for sheet in sheets:
        words = [word for line in sheet.lines for word in line.words if word.text.isalpha()]
        marked = sum(bare(word.text) != word.text.lower() for word in words)
        if len(words) >= _TELLING and marked > _MARKED * len(words):
            notes.add(Field.LANGUAGE, "Tiếng Việt", 0.98, sheet.lines, sheet.number)
            return
