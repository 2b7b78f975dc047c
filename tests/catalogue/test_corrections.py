"""A person's word: entered with a reason, taken back, told, and logged."""

from datetime import date

import pytest

from archive.access import Access
from archive.descriptions import Field, Source, Statement
from archive.errors import BadRequest, NotFound
from catalogue.access import effective_access
from catalogue.audit import list_events
from catalogue.catalogue import Catalogue
from catalogue.corrections import Change, correct, record_of_reference, release, take_back, tell_history
from catalogue.descriptions import describe, state
from catalogue.models import Document, RecordKind
from catalogue.publication import settle, take_changes
from catalogue.records import ensure_term
from tests.catalogue.made_up import enter_document, enter_file

WHY = "bản gốc ghi khác"


@pytest.fixture
def document(catalogue: Catalogue) -> Document:
    """A document that its inventory describes, in a fonds of two terms; the index holds it."""
    with catalogue.begin() as session:
        file = enter_file(session)
        ensure_term(session, file.inventory.fonds, "2005-2010", date(2005, 12, 1), date(2010, 10, 3))
        ensure_term(session, file.inventory.fonds, "2010-2015", date(2010, 10, 4), date(2015, 10, 16))
        made = enter_document(session, file)
        listed = {Field.NUMBER: "12-NQ/TU", Field.DATE: "2010-11-05", Field.SIGNER: "Lê Văn Ánh"}
        state(session, made, [Statement(f, v, Source.INVENTORY) for f, v in listed.items()], "intake")
        settle(session, take_changes(session, 10))
    return made


def _described(catalogue: Catalogue, document: Document) -> dict[Field, str]:
    with catalogue.reading() as session:
        return {field: said.value for field, said in describe(session, RecordKind.DOCUMENT, document.id).items()}


def test_a_persons_value_counts_and_is_queued(catalogue: Catalogue, document: Document) -> None:
    """A person's value outweighs the inventory's, is told as a change, and is queued for the engine."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        changes = correct(session, record, {Field.NUMBER: "13 -NQ/TU"}, "Lan", WHY)
        assert changes == [Change(Field.NUMBER, "12-NQ/TU", "13-NQ/TU")]
        assert [change.record_id for change in take_changes(session, 10)] == [document.id]
    assert _described(catalogue, document)[Field.NUMBER] == "13-NQ/TU"


def test_the_term_follows_a_corrected_date(catalogue: Catalogue, document: Document) -> None:
    """A new date moves the document to the term it falls into, and back when it is taken back."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        correct(session, record, {Field.DATE: "3/10/2010"}, "Lan", WHY)
    assert _described(catalogue, document)[Field.TERM] == "2005-2010"
    with catalogue.begin() as session:
        take_back(session, record_of_reference(session, document.reference), set(), "Lan", WHY)
    assert _described(catalogue, document)[Field.TERM] == "2010-2015"


def test_a_term_of_the_file_is_followed_by_its_documents(catalogue: Catalogue, document: Document) -> None:
    """A year on the border of two terms goes with the file; a person's word on the file's term moves it."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        correct(session, record, {Field.DATE: "2010"}, "Lan", WHY)
        correct(session, record_of_reference(session, "H42-041-03-0123"), {Field.TERM: "2005-2010"}, "Lan", WHY)
    assert _described(catalogue, document)[Field.TERM] == "2005-2010"


def test_an_unknown_term_is_refused(catalogue: Catalogue, document: Document) -> None:
    """A term that the fonds does not know is refused with those it knows and the way to add one."""
    with catalogue.begin() as session, pytest.raises(BadRequest, match=r"2005-2010, 2010-2015.*vankho fonds 041"):
        correct(session, record_of_reference(session, document.reference), {Field.TERM: "2015-2020"}, "Lan", WHY)


def test_undo_takes_back_what_was_set_together(catalogue: Catalogue, document: Document) -> None:
    """Undo without a field takes back all of the last word and nothing of the one before."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        correct(session, record, {Field.NUMBER: "13-NQ/TU"}, "Lan", WHY)
        correct(session, record, {Field.SIGNER: "Trần Thị Bưởi", Field.DATE: "6/11/2010"}, "Lan", WHY)
        changes = take_back(session, record, set(), "Hải", "nhầm văn bản")
        assert {change.field for change in changes} == {Field.SIGNER, Field.DATE}
    described = _described(catalogue, document)
    assert (described[Field.NUMBER], described[Field.SIGNER]) == ("13-NQ/TU", "Lê Văn Ánh")


