"""Statements: precedence, history, undo, revisions."""

from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from archive.access import Access
from archive.descriptions import Field, Place, Source, Statement
from archive.errors import BadRequest, NotFound
from archive.pages import Box
from catalogue.access import effective_access
from catalogue.catalogue import Catalogue
from catalogue.descriptions import describe, describe_many, history, retract, state, state_many, undo
from catalogue.models import Action, DescribedValue, Document, RecordKind
from catalogue.publication import settle, take_changes
from catalogue.records import Part, find_record, replace_parts
from catalogue.schema import migrate
from tests.catalogue.made_up import enter_asset, enter_document, enter_file

EXTRACTED = Statement(Field.NUMBER, "12-NQ/TU", Source.EXTRACTED, 0.8, Place(2, Box(0.1, 0.2, 0.3, 0.04)))
LISTED = Statement(Field.NUMBER, "12-NQ/TU", Source.INVENTORY)


def _revision(catalogue: Catalogue, record_id: str) -> int:
    with catalogue.reading() as session:
        return session.get_one(Document, record_id).revision


def _number(value: str, source: Source) -> Statement:
    return Statement(Field.NUMBER, value, source)


@pytest.fixture
def document(catalogue: Catalogue) -> Document:
    """A document of two pages, with nothing waiting for the engine."""
    with catalogue.begin() as session:
        entered = enter_document(session, enter_file(session))
        settle(session, take_changes(session, 10))
    return entered


def test_a_statement_comes_back_as_it_was(catalogue: Catalogue, document: Document) -> None:
    """Value, source, confidence and place on the paper of a statement are kept."""
    with catalogue.begin() as session:
        assert state(session, document, [EXTRACTED], "reader") is True
    with catalogue.reading() as session:
        assert describe(session, RecordKind.DOCUMENT, document.id) == {Field.NUMBER: EXTRACTED}


def test_the_same_statement_again_changes_nothing(catalogue: Catalogue, document: Document) -> None:
    """A value its source already gave makes no row, no revision and no work for the engine."""
    with catalogue.begin() as session:
        state(session, document, [EXTRACTED], "reader")
        settle(session, take_changes(session, 10))
    before = _revision(catalogue, document.id)
    with catalogue.begin() as session:
        assert state(session, document, [EXTRACTED], "another reader") is False
    with catalogue.reading() as session:
        assert len(history(session, document, Field.NUMBER)) == 1
        assert take_changes(session, 10) == []
    assert _revision(catalogue, document.id) == before


def test_a_person_wins_over_the_inventory_and_that_over_the_reader(catalogue: Catalogue, document: Document) -> None:
    """In whatever order they speak, the word of a person counts, then the inventory's, then what was read."""
    with catalogue.begin() as session:
        for source in (Source.PERSON, Source.EXTRACTED, Source.INVENTORY):
            state(session, document, [_number(f"{source}", source)], "x")
        for source in (Source.PERSON, Source.INVENTORY, Source.EXTRACTED):
            assert describe(session, RecordKind.DOCUMENT, document.id)[Field.NUMBER].value == source
            retract(session, document, [Field.NUMBER], source)
        assert describe(session, RecordKind.DOCUMENT, document.id) == {}


def test_only_what_a_reader_sees_counts_as_a_change(catalogue: Catalogue, document: Document) -> None:
    """A value that loses to a stronger source is kept, but neither the revision nor the outbox knows of it."""
    with catalogue.begin() as session:
        state(session, document, [_number("12-NQ/TU", Source.INVENTORY)], "x")
        settle(session, take_changes(session, 10))
    before = _revision(catalogue, document.id)
    with catalogue.begin() as session:
        assert state(session, document, [_number("72-NQ/TU", Source.EXTRACTED)], "x") is False
        assert take_changes(session, 10) == []
    assert _revision(catalogue, document.id) == before


def test_a_change_is_queued_once_with_its_revision(catalogue: Catalogue, document: Document) -> None:
    """However many fields one call changes, the revision grows by one and one row waits for the engine."""
    before = _revision(catalogue, document.id)
    with catalogue.begin() as session:
        state(session, document, [EXTRACTED, Statement(Field.TYPE, "Nghị quyết", Source.EXTRACTED)], "x")
    with catalogue.reading() as session:
        (change,) = take_changes(session, 10)
    assert (change.record_id, change.action, change.revision) == (document.id, Action.UPSERT, before + 1)
    assert _revision(catalogue, document.id) == before + 1


