"""Fills a catalogue with made-up papers in bulk, and publishes them the way the product does.

The tables are filled directly: intake would read page images, which is not what is measured here. There are no image
files, so such an archive can be searched but its pages not looked at.
"""

import hashlib
import random
import resource
import time
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert

from archive.descriptions import Field, Source
from benchmarks.generated.papers import Vocabulary
from catalogue.catalogue import Catalogue
from catalogue.models import (
    Asset,
    Base,
    DescribedValue,
    Document,
    DocumentPart,
    File,
    Fonds,
    Inventory,
    Page,
    PageState,
    PageWork,
    RecordKind,
    Repository,
    StoredText,
)
from catalogue.originals import page_id
from catalogue.records import order_key
from indexer.publication import Publisher
from vankho import composition
from vankho.settings import Settings

PAGES_A_PAPER = (1, 5)
PAPERS_A_FILE = 20
FONDS = 8
_AT_ONCE = 500  # papers in one transaction
_Rows = dict[type[Base], list[dict[str, Any]]]


def build(settings: Settings, page_count: int, seed: int) -> dict[str, float]:
    """Make the archive of at least `page_count` pages; returns seconds of filling and publishing, and peak MiB."""
    composition.prepare(settings)
    start = time.perf_counter()
    with composition.open_catalogue(settings) as catalogue:
        pages = _fill(catalogue, page_count, seed)
        filled = time.perf_counter()
        with closing(composition.open_engine(settings)) as engine:
            Publisher(catalogue, engine, "benchmark").rebuild()
    return {
        "pages": pages,
        "fill_seconds": filled - start,
        "publish_seconds": time.perf_counter() - filled,
        "publisher_mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def _fill(catalogue: Catalogue, page_count: int, seed: int) -> int:
    vocabulary, lengths = Vocabulary(seed), random.Random(seed)
    with catalogue.begin() as session:
        repository = Repository(code="H42", title="Kho Lưu trữ Phú Lĩnh")
        codes = [f"{number:03d}" for number in range(1, FONDS + 1)]
        fonds = [Fonds(repository=repository, code=c, title=f"Phông {c}", order_key=order_key(c)) for c in codes]
        inventories = [Inventory(fonds=one, code="01", order_key=order_key("01")) for one in fonds]
        session.add_all(inventories)
        session.flush()
        ids = [inventory.id for inventory in inventories]
    made = paper = 0
    while made < page_count:
        rows: _Rows = defaultdict(list)
        for _ in range(_AT_ONCE):
            if made >= page_count:
                break
            made += _add(rows, vocabulary, codes, ids, _Place(paper, made, lengths.randint(*PAGES_A_PAPER)))
            paper += 1
        with catalogue.begin() as session:
            for table in (Asset, Page, PageWork, StoredText, File, Document, DocumentPart, DescribedValue):
                if rows[table]:
                    session.execute(insert(table), rows[table])
    return made


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paper goes: its ordinal in the archive, the number of pages before it, and how many it has."""

    ordinal: int
    pages_before: int
    length: int


def _add(rows: _Rows, vocabulary: Vocabulary, codes: list[str], ids: list[int], place: _Place) -> int:
    at, length = place.ordinal, place.length
    paper = vocabulary.paper(at, length)
    number, ordinal = divmod(at, PAPERS_A_FILE)
    which = number % FONDS
    file = f"H42-{codes[which]}-01-{number + 1:05d}"
    reference = f"{file}-{ordinal + 1:03d}"
    term = f"{(year := 1991 + (paper.day.year - 1991) // 5 * 5)}-{year + 5}"
    if ordinal == 0:
        rows[File].append(
            _record(file) | {"inventory_id": ids[which], "code": f"{number + 1:05d}"},
        )
        _describe(rows, RecordKind.FILE, file, {Field.TITLE: paper.title, Field.TERM: term})
    sha256 = hashlib.sha256(reference.encode()).hexdigest()
    rows[Document].append(_record(reference) | {"file_id": _id(file), "ordinal": f"{ordinal + 1:03d}"})
    rows[Asset].append({"sha256": sha256, "size": 1, "media_kind": "pdf", "page_count": length})
    rows[DocumentPart].append(
        {
            "document_id": _id(reference),
            "position": 0,
            "asset_sha256": sha256,
            "first_index": 0,
            "last_index": length - 1,
        }
    )
    values = {
        Field.TITLE: paper.title,
        Field.NUMBER: paper.number,
        Field.TYPE: paper.type,
        Field.ISSUER: paper.issuer,
        Field.DATE: paper.day.isoformat(),
        Field.TERM: term,
    }
    _describe(rows, RecordKind.DOCUMENT, reference, values)
    for index, page in enumerate(paper.pages):
        id_ = page_id(sha256, index)
        rows[Page].append({"id": id_, "asset_sha256": sha256, "index": index, "width": 595.0, "height": 842.0})
        rows[PageWork].append({"sequence": place.pages_before + index + 1, "page_id": id_, "state": PageState.DONE})
        rows[StoredText].append({"page_id": id_, "blob": page, "source": "ocr", "confidence": 0.95, "readings": 1})
    return length


def _id(reference: str) -> str:
    return hashlib.sha256(reference.encode()).hexdigest()[:32]


def _record(reference: str) -> dict[str, Any]:
    return {"id": _id(reference), "reference": reference, "order_key": order_key(reference), "revision": 1}


def _describe(rows: _Rows, kind: RecordKind, reference: str, values: dict[Field, str]) -> None:
    rows[DescribedValue] += [
        {
            "kind": kind,
            "record_id": _id(reference),
            "field": field,
            "value": value,
            "source": Source.INVENTORY,
            "who": "benchmark",
        }
        for field, value in values.items()
    ]
