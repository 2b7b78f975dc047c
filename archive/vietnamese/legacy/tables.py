"""The letters of old Vietnamese encodings, and how their bytes look in text that was taken for Windows-1252.

TCVN3 (TCVN 5712:1993 VN3, the fonts named .Vn…), VISCII (RFC 1456), VPS of the Vietnamese Professionals Society,
Windows-1258, and VNI-Windows, which writes a vowel and its marks as two letters.
"""

from itertools import chain, product
from unicodedata import normalize

_TCVN3 = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_VISCII = {
    0x02: "Ẳ",
    0x05: "ẴẪ",
    0x14: "Ỷ",
    0x19: "Ỹ",
    0x1E: "Ỵ",
    0x80: "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ",
    0xA0: "ÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ",
    0xC0: "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡư",
    0xE0: "àáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ",
}
_VPS = {
    0x80: "ÀẢÃẤẦẨọỗĂếềểệẮẰẲẾ",
    0x93: "ỀỂỄỐỒỔỖýỷỵ",
    0x9D: "ỚỜỞ",
    0xA1: "ắằẳẵặỠớÙờởỡŨỨợỪổỬỲỸÍÌộỈĨÓửữÒỎÕự",
    0xC0: "ầÁÂấẩẫậđẻÉÊẹỉễịỹƯỦồốÔỏơÈừứÚũưÝẺỳ",
    0xE0: "àáâãảạă",
    0xE8: "èéêẽìí",
    0xEF: "ĩẴĐòóôõ",
    0xF7: "Ơụùúủ",
    0xFD: "ỶẼỳ",
}
_WINDOWS_1258 = {
    byte: bytes([byte]).decode("cp1258")
    for byte in (0xC3, 0xCC, 0xD0, 0xD2, 0xD5, 0xDD, 0xDE, 0xE3, 0xEC, 0xF0, 0xF2, 0xF5, 0xFD)
}
"""Where it is not Windows-1252: the letters of its own, and the tones, which stand behind their vowel."""

# Signs that programs show for a byte beside those of Windows-1252.
_LOOKS_LIKE = {0xAD: "\u2010", 0xAF: "\u02c9", 0xB5: "\u03bc", 0xB7: "\u2219"}
# VNI: behind a vowel a letter that stands for its marks. The first letter of each group is the vowel's shape alone.
_VNI_TONES = dict(zip("øûõùï", ("\u0300", "\u0309", "\u0303", "\u0301", "\u0323"), strict=True))
_VNI_CIRCUMFLEX = dict(zip("âàåãáä", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"), strict=True))
_VNI_BREVE = dict(zip("êèúüéë", ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"), strict=True))
_VNI_SHAPES = {"a": "a", "e": "e", "i": "i", "o": "o", "u": "u", "y": "y", "ô": "ơ", "ö": "ư"}
_VNI_ALONE = {"ô": "ơ", "ö": "ư", "ñ": "đ", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "í": "í", "ò": "ị", "î": "ỵ"}


def _letters_of(runs: dict[int, str]) -> dict[int, str]:
    return {first + at: letter for first, letters in runs.items() for at, letter in enumerate(letters)}


def _seen(letters: dict[int, str]) -> dict[str, str]:
    """A table of bytes as one of letters: as Latin-1 and as Windows-1252 show the byte."""
    table = {}
    for byte, letter in letters.items():
        table[chr(byte)] = letter
        table[bytes([byte]).decode("cp1252", "replace")] = letter
    table.pop("\ufffd", None)
    return table | {sign: letters[byte] for byte, sign in _LOOKS_LIKE.items() if byte in letters}


def _vni() -> dict[str, str]:
    """Pairs of a vowel and its marks, and the letters that stand for themselves; in small letters and capitals."""
    table = dict(_VNI_ALONE)
    for vowel, shape in _VNI_SHAPES.items():
        marks = _VNI_TONES if vowel != "i" else {}
        table |= {vowel + mark: normalize("NFC", shape + tone) for mark, tone in marks.items()}
    for vowels, sign, marks in (("aeo", "\u0302", _VNI_CIRCUMFLEX), ("a", "\u0306", _VNI_BREVE)):
        for vowel, (mark, tone) in product(vowels, marks.items()):
            table[vowel + mark] = normalize("NFC", vowel + sign + tone)
    capitals = {written.upper(): letter.upper() for written, letter in table.items()}
    titles = {written[0].upper() + written[1:]: letter.upper() for written, letter in table.items()}
    return dict(chain(titles.items(), capitals.items(), table.items()))


TCVN3, VISCII, VPS, WINDOWS_1258 = map(_seen, (*map(_letters_of, (_TCVN3, _VISCII, _VPS)), _WINDOWS_1258))
VNI = _vni()