def test_history_keeps_every_value(catalogue: Catalogue, document: Document) -> None:
    """A superseded value stays, with who gave it, when, and until when it counted."""
    first, second = datetime(2024, 1, 2, tzinfo=UTC), datetime(2024, 1, 3, tzinfo=UTC)
    with catalogue.begin() as session:
        state(session, document, [_number("1", Source.PERSON)], "Lan", first)
        state(session, document, [_number("2", Source.PERSON)], "Minh", second)
        kept = history(session, document, Field.NUMBER)
    assert [(v.statement.value, v.who, v.at, v.superseded_at) for v in kept] == [
        ("1", "Lan", first, second),
        ("2", "Minh", second, None),
    ]


def test_undo_brings_back_the_value_before(catalogue: Catalogue, document: Document) -> None:
    """Undoing twice walks two values back, and the reader's revision counts each step."""
    with catalogue.begin() as session:
        for value in ("1", "2", "3"):
            state(session, document, [_number(value, Source.PERSON)], "Lan")
        for value in ("2", "1"):
            assert undo(session, document, Field.NUMBER) is True
            assert describe(session, RecordKind.DOCUMENT, document.id)[Field.NUMBER].value == value
        assert undo(session, document, Field.NUMBER) is True
        assert describe(session, RecordKind.DOCUMENT, document.id) == {}
        with pytest.raises(NotFound, match="nothing to undo"):
            undo(session, document, Field.NUMBER)


def test_one_source_gives_one_value_at_a_time(catalogue: Catalogue, document: Document) -> None:
    """Two values of one field from one source in one call are refused, and the database itself would refuse them."""
    with pytest.raises(BadRequest, match="two values of number"), catalogue.begin() as session:
        state(session, document, [LISTED, _number("13-NQ/TU", Source.INVENTORY)], "x")
    row = {
        "kind": "document",
        "record_id": document.id,
        "field": "number",
        "value": "1",
        "source": "person",
        "who": "x",
    }
    with pytest.raises(IntegrityError), catalogue.begin() as session:
        session.add_all([DescribedValue(**row), DescribedValue(**row)])


def test_a_place_outside_the_document_is_refused(catalogue: Catalogue, document: Document) -> None:
    """Nothing can have been read on page 3 of a document of two pages, or on a page of a file."""
    place = Place(3, Box(0, 0, 0, 0))
    with pytest.raises(BadRequest, match="has no page 3"), catalogue.begin() as session:
        state(session, document, [Statement(Field.NUMBER, "1", Source.EXTRACTED, 1.0, place)], "x")


def test_a_place_follows_its_page(catalogue: Catalogue, document: Document) -> None:
    """When the document's pages move, a place moves with its page; when the page leaves, the value stays without one."""
    with catalogue.begin() as session:
        document = session.get_one(Document, document.id)
        own = document.parts[0].asset_sha256
        state(session, document, [EXTRACTED], "x")
        cover = enter_asset(session, "cover", 3)
        replace_parts(session, document, [Part(cover, 0, 2), Part(own, 1, 1)])
        place = describe(session, RecordKind.DOCUMENT, document.id)[Field.NUMBER].place
        assert place == Place(4, Box(0.1, 0.2, 0.3, 0.04))
        replace_parts(session, document, [Part(cover, 0, 2)])
        assert describe(session, RecordKind.DOCUMENT, document.id)[Field.NUMBER].place is None


