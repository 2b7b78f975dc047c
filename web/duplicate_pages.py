"""The desk where archivists settle duplicates: the list of pairs, and two papers side by side."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from archive.duplicates.verdict import Kind
from archive.errors import BadRequest
from archive.roles import Role
from catalogue.duplicates import Decision
from reading.comparing import ComparedPage, compare
from reading.duplicates import PairLine, decide_identical, decide_pair, list_pairs, show_pair, undo_pair
from reading.images import WIDTHS
from reading.reader import Reader
from reading.room import ReadingRoom
from web.addresses import duplicates_address, pair_address
from web.check_page import CheckPage
from web.document_page import DRAWING, Mark, mark_of
from web.duplicate_reasons import told
from web.edge import Edge, FormView, View, for_role, form_for_role
from web.forms import Form
from web.language import PARAMETER, language_of
from web.paragraphs import paragraphs
from web.rendering import HEADERS, Pages

_LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two papers on the desk: the page shown, its text in paragraphs, and its differing words as marks on the image."""

    page: ComparedPage
    blocks: Sequence[Any]
    marks: Sequence[Mark]


class DuplicatePages:
    """Views over the pairs; `reading.duplicates` asks for the role in each."""

    def __init__(self, pages: Pages, room: ReadingRoom) -> None:
        self._pages = pages
        self._room = room

    def show_all(self, request: Request, reader: Reader) -> Response:
        """The pairs that wait, or those decided."""
        _refuse_others(request, "kind", "decided", "cursor", "done")
        kinds = [_kind(text) for text in request.query_params.getlist("kind") if text]
        decided = request.query_params.get("decided") == "true"
        cursor = request.query_params.get("cursor") or None
        found = list_pairs(self._room, reader, kinds=kinds, decided=decided, cursor=cursor)
        done = request.query_params.get("done", "")
        return self._pages.render(
            request,
            "duplicates.html",
            found=found,
            kinds=list(Kind)[:-1],
            chosen=kinds,
            decided=decided,
            done=int(done) if done.isascii() and done.isdigit() and len(done) < 7 else None,
            following=duplicates_address(kinds, decided=decided, cursor=found.next) if found.next else None,
            reason=partial(told, language_of(request)),
        )

    def show(self, request: Request, reader: Reader) -> Response:
        """Two papers side by side."""
        _refuse_others(request, "page", "noted")
        one_id, other_id = request.path_params["one"], request.path_params["other"]
        pair = show_pair(self._room, reader, one_id, other_id)
        number = _page(request)
        compared = compare(self._room, reader, pair.one.id, pair.other.id, number)
        sides = [_side(compared.one), _side(compared.other) if compared.other else None]
        return self._pages.render(
            request,
            "pair.html",
            pair=pair,
            compared=compared,
            sides=sides,
            now=number,
            drawing=DRAWING,
            widths=WIDTHS,
            noted=self._noted(request, reader),
            reason=partial(told, language_of(request)),
            here=partial(pair_address, pair.one.id, pair.other.id),
        )

    def decide(self, request: Request, reader: Reader, form: Form) -> Response:
        """Note a decision and go to the next pair that waits; without one, back to the list."""
        one, other = request.path_params["one"], request.path_params["other"]
        decision, main = _decision(form.get("decision"), one, other)
        why = form.get("why")
        if len(why) > _LONGEST_REASON:
            raise BadRequest(f"the reason has {len(why)} characters; at most {_LONGEST_REASON} are allowed")
        decide_pair(self._room, reader, one, other, decision, main_id=main, why=why)
        waiting = list_pairs(self._room, reader, size=1).pairs
        noted = f"{one}.{other}"
        if not waiting:
            return _go_to(pair_address(one, other, noted=noted))
        return _go_to(pair_address(waiting[0].one.id, waiting[0].other.id, noted=noted))

    def undo(self, request: Request, reader: Reader, _form: Form) -> Response:
        """Take a decision back."""
        one, other = request.path_params["one"], request.path_params["other"]
        undo_pair(self._room, reader, one, other)
        return _go_to(pair_address(one, other, noted=f"{one}.{other}"))

    def decide_identical(self, _request: Request, reader: Reader, _form: Form) -> Response:
        """Take all pairs of identical files for one document each."""
        count = decide_identical(self._room, reader)
        return _go_to(duplicates_address([], decided=False, done=count))

    def _noted(self, request: Request, reader: Reader) -> PairLine | None:
        """The pair that was just decided or undone, told on the page that follows, where it can be undone."""
        one, _, other = request.query_params.get("noted", "").partition(".")
        return show_pair(self._room, reader, one, other) if one and other else None


def add_duplicate_routes(router: APIRouter, edge: Edge, pages: Pages, room: ReadingRoom) -> None:
    """Put the addresses into a router; before the one that takes every address."""
    desk = DuplicatePages(pages, room)
    views: tuple[tuple[str, View], ...] = (
        ("/duplicates", desk.show_all),
        ("/duplicates/{one}/{other}", desk.show),
        ("/duplicates/identical", _to_the_list),
        ("/duplicates/{one}/{other}/undo", _to_the_pair),
    )
    forms: tuple[tuple[str, FormView], ...] = (
        ("/duplicates/identical", desk.decide_identical),
        ("/duplicates/{one}/{other}", desk.decide),
        ("/duplicates/{one}/{other}/undo", desk.undo),
    )
    checking = CheckPage(pages, room)
    views += (("/duplicates/check", checking.show),)
    receiving = edge.answer_files(Role.ARCHIVIST, checking.check)
    router.add_route("/duplicates/check", receiving, methods=["POST"], include_in_schema=False)
    for path, view in views:
        router.add_route(path, edge.answer(for_role(Role.ARCHIVIST, view)), methods=["GET"], include_in_schema=False)
    for path, form_view in forms:
        answer = edge.answer_form(form_for_role(Role.ARCHIVIST, form_view))
        router.add_route(path, answer, methods=["POST"], include_in_schema=False)


def _to_the_list(_request: Request, _reader: Reader) -> Response:
    return _go_to(duplicates_address([], decided=False))


def _to_the_pair(request: Request, _reader: Reader) -> Response:
    return _go_to(pair_address(request.path_params["one"], request.path_params["other"]))


def _side(page: ComparedPage) -> Side:
    return Side(page, paragraphs(page.words), [mark_of(word) for word in page.words if word.mark])


def _kind(text: str) -> Kind:
    try:
        return Kind(text)
    except ValueError as error:
        raise BadRequest(f"kind is '{text[:80]}'; it must be one of: {', '.join(Kind)}") from error


def _decision(text: str, one: str, other: str) -> tuple[Decision, str | None]:
    if text in {"same-one", "same-other"}:
        return Decision.SAME, one if text == "same-one" else other
    try:
        return Decision(text), None
    except ValueError as error:
        raise BadRequest(f"the decision is '{text[:80]}'; choose one of those offered") from error


def _page(request: Request) -> int:
    text = request.query_params.get("page", "") or "1"
    if not (text.isascii() and text.isdigit() and len(text) < 7 and int(text) > 0):
        raise BadRequest(f"page is '{text[:80]}'; it must be a whole number from 1")
    return int(text)


def _refuse_others(request: Request, *known: str) -> None:
    for name in request.query_params:
        if name not in {*known, PARAMETER}:
            raise BadRequest(f"there is no parameter '{name[:80]}'; known are {', '.join(known)}")


def _go_to(address: str) -> Response:
    return RedirectResponse(address, 303, HEADERS)
