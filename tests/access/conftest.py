"""The made-up archive on both engines, readers of every kind, and the names of what is closed to them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import update
from starlette.testclient import TestClient

from archive.access import Access
from archive.duplicates.verdict import Kind, Reason, Sign, Verdict
from archive.roles import Role
from catalogue.accounts import disable_user, get_user
from catalogue.catalogue import Catalogue
from catalogue.duplicates import Decision, FoundPair, decide, keep_pairs
from catalogue.models import Document, UserSession, utc_now
from catalogue.originals import page_id
from reading.own_requests import form_token
from tests.elasticsearch_fixture import own_indexes, settings_of
from tests.reading.archive_made_up import CONDITIONAL_WORD, SECRET_WORD, MadeUp, fill, publish
from tests.signing_in import begin, client_of, make_account, sign_in
from vankho import composition
from vankho.application import create_application
from vankho.settings import Settings, load

PUBLIC, CONDITIONAL, ALL = (
    frozenset({Access.PUBLIC}),
    frozenset({Access.PUBLIC, Access.CONDITIONAL}),
    frozenset(Access),
)
READERS = {
    "anonymous": PUBLIC,
    "reader": PUBLIC,
    "researcher": CONDITIONAL,
    "clerk": PUBLIC,  # an administrator, but of nothing that is not public
    "archivist": ALL,
    "administrator": ALL,
}
OVER = ("forged", "expired", "ended", "disabled", "hash")
"""Sessions that are none: they must read as the public does."""


@dataclass(frozen=True)
class Visitor:
    """Somebody who asks: what they may see, their role, and the token that their forms carry."""

    client: TestClient
    levels: frozenset[Access]
    role: Role | None
    form_token: str


@dataclass(frozen=True)
class Closed:
    """A closed record's name, the level that opens it, and a name of the same form that nothing has."""

    name: str
    level: Access
    made_up: str


Names = dict[str, list[Closed]]
"""The names by their kind."""


@dataclass(frozen=True)
class Archive:
    """The server, what is in it, who may ask it, and what must not be told."""

    application: FastAPI
    made: MadeUp
    visitors: dict[str, Visitor]
    names: Names
    traces: dict[Access, tuple[str, ...]]

    def hidden_from(self, visitor: Visitor) -> list[str]:
        """What no answer to this visitor may hold."""
        return [trace for level in Access if level not in visitor.levels for trace in self.traces[level]]


