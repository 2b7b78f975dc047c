"""Addresses of pages: every link of the search page is the same search with one thing changed."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from urllib.parse import quote, urlencode

from reading.parameters import Search
from web.places import RESULTS, Results

SEARCH = "/search"
API = "/api/v1"
_LONGEST = 4000  # characters of an address to go back to


def search_address(search: Search) -> str:
    """The address of a search: its first page."""
    return results_address(Results(replace(search, cursor=None)))


def results_address(results: Results) -> str:
    """The address of one page of a search's results."""
    return _with(SEARCH, results.pairs())


def csv_address(search: Search) -> str:
    """Where all hits of a search can be had as CSV."""
    pairs = [(name, value) for name, value in replace(search, cursor=None).pairs() if name not in {"size", "sort"}]
    return _with(f"{API}/search.csv", pairs)


def toggled(search: Search, name: str, value: str) -> Search:
    """The search with one value of a filter put in, or taken out if it was in."""
    held: tuple[object, ...] = getattr(search, name)
    typed: object = int(value) if name == "year" else value
    changed = tuple(one for one in held if str(one) != value) if value in map(str, held) else (*held, typed)
    return replace(search, cursor=None, **{name: changed})  # type: ignore[arg-type]


def document_address(id_: str, *, page: int | None = None, query: str = "", results: str = "") -> str:
    """A document, opened at a page, with the words of a query marked; `results` are carried along for the way back."""
    pairs = [("page", str(page) if page else ""), ("q", query), (RESULTS, results)]
    return _with(f"/documents/{quote(id_, safe='')}", pairs)


def similar_address(id_: str) -> str:
    """The documents like one."""
    return f"/documents/{quote(id_, safe='')}/similar"


def duplicates_address(kinds: Sequence[str], *, decided: bool, cursor: str = "", done: int | None = None) -> str:
    """The list of pairs that wait to be decided, or were; `done` says how many were just decided at once."""
    pairs = [("kind", str(kind)) for kind in kinds]
    pairs += [("decided", "true" if decided else ""), ("cursor", cursor), ("done", "" if done is None else str(done))]
    return _with("/duplicates", pairs)


def pair_address(one: str, other: str, *, page: int | None = None, noted: str = "") -> str:
    """Two documents on the desk; `noted` names the pair that was just decided."""
    path = f"/duplicates/{quote(one, safe='')}/{quote(other, safe='')}"
    return _with(path, [("page", str(page) if page else ""), ("noted", noted)])


def file_address(id_: str, *, cursor: str = "") -> str:
    """A file."""
    return _with(f"/files/{quote(id_, safe='')}", [("cursor", cursor)])


def fonds_address(code: str, *, inventory: str = "", cursor: str = "") -> str:
    """A fonds, or one of its inventories."""
    return _with(f"/fonds/{quote(code, safe='')}", [("inventory", inventory), ("cursor", cursor)])


def image_address(page_id: str, width: int) -> str:
    """The image of a page."""
    return f"{API}/pages/{quote(page_id, safe='')}/image?width={width}"


def original_address(document_id: str, part: int) -> str:
    """An original of a document, for download."""
    return _with(f"{API}/documents/{quote(document_id, safe='')}/original", [("part", str(part) if part > 1 else "")])


def permalink(base: str, reference: str, page: int | None = None) -> str:
    """The lasting address of a record by its reference; `base` is scheme and host."""
    return _with(f"{base.rstrip('/')}/r/{quote(reference, safe='')}", [("page", str(page) if page else "")])


def sign_in_address(back: str = "") -> str:
    """The page where one signs in; `back` is where to go afterwards."""
    return _with("/sign-in", [("back", back if back != "/" else "")])


def own_address(text: str) -> str:
    """An address of ours to go back to: a path with its query, or `/` for anything else, such as another site's address.

    A browser reads `//host`, `/\\host` and `/<tab>/host` as another host; and back to where one signs in goes nobody.
    """
    is_own = re.fullmatch(r"/(?![/\\])[\x21-\x5b\x5d-\x7e\x80-\U0010ffff]*", text) is not None and len(text) <= _LONGEST
    return text if is_own and text.partition("?")[0] not in {"/sign-in", "/sign-out"} else "/"


def _with(path: str, pairs: Iterable[tuple[str, str]]) -> str:
    kept = [(name, value) for name, value in pairs if value]
    return f"{path}?{urlencode(kept)}" if kept else path
