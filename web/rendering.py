"""Pages from templates: one environment, everything escaped, and the headers that every page carries."""

from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from reading.own_requests import TOKEN_FIELD
from reading.reader import PUBLIC_READER
from web import addresses
from web.language import (
    COOKIE,
    PARAMETER,
    YEAR_SECONDS,
    language_of,
    other_language,
    write_date,
    write_number,
    write_share,
)
from web.messages import LANGUAGES, say, say_count
from web.static_files import StaticFiles

POLICY = "; ".join(
    (
        "default-src 'none'",
        "img-src 'self'",
        "style-src 'self'",
        "script-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Cookie",
}


@dataclass(frozen=True, slots=True)
class Pages:
    """Renders templates. `archive` is the name of the archive as the head of each page shows it."""

    environment: Environment
    statics: StaticFiles
    archive: str

    def render(self, request: Request, template: str, *, status: int = 200, **shown: Any) -> Response:
        """A page in the language of its reader (`state.reader`, else the public); a language in the address is kept."""
        language = language_of(request)
        body = self.environment.get_template(template).render(
            **shown,
            language=language,
            other_language=other_language(language),
            switch=_switch(request, other_language(language)),
            archive=self.archive,
            reader=getattr(request.state, "reader", PUBLIC_READER),
            back=addresses.own_address(_here(request)),
            token_field=TOKEN_FIELD,
            path=request.url.path,
            static=self.statics.address,
            t=partial(say, language),
            many=lambda key, count: say_count(language, key, count, write_number(language, count)),
            number=partial(write_number, language),
            day=partial(write_date, language),
            share=write_share,
            at=addresses,
        )
        answer = HTMLResponse(body, status, headers=HEADERS)
        answer.headers["Cache-Control"] = "no-cache"  # for the public; the edge closes what is not
        if request.query_params.get(PARAMETER) in LANGUAGES:
            answer.set_cookie(COOKIE, language, max_age=YEAR_SECONDS, httponly=True, samesite="lax")
        return answer


def build_pages(archive: str) -> Pages:
    """The renderer of an archive's pages."""
    environment = Environment(
        loader=PackageLoader("web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return Pages(environment, StaticFiles(), archive)


def _here(request: Request) -> str:
    """This address, without a language chosen in it."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != PARAMETER]
    return f"{request.url.path}?{urlencode(pairs)}" if pairs else request.url.path


def _switch(request: Request, language: str) -> str:
    """This address in another language."""
    pairs = [(name, value) for name, value in request.query_params.multi_items() if name != PARAMETER]
    return f"{request.url.path}?{urlencode([*pairs, (PARAMETER, language)])}"
