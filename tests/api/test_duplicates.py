"""Duplicates through the API: pairs, decisions, and whether a file in hand is in the archive already."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from PIL import Image
from starlette.testclient import TestClient

from archive.duplicates.verdict import Kind, Reason, Sign, Verdict
from archive.roles import Role
from catalogue.duplicates import FoundPair, keep_pairs
from indexer.fingerprinting import find_duplicates
from indexer.progress import Silent
from tests.reading.archive_made_up import MadeUp, fill, publish
from tests.signing_in import SignedIn, client_of, make_account, sign_in
from vankho import composition
from vankho.application import create_application
from vankho.settings import load

V1 = "/api/v1"


@pytest.fixture(scope="module")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FastAPI]:
    """The application over the made-up archive, with two pairs; one side of the second is closed."""
    home = tmp_path_factory.mktemp("home")
    settings = load({"VANKHO_HOME": str(home)}, home / "none.toml")
    composition.prepare(settings)
    application = create_application(settings)
    room = application.state.room
    made = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    publish(room.catalogue, room.engine)
    find_duplicates(room.catalogue, None, Silent())
    verdict = Verdict(Kind.COPY, 0.9, (Reason(Sign.TEXT, share=0.98),))
    with room.catalogue.begin() as session:
        keep_pairs(
            session,
            [FoundPair(made.resolution, made.series[0], verdict), FoundPair(made.resolution, made.secret, verdict)],
        )
    application.state.made, application.state.settings = made, settings
    make_account(room.catalogue, "tuan", Role.ARCHIVIST)
    make_account(room.catalogue, "hoa", Role.READER)
    with TestClient(application):  # starts the application, and ends it
        yield application


@pytest.fixture(scope="module")
def made(application: FastAPI) -> MadeUp:
    """What is in the archive."""
    found: MadeUp = application.state.made
    return found


@pytest.fixture(scope="module")
def archivist(application: FastAPI) -> SignedIn:
    """An archivist with every level."""
    return sign_in(application.state.settings, application, "tuan")


def _headers(visitor: SignedIn) -> dict[str, str]:
    return {"X-Form-Token": visitor.form_token}


def test_pairs_are_listed_with_reasons_in_words(archivist: SignedIn, made: MadeUp) -> None:
    """An archivist sees both pairs, each with its kind, how sure it is, and why."""
    answer = archivist.client.get(f"{V1}/duplicates", params={"kind": "copy"}).json()
    assert answer["total"] == 2
    pair = next(
        one for one in answer["pairs"] if made.series[0] in {one["a"]["record"]["id"], one["b"]["record"]["id"]}
    )
    assert (pair["kind"], pair["confidence"], pair["decision"]) == ("copy", 0.9, None)
    assert [reason["message"] for reason in pair["reasons"]] == ["98 % of the words agree"]


def test_a_document_tells_its_pairs_within_the_readers_levels(
    application: FastAPI, archivist: SignedIn, made: MadeUp
) -> None:
    """The public sees the pair with the open document alone; the archivist both."""
    public = client_of(application).get(f"{V1}/documents/{made.resolution}/duplicates").json()
    assert len(public["pairs"]) == 1
    assert made.secret not in str(public)
    assert len(archivist.client.get(f"{V1}/documents/{made.resolution}/duplicates").json()["pairs"]) == 2


def test_a_decision_is_noted_in_the_accounts_name_and_undone(archivist: SignedIn, made: MadeUp) -> None:
    """A decision stands until it is undone; both are refused without the session's token."""
    given = {"a": made.resolution, "b": made.series[0], "decision": "same", "main": made.resolution, "why": "một bản"}
    assert archivist.client.post(f"{V1}/duplicates/decisions", json=given).status_code == 403
    noted = archivist.client.post(f"{V1}/duplicates/decisions", json=given, headers=_headers(archivist))
    assert noted.status_code == 200, noted.text
    assert (noted.json()["main"], noted.json()["who"]) == (made.resolution, "tuan")
    folded = archivist.client.get(f"{V1}/search", params={"copies": "folded", "size": 100}).json()
    unfolded = archivist.client.get(f"{V1}/search", params={"size": 100}).json()
    assert folded["total"] == unfolded["total"] - 1
    hit = next(one for one in folded["hits"] if one["id"] == made.resolution)
    assert [copy["id"] for copy in hit["copies"]] == [made.series[0]]
    assert all("copies" not in one for one in unfolded["hits"])
    undone = archivist.client.post(
        f"{V1}/duplicates/decisions/undo", json={"a": made.resolution, "b": made.series[0]}, headers=_headers(archivist)
    )
    assert undone.status_code == 204
    again = archivist.client.get(f"{V1}/duplicates", params={"decided": "false"}).json()
    assert again["total"] == 2


def test_the_same_bytes_are_told_at_once(archivist: SignedIn, made: MadeUp) -> None:
    """A file that is in the archive byte for byte is told to be identical, without reading a page."""
    sent = archivist.client.post(
        f"{V1}/duplicates/check", files={"file": ("in hand.pdf", made.pdf)}, headers=_headers(archivist)
    )
    assert sent.status_code == 200, sent.text
    assert [(one["record"]["id"], one["kind"]) for one in sent.json()["matches"]] == [(made.resolution, "identical")]
    assert sent.json()["pages"] == 0


def test_another_file_is_read_and_nothing_of_it_kept(application: FastAPI, archivist: SignedIn, tmp_path: Path) -> None:
    """A scan that is not in the archive has no match, and leaves no asset, page or fingerprint behind."""
    room = application.state.room
    before = sorted(path for path in room.catalogue.assets.root.rglob("*") if path.is_file())
    scan = io.BytesIO()
    Image.new("L", (600, 800), 255).save(scan, "PNG")
    sent = archivist.client.post(
        f"{V1}/duplicates/check", files={"file": ("blank.png", scan.getvalue())}, headers=_headers(archivist)
    )
    assert sent.status_code == 200, sent.text
    assert (sent.json()["pages"], sent.json()["matches"]) == (1, [])
    assert sorted(path for path in room.catalogue.assets.root.rglob("*") if path.is_file()) == before
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("content", "told"),
    [(b"no scan at all", "the file cannot be opened"), (b"%PDF-1.4\n%%EOF", "the file cannot be opened")],
)
def test_what_cannot_be_opened_is_told(archivist: SignedIn, content: bytes, told: str) -> None:
    """A file that is none gets a clear 400."""
    sent = archivist.client.post(
        f"{V1}/duplicates/check", files={"file": ("x.pdf", content)}, headers=_headers(archivist)
    )
    assert sent.status_code == 400
    assert told in sent.json()["detail"]


def test_a_file_is_taken_from_archivists_alone(application: FastAPI) -> None:
    """Without an account nothing of a file is read; with too small a role neither."""
    public = client_of(application)
    assert public.post(f"{V1}/duplicates/check", files={"file": ("x", b"x")}).status_code in {401, 403}
    reader = sign_in(application.state.settings, application, "hoa")
    sent = reader.client.post(f"{V1}/duplicates/check", files={"file": ("x", b"x")}, headers=_headers(reader))
    assert sent.status_code == 403
