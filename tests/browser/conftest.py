"""The server over the made-up archive on a port of its own, and Debian's Chromium."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
import uvicorn
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, sync_playwright

from tests.missing import skip_or_fail
from tests.reading.archive_made_up import MadeUp, fill, publish
from tests.samples_fixture import Samples
from vankho import composition
from vankho.application import create_application
from vankho.settings import load

_ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


@dataclass(frozen=True)
class Site:
    """A running server: its address, and what is in its archive."""

    address: str
    made: MadeUp


@dataclass
class Opened:
    """A browser's page, and every complaint that its console and its loading made."""

    page: Page
    complaints: list[str] = field(default_factory=list)


@contextmanager
def served(application: FastAPI) -> Iterator[str]:
    """The address at which an application listens on the loopback."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(application, log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    assert server.started
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(30)
    listening.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The whole server over the made-up archive."""
    home = tmp_path_factory.mktemp("home")
    settings = load({"VANKHO_HOME": str(home), "VANKHO_REPOSITORY": "Kho Lưu trữ Phú Lĩnh"}, home / "none.toml")
    composition.prepare(settings)
    application = create_application(settings)
    room = application.state.room
    made = fill(room.catalogue, tmp_path_factory.mktemp("offered"))
    publish(room.catalogue, room.engine)
    with served(application) as address:
        yield Site(address, made)


@pytest.fixture(scope="session")
def samples_address(samples: Samples, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the whole server over the samples, on a data folder that it may write to."""
    home = tmp_path_factory.mktemp("samples-site") / "home"
    shutil.copytree(samples.installation.home, home)
    settings = load({**samples.installation.environment, "VANKHO_HOME": str(home)}, home / "none.toml")
    with served(create_application(settings)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; a machine without it skips loudly, CI fails."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        reason = "Chromium is not installed, so the pages were not tried in a browser (apt-get install chromium)"
        skip_or_fail(reason)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=_ARGUMENTS)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, site: Site) -> Iterator[Callable[..., Opened]]:
    """Opens a page of the site in a browser of its own (`width`, `scripts`, `scheme`), or of the server at another `address`."""
    contexts = []

    def open_at(
        path: str,
        *,
        address: str = site.address,
        width: int = 1280,
        scripts: bool = True,
        scheme: Any = "light",
        bypass: bool = False,
    ) -> Opened:
        context = browser.new_context(
            base_url=address,
            viewport={"width": width, "height": 800},
            java_script_enabled=scripts,
            color_scheme=scheme,
            bypass_csp=bypass,
            locale="vi-VN",
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.on("console", lambda said: opened.complaints.append(said.text) if said.type == "error" else None)
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.on(
            "request",
            lambda asked: None if asked.url.startswith(address) else opened.complaints.append(asked.url),
        )
        opened.page.goto(path)
        return opened

    yield open_at
    for context in contexts:
        context.close()
