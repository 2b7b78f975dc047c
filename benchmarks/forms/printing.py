"""How numbers and dates are printed: as the form of the time has them, typed over dots, or written by hand into gaps."""

from collections.abc import Mapping
from datetime import date
from random import Random
from typing import NamedTuple

from benchmarks.forms.bodies import Body

_NO_NUMBER = 0.02  # of papers: a draft, whose number is a gap
_NO_SO = 0.05  # of numbers stand without `Số`
_BY_HAND = 0.14  # of heads: number and day written into the gaps of a printed form
_ABBREVIATED = 0.06  # of places: the capitals of their syllables


class Piece(NamedTuple):
    """A stretch of a line: its text, and whether it is written by hand over the dots of a form."""

    text: str
    by_hand: bool = False


Pieces = tuple[Piece, ...]


def text_of(pieces: Pieces) -> str:
    """What stands there, read as a person reads it."""
    return "".join(piece.text for piece in pieces)


def printed_number(  # noqa: PLR0917 - all that a number consists of
    form: str, body: Body, kind: str, symbols: Mapping[str, str], year: int, dice: Random
) -> tuple[Pieces, str]:
    """The number as the head prints it, and its canonical form; empty for a draft and for minutes without one."""
    ordinal = f"{dice.randint(1, 1900 if kind == 'Công văn' else 480)}"
    if dice.random() < 0.8:
        ordinal = ordinal.zfill(2)
    if dice.random() < 0.02:
        ordinal += dice.choice("ab")
    after, canonical_after = _symbol(
        form, body, kind, symbols.get(kind) or ("NQ" if kind == "Nghị quyết" else ""), year, dice
    )
    party = form.startswith("party")
    label = (
        dice.choice(("Số ", "Số ", "Số: ", "Số:"))
        if party or form.endswith("old")
        else dice.choice(("Số: ", "Số: ", "Số:"))
    )
    if (kind == "Biên bản" and dice.random() < 0.4) or dice.random() < _NO_NUMBER:
        return ((Piece(f"{label.strip()}        {after}"),), "") if dice.random() < 0.5 else ((), "")
    figures = ordinal.rstrip("ab")
    canonical = figures.zfill(2) + ordinal[len(figures) :] + canonical_after
    if dice.random() < _BY_HAND:
        return (Piece(label), Piece(f" {ordinal} ", by_hand=True), Piece(after)), canonical
    if dice.random() < _NO_SO:
        label = ""
    if form.endswith("old") and dice.random() < 0.15:
        return (Piece(f"{label}..{ordinal}..{after}"),), canonical
    return (Piece(f"{label}{ordinal}{after}"),), canonical


def _symbol(  # noqa: PLR0911, PLR0917 - one answer for each form
    form: str, body: Body, kind: str, symbol: str, year: int, dice: Random
) -> tuple[str, str]:
    """What follows the ordinal, as printed and as the canonical number has it."""
    if form == "joint":
        return f"/{symbol or 'CV'}-{body.symbol}", f"/{symbol or 'CV'}-{body.symbol}"
    if form.startswith("party"):
        right = f"-{symbol}/{body.symbol}"
        if form == "party-old":
            return dice.choice((right, right, right.replace("-", " ", 1), right.replace("-", " - ", 1))), right
        return right, right
    if body.symbol == "TĐTN":
        return (f"-{symbol}/TĐTN",) * 2 if symbol else ("-CV/TĐTN",) * 2
    if kind == "Công văn":
        right = f"/{body.symbol}-{dice.choice(body.units)}"
        return right, right
    if form in {"state-2005", "state-2011"} and kind in {"Quyết định", "Chỉ thị", "Nghị quyết"} and dice.random() < 0.3:
        right = f"/{year}/{symbol}-{body.symbol}"
        return right, right
    right = f"/{symbol}-{body.symbol}"
    if form == "state-old" and dice.random() < 0.2:
        return f" {symbol}/{body.symbol}", f"-{symbol}/{body.symbol}"
    return right, right


def printed_date(form: str, place: str, when: date, dice: Random) -> tuple[Pieces, str]:
    """Place and date as the head prints them, and the date as ISO 8601; a month where the day was left open."""
    if dice.random() < _ABBREVIATED:
        place = "".join(syllable[0] for syllable in place.split())
    day, month = f"{when.day}", f"{when.month}"
    if dice.random() < 0.7:
        day = day.zfill(2)
    if when.month < 3 or dice.random() < 0.35:
        month = month.zfill(2)
    iso = when.isoformat()
    if dice.random() < 0.03:
        return (Piece(f"{place}, ngày {dice.choice(('.....', '    ', '…'))} tháng {month} năm {when.year}"),), iso[:7]
    if dice.random() < _BY_HAND:
        return (
            Piece(f"{place}, ngày "),
            Piece(f" {day} ", by_hand=True),
            Piece(" tháng "),
            Piece(f" {month} ", by_hand=True),
            Piece(f" năm {when.year}"),
        ), iso
    old = form.endswith("old")
    if (form == "party-1998" and dice.random() < 0.5) or (old and dice.random() < 0.25):
        sign = dice.choice("-/" if not old else "-/.")
        said = dice.choice((", ngày ", ", ngày ", ", "))
        return (Piece(f"{place}{said}{day}{sign}{month}{sign}{when.year}"),), iso
    if old and dice.random() < 0.15:
        return (Piece(f"{place}, ngày..{day}..tháng..{month}..năm {when.year}"),), iso
    return (Piece(f"{place}, ngày {day} tháng {month} năm {when.year}"),), iso
