"""Every route of the server, asked by every kind of reader: no trace of what is not theirs, in bodies and in headers."""

import html
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus, urlsplit

import pytest
from httpx2 import Response
from starlette.routing import BaseRoute

from archive.access import Access
from tests.access.cases import API, CASES, Case
from tests.access.conftest import OVER, READERS, Archive, Visitor
from tests.reading.archive_made_up import SERIES

SIGNED_IN = [name for name in READERS if name != "anonymous"]
CHANGING = ("POST", "PUT", "PATCH", "DELETE")
_METHODS = 2  # a route of more methods takes whatever comes


def _routes(routes: list[BaseRoute], prefix: str = "") -> Iterator[str]:
    """Method and path of every route, those of mounted applications and included routers too."""
    for route in routes:
        mounted, included = getattr(route, "app", None), getattr(route, "original_router", None)
        if included is not None:
            yield from _routes(included.routes, prefix)
        elif hasattr(mounted, "routes"):
            yield from _routes(mounted.routes, prefix + getattr(route, "path", ""))
        else:
            methods: set[str] = getattr(route, "methods", None) or {"GET"}
            named = methods - {"HEAD"} if "GET" in methods else methods
            for method in sorted(named) if len(named) <= _METHODS else ["ANY"]:
                yield f"{method} {prefix}{getattr(route, 'path', '')}"


def _ask(visitor: Visitor, route: str, address: str, **options: Any) -> Response:
    method = route.partition(" ")[0]
    if method in CHANGING and not options:
        options = _sent(route, visitor.form_token)
    return visitor.client.request("GET" if method == "ANY" else method, address, **options)


def _sent(route: str, token: str) -> dict[str, Any]:
    """What a change carries: a page's form, or the API's JSON, each with a session's token."""
    case = CASES[route]
    if route.partition(" ")[2].startswith(API):
        return {"json": dict(case.form), "headers": {"x-form-token": token}}
    return {"data": {**case.form, "form_token": token}}


def _told(answer: Response) -> str:
    """All that an answer tells: its headers, and its body as one reads it."""
    body = answer.text
    if "json" in answer.headers.get("content-type", ""):
        body = json.dumps(json.loads(body), ensure_ascii=False) if body else ""
    return "\n".join([*(f"{name}: {value}" for name, value in answer.headers.items()), html.unescape(body)])


def _without(text: str, typed: list[str]) -> str:
    """A text without what its reader typed, which pages repeat."""
    for word in typed:
        once = [quote(word), quote(word, safe=""), quote_plus(word), word.replace(" ", "+")]
        for form in (word, *(quote(one, safe="") for one in once), *once):  # the way back is an address in an address
            text = text.replace(form, "…")
    return text


def _typed(address: str) -> list[str]:
    return [value for name, value in parse_qsl(urlsplit(address).query) if name == "q"]


def _listings() -> list[tuple[str, str]]:
    return [(route, address) for route, case in CASES.items() for address in case.listings]


def _closed() -> list[tuple[str, str, str]]:
    return [(route, address, kind) for route, case in CASES.items() for address, kind in case.closed]


def test_every_route_has_its_case(embedded: Archive) -> None:
    """A route that is added is tried by every reader, or this fails; so does a case whose route is gone."""
    assert set(_routes(embedded.application.routes)) == set(CASES)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(("route", "address"), [one for one in _listings() if not CASES[one[0]].is_same_for_all])
def test_nothing_closed_shows_through(archive: Archive, route: str, address: str, name: str) -> None:
    """No id, reference, title, type, number, issuer or word of a record beyond the reader's levels is in any answer."""
    visitor = archive.visitors[name]
    answer = _ask(visitor, route, address)
    assert answer.status_code < 500
    told = _without(_told(answer), _typed(address))
    found = [trace for trace in archive.hidden_from(visitor) if trace in told]
    assert not found


@pytest.mark.parametrize(("route", "address"), [one for one in _listings() if CASES[one[0]].is_same_for_all])
def test_what_is_said_to_be_the_same_for_all_is(embedded: Archive, route: str, address: str) -> None:
    """Routes that need not be private answer an archivist as they answer anyone."""
    mine, theirs = (_ask(embedded.visitors[name], route, address) for name in ("archivist", "anonymous"))
    assert mine.status_code == theirs.status_code
    assert route == "GET /metrics" or mine.text == theirs.text  # counts requests, by routes only


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize(("route", "address", "kind"), _closed())
def test_a_closed_record_is_as_good_as_none(archive: Archive, route: str, address: str, kind: str, name: str) -> None:
    """What is closed to a reader is answered as what does not exist; what is open to them is not."""
    visitor, case = archive.visitors[name], CASES[route]
    for closed in archive.names[kind]:
        if route.startswith(CHANGING) and closed.level in visitor.levels:
            continue  # would be done
        answer = _ask(visitor, route, address.format(quote(closed.name)))
        nothing = _ask(visitor, route, address.format(quote(closed.made_up)))
        same = _alike(answer, closed.name) == _alike(nothing, closed.made_up)
        assert same == (closed.level not in visitor.levels or not _may_pass(visitor, case)), closed.name