def test_undo_goes_back_word_by_word(catalogue: Catalogue, document: Document) -> None:
    """Undone once, the person's earlier value counts again; undone twice, the inventory's; then there is nothing to undo."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        for number in ("13-NQ/TU", "14-NQ/TU"):
            correct(session, record, {Field.NUMBER: number}, "Lan", WHY)
        assert take_back(session, record, {Field.NUMBER}, "Lan", WHY)[0].after == "13-NQ/TU"
        assert take_back(session, record, {Field.NUMBER}, "Lan", WHY)[0].after == "12-NQ/TU"
        with pytest.raises(NotFound, match="nothing to undo"):
            take_back(session, record, {Field.NUMBER}, "Lan", WHY)


def test_a_new_secrecy_mark_closes_what_a_person_opened(catalogue: Catalogue, document: Document) -> None:
    """Released by one person and found to be marked by another, the record is closed again at once."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        release(session, record, Access.PUBLIC, "Lan", WHY)
        correct(session, record, {Field.SECRECY: "tối mật"}, "Hải", "dấu ở trang 2")
        assert effective_access(record) is Access.SECRET


def test_release_tells_the_level_that_counts(catalogue: Catalogue, document: Document) -> None:
    """A document stays as closed as its file, and release says so."""
    with catalogue.begin() as session:
        release(session, record_of_reference(session, "H42-041-03-0123"), Access.CONDITIONAL, "Lan", WHY)
        record = record_of_reference(session, document.reference)
        assert release(session, record, Access.PUBLIC, "Lan", WHY) is Access.CONDITIONAL


def test_a_change_is_logged_with_its_reason(catalogue: Catalogue, document: Document) -> None:
    """Who, what, before, after and why stand in the log, of setting, undoing and releasing alike."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        correct(session, record, {Field.SIGNER: "Trần Thị Bưởi"}, "Lan", f"  {WHY} ")
        take_back(session, record, set(), "Hải", "nhầm")
        release(session, record, Access.SECRET, "Lan", "có dấu mật")
        events = list_events(session, 10, record=record)
    assert [(event.action, event.who, event.detail["why"]) for event in events] == [
        ("release", "Lan", "có dấu mật"),
        ("undo", "Hải", "nhầm"),
        ("set", "Lan", WHY),
    ]
    assert (events[2].before, events[2].after) == ({"signer": "Lê Văn Ánh"}, {"signer": "Trần Thị Bưởi"})


@pytest.mark.parametrize("why", ["", " ", "x"])
def test_nothing_is_changed_without_a_reason(catalogue: Catalogue, document: Document, why: str) -> None:
    """Without a reason of a few letters nothing is entered."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        for attempt in (
            lambda: correct(session, record, {Field.NUMBER: "13-NQ/TU"}, "Lan", why),
            lambda: release(session, record, Access.SECRET, "Lan", why),
        ):
            with pytest.raises(BadRequest, match="why"):
                attempt()
    assert _described(catalogue, document)[Field.NUMBER] == "12-NQ/TU"


def test_history_tells_every_value_in_order(catalogue: Catalogue, document: Document) -> None:
    """All values of all fields are told with who gave them, oldest first, and those of one field alone when asked."""
    with catalogue.begin() as session:
        record = record_of_reference(session, document.reference)
        correct(session, record, {Field.NUMBER: "13-NQ/TU"}, "Lan", WHY)
        numbers = tell_history(session, record, Field.NUMBER)
        everything = tell_history(session, record)
    assert [(v.statement.value, v.who) for v in numbers] == [("12-NQ/TU", "intake"), ("13-NQ/TU", "Lan")]
    assert len(everything) == 4
    assert everything[-1].who == "Lan"


def test_an_unknown_reference_is_named(catalogue: Catalogue) -> None:
    """A reference of nothing is an error that shows what a reference looks like."""
    with catalogue.reading() as session, pytest.raises(NotFound, match="H42-041-03-0123-002"):
        record_of_reference(session, "H99-1-1-1")
