"""Finds duplicates: makes the fingerprints that are missing or out of date, and compares what was not compared yet.

Cost grows with the documents that are new: each is compared with those that share a band with it, never with all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from archive.dates import PartialDate
from archive.descriptions import Field
from archive.duplicates.common import ShingleCounter
from archive.duplicates.papers import Paper, PaperDescription
from archive.duplicates.pictures import PictureHash
from archive.duplicates.shingles import folded, shingles
from archive.duplicates.verdict import Kind, Verdict, judge
from catalogue.catalogue import Catalogue
from catalogue.descriptions import describe_many
from catalogue.duplicates import FoundPair, drop_every_pair, drop_pairs, keep_pairs
from catalogue.fingerprints import (
    Candidates,
    common_shingles,
    count_waiting,
    drop_bands,
    find_candidates,
    forget,
    forget_outdated,
    keep,
    keep_common,
    keys_of,
    made_of,
    make,
    mark_compared,
    papers_of,
    renew,
    scheme_with,
    waiting,
)
from catalogue.models import (
    Document,
    File,
    Fingerprint,
    Page,
    PagePicture,
    PageState,
    PageWork,
    RecordKind,
)
from catalogue.page_work import page_text
from catalogue.publication import chunks, upsert
from catalogue.records import page_ids_of
from imaging.executor import Failure, PageExecutor
from imaging.fingerprints import SCHEME as PICTURE_SCHEME
from imaging.fingerprints import hash_page
from imaging.page import PageTask
from indexer.progress import Reporter

_AT_ONCE = 100  # documents fingerprinted in one transaction
_COMPARED_AT_ONCE = 500
_PAPERS_KEPT = 4_000  # papers held to be compared again with the next; some 10 KiB each
_GROWN = 2  # times as many papers as when the common shingles were counted: they are counted again
_LEAST_COUNTED = 100  # papers; before, nothing is common


@dataclass(frozen=True, slots=True)
class Renewed:
    """What one run did: pictures hashed, documents fingerprinted, compared, pairs found, and records with too many candidates."""

    pictures: int = 0
    fingerprinted: int = 0
    compared: int = 0
    pairs: int = 0
    crowded: int = 0


def find_duplicates(catalogue: Catalogue, executor: PageExecutor | None, reporter: Reporter) -> Renewed:
    """Bring fingerprints and pairs up to date. Without an executor pictures are left as they are.

    Each step is committed as it is done, so a killed run goes on where it stopped.
    """
    pictures = _hash_pictures(catalogue, executor, reporter) if executor is not None else 0
    fingerprinted = _fingerprint(catalogue, reporter)
    _count_common(catalogue, reporter)
    compared, pairs, crowded = _compare(catalogue, reporter)
    return Renewed(pictures, fingerprinted, compared, pairs, crowded)


def _hash_pictures(catalogue: Catalogue, executor: PageExecutor, reporter: Reporter) -> int:
    """Hash the images of pages that were read and have no hash of today's scheme; an image that cannot be is left out."""
    with catalogue.reading() as session:
        missing = session.execute(
            select(Page.id, Page.asset_sha256, Page.index)
            .join(PageWork, PageWork.page_id == Page.id)
            .outerjoin(PagePicture, PagePicture.page_id == Page.id)
            .where(
                PageWork.state == PageState.DONE,
                or_(PagePicture.page_id.is_(None), PagePicture.scheme != PICTURE_SCHEME),
            )
            .order_by(PageWork.sequence)
        ).all()
    if not missing:
        return 0
    reporter.stage("Hashing pictures", len(missing), "pages")
    tasks: dict[PageTask, str] = {}
    for page_id, sha256, index in missing:
        tasks[PageTask(catalogue.assets.path_of(sha256), index)] = page_id
    failed = 0
    held: list[dict[str, object]] = []
    for task, result in executor.run(hash_page, tasks, stage="hash"):
        failed += isinstance(result, Failure)
        hashed = b"" if isinstance(result, Failure) else result.to_bytes()
        held.append({"page_id": tasks[task], "scheme": PICTURE_SCHEME, "hash": hashed})
        if len(held) >= _AT_ONCE:
            _keep_pictures(catalogue, held)
        reporter.step(failed)
    _keep_pictures(catalogue, held)
    return len(missing) - failed


