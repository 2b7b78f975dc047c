"""What the catalogue holds, in numbers: the same for the same deliveries, without clocks or figures of a run."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from archive.access import Access
from catalogue.models import Asset, Base, Delivery, Document, File, Fonds, Inventory, PageState, Repository
from catalogue.originals import INVENTORY_KIND
from catalogue.page_work import count_pages, count_pages_by_fonds
from catalogue.publication import catalogue_revision, count_changes


@dataclass(frozen=True, slots=True)
class Counts:
    """Numbers for `vankho status`. Files and documents in sight; the withdrawn ones apart. Pages are those of assets.

    `assets` are scans, not the inventories kept beside them. `access` counts the documents in sight by the level that
    counts. `revision` counts all real changes of records; `unpublished` the records the index has yet to catch up with.
    """

    repositories: int
    fonds: int
    inventories: int
    files: int
    documents: int
    access: dict[Access, int]
    withdrawn_files: int
    withdrawn_documents: int
    assets: int
    deliveries: int
    pages: dict[PageState, int]
    pages_by_fonds: dict[str, dict[PageState, int]]
    revision: int
    unpublished: int


def count_holdings(session: Session) -> Counts:
    """Count everything."""
    return Counts(
        repositories=_count(session, Repository),
        fonds=_count(session, Fonds),
        inventories=_count(session, Inventory),
        files=_count(session, File, File.withdrawn.is_(False)),
        documents=_count(session, Document, Document.withdrawn.is_(False)),
        access=_count_by_access(session),
        withdrawn_files=_count(session, File, File.withdrawn.is_(True)),
        withdrawn_documents=_count(session, Document, Document.withdrawn.is_(True)),
        assets=_count(session, Asset, Asset.media_kind != INVENTORY_KIND),
        deliveries=_count(session, Delivery),
        pages=count_pages(session),
        pages_by_fonds=count_pages_by_fonds(session),
        revision=catalogue_revision(session),
        unpublished=count_changes(session),
    )


def _count_by_access(session: Session) -> dict[Access, int]:
    rows = session.execute(
        select(Document.access, File.access, func.count())
        .join(File)
        .where(Document.withdrawn.is_(False))
        .group_by(Document.access, File.access)
    )
    counts = dict.fromkeys(Access, 0)
    for own, of_file, count in rows:
        counts[own.stricter(of_file)] += count
    return counts


def _count(session: Session, table: type[Base], *which: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(table).where(*which)) or 0
