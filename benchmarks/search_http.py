"""How quickly a server answers over a large archive: `python -m benchmarks.search_http --pages 20000 200000`.

Makes an archive from a seed for each size (kept and used again with `--home FOLDER`, one folder a size), starts the real
server on it, and asks `/api/v1/search` over loopback, one client, one connection: five facets, 20 hits, snippets. Each
query is new to the server; the first 30 are not counted. Peak memory of the publisher includes the bulk filling.
"""

import argparse
import http.client
import json
import os
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import urlencode

from archive.vietnamese.folding import bare
from benchmarks.generated.filling import build
from benchmarks.generated.papers import ISSUERS, TYPES, Vocabulary
from vankho.settings import load

SEED = 20_000
WARM_UP = 30
PATIENCE_SECONDS = 60


def main() -> int:
    """Print a row of figures for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, nargs="+", default=[20_000])
    parser.add_argument("--queries", type=int, default=400)
    parser.add_argument("--home", type=Path, help="keep the archives here, in a folder for each size")
    parser.add_argument("--build", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        _build(given.home, given.build)
        return 0
    with tempfile.TemporaryDirectory() as passing:
        for pages in given.pages:
            _measure((given.home or Path(passing)) / str(pages), pages, given.queries)
    return 0


def _build(home: Path, pages: int) -> None:
    settings = load({"VANKHO_HOME": str(home)}, home / "none.toml")
    built = build(settings, pages, SEED)
    (home / "built.json").write_text(json.dumps(built), encoding="utf-8")  # last: without it the archive is half made


def build_archive(home: Path, pages: int) -> dict[str, float]:
    """Make an archive of a size, or take the one that lies there; returns what was measured when it was made."""
    if not (home / "built.json").exists():  # in a process of its own: its peak memory is the publisher's
        command = [sys.executable, "-m", "benchmarks.search_http", "--build", str(pages), "--home", str(home)]
        subprocess.run(command, check=True)
    built: dict[str, float] = json.loads((home / "built.json").read_text(encoding="utf-8"))
    return built


def _measure(home: Path, pages: int, count: int) -> None:
    built = build_archive(home, pages)
    with serving(home) as server:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=PATIENCE_SECONDS)
        times = [ask(connection, query) for query in queries(count + WARM_UP)]
        peak = server.peak_mib
    cuts = statistics.quantiles(times[WARM_UP:], n=100)
    on_disk = {
        name: sum(path.stat().st_size for path in home.glob(pattern) if path.is_file()) / built["pages"]
        for name, pattern in (("catalogue", "catalogue.db*"), ("index", "index/**/*"))
    }
    print(
        f"{built['pages']:>9,} pages: p50 {cuts[49]:.1f}  p95 {cuts[94]:.1f}  p99 {cuts[98]:.1f} ms; "
        f"filled {built['pages'] / built['fill_seconds']:.0f}, published {built['pages'] / built['publish_seconds']:.0f} "
        f"pages/s; bytes a page: catalogue {on_disk['catalogue']:,.0f}, index {on_disk['index']:,.0f}; "
        f"peak MiB: publisher {built['publisher_mib']:.0f}, server {peak:.0f}",
        flush=True,
    )


def queries(count: int) -> list[dict[str, str]]:
    """So many searches of eight kinds, the same each time."""
    draw, chance = Vocabulary(SEED), random.Random(SEED + 1)

    def words(least: int, most: int) -> str:
        return " ".join(draw.draw(chance.randint(least, most)))

    made: list[dict[str, str]] = []
    for at in range(count):
        kinds: tuple[dict[str, str], ...] = (
            {"q": words(1, 4)},
            {"q": " ".join(map(bare, words(1, 4).split()))},
            {"q": f'"{words(2, 2)}"'},
            {"q": words(2, 3), "type": chance.choice(list(TYPES))},
            {"q": words(1, 2), "issuer": chance.choice(ISSUERS), "sort": "-date"},
            {"q": f"{chance.randint(1, 400):02d}-{chance.choice(list(TYPES.values()))}/TU"},
            {"q": chance.choice(draw.words[-300:])},
            {"year": str(chance.randint(1991, 2020))},
        )
        made.append(kinds[at % len(kinds)])
    return made


@dataclass(frozen=True, slots=True)
class Served:
    """A server at work: its port and process."""

    port: int
    process: subprocess.Popen[bytes]

    @property
    def peak_mib(self) -> float:
        """The most memory that it held so far."""
        status = Path(f"/proc/{self.process.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024


@contextmanager
def serving(home: Path, environment: Mapping[str, str] | None = None) -> Iterator[Served]:
    """The real server over an archive, ended with the block."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("vankho")), "serve", "--port", str(port)]
    log = home / "server.log"
    with log.open("wb") as output:
        server = subprocess.Popen(
            command, env=os.environ | {"VANKHO_HOME": str(home), **(environment or {})}, stdout=output, stderr=output
        )
    try:
        _await(port, server, log)
        yield Served(port, server)
    finally:
        server.terminate()
        server.wait()


def ask(connection: http.client.HTTPConnection, query: Mapping[str, str], path: str = "/api/v1/search") -> float:
    """Milliseconds that a query takes through the API, its answer read to the end."""
    start = time.perf_counter()
    connection.request("GET", f"{path}?{urlencode(query)}")
    answer = connection.getresponse()
    body = answer.read()
    taken = (time.perf_counter() - start) * 1000
    if answer.status != HTTPStatus.OK:
        raise SystemExit(f"{query}: the server answered {answer.status}: {body[:300]!r}")
    return taken


def _await(port: int, server: subprocess.Popen[bytes], log: Path) -> None:
    last = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < last and server.poll() is None:
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", "/health/ready")
            if connection.getresponse().status == HTTPStatus.OK:
                return
        except OSError:
            pass
        time.sleep(0.1)
    raise SystemExit(f"the server did not become ready:\n{log.read_text(encoding='utf-8')}")


if __name__ == "__main__":
    sys.exit(main())
