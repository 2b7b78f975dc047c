"""Deliveries, their receipts, and taking them out of sight."""

import pytest
from sqlalchemy.orm import Session

from archive.access import Access
from archive.errors import BadRequest, NotFound
from catalogue.access import denied
from catalogue.audit import list_events
from catalogue.catalogue import Catalogue
from catalogue.deliveries import (
    begin_delivery,
    count_items,
    finish_delivery,
    get_delivery,
    list_deliveries,
    receipt,
    record_items,
    restore,
    withdraw,
)
from catalogue.models import Action, DeliveryItem, DeliveryState, Document, File, ItemState, RecordKind
from catalogue.publication import settle, take_changes
from catalogue.records import find_record
from tests.catalogue.made_up import enter_asset, enter_document, enter_file

EVERYTHING = frozenset(Access)


def _deliver(session: Session, name: str) -> int:
    return begin_delivery(session, name, f"/giao/{name}", f"fingerprint of {name}")[0].id


def _in_sight(session: Session) -> set[str]:
    session.expire_all()
    records = [*session.query(File).all(), *session.query(Document).all()]
    return {record.reference.removeprefix("H42-041-03-") for record in records if not record.withdrawn}


@pytest.fixture
def two_deliveries(catalogue: Catalogue) -> tuple[int, int]:
    """Delivery one brings file 0001 with paper 001; delivery two its paper 002, and file 0002 with paper 001."""
    with catalogue.begin() as session:
        one, two = _deliver(session, "một"), _deliver(session, "hai")
        shared = enter_file(session, "0001", delivery_id=one)
        enter_document(session, shared, "001", delivery_id=one)
        enter_document(session, shared, "002", delivery_id=two)
        enter_document(session, enter_file(session, "0002", delivery_id=two), "001", delivery_id=two)
        settle(session, take_changes(session, 100))
    return one, two


def test_the_same_delivery_is_known_again(catalogue: Catalogue) -> None:
    """The fingerprint tells a delivery that is offered again, finished or not."""
    with catalogue.begin() as session:
        first, is_new = begin_delivery(session, "tháng 3", "/giao/3", "abc")
        assert (is_new, first.finished_at, first.state) == (True, None, DeliveryState.ACTIVE)
        finish_delivery(session, first, {"files": 2})
        finished = first.finished_at
        again, is_new = begin_delivery(session, "tháng 3 (sao)", "/giao/khác", "abc")
        finish_delivery(session, again, {"files": 2})
        assert (again.id, is_new, again.finished_at, again.name) == (first.id, False, finished, "tháng 3")


def test_deliveries_are_listed_page_by_page(catalogue: Catalogue) -> None:
    """A list of deliveries goes on behind the last one shown, in the order they came."""
    with catalogue.begin() as session:
        ids = [_deliver(session, name) for name in ("một", "hai", "ba")]
        first = list_deliveries(session, 2)
        assert [d.id for d in first + list_deliveries(session, 2, first[-1].id)] == ids


def test_a_receipt_tells_what_became_of_each_file(catalogue: Catalogue) -> None:
    """Each file offered stands once on the receipt, with checksum, size, pages, what became of it and why."""
    with catalogue.begin() as session:
        delivery = get_delivery(session, _deliver(session, "một"))
        sha256 = enter_asset(session, "a", 3)
        record_items(
            session,
            delivery,
            [
                DeliveryItem(name="a.pdf", sha256=sha256, state=ItemState.TAKEN),
                DeliveryItem(name="b.pdf", state=ItemState.FAILED, message="b.pdf is encrypted"),
                DeliveryItem(name="c.pdf", state=ItemState.MISSING, message="row 4 names it"),
            ],
        )
        record_items(session, delivery, [DeliveryItem(name="b.pdf", state=ItemState.REFUSED, message="TUYỆT MẬT")])
        lines = receipt(session, delivery.id, 2)
        lines += receipt(session, delivery.id, 2, lines[-1].name)
        assert [(x.name, x.sha256, x.size, x.page_count, x.state, x.message) for x in lines] == [
            ("a.pdf", sha256, 1, 3, ItemState.TAKEN, ""),
            ("b.pdf", None, None, None, ItemState.REFUSED, "TUYỆT MẬT"),
            ("c.pdf", None, None, None, ItemState.MISSING, "row 4 names it"),
        ]
        assert {state: n for state, n in count_items(session, delivery.id).items() if n} == {
            ItemState.TAKEN: 1,
            ItemState.REFUSED: 1,
            ItemState.MISSING: 1,
        }


