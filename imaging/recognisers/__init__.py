"""Recognisers: one small port, an adapter for each engine."""

from functools import cache

from imaging.options import ReadingOptions
from imaging.recognisers import pytesseract_, tesserocr_
from imaging.recognisers.port import EngineIdentity, RecognisedWord, Recogniser

__all__ = ["EngineIdentity", "RecognisedWord", "Recogniser", "engine_identity", "open_recogniser"]


@cache
def open_recogniser(name: str, language: str) -> Recogniser:
    """The recogniser of that name, one per process and language, kept warm.

    Raises:
        Unavailable: its program, package or model is not installed; the message tells what to install.
    """
    if name == "tesserocr":
        return tesserocr_.TesserocrRecogniser(language)
    if name == "pytesseract":
        return pytesseract_.PytesseractRecogniser(language)
    raise ValueError(f"no recogniser is called {name!r}: use tesserocr or pytesseract")


def engine_identity(options: ReadingOptions) -> EngineIdentity:
    """The engine that these options name: part of the OCR cache key.

    Raises:
        Unavailable: the engine or its model is not installed.
    """
    return open_recogniser(options.recogniser, options.language).identity()
