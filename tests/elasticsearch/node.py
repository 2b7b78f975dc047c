"""A real Elasticsearch for tests, laid out from its published jars: built once into a cache, started in seconds, without Docker."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

HERE = Path(__file__).parent
FOLDER_SETTING = "VANKHO_TEST_ELASTICSEARCH_FOLDER"
SMALL = ("-XX:+UseSerialGC",)
LARGE = (
    "-XX:+UseG1GC",
    "-XX:G1ReservePercent=25",
    "-XX:InitiatingHeapOccupancyPercent=30",
)  # as the distribution sets it
MEMORY_SETTING = "VANKHO_TEST_ELASTICSEARCH_MEMORY"
MEMORY = "512m"
_COMMANDS = ("java", "javac", "jar", "mvn")
_START_SECONDS = 120


class NodeFailed(Exception):
    """The server could not be built or did not start; the message holds its own words."""


def missing_commands() -> list[str]:
    """The commands that building and starting need and this machine lacks."""
    return [command for command in _COMMANDS if shutil.which(command) is None]


def folder() -> Path:
    """Where the built server lies; another version, or other Java sources of ours, have another folder."""
    version = re.search(r"<elasticsearch.version>(.*)</elasticsearch.version>", (HERE / "pom.xml").read_text("utf-8"))
    assert version is not None
    sources = hashlib.sha256()
    for path in (HERE / "build.sh", HERE / "pom.xml", *sorted((HERE / "src").iterdir())):
        sources.update(path.read_bytes())
    above = os.environ.get(FOLDER_SETTING) or Path.home() / ".cache" / "vankho-test"
    return Path(above) / f"elasticsearch-{version[1]}-{sources.hexdigest()[:8]}"


def is_built() -> bool:
    """Whether the server lies ready to start."""
    return (folder() / "ready").exists()


def build() -> Path:
    """Lay out the server, once; fetches its jars with Maven. Several at a time wait for the first.

    Raises:
        NodeFailed: a command is missing, or failed.
    """
    target = folder()
    if is_built():
        return target
    if missing := missing_commands():
        raise NodeFailed(f"not installed: {', '.join(missing)} (apt-get install default-jdk-headless maven)")
    target.parent.mkdir(parents=True, exist_ok=True)
    with (target.parent / f"{target.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        done = subprocess.run([HERE / "build.sh", target], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NodeFailed(f"the test server was not built:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
    return target


@dataclass(slots=True)
class Node:
    """A node that runs: its address, and its process."""

    name: str
    url: str
    process: subprocess.Popen[bytes]
    log: Path

    def kill(self) -> None:
        """End the node at once, as a power cut does."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End the node in good order, within ten seconds."""
        self.process.send_signal(signal.SIGTERM)
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.kill()


@contextmanager
def cluster(count: int = 1) -> Iterator[list[Node]]:
    """Nodes of one cluster on free ports of this machine, ready to answer; they and their data go away at the end.

    Raises:
        NodeFailed: the server is not built, or a node did not start.
    """
    if not is_built():
        raise NodeFailed("the test server is not built: python -m tests.elasticsearch")
    data = Path(tempfile.mkdtemp(prefix="vankho-elasticsearch-"))
    nodes: list[Node] = []
    try:
        ports = _free_ports(2 * count)
        names = [f"node-{number}" for number in range(1, count + 1)]
        transports = ports[count:]
        for name, http, transport in zip(names, ports, transports, strict=False):
            nodes.append(_start(data, name, http, transport, (names, transports) if count > 1 else None))
        for node in nodes:
            _await(node, count)
        yield nodes
    finally:
        for node in nodes:
            node.stop()
        shutil.rmtree(data, ignore_errors=True)


def _start(
    data: Path, name: str, http: int, transport: int, members: tuple[Sequence[str], Sequence[int]] | None
) -> Node:
    target = folder()
    arguments = [target / "home", data / name, name, http, transport]
    if members:
        arguments += [",".join(map(str, members[1])), ",".join(members[0])]
    memory = os.environ.get(MEMORY_SETTING, MEMORY)
    collector = SMALL if memory == MEMORY else LARGE
    java = ["java", f"-Xms{memory}", f"-Xmx{memory}", *collector, "-cp", f"{target}/classes:{target}/lib/*"]
    if shutil.which("setpriv"):
        java = ["setpriv", "--pdeathsig", "KILL", *java]  # a killed test run leaves no server behind
    log = data / f"{name}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [*java, "TestNode", *map(str, arguments)], cwd=data, stdout=output, stderr=output, stdin=subprocess.DEVNULL
        )
    return Node(name, f"http://127.0.0.1:{http}", process, log)


def _await(node: Node, count: int) -> None:
    """Wait until the node answers and sees the whole cluster."""
    health = f"{node.url}/_cluster/health?wait_for_nodes={count}&wait_for_status=green&timeout=1s"
    end = time.monotonic() + _START_SECONDS
    while time.monotonic() < end and node.process.poll() is None:
        try:
            with urlopen(health, timeout=5) as answer:  # noqa: S310 - our own address
                if not json.load(answer)["timed_out"]:
                    return
        except (URLError, OSError, ValueError):
            time.sleep(0.1)
    raise NodeFailed(f"the test server {node.name} did not start:\n{node.log.read_text(errors='replace')[-4000:]}")


def _free_ports(count: int) -> list[int]:
    """Ports that nobody listens on now."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()
