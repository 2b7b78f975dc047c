"""What all rooms' tests may use: a private PostgreSQL server that gives fresh databases."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import OperationalError

from tests.missing import skip_or_fail

pytest_plugins = ("tests.archive_fixture", "tests.samples_fixture", "tests.elasticsearch_fixture")

_BINARIES = Path("/usr/lib/postgresql")  # where Debian and Ubuntu install each version


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The URL of a PostgreSQL server on which databases may be made: VANKHO_TEST_POSTGRESQL_URL, or a private one."""
    given = os.environ.get("VANKHO_TEST_POSTGRESQL_URL")
    if given:
        yield make_url(given).set(drivername="postgresql+psycopg").render_as_string(hide_password=False)
        return
    binaries = sorted(_BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not binaries:
        reason = "PostgreSQL is not installed, so its half of the tests did not run (apt-get install postgresql)"
        skip_or_fail(reason)
    # Not under tmp_path: the server's own user could not enter it. A short path: a socket's has 107 bytes.
    folder = Path(tempfile.mkdtemp(prefix="vankho-postgresql-"))
    server = None
    try:
        server = _start(binaries[-1].parent, folder)
        url = f"postgresql+psycopg://vankho@/postgres?host={folder}"
        _await(url, server, folder)
        yield url
    finally:
        if server is not None:
            server.send_signal(signal.SIGQUIT)  # at once: nothing of it is kept
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def new_postgresql_database(postgresql_server: str) -> Iterator[Callable[[], str]]:
    """Makes an empty database and returns its URL."""
    engine = create_engine(postgresql_server, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def make() -> str:
        name = f"vankho_test_{uuid.uuid4().hex}"
        with engine.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        made.append(name)
        return make_url(postgresql_server).set(database=name).render_as_string(hide_password=False)

    yield make
    if "VANKHO_TEST_POSTGRESQL_URL" in os.environ:  # a private server goes away as a whole
        with engine.connect() as connection:
            for name in made:
                connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
    engine.dispose()


def _start(binaries: Path, folder: Path) -> subprocess.Popen[bytes]:
    """Make a cluster and start its server; as the user `postgres` when we are root, which PostgreSQL refuses to be."""
    as_user: list[str] = []
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
        as_user = ["setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups"]
    if shutil.which("setpriv"):
        as_user = [*(as_user or ["setpriv"]), "--pdeathsig", "INT"]  # a killed test run leaves no server behind
    data = folder / "data"
    options = ["--username=vankho", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run([*as_user, binaries / "initdb", "-D", data, *options], check=True, capture_output=True, cwd=folder)
    settings = {"listen_addresses": "", "unix_socket_directories": folder, "fsync": "off", "max_connections": 60}
    arguments = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            [*as_user, binaries / "postgres", "-D", data, *arguments], cwd=folder, stdout=log, stderr=log
        )


def _await(url: str, server: subprocess.Popen[bytes], folder: Path) -> None:
    engine = create_engine(url)
    for _ in range(300):
        if server.poll() is not None:
            break
        try:
            with engine.connect():
                engine.dispose()
                return
        except OperationalError:
            time.sleep(0.1)
    pytest.fail(f"the private PostgreSQL server did not start:\n{(folder / 'log').read_text()}")
