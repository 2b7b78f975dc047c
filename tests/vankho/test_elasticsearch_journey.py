"""The whole journey of an archive on Elasticsearch, beside the same archive on the embedded engine."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from archive.access import Access
from catalogue.catalogue import Catalogue
from tests.catalogue.made_up import set_level
from tests.elasticsearch_fixture import own_indexes, settings_of
from tests.samples_fixture import DELIVERY, Installation, make_installation
from vankho.application import create_application
from vankho.settings import load

QUESTIONS = ('"nghị quyết"', "đại hội", "phu linh", "số 12", "quyết định -báo", "type:'Công văn'", "")


@pytest.fixture(scope="module")
def installation(
    elasticsearch_url: str, ocr_cache: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Installation]:
    """Some of the samples taken in on the node, from `vankho init` on."""
    folder = tmp_path_factory.mktemp("journey")
    delivery = folder / "delivery"
    delivery.mkdir()
    for original in sorted(path for path in DELIVERY.rglob("*") if path.suffix == ".pdf")[:6]:
        shutil.copy(original, delivery)
    with own_indexes(elasticsearch_url) as cluster:
        made = make_installation(folder, ocr_cache, settings_of(cluster))
        made.must("ingest", delivery, "--fonds", "041", "--access", "public")
        yield made


def on_embedded(installation: Installation) -> Installation:
    """The same data folder, searched with the embedded engine, filled anew."""
    other = Installation(installation.home, installation.ocr_cache)
    other.must("init")
    other.must("reindex")
    return other


def seen(installation: Installation, question: str) -> dict[str, object]:
    """What the API answers, with the hits by id: equal scores may stand in any order."""
    settings = load(installation.environment, Path("none.toml"))
    with TestClient(create_application(settings)) as client:
        answer = client.get("/api/v1/search", params={"q": question, "size": 100, "level": "any"})
    assert answer.status_code == 200, answer.text
    body: dict[str, object] = answer.json()
    hits = body["hits"]
    assert isinstance(hits, list)
    for hit in hits:
        hit.pop("score", None)
    return {
        "total": body["total"],
        "facets": body["facets"],
        "hits": sorted(hits, key=lambda hit: str(hit["id"])),
    }


def test_every_answer_is_that_of_the_embedded_engine(installation: Installation) -> None:
    """Hits, totals, facets, pages and snippets of one catalogue are the same on both engines."""
    other = on_embedded(installation)
    totals = []
    for question in QUESTIONS:
        answer = seen(installation, question)
        assert answer == seen(other, question), question
        totals.append(answer["total"])
    assert totals[-1]
    assert any(totals[:-1])


def test_the_command_line(installation: Installation) -> None:
    """`search`, `status` and `reindex` work as on the embedded engine."""
    before = installation.must("search", "--json", "--size", "100", "").data
    assert before["total"] > 0
    assert installation.must("status", "--json").data
    assert installation.must("reindex", "--json").data["records"] >= before["total"]
    after = installation.must("search", "--json", "--size", "100", "").data
    assert (after["total"], after["facets"]) == (before["total"], before["facets"])


def test_a_withdrawn_delivery_is_gone_and_comes_back(installation: Installation) -> None:
    """Withdrawing takes all records of a delivery out of the cluster's index; restoring brings them back."""
    total = installation.must("search", "--json", "").data["total"]
    installation.must("withdraw", "1", "--why", "trial")
    assert installation.must("search", "--json", "").data["total"] == 0
    installation.must("restore", "1", "--why", "trial")
    assert installation.must("search", "--json", "").data["total"] == total


def test_a_record_that_became_secret_is_gone_at_once(installation: Installation) -> None:
    """While the cluster's index still holds it as public, it is in no answer; nor when the index has caught up."""
    with Catalogue.open(installation.database_url, installation.home) as catalogue:
        first, before = seen(installation, "")["hits"], seen(installation, "")["total"]
        assert isinstance(first, list)
        closed = next(hit["id"] for hit in first if hit["level"] == "document")
        set_level(catalogue, closed, Access.SECRET)
        for publish in (False, True):
            if publish:
                installation.must("reindex")
            answer = seen(installation, "")
            hits = answer["hits"]
            assert isinstance(hits, list)
            assert closed not in {hit["id"] for hit in hits}
            assert answer["total"] == len(hits) == before - 1  # type: ignore[operator]
        set_level(catalogue, closed, Access.PUBLIC)
    installation.must("reindex")
    assert seen(installation, "")["total"] == before
