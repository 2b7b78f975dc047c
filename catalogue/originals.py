"""Assets and their pages as rows, and the names they came under."""

import base64
import hashlib
import unicodedata
from collections.abc import Collection, Sequence

from sqlalchemy import and_, insert, select, update
from sqlalchemy.orm import Session

from archive.access import Access
from archive.errors import NotFound
from catalogue.models import Asset, AssetName, Document, DocumentPart, File, NameState, Page, PageWork

INVENTORY_KIND = "inventory"  # the media kind of an asset that is no scan but the list that came with scans
PAGE_ID_LENGTH = 20  # base32 letters: 100 bits, so two pages never share an id


def page_id(asset_sha256: str, index: int) -> str:
    """The permanent id of page `index` (from 0) of an asset: it survives re-reading and re-description."""
    digest = hashlib.sha256(f"{asset_sha256}:{index}".encode()).digest()
    return base64.b32encode(digest).decode().lower()[:PAGE_ID_LENGTH]


def add_asset(
    session: Session,
    *,
    sha256: str,
    size: int,
    media_kind: str,
    page_sizes: Sequence[tuple[float, float] | None],
) -> bool:
    """Enter an asset with its pages, all waiting to be read; False when it is there already.

    `page_sizes` gives each page's width and height in points (1/72 inch), None where not yet known.
    """
    if session.get(Asset, sha256) is not None:
        return False
    session.add(Asset(sha256=sha256, size=size, media_kind=media_kind, page_count=len(page_sizes)))
    session.flush()
    if page_sizes:
        sizes = [page_size or (None, None) for page_size in page_sizes]
        ids = [page_id(sha256, index) for index in range(len(sizes))]
        rows = [
            {"id": id_, "asset_sha256": sha256, "index": index, "width": width, "height": height}
            for index, (id_, (width, height)) in enumerate(zip(ids, sizes, strict=True))
        ]
        session.execute(insert(Page), rows)
        session.execute(insert(PageWork), [{"page_id": id_} for id_ in ids])
    return True


def name_asset(session: Session, sha256: str, path: str, delivery_id: int | None) -> AssetName:
    """Note under which path of a delivery an asset came (kept in NFC); an older note is found, not repeated."""
    path = unicodedata.normalize("NFC", path)
    name = session.scalar(
        select(AssetName).where(
            AssetName.asset_sha256 == sha256, AssetName.path == path, AssetName.delivery_id == delivery_id
        )
    )
    if name is None:
        name = AssetName(asset_sha256=sha256, path=path, delivery_id=delivery_id)
        session.add(name)
        session.flush()
    return name


def find_by_name(session: Session, path: str) -> list[AssetName]:
    """The assets that now go by this path, oldest first: none, or one for each different file of that name."""
    path = unicodedata.normalize("NFC", path)
    return list(
        session.scalars(
            select(AssetName).where(AssetName.path == path, AssetName.state == NameState.CURRENT).order_by(AssetName.id)
        )
    )


def retire_name(session: Session, sha256: str, path: str) -> None:
    """Note that a path now stands for another asset (`--replace`); the old asset and its name are kept."""
    session.execute(
        update(AssetName)
        .where(AssetName.asset_sha256 == sha256, AssetName.path == unicodedata.normalize("NFC", path))
        .values(state=NameState.REPLACED)
    )


def get_page(session: Session, id_: str) -> Page:
    """The page of this id.

    Raises:
        NotFound: there is none.
    """
    page = session.get(Page, id_)
    if page is None:
        raise NotFound(f"there is no page with the id '{id_[:80]}'")
    return page


def holds_closed_pages(session: Session, sha256: str, levels: Collection[Access]) -> bool:
    """Whether an asset has pages that stand only in documents closed to readers of these levels: one scan may hold several papers.

    Documents that hold no page of it any more have no say.
    """
    readable = and_(Document.access.in_(levels), File.access.in_(levels), ~Document.withdrawn, ~File.withdrawn)
    rows = session.execute(
        select(DocumentPart.first_index, DocumentPart.last_index, readable)
        .join(Document, Document.id == DocumentPart.document_id)
        .join(File, File.id == Document.file_id)
        .where(DocumentPart.asset_sha256 == sha256)
    )
    seen: set[int] = set()
    closed: set[int] = set()
    for first, last, may_be_read in rows:
        (seen if may_be_read else closed).update(range(first, last + 1))
    return not closed <= seen
