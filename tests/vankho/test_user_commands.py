"""`vankho user …`: the first account is made here, and no password is ever an argument."""

import io
import os
import pty
import subprocess
from collections.abc import Iterator

import pytest

from tests.samples_fixture import Answer, Installation, make_installation

PASSWORD = "chè xanh trên nương"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """An empty archive."""
    folder = tmp_path_factory.mktemp("accounts")
    yield make_installation(folder, folder / "readings")


def _typed(
    installed: Installation, monkeypatch: pytest.MonkeyPatch, *arguments: str, text: str = PASSWORD, status: int = 0
) -> Answer:
    monkeypatch.setattr("sys.stdin", io.StringIO(text + "\n"))
    return installed.must(*arguments, "--password-stdin", status=status)


def _users(installed: Installation) -> dict[str, dict[str, object]]:
    return {row["name"]: row for row in installed.must("user", "list", "--json").data["users"]}


def test_accounts_are_added_changed_and_listed(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """What `user add`, `role`, `disable`, `enable` and `password` did stands in `user list`, for people and as JSON."""
    _typed(installed, monkeypatch, "user", "add", "lan", "--role", "administrator", "--display-name", "Nguyễn Thị Lan")
    _typed(installed, monkeypatch, "user", "add", "tuan", "--role", "reader", "--levels", "public,conditional")
    made = _users(installed)
    assert made["lan"]["role"] == "administrator"
    assert made["lan"]["display_name"] == "Nguyễn Thị Lan"
    assert made["lan"]["levels"] == ["public", "conditional", "secret"]
    assert made["tuan"]["levels"] == ["public", "conditional"]
    installed.must("user", "role", "tuan", "archivist", "--levels", "public")
    installed.must("user", "disable", "tuan")
    _typed(installed, monkeypatch, "user", "password", "tuan", text="một mật khẩu khác")
    changed = _users(installed)["tuan"]
    assert (changed["role"], changed["levels"], changed["disabled"]) == ("archivist", ["public"], True)
    installed.must("user", "enable", "tuan")
    assert _users(installed)["tuan"]["disabled"] is False
    shown = installed.must("user", "list").out
    assert all(name in shown for name in ("lan", "tuan", "administrator", "archivist"))


def test_what_cannot_be_is_refused_by_name(installed: Installation, monkeypatch: pytest.MonkeyPatch) -> None:
    """An unknown account, a taken name, a weak password, an unknown level: status 2, and a line that says what to do."""
    _typed(installed, monkeypatch, "user", "add", "hoa", "--role", "reader")
    again = _typed(installed, monkeypatch, "user", "add", "Hoa", "--role", "reader", status=2)
    assert "already" in again.err
    weak = _typed(installed, monkeypatch, "user", "add", "bich", "--role", "reader", text="ngắn", status=2)
    assert "12 to 256" in weak.err
    assert "ngắn" not in weak.err
    level = _typed(installed, monkeypatch, "user", "add", "bich", "--role", "reader", "--levels", "mật", status=2)
    assert "public,conditional,secret" in level.err
    assert "there is no account 'bich'" in installed.must("user", "disable", "bich", status=2).err


def test_without_a_terminal_the_password_is_not_waited_for(installed: Installation) -> None:
    """A script that gives no password is told how to, at once."""
    answer = installed.must("user", "add", "bich", "--role", "reader", status=2)
    assert "--password-stdin" in answer.err


def test_a_password_typed_at_a_terminal_is_not_shown(installed: Installation) -> None:
    """On a terminal the password is asked for twice, and nothing of it appears there."""
    controller, terminal = pty.openpty()
    running = subprocess.Popen(
        installed.command("user", "add", "bich", "--role", "reader"),
        env=installed.environment,
        cwd=installed.home.parent,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    )
    os.close(terminal)
    seen = b""
    for _ in range(2):
        seen += _until(controller, b": ")
        os.write(controller, (PASSWORD + "\n").encode())
    seen += _rest(controller)
    os.close(controller)
    assert running.wait(60) == 0, seen.decode()
    assert PASSWORD not in seen.decode()
    assert "bich" in _users(installed)


def _until(controller: int, end: bytes) -> bytes:
    seen = b""
    while not seen.endswith(end):
        seen += os.read(controller, 1)
    return seen


def _rest(controller: int) -> bytes:
    seen = b""
    try:
        while more := os.read(controller, 1000):
            seen += more
    except OSError:  # Linux says so when the other end is closed
        pass
    return seen
