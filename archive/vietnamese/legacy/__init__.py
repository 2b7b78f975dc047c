"""Text in the encodings of Vietnamese before Unicode: recognised by font or by its syllables, and converted. Pure."""

from archive.vietnamese.legacy.encodings import Encoding, FontEncoding, convert, encoding_of_font, shown
from archive.vietnamese.legacy.recognition import encoding_of_runs, is_unicode, recognise

__all__ = [
    "Encoding",
    "FontEncoding",
    "convert",
    "encoding_of_font",
    "encoding_of_runs",
    "is_unicode",
    "recognise",
    "shown",
]
