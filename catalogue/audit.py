"""What was done: when (UTC), by whom, what, to which record. Looking at a record that is not public is logged too."""

from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from catalogue.models import Event, utc_now
from catalogue.records import Record


def record_event(
    session: Session,
    who: str,
    action: str,
    record: Record | None = None,
    detail: dict[str, Any] | None = None,
    *,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
    at: datetime | None = None,
) -> Event:
    """Note an event in the same transaction as what it tells of.

    `before` and `after` are what a change found and what it left, `detail` all else. All are plain JSON; never the text
    of pages, a password or a token.
    """
    event = Event(
        at=at or utc_now(),
        who=who,
        action=action,
        kind=record.kind if record else None,
        record_id=record.id if record else None,
        detail=detail or {},
        before=before,
        after=after,
    )
    session.add(event)
    session.flush()
    return event


def list_events(
    session: Session,
    limit: int,
    before: int | None = None,
    *,
    record: Record | None = None,
    who: str | None = None,
    action: str | None = None,
    since: datetime | None = None,
    until: datetime | None = None,
) -> list[Event]:
    """Events, the newest first, from the one older than `before` (an id); those that answer all that is given.

    `since` is the first moment, `until` the first that does not count any more.
    """
    events = select(Event).order_by(Event.id.desc()).limit(limit)
    if before is not None:
        events = events.where(Event.id < before)
    if record is not None:
        events = events.where(Event.kind == record.kind, Event.record_id == record.id)
    if who is not None:
        events = events.where(Event.who == who)
    if action is not None:
        events = events.where(Event.action == action)
    if since is not None:
        events = events.where(Event.at >= since)
    if until is not None:
        events = events.where(Event.at < until)
    return list(session.scalars(events))