def test_many_records_are_stated_at_once(catalogue: Catalogue) -> None:
    """Hundreds of records of both kinds get their own values in one call; only those that differ are counted."""
    with catalogue.begin() as session:
        file = enter_file(session)
        part = Part(enter_asset(session, "book", 1), 0, 0)
        documents = [enter_document(session, file, f"{i:04}", (part,)) for i in range(650)]
        stated = [
            (record, [Statement(Field.TITLE, record.reference, Source.INVENTORY)]) for record in (file, *documents)
        ]
        assert state_many(session, stated, "x") == 651
        assert state_many(session, stated, "x") == 0
        stated[7] = (stated[7][0], [Statement(Field.TITLE, "Về công tác cán bộ", Source.INVENTORY)])
        assert state_many(session, stated, "x") == 1
    with catalogue.reading() as session:
        described = describe_many(session, RecordKind.DOCUMENT, [document.id for document in documents])
        titles = [described[document.id][Field.TITLE].value for document in documents]
        assert titles[6] == "Về công tác cán bộ"
        assert titles[:6] + titles[7:] == [d.reference for d in documents[:6] + documents[7:]]
        assert session.get_one(Document, documents[6].id).revision == 3
        assert session.get_one(Document, documents[5].id).revision == 2


def test_a_files_term_reaches_its_documents(catalogue: Catalogue, document: Document) -> None:
    """A document's doubtful term is settled by its file's, so a change of the file's term or date is theirs as well."""
    before = _revision(catalogue, document.id)
    with catalogue.begin() as session:
        file = find_record(session, RecordKind.FILE, "H42-041-03-0123")
        assert file is not None
        state(session, file, [Statement(Field.TITLE, "Tập lưu công văn đi", Source.INVENTORY)], "x")
        assert _revision_now(session, document.id) == before
        state(session, file, [Statement(Field.TERM, "2010-2015", Source.INVENTORY)], "x")
        assert {change.record_id for change in take_changes(session, 10)} == {file.id, document.id}
    assert _revision(catalogue, document.id) == before + 1


def _revision_now(session: object, record_id: str) -> int:
    return session.get_one(Document, record_id).revision  # type: ignore[attr-defined,no-any-return]


def test_an_unknown_access_is_refused(catalogue: Catalogue, document: Document) -> None:
    """A level of access that is none of the three is refused, and nothing of the call is kept."""
    with pytest.raises(BadRequest, match="'open' is no level"), catalogue.begin() as session:
        state(session, document, [EXTRACTED, Statement(Field.ACCESS, "open", Source.PERSON)], "x")
    with catalogue.reading() as session:
        assert describe(session, RecordKind.DOCUMENT, document.id) == {}


_VALUES = st.sampled_from(["1", "2", "3"])
_STEPS = st.lists(
    st.tuples(st.sampled_from(["state", "undo"]), st.sampled_from(list(Source)), _VALUES), min_size=1, max_size=14
)


@pytest.fixture(scope="module")
def one_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """One catalogue for many examples; each makes a document of its own."""
    home = tmp_path_factory.mktemp("home")
    url = f"sqlite:///{Path(home) / 'catalogue.db'}"
    migrate(url)
    return Catalogue.open(url, home)


@given(steps=_STEPS)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_each_source_is_a_stack_and_the_strongest_counts(
    one_catalogue: Catalogue, steps: list[tuple[str, Source, str]]
) -> None:
    """After any stating and undoing, each source's value is the top of its own stack, the effective value that of the
    strongest source that has one, and the revision the number of times the effective value changed.
    """
    stacks: dict[Source, list[str]] = defaultdict(list)
    seen, changes, given_rows = None, 1, 0
    with one_catalogue.begin() as session:
        file = find_record(session, RecordKind.FILE, "H42-041-03-0123") or enter_file(session)
        ordinal = f"{file.revision}-{id(steps)}-{len(steps)}-{datetime.now(UTC).timestamp()}"
        document = enter_document(session, file, ordinal)  # type: ignore[arg-type]
        for step, source, value in steps:
            stack = stacks[source]
            if step == "state":
                state(session, document, [_number(value, source)], "x")
                if stack[-1:] != [value]:
                    stack.append(value)
                    given_rows += 1
            elif stack:
                undo(session, document, Field.NUMBER, source=source)
                stack.pop()
            else:
                with pytest.raises(NotFound):
                    undo(session, document, Field.NUMBER, source=source)
            expected = next((stacks[s][-1] for s in Source if stacks[s]), None)
            described = describe(session, RecordKind.DOCUMENT, document.id).get(Field.NUMBER)
            assert (described.value if described else None) == expected
            changes += expected != seen
            seen = expected
        session.refresh(document)
        assert document.revision == changes
        assert len(history(session, document, Field.NUMBER)) == given_rows
        assert effective_access(document) is Access.PUBLIC
