"""Document numbers: Party (`12-NQ/TU`), state (`15/QĐ-UBND`), statutes (`30/2020/NĐ-CP`) and official letters (`123/UBND-VX`).

Read as printed, compared without leading zeros, case, marks or signs.
"""

import re
from dataclasses import dataclass
from typing import Literal

from archive.document_types import PARTY_SYMBOLS, STATE_SYMBOLS, symbol_named
from archive.vietnamese import bare, normalise

Style = Literal["party", "state", "statute", "letter"]


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A number as printed, with at least two digits: ordinal (`05`, `245a`), what follows it, and the form it is written in."""

    ordinal: str
    symbol: str
    style: Style

    @property
    def canonical(self) -> str:
        """As the form writes it: `05-NQ/TU`, `15/QĐ-UBND`, `30/2020/NĐ-CP`, `123/UBND-VX`."""
        return f"{self.ordinal}{'-' if self.style == 'party' else '/'}{self.symbol}"

    @property
    def key(self) -> str:
        """What numbers are compared by: `12-NQ/TU`, `12 NQ TU`, `12/NQ-TU`, `12-NQTU` and `012-nq/tu` are one."""
        return key_of(self.canonical)


def _alternatives(symbols: frozenset[str]) -> str:
    return "|".join(sorted(symbols | {bare(symbol).upper() for symbol in symbols}, key=len, reverse=True))


_ORDINAL = r"(?<![\w/.-])(?P<ordinal>[0-9OoIl]{0,5}[0-9][0-9OoIl]{0,4}[a-zđ]?)"
_BODY = r"[A-ZĐƯa-zđư]\w{0,15}(?:[-.]\w{1,10}){0,3}"
_PARTY = re.compile(
    rf"{_ORDINAL}\s*-\s*(?P<type>{_alternatives(PARTY_SYMBOLS)})\s*/\s*(?P<body>{_BODY})", re.IGNORECASE
)
_STATUTE = re.compile(
    r"(?<![\w/.-])(?P<ordinal>\d{1,5})\s*/\s*(?P<year>(?:19|20)\d\d)\s*/\s*"
    r"(?P<body>(?:NĐ|TTLT|TT|NQ|QĐ|CT)\s?-\s?[A-ZĐ]\w*(?:-\w+)*|(?:QH|UBTVQH)\d{1,2})"
)
_STATE = re.compile(
    rf"{_ORDINAL}\s*/\s*(?P<type>{_alternatives(STATE_SYMBOLS)})\s*-\s*(?P<body>{_BODY})", re.IGNORECASE
)
_LETTER = re.compile(rf"{_ORDINAL}\s*/\s*(?P<type>[A-ZĐ]\w*)\s*-\s*(?P<body>[A-ZĐ][\w&.]*(?:-\w+)?)")
_LETTER_ANY_CASE = re.compile(_LETTER.pattern, re.IGNORECASE)
_BEFORE = re.compile(r"^\W*(?:s[ốoóôồổ0]\s*[:.;]?\s*)?", re.IGNORECASE)
_TYPED = re.compile(r"(?:số\s*:?\s*|so\s*:?\s*)?0*(\d{1,6}[a-zđ]?)([\s/.–—-]*)([^\W\d_][\w\s/.&–—-]*)", re.IGNORECASE)
_DASHES = str.maketrans("–—−‐‑", "-----")
_FIGURES = str.maketrans("OoIl", "0011")


def parse_number(text: str) -> DocumentNumber | None:
    """The number a number line gives (`Số: 15/QĐ-UBND`, `Số 127-QĐ/TW`); None when it gives none, or when words stand before it."""
    text = _tidied(text)
    start = _BEFORE.match(text)
    rest = text[start.end() if start else 0 :]
    for pattern, style in ((_PARTY, "party"), (_STATUTE, "statute"), (_STATE, "state"), (_LETTER_ANY_CASE, "letter")):
        found = pattern.match(rest)
        if found is not None:
            return _number(found, style)  # type: ignore[arg-type]
    return None


def find_numbers(text: str) -> list[tuple[int, int, DocumentNumber]]:
    """The numbers in a running text, in order, each as (start, end, number); offsets are of the normalised text."""
    text = _tidied(text)
    found: list[tuple[int, int, DocumentNumber]] = []
    for pattern, style in ((_PARTY, "party"), (_STATUTE, "statute"), (_STATE, "state"), (_LETTER, "letter")):
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                found.append((match.start(), match.end(), _number(match, style)))  # type: ignore[arg-type]
    return sorted(found, key=lambda item: item[:2])


def number_key(text: str) -> str | None:
    """The key of what a reader types as a number, or None when it is none: digits, then a symbol."""
    text = _tidied(text).strip()
    parsed = parse_number(text)
    if parsed is not None and key_of(parsed.canonical) == key_of(_BEFORE.sub("", text)):
        return parsed.key
    found = _TYPED.fullmatch(text)
    if found is None:
        return None
    _, between, symbol = found.groups()
    words = re.split(r"[\s/.&-]+", symbol.strip())
    known = symbol_named(words[0]) is not None or any(
        bare(words[0]).startswith(bare(s)) for s in PARTY_SYMBOLS if len(words) == 1 and len(s) > 1
    )
    if not known and not between.strip():
        return None
    return key_of(text) if len(words) <= 4 else None


def key_of(text: str) -> str:
    """A number as written, reduced to what numbers are compared by."""
    folded = re.sub(
        r"[^0-9a-z]", "", bare(re.sub(r"^\W*s[ốo]\s*[:.]?\s*(?=\d)", "", _tidied(text), flags=re.IGNORECASE))
    )
    return folded.lstrip("0")


def _tidied(text: str) -> str:
    """Normalised, dashes made plain; as long as the normalised text."""
    return normalise(text).translate(_DASHES)


def _number(found: re.Match[str], style: Style) -> DocumentNumber:
    ordinal = found["ordinal"]
    letter = ordinal[-1:] if ordinal[-1:].isalpha() and ordinal[-1:] not in "OoIl" else ""
    digits = ordinal.removesuffix(letter).translate(_FIGURES) if letter else ordinal.translate(_FIGURES)
    ordinal = digits.zfill(2) + letter.lower()
    body = _body(found["body"])
    if style == "statute":
        return DocumentNumber(ordinal, f"{found['year']}/{body.replace(' ', '')}", style)
    kind = found["type"]
    if style == "letter":
        return DocumentNumber(ordinal, f"{kind.upper()}-{body}", style)
    kind = symbol_named(kind) or kind
    return DocumentNumber(ordinal, f"{kind}/{body}" if style == "party" else f"{kind}-{body}", style)


def _body(text: str) -> str:
    """The issuing body's symbol: `T.U` is TU, `TƯ` and `T.Ư` are TW; the small letters of ThU and the like stay."""
    text = text.rstrip(".-")
    text = re.sub(r"^t\.?ư$", "TW", text, flags=re.IGNORECASE)
    text = re.sub(r"^T\.U$", "TU", text, flags=re.IGNORECASE)
    return text.upper() if text.islower() else text
