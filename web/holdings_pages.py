"""The pages of the tree: fonds, their inventories and files; a file with its documents; the terms."""

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request

from archive.errors import BadRequest
from reading.holdings import list_fonds, list_terms, show_fonds
from reading.reader import Reader
from reading.records import show_file
from reading.room import ReadingRoom
from reading.shown import InventoryLine, RecordLine
from web.addresses import permalink
from web.language import PARAMETER

FIRST_FILES = 10  # files of an inventory that unfold in the tree; all of them have a page of their own
_MOST_UNFOLDED = 30  # inventories whose files are fetched with the tree


@dataclass(frozen=True, slots=True)
class Branch:
    """An inventory in the tree with the first of its files (none where it must be opened first)."""

    inventory: InventoryLine
    files: tuple[RecordLine, ...]
    is_open: bool


def show_all_fonds(room: ReadingRoom, reader: Reader, request: Request) -> dict[str, Any]:
    """What the template of the list of fonds needs."""
    _refuse_others(request)
    return {"fonds": list_fonds(room, reader)}


def show_one_fonds(room: ReadingRoom, reader: Reader, request: Request, code: str) -> dict[str, Any]:
    """What the template of a fonds needs: the whole tree, or one inventory with all its files, page by page.

    Raises:
        NotFound: no such fonds or inventory for this reader.
        BadRequest: a parameter is unknown, or the cursor is none of this list.
    """
    _refuse_others(request, "inventory", "cursor")
    chosen, cursor = request.query_params.get("inventory") or None, request.query_params.get("cursor") or None
    view = show_fonds(room, reader, code, inventory=chosen, cursor=cursor)
    branches = []
    if chosen is None:
        for place, inventory in enumerate(view.inventories):
            files: tuple[RecordLine, ...] = ()
            if place < _MOST_UNFOLDED:
                files = show_fonds(room, reader, code, inventory=inventory.code, size=FIRST_FILES).files
            branches.append(Branch(inventory, files, is_open=place == 0))
    return {
        "view": view,
        "line": view.line,
        "branches": branches,
        "chosen": next((one for one in view.inventories if one.code == chosen), None),
        "paged": cursor is not None,
    }


def show_one_file(room: ReadingRoom, reader: Reader, request: Request, id_: str) -> dict[str, Any]:
    """What the template of a file needs.

    Raises:
        NotFound: no such file for this reader.
        BadRequest: a parameter is unknown, or the cursor is none of this list.
    """
    _refuse_others(request, "cursor")
    cursor = request.query_params.get("cursor") or None
    view = show_file(room, reader, id_, cursor=cursor)
    return {
        "view": view,
        "line": view.line,
        "paged": cursor is not None,
        "permalink": permalink(str(request.base_url), view.line.reference),
    }


def show_terms(room: ReadingRoom, reader: Reader, request: Request) -> dict[str, Any]:
    """What the template of the terms needs."""
    _refuse_others(request)
    return {"terms": list_terms(room, reader)}


def _refuse_others(request: Request, *known: str) -> None:
    for name in request.query_params:
        if name not in {*known, PARAMETER}:
            told = f"known are {', '.join(known)}" if known else "there are none here"
            raise BadRequest(f"there is no parameter '{name[:80]}'; {told}")
