"""Duplicates for those who settle them: pairs and what is known of them, one pair side by side, decisions, copies of a hit.

A pair is shown only to a reader who may see both documents. Deciding is an archivist's act; what was decided is remembered
and can be undone, and nothing is ever deleted by it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, Select, case, exists, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from archive.access import Access
from archive.duplicates.verdict import Kind, Reason
from archive.errors import BadRequest, NotFound
from archive.roles import Role
from catalogue.catalogue import Catalogue
from catalogue.duplicates import (
    Decided,
    Decision,
    decide,
    decisions_on,
    pair_of,
    pairs_with,
    undo_decision,
    verdict_of,
)
from catalogue.models import (
    AssetName,
    Document,
    DocumentPart,
    DuplicateDecision,
    DuplicatePair,
    File,
)
from catalogue.publication import chunks
from catalogue.records import readable_documents, readable_ids
from reading.copies import copies_behind, main_of
from reading.lines import document_lines
from reading.permission import require_document, require_role
from reading.reader import Reader
from reading.room import SearchRoom
from reading.shown import RecordLine

LARGEST_SIZE = 100
USUAL_SIZE = 20


@dataclass(frozen=True, slots=True)
class PairLine:
    """A pair: both documents with the names of their original files, what they are to each other, and what was decided.

    `whole` is the id of the document that holds the other, for `contains`.
    """

    one: RecordLine
    other: RecordLine
    one_files: tuple[str, ...]
    other_files: tuple[str, ...]
    kind: Kind
    confidence: float
    reasons: tuple[Reason, ...]
    whole: str | None
    decision: Decided | None


@dataclass(frozen=True, slots=True)
class PairList:
    """A stretch of pairs; `next` is the cursor of the following ones. `waiting` counts all that nobody decided yet."""

    pairs: tuple[PairLine, ...]
    next: str | None
    waiting: int


def list_pairs(
    room: SearchRoom,
    reader: Reader,
    *,
    kinds: Sequence[Kind] = (),
    decided: bool | None = False,
    size: int = USUAL_SIZE,
    cursor: str | None = None,
) -> PairList:
    """Pairs by kind and then by doubt, the surest last, for a reader; only undecided ones unless `decided` is True or None (all).

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
        BadRequest: a size or cursor that cannot be.
    """
    require_role(reader, Role.ARCHIVIST)
    if not 1 <= size <= LARGEST_SIZE:
        raise BadRequest(f"size is {size}; it must be from 1 to {LARGEST_SIZE}")
    start = _read_cursor(cursor)
    wanted = _readable(reader, kinds, decided=decided)
    with room.catalogue.reading() as session:
        waiting = session.scalar(select(func.count()).select_from(wanted.order_by(None).subquery())) or 0
        shown = session.scalars(wanted.offset(start).limit(size)).all()
        behind = str(start + size) if start + size < waiting else None
        return PairList(tuple(_lines(session, shown)), behind, waiting)


def every_pair(catalogue: Catalogue, kinds: Sequence[Kind] = (), *, undecided: bool = False) -> Iterator[PairLine]:
    """All pairs of records in sight, whatever their level: for operators, never for readers."""
    everyone = Reader(frozenset(Access), "operator")
    with catalogue.reading() as session:
        pairs = session.scalars(_readable(everyone, kinds, decided=False if undecided else None)).all()
        for some in chunks(pairs):
            yield from _lines(session, some)


def pairs_of_document(room: SearchRoom, reader: Reader, id_: str) -> tuple[PairLine, ...]:
    """The pairs of one document that the reader may see, the surest first; public readers see those of public records.

    Who decided and why is told to archivists only: accounts are nobody else's business, and a reason may name closed records.

    Raises:
        NotFound: no such document for this reader.
    """
    with room.catalogue.reading() as session:
        document = require_document(session, reader, id_)
        pairs = pairs_with(session, document.id)
        ids = sorted({id_ for pair in pairs for id_ in (pair.one_id, pair.other_id)})
        readable = readable_ids(session, reader.levels, ids) if ids else set()
        lines = tuple(_lines(session, [pair for pair in pairs if {pair.one_id, pair.other_id} <= readable]))
    return lines if reader.has_role(Role.ARCHIVIST) else tuple(map(_without_names, lines))


def show_pair(room: SearchRoom, reader: Reader, one_id: str, other_id: str) -> PairLine:
    """One pair.

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
        NotFound: there is no such pair for this reader.
    """
    require_role(reader, Role.ARCHIVIST)
    with room.catalogue.reading() as session:
        one, other = _both(session, reader, one_id, other_id)
        pair = pair_of(session, one.id, other.id)
        if pair is None:
            raise NotFound(f"{one.reference} and {other.reference} are no pair; see the list of duplicates")
        return next(iter(_lines(session, [pair])))


def decide_pair(
    room: SearchRoom,
    reader: Reader,
    one_id: str,
    other_id: str,
    decision: Decision,
    *,
    main_id: str | None = None,
    why: str = "",
) -> Decided:
    """Enter an archivist's decision on two documents, in the account's name.

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
        NotFound: no such documents for this reader.
        BadRequest: for `same`, the main document is neither of the two.
    """
    require_role(reader, Role.ARCHIVIST)
    with room.catalogue.begin() as session:
        one, other = _both(session, reader, one_id, other_id)
        main = next((document.id for document in (one, other) if main_id in {document.id, document.reference}), main_id)
        return decide(session, one, other, decision, who=reader.name, why=why, main_id=main)


def decide_identical(room: SearchRoom, reader: Reader, *, limit: int = 1000) -> int:
    """Decide at once that all undecided pairs of identical originals are one paper, the first by reference the main one.

    Returns how many were decided.

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
    """
    require_role(reader, Role.ARCHIVIST)
    with room.catalogue.begin() as session:
        pairs = [
            sorted((session.get_one(Document, pair.one_id), session.get_one(Document, pair.other_id)), key=_place)
            for pair in session.scalars(_readable(reader, [Kind.IDENTICAL], decided=False))
        ]
        # Of three and more the main document is the one chosen last: the first of all comes last.
        pairs = sorted(pairs, key=lambda pair: _place(pair[0]), reverse=True)[:limit]
        for main, copy in pairs:
            decide(session, main, copy, Decision.SAME, who=reader.name, why="identical originals", main_id=main.id)
    return len(pairs)


def undo_pair(room: SearchRoom, reader: Reader, one_id: str, other_id: str) -> None:
    """Take a decision back; the pair is asked again.

    Raises:
        NotSignedIn, NotPermitted: the reader is no archivist.
        NotFound: no such documents for this reader, or nothing was decided.
    """
    require_role(reader, Role.ARCHIVIST)
    with room.catalogue.begin() as session:
        one, other = _both(session, reader, one_id, other_id)
        undo_decision(session, one, other, reader.name)


@dataclass(frozen=True, slots=True)
class Copies:
    """What is known of one document's copies: the main one it stands behind, those behind it, and other pairs, as found."""

    main: RecordLine | None
    behind: tuple[RecordLine, ...]
    near: tuple[PairLine, ...]


