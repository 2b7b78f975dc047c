"""A person's word on a description: set with a reason, taken back, told; it outweighs inventory and paper, and is logged."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from archive.access import Access, access_of
from archive.descriptions import Field, Source, Statement
from archive.errors import BadRequest, NotFound
from archive.field_values import canonical_value
from catalogue.access import effective_access
from catalogue.audit import record_event
from catalogue.descriptions import Version, current, describe, history, state, undo
from catalogue.document_terms import settle_term, settle_terms_of_file, terms_of_fonds
from catalogue.models import Document, RecordKind, utc_now
from catalogue.records import Record, find_record

SET, UNDONE, RELEASED = "set", "undo", "release"
LONGEST_REASON = 2_000  # characters
_SHORTEST_REASON = 3


@dataclass(frozen=True, slots=True)
class Change:
    """What a person's word changed in one field: the value readers saw before and see now; None is no value."""

    field: Field
    before: str | None
    after: str | None


def record_of_reference(session: Session, reference: str) -> Record:
    """The document or file of a reference.

    Raises:
        NotFound: there is neither.
    """
    for kind in (RecordKind.DOCUMENT, RecordKind.FILE):
        record = find_record(session, kind, reference.strip())
        if record is not None:
            return record
    raise NotFound(f"there is no record '{reference[:80]}'; write its whole reference, e.g. H42-041-03-0123-002")


def reason_of(why: str) -> str:
    """A person's reason as it is logged, with single spaces.

    Raises:
        BadRequest: it is shorter than a word or longer than is kept.
    """
    reason = " ".join(why.split())
    if len(reason) < _SHORTEST_REASON:
        raise BadRequest("say why, in a few words; the reason is logged with the change")
    if len(reason) > LONGEST_REASON:
        raise BadRequest(f"the reason has {len(reason)} characters; at most {LONGEST_REASON} are kept")
    return reason


def correct(session: Session, record: Record, wanted: Mapping[Field, str], who: str, why: str) -> list[Change]:
    """Enter a person's values; returns the fields that readers now see otherwise.

    A document's term follows a new date, unless a person gave the term. A secrecy mark by a person closes the record even
    where a person had opened it before.

    Raises:
        BadRequest: a value that the field cannot have, a term that the fonds does not know, no reason, or no field.
    """
    reason = reason_of(why)
    if not wanted:
        raise BadRequest(f"nothing to set for {record.reference}; write FIELD=VALUE")
    values = {field: canonical_value(field, text) for field, text in wanted.items()}
    if values.get(Field.TERM):
        _require_known_term(session, record, values[Field.TERM])
    if access_of("", values.get(Field.SECRECY, "")) is Access.SECRET:
        values.setdefault(Field.ACCESS, Access.SECRET)
    before = _seen(session, record)
    state(session, record, [Statement(field, value, Source.PERSON) for field, value in values.items()], who)
    return _settled(session, record, before, set(values), (SET, who, reason))


def take_back(session: Session, record: Record, fields: set[Field], who: str, why: str) -> list[Change]:
    """Take back a person's last word on these fields, or without fields all that was set together last.

    What counted before counts again: an earlier word of a person, the inventory's, or what was read from the paper.

    Raises:
        NotFound: no person said anything about a field.
    """
    reason = reason_of(why)
    said = current(session, record, Source.PERSON)
    if not said:
        raise NotFound(f"there is nothing to undo: no person has set a field of {record.reference}")
    latest = max(said.values())
    chosen = fields or {field for field, at in said.items() if at == latest}
    before = _seen(session, record)
    at = utc_now()
    for field in sorted(chosen):
        undo(session, record, field, at=at)
    return _settled(session, record, before, chosen, (UNDONE, who, reason))


def release(session: Session, record: Record, level: Access, who: str, why: str) -> Access:
    """Decide the level of a record, whatever inventory and paper say; returns the level that counts.

    A document stays as closed as its file: the level that counts may be a stricter one.
    """
    reason = reason_of(why)
    before = _seen(session, record)
    state(session, record, [Statement(Field.ACCESS, level, Source.PERSON)], who)
    _settled(session, record, before, {Field.ACCESS}, (RELEASED, who, reason))
    return effective_access(record)


def tell_history(session: Session, record: Record, field: Field | None = None) -> list[Version]:
    """Every value of one field, or of all, oldest first."""
    fields = [field] if field is not None else list(Field)
    versions = [version for each in fields for version in history(session, record, each)]
    return sorted(versions, key=_when)


def _when(version: Version) -> datetime:
    return version.at


def _require_known_term(session: Session, record: Record, code: str) -> None:
    file = record.file if isinstance(record, Document) else record
    known = [term.code for term in terms_of_fonds(session, file.inventory.fonds_id)]
    if code not in known:
        fonds = file.inventory.fonds.code
        raise BadRequest(
            f"fonds {fonds} has no term {code}; it knows {', '.join(known) or 'none'}. Add one with its days first: "
            f"vankho fonds {fonds} --term {code}:FIRST:LAST"
        )


def _seen(session: Session, record: Record) -> dict[Field, str]:
    """What readers see: the effective values, and the level that counts."""
    seen = {field: said.value for field, said in describe(session, record.kind, record.id).items()}
    return seen | {Field.ACCESS: effective_access(record)}


def _settled(
    session: Session, record: Record, before: dict[Field, str], fields: set[Field], event: tuple[str, str, str]
) -> list[Change]:
    """Let the term follow, and log the change; returns it."""
    if isinstance(record, Document):
        if Field.DATE in fields:
            settle_term(session, record)
    elif Field.TERM in fields:
        settle_terms_of_file(session, record)
    after = _seen(session, record)
    changes = [
        Change(field, before.get(field), after.get(field)) for field in Field if before.get(field) != after.get(field)
    ]
    action, who, reason = event
    record_event(
        session,
        who,
        action,
        record,
        {"why": reason, "fields": sorted(fields)},
        before={change.field.value: change.before for change in changes},
        after={change.field.value: change.after for change in changes},
    )
    return changes
