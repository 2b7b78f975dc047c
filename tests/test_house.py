"""The house itself: docs, lock and tests that must stay in step with the code."""

import ast
import re
import subprocess
import tomllib
from itertools import chain
from pathlib import Path

import click
import pytest

from vankho.command_line import vankho

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
ROOMS = ("archive", "catalogue", "imaging", "indexer", "reading", "search", "api", "web", "vankho")


def _sources(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def test_every_test_says_its_rule() -> None:
    """Every test has a docstring of one sentence or more."""
    silent = []
    for path in _sources("tests"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_") and not ast.get_docstring(node):
                silent.append(f"{path.relative_to(ROOT)}: {node.name}")
    assert not silent


def test_every_room_says_what_it_holds() -> None:
    """Each room's package has a docstring."""
    for room in ROOMS:
        assert ast.get_docstring(ast.parse((ROOT / room / "__init__.py").read_text(encoding="utf-8"))), room


def test_every_direct_dependency_has_its_reason() -> None:
    """docs/dependencies.md names every dependency of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = [*project["project"]["dependencies"], *chain(*project["dependency-groups"].values())]
    text = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    for requirement in wanted:
        name = re.split(r"[\[<>=~!; ]", requirement, maxsplit=1)[0]
        assert re.search(rf"\b{re.escape(name)}\b", text), name


def test_the_lock_has_hashes_and_no_address() -> None:
    """Every version in the lock is exact and hashed, and no registry is named."""
    lines = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    pinned = [line for line in lines if re.match(r"[a-z0-9]", line)]
    assert len(pinned) > 50
    assert all("==" in line for line in pinned)
    assert sum("--hash=sha256:" in line for line in lines) >= len(pinned)
    assert not [line for line in lines if "://" in line or line.startswith("--")]


def test_every_command_is_documented() -> None:
    """Each subcommand of `vankho` stands in the operations guide or the README."""
    text = (DOCS / "operations.md").read_text(encoding="utf-8") + (ROOT / "README.md").read_text(encoding="utf-8")
    assert isinstance(vankho, click.Group)
    for name in vankho.commands:
        assert f"vankho {name}" in text, name


def test_the_two_commands_of_the_readme_exist() -> None:
    """Every `make` target that the README and the guides name is in the Makefile."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for path in (ROOT / "README.md", DOCS / "operations.md"):
        for target in re.findall(r"`?\bmake ([a-z-]+)\b", path.read_text(encoding="utf-8")):
            assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


@pytest.mark.parametrize("word", ["/wor" + "k/", "/ro" + "ot/", "py" + "pi.org", "registry.npm" + "js"])
def test_no_file_names_a_machine_or_a_registry(word: str) -> None:
    """Nothing that is committed names a path of one machine or the host of a registry."""
    found = subprocess.run(["git", "grep", "-lIF", word], cwd=ROOT, capture_output=True, text=True, check=False)
    if found.returncode > 1:
        pytest.skip("not a git checkout")
    assert not found.stdout


def test_modules_stay_small() -> None:
    """No module of the rooms is longer than 400 lines: two ideas want two modules."""
    long = {
        str(p.relative_to(ROOT)): n for p in _sources(*ROOMS) if (n := len(p.read_text("utf-8").splitlines())) > 400
    }
    assert not long
