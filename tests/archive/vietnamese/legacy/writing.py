"""Vietnamese written in old encodings the way its typists did, not by the tables under test; and the text of the samples."""

import json
import shutil
import subprocess
import unicodedata
from pathlib import Path

from archive.vietnamese.alphabet import TONED

_TRUTH = Path(__file__).parents[4] / "samples" / "truth" / "documents.json"
_TONES = "\u0300\u0301\u0303\u0309\u0323"
HAS_ICONV = shutil.which("iconv") is not None

# As manuals of VNI print it: the letter, and the keys that stand for it.
_VNI = dict(
    pair.split("=")
    for pair in """
    á=aù à=aø ả=aû ã=aõ ạ=aï â=aâ ấ=aá ầ=aà ẩ=aå ẫ=aã ậ=aä ă=aê ắ=aé ằ=aè ẳ=aú ẵ=aü ặ=aë đ=ñ
    é=eù è=eø ẻ=eû ẽ=eõ ẹ=eï ê=eâ ế=eá ề=eà ể=eå ễ=eã ệ=eä í=í ì=ì ỉ=æ ĩ=ó ị=ò
    ó=où ò=oø ỏ=oû õ=oõ ọ=oï ô=oâ ố=oá ồ=oà ổ=oå ỗ=oã ộ=oä ơ=ô ớ=ôù ờ=ôø ở=ôû ỡ=ôõ ợ=ôï
    ú=uù ù=uø ủ=uû ũ=uõ ụ=uï ư=ö ứ=öù ừ=öø ử=öû ữ=öõ ự=öï ý=yù ỳ=yø ỷ=yû ỹ=yõ ỵ=î
    """.split()
)
_VNI |= {letter.upper(): keys.upper() for letter, keys in _VNI.items()}


def sample_lines() -> list[str]:
    """Every printed line of the samples that has a letter of Vietnamese, once."""
    documents = json.loads(_TRUTH.read_text(encoding="utf-8"))
    lines = (line for document in documents for page in document["pages"] for line in page["text"].split("\n"))
    # A dash is no letter of these encodings.
    return list(dict.fromkeys(line.replace("–", "-") for line in lines if any(ord(letter) > 0xFF for letter in line)))


def as_tcvn3(text: str) -> str:
    """In TCVN3: capitals with tones are small letters. By the C library's table of the standard."""
    small = "".join(letter.lower() if letter.lower() in TONED else letter for letter in text)
    return _by_iconv(small, "TCVN5712-1")


def as_viscii(text: str) -> str:
    """In VISCII, by the C library's table; bytes that Windows-1252 lacks as Latin-1 shows them."""
    return _by_iconv(text, "VISCII")


def as_windows_1258(text: str) -> str:
    """In Windows-1258, by Python's table: letters with their shape, the tone behind them."""
    pieces = []
    for letter in text:
        apart = unicodedata.normalize("NFD", letter)
        shape = unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in _TONES))
        pieces.append(shape + "".join(mark for mark in apart if mark in _TONES))
    return _seen("".join(pieces).encode("cp1258"))


def as_vni(text: str) -> str:
    """In VNI-Windows."""
    return "".join(_VNI.get(letter, letter) for letter in text)


def _by_iconv(text: str, charset: str) -> str:
    done = subprocess.run(["iconv", "-f", "UTF-8", "-t", charset], input=text.encode(), capture_output=True, check=True)
    return _seen(done.stdout)


def _seen(data: bytes) -> str:
    """As a program that knows nothing of Vietnamese shows the bytes."""
    return "".join(
        bytes([byte]).decode("cp1252") if byte not in {0x81, 0x8D, 0x8F, 0x90, 0x9D} else chr(byte) for byte in data
    )
