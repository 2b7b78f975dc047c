"""What an archivist should look at: values that are unsure, sources that disagree, terms that are open, numbers that are missing."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import String, and_, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from archive.access import Access, access_of
from archive.dates import PartialDate
from archive.descriptions import Field, Source
from archive.numbers import key_of
from archive.terms import Term, term_of
from archive.vietnamese import bare, collation_key, normalise
from catalogue.document_terms import terms_of_fonds
from catalogue.models import (
    DescribedValue,
    Document,
    DocumentPart,
    File,
    Inventory,
    Page,
    PageState,
    PageWork,
    RecordKind,
)
from catalogue.publication import chunks

SURE = 0.8  # a value that was read with less confidence is looked at by a person
COMPARED = (Field.NUMBER, Field.TYPE, Field.DATE, Field.ISSUER, Field.TITLE, Field.SIGNER)
_GAPS_NAMED = 10
_COUNTED = re.compile(r"\d+")
_COUNTS = (Field.DOCUMENT_COUNT, Field.PAGE_COUNT)
_LOOKED_AT = (*COMPARED, Field.TERM, Field.SECRECY, Field.ACCESS)
_PAGES = DocumentPart.last_index - DocumentPart.first_index + 1
_UNNAMED_WEIGHT = {Field.NUMBER: 0.6, Field.TYPE: 0.5, Field.DATE: 0.7, Field.TITLE: 0.5}


class DoubtKind(StrEnum):
    """What is doubtful about a record."""

    SECRECY = "secrecy"  # the paper and the inventory do not bear the same mark
    FAILED = "failed"  # pages that could not be read
    DISAGREEMENT = "disagreement"  # paper and inventory give other values
    MISSING = "missing"  # a field that neither gives
    UNSURE = "unsure"  # read with little confidence
    TERM = "term"  # dated outside every term, or across a border
    GAP = "gap"  # numbers missing in a series, or counts that are not as the inventory says


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing to look at. `weight` (0-1) says how doubtful it is; `other` is what the weaker source says."""

    reference: str
    kind: DoubtKind
    weight: float
    message: str
    field: Field | None = None
    value: str = ""
    other: str = ""


def list_doubts(session: Session, fonds: str | None = None, sure: float = SURE) -> list[Doubt]:
    """Everything doubtful, the most doubtful first, then by reference; of one fonds if named.

    What a person has said is not doubted. Withdrawn records are left out.
    """
    found = [*_of_documents(session, fonds, sure), *_of_files(session, fonds)]
    return sorted(
        found, key=lambda doubt: (-doubt.weight, collation_key(doubt.reference), doubt.kind, doubt.field or "")
    )


class _Paper(NamedTuple):
    """A document as far as it is looked at here: a plain row, for there may be a million."""

    id: str
    reference: str
    file_id: str
    fonds_id: int


class _Value(NamedTuple):
    """What one source says, and how sure it is (0-1)."""

    value: str
    confidence: float


_Said = dict[tuple[str, str], _Value]
"""By field and source, as plain text: members of enumerations take as long to make as all the rest, and find the same."""


def _of_documents(session: Session, fonds: str | None, sure: float) -> Iterator[Doubt]:
    terms: dict[int, list[Term]] = {}
    unread = _unread(session)
    for papers in chunks(_papers(session, fonds)):
        said = _said(session, RecordKind.DOCUMENT, [paper.id for paper in papers], _LOOKED_AT)
        of_files = _said(session, RecordKind.FILE, sorted({paper.file_id for paper in papers}), (Field.TERM,))
        for paper in papers:
            if paper.fonds_id not in terms:
                terms[paper.fonds_id] = terms_of_fonds(session, paper.fonds_id)
            if paper.id in unread:
                yield _of_pages(paper, *unread[paper.id])
            yield from _of_description(paper, said[paper.id], sure)
            of_file = _counting(of_files[paper.file_id], Field.TERM)
            yield from _of_term(paper, said[paper.id], terms[paper.fonds_id], of_file)


def _papers(session: Session, fonds: str | None) -> list[_Paper]:
    """The documents in sight, by reference; of one fonds if named."""
    wanted = (
        select(Document.id, Document.reference, Document.file_id, Inventory.fonds_id)
        .join(File, File.id == Document.file_id)
        .join(Inventory, Inventory.id == File.inventory_id)
        .where(Document.withdrawn.is_(False), File.withdrawn.is_(False))
        .order_by(Document.order_key, Document.id)
    )
    if fonds is not None:
        wanted = wanted.where(Inventory.fonds.has(code=fonds))
    return [_Paper(*row) for row in session.execute(wanted)]


