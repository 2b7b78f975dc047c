"""A server in front of a node: it asks for a password, speaks TLS, and answers amiss when a test says so."""

import base64
import http.client
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

PRODUCT = {"X-Elastic-Product": "Elasticsearch", "Content-Type": "application/vnd.elasticsearch+json;compatible-with=8"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came in."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer as it goes out."""

    status: int
    body: bytes
    headers: Mapping[str, str]


class Cut(Exception):
    """Raised by a fault: the connection ends here, without an answer."""


Pass = Callable[[Asked], Answered]
Fault = Callable[[Asked, Pass], Answered]


def refusal(status: int, kind: str) -> Answered:
    """An error as the server words it."""
    body = f'{{"error":{{"type":"{kind}","reason":"{kind} by the test"}},"status":{status}}}'
    return Answered(status, body.encode(), PRODUCT)


def only(*credentials: str) -> Fault:
    """Lets requests through that carry one of these: `user:password`, or `ApiKey …`."""
    allowed = {
        word if word.startswith("ApiKey ") else f"Basic {base64.b64encode(word.encode()).decode()}"
        for word in credentials
    }

    def check(asked: Asked, forward: Pass) -> Answered:
        known = asked.headers.get("authorization") in allowed
        return forward(asked) if known else refusal(401, "security_exception")

    return check


@contextmanager
def proxy(
    target: str, fault: Fault | None = None, secure: ssl.SSLContext | None = None, port: int = 0
) -> Iterator[str]:
    """A proxy of the server at `target`, listening on the loopback; gives its URL. `fault` may answer in its place."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            try:
                super().handle()
            except (Cut, OSError):
                self.close_connection = True

        def answer(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(self.command, self.path, headers, self.rfile.read(length))
            answered = fault(asked, forward) if fault else forward(asked)
            self.send_response(answered.status)
            for name, value in answered.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answered.body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(answered.body)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = answer  # noqa: N815 - names that http.server looks for

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - named so in the standard library
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, request: object, client_address: object) -> None:
            return  # a client that does not trust the certificate

        def get_request(self):  # type: ignore[no-untyped-def]
            connection, address = super().get_request()
            return (secure.wrap_socket(connection, server_side=True) if secure else connection), address

    def forward(asked: Asked) -> Answered:
        onward = http.client.HTTPConnection(urlsplit(target).netloc, timeout=60)
        dropped = {"host", "connection", "content-length", "authorization", "accept-encoding"}
        try:
            kept = {name: value for name, value in asked.headers.items() if name not in dropped}
            onward.request(asked.method, asked.path, asked.body or None, kept)
            answer = onward.getresponse()
            body = answer.read()
        finally:
            onward.close()
        passed = {"x-elastic-product", "content-type", "warning"}
        return Answered(answer.status, body, {n: v for n, v in answer.headers.items() if n.lower() in passed})

    server = Server(("127.0.0.1", port), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if secure else 'http'}://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)
