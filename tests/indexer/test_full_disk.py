"""A disk without room: told with what is needed and free, nothing half-taken, and gone on with once there is room."""

from pathlib import Path

import pytest
from PIL import Image

from archive.errors import NotTakenIn
from catalogue.assets import SPARE
from indexer.intake import Outcome
from tests.indexer.conftest import MakeArchive
from tests.indexer.made_up import paper, picture


def test_a_full_disk_is_told_before_anything_is_stored(make_archive: MakeArchive, delivery: Path) -> None:
    """Where the delivery does not fit, the run ends with what is needed and free; nothing is stored."""
    archive = make_archive(lambda _: 1000)
    paper(delivery / "H42-041-03-0123-001.pdf")
    with pytest.raises(NotTakenIn, match=r"lô 1 needs .* are free; free some space"):
        archive.take_in(delivery)
    assert archive.documents == {}
    assert archive.faults == []


def test_a_disk_that_fills_up_on_the_way(make_archive: MakeArchive, delivery: Path) -> None:
    """A file that no longer fits fails by itself; the run after space was made takes it in."""
    free = [1 << 40, 1 << 40, 1000, 1 << 40, 1 << 40, 1 << 40]
    archive = make_archive(lambda _: free.pop(0))
    paper(delivery / "H42-041-03-0123-001.pdf")
    paper(delivery / "H42-041-03-0123-002.pdf", "hai")
    receipt = archive.take_in(delivery)
    lost = [finding for finding in receipt.findings if finding.outcome is Outcome.FAILED]
    assert len(lost) == 1
    assert "free some space" in lost[0].message
    assert receipt.exit_status == 3
    assert archive.faults == []
    assert archive.take_in(delivery).exit_status == 0
    assert len(archive.documents) == 2


def test_a_document_of_many_files_is_stored_whole_or_not_at_all(make_archive: MakeArchive, delivery: Path) -> None:
    """Where a later page picture no longer fits, the earlier ones are not left behind; with room again all are taken in."""
    small, large = picture(delivery / "H42-041-03-0123-001" / "0001.png"), delivery / "H42-041-03-0123-001" / "0002.png"
    Image.effect_noise((160, 220), 90).save(large)
    needed = large.stat().st_size + SPARE
    assert small.stat().st_size + SPARE < needed
    free = [1 << 40, *[needed - 1] * 4]
    archive = make_archive(lambda _: free.pop(0) if free else 1 << 40)
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 3
    assert "free some space" in " ".join(finding.message for finding in receipt.findings)
    assert archive.faults == []
    free.clear()
    assert archive.take_in(delivery).exit_status == 0
    (document,) = archive.documents.values()
    assert len(document.parts) == 2


def test_a_delivery_that_is_held_needs_no_room(make_archive: MakeArchive, delivery: Path) -> None:
    """A delivery offered again, or gone on with, needs room only for what is not in the store yet."""
    free = [1 << 40]
    archive = make_archive(lambda _: free[0])
    paper(delivery / "H42-041-03-0123-001.pdf")
    assert archive.take_in(delivery).exit_status == 0
    free[0] = 1000
    assert archive.take_in(delivery).exit_status == 0