def _said(session: Session, kind: RecordKind, ids: Sequence[str], fields: Collection[Field]) -> dict[str, _Said]:
    """What every source says of these fields of some records, by id."""
    row = DescribedValue.__table__.c  # past the mapper, which would look at every row once more
    names = (type_coerce(row.field, String), type_coerce(row.source, String))
    rows = (
        session.connection()
        .execute(
            select(row.record_id, *names, row.value, row.confidence).where(
                row.kind == kind, row.record_id.in_(ids), row.field.in_(fields), row.superseded_at.is_(None)
            )
        )
        .all()
    )
    said: dict[str, _Said] = {id_: {} for id_ in ids}
    for id_, field, source, value, confidence in rows:
        said[id_][field, source] = _Value(value, confidence)
    return said


def _unread(session: Session) -> dict[str, tuple[int, int]]:
    """The documents with pages that could not be read: how many, of how many pages."""
    in_part = and_(
        DocumentPart.asset_sha256 == Page.asset_sha256,
        Page.index.between(DocumentPart.first_index, DocumentPart.last_index),
    )
    failed = session.execute(
        select(DocumentPart.document_id, func.count(Page.id.distinct()))
        .select_from(PageWork)
        .join(Page, Page.id == PageWork.page_id)
        .join(DocumentPart, in_part)
        .where(PageWork.state == PageState.FAILED)
        .group_by(DocumentPart.document_id)
    ).all()
    pages: dict[str, int] = {}
    for some in chunks(failed):
        whole = select(DocumentPart.document_id, func.sum(_PAGES)).group_by(DocumentPart.document_id)
        for id_, count in session.execute(whole.where(DocumentPart.document_id.in_([id_ for id_, _ in some]))):
            pages[id_] = int(count)
    return {id_: (count, pages[id_]) for id_, count in failed}


def _of_pages(paper: _Paper, failed: int, pages: int) -> Doubt:
    told = f"{failed} of {pages} pages could not be read; vankho status names them, vankho retry reads them again"
    return Doubt(paper.reference, DoubtKind.FAILED, 0.95, told)


def _of_description(paper: _Paper, said: _Said, sure: float) -> Iterator[Doubt]:
    yield from _of_secrecy(paper, said)
    for field in COMPARED:
        if (field, Source.PERSON) in said:
            continue
        listed, read = said.get((field, Source.INVENTORY)), said.get((field, Source.EXTRACTED))
        if listed is not None and listed.value:
            if read is not None and read.value and not same_value(field, listed.value, read.value):
                told = f"the inventory says '{listed.value}', the paper '{read.value}'"
                weight = round(0.5 + 0.4 * read.confidence, 3)
                yield Doubt(paper.reference, DoubtKind.DISAGREEMENT, weight, told, field, listed.value, read.value)
        elif read is not None and read.value:
            if read.confidence < sure:
                told = f"read as '{read.value}', {read.confidence:.0%} sure"
                yield Doubt(paper.reference, DoubtKind.UNSURE, round(1 - read.confidence, 3), told, field, read.value)
        elif field in _UNNAMED_WEIGHT:
            told = "neither the inventory nor the paper gives it"
            yield Doubt(paper.reference, DoubtKind.MISSING, _UNNAMED_WEIGHT[field], told, field)


def _of_secrecy(paper: _Paper, said: _Said) -> Iterator[Doubt]:
    """A mark that only one of paper and inventory bears, until a person has decided."""
    marks = {
        source: found.value
        for source in Source
        if (found := said.get((Field.SECRECY, source))) is not None and access_of("", found.value) is Access.SECRET
    }
    decided = any((word := said.get((f, Source.PERSON))) and word.value for f in (Field.ACCESS, Field.SECRECY))
    if decided or len(marks) != 1:
        return
    source, mark = next(iter(marks.items()))
    where, missing = ("paper", "inventory") if source is Source.EXTRACTED else ("inventory", "paper")
    told = (
        f"'{mark}' stands in the {where}, not in the {missing}; the record is held back until a person decides: "
        f"vankho release {paper.reference} --to LEVEL --why …"
    )
    if source is Source.EXTRACTED:  # what the inventory alone marks secret is no doubt: stamps are often missed by OCR
        yield Doubt(paper.reference, DoubtKind.SECRECY, 1.0, told, Field.SECRECY, mark)


