"""Pages by their numbers: which page of an asset is page 3 of a document, and which number a page has in it."""

from archive.errors import NotFound
from catalogue.models import Document, DocumentPart, Page
from catalogue.originals import page_id as id_of


def page_id_at(document: Document, number: int) -> str:
    """The id of page `number` (from 1, within the document)."""
    left = number - 1
    for part in document.parts:
        if left < part.page_count:
            return id_of(part.asset_sha256, part.first_index + left)
        left -= part.page_count
    raise NotFound(f"{document.reference} has no page {number}; it has {document.page_count}")


def number_in(document: Document, page: Page) -> int:
    """As which page (from 1) a page stands in a document: the first place if it stands there twice."""
    before = 0
    for part in document.parts:
        if _holds(part, page):
            return before + page.index - part.first_index + 1
        before += part.page_count
    raise NotFound(f"page {page.id} does not stand in {document.reference}")


def _holds(part: DocumentPart, page: Page) -> bool:
    return part.asset_sha256 == page.asset_sha256 and part.first_index <= page.index <= part.last_index
