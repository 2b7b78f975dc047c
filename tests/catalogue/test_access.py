"""Effective access and the deny-list."""

import pytest
from sqlalchemy import select

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from catalogue.access import denied, effective_access
from catalogue.catalogue import Catalogue
from catalogue.descriptions import state, undo
from catalogue.models import Document, File
from catalogue.publication import settle, take_changes
from catalogue.records import readable_documents
from tests.catalogue.made_up import enter_document, enter_file

PUBLIC = frozenset({Access.PUBLIC})
KEEPER = frozenset({Access.PUBLIC, Access.CONDITIONAL})
EVERYTHING = frozenset(Access)


def _access(level: str, source: Source = Source.PERSON) -> Statement:
    return Statement(Field.ACCESS, level, source)


def _secrecy(mark: str, source: Source = Source.INVENTORY) -> Statement:
    return Statement(Field.SECRECY, mark, source)


@pytest.fixture
def published(catalogue: Catalogue) -> tuple[File, Document]:
    """A public file and its public document, which the index holds."""
    with catalogue.begin() as session:
        file = enter_file(session)
        document = enter_document(session, file)
        settle(session, take_changes(session, 10))
    return file, document


@pytest.mark.parametrize("own", list(Access))
@pytest.mark.parametrize("of_file", list(Access))
def test_a_document_is_never_more_open_than_its_file(catalogue: Catalogue, own: Access, of_file: Access) -> None:
    """The stricter of the document's own level and its file's counts, and the condition for lists agrees."""
    with catalogue.begin() as session:
        document = enter_document(session, enter_file(session, access=of_file), access=own)
        assert effective_access(document) is max(own, of_file, key=lambda level: level.rank)
        for levels in (PUBLIC, KEEPER, EVERYTHING):
            shown = session.scalars(select(Document).join(File).where(readable_documents(levels))).all()
            assert bool(shown) is (effective_access(document) in levels)


def test_raised_secrecy_closes_at_once(catalogue: Catalogue, published: tuple[File, Document]) -> None:
    """From the moment of commit a record that became secret is denied, until the index has caught up."""
    _, document = published
    with catalogue.begin() as session:
        state(session, document, [_access("secret")], "Lan")
    with catalogue.reading() as session:
        assert denied(session, PUBLIC) == denied(session, KEEPER) == {document.id}
        assert denied(session, EVERYTHING) == frozenset()
    with catalogue.begin() as session:
        settle(session, take_changes(session, 10))
        assert denied(session, PUBLIC) == frozenset()


def test_a_file_closes_its_documents(catalogue: Catalogue, published: tuple[File, Document]) -> None:
    """When a file becomes secret, its documents are queued and denied with it."""
    file, document = published
    with catalogue.begin() as session:
        file = session.get_one(File, file.id)
        state(session, file, [_access("conditional")], "Lan")
        assert denied(session, PUBLIC) == {file.id, document.id}
        assert denied(session, KEEPER) == frozenset()
        assert {change.record_id for change in take_changes(session, 10)} == {file.id, document.id}


def test_a_second_thought_is_followed(catalogue: Catalogue, published: tuple[File, Document]) -> None:
    """A record made secret, then conditional, before the index caught up is shown to those it is now for, no others."""
    _, document = published
    with catalogue.begin() as session:
        state(session, document, [_access("secret")], "Lan")
        state(session, document, [_access("conditional")], "Lan")
        assert denied(session, PUBLIC) == {document.id}
        assert denied(session, KEEPER) == frozenset()


def test_an_older_publication_does_not_open(catalogue: Catalogue, published: tuple[File, Document]) -> None:
    """A change taken before the secrecy was raised, settled after it, leaves the record denied and queued."""
    _, document = published
    with catalogue.begin() as session:
        state(session, document, [Statement(Field.NUMBER, "1-NQ/TU", Source.PERSON)], "Lan")
        taken = take_changes(session, 10)
        state(session, document, [_access("secret")], "Lan")
        settle(session, taken)
        assert denied(session, PUBLIC) == {document.id}
        assert [change.record_id for change in take_changes(session, 10)] == [document.id]


@pytest.mark.parametrize("mark", ["Mật", "TỐI MẬT", " tuyệt mật "])
def test_a_secrecy_mark_makes_secret(catalogue: Catalogue, published: tuple[File, Document], mark: str) -> None:
    """A secrecy mark of the inventory closes a record, though the same inventory calls its use public."""
    _, document = published
    with catalogue.begin() as session:
        state(session, document, [_secrecy(mark), _access("public", Source.INVENTORY)], "intake")
        assert effective_access(document) is Access.SECRET


@pytest.mark.parametrize(
    ("on_paper", "listed"),
    [("Mật", "Thường"), ("Thường", "Mật"), ("Tối mật", "Tuyệt mật"), ("Mật", None), (None, "Mật")],
)
def test_of_paper_and_inventory_the_higher_mark_wins(
    catalogue: Catalogue, published: tuple[File, Document], on_paper: str | None, listed: str | None
) -> None:
    """A mark that only the paper or only the inventory bears closes the record, whatever the inventory's level says."""
    _, document = published
    said = [_access("public", Source.INVENTORY)]
    said += [_secrecy(on_paper, Source.EXTRACTED)] if on_paper else []
    said += [_secrecy(listed)] if listed else []
    with catalogue.begin() as session:
        state(session, document, said, "intake")
        assert effective_access(document) is Access.SECRET


def test_a_persons_word_on_the_mark_outweighs_both(catalogue: Catalogue, published: tuple[File, Document]) -> None:
    """Where a person says that there is no mark, the level of the inventory counts again."""
    _, document = published
    with catalogue.begin() as session:
        state(session, document, [_secrecy("Mật"), _secrecy("Mật", Source.EXTRACTED)], "intake")
        state(session, document, [_secrecy("Thường", Source.PERSON), _access("conditional", Source.INVENTORY)], "Lan")
        assert effective_access(document) is Access.CONDITIONAL


def test_a_person_may_open_what_a_mark_closed(catalogue: Catalogue, published: tuple[File, Document]) -> None:
    """A person's word on access outweighs a mark in the inventory; undone, the mark counts again."""
    _, document = published
    with catalogue.begin() as session:
        state(session, document, [_secrecy("Mật")], "intake")
        state(session, document, [_access("public")], "Lan")
        assert effective_access(document) is Access.PUBLIC
        undo(session, document, Field.ACCESS)
        assert effective_access(document) is Access.SECRET


def test_without_a_word_the_deliverys_level_holds(catalogue: Catalogue) -> None:
    """A record taken in as conditional is so again when what was said of its access is undone."""
    with catalogue.begin() as session:
        document = enter_document(session, enter_file(session), access=Access.CONDITIONAL)
        state(session, document, [_access("public")], "Lan")
        assert effective_access(document) is Access.PUBLIC
        undo(session, document, Field.ACCESS)
        assert effective_access(document) is Access.CONDITIONAL
