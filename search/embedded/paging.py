"""Going through hits page by page, to the last one, without a hit twice and without losing one.

By a key (dates, references) a cursor holds the last key, so it stays right whatever is published meanwhile. tantivy cannot
compare text with a bound, so numbers that never sort against the key narrow the search, and the few equal ones are
passed over here. By relevance there is no such key: scores shift with every commit. That cursor holds how many hits were
given out and in which state of the index; the engine keeps the last few states, in which equal scores keep their order.
When a state is gone (several commits later, or another process answers), it goes on at the same place of the present one.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import tantivy
from tantivy import Query as Compiled

from search.cursors import ORDER_FIELDS, Position, position_at
from search.embedded.compiler import all_of, any_of
from search.embedded.filters import at_least, one_of
from search.embedded.schema import record_schema
from search.embedded.snapshots import Snapshot
from search.port import Sort

_NUMBERS = {
    Sort.REFERENCE: ("number_high", "number_low"),
    Sort.DATE: ("number_date", "number_high", "number_low"),
    Sort.NEWEST: ("number_newest", "number_high", "number_low"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """Some hits as (score, address), and the position of the last of them if more follow."""

    found: Sequence[tuple[float, tantivy.DocAddress]]
    last: Position | None


def first_by_score(snapshot: Snapshot, query: Compiled, size: int, after: Position | None) -> Page:
    """The best hits after a position; equal scores in the order of the index's state."""
    offset = after.offset if after else 0
    if offset >= snapshot.records.num_docs:
        return Page((), None)  # tantivy makes room for as many hits as the offset says, which may be anybody's number
    hits = snapshot.records.search(query, size + 1, count=False, offset=offset).hits
    more = len(hits) > size
    last = Position(offset=offset + size, generation=snapshot.generation) if more else None
    return Page([(float(score), address) for score, address in hits[:size]], last)


def first_by_key(
    snapshot: Snapshot, queries: Sequence[Compiled], sort: Sort, size: int, after: Position | None
) -> Page:
    """The first hits after a position, in the order of a key."""
    narrowed = all_of([*queries, _not_before(sort, after)] if after else queries)
    floor = after.key if after else ""
    limit = size + (2 if after else 1)
    while True:
        hits = snapshot.records.search(
            narrowed, limit, count=False, order_by_field=ORDER_FIELDS[sort], order=tantivy.Order.Asc
        ).hits
        found = [(key, address) for key, address in hits if key > floor]
        if len(found) > size or len(hits) < limit:
            break
        limit *= 4  # more hits share the numbers of the last key than were asked for
    last = position_at(found[size - 1][0], sort) if len(found) > size else None
    return Page([(0.0, address) for _, address in found[:size]], last)


def _not_before(sort: Sort, after: Position) -> Compiled:
    """Records whose numbers, compared one after the other, are not below the position's."""
    fields = _NUMBERS[sort]
    numbers = after.numbers
    schema = record_schema()
    *leading, last = zip(fields, numbers, strict=True)
    allowed = at_least(schema, *last)
    for field, number in reversed(leading):
        equal = all_of([one_of(schema, field, [number]), allowed])
        allowed = any_of([at_least(schema, field, number, above=True), equal])
    return allowed
