"""Order keys of records, worked out at publication, so that every engine sorts alike and can go on after any key."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice

from archive import vietnamese
from search.entries import RecordSummary

_NUMBER = re.compile(r"0*(\d+)")
_SEPARATOR = "\x1f"  # sorts before every printed character, so that a shorter reference comes first
_DAY_BITS = 22  # the ordinal of 31 December 9999 is 3,652,059
_UNDATED = (1 << 2 * _DAY_BITS) - 1
_ALPHABET = "\x1f -./0123456789_abcdefghijklmnopqrstuvwxyz"  # in order; what keys of references are made of
_CODES = 2 * len(_ALPHABET) + 2  # each character, what lies between two, and the end
_PACKED = 9  # characters in a number: 86 to the 9th fits in 63 bits


def reference_key(record: RecordSummary) -> str:
    """The place of a record by reference: natural, so that file 9 comes before file 10, and 123 before 123a; unique."""
    natural = _NUMBER.sub(lambda match: _counted(match.group(1)), vietnamese.bare(vietnamese.exact(record.reference)))
    return _SEPARATOR.join((natural, record.reference, record.id))


def date_number(record: RecordSummary, *, newest_first: bool) -> int:
    """The place of a record's date: by its first day, then its last; undated ones last in both directions."""
    if record.date is None:
        return _UNDATED
    days = record.date.earliest.toordinal() << _DAY_BITS | record.date.latest.toordinal()
    return _UNDATED - days if newest_first else days


def date_key(record: RecordSummary, *, newest_first: bool) -> str:
    """The place of a record by date, and among the same dates by reference; unique."""
    return f"{date_number(record, newest_first=newest_first):014d}{reference_key(record)}"


def packed(key: str) -> tuple[int, int]:
    """The first 18 characters of a key as two numbers (each under 2^63) that never sort against the key itself.

    Engines that cannot compare text with a bound compare these, and the few equal ones by the key.
    """
    codes = list(islice(_codes(key), 2 * _PACKED))
    codes += [0] * (2 * _PACKED - len(codes))
    return _pack(codes[:_PACKED]), _pack(codes[_PACKED:])


def _counted(digits: str) -> str:
    """Digits after the count of them, so that text sorts as numbers do."""
    return f"{min(len(digits), 9)}{digits}"


def _pack(codes: Sequence[int]) -> int:
    number = 0
    for code in codes:
        number = number * _CODES + code
    return number


def _codes(key: str) -> Iterator[int]:
    """The places of the characters in our alphabet, up to the first that is not in it.

    Such a one gives its neighbour's place and ends the key: what follows it must not count, for two of them look equal.
    """
    for character in key:
        place = bisect_left(_ALPHABET, character)
        if place < len(_ALPHABET) and _ALPHABET[place] == character:
            yield 2 * place + 2
        else:
            yield 2 * place + 1
            return
