"""Tesseract as a program, one run for each page (package `pytesseract`): slower, but its crash harms nothing else."""

import os
from typing import Any

from PIL import Image

from archive.errors import PageUnreadable, Unavailable
from imaging.images import PageImage
from imaging.options import Segmentation
from imaging.recognisers.models import find_model, model_checksum
from imaging.recognisers.page_modes import PAGE_MODES
from imaging.recognisers.port import EngineIdentity, RecognisedWord
from imaging.recognisers.tsv import parse_words


def available() -> bool:
    """Whether the package and the program are there."""
    try:
        version()
    except Unavailable:
        return False
    return True


def version() -> str:
    """The program's version, e.g. `5.3.0`.

    Raises:
        Unavailable: the package or the program is not installed.
    """
    package = _package()
    try:
        return str(package.get_tesseract_version())
    except package.TesseractNotFoundError as error:
        raise Unavailable("the program tesseract is not installed: apt-get install tesseract-ocr") from error


class PytesseractRecogniser:
    """Starts the program anew for each page, and waits for it to end."""

    def __init__(self, language: str = "vie") -> None:
        self._language = language
        self._model = find_model(language)
        self._version = version()

    def identity(self) -> EngineIdentity:
        """See the port."""
        return EngineIdentity("pytesseract", self._version, model_checksum(self._model))

    def read(self, image: PageImage, segmentation: Segmentation = "auto") -> list[RecognisedWord]:
        """See the port."""
        os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # inherited by the program
        package = _package()
        settings = (
            f'--tessdata-dir "{self._model.parent}" --psm {PAGE_MODES[segmentation]} --oem 1 --dpi {round(image.dpi)}'
        )
        try:
            table = package.image_to_data(Image.fromarray(image.pixels), lang=self._language, config=settings)
        except package.TesseractNotFoundError as error:
            raise Unavailable("the program tesseract is not installed: apt-get install tesseract-ocr") from error
        except (package.TesseractError, RuntimeError, OSError) as error:
            raise PageUnreadable(f"the program tesseract failed on the page: {error}") from error
        return parse_words(str(table))


def _package() -> Any:
    try:
        import pytesseract  # noqa: PLC0415 - pulls in much; only in processes that recognise
    except ImportError as error:
        raise Unavailable("the Python package pytesseract is not installed: run `make setup`") from error
    return pytesseract
