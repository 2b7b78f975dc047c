"""Settings."""

from pathlib import Path

import pytest

from archive.access import Access
from archive.errors import BadRequest
from vankho import settings

DOCS = Path(__file__).parents[2] / "docs"


def test_every_setting_has_a_default_that_works(tmp_path: Path) -> None:
    """With nothing set at all, the settings load."""
    loaded = settings.load({}, tmp_path / "vankho.toml")
    assert loaded.home.is_absolute()
    assert loaded.database_url == f"sqlite:///{loaded.home}/catalogue.db"
    assert loaded.default_access is Access.PUBLIC
    assert loaded.jobs >= 1


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    """A variable of the environment wins over the same setting in vankho.toml."""
    file = tmp_path / "vankho.toml"
    file.write_text('jobs = 3\nocr = "pytesseract"\n', encoding="utf-8")
    loaded = settings.load({"VANKHO_JOBS": "5"}, file)
    assert loaded.jobs == 5
    assert loaded.ocr == "pytesseract"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("JOBS", "many"),
        ("PAGE_SECONDS", "-1"),
        ("OCR", "magic"),
        ("DEFAULT_ACCESS", "open"),
        ("EXECUTOR", "x"),
        ("DUPLICATES", "no"),
    ],
)
def test_a_wrong_value_is_named(tmp_path: Path, name: str, value: str) -> None:
    """A setting with a value that cannot be used is refused with its name and the value."""
    with pytest.raises(BadRequest, match=f"VANKHO_{name} is '{value}'"):
        settings.load({f"VANKHO_{name}": value}, tmp_path / "none.toml")


def test_an_unknown_setting_is_named(tmp_path: Path) -> None:
    """A misspelt setting in vankho.toml is refused, not passed over."""
    file = tmp_path / "vankho.toml"
    file.write_text("hoem = '/x'\n", encoding="utf-8")
    with pytest.raises(BadRequest, match="hoem"):
        settings.load({}, file)


def test_every_setting_is_documented() -> None:
    """docs/operations.md names every setting with its default."""
    text = (DOCS / "operations.md").read_text(encoding="utf-8")
    for setting in settings.TABLE:
        assert f"`VANKHO_{setting.name}`" in text, setting.name
        assert f"`{setting.default}`" in text, setting.name
