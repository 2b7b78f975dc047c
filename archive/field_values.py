"""A value as a person writes it, brought to the form in which that field is kept."""

from collections.abc import Callable
from difflib import get_close_matches

from archive.access import Access, access_of
from archive.dates import parse_date
from archive.descriptions import Field
from archive.document_types import TYPES, type_named
from archive.errors import BadRequest
from archive.numbers import parse_number
from archive.terms import parse_term
from archive.vietnamese import bare, normalise

LONGEST_VALUE = 5_000  # characters; an abstract of a whole page has about 3,000
SECRECIES = ("Thường", "Mật", "Tối mật", "Tuyệt mật")


def field_named(text: str) -> Field:
    """The field of this name (`number`, `signer`).

    Raises:
        BadRequest: there is none; the message names them all.
    """
    try:
        return Field(text.strip().casefold())
    except ValueError:
        raise BadRequest(f"there is no field '{text[:80]}'; write one of {', '.join(Field)}") from None


def canonical_value(field: Field, text: str) -> str:
    """What a person wrote for a field, as it is kept: NFC, single spaces, and the form of the field's own.

    `5/10/2012` becomes `2012-10-05`, `nghị quyết` `Nghị quyết`, `12 - NQ/TU` `12-NQ/TU`, `mật` `Mật`. A number in no known
    form is kept as printed. An empty text says that the paper has no such value.

    Raises:
        BadRequest: the value cannot be one of this field; the message says how to write it.
    """
    text = " ".join(normalise(text).split())
    if len(text) > LONGEST_VALUE:
        raise BadRequest(f"{field} has {len(text)} characters; at most {LONGEST_VALUE} are kept")
    if field is Field.ACCESS:
        return _access(text)
    if not text:
        return ""
    read = _READINGS.get(field)
    return read(text) if read is not None else text


def _number(text: str) -> str:
    number = parse_number(text)
    return number.canonical if number is not None else text


def _access(text: str) -> str:
    level = access_of(text)
    if level is None:
        raise BadRequest(f"access is '{text[:80]}'; write one of {', '.join(Access)}")
    return level


def _type(text: str) -> str:
    named = type_named(text) if len(text) < LONGEST_VALUE else None
    if named is not None:
        return named
    names = {bare(kind.name): kind.name for kind in TYPES}
    near = [names[key] for key in get_close_matches(bare(text), names, n=3)]
    meant = f"perhaps {', '.join(near)}?" if near else "write its Vietnamese name, e.g. Nghị quyết, Báo cáo, Công văn"
    raise BadRequest(f"type is '{text[:80]}', which is none of the known types of documents; {meant}")


def _date(text: str) -> str:
    when = parse_date(text)
    if when is None:
        raise BadRequest(
            f"date is '{text[:80]}'; write a day (2012-10-05 or 5/10/2012), a month (10/2012) or a year (2012)"
        )
    return when.to_text()


def _term(text: str) -> str:
    term = parse_term(text)
    if term is None:
        raise BadRequest(f"term is '{text[:80]}'; write its years, e.g. 2010-2015")
    return term.code


def _secrecy(text: str) -> str:
    for mark in SECRECIES:
        if bare(mark) == bare(text):
            return mark
    raise BadRequest(f"secrecy is '{text[:80]}'; write one of {', '.join(SECRECIES)}")


def _count(text: str) -> str:
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise BadRequest(f"a count is '{text[:80]}'; write a whole number")
    return str(int(text))


_READINGS: dict[Field, Callable[[str], str]] = {
    Field.NUMBER: _number,
    Field.TYPE: _type,
    Field.DATE: _date,
    Field.TERM: _term,
    Field.SECRECY: _secrecy,
    Field.PAGE_COUNT: _count,
    Field.DOCUMENT_COUNT: _count,
    Field.SHEET_COUNT: _count,
}
