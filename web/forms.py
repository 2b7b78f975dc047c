"""Forms as pages send them: names and values, read whole, within a limit."""

from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import Request

from archive.errors import BadRequest, LimitExceeded

LARGEST_FORM = 64 * 1024  # bytes
_MOST_FIELDS = 500
_TYPE = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of a form in the order of the page; a name may stand several times (boxes that were ticked)."""

    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        """The value of a field, empty where there is none."""
        return next((value for held, value in self.fields if held == name), "")

    def all(self, name: str) -> list[str]:
        """All values of a field."""
        return [value for held, value in self.fields if held == name]


async def read_form(request: Request) -> Form:
    """The form that a request carries.

    Raises:
        BadRequest: it carries something else.
        LimitExceeded: it is longer than a form of ours can be.
    """
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise BadRequest(f"a form is sent as {_TYPE}")
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_FORM:
            raise LimitExceeded(f"the form has more than {LARGEST_FORM} bytes")
    try:
        fields = parse_qsl(body.decode(), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise BadRequest("the form cannot be read; its text must be UTF-8") from error
    return Form(tuple(fields))
