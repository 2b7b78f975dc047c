"""A small made-up holding for the tests."""

import hashlib

from sqlalchemy.orm import Session

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from archive.pages import Box, PageText, Word
from catalogue.catalogue import Catalogue
from catalogue.descriptions import state
from catalogue.models import Document, File, Fonds, Inventory, RecordKind
from catalogue.originals import add_asset
from catalogue.records import (
    Part,
    ensure_document,
    ensure_file,
    ensure_fonds,
    ensure_inventory,
    ensure_repository,
    get_record,
)

ENGINE = "made-up 1.0"


def sha(name: str) -> str:
    """The hash of an asset that holds its own name."""
    return hashlib.sha256(name.encode()).hexdigest()


def enter_asset(session: Session, name: str, pages: int = 2) -> str:
    """Enter an asset as rows only; returns its hash."""
    add_asset(session, sha256=sha(name), size=len(name), media_kind="pdf", page_sizes=[None] * pages)
    return sha(name)


def enter_fonds(session: Session, code: str = "041") -> Fonds:
    """Enter a fonds of an invented archive."""
    return ensure_fonds(session, ensure_repository(session, "H42", "Kho Lưu trữ Phú Lĩnh"), code)


def enter_inventory(session: Session, fonds: str = "041") -> Inventory:
    """Enter inventory 03 of a fonds."""
    return ensure_inventory(session, enter_fonds(session, fonds), "03")


def enter_file(
    session: Session,
    code: str = "0123",
    *,
    fonds: str = "041",
    delivery_id: int | None = None,
    access: Access = Access.PUBLIC,
) -> File:
    """Enter a file."""
    inventory = enter_inventory(session, fonds)
    reference = f"H42-{fonds}-03-{code}"
    return ensure_file(session, inventory, code, reference, delivery_id=delivery_id, access=access)[0]


def enter_document(
    session: Session,
    file: File,
    ordinal: str = "001",
    parts: tuple[Part, ...] = (),
    *,
    delivery_id: int | None = None,
    access: Access = Access.PUBLIC,
) -> Document:
    """Enter a document; without parts, on a two-page asset of its own."""
    reference = f"{file.reference}-{ordinal}"
    own = parts or (Part(enter_asset(session, reference), 0, 1),)
    return ensure_document(session, file, ordinal, reference, own, delivery_id=delivery_id, access=access)[0]


def set_level(catalogue: Catalogue, document: str, level: Access) -> None:
    """Give a document a level of access by a person's word, in the catalogue only: the index is not told."""
    with catalogue.begin() as session:
        record = get_record(session, RecordKind.DOCUMENT, document)
        state(session, record, [Statement(Field.ACCESS, level, Source.PERSON)], who="archivist")


def page_saying(words: str, rotation: int = 0) -> PageText:
    """A page that reads so."""
    row = [
        Word(word, Box(round(0.1 + i % 40 / 50, 5), 0.1, 0.01, 0.02), 0.9, 0, 0) for i, word in enumerate(words.split())
    ]
    return PageText(tuple(row), 595.0, 842.0, rotation=rotation, confidence=0.9)
