"""Pairs and what people decide of them: main documents, groups, undo, the log; nothing is ever deleted."""

import pytest
from sqlalchemy import select

from archive.duplicates.verdict import Kind, Reason, Sign, Verdict
from archive.errors import BadRequest, NotFound
from catalogue.audit import list_events
from catalogue.catalogue import Catalogue
from catalogue.copies import copies_of, mains_of
from catalogue.duplicates import (
    Decision,
    FoundPair,
    decide,
    decisions_on,
    drop_every_pair,
    drop_pairs,
    keep_pairs,
    pair_of,
    pairs_with,
    undo_decision,
    verdict_of,
)
from catalogue.models import Document, DuplicateDecision
from tests.catalogue.made_up import enter_document, enter_file

A, B, C, D = range(4)
RESCAN = Verdict(Kind.RESCAN, 0.9, (Reason(Sign.TEXT, share=0.97),))


@pytest.fixture
def papers(catalogue: Catalogue) -> list[Document]:
    """Four documents, in the order of their ids."""
    with catalogue.begin() as session:
        file = enter_file(session)
        made = [enter_document(session, file, f"{number:03}") for number in range(1, 5)]
    return sorted(made, key=lambda document: document.id)


def _same(catalogue: Catalogue, one: Document, other: Document, main: Document, who: str = "lan") -> None:
    with catalogue.begin() as session:
        decide(session, one, other, Decision.SAME, who=who, main_id=main.id)


def _undo(catalogue: Catalogue, one: Document, other: Document) -> None:
    with catalogue.begin() as session:
        undo_decision(session, one, other, "bưởi")


def _copies(catalogue: Catalogue, papers: list[Document]) -> dict[int, list[int]]:
    """Main documents and those behind them, by their places."""
    place = {paper.id: at for at, paper in enumerate(papers)}
    with catalogue.reading() as session:
        found = copies_of(session, [paper.id for paper in papers])
        behind = mains_of(session, [paper.id for paper in papers])
    assert behind == {copy: main for main, copies in found.items() for copy in copies}
    return {place[main]: [place[copy] for copy in copies] for main, copies in found.items()}


def test_a_pair_is_found_in_either_order(catalogue: Catalogue, papers: list[Document]) -> None:
    """Kept turned round, a pair has its reasons turned with it, so that each value stays with its document."""
    differs = Reason(Sign.NUMBER_DIFFERS, one="of B", other="of A")
    certified = Reason(Sign.CERTIFIED, one="of B")
    verdict = Verdict(Kind.CONTAINS, 0.8, (differs, certified), holds_other=True)
    with catalogue.begin() as session:
        keep_pairs(session, [FoundPair(papers[B].id, papers[A].id, verdict, papers[B].id)])
    with catalogue.reading() as session:
        pair = pair_of(session, papers[B].id, papers[A].id)
        assert pair is not None
        assert pair is pair_of(session, papers[A].id, papers[B].id)
        turned = (Reason(Sign.NUMBER_DIFFERS, one="of A", other="of B"), Reason(Sign.CERTIFIED, other="of B"))
        assert verdict_of(pair) == Verdict(Kind.CONTAINS, 0.8, turned, holds_other=False)
        assert pairs_with(session, papers[A].id) == pairs_with(session, papers[B].id) == [pair]
        assert pairs_with(session, papers[C].id) == []


def test_what_is_found_again_takes_the_place_of_what_was_found(catalogue: Catalogue, papers: list[Document]) -> None:
    """A pair that is kept twice is one pair, as it was found last."""
    with catalogue.begin() as session:
        keep_pairs(session, [FoundPair(papers[A].id, papers[B].id, RESCAN)])
        keep_pairs(session, [FoundPair(papers[B].id, papers[A].id, Verdict(Kind.COPY, 0.7, ()))])
    with catalogue.reading() as session:
        assert [(pair.kind, pair.confidence) for pair in pairs_with(session, papers[A].id)] == [("copy", 0.7)]


def test_pairs_go_and_decisions_stay(catalogue: Catalogue, papers: list[Document]) -> None:
    """What is to be compared again loses its pairs, not what was decided of them."""
    with catalogue.begin() as session:
        keep_pairs(session, [FoundPair(papers[A].id, papers[other].id, RESCAN) for other in (B, C)])
        keep_pairs(session, [FoundPair(papers[C].id, papers[D].id, RESCAN)])
    _same(catalogue, papers[A], papers[B], papers[A])
    with catalogue.begin() as session:
        drop_pairs(session, [papers[A].id])
        assert [pair.other_id for pair in pairs_with(session, papers[C].id)] == [papers[D].id]
        drop_every_pair(session)
        assert pairs_with(session, papers[C].id) == []
        assert len(decisions_on(session, [(papers[A].id, papers[B].id)])) == 1
    assert _copies(catalogue, papers) == {A: [B]}


