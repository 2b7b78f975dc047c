"""What readers are shown of records: plain values, ready for JSON and for pages, with nothing of the database in them."""

from dataclasses import dataclass
from datetime import date

from archive.access import Access
from archive.dates import PartialDate
from archive.descriptions import Field, Source
from archive.pages import Box
from search import RecordLevel


@dataclass(frozen=True, slots=True)
class Named:
    """A fonds or an inventory: its code, and its title or an empty text."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class ReadAt:
    """Where on the paper a value was read: the page of the document (from 1), its id, and the box around the words."""

    page: int
    page_id: str
    box: Box


@dataclass(frozen=True, slots=True)
class ShownField:
    """One field of a description with where it came from and how sure it is (0-1).

    `place` is where the paper says it, `on_paper` what is read there when that is something else.
    """

    field: Field
    value: str
    source: Source
    confidence: float
    place: ReadAt | None = None
    on_paper: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a breadcrumb, from the archive down.

    `level` is `repository`, `fonds`, `inventory`, `file` or `document`; `key` is the code of a fonds or inventory, the id
    of a file or document; `label` is what people read.
    """

    level: str
    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLine:
    """A record as one line of a list."""

    id: str
    level: RecordLevel
    reference: str
    access: Access
    title: str
    number: str | None
    type: str | None
    issuer: str | None
    signer: str | None
    date: PartialDate | None
    term: str | None
    page_count: int


@dataclass(frozen=True, slots=True)
class Part:
    """One original a document stands on, in order from 1: how many of its pages, its kind of file and its size in bytes."""

    number: int
    page_count: int
    media_type: str
    size: int


@dataclass(frozen=True, slots=True)
class ShownCitation:
    """A paper that a document cites: number, date and body as told there, and where; and the record that is meant.

    `document` is None where this reader can see none of that number that fits, and where it is `unsure` which one is meant.
    """

    number: str
    date: PartialDate | None
    body: str | None
    place: ReadAt
    document: RecordLine | None
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView:
    """A document, described. `previous` and `next` are its neighbours in the file that this reader may see.

    `cites` are the papers that it cites, `cited_in` the documents that cite it, as far as this reader may see them.
    """

    line: RecordLine
    fonds: Named
    inventory: Named
    file: RecordLine
    fields: tuple[ShownField, ...]
    breadcrumb: tuple[Step, ...]
    citation: str
    parts: tuple[Part, ...]
    previous: RecordLine | None
    next: RecordLine | None
    cites: tuple[ShownCitation, ...]
    cited_in: tuple[RecordLine, ...]
    provisional: bool
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileView:
    """A file, described, with a stretch of its documents; `document_count` counts all that this reader may see."""

    line: RecordLine
    fonds: Named
    inventory: Named
    fields: tuple[ShownField, ...]
    breadcrumb: tuple[Step, ...]
    citation: str
    document_count: int
    documents: tuple[RecordLine, ...]
    next: str | None
    provisional: bool
    revision: int


@dataclass(frozen=True, slots=True)
class TermSpan:
    """A term of a fonds: its code, first and last day."""

    code: str
    first: date
    last: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FondsLine:
    """A fonds with how many files and documents of it this reader may see."""

    code: str
    title: str
    repository: Named
    file_count: int
    document_count: int
    terms: tuple[TermSpan, ...]


@dataclass(frozen=True, slots=True)
class InventoryLine:
    """An inventory of a fonds with how many files and documents of it this reader may see."""

    code: str
    title: str
    file_count: int
    document_count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FondsView:
    """A fonds with its inventories, and a stretch of its files (of one inventory if asked); `file_count` counts those."""

    line: FondsLine
    inventories: tuple[InventoryLine, ...]
    file_count: int
    files: tuple[RecordLine, ...]
    next: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TermLine:
    """A term code with the documents of it that this reader may find, and its boundaries in each fonds that knows it."""

    code: str
    document_count: int
    spans: tuple[tuple[Named, TermSpan], ...]