def _alike(answer: Response, name: str) -> tuple[int, str]:
    """Status and all that is told, with the name asked for blotted out."""
    told = _without(_told(answer), [name])
    kept = [line for line in told.split("\n") if not line.startswith(("content-length:", "date:", "set-cookie:"))]
    return answer.status_code, "\n".join(kept)


def _address(route: str) -> str:
    """Where a form is sent; on an account that none of the readers has."""
    return re.sub(r"{\w+}", "was-forged", route.partition(" ")[2])


def _may_pass(visitor: Visitor, case: Case) -> bool:
    return case.role is None or (visitor.role is not None and visitor.role.includes(case.role))


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize(
    ("route", "address"), [one for one in _listings() if one[0] != "GET /metrics"]
)  # it counts them
def test_a_session_that_is_none_reads_as_the_public(embedded: Archive, route: str, address: str, over: str) -> None:
    """With a forged, expired, ended or disabled session, or the stored hash of one, every answer is the public's."""
    mine, theirs = (_ask(embedded.visitors[name], route, address) for name in (over, "anonymous"))
    assert mine.status_code == theirs.status_code
    if route != "GET /sign-in":  # carries a token of the browser
        assert mine.text == theirs.text
        assert mine.headers.get("cache-control") == theirs.headers.get("cache-control")


@pytest.mark.parametrize("over", OVER)
@pytest.mark.parametrize(("route", "address", "kind"), _closed())
def test_a_session_that_is_none_opens_nothing(
    embedded: Archive, route: str, address: str, kind: str, over: str
) -> None:
    """With such a session a closed record is answered as one that does not exist."""
    for closed in embedded.names[kind]:
        answer = _ask(embedded.visitors[over], route, address.format(quote(closed.name)))
        nothing = _ask(embedded.visitors[over], route, address.format(quote(closed.made_up)))
        assert _alike(answer, closed.name) == _alike(nothing, closed.made_up)


@pytest.mark.parametrize("name", SIGNED_IN)
@pytest.mark.parametrize("route", CASES)
def test_no_cache_keeps_what_a_signed_in_reader_got(embedded: Archive, route: str, name: str) -> None:
    """Every answer to a signed-in reader says that nobody may store it, and what it hangs on."""
    case, visitor = CASES[route], embedded.visitors[name]
    if case.is_same_for_all:
        return
    if route.startswith(CHANGING):
        return
    addresses = [*case.listings, *(a.format(quote(embedded.names[kind][0].name)) for a, kind in case.closed)]
    for address in addresses:
        answer = _ask(visitor, route, address)
        assert answer.headers["cache-control"] == "private, no-store", address
        assert "Cookie" in answer.headers["vary"], address


@pytest.mark.parametrize("name", [*READERS, *OVER])
@pytest.mark.parametrize("route", [route for route, case in CASES.items() if case.role is not None])
def test_roles_are_asked_for(embedded: Archive, route: str, name: str) -> None:
    """A route for a role sends the nameless to sign in (the API: 401), and refuses (403) those whose role does not do."""
    case, visitor = CASES[route], embedded.visitors[name]
    address = case.listings[0] if case.listings else _address(route)
    answer = _ask(visitor, route, address)
    if _may_pass(visitor, case):
        assert answer.status_code in {200, 303, 400, 404}
        assert not answer.headers.get("location", "").startswith("/sign-in")
    elif visitor.role is not None:
        assert answer.status_code == 403
    elif address.startswith(API):
        assert answer.status_code == 401
    else:
        assert (answer.status_code, answer.headers["location"].partition("?")[0]) == (303, "/sign-in")


@pytest.mark.parametrize("name", SIGNED_IN)
@pytest.mark.parametrize("route", [route for route in CASES if route.startswith(CHANGING)])
def test_nothing_is_changed_without_the_sessions_token(embedded: Archive, route: str, name: str) -> None:
    """What changes something is refused without the token of the session, whatever the role."""
    answer = _ask(embedded.visitors[name], route, _address(route), **_sent(route, "0" * 64))
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("name", "closed", "folded"),
    [("anonymous", 0, 0), ("reader", 0, 0), ("clerk", 0, 0), ("researcher", 1, 1), ("archivist", 3, 2)],
)
def test_counts_are_those_of_the_readers_own_records(archive: Archive, name: str, closed: int, folded: int) -> None:
    """Totals, facets, statistics and counts of the tree are of what the reader may see; copies fold behind what they may see."""
    client = archive.visitors[name].client
    papers, files = SERIES + 2 + closed, 3 if closed == 3 else 2
    found = client.get(f"{API}/search?facets=fonds,access").json()
    assert found["total"] == papers
    assert found["facets"]["fonds"][0]["count"] == papers
    counted = {value["value"] for value in found["facets"]["access"]}
    assert counted == {level.value for level in archive.visitors[name].levels & _levels(closed)}
    assert client.get(f"{API}/search?copies=folded").json()["total"] == papers - folded
    fonds = client.get(f"{API}/fonds").json()["fonds"][0]
    assert (fonds["document_count"], fonds["file_count"]) == (papers, files)
    assert client.get(f"{API}/statistics").json()["total"]["documents"] == papers
    assert client.get(f"{API}/search.csv").text.count("\r\n") == papers + 1
    assert f"{papers} văn bản" in client.get("/").text


def _levels(closed: int) -> set[Access]:
    return set(list(Access)[: 1 + (closed > 0) + (closed > 1)])
