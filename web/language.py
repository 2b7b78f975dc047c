"""The reader's language: chosen by `?lang=`, kept in a cookie; and numbers and dates as that language writes them."""

from starlette.requests import Request

from archive.dates import PartialDate, Precision
from web.messages import ENGLISH, LANGUAGES, VIETNAMESE, Language

COOKIE = "vankho_lang"
PARAMETER = "lang"
YEAR_SECONDS = 365 * 24 * 3600


def language_of(request: Request) -> Language:
    """The language asked for in the address, else the one kept, else Vietnamese."""
    for asked in (request.query_params.get(PARAMETER), request.cookies.get(COOKIE)):
        if asked in LANGUAGES:
            return asked
    return VIETNAMESE


def other_language(language: Language) -> Language:
    """The language that the switch offers."""
    return VIETNAMESE if language == ENGLISH else ENGLISH


def write_number(language: Language, number: int) -> str:
    """A whole number with its thousands apart: 12.345 in Vietnamese, 12,345 in English."""
    text = f"{number:,}"
    return text if language == ENGLISH else text.replace(",", ".")


def write_share(fraction: float) -> str:
    """A confidence of 0-1 as whole per cent, never rounded up to a certainty it is not."""
    return f"{100 if fraction >= 1 else min(99, round(fraction * 100))} %"


def write_date(language: Language, when: PartialDate | str) -> str:
    """A date no more exact than it is known: 05/03/2012, 03/2012, 2012, or two days with a dash between.

    A text is a described value, in ISO 8601; one that is no date, which an old inventory may hold, stays as it is.
    """
    if isinstance(when, str):
        try:
            when = PartialDate.from_text(when)
        except ValueError:
            return str(when)
    if when.precision is Precision.YEAR:
        return f"{when.earliest.year}"
    if when.precision is Precision.MONTH:
        return when.earliest.strftime("%m/%Y" if language == VIETNAMESE else "%B %Y")
    form = "%d/%m/%Y" if language == VIETNAMESE else "%-d %B %Y"
    if when.precision is Precision.DAY:
        return when.earliest.strftime(form)
    return f"{when.earliest.strftime(form)} – {when.latest.strftime(form)}"
