"""The one composition root: settings become a catalogue, an engine, a pool and the services over them.

Each function imports what it puts together, so that a command loads its own parts only: `search` and `status` no OCR.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from archive.access import Access
from archive.errors import BadRequest, Unavailable
from vankho.settings import Settings

if TYPE_CHECKING:
    from catalogue.catalogue import Catalogue
    from catalogue.schema import SchemaState
    from catalogue.sessions import SessionRules
    from imaging.executor import ProcessExecutor
    from indexer.delivery import Intake
    from indexer.page_work import PageWork
    from indexer.registration import Rules
    from reading.accounts import Accounts
    from search.port import SearchEngine

EMBEDDED = "embedded:"


def prepare(settings: Settings) -> "SchemaState":
    """Make the data folder, the database and the index, or bring older ones up to date; returns what was found.

    Raises:
        Unavailable: the folder cannot be made or written, the database does not answer, or it is of a newer version.
    """
    from catalogue.schema import migrate

    try:
        settings.home.mkdir(parents=True, exist_ok=True)
        probe = settings.home / ".writable"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise Unavailable(
            f"{settings.home}: the data folder cannot be written ({error.strerror}); check its rights, or set VANKHO_HOME."
        ) from error
    found = migrate(settings.database_url)
    with closing(open_engine(settings)) as engine:
        engine.prepare()
    return found


def open_catalogue(settings: Settings) -> "Catalogue":
    """The catalogue.

    Raises:
        Unavailable: there is none yet, or it does not answer; the message says what to do.
    """
    from catalogue.catalogue import Catalogue

    _require_home(settings)
    return Catalogue.open(settings.database_url, settings.home, ocr_cache=settings.ocr_cache)


def open_engine(settings: Settings) -> "SearchEngine":
    """The search engine that VANKHO_SEARCH_URL names.

    Raises:
        BadRequest: the address names no engine this version has.
        Unavailable: there is no data folder yet, or the engine cannot be opened.
    """
    _require_home(settings)  # an engine would make the folder, and answer out of nothing
    if settings.search_url == EMBEDDED:
        from search.embedded import EmbeddedEngine

        return EmbeddedEngine(settings.home / "index")
    if not settings.search_url.startswith(("http://", "https://")):
        raise BadRequest(f"VANKHO_SEARCH_URL must be '{EMBEDDED}' or the http:// or https:// address of Elasticsearch.")
    from search.elasticsearch import ClusterSettings, ElasticsearchEngine, hosts_in

    hosts, user, password = hosts_in(settings.search_url)
    cluster = ClusterSettings(
        hosts,
        user,
        password,
        api_key=settings.search_api_key,
        ca_file=settings.search_ca_file,
        prefix=settings.search_index_prefix,
        shards=settings.search_shards,
        replicas=settings.search_replicas,
    )
    return ElasticsearchEngine(cluster)


def open_accounts(settings: Settings, catalogue: "Catalogue") -> "Accounts":
    """Signing in and out, by this installation's rules."""
    from reading.accounts import Accounts

    return Accounts(catalogue, session_rules(settings))


def session_rules(settings: Settings) -> "SessionRules":
    """How long sessions last here, and when accounts rest."""
    from catalogue.sessions import SessionRules

    idle, longest = timedelta(minutes=settings.session_idle_minutes), timedelta(hours=settings.session_hours)
    return SessionRules(idle, longest, settings.sign_in_failures)


def _require_home(settings: Settings) -> None:
    if not settings.home.is_dir():
        raise Unavailable(f"{settings.home}: there is no data folder yet; run: vankho init")


def publish(settings: Settings, catalogue: "Catalogue", name: str) -> None:
    """Bring what a command committed to the index; `name` tells other publishers who is at it. Raises as `Publisher.run_out`."""
    from indexer.publication import Publisher

    with closing(open_engine(settings)) as engine:
        Publisher(catalogue, engine, name).run_out()


@contextmanager
def publishing(settings: Settings, catalogue: "Catalogue", name: str) -> Iterator[None]:
    """Bring what the block commits to the index as it comes, and what is left at its end. Raises as `publish`, at the end."""
    from indexer.publication import Publisher, published_as_it_comes

    with closing(open_engine(settings)) as engine:
        publisher = Publisher(catalogue, engine, name)
        with published_as_it_comes(publisher):
            yield
        publisher.run_out()


@contextmanager
def page_work(settings: Settings, catalogue: "Catalogue") -> Iterator[tuple["PageWork", "ProcessExecutor"]]:
    """The reading of pages, with a pool of processes that ends with the block.

    Raises:
        Unavailable: Tesseract or its Vietnamese model is not installed.
    """
    from imaging.executor import ProcessExecutor
    from imaging.options import ReadingOptions
    from imaging.recognisers import engine_identity, open_recogniser
    from indexer.page_work import PageWork

    options = ReadingOptions(recogniser=cast(Literal["tesserocr", "pytesseract"], settings.ocr))
    identity = engine_identity(options)
    warm_up = partial(open_recogniser, options.recogniser, options.language)
    with ProcessExecutor(settings.jobs, page_seconds=settings.page_seconds, warm_up=warm_up) as pool:
        yield PageWork(catalogue, pool, options, identity), pool


@contextmanager
def executor(settings: Settings) -> Iterator["ProcessExecutor"]:
    """A pool of processes for work on page images that reads nothing; it ends with the block."""
    from imaging.executor import ProcessExecutor

    with ProcessExecutor(settings.jobs, page_seconds=settings.page_seconds) as pool:
        yield pool


def intake_rules(settings: Settings, *, fonds: str | None, access: Access | None, replace: bool) -> "Rules":
    """How this installation enters records that come without word of their own."""
    from indexer.registration import Rules

    return Rules(settings.agency, settings.repository, fonds, access, settings.default_access, replace)


@contextmanager
def intake(settings: Settings, catalogue: "Catalogue", rules: "Rules") -> Iterator["Intake"]:
    """The intake of deliveries; raises as `page_work`."""
    from indexer.delivery import Intake

    with page_work(settings, catalogue) as (work, pool):
        yield Intake(catalogue, pool, work, rules, finds_duplicates=settings.duplicates == "ingest")