def test_what_a_delivery_brought_stays_taken(catalogue: Catalogue) -> None:
    """Offered again and found unchanged, a file is still one that this delivery brought."""
    with catalogue.begin() as session:
        delivery = get_delivery(session, _deliver(session, "một"))
        for state in (ItemState.TAKEN, ItemState.UNCHANGED):
            record_items(session, delivery, [DeliveryItem(name="a.pdf", state=state)])
        assert [line.state for line in receipt(session, delivery.id, 9)] == [ItemState.TAKEN]


def test_a_withdrawn_delivery_is_out_of_sight_at_once(catalogue: Catalogue, two_deliveries: tuple[int, int]) -> None:
    """Its documents, and its files left without any, are denied to everyone and queued for deletion, not lost."""
    _, two = two_deliveries
    with catalogue.begin() as session:
        assert withdraw(session, two, "Lan", "lô giao nhầm") == 2
        assert _in_sight(session) == {"0001", "0001-001"}
        changes = take_changes(session, 100)
        assert {change.action for change in changes} == {Action.DELETE}
        assert denied(session, EVERYTHING) == {change.record_id for change in changes}
        assert len(changes) == 3


def test_a_file_stays_while_a_paper_of_it_is_in_sight(catalogue: Catalogue, two_deliveries: tuple[int, int]) -> None:
    """A file goes only when its own delivery and all its documents are out of sight, in whichever order."""
    one, two = two_deliveries
    with catalogue.begin() as session:
        withdraw(session, one, "Lan", "")
        assert _in_sight(session) == {"0001", "0001-002", "0002", "0002-001"}
        withdraw(session, two, "Lan", "")
        assert _in_sight(session) == set()
        restore(session, two, "Lan", "")
        assert _in_sight(session) == {"0001", "0001-002", "0002", "0002-001"}
        restore(session, one, "Lan", "")
        assert _in_sight(session) == {"0001", "0001-001", "0001-002", "0002", "0002-001"}


def test_a_restored_delivery_is_published_again(catalogue: Catalogue, two_deliveries: tuple[int, int]) -> None:
    """What was brought back is queued to be shown, and no longer denied once the index has it."""
    _, two = two_deliveries
    with catalogue.begin() as session:
        withdraw(session, two, "Lan", "")
        settle(session, take_changes(session, 100))
        assert denied(session, EVERYTHING) == frozenset()
        restore(session, two, "Lan", "")
        assert [change.action for change in take_changes(session, 100)] == [Action.UPSERT] * 3
        settle(session, take_changes(session, 100))
        assert denied(session, frozenset()) == frozenset()


def test_a_new_paper_brings_its_file_back(catalogue: Catalogue, two_deliveries: tuple[int, int]) -> None:
    """A file that went with its delivery is in sight again when another delivery brings a paper of it."""
    _, two = two_deliveries
    with catalogue.begin() as session:
        withdraw(session, two, "Lan", "")
        file = find_record(session, RecordKind.FILE, "H42-041-03-0002")
        assert isinstance(file, File)
        enter_document(session, file, "002", delivery_id=_deliver(session, "ba"))
        assert {"0002", "0002-002"} <= _in_sight(session)
        settle(session, take_changes(session, 100))
        assert file.id not in denied(session, EVERYTHING)


def test_withdrawing_is_logged_with_its_reason(catalogue: Catalogue, two_deliveries: tuple[int, int]) -> None:
    """Who withdrew what and why stands in the log; doing it twice, or to no delivery, is refused."""
    one, _ = two_deliveries
    with catalogue.begin() as session:
        withdraw(session, one, "Lan", "lô giao nhầm")
        (event,) = list_events(session, 5)
        assert (event.who, event.action) == ("Lan", "withdraw")
        assert event.detail == {"delivery": one, "name": "một", "why": "lô giao nhầm"}
        with pytest.raises(BadRequest, match="withdrawn already"):
            withdraw(session, one, "Lan", "")
        with pytest.raises(NotFound, match="vankho deliveries"):
            restore(session, 999, "Lan", "")
