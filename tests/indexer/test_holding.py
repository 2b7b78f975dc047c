"""What an inventory that cannot be understood may have marked secret is held back until it is mended."""

from pathlib import Path

import pytest

from archive.access import Access
from catalogue.access import effective_access
from indexer.intake import Outcome
from tests.indexer.conftest import Archive, of
from tests.indexer.made_up import paper, row, workbook

OPEN, CLOSED, BLANK = (f"H42-041-03-0123-00{number}.pdf" for number in (1, 2, 3))
ROWS = [row(OPEN), row(CLOSED, secrecy="Mật"), row(BLANK, access="")]


@pytest.fixture
def damaged(delivery: Path) -> Path:
    """Three papers whose workbook is damaged."""
    for name in (OPEN, CLOSED, BLANK):
        paper(delivery / name, name)
    (delivery / "MetaDuLieu.xlsx").write_bytes(b"PK\x03\x04 cut off")
    return delivery


def _levels(archive: Archive) -> list[Access]:
    return [effective_access(document) for _, document in sorted(archive.documents.items())]


def test_papers_of_an_unreadable_inventory_are_held(archive: Archive, damaged: Path) -> None:
    """Whatever the default level, papers whose inventory cannot be read are secret, also once read; the report says what to do."""
    receipt = archive.take_in(damaged)
    assert _levels(archive) == [Access.SECRET] * 3
    finding = of(receipt, "MetaDuLieu.xlsx")
    assert finding.outcome is Outcome.FAILED
    for told in ("3 documents are held back as secret", OPEN, "run ingest again", "--access"):
        assert told in finding.message
    assert receipt.exit_status == 3
    before = archive.snapshot
    archive.take_in(damaged)
    assert archive.snapshot == before


def test_the_mended_inventory_takes_the_place_of_the_held_level(archive: Archive, damaged: Path) -> None:
    """After the inventory is mended each paper has the level it marks, or the default where its row gives none."""
    archive.take_in(damaged)
    workbook(damaged / "MetaDuLieu.xlsx", ROWS)
    assert archive.take_in(damaged).exit_status == 0
    assert _levels(archive) == [Access.PUBLIC, Access.SECRET, Access.PUBLIC]


def test_leaving_the_inventory_out_opens_nothing(archive: Archive, damaged: Path) -> None:
    """A held paper stays held when the damaged inventory is merely taken away."""
    archive.take_in(damaged)
    (damaged / "MetaDuLieu.xlsx").unlink()
    archive.take_in(damaged)
    assert _levels(archive) == [Access.SECRET] * 3


@pytest.mark.parametrize("held_first", [True, False])
def test_the_operator_may_say_the_level(archive: Archive, damaged: Path, held_first: bool) -> None:
    """--access counts where the inventory cannot be read, at once or after the papers were held."""
    if held_first:
        archive.take_in(damaged)
    assert archive.take_in(damaged, access=Access.CONDITIONAL).exit_status == 3
    assert _levels(archive) == [Access.CONDITIONAL] * 3


def test_what_a_good_inventory_said_stays(archive: Archive, damaged: Path) -> None:
    """A level that an inventory gave once is not changed by a damaged copy that comes later."""
    good = (damaged / "MetaDuLieu.xlsx").read_bytes()
    workbook(damaged / "MetaDuLieu.xlsx", ROWS[:2])
    archive.take_in(damaged)
    (damaged / "MetaDuLieu.xlsx").write_bytes(good)
    archive.take_in(damaged)
    assert _levels(archive)[:2] == [Access.PUBLIC, Access.SECRET]


def test_an_unknown_level_is_a_loss_until_corrected(archive: Archive, delivery: Path) -> None:
    """A level that cannot be understood ends with status 3 and names sheet, row and value; the corrected cell opens the paper."""
    paper(delivery / OPEN)
    workbook(delivery / "MetaDuLieu.xlsx", [row(OPEN, secrecy="Rất kín")])
    receipt = archive.take_in(delivery)
    assert receipt.exit_status == 3
    (held,) = [finding for finding in receipt.findings if finding.outcome is Outcome.HELD]
    for told in ("'Văn bản'", "row 2", "'Độ mật'", "'Rất kín'", "held back as secret"):
        assert told in held.message
    assert _levels(archive) == [Access.SECRET]
    workbook(delivery / "MetaDuLieu.xlsx", [row(OPEN, secrecy="Thường")])
    assert archive.take_in(delivery).exit_status == 0
    assert _levels(archive) == [Access.PUBLIC]


