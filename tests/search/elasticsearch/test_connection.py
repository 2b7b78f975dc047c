"""The way to the cluster: TLS, passwords, keys, versions; and what is said when it is closed."""

import logging
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.errors import Unavailable
from search import EngineState
from search.elasticsearch import ClusterSettings, ElasticsearchEngine
from tests.contracts.archives import found, publish, record
from tests.samples_fixture import Installation
from tests.search.elasticsearch.certificates import Authority, make_authority
from tests.search.elasticsearch.conftest import OpenEngine
from tests.search.elasticsearch.proxy import PRODUCT, Answered, Asked, Pass, only, proxy
from vankho.application import create_application
from vankho.settings import load

PASSWORD = "mật@khẩu/rất:dài"
IN_ADDRESS = "m%E1%BA%ADt%40kh%E1%BA%A9u%2Fr%E1%BA%A5t%3Ad%C3%A0i"
USER = f"kho:{PASSWORD}"
KEY = "cGjDuiBsxKluaA=="


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    """The authority whose certificate the proxy shows."""
    return make_authority(tmp_path_factory.mktemp("authority"))


def installed(tmp_path: Path, url: str, prefix: str, **settings: str) -> Installation:
    """An installation, not yet prepared, whose engine is at an address."""
    own = {"SEARCH_URL": url, "SEARCH_INDEX_PREFIX": prefix, **settings}
    return Installation(tmp_path / "home", tmp_path / "readings", own)


@pytest.mark.parametrize("by", ["password", "key"])
def test_over_tls_with_a_password_or_a_key(
    elasticsearch_url: str, authority: Authority, tmp_path: Path, prefix: str, by: str
) -> None:
    """With user and password in the address, or an API key, and our own authority, an archive is made and searched."""
    with proxy(elasticsearch_url, only(USER, f"ApiKey {KEY}"), authority.server) as address:
        url = address.replace("://", f"://kho:{IN_ADDRESS}@") if by == "password" else address
        settings = {"SEARCH_CA_FILE": str(authority.file), **({"SEARCH_API_KEY": KEY} if by == "key" else {})}
        installation = installed(tmp_path, url, prefix, **settings)
        installation.must("init")
        assert installation.must("search", "chè", "--json").data["total"] == 0


def test_a_wrong_password_is_told_clearly_and_never_shown(
    elasticsearch_url: str, authority: Authority, tmp_path: Path, prefix: str, caplog: pytest.LogCaptureFixture
) -> None:
    """Exit 4, 503 in the API, on the page and in /health/ready, each with what to do; the password stands in none."""
    caplog.set_level(logging.DEBUG)
    with proxy(elasticsearch_url, only("kho:another"), authority.server) as address:
        url = address.replace("://", f"://kho:{IN_ADDRESS}@")
        installation = installed(tmp_path, url, prefix, SEARCH_CA_FILE=str(authority.file))
        told = installation.must("init", status=4)
        assert told.err.count("\n") == 1
        assert "refuses our user (401): check the password or the API key" in told.err
        settings = load(installation.environment, tmp_path / "none.toml")
        with TestClient(create_application(settings)) as client:
            answers = [client.get(path) for path in ("/api/v1/search?q=chè", "/search?q=chè", "/health/ready")]
            live = client.get("/health/live")
    assert [answer.status_code for answer in answers] == [503, 503, 503]
    assert "check the password" in answers[2].json()["engine"]["message"]
    assert answers[0].headers["content-type"].startswith("application/problem+json")
    assert answers[1].headers["content-type"].startswith("text/html")
    assert live.status_code == 200
    said = [told.err, *(answer.text for answer in answers), caplog.text, repr(settings)]
    for secret in (PASSWORD, IN_ADDRESS, USER):
        assert not [text for text in said if secret in text]


def test_a_certificate_that_is_not_trusted(
    elasticsearch_url: str, authority: Authority, tmp_path: Path, prefix: str
) -> None:
    """Without the authority's file, or with another's, nothing is sent, and the message names the setting."""
    sent = []

    def listening(asked: Asked, forward: Pass) -> Answered:
        sent.append(asked)
        return forward(asked)

    other = make_authority(tmp_path / "other")
    with proxy(elasticsearch_url, listening, authority.server) as address:
        for trusted in (None, other.file):
            engine = ElasticsearchEngine(ClusterSettings((address,), ca_file=trusted, prefix=prefix))
            with pytest.raises(Unavailable, match=r"not trusted.*VANKHO_SEARCH_CA_FILE"):
                engine.prepare()
            engine.close()
    assert sent == []


def test_a_file_of_certificates_that_is_not_there(tmp_path: Path) -> None:
    """A wrong VANKHO_SEARCH_CA_FILE is told as a wrong setting, by name."""
    installation = installed(tmp_path, "https://127.0.0.1:1", "kho", SEARCH_CA_FILE=str(tmp_path / "none.pem"))
    told = installation.must("init", status=2)
    assert "VANKHO_SEARCH_CA_FILE" in told.err


@pytest.mark.parametrize("version", ["7.17.9", "8.18.4", "10.0.0"])
def test_a_server_of_another_version(prefix: str, version: str) -> None:
    """A server that is too old or too new is refused before anything is made on it."""
    asked_for = []

    def of_version(asked: Asked, _forward: Pass) -> Answered:
        asked_for.append((asked.method, asked.path))
        return Answered(200, f'{{"version":{{"number":"{version}"}}}}'.encode(), PRODUCT)

    with proxy("http://127.0.0.1:1", of_version) as address:
        engine = ElasticsearchEngine(ClusterSettings((address,), prefix=prefix))
        with pytest.raises(Unavailable, match=rf"version {version}.*8\.19 to 9"):
            engine.prepare()
        health = engine.health()
        engine.close()
    assert health.state is EngineState.UNAVAILABLE
    assert version in health.message
    assert set(asked_for) == {("GET", "/")}


def test_something_else_that_listens(prefix: str) -> None:
    """A server that is not Elasticsearch is named as such."""
    with proxy("http://127.0.0.1:1", lambda _asked, _forward: Answered(200, b"{}", {})) as address:
        engine = ElasticsearchEngine(ClusterSettings((address,), prefix=prefix))
        with pytest.raises(Unavailable, match="not Elasticsearch"):
            engine.prepare()
        engine.close()


def test_indexes_of_another_format(engine: ElasticsearchEngine, open_engine: OpenEngine, prefix: str) -> None:
    """Start-up and health say that the index has to be rebuilt; a rebuild mends it."""
    publish(engine, record("a", "cây chè"))
    client = engine._client
    client.indices.put_mapping(index=f"{prefix}-records", meta={"vankho": {"version": 1}})
    again = open_engine()
    with pytest.raises(Unavailable, match=r"format 1, this version reads .*vankho reindex"):
        again.prepare()
    assert "vankho reindex" in again.health().message
    with again.rebuild() as writer:
        writer.upsert([record("a", "cây chè")])
    again.prepare()
    assert found(again, "chè") == {"a"}


def test_before_the_first_index(open_engine: OpenEngine) -> None:
    """Before `vankho init` every question says what to run, and nothing makes an index by accident."""
    engine = open_engine()
    for question in (
        lambda: found(engine, "chè"),
        engine.count,
        lambda: list(engine.all_ids()),
        lambda: publish(engine, record("a", "cây chè")),
    ):
        with pytest.raises(Unavailable, match="vankho init"):
            question()
    assert engine.health().state is EngineState.UNAVAILABLE
