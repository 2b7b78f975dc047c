"""Settings: the environment, then `vankho.toml`, then a default that works. One table; the documentation is tested against it."""

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from archive.access import Access
from archive.errors import BadRequest

PREFIX = "VANKHO_"
_MOST = 100_000


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: its name without the prefix, its default as text, and what it means."""

    name: str
    default: str
    meaning: str


TABLE = (
    Setting("HOME", "./vankho-data", "the data folder: catalogue, assets, index, caches"),
    Setting("DATABASE_URL", "sqlite:///<home>/catalogue.db", "the catalogue's database; postgresql://… for PostgreSQL"),
    Setting(
        "SEARCH_URL",
        "embedded:",
        "the search engine: `embedded:` keeps the index in the data folder; `https://user:password@host:9200`, several with"
        " commas between, is an Elasticsearch cluster",
    ),
    Setting("SEARCH_API_KEY", "", "an API key of the cluster, in place of user and password"),
    Setting("SEARCH_CA_FILE", "", "the certificates to trust the cluster by (PEM), where the system's own do not do"),
    Setting("SEARCH_INDEX_PREFIX", "vankho", "what the names of the cluster's indexes begin with"),
    Setting("SEARCH_SHARDS", "1", "shards of each new index of the cluster; see docs/scale.md"),
    Setting("SEARCH_REPLICAS", "0", "copies of each shard on other nodes; 1 in a cluster of three, to survive one"),
    Setting("EXECUTOR", "processes", "where pages are read; `processes` on this machine"),
    Setting("JOBS", "0", "how many pages are read at once; 0 is one per processor"),
    Setting("PAGE_SECONDS", "180", "how many seconds one page may take before it counts as failed"),
    Setting("OCR", "tesserocr", "the OCR engine: `tesserocr` or `pytesseract`"),
    Setting(
        "OCR_CACHE", "<home>/ocr-cache", "the folder of readings already made; may be shared by several data folders"
    ),
    Setting(
        "IMAGE_CACHE_BYTES", "2147483648", "how large the folder of page images may grow; the oldest-used go first"
    ),
    Setting(
        "DEFAULT_ACCESS", "public", "access of records whose inventory does not say: public, conditional or secret"
    ),
    Setting(
        "DUPLICATES",
        "ingest",
        "when papers are compared with the archive: `ingest`, at the end of taking in; `command`, only by `vankho duplicates`",
    ),
    Setting("REPOSITORY", "Kho Lưu trữ", "the name of the archive, as citations write it"),
    Setting("AGENCY", "H00", "the archive's agency code, for records that come without a reference"),
    Setting("SESSION_IDLE_MINUTES", "60", "after so many minutes without a request a reader is signed out"),
    Setting("SESSION_HOURS", "12", "after so many hours a reader must sign in again, however busy"),
    Setting("SIGN_IN_FAILURES", "5", "after so many wrong passwords in a row an account rests, 1 to 15 minutes"),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings, checked. Paths are absolute."""

    home: Path
    database_url: str = field(repr=False)  # it and the next may hold passwords
    search_url: str = field(repr=False)
    search_api_key: str = field(repr=False)
    search_ca_file: Path | None
    search_index_prefix: str
    search_shards: int
    search_replicas: int
    executor: str
    jobs: int
    page_seconds: float
    ocr: str
    ocr_cache: Path
    image_cache_bytes: int
    default_access: Access
    duplicates: str
    repository: str
    agency: str
    session_idle_minutes: float
    session_hours: float
    sign_in_failures: int

    def with_jobs(self, jobs: int) -> "Settings":
        """The same settings with so many pages read at once."""
        return replace(self, jobs=jobs)


def load(environment: Mapping[str, str] | None = None, file: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: the variables; those of the process when not given.
        file: a `vankho.toml`; the one in the working folder when not given.

    Raises:
        BadRequest: a setting is unknown or has a value that cannot be used; the message names it.
    """
    environment = os.environ if environment is None else environment
    written = _written(Path("vankho.toml") if file is None else file)
    known = {setting.name for setting in TABLE}
    for name in written:
        if name not in known:
            raise BadRequest(
                f"vankho.toml: there is no setting '{name.lower()}'; known are {', '.join(sorted(known)).lower()}."
            )
    values = {s.name: environment.get(PREFIX + s.name) or written.get(s.name) or s.default for s in TABLE}
    home = Path(values["HOME"]).expanduser().absolute()
    values = {name: value.replace("<home>", str(home)) for name, value in values.items()}
    return Settings(
        home=home,
        database_url=values["DATABASE_URL"],
        search_url=values["SEARCH_URL"],
        search_api_key=values["SEARCH_API_KEY"],
        search_ca_file=Path(values["SEARCH_CA_FILE"]).expanduser().absolute() if values["SEARCH_CA_FILE"] else None,
        search_index_prefix=_index_prefix(values["SEARCH_INDEX_PREFIX"]),
        search_shards=int(_number("SEARCH_SHARDS", values)),
        search_replicas=int(_number("SEARCH_REPLICAS", values)),
        executor=_one_of("EXECUTOR", values, ("processes",)),
        jobs=int(_number("JOBS", values)) or os.cpu_count() or 1,
        page_seconds=_number("PAGE_SECONDS", values),
        ocr=_one_of("OCR", values, ("tesserocr", "pytesseract")),
        ocr_cache=Path(values["OCR_CACHE"]).expanduser().absolute(),
        image_cache_bytes=int(_number("IMAGE_CACHE_BYTES", values)),
        default_access=Access(_one_of("DEFAULT_ACCESS", values, tuple(Access))),
        duplicates=_one_of("DUPLICATES", values, ("ingest", "command")),
        repository=values["REPOSITORY"],
        agency=values["AGENCY"],
        session_idle_minutes=_positive("SESSION_IDLE_MINUTES", values),
        session_hours=_positive("SESSION_HOURS", values),
        sign_in_failures=int(_positive("SIGN_IN_FAILURES", values)),
    )


def _written(file: Path) -> dict[str, str]:
    if not file.is_file():
        return {}
    try:
        content: dict[str, Any] = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadRequest(f"{file.name}: cannot be read as TOML ({error}).") from error
    return {name.upper(): str(value) for name, value in content.items()}


def _index_prefix(value: str) -> str:
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,99}", value):
        raise BadRequest(
            f"{PREFIX}SEARCH_INDEX_PREFIX is '{value}'; it must be of small Latin letters, digits, '-' and '_', at most 100."
        )
    return value


def _one_of(name: str, values: Mapping[str, str], allowed: tuple[str, ...]) -> str:
    if values[name] not in allowed:
        raise BadRequest(f"{PREFIX}{name} is '{values[name]}'; it must be one of: {', '.join(allowed)}.")
    return values[name]


def _number(name: str, values: Mapping[str, str]) -> float:
    try:
        number = float(values[name])
    except ValueError:
        number = -1
    if number < 0:
        raise BadRequest(f"{PREFIX}{name} is '{values[name]}'; it must be a number, 0 or more.")
    return number


def _positive(name: str, values: Mapping[str, str]) -> float:
    number = _number(name, values)
    if not 1 <= number <= _MOST:
        raise BadRequest(f"{PREFIX}{name} is '{values[name]}'; it must be from 1 to {_MOST}.")
    return number
