"""Pages arranged into documents by a person: a document split, documents joined, a page moved; told, and undone.

Ids are permanent. The first document keeps its id and reference; one that is split off takes the next free ordinal of its file,
provisionally; one that holds no page any more is withdrawn, never deleted, and tells where its pages are. Pages never come into a
document that more readers may see.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.descriptions import Field, Source
from archive.errors import BadRequest, NotFound
from catalogue.access import deny, effective_access
from catalogue.audit import record_event
from catalogue.corrections import UNDONE, reason_of
from catalogue.descriptions import retract
from catalogue.models import (
    Arrangement,
    ArrangementStep,
    Delivery,
    DeliveryState,
    DescribedValue,
    Document,
    RecordKind,
    utc_now,
)
from catalogue.publication import touch
from catalogue.records import Part, ensure_document, next_ordinal, page_ids_of, replace_parts

SPLIT, JOINED, MOVED = "split", "join", "move"
_Pages = list[tuple[str, int]]  # asset and index of each page, in order


@dataclass(frozen=True, slots=True)
class Arranged:
    """What was done: the documents that hold other pages now, the first one first; withdrawn ones hold none."""

    action: str
    documents: tuple[Document, ...]


def split(session: Session, document: Document, at: Sequence[int], who: str, why: str) -> Arranged:
    """Let new documents begin at these pages (from 2) of a document, which keeps the pages before them.

    Raises:
        BadRequest: a page is not within the document, or no reason is given.
    """
    reason = reason_of(why)
    pages = _pages_of(document)
    begins = sorted(set(at))
    wrong = [number for number in begins if not 2 <= number <= len(pages)]
    if wrong or not begins:
        told = f"a new one can begin at pages 2 to {len(pages)}" if len(pages) > 1 else "it cannot be split"
        raise BadRequest(f"{document.reference} has {len(pages)} pages: {told}")
    ends = [*begins[1:], len(pages) + 1]
    new = {_split_off(session, document): pages[first - 1 : end - 1] for first, end in zip(begins, ends, strict=True)}
    return _arrange(session, SPLIT, {document: pages[: begins[0] - 1], **new}, who, reason)


def join(session: Session, documents: Sequence[Document], who: str, why: str) -> Arranged:
    """Let the first document hold the pages of all, in this order; the others hold none any more and are withdrawn.

    Raises:
        BadRequest: fewer than two, one of them twice, one that holds no page, one that fewer readers may see than the first,
            or no reason is given.
    """
    reason = reason_of(why)
    if len({document.id for document in documents}) < max(2, len(documents)):
        raise BadRequest("name two documents or more, each once; the first keeps its reference")
    first, *others = documents
    for document in documents:
        _require_pages(document)
    for document in others:
        _require_as_closed(document, first)
    held = {first: [*chain.from_iterable(_pages_of(document) for document in documents)]}
    return _arrange(session, JOINED, held | {document: [] for document in others}, who, reason)


def move(
    session: Session, source: tuple[Document, int], target: tuple[Document, int | None], who: str, why: str
) -> Arranged:
    """Take a page (from 1) out of a document and put it into one, as this page of it or as its last.

    Raises:
        BadRequest: there is no such page or place, the target holds no page or more readers may see it, nothing would
            change, or no reason is given.
    """
    reason = reason_of(why)
    (document, number), (into, position) = source, target
    _require_pages(into)
    _require_as_closed(document, into)
    pages = _pages_of(document)
    page = pages.pop(number - 1)
    others = pages if into is document else _pages_of(into)
    place = len(others) + 1 if position is None else position
    if not 1 <= place <= len(others) + 1:
        raise BadRequest(f"{into.reference} can take the page as number 1 to {len(others) + 1}, not {place}")
    others.insert(place - 1, page)
    if into is document and others == _pages_of(document):
        raise BadRequest(f"page {number} of {document.reference} is there already")
    return _arrange(
        session, MOVED, {into: others} if into is document else {document: pages, into: others}, who, reason
    )


def last_arrangement(session: Session, document: Document) -> Arrangement | None:
    """The last arrangement that changed a document and was not undone."""
    return session.scalar(
        select(Arrangement)
        .join(ArrangementStep)
        .where(ArrangementStep.document_id == document.id, Arrangement.undone_at.is_(None))
        .order_by(Arrangement.id.desc())
        .limit(1)
    )


def undo_arrangement(session: Session, document: Document, who: str, why: str) -> Arranged:
    """Take back the last arrangement of a document: all its documents hold the pages that they held before.

    Raises:
        NotFound: nobody arranged it.
        BadRequest: one of its documents was arranged or replaced since, pages would come to more readers than may see them
            now, or no reason is given.
    """
    reason = reason_of(why)
    done = last_arrangement(session, document)
    if done is None:
        raise NotFound(f"there is nothing to undo: nobody split, joined or moved pages of {document.reference}")
    held: dict[Document, _Pages] = {}
    for step in done.steps:
        changed = session.get_one(Document, step.document_id)
        later = last_arrangement(session, changed)
        if later is not done or _packed(_pages_of(changed)) != _as_parts(step.after):
            raise BadRequest(
                f"{changed.reference} was changed since; take that back first: vankho undo {changed.reference}"
            )
        held[changed] = _unpacked(_as_parts(step.before))
    holders = {page: holder for holder in held for page in _pages_of(holder)}
    for taking, pages in held.items():
        for holder in {holders[page] for page in pages if page in holders} - {taking}:
            _require_as_closed(holder, taking)
    done.undone_at = utc_now()
    session.flush()
    return _entered(session, UNDONE, held, who, reason)


def parts_as_they_came(session: Session, document: Document) -> list[Part]:
    """The pages that a document would hold if nobody had arranged it: those that its delivery brought."""
    step = session.scalar(
        select(ArrangementStep)
        .join(Arrangement)
        .where(ArrangementStep.document_id == document.id, Arrangement.undone_at.is_(None))
        .order_by(Arrangement.id)
        .limit(1)
    )
    return _as_parts(step.before) if step is not None else _packed(_pages_of(document))


def where_it_went(session: Session, document: Document) -> list[Document]:
    """The documents that hold the pages of one that holds none any more, by reference; none for one never arranged."""
    last = session.scalar(
        select(ArrangementStep)
        .where(ArrangementStep.document_id == document.id)
        .order_by(ArrangementStep.arrangement_id.desc())
        .limit(1)
    )
    if last is None or document.parts:
        return []
    steps = select(ArrangementStep.document_id).where(ArrangementStep.arrangement_id == last.arrangement_id)
    holding = select(Document).where(Document.id.in_(steps), Document.withdrawn.is_(False))
    return [other for other in session.scalars(holding.order_by(Document.order_key, Document.id)) if other.parts]


def _split_off(session: Session, document: Document) -> Document:
    """A new document of the same file, delivery and level, without pages yet."""
    ordinal = next_ordinal(session, document.file)
    new, _ = ensure_document(
        session,
        document.file,
        ordinal,
        f"{document.file.reference}-{ordinal}",
        (),
        delivery_id=document.delivery_id,
        access=document.access,
        provisional=True,
    )
    return new


def _arrange(session: Session, action: str, held: Mapping[Document, _Pages], who: str, why: str) -> Arranged:
    done = Arrangement(action=action, who=who, why=why)
    session.add(done)
    session.flush()
    session.add_all(
        ArrangementStep(
            arrangement_id=done.id,
            document_id=document.id,
            before=_as_json(_packed(_pages_of(document))),
            after=_as_json(_packed(pages)),
        )
        for document, pages in held.items()
    )
    return _entered(session, action, held, who, why)


def _entered(session: Session, action: str, held: Mapping[Document, _Pages], who: str, why: str) -> Arranged:
    """Let the documents hold these pages, withdraw those without any, and log it."""
    names = [document.reference for document in held]
    for document, pages in held.items():
        before = _as_json(_packed(_pages_of(document)))
        replace_parts(session, document, _packed(pages))
        _show(session, document)
        _forget_what_left(session, document)
        after = _as_json(_packed(pages))
        detail = {"why": why, "documents": names}
        record_event(session, who, action, document, detail, before={"parts": before}, after={"parts": after})
    return Arranged(action, tuple(held))


def _show(session: Session, document: Document) -> None:
    """In sight with pages, unless its delivery is withdrawn; out of sight without."""
    delivery = session.get(Delivery, document.delivery_id) if document.delivery_id is not None else None
    hidden = not document.parts or (delivery is not None and delivery.state is DeliveryState.WITHDRAWN)
    if hidden is not document.withdrawn:
        document.withdrawn = hidden
        touch(session, RecordKind.DOCUMENT, {document.id: 1})
        if hidden:
            deny(session, [document])


def _forget_what_left(session: Session, document: Document) -> None:
    """A date read on a page that left the document says nothing of it; other values are described anew anyway."""
    pages = page_ids_of(session, [document.id])[document.id]
    gone = session.scalar(
        select(DescribedValue.id).where(
            DescribedValue.kind == RecordKind.DOCUMENT,
            DescribedValue.record_id == document.id,
            DescribedValue.field == Field.DATE,
            DescribedValue.source == Source.EXTRACTED,
            DescribedValue.superseded_at.is_(None),
            DescribedValue.page_id.is_not(None),
            DescribedValue.page_id.not_in(pages),
        )
    )
    if gone is not None:
        retract(session, document, {Field.DATE}, Source.EXTRACTED)


def _require_pages(document: Document) -> None:
    if not document.parts or document.withdrawn:
        raise BadRequest(f"{document.reference} is withdrawn; nothing can be put into it or taken from it")


def _require_as_closed(source: Document, target: Document) -> None:
    """Pages must not come to more readers by being arranged."""
    given, taking = effective_access(source), effective_access(target)
    if given.stricter(taking) is not taking:
        raise BadRequest(
            f"{source.reference} is {given} and {target.reference} {taking}: its pages would come to more readers. "
            f"Close the one that takes them first: vankho release {target.reference} --to {given} --why …"
        )


def _pages_of(document: Document) -> _Pages:
    return _unpacked(Part(part.asset_sha256, part.first_index, part.last_index) for part in document.parts)


def _unpacked(parts: Iterable[Part]) -> _Pages:
    return [(part.asset_sha256, index) for part in parts for index in range(part.first_index, part.last_index + 1)]


def _packed(pages: Iterable[tuple[str, int]]) -> list[Part]:
    """Pages as ranges, as few as can be."""
    return list(_ranges(pages))


def _ranges(pages: Iterable[tuple[str, int]]) -> Iterator[Part]:
    begun: Part | None = None
    for asset, index in pages:
        if begun is not None and (begun.asset_sha256, begun.last_index + 1) == (asset, index):
            begun = Part(asset, begun.first_index, index)
            continue
        if begun is not None:
            yield begun
        begun = Part(asset, index, index)
    if begun is not None:
        yield begun


def _as_json(parts: Iterable[Part]) -> list[list[str | int]]:
    return [[part.asset_sha256, part.first_index, part.last_index] for part in parts]


def _as_parts(rows: Iterable[Sequence[str | int]]) -> list[Part]:
    return [Part(str(asset), int(first), int(last)) for asset, first, last in rows]