def test_two_files_of_one_reference_leave_no_stray(archive: Archive, delivery: Path) -> None:
    """Of two different files with one reference the first is taken in, the second refused by name; nothing of it is stored."""
    paper(delivery / "a" / OPEN)
    paper(delivery / "b" / OPEN, "khác")
    for _ in range(2):
        receipt = archive.take_in(delivery)
        finding = of(receipt, f"b/{OPEN}")
        assert finding.outcome is Outcome.REFUSED
        assert f"a/{OPEN}" in finding.message
        assert receipt.exit_status == 3
        assert archive.faults == []


def test_a_level_given_later_moves_only_what_is_held(archive: Archive, delivery: Path) -> None:
    """--access for papers that were taken in before and not held changes nothing, as before."""
    paper(delivery / OPEN)
    workbook(delivery / "MetaDuLieu.xlsx", [row(OPEN, access="")])
    archive.take_in(delivery)
    archive.take_in(delivery, access=Access.SECRET)
    assert _levels(archive) == [Access.PUBLIC]


def test_an_emptied_cell_opens_nothing(archive: Archive, delivery: Path) -> None:
    """A paper held for a level that could not be understood stays secret when the cell is merely emptied."""
    paper(delivery / OPEN)
    for cells in ({"secrecy": "Rất kín"}, {"secrecy": "", "access": ""}):
        workbook(delivery / "MetaDuLieu.xlsx", [row(OPEN, **cells)])
        archive.take_in(delivery)
        assert _levels(archive) == [Access.SECRET]


@pytest.mark.parametrize(
    "header",
    ["Mức độ mật", "Mức độ mât", "MUC MAT", "Tài liệu mật", "Chế độ khai thác", "Hạn chế sử dụng", "Tiếp\u00a0cận "],
)
def test_a_misspelt_column_of_secrecy_holds_what_it_marks(archive: Archive, delivery: Path, header: str) -> None:
    """Where an unknown column may tell who may see a paper, those it marks are secret, told once with column and remedy."""
    rows = [{header if column == "Độ mật" else column: cell for column, cell in one.items()} for one in ROWS[:2]]
    for name in (OPEN, CLOSED):
        paper(delivery / name, name)
    workbook(delivery / "MetaDuLieu.xlsx", rows)
    receipt = archive.take_in(delivery)
    assert _levels(archive) == [Access.PUBLIC, Access.SECRET]
    held = [one.message for one in receipt.findings if one.outcome is Outcome.HELD]
    assert len(held) == 1
    for told in ("sheet 'Văn bản'", "row 1", header, "1 filled cells", "'Độ mật'", "take the delivery in again"):
        assert told in held[0]
    assert receipt.exit_status == 3
    workbook(delivery / "MetaDuLieu.xlsx", [ROWS[0], row(CLOSED, secrecy="Thường")])
    assert archive.take_in(delivery).exit_status == 0
    assert _levels(archive) == [Access.PUBLIC, Access.PUBLIC]


@pytest.mark.parametrize(
    "header", ["Số mặt giấy", "Tình trạng giấy", "Người lập", "Ghi chú thêm", "Mã kho", "Vật mang tin"]
)
def test_other_unknown_columns_hold_nothing(archive: Archive, delivery: Path, header: str) -> None:
    """A column of the archive's own that tells nothing of secrecy closes no paper and raises no alarm."""
    paper(delivery / OPEN, OPEN)
    workbook(delivery / "MetaDuLieu.xlsx", [row(OPEN) | {header: "có"}])
    assert archive.take_in(delivery).exit_status == 0
    assert _levels(archive) == [Access.PUBLIC]


def test_top_secret_in_a_misspelt_column_is_refused(archive: Archive, delivery: Path) -> None:
    """TUYỆT MẬT refuses a paper, whatever its column is called."""
    paper(delivery / OPEN, OPEN)
    workbook(delivery / "MetaDuLieu.xlsx", [row(OPEN) | {"Mức mật": "Tuyệt mật"}])
    assert archive.take_in(delivery).exit_status == 3
    assert archive.documents == {}
