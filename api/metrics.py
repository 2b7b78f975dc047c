"""Counts of requests and their seconds by route and status, in the text form that Prometheus reads."""

import time
from collections import defaultdict
from threading import Lock

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_Key = tuple[str, str, int]
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}


class Metrics:
    """The counts of one process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: dict[_Key, int] = defaultdict(int)
        self._seconds: dict[_Key, float] = defaultdict(float)

    def note(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request. `route` is a pattern, never a path: paths would be without number."""
        key = (method if method in _METHODS else "other", route, status)
        with self._lock:
            self._counts[key] += 1
            self._seconds[key] += seconds

    def lines(self) -> list[str]:
        """The counts as text."""
        with self._lock:
            counts, seconds = dict(self._counts), dict(self._seconds)
        lines = ["# TYPE vankho_requests_total counter"]
        lines += [f"vankho_requests_total{_labels(key)} {counts[key]}" for key in sorted(counts)]
        lines.append("# TYPE vankho_request_seconds_total counter")
        lines += [f"vankho_request_seconds_total{_labels(key)} {seconds[key]:.6f}" for key in sorted(seconds)]
        return lines


class Measuring:
    """Counts every request that passes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and count it when it is answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        began = time.perf_counter()
        status = 500

        async def send_counted(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, send_counted)
        finally:
            route = getattr(scope.get("route"), "path", None)
            pattern = f"{scope.get('root_path', '')}{route}" if route else "none"
            self._metrics.note(scope["method"], pattern, status, time.perf_counter() - began)


def _labels(key: _Key) -> str:
    method, route, status = key
    return f'{{method="{method}",route="{route}",status="{status}"}}'
