"""How each route of the server is tried. A route without a case here fails `test_every_route_has_its_case`.

To add one: its method and path, and what of it shall be asked. `listings` are asked as they stand, by every reader. `closed`
are asked with a closed record's name in the place of `{}`, and then with one that nothing has: both answers must be alike.
What changes something is sent with `form` and the session's token, by those only to whom the record is closed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from archive.roles import Role
from tests.reading.archive_made_up import CONDITIONAL_WORD, SECRET_WORD

API = "/api/v1"


@dataclass(frozen=True)
class Case:
    """What is asked of a route.

    `closed` pairs an address with the kind of name that goes into it (`tests.access.conftest.Names`). `role` is the least
    that may pass. `form` is sent where the method is POST. `is_same_for_all`: nothing of it hangs on who asks, so it need
    not be private.
    """

    listings: tuple[str, ...] = ()
    closed: tuple[tuple[str, str], ...] = ()
    role: Role | None = None
    form: Mapping[str, str] = field(default_factory=dict)
    is_same_for_all: bool = False


_ALL = "level=any&size=100"
_FACETS = "facets=fonds,inventory,file,term,type,issuer,access,year"
_NARROWED = (
    ("file={}", "file_reference"),
    ("type={}", "type"),
    ("issuer={}", "issuer"),
    ("q=number:{}", "number"),
)


def _searched(path: str) -> Case:
    """A route that takes the parameters of a search."""
    listings = (
        path,
        f"{path}?{_ALL}&{_FACETS}",
        f"{path}?{_ALL}&access=public&access=conditional&access=secret",
        f"{path}?access=secret&{_FACETS}",
        f"{path}?q=danh+s%C3%A1ch+b%C3%A1o+c%C3%A1o&level=any",
        f"{path}?q={SECRET_WORD}&level=any",
        f"{path}?q={CONDITIONAL_WORD}&level=any",
        f"{path}?q=h%E1%BB%93+s%C6%A1+k%C3%ADm&level=any",  # one wrong letter: the right word must not be offered
        f"{path}?q=type:m%E1%BA%ADt+OR+issuer:m%E1%BA%ADt+OR+number:77",
        f"{path}?sort=reference&{_ALL}&explain=true",
        f"{path}?copies=folded&{_ALL}&{_FACETS}",
    )
    return Case(listings, tuple((f"{path}?{one}&level=any", kind) for one, kind in _NARROWED))


_PAIR = "/duplicates/H42-041-03-0123-001"
_ADMINISTRATOR = Role.ADMINISTRATOR

CASES: dict[str, Case] = {
    "GET /health/live": Case(("/health/live",), is_same_for_all=True),
    "GET /health/ready": Case(("/health/ready",), is_same_for_all=True),
    "GET /metrics": Case(("/metrics",), is_same_for_all=True),
    f"GET {API}": Case((API,), is_same_for_all=True),
    f"GET {API}/openapi.json": Case((f"{API}/openapi.json",), is_same_for_all=True),
    f"GET {API}/session": Case((f"{API}/session",)),
    f"GET {API}/search": _searched(f"{API}/search"),
    f"GET {API}/search.csv": _searched(f"{API}/search.csv"),
    f"GET {API}/suggest": Case(
        tuple(f"{API}/suggest?q={text}" for text in ("bao+cao", "ho+so", "ho", "danh", "77", "77-BC", "ban", "van+ban"))
    ),
    f"GET {API}/documents/{{id}}": Case(
        closed=((f"{API}/documents/{{}}", "document"), (f"{API}/documents/{{}}", "document_reference"))
    ),
    f"GET {API}/documents/{{id}}/pages": Case(closed=((f"{API}/documents/{{}}/pages", "document"),)),
    f"GET {API}/documents/{{id}}/similar": Case(
        (f"{API}/documents/H42-041-03-0123-001/similar?limit=20",), ((f"{API}/documents/{{}}/similar", "document"),)
    ),
    f"GET {API}/documents/{{id}}/duplicates": Case(
        (f"{API}/documents/H42-041-03-0123-001/duplicates", f"{API}/documents/H42-041-03-0200-006/duplicates"),
        ((f"{API}/documents/{{}}/duplicates", "document"),),
    ),
    f"GET {API}/duplicates": Case(
        (f"{API}/duplicates", f"{API}/duplicates?decided=true", f"{API}/duplicates?kind=copy&size=100"),
        role=Role.ARCHIVIST,
    ),
    f"POST {API}/duplicates/check": Case(role=Role.ARCHIVIST),
    f"POST {API}/duplicates/decisions": Case(role=Role.ARCHIVIST),
    f"POST {API}/duplicates/decisions/undo": Case(role=Role.ARCHIVIST),
    f"GET {API}/documents/{{id}}/original": Case(closed=((f"{API}/documents/{{}}/original", "document"),)),
    f"HEAD {API}/documents/{{id}}/original": Case(closed=((f"{API}/documents/{{}}/original", "document"),)),
    f"GET {API}/files/{{id}}": Case(
        (f"{API}/files/H42-041-03-0123",),
        ((f"{API}/files/{{}}", "file"), (f"{API}/files/{{}}", "file_reference")),
    ),
    f"GET {API}/fonds": Case((f"{API}/fonds",)),
    f"GET {API}/fonds/{{code}}": Case((f"{API}/fonds/041", f"{API}/fonds/041?inventory=03&size=100")),
    f"GET {API}/terms": Case((f"{API}/terms",)),
    f"GET {API}/pages/{{id}}": Case(
        closed=(
            (f"{API}/pages/{{}}", "page"),
            (f"{API}/pages/{{}}?document=H42-041-03-0123-001", "page"),
        )
    ),
    f"GET {API}/pages/{{id}}/image": Case(closed=((f"{API}/pages/{{}}/image?width=200", "page"),)),
    f"HEAD {API}/pages/{{id}}/image": Case(closed=((f"{API}/pages/{{}}/image?width=200", "page"),)),
    f"GET {API}/pages/{{id}}/text": Case(closed=((f"{API}/pages/{{}}/text", "page"),)),
    f"GET {API}/pages/{{id}}/words": Case(closed=((f"{API}/pages/{{}}/words?q=kin", "page"),)),
    f"GET {API}/statistics": Case((f"{API}/statistics",)),
    f"GET {API}/statistics.csv": Case((f"{API}/statistics.csv",)),
    "GET /": Case(("/",)),
    "GET /search": _searched("/search"),
    "GET /documents/{id}": Case(
        (
            "/documents/H42-041-03-0123-001?q=danh+s%C3%A1ch",  # a secret paper is a copy of it
            "/documents/H42-041-03-0123-004",
            "/documents/H42-041-03-0200-006",  # a copy of a paper that is not public
        ),
        (
            ("/documents/{}", "document"),
            ("/documents/{}", "document_reference"),
            ("/documents/{}?page=1&q=kin", "document"),
        ),
    ),
    "GET /documents/{id}/similar": Case(
        ("/documents/H42-041-03-0123-001/similar",), (("/documents/{}/similar", "document"),)
    ),
    "GET /files/{id}": Case(("/files/H42-041-03-0123",), (("/files/{}", "file"), ("/files/{}", "file_reference"))),
    "GET /fonds": Case(("/fonds",)),
    "GET /fonds/{code}": Case(("/fonds/041", "/fonds/041?inventory=03")),
    "GET /terms": Case(("/terms",)),
    "GET /statistics": Case(("/statistics",)),
    "GET /help": Case(("/help",)),
    "GET /r/{reference}": Case(
        closed=(("/r/{}", "document_reference"), ("/r/{}?page=1", "document_reference"), ("/r/{}", "file_reference"))
    ),
    "GET /static/{name:path}": Case(("/static/reading.css",), is_same_for_all=True),
    "ANY /{rest:path}": Case(("/nothing/at/all",)),
    "GET /duplicates": Case(("/duplicates", "/duplicates?decided=true", "/duplicates?kind=copy"), role=Role.ARCHIVIST),
    "GET /duplicates/{one}/{other}": Case(
        (f"{_PAIR}/H42-041-03-0200-006",),
        (
            (f"{_PAIR}/{{}}", "document"),
            (f"{_PAIR}/{{}}", "document_reference"),
            (f"{_PAIR}/H42-041-03-0200-006?noted=H42-041-03-0123-001.{{}}", "document"),
        ),
        role=Role.ARCHIVIST,
    ),
    "POST /duplicates/{one}/{other}": Case(
        closed=((f"{_PAIR}/{{}}", "document"),), role=Role.ARCHIVIST, form={"decision": "different", "why": "made up"}
    ),
    "GET /duplicates/{one}/{other}/undo": Case(("/duplicates/made/up/undo",), role=Role.ARCHIVIST),
    "POST /duplicates/{one}/{other}/undo": Case(closed=((f"{_PAIR}/{{}}/undo", "document"),), role=Role.ARCHIVIST),
    "GET /duplicates/identical": Case(("/duplicates/identical",), role=Role.ARCHIVIST),
    "POST /duplicates/identical": Case(role=Role.ARCHIVIST),
    "GET /duplicates/check": Case(("/duplicates/check",), role=Role.ARCHIVIST),
    "POST /duplicates/check": Case(role=Role.ARCHIVIST),
    "GET /sign-in": Case(("/sign-in", "/sign-in?back=/fonds")),
    "POST /sign-in": Case(form={"name": "made-up", "password": "made up"}),
    "GET /sign-out": Case(("/sign-out",)),
    "POST /sign-out": Case(form={}),
    "GET /account": Case(("/account",), role=Role.READER),
    "GET /account/password": Case(("/account/password",)),
    "POST /account/password": Case(form={"present": "wrong", "new": "another one", "again": "1"}, role=Role.READER),
    "GET /users": Case(("/users",), role=_ADMINISTRATOR),
    "POST /users": Case(form={"name": "made-up", "role": "reader", "password": "short"}, role=_ADMINISTRATOR),
    "GET /users/{name}": Case(("/users/archivist", "/users/made-up"), role=_ADMINISTRATOR),
    "POST /users/{name}": Case(form={"role": "none"}, role=_ADMINISTRATOR),
    "GET /users/{name}/{act}": Case(("/users/archivist/password",)),
    "POST /users/{name}/password": Case(form={"password": "short"}, role=_ADMINISTRATOR),
    "POST /users/{name}/disable": Case(form={}, role=_ADMINISTRATOR),
    "POST /users/{name}/enable": Case(form={}, role=_ADMINISTRATOR),
    "GET /log": Case(("/log", "/log?action=view"), (("/log?record={}", "document_reference"),), role=_ADMINISTRATOR),
    "GET /log.csv": Case(("/log.csv",), (("/log.csv?record={}", "document_reference"),), role=_ADMINISTRATOR),
}
