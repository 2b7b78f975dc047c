"""Cursors: where a search goes on. A cursor carries a hash of its query, so another query's cursor is told apart."""

import base64
import binascii
import hashlib
import json
import math
from dataclasses import dataclass

from archive.errors import BadRequest
from search.ordering import packed
from search.port import SearchRequest, Sort
from search.query.text import write

LONGEST_CURSOR = 4000  # characters; ours are under 400, and what is longer is not decoded
_NUMBERS = {Sort.RELEVANCE: 0, Sort.REFERENCE: 2, Sort.DATE: 3, Sort.NEWEST: 3}
ORDER_FIELDS = {Sort.REFERENCE: "order_reference", Sort.DATE: "order_date", Sort.NEWEST: "order_newest"}
"""The index field of each order's key (`search.ordering`)."""

_DATE_DIGITS = 14  # of the date number that a key by date begins with
_FOREIGN = "the cursor does not belong to this search; start again without a cursor"


@dataclass(frozen=True, slots=True)
class Position:
    """The last hit that was given out: its key in the order, or (by relevance) its place in a state of the index.

    `numbers` are the numeric parts of the key, `key` the whole of it. `offset` hits were given out of `generation`, or
    the last one had `score`: engines go on by the one or the other.
    """

    numbers: tuple[int, ...] = ()
    key: str = ""
    offset: int = 0
    generation: str = ""
    score: float = 0.0


def sort_of(request: SearchRequest) -> Sort:
    """The order that applies: relevance needs a query, without one it is by reference."""
    return Sort.REFERENCE if request.sort is Sort.RELEVANCE and request.query is None else request.sort


def position_at(key: str, sort: Sort) -> Position:
    """The position of a hit by its key in an order other than relevance."""
    if sort is Sort.REFERENCE:
        return Position(numbers=packed(key), key=key)
    return Position(numbers=(int(key[:_DATE_DIGITS]), *packed(key[_DATE_DIGITS:])), key=key)


def encode(request: SearchRequest, position: Position) -> str:
    """A cursor, in characters that are safe in an address."""
    body = [_fingerprint(request), list(position.numbers), position.key, position.offset, position.generation]
    body.append(position.score)
    return base64.urlsafe_b64encode(json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()).decode()


def decode(request: SearchRequest, cursor: str) -> Position:
    """The position that a cursor holds.

    Raises:
        BadRequest: the cursor was made for another search, or by nobody.
    """
    if len(cursor) > LONGEST_CURSOR:
        raise BadRequest(_FOREIGN)
    try:
        fingerprint, numbers, key, offset, generation, score = json.loads(
            base64.b64decode(cursor, b"-_", validate=True)
        )
    except (binascii.Error, ValueError, TypeError) as fault:
        raise BadRequest(_FOREIGN) from fault
    well_formed = _well_formed(numbers, key, offset, generation, score) and len(numbers) == _NUMBERS[sort_of(request)]
    if fingerprint != _fingerprint(request) or not well_formed:
        raise BadRequest(_FOREIGN)
    return Position(tuple(numbers), key, offset, generation, score)


def _well_formed(numbers: object, key: object, offset: object, generation: object, score: object) -> bool:
    return (
        isinstance(numbers, list)
        and all(type(number) is int and 0 <= number < 1 << 63 for number in numbers)
        and isinstance(key, str)
        and type(offset) is int
        and 0 <= offset < 1 << 40
        and isinstance(generation, str)
        and type(score) is float
        and 0 <= score < math.inf
    )


def _fingerprint(request: SearchRequest) -> str:
    """A hash of all that decides which hits there are and in which order; size and facets may change on the way.

    So may the near forms of words, as the archive comes to hold others.
    """
    parts = (
        write(request.query, with_others=False),
        sorted(request.access),
        *(sorted(values) for values in (request.fonds, request.inventory, request.file, request.term)),
        *(sorted(values) for values in (request.type, request.issuer, request.levels)),
        sorted(request.year),
        str(request.first_day),
        str(request.last_day),
        request.dates,
        request.level,
        sort_of(request),
    )
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()[:20]