def _keep_pictures(catalogue: Catalogue, held: list[dict[str, object]]) -> None:
    if held:
        with catalogue.begin() as session:
            upsert(session, PagePicture, held, key=("page_id",), changes=("scheme", "hash"))
        held.clear()


def _fingerprint(catalogue: Catalogue, reporter: Reporter) -> int:
    """Fingerprint documents that were read and have none of their present revision; forget those that are withdrawn."""
    with catalogue.begin() as session:
        gone = session.scalars(
            select(Fingerprint.document_id)
            .join(Document, Document.id == Fingerprint.document_id)
            .join(File, File.id == Document.file_id)
            .where(or_(Document.withdrawn, File.withdrawn))
        ).all()
        drop_pairs(session, gone)
        forget(session, gone)
        forget_outdated(session)
    with catalogue.reading() as session:
        wanted = _stale(session)
        common, _ = common_shingles(session)
    if not wanted:
        return 0
    reporter.stage("Fingerprinting", len(wanted), "documents")
    done = 0
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        with catalogue.begin() as session:
            papers = list(read_papers(session, some))
            drop_pairs(session, [paper.id for paper, _ in papers])
            keep(session, [make(paper, revision, common) for paper, revision in papers], scheme_with(common))
            done += len(papers)
        for _ in some:
            reporter.step()
    return done


def _stale(session: Session) -> list[str]:
    """Documents in sight whose fingerprint is missing or of an earlier revision, and of which every page was looked at."""
    return list(
        session.scalars(
            select(Document.id)
            .join(File, File.id == Document.file_id)
            .outerjoin(Fingerprint, Fingerprint.document_id == Document.id)
            .where(
                Document.withdrawn.is_(False),
                File.withdrawn.is_(False),
                or_(Fingerprint.id.is_(None), Fingerprint.revision != Document.revision),
            )
            .order_by(Document.id)
        )
    )


def read_papers(session: Session, document_ids: Sequence[str]) -> Iterator[tuple[Paper, int]]:
    """The papers of documents as the catalogue has them, with their revisions; none of documents that still wait to be read."""
    documents = session.scalars(select(Document).where(Document.id.in_(document_ids)).order_by(Document.id)).all()
    described = describe_many(session, RecordKind.DOCUMENT, [document.id for document in documents])
    pages = page_ids_of(session, [document.id for document in documents])
    every = [page_id for ids in pages.values() for page_id in ids]
    waiting_ids: set[str] = set()
    hashes: dict[str, bytes] = {}
    for some in chunks(every):
        waiting_ids.update(
            session.scalars(
                select(PageWork.page_id).where(PageWork.page_id.in_(some), PageWork.state == PageState.WAITING)
            )
        )
        hashes |= {
            row[0]: row[1]
            for row in session.execute(
                select(PagePicture.page_id, PagePicture.hash).where(PagePicture.page_id.in_(some))
            )
        }
    for document in documents:
        ids = pages[document.id]
        if waiting_ids.intersection(ids):
            continue
        told = {field: statement.value for field, statement in described[document.id].items() if statement.value}
        yield (
            Paper(
                id=document.id,
                file=document.file.reference,
                description=_description(told),
                pages=tuple(_folded_page(session, page_id) for page_id in ids),
                pictures=tuple(
                    PictureHash.from_bytes(data) if (data := hashes.get(page_id)) else None for page_id in ids
                ),
                assets=tuple((part.asset_sha256, part.first_index, part.last_index) for part in document.parts),
            ),
            document.revision,
        )


def _description(told: dict[Field, str]) -> PaperDescription:
    try:
        date = PartialDate.from_text(told[Field.DATE]) if Field.DATE in told else None
    except ValueError:
        date = None
    return PaperDescription(
        number=told.get(Field.NUMBER),
        type=told.get(Field.TYPE),
        date=date,
        issuer=told.get(Field.ISSUER),
        title=told.get(Field.TITLE),
        signer=told.get(Field.SIGNER),
        copy_kind=told.get(Field.COPY_KIND),
    )