def _of_term(paper: _Paper, said: _Said, terms: Sequence[Term], of_file: str | None) -> Iterator[Doubt]:
    settled = [said.get((Field.TERM, source)) for source in (Source.PERSON, Source.INVENTORY)]
    if any(term is not None and term.value for term in settled):
        return
    dated = _counting(said, Field.DATE)
    if dated:
        term, doubt = term_of(PartialDate.from_text(dated), terms, of_file)
        if doubt is not None:
            yield Doubt(paper.reference, DoubtKind.TERM, 0.4 if term else 0.65, doubt, Field.TERM, term or "")


def _of_files(session: Session, fonds: str | None) -> Iterator[Doubt]:
    wanted = select(File.id, File.reference).where(File.withdrawn.is_(False)).order_by(File.order_key, File.id)
    if fonds is not None:
        wanted = wanted.join(Inventory).where(Inventory.fonds.has(code=fonds))
    for files in chunks(session.execute(wanted).all()):
        ids = [file.id for file in files]
        said = _said(session, RecordKind.FILE, ids, _COUNTS)
        shelved = and_(Document.file_id.in_(ids), Document.withdrawn.is_(False))
        # A document whose pages were joined to another's leaves no gap.
        numbered = and_(Document.file_id.in_(ids), or_(Document.withdrawn.is_(False), ~Document.parts.any()))
        ordinals: dict[str, list[tuple[str, bool]]] = {id_: [] for id_ in ids}
        counts = Counter[str]()
        columns = (Document.file_id, Document.ordinal, Document.provisional, Document.withdrawn)
        for row in session.execute(select(*columns).where(numbered)):
            ordinals[row.file_id].append((row.ordinal, row.provisional))
            counts[row.file_id] += not row.withdrawn
        summed = select(Document.file_id, func.sum(_PAGES)).join(DocumentPart).where(shelved).group_by(Document.file_id)
        pages = {id_: int(count) for id_, count in session.execute(summed)}
        for file in files:
            yield from _of_series(file.reference, ordinals[file.id])
            held = {Field.DOCUMENT_COUNT: counts[file.id], Field.PAGE_COUNT: pages.get(file.id, 0)}
            yield from _of_counts(file.reference, held, said[file.id])


def _of_series(reference: str, ordinals: Sequence[tuple[str, bool]]) -> Iterator[Doubt]:
    """Numbers that are missing between 1 and the last of a file; provisional ones are ours and have none."""
    given = {int(digits[0]) for ordinal, is_ours in ordinals if not is_ours and (digits := _COUNTED.search(ordinal))}
    missing = sorted(set(range(1, max(given, default=0))) - given)
    if missing:
        shown = ", ".join(map(str, missing[:_GAPS_NAMED])) + (" …" if len(missing) > _GAPS_NAMED else "")
        told = f"of the documents 1 to {max(given)}, {len(missing)} are not there: {shown}"
        yield Doubt(reference, DoubtKind.GAP, 0.55, told)


def _of_counts(reference: str, held: Mapping[Field, int], said: _Said) -> Iterator[Doubt]:
    for field, count in held.items():
        listed = _COUNTED.search(_counting(said, field) or "")
        if listed and int(listed[0]) != count:
            told = f"the inventory counts {int(listed[0])}, here are {count}"
            yield Doubt(reference, DoubtKind.GAP, 0.5, told, field, listed[0], str(count))


def _counting(said: _Said, field: Field) -> str | None:
    """The value that counts: of the strongest source that says something."""
    return next((one.value for source in Source if (one := said.get((field, source))) is not None), None)


def same_value(field: Field, one: str, other: str) -> bool:
    """Whether two sources say the same of a field: numbers and dates by their value, words without marks, case and signs.

    A year or month agrees with any day in it.
    """
    if one == other:
        return True
    if field is Field.NUMBER:
        return key_of(one) == key_of(other)
    if field is Field.DATE:
        return one.startswith(other) or other.startswith(one)
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", bare(normalise(text))).strip()
