"""How an engine keeps what it gives out: summaries and pages, packed to bytes and back. Of one format for every engine."""

import json
import zlib
from array import array
from dataclasses import fields
from datetime import date
from itertools import accumulate
from operator import sub
from typing import Any

from archive.access import Access
from archive.dates import PartialDate, Precision
from search.entries import PageWords, RecordLevel, RecordSummary
from search.forms import bare_line_of

_NAMES = tuple(field.name for field in fields(RecordSummary))
_SIZE = 4  # bytes that tell the length of a packed page's text


def summary_body(record: RecordSummary) -> dict[str, Any]:
    """A summary as plain values that JSON can hold."""
    body = {name: getattr(record, name) for name in _NAMES}  # all plain values but the date
    if record.date:
        body["date"] = [record.date.earliest.isoformat(), record.date.latest.isoformat(), record.date.precision]
    return body


def summary_of(body: dict[str, Any]) -> RecordSummary:
    """The summary that `summary_body` gave the values of."""
    body = dict(body)
    if body["date"]:
        first, last, precision = body["date"]
        body["date"] = PartialDate(date.fromisoformat(first), date.fromisoformat(last), Precision(precision))
    body["level"] = RecordLevel(body["level"])
    body["access"] = Access(body["access"])
    return RecordSummary(**body)


def dump_summary(record: RecordSummary) -> bytes:
    """A summary packed for storage."""
    return json.dumps(summary_body(record), ensure_ascii=False, separators=(",", ":")).encode()


def load_summary(blob: bytes) -> RecordSummary:
    """Unpack what `dump_summary` packed."""
    return summary_of(json.loads(blob))


def dump_page(words: PageWords, bare_line: str) -> bytes:
    """A page's words packed for storage: lines of words, since no word holds a space, then the places as numbers.

    `bare_line` are its own words, bare.
    """
    around = (bare_line_of(words.before), bare_line, bare_line_of(words.after))
    bare = " ".join(filter(None, around))
    columns = (words.printed, words.words, map(str, sorted(words.joined)), words.before, words.after)
    tail = "" if words.tail is None else str(words.tail)
    text = "\n".join((*map(" ".join, columns), bare, tail)).encode()
    steps = array("i", map(sub, words.places, (0, *words.places)))  # nearly all 0 or 1: small
    return zlib.compress(len(text).to_bytes(_SIZE, "little") + text + steps.tobytes(), 1)


def load_page(blob: bytes) -> PageWords:
    """Unpack what `dump_page` packed."""
    body = zlib.decompress(blob)
    end = _SIZE + int.from_bytes(body[:_SIZE], "little")
    printed, words, joined, before, after, bare, tail = body[_SIZE:end].decode().split("\n")
    return PageWords(
        printed=_split(printed),
        words=_split(words),
        places=tuple(accumulate(array("i", body[end:]))),
        joined=frozenset(map(int, _split(joined))),
        before=_split(before),
        after=_split(after),
        tail=int(tail) if tail else None,
        bare=_split(bare),
    )


def _split(line: str) -> tuple[str, ...]:
    return tuple(line.split(" ")) if line else ()
