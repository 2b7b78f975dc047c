"""Originals for download: the file as it was handed over, byte for byte."""

from dataclasses import dataclass
from pathlib import Path

from archive.access import PUBLIC_ONLY
from archive.errors import NotFound, Unavailable
from catalogue.access import effective_access
from catalogue.models import Asset
from catalogue.originals import holds_closed_pages
from imaging.media import MediaKind
from reading.permission import log_look, require_document
from reading.reader import Reader
from reading.room import ReadingRoom

_ENDINGS = {MediaKind.TIFF: "tif", MediaKind.JPEG: "jpg"}


@dataclass(frozen=True, slots=True)
class Original:
    """An original: where it lies, its media type, the name to save it under, its SHA-256, and whether anyone may have it."""

    path: Path
    media_type: str
    file_name: str
    sha256: str
    size: int
    is_public: bool


def find_original(room: ReadingRoom, reader: Reader, document_id: str, part: int = 1) -> Original:
    """The original that part `part` (from 1) of a document stands on; a download of one that is not public is logged.

    Raises:
        NotFound: no such document or part for this reader, or the original also holds pages that this reader may not see.
        Unavailable: the file is missing from the asset store.
    """
    with room.catalogue.reading() as session:
        document = require_document(session, reader, document_id)
        if not 1 <= part <= len(document.parts):
            raise NotFound(f"{document.reference} has no part {part}; it has {len(document.parts)}")
        sha256 = document.parts[part - 1].asset_sha256
        if holds_closed_pages(session, sha256, reader.levels):
            raise NotFound(f"the original of {document.reference} is not given out as a whole; read its pages instead")
        asset = session.get_one(Asset, sha256)
        several = len({p.asset_sha256 for p in document.parts}) > 1
        open_to_all = effective_access(document) in PUBLIC_ONLY
    path = room.catalogue.assets.path_of(sha256)
    if not path.is_file():
        raise Unavailable(f"the original of {document.reference} is missing from the asset store; run: vankho verify")
    if not open_to_all:
        log_look(room.catalogue, reader, "download", document, {"part": part})
    kind = MediaKind(asset.media_kind)
    name = f"{document.reference}{f'-{part}' if several else ''}.{_ENDINGS.get(kind, kind.value)}"
    return Original(path, kind.media_type, name, sha256, asset.size, open_to_all)
