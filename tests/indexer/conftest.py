"""An archive of the test's own, worked on in this process with a pool of real workers."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from archive.access import Access
from catalogue.assets import AssetStore
from catalogue.assets import Finding as Fault
from catalogue.catalogue import Catalogue
from catalogue.models import Document, PageState
from catalogue.page_work import count_pages
from catalogue.schema import migrate
from catalogue.snapshot import snapshot
from imaging.executor import ProcessExecutor
from imaging.options import ReadingOptions
from imaging.recognisers import EngineIdentity, engine_identity
from indexer.delivery import Intake, Receipt
from indexer.intake import Finding
from indexer.page_work import PageWork
from indexer.progress import Silent
from indexer.registration import Rules


@dataclass(frozen=True, slots=True)
class Archive:
    """A catalogue with everything that takes deliveries into it."""

    catalogue: Catalogue
    pool: ProcessExecutor
    engine: EngineIdentity

    def take_in(
        self,
        *paths: Path,
        inventory: Path | None = None,
        fonds: str | None = None,
        access: Access | None = None,
        replace: bool = False,
    ) -> Receipt:
        """Take in a delivery."""
        rules = Rules("H42", "Kho Lưu trữ", fonds, access, Access.PUBLIC, replace)
        return Intake(self.catalogue, self.pool, self.work, rules).take_in(paths, inventory, Silent())

    @property
    def work(self) -> PageWork:
        """The reading of pages."""
        return PageWork(self.catalogue, self.pool, ReadingOptions(), self.engine)

    @property
    def faults(self) -> list[Fault]:
        """What `vankho verify` would find."""
        return list(self.catalogue.verify())

    @property
    def snapshot(self) -> dict[str, Any]:
        """All that the catalogue holds."""
        with self.catalogue.reading() as session:
            return snapshot(session)

    @property
    def pages(self) -> dict[PageState, int]:
        """Pages by state."""
        with self.catalogue.reading() as session:
            return count_pages(session)

    @property
    def documents(self) -> dict[str, Document]:
        """Documents by the label that they came under."""
        with self.catalogue.reading() as session:
            found = list(session.scalars(select(Document)))
            for document in found:
                assert document.file.inventory.fonds.code, "loaded while the session is open"
                assert document.parts
            return {document.label: document for document in found}


@pytest.fixture(scope="session")
def pool() -> Iterator[ProcessExecutor]:
    """Worker processes, shared by all tests of this room; a page may take 60 seconds."""
    with ProcessExecutor(2, page_seconds=60) as made:
        yield made


@pytest.fixture(scope="session")
def engine_of_pages() -> EngineIdentity:
    """The OCR engine that is installed."""
    return engine_identity(ReadingOptions())


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database to copy."""
    path = tmp_path_factory.mktemp("empty") / "catalogue.db"
    migrate(f"sqlite:///{path}")
    return path


MakeArchive = Callable[..., Archive]


@pytest.fixture
def make_archive(
    tmp_path: Path, empty_database: Path, pool: ProcessExecutor, engine_of_pages: EngineIdentity
) -> Iterator[MakeArchive]:
    """Makes an empty archive; `free_space` stands in for what the disk says is free."""
    opened: list[Catalogue] = []

    def make(free_space: Callable[[Path], int] | None = None) -> Archive:
        home = tmp_path / f"home-{len(opened)}"
        home.mkdir()
        shutil.copy(empty_database, home / "catalogue.db")
        catalogue = Catalogue.open(f"sqlite:///{home / 'catalogue.db'}", home)
        if free_space is not None:
            catalogue.assets = AssetStore(home / "assets", free_space=free_space)
        opened.append(catalogue)
        return Archive(catalogue, pool, engine_of_pages)

    yield make
    for catalogue in opened:
        catalogue.close()


@pytest.fixture
def archive(make_archive: MakeArchive) -> Archive:
    """An empty archive."""
    return make_archive()


@pytest.fixture
def delivery(tmp_path: Path) -> Path:
    """An empty folder to fill."""
    folder = tmp_path / "lô 1"
    folder.mkdir()
    return folder


def of(receipt: Receipt, name: str) -> Finding:
    """The one finding about the file whose label ends in this name."""
    found = [finding for finding in receipt.findings if finding.label.endswith(name)]
    assert len(found) == 1, f"{name}: {found} of {receipt.findings}"
    return found[0]
