"""Old encodings recognised: a text is of the one in which its odd words are possible Vietnamese syllables."""

import re
from collections.abc import Iterable, Mapping

from archive.vietnamese.legacy.encodings import Encoding, FontEncoding, convert, encoding_of_font
from archive.vietnamese.syllables import is_syllable

_OURS = re.compile("[ăđơưĂĐƠƯ\u0128\u0129\u0168\u0169\u1ea0-\u1ef9]")  # letters that only Unicode text has
_EDGES = " \t\n!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~…–—“”‘’"
_INSIDE = re.compile(r"[\s!-,./:-@\[-`{-~–—“”‘’…]+")  # not the hyphen, which may be a letter
_FEWEST = 2  # odd words that are syllables only once converted: one may be anything (`où`, in VNI ó)
_FEWEST_LETTERS = 5  # in all odd words together
_READ = 0.8  # share of the odd words that must be syllables once converted
_UNREAD = 0.5  # share of them that may be syllables as they stand: right text has nearly all
_ALL_READ = 0.7  # share of all words that must be syllables once converted; French and English stay far below
_JUDGED = 200_000  # characters looked at; more say no more
_LONGEST_WORD = 24  # characters; a longer run without spaces is no word


def recognise(text: str) -> Encoding | None:
    """The encoding of a text that was taken for Windows-1252, or None for right text, and where it cannot be told.

    Judged as a whole: give it a page, a column, a file, or the run of one font. A few words may fit two encodings; then it
    is the commoner one.
    """
    if text.isascii() or is_unicode(text):
        return None
    words = _words(text[:_JUDGED])
    found = {encoding: read for encoding in Encoding if (read := _read(words, encoding)) is not None}
    return max(found, key=lambda encoding: found[encoding], default=None)  # of equals the first: it was the commoner


def is_unicode(text: str) -> bool:
    """Whether a text has letters of Vietnamese that no old encoding shows (`ă`, `ế`): it is in Unicode already."""
    return _OURS.search(text) is not None


def encoding_of_runs(texts: Mapping[str, str]) -> dict[str, FontEncoding]:
    """The encodings of a page's text by the names of its fonts; fonts of right text are left out.

    A font is known by its name, or by its text; one with too little text to tell is taken for what others on the page are,
    where its words become syllables by it. Text that has letters of Unicode was mapped by its program already.
    """
    found: dict[str, FontEncoding] = {}
    open_ones = {font: text for font, text in texts.items() if not is_unicode(text)}
    for font, text in open_ones.items():
        named = encoding_of_font(font)
        if named is not None and gain(text, named.encoding) >= 0:
            found[font] = named
        elif named is None and (encoding := recognise(text)) is not None:
            found[font] = FontEncoding(encoding)
    others = list(dict.fromkeys(encoding.encoding for encoding in found.values()))
    for font, text in open_ones.items():
        best = max(others, key=lambda encoding: gain(text, encoding), default=None)
        if font not in found and encoding_of_font(font) is None and best is not None and gain(text, best) > 0:
            found[font] = FontEncoding(best)
    return found


def gain(text: str, encoding: Encoding) -> int:
    """How many words of a text are possible syllables only in this encoding, less those that are only as they stand."""
    odd = (word for word in _words(text) if not word.isascii())
    return sum(is_syllable(convert(word, encoding)) - is_syllable(word) for word in odd)


def _words(text: str) -> list[str]:
    pieces = (piece.strip(_EDGES) for piece in _INSIDE.split(text))
    return [piece for piece in pieces if 0 < len(piece) <= _LONGEST_WORD and not any(map(str.isdecimal, piece))]


def _read(words: Iterable[str], encoding: Encoding) -> int | None:
    """How many words more are syllables in this encoding, or None where the text is not in it."""
    odd = letters = read = unread = plain = plain_read = 0
    for word in words:
        converted = word if word.isascii() else convert(word, encoding)
        if converted == word or len(word) == 1:
            plain += not _is_abbreviation(word)
            plain_read += is_syllable(word)
        else:
            odd += 1
            letters += len(word)
            read += is_syllable(converted)
            unread += is_syllable(word)
    if read - unread < _FEWEST or letters < _FEWEST_LETTERS or read < _READ * odd or unread > _UNREAD * odd:
        return None
    if read + plain_read < _ALL_READ * (odd + plain):
        return None
    return read - unread


def _is_abbreviation(word: str) -> bool:
    return word.isascii() and word.isupper() and not is_syllable(word)
