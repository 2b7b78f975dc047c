"""The image and the services: what no linter knows of them."""

import re
import tomllib
from pathlib import Path
from typing import Any

import yaml

from vankho.command_line import vankho
from vankho.settings import PREFIX, TABLE

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE_TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load(COMPOSE_TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OWN = {name: service for name, service in SERVICES.items() if "build" in service}


def test_every_variable_is_a_setting() -> None:
    """Each VANKHO_ variable of image, services and .env.example is one that the product reads."""
    known = {PREFIX + setting.name for setting in TABLE}
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for text in (DOCKERFILE, COMPOSE_TEXT, example):
        assert set(re.findall(r"\bVANKHO_[A-Z_]+", text)) <= known
    passed = {name for service in OWN.values() for name in service["environment"]}
    offered = set(re.findall(r"^#? ?(VANKHO_\w+)=", example, re.MULTILINE))
    assert offered <= passed, "what the example offers reaches the services"


def test_images_are_pinned() -> None:
    """Every image has a version of at least two numbers, never `latest`, and no address of a registry."""
    images = [service["image"] for service in SERVICES.values()]
    images += re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    for image in images:
        assert re.fullmatch(r"[a-z]+:\d+\.\d+(\.\d+)?(-[a-z-]+)?", image), image


def test_nothing_runs_as_root() -> None:
    """The image and every service name a user by number that is not 0, take all rights away and gain none."""
    users = re.findall(r"^USER (\d+)", DOCKERFILE, re.MULTILINE)
    assert users
    assert users[-1] != "0"
    for name, service in SERVICES.items():
        assert re.fullmatch(r"[1-9]\d*:\d+", service["user"]), name
        assert service["cap_drop"] == ["ALL"], name
        assert "no-new-privileges:true" in service["security_opt"], name


def test_what_we_run_needs_no_writable_image() -> None:
    """Our services have a read-only root; what they write to is a volume or /tmp."""
    assert {"init", "web", "ingest"} == set(OWN)
    for service in OWN.values():
        assert service["read_only"]
        assert service["tmpfs"] == ["/tmp"]  # noqa: S108 - the name in the container
        assert any(volume.endswith(":" + service["environment"]["VANKHO_HOME"]) for volume in service["volumes"])


def test_volumes_are_declared_and_used() -> None:
    """Every named volume of a service is declared, and every declared one is used."""
    used = {volume.split(":")[0] for service in SERVICES.values() for volume in service["volumes"]}
    assert {name for name in used if re.fullmatch(r"[a-z][\w-]*", name)} == set(COMPOSE["volumes"])


def test_dependencies_are_services_and_can_be_healthy() -> None:
    """Who waits for a healthy service waits for one that says whether it is."""
    for service in SERVICES.values():
        for name, how in service.get("depends_on", {}).items():
            assert how["condition"] != "service_healthy" or SERVICES[name]["healthcheck"]["test"], name


def test_passwords_come_from_outside() -> None:
    """No password is written into the services; .env is not committed and not sent to the build."""
    for name, value in re.findall(r"(\w*PASSWORD\w*): (\S+)", COMPOSE_TEXT):
        assert value.startswith("${"), name
    assert "/.env" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert "!.env" not in ignored


def test_the_commands_exist() -> None:
    """What the image and the services start are commands of `vankho`."""
    commands = [service["command"][0] for service in OWN.values()]
    commands += re.findall(r'^CMD \["(\w+)"', DOCKERFILE, re.MULTILINE)
    assert set(commands) <= set(vankho.commands)


def test_the_watcher_has_time_to_end() -> None:
    """The inbox's service may end its page: its grace is longer than a page may take."""
    ingest = SERVICES["ingest"]
    assert int(ingest["stop_grace_period"].removesuffix("s")) > int(ingest["environment"]["VANKHO_PAGE_SECONDS"])


def test_the_system_packages_are_those_of_a_demo() -> None:
    """The image installs with apt what `make demo` does, and nothing else."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (wanted,) = re.findall(r"^system-demo:\n\t\$\(APT\) (.+)$", makefile, re.MULTILINE)
    (installed,) = re.findall(r"apt-get install -y --no-install-recommends ([a-z -]+?) \\", DOCKERFILE)
    assert set(installed.split()) == {pair.split(":")[1] for pair in wanted.split()}


def test_the_build_fetches_only_with_apt_and_from_the_lock() -> None:
    """No step of the build downloads but apt and pip, and pip only what the lock has a hash of."""
    assert not re.search(r"\b(curl|wget|git|npm)\b|https?://(?!127\.0\.0\.1)", DOCKERFILE)
    for line in re.findall(r"pip install (.+)", DOCKERFILE):
        assert "--require-hashes -r requirements.lock" in line or "--no-index" in line, line


def test_the_build_gets_every_package() -> None:
    """All that the wheel is made of is sent to the build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    sent = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    wheel = set(project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"])
    assert wheel | {"pyproject.toml", "README.md", "requirements.lock"} == sent


def test_one_version_everywhere() -> None:
    """The image's tag is the product's version, and all Elasticsearch nodes are of one version."""
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version
    assert {service["image"] for service in OWN.values()} == {f"vankho:{version[1]}"}
    assert len({s["image"] for s in SERVICES.values() if s["image"].startswith("elasticsearch")}) == 1
