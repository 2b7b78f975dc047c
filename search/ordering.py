"""Order keys of records, worked out at publication, so that every engine sorts alike and can go on after any key."""

import re

from archive import vietnamese
from search.entries import RecordSummary

_NUMBER = re.compile(r"0*(\d+)")
_SEPARATOR = "\x1f"  # sorts before every printed character, so that a shorter reference comes first
_DAY_BITS = 22  # the ordinal of 31 December 9999 is 3,652,059
_UNDATED = (1 << 2 * _DAY_BITS) - 1
_PACKED = 11  # characters; 42 to the 11th fits in 63 bits


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
    """The first 22 characters of a key as two numbers (each under 2^63) that never sort against the key itself.

    Engines that cannot compare text with a bound compare these, and the few equal ones by the key.
    """
    return _pack(key[:_PACKED]), _pack(key[_PACKED : 2 * _PACKED])


def _counted(digits: str) -> str:
    """Digits after the count of them, so that text sorts as numbers do."""
    return f"{min(len(digits), 9)}{digits}"


def _pack(part: str) -> int:
    number = 0
    for character in part.ljust(_PACKED, "\x00"):
        number = number * 42 + _code(character)
    return number


def _code(character: str) -> int:  # noqa: PLR0911 - a table of ranges, in order of the characters
    if character == "\x00":
        return 0
    if character < "-":
        return 1
    if character == "-":
        return 2
    if character < "0":
        return 3
    if character <= "9":
        return 4 + ord(character) - ord("0")
    if character < "a":
        return 14
    if character <= "z":
        return 15 + ord(character) - ord("a")
    return 41
