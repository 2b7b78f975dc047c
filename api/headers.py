"""Headers of every answer of the API: nothing may be run or framed, nothing private may be shared, nothing stays unasked."""

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Vary": "Cookie",  # the same address answers by who is signed in
}


class AnswerHeaders:
    """Sets the headers. Caches ask before every use (`no-cache`): a record that is closed is closed at once.

    What is answered to one reader only is stored nowhere, not in their browser either: reading rooms share machines.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and add to its answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _ALWAYS.items():
                    headers.setdefault(name, value)
                is_public = scope.get("state", {}).get("is_public", True)
                headers.setdefault("Cache-Control", "no-cache" if is_public else "private, no-store")
            await send(message)

        await self._app(scope, receive, send_with_headers)