def _folded_page(session: Session, page_id: str) -> str:
    text = page_text(session, page_id)
    return " ".join(folded(text.text())) if text is not None else ""


def _count_common(catalogue: Catalogue, reporter: Reporter) -> None:
    """Count anew which shingles tell nothing once there are twice as many papers, and make all signatures without them."""
    with catalogue.reading() as session:
        _, counted = common_shingles(session)
        ids = session.scalars(select(Fingerprint.id).order_by(Fingerprint.id)).all()
    if len(ids) < max(_LEAST_COUNTED, _GROWN * counted):
        return
    reporter.stage("Counting what is common", 2 * len(ids), "documents")
    counter = ShingleCounter()
    for paper in _texts(catalogue, ids, reporter):
        counter.add(shingles(list(paper.words)))
    common = counter.common(shingles(list(paper.words)) for paper in _texts(catalogue, ids, reporter))
    reporter.stage("Fingerprinting anew", len(ids), "documents")
    # The set is kept last: a run that is killed on the way is made anew by the next, as long as it takes.
    with catalogue.begin() as session:
        drop_bands(session)
        drop_every_pair(session)
    for some in chunks(ids):
        with catalogue.begin() as session:
            rows = session.scalars(select(Fingerprint).where(Fingerprint.id.in_(some))).all()
            renew(session, rows, common)
        for _ in some:
            reporter.step()
    with catalogue.begin() as session:
        keep_common(session, common, len(ids))


def _texts(catalogue: Catalogue, ids: Sequence[int], reporter: Reporter) -> Iterator[Paper]:
    for some in chunks(ids):
        with catalogue.reading() as session:
            papers = [paper for _, paper in papers_of(session, some)]
        for paper in papers:
            yield paper
            reporter.step()


def _compare(catalogue: Catalogue, reporter: Reporter) -> tuple[int, int, int]:
    """Compare what waits with its candidates; how many were compared, pairs found, and records with too many candidates."""
    with catalogue.reading() as session:
        total = count_waiting(session)
    if not total:
        return 0, 0, 0
    reporter.stage("Comparing", total, "documents")
    pairs = crowded = 0
    held: dict[int, Paper] = {}
    judged: set[int] = set()  # compared in this run with all their candidates
    while True:
        # Judged outside the transaction that writes: others write while that goes on, readers' sessions above all.
        with catalogue.reading() as session:
            rows = waiting(session, _COMPARED_AT_ONCE)
            if not rows:
                break
            found = find_candidates(session, {row.id: keys_of(made_of(row)) for row in rows})
            kept = list(_judged(session, found, held, judged))
        with catalogue.begin() as session:
            keep_pairs(session, kept)
            mark_compared(session, found, {row.id: row.revision for row in rows})
        judged.update(id_ for id_, one in found.items() if not one.left_out)
        pairs += len(kept)
        crowded += sum(1 for one in found.values() if one.left_out)
        for _ in rows:
            reporter.step()
        while len(held) > _PAPERS_KEPT:
            held.pop(next(iter(held)))
    return total, pairs, crowded


def _judged(
    session: Session, found: dict[int, Candidates], held: dict[int, Paper], judged: set[int]
) -> Iterator[FoundPair]:
    """The pairs among candidates that are more than alike; each is judged once, also where both are new."""
    wanted = {
        (min(own, other), max(own, other))
        for own, its in found.items()
        for other in its.fingerprints
        if other not in judged
    }
    missing = {id_ for pair in wanted for id_ in pair} - held.keys()
    held.update(papers_of(session, sorted(missing)))
    for one, other in sorted(wanted):
        verdict = judge(held[one], held[other])
        if verdict is not None and verdict.kind is not Kind.LOOK_ALIKE:
            yield found_pair(held[one], held[other], verdict)


def found_pair(one: Paper, other: Paper, verdict: Verdict) -> FoundPair:
    """A pair as it is kept: the two in the order of their ids, and which of them holds the other."""
    whole = None
    if verdict.holds_other is not None:
        whole = one.id if verdict.holds_other else other.id
    return FoundPair(one.id, other.id, verdict, whole)
