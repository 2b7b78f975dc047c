"""Old encodings read: what their letters, taken for Windows-1252, were meant to be."""

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

from archive.vietnamese.legacy import tables
from archive.vietnamese.syllables import is_syllable


class Encoding(StrEnum):
    """An encoding that Vietnamese was written in before Unicode, as notes name it; the commonest in archives first."""

    TCVN3 = "TCVN3"
    VNI = "VNI"
    VISCII = "VISCII"
    VPS = "VPS"
    WINDOWS_1258 = "Windows-1258"


@dataclass(frozen=True, slots=True)
class FontEncoding:
    """What a font tells of its text: the encoding, and whether it shows small letters as capitals."""

    encoding: Encoding
    capitals: bool = False


_TABLES = {
    Encoding.TCVN3: tables.TCVN3,
    Encoding.VNI: tables.VNI,
    Encoding.VISCII: tables.VISCII,
    Encoding.VPS: tables.VPS,
    Encoding.WINDOWS_1258: tables.WINDOWS_1258,
}
_PATTERNS = {
    encoding: re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    for encoding, table in _TABLES.items()
}
# Whose fonts lack capitals with tones: typists wrote the small letter among capitals, or took a font of capitals.
_SMALL_ONLY = {Encoding.TCVN3, Encoding.VPS}
_FEWEST_CAPITALS = 2  # in a word, beside its marked letters: `NGHÞ`; in `Uû` the small letter may be meant
_HYPHENS = re.compile(r"(?<![^\W\d_-])[^\W\d_]*+(?:-[^\W\d_]*+)+")
_FONTS = (
    (re.compile(r"\.vn", re.IGNORECASE), Encoding.TCVN3),
    (re.compile(r"vn(?:time|arial|helvet|avant|book|century|clarendon|cooper|courier|exotic|free|gothic|koala|lincoln|"
                r"linus|memorandum|monotype|mystical|mono|palatino|park|present|revue|rockwell|shelley|southern|stamp|"
                r"teknical|university|vogue|aristote|black|bodoni|commercial|film|harlow|arabia|bahamas)", re.IGNORECASE), Encoding.TCVN3),
    (re.compile(r"vni[-_ ]", re.IGNORECASE), Encoding.VNI),
    (re.compile(r"vps[-_ ]?(?:times|helv|save|long|ha|da|binh|cour|vn|\w+hoa)", re.IGNORECASE), Encoding.VPS),
    (re.compile(r"vi[-_ ]?(?:times|arial|helve)", re.IGNORECASE), Encoding.VISCII),
)  # fmt: skip
_WINDOWS = {byte: letter for byte in range(0x80, 0xA0) if (letter := bytes([byte]).decode("cp1252", "ignore"))}
_SUBSET = re.compile(r"^[A-Z]{6}\+")  # a part of a font in a PDF: ABCDEF+.VnTime
_CAPITALS = re.compile(r"^\.?Vn[A-Za-z ]*H(?=$|[-_, ]|Bold|Italic)")


def encoding_of_font(name: str) -> FontEncoding | None:
    """The encoding that a font is known for, by its name (`.VnTimeH`, `ABCDEF+VNI-Times,Bold`), or None."""
    name = _SUBSET.sub("", name.strip())
    for pattern, encoding in _FONTS:
        if pattern.match(name):
            return FontEncoding(encoding, encoding is Encoding.TCVN3 and _CAPITALS.match(name) is not None)
    return None


def shown(data: bytes) -> str:
    """Bytes of an old encoding the way a program shows them that knows nothing of it: what `convert` takes."""
    return data.decode("latin-1").translate(_WINDOWS)


def convert(text: str, encoding: Encoding, *, capitals: bool = False) -> str:
    """Text of an old encoding, taken for Windows-1252 or Latin-1, in Unicode (NFC); other letters stay.

    `capitals` for text in a font of capitals. A small letter among capitals becomes one, as it was meant (`NGHÞ`).
    """
    table = _TABLES[encoding]
    converted = _PATTERNS[encoding].sub(lambda found: table[found[0]], text)
    if encoding is Encoding.TCVN3 and "-" in converted:
        converted = _HYPHENS.sub(_with_hidden_letters, converted)
    converted = normalize("NFC", converted)
    if capitals:
        return converted.upper()
    if encoding not in _SMALL_ONLY:
        return converted
    return "\n".join(map(_in_capitals, text.split("\n"), converted.split("\n")))


def _with_hidden_letters(found: re.Match[str]) -> str:
    """Hyphens that are the letter ư: both have the byte 0xAD, and programs show it as a hyphen (`ph-¬ng`)."""
    first, *others = found[0].split("-")
    whole = [first]
    for other in others:
        joined = f"{whole[-1]}ư{other}"
        if whole[-1] + other and is_syllable(joined):
            whole[-1] = joined
        else:
            whole.append(other)
    return "-".join(whole)


def _in_capitals(written: str, converted: str) -> str:
    """A line whose words of capitals are whole in capitals; a word of one capital too, where the line has no small letter."""
    was, now = written.split(" "), converted.split(" ")
    if len(was) != len(now):
        return converted
    capitals = [_of_capitals(word) for word in was]
    whole = any(capitals) and not re.search("[a-z]", written)
    return " ".join(new.upper() if whole or is_capital else new for new, is_capital in zip(now, capitals, strict=True))


def _of_capitals(word: str) -> bool:
    """Whether two letters or more of a word are plain capitals, and none a plain small one; codes and numbers are no words."""
    found = re.findall("[A-Za-z]", word)
    return len(found) >= _FEWEST_CAPITALS and "".join(found).isupper() and not re.search(r"[\d/-]", word)
