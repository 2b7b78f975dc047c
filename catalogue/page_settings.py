"""The options that a person chose for single pages: in force for every reading to come, until they are taken back."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.errors import NotFound
from catalogue.models import PageSettings, utc_now

NONE: Mapping[str, Any] = {}


def settings_of(session: Session, page_id: str) -> Mapping[str, Any]:
    """The options chosen for a page; none where every page's hold."""
    row = _current(session, page_id)
    return row.chosen if row is not None else NONE


def choose(session: Session, page_id: str, chosen: Mapping[str, Any], who: str) -> None:
    """Let these options hold for a page from now on."""
    before = _current(session, page_id)
    if before is not None:
        before.superseded_at = utc_now()
        session.flush()  # before the new one counts: a page has one current row
    row = PageSettings(page_id=page_id, chosen=dict(chosen), who=who, supersedes=before.id if before else None)
    session.add(row)
    session.flush()


def settings_before(session: Session, page_id: str) -> Mapping[str, Any]:
    """The options that would hold again if the last choice for a page were taken back.

    Raises:
        NotFound: nobody chose any.
    """
    row = _require(session, page_id)
    return session.get_one(PageSettings, row.supersedes).chosen if row.supersedes is not None else NONE


def take_back_choice(session: Session, page_id: str) -> None:
    """Take back the last choice for a page, so that the one before holds again.

    Raises:
        NotFound: as for `settings_before`.
    """
    row = _require(session, page_id)
    row.superseded_at = utc_now()
    session.flush()
    if row.supersedes is not None:
        session.get_one(PageSettings, row.supersedes).superseded_at = None
        session.flush()


def _require(session: Session, page_id: str) -> PageSettings:
    row = _current(session, page_id)
    if row is None:
        raise NotFound(f"there is nothing to undo: no person had page {page_id} read with settings of its own")
    return row


def _current(session: Session, page_id: str) -> PageSettings | None:
    return session.scalar(
        select(PageSettings).where(PageSettings.page_id == page_id, PageSettings.superseded_at.is_(None))
    )
