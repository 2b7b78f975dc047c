"""The connection to a cluster: addresses and keys, one client, and its faults in our own words."""

import base64
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from elastic_transport import ConnectionTimeout, TlsError, TransportError
from elastic_transport.client_utils import DEFAULT
from elasticsearch import ApiError, Elasticsearch, UnsupportedProductError

from archive.errors import BadRequest, Unavailable

OLDEST_SERVER = (8, 19)
NEWEST_MAJOR = 9
SECONDS = 30.0  # for one request; a search has its own, shorter limit
RETRIES = 3  # each on another node, as far as there are others
_BUSY = (429, 502, 503, 504)
_BETWEEN = (502, 503)  # all shards of an index failed, or none was there
_SETTLING = (0.1, 0.2, 0.4, 0.8)  # seconds between questions: a copy takes over within a second
Answer = TypeVar("Answer")
_REFUSED = (401, 403)


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Where the cluster is and how its indexes are laid out.

    `hosts` are `http(s)://host:port` without user and password, which are `user` and `password`, or else `api_key`. Index
    names begin with `prefix`. `ca_file` holds the certificates to trust, where the system's own do not do.

    Raises:
        BadRequest: no host, or a number of shards or replicas that no index can have.
    """

    hosts: tuple[str, ...]
    user: str = ""
    password: str = field(default="", repr=False)
    api_key: str = field(default="", repr=False)
    ca_file: Path | None = None
    prefix: str = "vankho"
    shards: int = 1
    replicas: int = 0

    def __post_init__(self) -> None:
        if not self.hosts:
            raise BadRequest("VANKHO_SEARCH_URL names no host; it must be as https://user:password@host:9200")
        if self.shards < 1 or self.replicas < 0:
            raise BadRequest(
                f"an index cannot have {self.shards} shards and {self.replicas} replicas: at least 1 and 0 are needed"
            )


def hosts_in(addresses: str) -> tuple[tuple[str, ...], str, str]:
    """The hosts of a comma-separated list of addresses, and the user and password that any of them gives.

    Raises:
        BadRequest: an address that is none; the message never repeats a password.
    """
    hosts: list[str] = []
    user = password = ""
    for address in filter(None, map(str.strip, addresses.split(","))):
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError as fault:
            raise BadRequest("VANKHO_SEARCH_URL has an address whose port is not a number") from fault
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path not in {"", "/"}:
            raise BadRequest(
                "VANKHO_SEARCH_URL must be as https://user:password@host:9200, several with commas between"
            )
        host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
        hosts.append(f"{parts.scheme}://{host}:{port or 9200}")
        if parts.username:
            user, password = unquote(parts.username), unquote(parts.password or "")
    return tuple(hosts), user, password


def connect(settings: ClusterSettings) -> Elasticsearch:
    """A client of the cluster. Nothing is sent yet.

    Raises:
        BadRequest: the file of certificates cannot be read.
        ValueError: the client cannot use what else is set.
    """
    if settings.ca_file:
        _require_certificates(settings.ca_file)
    secure = any(host.startswith("https") for host in settings.hosts)
    return Elasticsearch(
        list(settings.hosts),
        headers=_credentials(settings),
        request_timeout=SECONDS,
        max_retries=RETRIES,
        retry_on_timeout=True,
        retry_on_status=_BUSY,
        dead_node_backoff_factor=0.5,
        max_dead_node_backoff=5,
        ca_certs=str(settings.ca_file) if settings.ca_file and secure else DEFAULT,
    )


def _credentials(settings: ClusterSettings) -> dict[str, str]:
    """The header that says who we are. Made here since the client cannot encode passwords beyond ASCII; the server reads UTF-8."""
    if settings.api_key:
        return {"authorization": f"ApiKey {settings.api_key}"}
    if settings.user:
        pair = f"{settings.user}:{settings.password}".encode()
        return {"authorization": f"Basic {base64.b64encode(pair).decode()}"}
    return {}


def _require_certificates(file: Path) -> None:
    try:
        ssl.create_default_context(cafile=file)
    except OSError as fault:
        raise BadRequest(
            f"VANKHO_SEARCH_CA_FILE: {file} holds no certificates that can be read ({fault.strerror or fault})"
        ) from fault


@contextmanager
def answering(settings: ClusterSettings) -> Iterator[None]:
    """Turn the client's faults into ours, with what to do.

    Raises:
        Unavailable: the cluster does not answer, or refuses us.
        BadRequest: it does not take the question: too many words, say.
    """
    where = ", ".join(settings.hosts)
    try:
        yield
    except TlsError as fault:
        raise Unavailable(
            f"the connection to Elasticsearch at {where} is not trusted ({fault.message}): set VANKHO_SEARCH_CA_FILE"
        ) from fault
    except ConnectionTimeout as fault:
        raise Unavailable(f"Elasticsearch at {where} did not answer in time: try again, or look at its load") from fault
    except TransportError as fault:
        raise Unavailable(
            f"Elasticsearch at {where} cannot be reached: check that it runs, and VANKHO_SEARCH_URL"
        ) from fault
    except UnsupportedProductError as fault:
        raise Unavailable(f"the server at {where} is not Elasticsearch: check VANKHO_SEARCH_URL") from fault
    except ApiError as fault:
        raise _translated(fault, where) from fault


def once_settled(request: Callable[[], Answer]) -> Answer:
    """The answer to a question that may come just as a node dies: until a copy stands in for its shards they all fail."""
    for wait in _SETTLING:
        try:
            return request()
        except ApiError as fault:
            if fault.meta.status not in _BETWEEN:
                raise
            time.sleep(wait)
    return request()


def check_version(client: Elasticsearch, where: str) -> str:
    """The server's version.

    Raises:
        Unavailable: it is too old, or newer than the client can talk to.
    """
    version = str(client.info()["version"]["number"])
    major, minor = (int(part) for part in version.split(".")[:2])
    if (major, minor) < OLDEST_SERVER or major > NEWEST_MAJOR:
        raise Unavailable(
            f"Elasticsearch at {where} is of version {version}; this product works with 8.19 to 9: upgrade"
        )
    return version


def _translated(fault: ApiError, where: str) -> BadRequest | Unavailable:
    status = fault.meta.status
    if status in _REFUSED:
        return Unavailable(f"Elasticsearch at {where} refuses our user ({status}): check the password or the API key")
    reason = _reason(fault)
    if status == 404:
        return Unavailable(
            f"Elasticsearch at {where} has no index of ours ({reason}): run `vankho init` or `vankho reindex`"
        )
    if status == 400:
        return BadRequest(f"Elasticsearch does not take what it was asked ({reason}): ask for less at once")
    return Unavailable(f"Elasticsearch at {where} failed ({status}: {reason}): look at its log, and try again")


def _reason(fault: ApiError) -> str:
    """The innermost reason of an error's body, or its short name."""
    body = fault.body
    error = body.get("error") if isinstance(body, dict) else None
    if isinstance(error, dict):
        while isinstance(error.get("caused_by"), dict):
            error = error["caused_by"]
        return str(error.get("reason") or error.get("type") or fault.message)[:300]
    return str(fault.message)[:300]
