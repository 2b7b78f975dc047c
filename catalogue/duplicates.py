"""Pairs of documents that are one paper or near to it, and what people decided of them. Nothing is ever taken out by a decision."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from archive.duplicates.verdict import Kind, Reason, Sign, Verdict
from archive.errors import BadRequest, NotFound
from catalogue.audit import record_event
from catalogue.models import Copy, Document, DuplicateDecision, DuplicatePair, utc_now
from catalogue.publication import chunks, upsert

SCHEME = "1"
_ORDER = {kind: place for place, kind in enumerate(Kind)}


class Decision(StrEnum):
    """What a person says of a pair: one paper, two versions of one text, or nothing of the kind."""

    SAME = "same"
    VERSION = "version"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class FoundPair:
    """A pair as it was found. `whole_id` is the document that holds the other, for `contains`."""

    one_id: str
    other_id: str
    verdict: Verdict
    whole_id: str | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that stands: what, which document is the main one (for `same`), who said so, why and when (UTC)."""

    id: int
    decision: Decision
    main_id: str | None
    who: str
    why: str
    at: datetime


def keep_pairs(session: Session, pairs: Iterable[FoundPair]) -> None:
    """Keep pairs that were found, each in the place of what was found of it before."""
    rows = []
    for pair in pairs:
        one, other = sorted((pair.one_id, pair.other_id))
        turned = one != pair.one_id
        rows.append(
            {
                "one_id": one,
                "other_id": other,
                "kind": pair.verdict.kind.value,
                "confidence": pair.verdict.confidence,
                "reasons": {"list": [_reason_row(reason, turned=turned) for reason in pair.verdict.reasons]},
                "whole_id": pair.whole_id,
                "scheme": SCHEME,
                "found_at": utc_now(),
            }
        )
    changes = ("kind", "confidence", "reasons", "whole_id", "scheme", "found_at")
    for some in chunks(rows):
        upsert(session, DuplicatePair, some, key=("one_id", "other_id"), changes=changes)


def drop_pairs(session: Session, document_ids: Iterable[str]) -> None:
    """Take out the pairs of documents that are to be compared again; decisions of them stay."""
    for some in chunks(list(document_ids)):
        session.execute(
            delete(DuplicatePair)
            .where(or_(DuplicatePair.one_id.in_(some), DuplicatePair.other_id.in_(some)))
            .execution_options(synchronize_session=False)
        )


def drop_every_pair(session: Session) -> None:
    """Take out all pairs, before every document is compared again; decisions stay."""
    session.execute(delete(DuplicatePair).execution_options(synchronize_session=False))


def pair_of(session: Session, one_id: str, other_id: str) -> DuplicatePair | None:
    """The pair of two documents, in either order."""
    return session.get(DuplicatePair, tuple(sorted((one_id, other_id))))


def pairs_with(session: Session, document_id: str) -> list[DuplicatePair]:
    """The pairs of one document, the surest first."""
    rows = session.scalars(
        select(DuplicatePair).where(or_(DuplicatePair.one_id == document_id, DuplicatePair.other_id == document_id))
    )
    return sorted(rows, key=lambda pair: (_ORDER[Kind(pair.kind)], -pair.confidence, pair.one_id, pair.other_id))


def verdict_of(pair: DuplicatePair) -> Verdict:
    """The verdict of a pair as it was found."""
    reasons = tuple(Reason(**{**row, "sign": Sign(row["sign"])}) for row in pair.reasons["list"])
    holds = None if pair.whole_id is None else pair.whole_id == pair.one_id
    return Verdict(Kind(pair.kind), pair.confidence, reasons, holds)


def decisions_on(session: Session, pairs: Sequence[tuple[str, str]]) -> dict[tuple[str, str], Decided]:
    """The decisions that stand on pairs (each in the order of its ids); pairs that nobody decided are left out."""
    found: dict[tuple[str, str], Decided] = {}
    wanted = set(pairs)
    for some in chunks(sorted({one for one, _ in wanted})):
        rows = session.scalars(
            select(DuplicateDecision)
            .where(DuplicateDecision.one_id.in_(some), DuplicateDecision.undone_at.is_(None))
            .order_by(DuplicateDecision.id)
        )
        for row in rows:  # the last one counts
            if (row.one_id, row.other_id) in wanted:
                found[row.one_id, row.other_id] = _decided(row)
    return found