def copies_of_document(room: SearchRoom, reader: Reader, id_: str) -> Copies:
    """The copies and near documents of one, as far as the reader may see them; what was decided to be different is left out.

    Raises:
        NotFound: no such document for this reader.
    """
    pairs = pairs_of_document(room, reader, id_)
    with room.catalogue.reading() as session:
        document = require_document(session, reader, id_)
        main = main_of(session, reader, document.id)
        behind = tuple(copies_behind(session, reader, [document.id]).get(document.id, ()))
    settled = {line.id for line in behind} | ({main.id} if main else set())
    near = tuple(
        pair
        for pair in pairs
        if not settled & {pair.one.id, pair.other.id}
        and (pair.decision is None or pair.decision.decision is not Decision.DIFFERENT)
    )
    return Copies(main, behind, near)


def _without_names(line: PairLine) -> PairLine:
    return line if line.decision is None else replace(line, decision=replace(line.decision, who="", why=""))


def _place(document: Document) -> tuple[str, str]:
    return document.order_key, document.id


def _both(session: Session, reader: Reader, one_id: str, other_id: str) -> tuple[Document, Document]:
    return require_document(session, reader, one_id), require_document(session, reader, other_id)


def _readable(reader: Reader, kinds: Sequence[Kind], *, decided: bool | None) -> Select[DuplicatePair]:
    """Asks for the pairs of documents that the reader may see, those of one kind together, the doubtful ones first."""
    pair = DuplicatePair
    wanted = select(pair).where(_may_see(reader, pair.one_id), _may_see(reader, pair.other_id))
    if kinds:
        wanted = wanted.where(pair.kind.in_([kind.value for kind in kinds]))
    if decided is not None:
        standing = exists().where(
            DuplicateDecision.one_id == pair.one_id,
            DuplicateDecision.other_id == pair.other_id,
            DuplicateDecision.undone_at.is_(None),
        )
        wanted = wanted.where(standing if decided else ~standing)
    order = case({kind.value: place for place, kind in enumerate(Kind)}, value=pair.kind)
    return wanted.order_by(order, pair.confidence, pair.one_id, pair.other_id)