@pytest.fixture(scope="package", params=["embedded", "elasticsearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive, served, on each engine."""
    if request.param == "embedded":
        yield request.getfixturevalue("embedded")
        return
    with (
        own_indexes(request.getfixturevalue("elasticsearch_url")) as cluster,
        _served(tmp_path_factory, {f"VANKHO_{name}": value for name, value in settings_of(cluster)}) as served,
    ):
        yield served


@pytest.fixture(scope="package")
def embedded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """The archive on the embedded engine, for what does not hang on engines."""
    with _served(tmp_path_factory, {}) as served:
        yield served


@contextmanager
def _served(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Iterator[Archive]:
    """The archive with an account of every kind."""
    home: Path = tmp_path_factory.mktemp("home")
    settings = load({"VANKHO_HOME": str(home), **environment}, home / "none.toml")
    composition.prepare(settings)
    application = create_application(settings)
    room = application.state.room
    made = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    _find_duplicates(room.catalogue, made)
    publish(room.catalogue, room.engine)
    with TestClient(application):  # runs the server's lifespan
        visitors = _visitors(settings, application)
        yield Archive(application, made, visitors, _names(application, made), _traces(application, made))


def _find_duplicates(catalogue: Catalogue, made: MadeUp) -> None:
    """Pairs of open and closed papers; of two of them it is decided that one is a copy of the other, by its main document."""
    verdict = Verdict(Kind.COPY, 0.9, (Reason(Sign.TEXT, share=0.9),))
    copies = ((made.resolution, made.secret), (made.conditional, made.series[5]))  # main document, copy
    pairs = {*copies, *((made.resolution, id_) for id_ in made.closed), (made.resolution, made.series[5])}
    with catalogue.begin() as session:
        keep_pairs(session, [FoundPair(one, other, verdict) for one, other in sorted(pairs)])
        for main, copy in copies:
            one, other = session.get_one(Document, main), session.get_one(Document, copy)
            decide(session, one, other, Decision.SAME, who="archivist", main_id=main)


def _visitors(settings: Settings, application: FastAPI) -> dict[str, Visitor]:
    catalogue = application.state.room.catalogue
    roles = {"reader": Role.READER, "researcher": Role.READER, "archivist": Role.ARCHIVIST}
    roles |= {"clerk": Role.ADMINISTRATOR, "administrator": Role.ADMINISTRATOR}
    visitors = {"anonymous": Visitor(client_of(application), PUBLIC, None, "")}
    for name, role in roles.items():
        make_account(catalogue, name, role, READERS[name])
        signed_in = sign_in(settings, application, name)
        visitors[name] = Visitor(signed_in.client, READERS[name], role, signed_in.form_token)
    for name in OVER:
        make_account(catalogue, f"was-{name}", Role.ADMINISTRATOR)
        token = begin(settings, catalogue, f"was-{name}")
        with catalogue.begin() as session:
            user = get_user(session, f"was-{name}")
            mine = update(UserSession).where(UserSession.user_id == user.id)
            if name == "expired":
                session.execute(mine.values(began_at=utc_now() - timedelta(days=30)))
            elif name == "disabled":
                disable_user(session, "administrator", user)
            stored = session.query(UserSession.token_hash).filter_by(user_id=user.id).scalar()
        if name == "ended":
            ended = client_of(application, token)
            ended.post("/sign-out", data={"form_token": form_token(token)})
        given = {"forged": token[::-1], "hash": str(stored)}.get(name, token)
        visitors[name] = Visitor(client_of(application, given), PUBLIC, None, form_token(given))
    return visitors


def _names(application: FastAPI, made: MadeUp) -> Names:
    secret, conditional = Access.SECRET, Access.CONDITIONAL
    none, no_page = "0" * 32, "a" * 20
    return {
        "document": [
            Closed(made.secret, secret, none),
            Closed(made.conditional, conditional, none),
            Closed(made.in_secret_file, secret, none),
        ],
        "document_reference": [
            Closed("H42-041-03-0123-002", secret, "H42-041-03-0123-902"),
            Closed("H42-041-03-0123-003", conditional, "H42-041-03-0123-903"),
            Closed("H42-041-03-0124-001", secret, "H42-041-03-0924-001"),
        ],
        "file": [Closed(made.secret_file, secret, none)],
        "file_reference": [Closed("H42-041-03-0124", secret, "H42-041-03-0924")],
        "page": [
            Closed(made.secret_page, secret, no_page),
            Closed(made.conditional_page, conditional, no_page),
            Closed(_page_of(application, made.in_secret_file), secret, no_page),
        ],
        "type": [Closed("Báo cáo mật", secret, "Báo cáo lạ"), Closed("Danh sách kín", conditional, "Danh sách lạ")],
        "issuer": [Closed("Ban Mật", secret, "Ban Lạ")],
        "number": [Closed("77-BC/BM", secret, "76-BC/BX")],
    }


def _page_of(application: FastAPI, document_id: str) -> str:
    with application.state.room.catalogue.reading() as session:
        return page_id(session.get_one(Document, document_id).parts[0].asset_sha256, 0)


def _traces(application: FastAPI, made: MadeUp) -> dict[Access, tuple[str, ...]]:
    names = _names(application, made)
    traces: dict[Access, list[str]] = {level: [] for level in Access}
    for kind in names.values():
        for closed in kind:
            traces[closed.level].append(closed.name)
    traces[Access.SECRET] += [SECRET_WORD, "77-BC", "hồ sơ kín", "Hồ sơ kín"]
    traces[Access.CONDITIONAL].append(CONDITIONAL_WORD)
    return {level: tuple(words) for level, words in traces.items()}
