"""What an archivist should look at: values that are unsure, sources that disagree, terms that are open, numbers that are missing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from archive.access import Access, access_of
from archive.dates import PartialDate
from archive.descriptions import Field, Source, Statement
from archive.numbers import key_of
from archive.terms import Term, term_of
from archive.vietnamese import bare, collation_key, normalise
from catalogue.descriptions import current_statements
from catalogue.document_terms import terms_of_fonds
from catalogue.models import Document, File, Inventory, PageState, RecordKind
from catalogue.page_work import page_states
from catalogue.publication import chunks
from catalogue.records import page_ids_of

SURE = 0.8  # a value that was read with less confidence is looked at by a person
COMPARED = (Field.NUMBER, Field.TYPE, Field.DATE, Field.ISSUER, Field.TITLE, Field.SIGNER)
_GAPS_NAMED = 10
_COUNTED = re.compile(r"\d+")
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


def _of_documents(session: Session, fonds: str | None, sure: float) -> Iterator[Doubt]:
    wanted = select(Document.id).join(File).where(Document.withdrawn.is_(False), File.withdrawn.is_(False))
    if fonds is not None:
        wanted = wanted.join(Inventory).where(Inventory.fonds.has(code=fonds))
    terms: dict[int, list[Term]] = {}
    for ids in chunks(session.scalars(wanted.order_by(Document.order_key, Document.id)).all()):
        place = selectinload(Document.file).selectinload(File.inventory)
        documents = session.scalars(select(Document).where(Document.id.in_(ids)).options(place)).all()
        said = current_statements(session, RecordKind.DOCUMENT, ids)
        of_files = current_statements(session, RecordKind.FILE, sorted({d.file_id for d in documents}))
        pages = page_ids_of(session, ids)
        states = {id_: page_states(session, pages[id_]) for id_ in ids}
        for document in documents:
            fonds_id = document.file.inventory.fonds_id
            if fonds_id not in terms:
                terms[fonds_id] = terms_of_fonds(session, fonds_id)
            yield from _of_pages(document, states[document.id].values())
            yield from _of_description(document, said[document.id], sure)
            of_file = _effective(of_files[document.file_id]).get(Field.TERM)
            yield from _of_term(document, said[document.id], terms[fonds_id], of_file)


def _of_pages(document: Document, states: Iterable[PageState]) -> Iterator[Doubt]:
    failed = sum(state is PageState.FAILED for state in states)
    if failed:
        told = f"{failed} of {document.page_count} pages could not be read; vankho status names them, vankho retry reads them again"
        yield Doubt(document.reference, DoubtKind.FAILED, 0.95, told)


def _of_description(document: Document, statements: Sequence[Statement], sure: float) -> Iterator[Doubt]:
    by_source = {(said.field, said.source): said for said in statements}

    def says(field: Field, source: Source) -> Statement | None:
        said = by_source.get((field, source))
        return said if said is not None and said.value else None

    yield from _of_secrecy(document, statements)
    for field in COMPARED:
        if (field, Source.PERSON) in by_source:
            continue
        listed, read = says(field, Source.INVENTORY), says(field, Source.EXTRACTED)
        if listed is not None and read is not None and not same_value(field, listed.value, read.value):
            told = f"the inventory says '{listed.value}', the paper '{read.value}'"
            weight = round(0.5 + 0.4 * read.confidence, 3)
            yield Doubt(document.reference, DoubtKind.DISAGREEMENT, weight, told, field, listed.value, read.value)
        elif listed is None and read is not None and read.confidence < sure:
            told = f"read as '{read.value}', {read.confidence:.0%} sure"
            weight = round(1 - read.confidence, 3)
            yield Doubt(document.reference, DoubtKind.UNSURE, weight, told, field, read.value)
        elif listed is None and read is None and field in _UNNAMED_WEIGHT:
            told = "neither the inventory nor the paper gives it"
            yield Doubt(document.reference, DoubtKind.MISSING, _UNNAMED_WEIGHT[field], told, field)


def _of_secrecy(document: Document, statements: Sequence[Statement]) -> Iterator[Doubt]:
    """A mark that only one of paper and inventory bears, until a person has decided."""
    decided = any(
        said.source is Source.PERSON and said.field in {Field.ACCESS, Field.SECRECY} and said.value
        for said in statements
    )
    marks = {
        said.source: said.value
        for said in statements
        if said.field is Field.SECRECY and access_of("", said.value) is Access.SECRET
    }
    if decided or len(marks) != 1:
        return
    source, mark = next(iter(marks.items()))
    where, missing = ("paper", "inventory") if source is Source.EXTRACTED else ("inventory", "paper")
    told = (
        f"'{mark}' stands in the {where}, not in the {missing}; the record is held back until a person decides: "
        f"vankho release {document.reference} --to LEVEL --why …"
    )
    if source is Source.EXTRACTED:  # what the inventory alone marks secret is no doubt: stamps are often missed by OCR
        yield Doubt(document.reference, DoubtKind.SECRECY, 1.0, told, Field.SECRECY, mark)


def _of_term(
    document: Document, statements: Sequence[Statement], terms: Sequence[Term], of_file: str | None
) -> Iterator[Doubt]:
    settled = {Source.PERSON, Source.INVENTORY}
    if any(said.field is Field.TERM and said.source in settled and said.value for said in statements):
        return
    dated = _effective(statements).get(Field.DATE)
    if dated:
        term, doubt = term_of(PartialDate.from_text(dated), terms, of_file)
        if doubt is not None:
            yield Doubt(document.reference, DoubtKind.TERM, 0.4 if term else 0.65, doubt, Field.TERM, term or "")


def _of_files(session: Session, fonds: str | None) -> Iterator[Doubt]:
    wanted = select(File).where(File.withdrawn.is_(False)).order_by(File.order_key, File.id)
    if fonds is not None:
        wanted = wanted.join(Inventory).where(Inventory.fonds.has(code=fonds))
    files = session.scalars(wanted).all()
    for some in chunks(files):
        ids = [file.id for file in some]
        said = current_statements(session, RecordKind.FILE, ids)
        shelved = select(Document).where(Document.file_id.in_(ids), Document.withdrawn.is_(False))
        rows = session.scalars(shelved.order_by(Document.file_id, Document.order_key)).all()
        held = {file_id: list(of_file) for file_id, of_file in groupby(rows, key=lambda document: document.file_id)}
        for file in some:
            documents = held.get(file.id, [])
            yield from _of_series(file, documents)
            yield from _of_counts(file, documents, said[file.id])


def _of_series(file: File, documents: Sequence[Document]) -> Iterator[Doubt]:
    """Numbers that are missing between 1 and the last of a file; provisional ones are ours and have none."""
    given = {int(digits[0]) for d in documents if not d.provisional and (digits := _COUNTED.search(d.ordinal))}
    missing = sorted(set(range(1, max(given, default=0))) - given)
    if missing:
        shown = ", ".join(map(str, missing[:_GAPS_NAMED])) + (" …" if len(missing) > _GAPS_NAMED else "")
        told = f"of the documents 1 to {max(given)}, {len(missing)} are not there: {shown}"
        yield Doubt(file.reference, DoubtKind.GAP, 0.55, told)


def _of_counts(file: File, documents: Sequence[Document], statements: Sequence[Statement]) -> Iterator[Doubt]:
    held = {Field.DOCUMENT_COUNT: len(documents), Field.PAGE_COUNT: sum(d.page_count for d in documents)}
    effective = _effective(statements)
    for field, count in held.items():
        listed = _COUNTED.search(effective.get(field, ""))
        if listed and int(listed[0]) != count:
            told = f"the inventory counts {int(listed[0])}, here are {count}"
            yield Doubt(file.reference, DoubtKind.GAP, 0.5, told, field, listed[0], str(count))


def _effective(statements: Iterable[Statement]) -> dict[Field, str]:
    return {said.field: said.value for said in sorted(statements, key=lambda said: -said.source.precedence)}


def same_value(field: Field, one: str, other: str) -> bool:
    """Whether two sources say the same of a field: numbers and dates by their value, words without marks, case and signs.

    A year or month agrees with any day in it.
    """
    if field is Field.NUMBER:
        return key_of(one) == key_of(other)
    if field is Field.DATE:
        return one.startswith(other) or other.startswith(one)
    return _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", " ", bare(normalise(text))).strip()
