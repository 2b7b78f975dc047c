"""The outbox, the index's state, and the one publisher."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from archive.descriptions import Field, Source, Statement
from archive.errors import Unavailable
from catalogue import publication
from catalogue.catalogue import Catalogue
from catalogue.descriptions import state
from catalogue.models import Action, Document, PublicationLease, RecordKind
from catalogue.publication import (
    catalogue_revision,
    count_changes,
    enqueue_all,
    index_state,
    publisher_lease,
    set_index_state,
    settle,
    take_changes,
    touch,
)
from tests.catalogue.made_up import enter_document, enter_file


def _say(value: str) -> list[Statement]:
    return [Statement(Field.TITLE, value, Source.PERSON)]


@pytest.fixture
def document(catalogue: Catalogue) -> Document:
    """A document; it and its file wait for the engine."""
    with catalogue.begin() as session:
        return enter_document(session, enter_file(session))


def test_a_new_record_waits_for_the_engine(catalogue: Catalogue, document: Document) -> None:
    """Entering a file and a document queues both, in the same transaction."""
    with catalogue.reading() as session:
        assert [(c.kind, c.revision, c.action) for c in take_changes(session, 10)] == [
            (RecordKind.FILE, 1, Action.UPSERT),
            (RecordKind.DOCUMENT, 1, Action.UPSERT),
        ]


def test_a_change_that_is_rolled_back_is_not_queued(catalogue: Catalogue, document: Document) -> None:
    """Only what is committed is published."""
    with catalogue.begin() as session:
        settle(session, take_changes(session, 10))
    with pytest.raises(ZeroDivisionError), catalogue.begin() as session:
        state(session, document, _say("một"), "x")
        _ = 1 / 0
    with catalogue.reading() as session:
        assert count_changes(session) == 0
        assert session.get_one(Document, document.id).revision == 1


def test_taken_changes_stay_until_settled(catalogue: Catalogue, document: Document) -> None:
    """A publisher that dies after taking loses nothing; what it settled is not taken again."""
    with catalogue.begin() as session:
        taken = take_changes(session, 1)
        assert take_changes(session, 1) == taken
        settle(session, taken)
        assert taken[0] not in take_changes(session, 10)
        assert count_changes(session) == 1


def test_a_change_made_meanwhile_is_not_lost(catalogue: Catalogue, document: Document) -> None:
    """A record that changes again between taking and settling waits at its new revision."""
    with catalogue.begin() as session:
        taken = take_changes(session, 10)
    with catalogue.begin() as session:
        state(session, document, _say("hai"), "x")
    with catalogue.begin() as session:
        settle(session, taken)
        (left,) = take_changes(session, 10)
    assert (left.record_id, left.revision) == (document.id, 2)


def test_a_reindex_queues_every_record_once(catalogue: Catalogue, document: Document) -> None:
    """Queueing all adds what is missing and repeats nothing; a withdrawn record is to be deleted."""
    with catalogue.begin() as session:
        settle(session, take_changes(session, 1))
        session.get_one(Document, document.id).withdrawn = True
        enqueue_all(session)
        assert sorted((c.kind, c.action) for c in take_changes(session, 10)) == [
            (RecordKind.DOCUMENT, Action.DELETE),
            (RecordKind.FILE, Action.UPSERT),
        ]


def test_many_changes_are_settled(catalogue: Catalogue) -> None:
    """Twelve hundred changes are taken in batches and settled, and none is left."""
    with catalogue.begin() as session:
        file = enter_file(session)
        document = enter_document(session, file)
        part = document.parts[0]
        ids = [f"{i:032x}" for i in range(1200)]
        session.add_all(
            Document(id=id_, file_id=file.id, ordinal=id_, reference=id_, order_key=id_, delivery_id=None, parts=[])
            for id_ in ids
        )
        touch(session, RecordKind.DOCUMENT, dict.fromkeys(ids, 2))
        assert part.page_count == 2
    with catalogue.begin() as session:
        changes = take_changes(session, 5000)
        assert len(changes) == 1202
        settle(session, changes)
        assert count_changes(session) == 0
        assert catalogue_revision(session) == 2 + 2 * 1200


def test_the_index_says_what_it_holds(catalogue: Catalogue) -> None:
    """The state of an index is kept by its name; one never heard of holds nothing."""
    with catalogue.begin() as session:
        assert index_state(session, "records") == (0, "")
        set_index_state(session, "records", 7, "generation 2")
        set_index_state(session, "records", 8, "generation 2")
    with catalogue.reading() as session:
        assert index_state(session, "records") == (8, "generation 2")


def test_there_is_one_publisher(catalogue: Catalogue) -> None:
    """While one publishes another is refused and told who does; afterwards it may."""
    with publisher_lease(catalogue, "ingest on phulinh") as lease:
        with pytest.raises(Unavailable, match="ingest on phulinh is publishing"), publisher_lease(catalogue, "server"):
            pass
        assert lease.renew() is True
    with publisher_lease(catalogue, "server"):
        pass


def test_of_many_that_ask_at_once_one_publishes(catalogue: Catalogue) -> None:
    """Of eight that ask for the lease at the same moment exactly one gets it."""
    together, granted = threading.Barrier(8), []
    leases = [publication.Lease(catalogue, f"holder {i}") for i in range(8)]

    def ask(lease: publication.Lease) -> None:
        together.wait()
        granted.append(lease.renew())

    threads = [threading.Thread(target=ask, args=(lease,)) for lease in leases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(granted) == [False] * 7 + [True]


def test_a_dead_publisher_is_followed(catalogue: Catalogue) -> None:
    """A lease not renewed in time goes to who asks next, and the former holder is told so and takes nothing away."""
    with publisher_lease(catalogue, "server") as lost:
        with catalogue.begin() as session:
            row = session.scalars(select(PublicationLease)).one()
            row.expires_at -= 2 * publication.LEASE + timedelta(seconds=1)
        with publisher_lease(catalogue, "ingest") as held:
            assert lost.renew() is False
            lost.release()
            assert held.renew() is True