def _may_see(reader: Reader, document_id: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """Asked of each pair's documents: most documents of an archive are in no pair."""
    seen = select(Document.id).join(File).where(Document.id == document_id, readable_documents(list(reader.levels)))
    return seen.correlate(DuplicatePair).exists()


def _lines(session: Session, pairs: Sequence[DuplicatePair]) -> Iterator[PairLine]:
    ids = sorted({id_ for pair in pairs for id_ in (pair.one_id, pair.other_id)})
    documents = [session.get_one(Document, id_) for id_ in ids]
    lines = {line.id: line for line in document_lines(session, documents)} if documents else {}
    names = _file_names(session, documents)
    standing = decisions_on(session, [(pair.one_id, pair.other_id) for pair in pairs])
    for pair in pairs:
        verdict = verdict_of(pair)
        yield PairLine(
            one=lines[pair.one_id],
            other=lines[pair.other_id],
            one_files=names[pair.one_id],
            other_files=names[pair.other_id],
            kind=verdict.kind,
            confidence=verdict.confidence,
            reasons=verdict.reasons,
            whole=pair.whole_id,
            decision=standing.get((pair.one_id, pair.other_id)),
        )


def _file_names(session: Session, documents: Sequence[Document]) -> dict[str, tuple[str, ...]]:
    """The names under which the originals of documents came: of an original that came under several, the document's own."""
    found: dict[str, dict[str, str]] = {document.id: {} for document in documents}
    labels = {document.id: document.label for document in documents}
    for some in chunks(list(found)):
        rows = session.execute(
            select(DocumentPart.document_id, AssetName.asset_sha256, AssetName.path)
            .join(AssetName, AssetName.asset_sha256 == DocumentPart.asset_sha256)
            .where(DocumentPart.document_id.in_(some))
            .order_by(DocumentPart.document_id, DocumentPart.position, AssetName.path)
        )
        for document_id, sha256, path in rows:
            if path == labels[document_id]:
                found[document_id][sha256] = path
            else:
                found[document_id].setdefault(sha256, path)
    return {id_: tuple(names.values()) for id_, names in found.items()}


def _read_cursor(cursor: str | None) -> int:
    if cursor is None:
        return 0
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) < 10):
        raise BadRequest(f"cursor is '{cursor[:80]}'; give `next` of the answer before")
    return int(cursor)
