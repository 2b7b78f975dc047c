"""Gives records back in the shape they came in: a ZIP of the HSLTCQ workbook and the scans."""

import os
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from archive.access import Access
from archive.errors import BadRequest, NotFound, Unavailable
from catalogue.audit import record_event
from catalogue.catalogue import Catalogue
from catalogue.column_mappings import confirmed_columns
from catalogue.models import Asset, AssetName, Delivery, Document, File, Fonds, Inventory
from catalogue.originals import INVENTORY_KIND, holds_closed_pages
from catalogue.publication import chunks
from catalogue.records import readable_documents
from indexer.export_workbook import Workbook
from indexer.inventory import Table, read_cells
from indexer.progress import Reporter

FOLDER = "HSLTCQ"
WORKBOOK = f"{FOLDER}/METADATA/MetaDuLieu.xlsx"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # the same content gives the same ZIP
_PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Exported:
    """How much was given back; `withheld` names the scans left out because they also hold pages that may not leave."""

    files: int
    documents: int
    scans: int
    withheld: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be given back: a fonds or a delivery (one of them), and the levels that may leave the archive."""

    fonds: str | None
    delivery: int | None
    levels: frozenset[Access]
    as_received: bool = False


def export(catalogue: Catalogue, target: Path, wanted: Wanted, who: str, reporter: Reporter) -> Exported:
    """Write a ZIP of the workbook and the scans; a file of that name is replaced only once the new one is whole.

    A cell that came filled goes out as it came, unless a person has said otherwise since; an empty one is filled with what
    was learned (`as_received`: every cell exactly as it came). Columns are those that came, in their order; the usual ones
    where none did. The export is logged.

    Raises:
        BadRequest: neither a fonds nor a delivery is named, or both.
        NotFound: there is no such fonds or delivery, or nothing of it may leave.
        Unavailable: the file cannot be written, or a scan is not in the store.
    """
    if (wanted.fonds is None) is (wanted.delivery is None):
        raise BadRequest("name a fonds or a delivery to export: --fonds CODE or --delivery NUMBER")
    with catalogue.reading() as session:
        documents = _documents(session, wanted)
        if not documents:
            raise NotFound("nothing to export: no document of it may be seen at these levels; see --access")
        received = list(received_tables(session, catalogue, documents))
        book, files = Workbook(session, documents, received, fills=not wanted.as_received).write()
        found = list(_scans(session, documents))
        withheld = [name for name, sha256 in found if holds_closed_pages(session, sha256, wanted.levels)]
        scans = [(name, sha256) for name, sha256 in found if name not in withheld]
    with _replacing(target) as temporary, zipfile.ZipFile(temporary, "w", allowZip64=True) as archive:
        with archive.open(_entry(WORKBOOK, zipfile.ZIP_DEFLATED), "w") as stream:
            book.save(stream)
        reporter.stage("Exporting", len(scans), "scans")
        for name, sha256 in scans:
            source = catalogue.assets.path_of(sha256)
            try:
                with source.open("rb") as scan, archive.open(_entry(f"{FOLDER}/{name}"), "w", force_zip64=True) as copy:
                    while piece := scan.read(_PIECE):
                        copy.write(piece)
            except FileNotFoundError as error:
                raise Unavailable(f"{name}: the scan is not in the store; run: vankho verify") from error
            reporter.step()
    with catalogue.begin() as session:
        detail = {"fonds": wanted.fonds, "delivery": wanted.delivery, "levels": sorted(wanted.levels)}
        record_event(session, who, "export", detail=detail | {"documents": len(documents)})
    return Exported(files, len(documents), len(scans), tuple(withheld))


def _documents(session: Session, wanted: Wanted) -> list[Document]:
    """What may leave, in the order of the references."""
    documents = select(Document).join(File).where(readable_documents(wanted.levels))
    if wanted.fonds is not None:
        if session.scalar(select(Fonds.id).where(Fonds.code == wanted.fonds)) is None:
            raise NotFound(f"there is no fonds '{wanted.fonds}'; see: vankho fonds")
        documents = documents.join(Inventory).where(Inventory.fonds.has(code=wanted.fonds))
    else:
        if session.get(Delivery, wanted.delivery) is None:
            raise NotFound(f"there is no delivery {wanted.delivery}; see: vankho deliveries")
        documents = documents.where(Document.delivery_id == wanted.delivery)
    return list(session.scalars(documents.order_by(Document.order_key, Document.id)))


def _scans(session: Session, documents: Sequence[Document]) -> Iterator[tuple[str, str]]:
    """The name in the ZIP and the hash of every scan: the name it came under; of several of one name, each in a folder of its own."""
    met: set[str] = set()
    for document in documents:
        parts = dict.fromkeys(part.asset_sha256 for part in document.parts)
        for sha256 in parts:
            path = _name_of(session, document, sha256, alone=len(parts) == 1)
            name = path.rpartition("/")[2]
            name = name if len(parts) == 1 and name not in met else f"{document.reference}/{name}"
            if name not in met:
                met.add(name)
                yield name, sha256


def _name_of(session: Session, document: Document, sha256: str, *, alone: bool) -> str:
    """The path under which an asset came with this document."""
    names = session.scalars(select(AssetName.path).where(AssetName.asset_sha256 == sha256).order_by(AssetName.id)).all()
    if alone and document.label in names:
        return document.label
    return next((name for name in names if name.startswith(f"{document.label}/")), names[0] if names else sha256)


def received_tables(session: Session, catalogue: Catalogue, documents: Sequence[Document]) -> Iterator[Table]:
    """The tables of the inventories that came with the deliveries of these documents, the earliest first."""
    confirmed = confirmed_columns(session)
    deliveries = sorted({document.delivery_id for document in documents if document.delivery_id is not None})
    for ids in chunks(deliveries):
        kept = select(AssetName).join(Asset, Asset.sha256 == AssetName.asset_sha256)
        kept = kept.where(Asset.media_kind == INVENTORY_KIND, AssetName.delivery_id.in_(ids)).order_by(AssetName.id)
        for name in session.scalars(kept):
            try:
                yield from read_cells(catalogue.assets.path_of(name.asset_sha256), name.path, confirmed)
            except BadRequest:
                continue  # it could not be read when it came, either


@contextmanager
def _replacing(target: Path) -> Iterator[Path]:
    """A file beside the target that takes its place once the block has ended well."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
    except OSError as error:
        raise Unavailable(f"{target} cannot be written ({error.strerror}): choose another place") from error
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        temporary.replace(target)
    except OSError as error:
        raise Unavailable(f"{target} cannot be written ({error.strerror}): choose another place") from error
    finally:
        temporary.unlink(missing_ok=True)


def _entry(name: str, compression: int = zipfile.ZIP_STORED) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EARLIEST)
    entry.compress_type = compression
    return entry
