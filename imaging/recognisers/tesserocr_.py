"""Tesseract as a library in the worker's own process, kept warm between pages (package `tesserocr`)."""

import os
from functools import cached_property
from typing import Any

from archive.errors import PageUnreadable, Unavailable
from imaging.images import PageImage
from imaging.options import Segmentation
from imaging.recognisers.models import find_model, model_checksum
from imaging.recognisers.page_modes import PAGE_MODES
from imaging.recognisers.port import EngineIdentity, RecognisedWord
from imaging.recognisers.tsv import parse_words


def available() -> bool:
    """Whether the library can be loaded."""
    try:
        _library()
    except Unavailable:
        return False
    return True


def version() -> str:
    """Tesseract's version, e.g. `5.5.1`.

    Raises:
        Unavailable: the package is not installed.
    """
    first_line = str(_library().tesseract_version()).split("\n", 1)[0]
    return first_line.removeprefix("tesseract").strip()


class TesserocrRecogniser:
    """One engine per process; the model is loaded on the first page."""

    def __init__(self, language: str = "vie") -> None:
        self._language = language
        self._model = find_model(language)
        _library()

    def identity(self) -> EngineIdentity:
        """See the port."""
        return EngineIdentity("tesserocr", version(), model_checksum(self._model))

    def read(self, image: PageImage, segmentation: Segmentation = "auto") -> list[RecognisedWord]:
        """See the port."""
        engine = self._engine
        try:
            engine.SetPageSegMode(PAGE_MODES[segmentation])
            pixels = image.pixels
            engine.SetImageBytes(pixels.tobytes(), image.width, image.height, 1, image.width)
            engine.SetSourceResolution(round(image.dpi))
            if not engine.Recognize():
                raise PageUnreadable("Tesseract could not read the page; try it again with `vankho retry`")
            return parse_words(engine.GetTSVText(0))
        except RuntimeError as error:
            raise PageUnreadable(f"Tesseract failed on the page: {error}") from error
        finally:
            engine.Clear()

    @cached_property
    def _engine(self) -> Any:
        library = _library()
        try:
            return library.PyTessBaseAPI(
                path=str(self._model.parent), lang=self._language, psm=library.PSM.AUTO, oem=library.OEM.LSTM_ONLY
            )
        except RuntimeError as error:
            raise Unavailable(
                f"Tesseract cannot load its model {self._model.name}: {error}; "
                f"install the package tesseract-ocr-{self._language} again"
            ) from error


def _library() -> Any:
    # The pages are spread over processes; threads inside one page only get in each other's way. Tesseract reads the
    # limit when it is loaded, therefore it is set before the import.
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        import tesserocr  # noqa: PLC0415 - loads a large library: only in processes that recognise
    except ImportError as error:
        raise Unavailable(
            "the Python package tesserocr is not installed: run `make setup`, or set VANKHO_OCR=pytesseract"
        ) from error
    return tesserocr
