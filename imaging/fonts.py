"""What the letters of a text layer are: those of fonts from before Unicode are converted, run by run."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain, groupby
from typing import Any

from pdfminer.pdffont import PDFFont, PDFSimpleFont
from pdfminer.pdfinterp import PDFResourceManager
from pdfminer.psparser import literal_name

from archive.vietnamese import normalise
from archive.vietnamese.legacy import Encoding, FontEncoding, convert, encoding_of_runs

_HYPHEN = 0xAD
_UNNAMED = re.compile(r"\(cid:(\d{2,3})\)")  # a byte that the font gives no letter
_SYMBOL_FONT = 0xF000  # where symbol fonts have their 256 letters


class LayerFonts(PDFResourceManager):
    """The fonts of one file, with what pdfminer leaves out.

    The byte 0xAD is a hyphen, as PDF says, and no space: the ư of TCVN3 has this byte, and every second word would fall
    apart. A font that is not described has its name all the same.
    """

    def get_font(self, objid: object, spec: Mapping[str, object]) -> PDFFont:
        """The font of an object, as pdfminer reads it otherwise."""
        font = super().get_font(objid, spec)
        if isinstance(font, PDFSimpleFont) and font.cid2unicode.get(_HYPHEN) == " ":
            font.cid2unicode = {**font.cid2unicode, _HYPHEN: "\u2010"}
        if "FontDescriptor" not in spec and "BaseFont" in spec:
            font.fontname = literal_name(spec["BaseFont"])
        return font


def spelled(words: Sequence[Mapping[str, Any]]) -> tuple[list[str], tuple[Encoding, ...]]:
    """The words of a page, each given with its `chars`, normalised; and the old encodings that were found in them.

    An encoding is told by the name of a font or by the text that stands in it on this page.
    """
    runs = [[(font, list(chars)) for font, chars in groupby(word["chars"], _font)] for word in words]
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for font, chars in chain.from_iterable(runs):
        texts[font].append("".join(map(_bytes, chars)))
    encodings = encoding_of_runs({font: " ".join(pieces) for font, pieces in texts.items()})
    found = ["".join(_read(chars, encodings.get(font)) for font, chars in run) for run in runs]
    told = dict.fromkeys(encoding.encoding for encoding in encodings.values())
    return ["".join(normalise(text).split()) for text in found], tuple(told)


def _read(chars: Sequence[Mapping[str, Any]], encoding: FontEncoding | None) -> str:
    if encoding is None:
        return "".join(str(char["text"]) for char in chars)
    return convert("".join(map(_bytes, chars)), encoding.encoding, capitals=encoding.capitals)


def _font(char: Mapping[str, Any]) -> str:
    return str(char["fontname"])


def _bytes(char: Mapping[str, Any]) -> str:
    """The letter as its byte would look in Latin-1, where the font leaves it without a letter of its own."""
    text = str(char["text"])
    if (unnamed := _UNNAMED.fullmatch(text)) and int(unnamed[1]) <= 0xFF:
        return chr(int(unnamed[1]))
    if len(text) == 1 and _SYMBOL_FONT < ord(text) <= _SYMBOL_FONT + 0xFF:
        return chr(ord(text) - _SYMBOL_FONT)
    return text
