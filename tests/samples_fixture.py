"""The samples taken in once for a whole test run, and the command line as tests start it."""

import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from vankho.command_line import main

DELIVERY = Path(__file__).parents[1] / "samples" / "delivery"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Standard output as the one JSON object that `--json` promises."""
        return json.loads(self.out)


@dataclass(frozen=True, slots=True)
class Installation:
    """A data folder and the command line that works on it; settings are without their prefix."""

    home: Path
    ocr_cache: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the command: the machine's own, without settings of the person who runs the tests."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith("VANKHO_")}
        own = {"HOME": str(self.home), "OCR_CACHE": str(self.ocr_cache), **self.settings}
        return kept | {f"VANKHO_{name}": value for name, value in own.items()}

    @property
    def database_url(self) -> str:
        """The catalogue's database."""
        return self.settings.get("DATABASE_URL") or f"sqlite:///{self.home}/catalogue.db"

    def command(self, *arguments: str | Path) -> list[str]:
        """The words that start `vankho`."""
        return [str(Path(sys.executable).with_name("vankho")), *map(str, arguments)]

    def run(self, *arguments: str | Path, seconds: float = 250) -> Answer:
        """Run `vankho` to its end, away from any vankho.toml."""
        done = subprocess.run(
            self.command(*arguments),
            env=self.environment,
            cwd=self.home.parent,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=seconds,
        )
        return Answer(done.returncode, done.stdout, done.stderr)

    def run_here(self, *arguments: str | Path) -> Answer:
        """Run `vankho` to its end in this process: the same command line without the seconds that loading takes."""
        out, err = io.StringIO(), io.StringIO()
        with (
            patch.dict(os.environ, self.environment, clear=True),
            patch.object(sys, "argv", self.command(*arguments)),
            contextlib.chdir(self.home.parent),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
            pytest.raises(SystemExit) as ended,
        ):
            main()
        return Answer(int(ended.value.code or 0), out.getvalue(), err.getvalue())

    def must(self, *arguments: str | Path, status: int = 0) -> Answer:
        """Run `vankho` in this process, which must end with this status."""
        answer = self.run_here(*arguments)
        assert answer.status == status, f"{arguments}: {answer.status}\n{answer.out}\n{answer.err}"
        return answer


@dataclass(frozen=True, slots=True)
class Samples:
    """The installation that holds the samples, and what `ingest --json` said of them. Not to be written to."""

    installation: Installation
    receipt: dict[str, Any]


def make_installation(folder: Path, ocr_cache: Path, settings: Sequence[tuple[str, str]] = ()) -> Installation:
    """A new data folder, made by `vankho init`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Installation(folder / "home", ocr_cache, dict(settings))
    made.must("init")
    return made


@pytest.fixture(scope="session")
def ocr_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The readings of this test run; VANKHO_TEST_OCR_CACHE keeps them from one run to the next."""
    kept = os.environ.get("VANKHO_TEST_OCR_CACHE")
    return Path(kept) if kept else tmp_path_factory.mktemp("ocr-cache")


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory, ocr_cache: Path) -> Samples:
    """The samples, read once and shared by all tests; who changes them takes `samples_copy`."""
    made = make_installation(tmp_path_factory.mktemp("samples"), ocr_cache)
    answer = made.run("ingest", DELIVERY, "--json")
    assert answer.status == 0, answer.err
    return Samples(made, answer.data)


@pytest.fixture(scope="session")
def samples_home(samples: Samples) -> Path:
    """The data folder that holds the samples. Not to be written to."""
    return samples.installation.home


@pytest.fixture
def samples_copy(samples: Samples, tmp_path: Path) -> Installation:
    """The samples in a data folder of the test's own."""
    shutil.copytree(samples.installation.home, tmp_path / "home")
    return Installation(tmp_path / "home", samples.installation.ocr_cache)
