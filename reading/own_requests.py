"""Whether a request that changes something was meant by its reader: cookies, form tokens, and where it came from.

A browser sends its cookies along with what another site makes it send. So a change needs a token that only our own pages
know (it is made from the session's), and must not say that it comes from elsewhere (`Sec-Fetch-Site`, `Origin`).
"""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from urllib.parse import urlsplit

from archive.errors import NotPermitted
from reading.reader import Reader

TOKEN_FIELD = "form_token"  # noqa: S105 - the name of a field of forms
TOKEN_HEADER = "X-Form-Token"  # noqa: S105 - the name of a header
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_SESSION, _BROWSER = "vankho_session", "vankho_browser"
_OWN = frozenset({"same-origin", "none"})  # `none`: the reader's own doing, such as a page restored at start


def session_cookie(scheme: str) -> str:
    """What the cookie of the session is called; over https no other host of the same domain can set or read it."""
    return _cookie(_SESSION, scheme)


def browser_cookie(scheme: str) -> str:
    """What the cookie is called by which a browser is known where its reader signed in before."""
    return _cookie(_BROWSER, scheme)


def new_browser() -> str:
    """A token for a browser that has none: 256 random bits. It opens nothing by itself."""
    return secrets.token_urlsafe(32)


def form_token(secret: str) -> str:
    """The token of the forms of a session (or, before there is one, of a browser); the secret cannot be told from it."""
    return hmac.new(secret.encode(), b"forms", hashlib.sha256).hexdigest()


def require_own_request(headers: Mapping[str, str]) -> None:
    """Refuse what the browser says to come from another site. Programs that are no browsers say nothing and pass.

    Raises:
        NotPermitted: it comes from elsewhere.
    """
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    # The scheme is not compared: behind a proxy that ends TLS we may not know it.
    is_own = site in _OWN if site else origin is None or urlsplit(origin).netloc == headers.get("host", "")
    if not is_own:
        raise NotPermitted("this request comes from another site; changes are made from the archive's own pages")


def require_form_token(reader: Reader, given: str) -> None:
    """Refuse a change without the token of the reader's session. Those without a session have none to lend.

    Raises:
        NotPermitted: the token is another's, of a session that is over, or missing.
    """
    if reader.role is not None and not is_token(reader.form_token, given):
        raise NotPermitted(
            f"the request lacks the token of your session ({TOKEN_FIELD}, or the header {TOKEN_HEADER}); "
            "load the page again and send it once more"
        )


def is_token(wanted: str, given: str) -> bool:
    """Whether a token is the wanted one, told in a time that does not depend on where they differ. None is never right."""
    return bool(wanted) and hmac.compare_digest(wanted.encode(), given.encode())


def _cookie(name: str, scheme: str) -> str:
    return f"__Host-{name}" if scheme == "https" else name