def decide(
    session: Session,
    one: Document,
    other: Document,
    decision: Decision,
    *,
    who: str,
    why: str = "",
    main_id: str | None = None,
) -> Decided:
    """Enter a decision on a pair; what was decided of it before no longer counts, and stays in the log.

    For `same` the main document stands for all that are one paper with it, whatever was chosen for them before.

    Raises:
        BadRequest: a document and itself, or a main document that is neither of the two.
    """
    if one.id == other.id:
        raise BadRequest("a document is no duplicate of itself; name two")
    if decision is Decision.SAME and main_id not in {one.id, other.id}:
        raise BadRequest("say which of the two documents is the main one")
    first, second = sorted((one, other), key=lambda document: document.id)
    standing = decisions_on(session, [(first.id, second.id)]).get((first.id, second.id))
    if standing is not None:
        _undo_row(session, standing.id, who)
    row = DuplicateDecision(
        one_id=first.id,
        other_id=second.id,
        decision=decision.value,
        main_id=main_id if decision is Decision.SAME else None,
        who=who,
        why=why.strip(),
    )
    session.add(row)
    session.flush()
    _settle_copies(session, {first.id, second.id})
    after = {"decision": decision.value, "main": row.main_id, "why": row.why}
    _log(session, who, "duplicate", (first, second), change=(_before(standing), after))
    return _decided(row)


def undo_decision(session: Session, one: Document, other: Document, who: str) -> None:
    """Take back the decision that stands on a pair; it is asked again.

    Raises:
        NotFound: nothing was decided of it.
    """
    first, second = sorted((one, other), key=lambda document: document.id)
    standing = decisions_on(session, [(first.id, second.id)]).get((first.id, second.id))
    if standing is None:
        raise NotFound(f"there is nothing to undo: no decision stands on {first.reference} and {second.reference}")
    before = _members(session, {first.id, second.id})
    _undo_row(session, standing.id, who)
    _settle_copies(session, before)
    _log(session, who, "duplicate-undo", (first, second), change=(_before(standing), None))


def _settle_copies(session: Session, touched: set[str]) -> None:
    """Work out anew which documents stand behind which, for all that hang together with those touched."""
    left = _members(session, touched) | touched
    session.execute(
        delete(Copy)
        .where(or_(Copy.document_id.in_(left), Copy.main_id.in_(left)))
        .execution_options(synchronize_session=False)
    )
    while left:
        group = _members(session, {next(iter(left))})
        left -= group
        if len(group) > 1:
            main = session.scalars(
                select(DuplicateDecision.main_id)
                .where(_stands_as_same(), DuplicateDecision.one_id.in_(group))
                .order_by(DuplicateDecision.id.desc())
            ).first()
            session.add_all(Copy(document_id=id_, main_id=main) for id_ in sorted(group) if id_ != main)
    session.flush()


def _members(session: Session, ids: set[str]) -> set[str]:
    """All documents that hang together with these by decisions that they are one paper; these themselves included."""
    found, fresh = set(ids), set(ids)
    while fresh:
        rows = session.execute(
            select(DuplicateDecision.one_id, DuplicateDecision.other_id).where(
                _stands_as_same(), or_(DuplicateDecision.one_id.in_(fresh), DuplicateDecision.other_id.in_(fresh))
            )
        )
        fresh = {id_ for row in rows for id_ in row} - found
        found |= fresh
    return found


def _stands_as_same() -> Any:
    return (DuplicateDecision.decision == Decision.SAME.value) & DuplicateDecision.undone_at.is_(None)


def _undo_row(session: Session, id_: int, who: str) -> None:
    row = session.get_one(DuplicateDecision, id_)
    row.undone_at, row.undone_by = utc_now(), who
    session.flush()


def _decided(row: DuplicateDecision) -> Decided:
    return Decided(row.id, Decision(row.decision), row.main_id, row.who, row.why, row.at)


def _before(standing: Decided | None) -> dict[str, Any] | None:
    return None if standing is None else {"decision": standing.decision.value, "main": standing.main_id}


def _log(session: Session, who: str, action: str, pair: tuple[Document, Document], *, change: tuple[Any, Any]) -> None:
    before, after = change
    for one, other in (pair, pair[::-1]):
        record_event(session, who, action, one, {"other": other.reference}, before=before, after=after)


def _reason_row(reason: Reason, *, turned: bool) -> dict[str, Any]:
    row = {name: value for name, value in asdict(reason).items() if value not in (None, "")}
    if turned:
        one, other = row.pop("one", None), row.pop("other", None)
        row |= {name: value for name, value in (("one", other), ("other", one)) if value is not None}
    row["sign"] = reason.sign.value
    return row