@pytest.mark.parametrize("decision", [Decision.VERSION, Decision.DIFFERENT])
def test_versions_and_others_stand_behind_nothing(
    catalogue: Catalogue, papers: list[Document], decision: Decision
) -> None:
    """Only one paper has a main document; the other decisions are remembered and fold nothing."""
    with catalogue.begin() as session:
        made = decide(session, papers[B], papers[A], decision, who="lan", why=" khác số ", main_id=papers[A].id)
    assert (made.decision, made.main_id, made.who, made.why) == (decision, None, "lan", "khác số")
    with catalogue.reading() as session:
        pair = (papers[A].id, papers[B].id)
        assert decisions_on(session, [pair, (papers[A].id, papers[C].id)]) == {pair: made}
    assert _copies(catalogue, papers) == {}


def test_a_group_has_the_main_document_that_was_chosen_last(catalogue: Catalogue, papers: list[Document]) -> None:
    """Papers that hang together by several decisions stand behind one main document, the one chosen last."""
    _same(catalogue, papers[A], papers[B], papers[A])
    _same(catalogue, papers[C], papers[D], papers[D])
    assert _copies(catalogue, papers) == {A: [B], D: [C]}
    _same(catalogue, papers[B], papers[C], papers[C])
    assert _copies(catalogue, papers) == {C: [A, B, D]}


def test_undo_gives_back_what_stood_before(catalogue: Catalogue, papers: list[Document]) -> None:
    """A group whose link is taken back falls into its parts, each with its own main document; a last one into nothing."""
    _same(catalogue, papers[A], papers[B], papers[A])
    _same(catalogue, papers[C], papers[D], papers[D])
    _same(catalogue, papers[B], papers[C], papers[C])
    _undo(catalogue, papers[C], papers[B])
    assert _copies(catalogue, papers) == {A: [B], D: [C]}
    _undo(catalogue, papers[A], papers[B])
    assert _copies(catalogue, papers) == {D: [C]}
    with catalogue.reading() as session:
        assert decisions_on(session, [(papers[A].id, papers[B].id)]) == {}


def test_a_second_decision_takes_the_place_of_the_first(catalogue: Catalogue, papers: list[Document]) -> None:
    """Decided otherwise, a pair is unfolded again; the first decision is kept as taken back, by whom and when."""
    _same(catalogue, papers[A], papers[B], papers[B])
    with catalogue.begin() as session:
        decide(session, papers[A], papers[B], Decision.DIFFERENT, who="bưởi")
    assert _copies(catalogue, papers) == {}
    with catalogue.reading() as session:
        first, second = session.scalars(select(DuplicateDecision).order_by(DuplicateDecision.id))
        assert (first.decision, first.who, first.undone_by) == ("same", "lan", "bưởi")
        assert first.undone_at is not None
        assert (second.decision, second.who, second.undone_at) == ("different", "bưởi", None)


def test_nothing_is_deleted_by_a_decision(catalogue: Catalogue, papers: list[Document]) -> None:
    """Whatever is decided and taken back, every document stays in sight with all its pages, and every decision is kept."""
    _same(catalogue, papers[A], papers[B], papers[A])
    _undo(catalogue, papers[A], papers[B])
    _same(catalogue, papers[A], papers[B], papers[B])
    with catalogue.reading() as session:
        documents = session.scalars(select(Document)).all()
        assert sorted(document.id for document in documents) == [paper.id for paper in papers]
        assert not any(document.withdrawn for document in documents)
        assert all(document.parts for document in documents)
        assert len(session.scalars(select(DuplicateDecision)).all()) == 2


def test_the_log_tells_before_and_after(catalogue: Catalogue, papers: list[Document]) -> None:
    """Each decision and each undo is logged with both documents: who, what was decided before, and what is now."""
    _same(catalogue, papers[A], papers[B], papers[A])
    with catalogue.begin() as session:
        decide(session, papers[A], papers[B], Decision.VERSION, who="bưởi", why="hai câu khác")
    _undo(catalogue, papers[A], papers[B])
    with catalogue.reading() as session:
        events = [event for event in list_events(session, 20) if event.record_id == papers[B].id]
    same, version = {"decision": "same", "main": papers[A].id}, {"decision": "version", "main": None}
    told = [(event.who, event.action, event.before, event.after) for event in reversed(events)]
    assert told == [
        ("lan", "duplicate", None, same | {"why": ""}),
        ("bưởi", "duplicate", same, version | {"why": "hai câu khác"}),
        ("bưởi", "duplicate-undo", version, None),
    ]
    assert {event.detail["other"] for event in events} == {papers[A].reference}


def test_what_cannot_be_decided_is_refused(catalogue: Catalogue, papers: list[Document]) -> None:
    """A paper and itself, a main document that is neither, and an undo of nothing are refused and leave nothing behind."""
    with catalogue.begin() as session:
        with pytest.raises(BadRequest, match="name two"):
            decide(session, papers[A], papers[A], Decision.SAME, who="lan", main_id=papers[A].id)
        with pytest.raises(BadRequest, match="main"):
            decide(session, papers[A], papers[B], Decision.SAME, who="lan", main_id=papers[C].id)
        with pytest.raises(BadRequest, match="main"):
            decide(session, papers[A], papers[B], Decision.SAME, who="lan")
        with pytest.raises(NotFound, match="nothing to undo"):
            undo_decision(session, papers[A], papers[B], "lan")
    with catalogue.reading() as session:
        assert session.scalars(select(DuplicateDecision)).all() == []
        assert list_events(session, 5) == []
