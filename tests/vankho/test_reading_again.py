"""`vankho read`: one page read again, its words and description renewed, and taken back."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from catalogue.models import Event, Page, PageState, PageWork, StoredText
from catalogue.originals import page_id
from tests.imaging import papers
from tests.indexer.made_up import paper
from tests.samples_fixture import Installation, make_installation
from vankho import composition
from vankho.settings import load

LAYERED, SCANNED = "H42-041-03-0123-001", "H42-041-03-0123-002"
WHY = ("--why", "trang quét ngược")


@pytest.fixture(scope="module")
def taken(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """A paper with a text layer of two pages, and a scan without one."""
    folder = tmp_path_factory.mktemp("read-again")
    made = make_installation(folder, folder / "readings")
    paper(folder / "Lô" / f"{LAYERED}.pdf", "cây chè cổ thụ", pages=2)
    image, _ = papers.print_lines([(200, 300 + 80 * row, text) for row, text in enumerate(papers.BODY[:6])])
    image.save(folder / "Lô" / f"{SCANNED}.tif", dpi=(200, 200))
    made.must("ingest", folder / "Lô")
    return made


@pytest.fixture
def shelf(taken: Installation, tmp_path: Path) -> Iterator[Installation]:
    """A copy of it."""
    shutil.copytree(taken.home, tmp_path / "home")
    yield Installation(tmp_path / "home", taken.ocr_cache)


def _read(shelf: Installation, *arguments: str, status: int = 0) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = shelf.must("read", *arguments, *WHY, "--json", status=status).data["pages"]
    return rows


def _rotations(shelf: Installation) -> dict[str, int]:
    with (
        composition.open_catalogue(load(shelf.environment, shelf.home / "none.toml")) as catalogue,
        catalogue.reading() as session,
    ):
        return {page.id: page.rotation for page in session.scalars(select(Page))}


def _total(shelf: Installation, query: str) -> int:
    total: int = shelf.must("search", query, "--json").data["total"]
    return total


def test_a_turned_page_is_read_from_its_image_and_found_so(shelf: Installation) -> None:
    """Turned, the page has other words and its image is turned; the other page stays, a search follows, and undo brings all back."""
    assert _total(shelf, '"Trang số 2"') == 1
    (row,) = _read(shelf, f"{LAYERED}:2", "--rotate", "180")
    assert (row["page"], row["fault"], row["after"]["rotation"]) == (f"{LAYERED}:2", "", 180)
    assert sorted(_rotations(shelf).values()) == [0, 0, 180]
    assert (_total(shelf, '"Trang số 2"'), _total(shelf, '"Trang số 1"')) == (0, 1)
    shelf.must("undo", f"{LAYERED}:2", *WHY)
    assert sorted(_rotations(shelf).values()) == [0, 0, 0]
    assert _total(shelf, '"Trang số 2"') == 1
    assert "nothing to undo" in shelf.must("undo", f"{LAYERED}:2", *WHY, status=2).err


def test_turns_add_up_and_other_choices_are_kept(shelf: Installation) -> None:
    """A second turn goes on from what is shown; a resolution chosen afterwards keeps the turn, and undo takes back one choice at a time."""
    _read(shelf, f"{SCANNED}:1", "--rotate", "90")
    assert _read(shelf, f"{SCANNED}:1", "--rotate", "90")[0]["after"]["rotation"] == 180
    assert _read(shelf, f"{SCANNED}:1", "--dpi", "150", "--psm", "block")[0]["after"]["rotation"] == 180
    rotations = []
    for _ in range(3):
        rotations.append(shelf.must("undo", f"{SCANNED}:1", *WHY, "--json").data["pages"][0]["after"]["rotation"])
    assert rotations == [180, 90, 0]


def test_the_choice_outlives_retry_and_ingest(shelf: Installation, taken: Installation) -> None:
    """A page read again by `retry`, or whose delivery comes again, is read as the person chose."""
    _read(shelf, f"{SCANNED}:1", "--rotate", "180")
    chosen = _rotations(shelf)
    shelf.must("ingest", taken.home.parent / "Lô")
    assert _rotations(shelf) == chosen
    with (
        composition.open_catalogue(load(shelf.environment, shelf.home / "none.toml")) as catalogue,
        catalogue.begin() as session,
    ):
        session.execute(update(Page).values(rotation=0))
        session.execute(delete(StoredText))
        session.execute(update(PageWork).values(state=PageState.FAILED))
    shelf.must("retry")
    assert _rotations(shelf) == chosen
    assert sorted(chosen.values()) == [0, 0, 180]


def test_what_a_person_said_stays_and_the_log_tells_all(shelf: Installation) -> None:
    """A person's value outlives another reading; the log has who, why, and the settings and words before and after."""
    shelf.must("set", LAYERED, "signer=Trần Thị Bưởi", *WHY)
    _read(shelf, LAYERED, "--rotate", "180")
    assert shelf.must("search", '"Trần Thị Bưởi"', "--json").data["total"] == 1
    with (
        composition.open_catalogue(load(shelf.environment, shelf.home / "none.toml")) as catalogue,
        catalogue.reading() as session,
    ):
        events = session.scalars(select(Event).where(Event.action == "read").order_by(Event.id)).all()
        told = sorted((event.detail["page"], event.detail["why"]) for event in events)
        assert told == [(f"{LAYERED}:1", "trang quét ngược"), (f"{LAYERED}:2", "trang quét ngược")]
        assert events[0].before is not None
        assert events[0].after is not None
        assert events[0].before["settings"] == {}
        assert events[0].after["settings"] == {"force_ocr": True, "rotation": 180}


def test_a_page_that_cannot_be_read_so_stays_as_it_was(shelf: Installation) -> None:
    """A reading that fails changes nothing, is told with its reason, and ends with status 3."""
    for path in [path for path in (shelf.home / "assets").rglob("*") if path.is_file()]:
        path.chmod(0o644)
        path.write_bytes(b"%PDF-1.4 broken")
    (row,) = _read(shelf, f"{LAYERED}:1", "--rotate", "90", status=3)
    assert row["fault"]
    assert row["after"] is None
    assert set(_rotations(shelf).values()) == {0}
    assert _total(shelf, '"Trang số 1"') == 1
    assert "nothing to undo" in shelf.must("undo", f"{LAYERED}:1", *WHY, status=2).err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ([f"{LAYERED}:9", "--rotate", "90"], "pages 1 to 2"),
        (["H42-041-03-0123-009:1", "--rotate", "90"], "there is no document"),
        (["abc", "--rotate", "90"], "REFERENCE:PAGE"),
        ([f"{LAYERED}:1", "--dpi", "9"], "70 to 600"),
    ],
)
def test_wrong_use_is_told(shelf: Installation, arguments: list[str], told: str) -> None:
    """A page that is not there or a setting that cannot be is refused with status 2 and says what can be."""
    assert told in shelf.must("read", *arguments, *WHY, status=2).err


def test_a_page_is_known_by_its_id_too(shelf: Installation) -> None:
    """The id that the API gives names a page."""
    with (
        composition.open_catalogue(load(shelf.environment, shelf.home / "none.toml")) as catalogue,
        catalogue.reading() as session,
    ):
        first = session.scalars(select(Page).order_by(Page.id)).first()
        assert first is not None
        assert first.id == page_id(first.asset_sha256, first.index)
    assert _read(shelf, first.id, "--psm", "block")[0]["page_id"] == first.id
