"""The catalogue, opened: one database, one asset store, one OCR cache."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from catalogue.assets import AssetStore, Finding
from catalogue.database import make_engine, named_faults
from catalogue.models import Asset, AssetName
from catalogue.ocr_cache import OcrCache
from catalogue.schema import require_current

_BATCH = 500


class Catalogue:
    """The system of record. Safe to share between threads; each process opens its own.

    `assets` holds the originals, `ocr_cache` what engines read. Everything else is rows, reached through a session
    and the functions of this room.
    """

    def __init__(self, engine: Engine, assets: AssetStore, ocr_cache: OcrCache) -> None:
        self._writing = engine
        self._reading = engine.execution_options(begin="DEFERRED")
        self.assets = assets
        self.ocr_cache = ocr_cache

    @classmethod
    def open(cls, database_url: str, home: Path, *, ocr_cache: Path | None = None) -> Self:
        """Open the catalogue of a data folder; `ocr_cache` may lie elsewhere, shared between catalogues.

        Raises:
            Unavailable: the database does not answer, or its tables are not of this version (`vankho init`).
        """
        engine = make_engine(database_url)
        try:
            require_current(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, AssetStore(home / "assets"), OcrCache(ocr_cache or home / "ocr-cache"))

    @contextmanager
    def begin(self) -> Iterator[Session]:
        """A session that writes: commits when the block ends, rolls back when it raises.

        On SQLite it holds the one writer's place from its first statement; keep the block short.

        Raises:
            Unavailable: the database does not answer, is locked, full or read-only.
        """
        with (
            named_faults(self._writing.url),
            Session(self._writing, expire_on_commit=False) as session,
            session.begin(),
        ):
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that reads one state of the database while others write; whatever it changes is rolled back."""
        with named_faults(self._writing.url), Session(self._reading, autoflush=False) as session:
            yield session

    def verify(self) -> Iterator[Finding]:
        """Recompute every asset's checksum and name what differs, is missing, or is not in the catalogue."""
        yield from self.assets.verify(self._expected_assets())

    def close(self) -> None:
        """Give the database connections back."""
        self._writing.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_fault: object) -> None:
        self.close()

    def _expected_assets(self) -> Iterator[tuple[str, int, tuple[str, ...]]]:
        after = ""
        while True:
            with self.reading() as session:
                rows = session.execute(
                    select(Asset.sha256, Asset.size).where(Asset.sha256 > after).order_by(Asset.sha256).limit(_BATCH)
                ).all()
                names: dict[str, list[str]] = {row.sha256: [] for row in rows}
                for sha256, path in session.execute(
                    select(AssetName.asset_sha256, AssetName.path)
                    .where(AssetName.asset_sha256.in_(names))
                    .order_by(AssetName.id)
                ):
                    names[sha256].append(path)
            if not rows:
                return
            for sha256, size in rows:
                yield sha256, size, tuple(dict.fromkeys(names[sha256]))
            after = rows[-1].sha256
