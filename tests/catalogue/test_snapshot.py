"""Counts and snapshots: what two catalogues can be compared by; and the verifying of the whole."""

from pathlib import Path
from typing import Any

import pytest

from archive.descriptions import Field, Source, Statement
from catalogue.catalogue import Catalogue
from catalogue.counts import count_holdings
from catalogue.deliveries import begin_delivery, finish_delivery, record_items, withdraw
from catalogue.descriptions import state
from catalogue.models import DeliveryItem, ItemState, PageState
from catalogue.originals import add_asset, name_asset, page_id
from catalogue.page_work import mark_done, mark_failed
from catalogue.publication import settle, take_changes
from catalogue.records import Part
from catalogue.schema import migrate
from catalogue.snapshot import snapshot
from tests.catalogue.made_up import ENGINE, enter_document, enter_file, page_saying, sha


def _take_in(catalogue: Catalogue, order: str = "ab", words: str = "Nghị quyết") -> None:
    with catalogue.begin() as session:
        delivery, _ = begin_delivery(session, "tháng 3", "/giao/3", "abc")
        file = enter_file(session, delivery_id=delivery.id)
        for name in order:
            add_asset(session, sha256=sha(name), size=1, media_kind="pdf", page_sizes=[None, None])
            name_asset(session, sha(name), f"{name}.pdf", delivery.id)
            document = enter_document(session, file, f"00{name}", (Part(sha(name), 0, 1),), delivery_id=delivery.id)
            state(session, document, [Statement(Field.TITLE, name, Source.INVENTORY)], "intake")
            record_items(session, delivery, [DeliveryItem(name=f"{name}.pdf", sha256=sha(name), state=ItemState.TAKEN)])
            mark_done(session, page_id(sha(name), 0), page_saying(words), ENGINE)
        mark_failed(session, page_id(sha("a"), 1), stage="render", error_class="PageUnreadable", reason="broken")
        finish_delivery(session, delivery, {"files": len(order)})


def _taken(home: Path, **how: Any) -> dict[str, Any]:
    home.mkdir()
    migrate(f"sqlite:///{home / 'catalogue.db'}")
    with Catalogue.open(f"sqlite:///{home / 'catalogue.db'}", home) as catalogue:
        _take_in(catalogue, **how)
        with catalogue.reading() as session:
            return snapshot(session)


def test_the_same_deliveries_make_the_same_snapshot(tmp_path: Path) -> None:
    """Two catalogues that took in the same, in another order and at another time, compare equal."""
    assert _taken(tmp_path / "one") == _taken(tmp_path / "two", order="ba")


def test_another_reading_makes_another_snapshot(tmp_path: Path) -> None:
    """A difference in one page's words is seen, and only in what was read."""
    one, two = _taken(tmp_path / "one"), _taken(tmp_path / "two", words="Nghị định")
    assert {table for table in one if one[table] != two[table]} == {"page_texts"}


def test_both_databases_make_the_same_snapshot(catalogue: Catalogue, tmp_path: Path) -> None:
    """A snapshot does not depend on the database."""
    _take_in(catalogue)
    with catalogue.reading() as session:
        assert snapshot(session) == _taken(tmp_path / "sqlite")


def test_holdings_are_counted(catalogue: Catalogue) -> None:
    """The counts tell records in sight, withdrawn ones, pages by state, and what the index has yet to hold."""
    _take_in(catalogue)
    with catalogue.begin() as session:
        counts = count_holdings(session)
        assert (counts.repositories, counts.fonds, counts.inventories, counts.files, counts.documents) == (
            1,
            1,
            1,
            1,
            2,
        )
        assert (counts.assets, counts.deliveries) == (2, 1)
        assert counts.pages == {PageState.WAITING: 1, PageState.DONE: 2, PageState.FAILED: 1}
        assert counts.pages_by_fonds == {"041": counts.pages}
        assert (counts.unpublished, counts.revision) == (3, 7)
        settle(session, take_changes(session, 9))
        withdraw(session, 1, "Lan", "")
        counts = count_holdings(session)
        assert (counts.files, counts.documents, counts.withdrawn_files, counts.withdrawn_documents) == (0, 0, 1, 2)
        assert (counts.unpublished, counts.revision) == (3, 10)


def test_verify_names_lost_assets(catalogue: Catalogue, tmp_path: Path) -> None:
    """Of many assets, the one that was changed and the one that was lost are found under their names."""
    shas = []
    for number in range(12):
        paper = tmp_path / f"{number}.pdf"
        paper.write_bytes(b"paper %d" % number)
        sha256, size, _ = catalogue.assets.add(paper)
        shas.append(sha256)
        with catalogue.begin() as session:
            add_asset(session, sha256=sha256, size=size, media_kind="pdf", page_sizes=[None])
            name_asset(session, sha256, f"giao/{number}.pdf", None)
    assert list(catalogue.verify()) == []
    catalogue.assets.path_of(shas[3]).unlink()
    changed = catalogue.assets.path_of(shas[7])
    changed.chmod(0o644)
    changed.write_bytes(b"PAPER 7")
    found = {(finding.kind, finding.sha256, finding.names) for finding in catalogue.verify()}
    assert found == {("missing", shas[3], ("giao/3.pdf",)), ("differs", shas[7], ("giao/7.pdf",))}


def test_verify_reads_on_past_a_batch(catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch) -> None:
    """Assets beyond the first batch of rows are verified as well."""
    monkeypatch.setattr("catalogue.catalogue._BATCH", 3)
    with catalogue.begin() as session:
        for name in "abcdefgh":
            add_asset(session, sha256=sha(name), size=1, media_kind="pdf", page_sizes=[])
    assert [finding.sha256 for finding in catalogue.verify()] == sorted(map(sha, "abcdefgh"))
