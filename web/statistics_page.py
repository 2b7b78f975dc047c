"""The page of statistics: amounts as tables with bars, and how well each field is described."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request

from archive.errors import BadRequest
from reading.reader import Reader
from reading.room import ReadingRoom
from reading.statistics import Described, Holding, count_all
from web.addresses import fonds_address
from web.language import PARAMETER

PARTS = ("person", "inventory", "sure", "doubtful", "missing")


@dataclass(frozen=True, slots=True)
class Line:
    """One row: what it counts, where it leads, its amounts, and its pages in per cent of the largest row's."""

    label: str
    address: str | None
    files: int
    documents: int
    pages: int
    share: float


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a field's bar: its count of documents, and where it begins and how wide it is, in per cent."""

    name: str
    count: int
    start: float
    width: float


@dataclass(frozen=True, slots=True)
class Field:
    """A described field and the parts of its bar."""

    name: str
    parts: tuple[Part, ...]


def show_statistics(room: ReadingRoom, reader: Reader, request: Request) -> dict[str, Any]:
    """What the template of the statistics needs.

    Raises:
        BadRequest: a parameter is given; there are none.
    """
    for name in request.query_params:
        if name != PARAMETER:
            raise BadRequest(f"there is no parameter '{name[:80]}'; this page has none")
    counted = count_all(room, reader)
    return {
        "total": counted.total,
        "failed": counted.failed,
        "waiting": counted.waiting,
        "parts": PARTS,
        "described": [_field(one, counted.total.documents) for one in counted.described],
        "fonds": _lines(counted.fonds, fonds_address),
        "terms": _lines(counted.terms, lambda key: "/search?" + urlencode({"term": key})),
        "years": _lines(counted.years, lambda key: "/search?" + urlencode({"year": key})),
        "deliveries": _lines(counted.deliveries, None),
    }


def _lines(holdings: Sequence[Holding], address_of: Any) -> list[Line]:
    most = max((one.pages for one in holdings), default=1) or 1
    return [
        Line(
            one.label,
            address_of(one.key) if address_of else None,
            one.files,
            one.documents,
            one.pages,
            round(100 * one.pages / most, 2),
        )
        for one in holdings
    ]


def _field(told: Described, documents: int) -> Field:
    counts = (told.by_person, told.by_inventory, told.sure, told.doubtful, told.missing)
    parts, start = [], 0.0
    for name, count in zip(PARTS, counts, strict=True):
        width = 100 * count / documents if documents else 0.0
        parts.append(Part(name, count, round(start, 2), round(width, 2)))
        start += width
    return Field(told.field.value, tuple(parts))
