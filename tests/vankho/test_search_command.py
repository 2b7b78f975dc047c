"""`vankho search`: the same search and the same answer as the API's."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.access import Access
from catalogue.catalogue import Catalogue
from reading.parameters import NAMES
from reading.reader import Reader
from tests.catalogue.made_up import set_level
from tests.reading.archive_made_up import MadeUp, fill, publish
from tests.samples_fixture import Installation, make_installation
from vankho import composition, search_command
from vankho.application import create_application
from vankho.settings import load

CONDITIONAL = "conditional"


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    """An empty installation."""
    folder = tmp_path_factory.mktemp("searched")
    return make_installation(folder, folder / "readings")


@pytest.fixture(scope="module")
def catalogue(installation: Installation) -> Iterator[Catalogue]:
    """The catalogue of the installation."""
    with Catalogue.open(installation.database_url, installation.home) as opened:
        yield opened


@pytest.fixture(scope="module")
def made(installation: Installation, catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> MadeUp:
    """The made-up archive, published."""
    filled = fill(catalogue, tmp_path_factory.mktemp("offered"))
    engine = composition.open_engine(_settings(installation))
    publish(catalogue, engine)
    engine.close()
    return filled


def _settings(installation: Installation) -> composition.Settings:
    return load(installation.environment, Path("none.toml"))


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"q": "cây chè"},
        {"q": "cay che", "explain": "true"},
        {"q": "đại hội", "access": ["public", CONDITIONAL]},
        {"q": "số", "type": ["Công văn", "Nghị quyết"], "size": "3", "sort": "-date"},
        {"fonds": ["041"], "level": "any", "facets": "file,year", "from": "2012-01-01", "to": "2013-12-31"},
        {"q": "thường kỳ", "dates": "within", "year": ["2013"], "expand": "false", "widen": "false", "fuzzy": "false"},
    ],
)
def test_the_answer_is_that_of_the_api(
    installation: Installation, made: MadeUp, parameters: dict[str, str | list[str]]
) -> None:
    """For the same parameters, `--json` prints what the API answers to a reader of these levels."""
    assert made
    levels = frozenset(map(Access, parameters.get("access", ["public"])))
    words = [str(parameters.get("q", "")), "--json"]
    for name, values in parameters.items():
        for value in [values] if isinstance(values, str) else values:
            words += [] if name == "q" else [f"--{name}", value]
    asked = {name: value for name, value in parameters.items() if name != "access"}
    application = create_application(_settings(installation), lambda _: Reader(levels, "test"))
    with TestClient(application) as client:
        answer = client.get("/api/v1/search", params=asked).json()
    printed = installation.must("search", *words).data
    assert printed == answer
    assert printed["total"] > 0


def test_every_parameter_of_the_api_is_an_option() -> None:
    """The options are the API's parameters; the query is the command's own argument."""
    assert {*search_command.OPTIONS, "q"} == NAMES


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--size", "1000"], "size is '1000'; it must be a whole number from 0 to 100"),
        (["--year", "MMXII"], "year is 'MMXII'"),
        (["--from", "2012-13-01"], "from is '2012-13-01'; write a day as"),
        (["--from", "2012-01-01", "--to", "2010-01-01"], "exchange them"),
        (["--level", "page"], "level is 'page'"),
        (["--size", "1", "--size", "2"], "size is given 2 times"),
        (["--fuzzy", "maybe"], "fuzzy is 'maybe'; it must be true or false"),
        (["--access", "everything"], "access is 'everything'"),
    ],
)
def test_wrong_values_are_told_as_the_api_tells_them(
    installation: Installation, made: MadeUp, words: list[str], told: str
) -> None:
    """A value that cannot be ends with 2 and the API's own sentence."""
    assert made
    answer = installation.must("search", "x", *words, status=2)
    assert told in answer.err
    assert answer.out == ""


def test_what_was_found_otherwise_is_told(installation: Installation, made: MadeUp) -> None:
    """Hits of a widened search are counted for what they are, and the line below says why."""
    assert made
    told = installation.must("search", "công văn thường kỳ chè xanh").out
    assert "0 found, 25 otherwise" in told
    assert "most of them" in told
    assert "otherwise" not in installation.must("search", "công văn").out


def test_a_record_closed_a_moment_ago_is_neither_shown_nor_counted(
    installation: Installation, catalogue: Catalogue, made: MadeUp
) -> None:
    """Raised secrecy works on the command line at once, before the index has it."""
    before = installation.must("search", "cây chè", "--json").data
    assert [hit["id"] for hit in before["hits"]] == [made.resolution]
    set_level(catalogue, made.resolution, Access.SECRET)
    after = installation.must("search", "cây chè", "--json").data
    assert (after["total"], after["hits"], after["facets"]["type"]) == (0, [], [])
    assert "0 found" in installation.must("search", "cây chè").out
    staff = installation.must("search", "cây chè", "--json", "--access", "public", "--access", "secret").data
    assert staff["total"] == 1, "the index still holds it as it was"
