"""Tesseract's language models on this machine."""

import hashlib
import os
from functools import cache
from pathlib import Path

from archive.errors import Unavailable

# Where packages put the models: Debian and Ubuntu, Fedora and Arch, Homebrew and hand-made installations.
PLACES = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tesseract-ocr/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
)


def find_model(language: str) -> Path:
    """The file of a language model, from `TESSDATA_PREFIX` if set, else from where packages put it; newest version first.

    Raises:
        Unavailable: there is none; the message tells what to install.
    """
    for folder in _folders():
        model = folder / f"{language}.traineddata"
        if model.is_file():
            return model
    raise Unavailable(
        f"Tesseract's model '{language}' is not installed: install the package tesseract-ocr-{language} "
        f"(apt-get install tesseract-ocr-{language}), or set TESSDATA_PREFIX to the folder that holds {language}.traineddata"
    )


@cache
def model_checksum(model: Path) -> str:
    """SHA-256 of a model file, in hexadecimal; computed once in a process."""
    with model.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _folders() -> list[Path]:
    prefix = os.environ.get("TESSDATA_PREFIX")
    if prefix:  # Tesseract 3 meant the parent of tessdata by it, later versions the folder itself
        return [Path(prefix), Path(prefix) / "tessdata"]
    root = Path("/")
    return [
        folder
        for place in PLACES
        for folder in sorted(root.glob(place.lstrip("/")), key=lambda path: path.as_posix(), reverse=True)
    ]
