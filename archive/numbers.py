"""Document numbers: Party (`12-NQ/TU`), state (`15/QĐ-UBND`), statutes (`30/2020/NĐ-CP`) and official letters (`123/UBND-VX`).

Read as printed, compared without leading zeros, case, marks or signs.
"""

import re
from dataclasses import dataclass
from typing import Literal

from archive.document_types import PARTY_SYMBOLS, STATE_SYMBOLS, symbol_named
from archive.vietnamese import bare, letters, normalise

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


# Issuing bodies by their symbols as rightly written (Party guidelines; Decree 30/2020).
_PARTY_BODIES = (
    "TU TW HU QU ThU ĐU ĐUK CB ĐH VPTU VPTW BTCTU BTCTW BTGTU BTGTW UBKTTU UBKTTW BDVTU BDVTW BNCTU BNCTW VPHU BTCHU UBKTHU "
    "BTGHU BDVHU BCSĐ ĐĐ BCĐ"
).split()
_STATE_BODIES = "UBND UB HĐND VPUBND CP TTg BNV UBMTTQ MTTQ".split()
BODY_SYMBOLS = frozenset((*_PARTY_BODIES, *_STATE_BODIES))
_BODIES = {bare(body): body for body in (*_PARTY_BODIES, *_STATE_BODIES)}


def _alternatives(symbols: frozenset[str]) -> str:
    """The symbols as a pattern, also as OCR leaves them (`QD`, `CTR`), the longest first."""
    forms = {form for symbol in symbols for form in (symbol, symbol.upper(), bare(symbol).upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


_ORDINAL = r"(?<![0-9A-Za-zĐđ_/.-])(?P<ordinal>[0-9OoIl]{0,5}[0-9][0-9OoIl]{0,4}[a-zđ]?)"  # OCR: O for 0, l or I for 1
_BODY = r"(?P<body>[A-ZĐƯ]\w{0,15}(?:[-.][A-ZĐƯ]\w{0,9}){0,3})"
_PARTY_TYPE, _STATE_TYPE, _TYPE = (
    f"(?P<type>{_alternatives(symbols)})" for symbols in (PARTY_SYMBOLS, STATE_SYMBOLS, PARTY_SYMBOLS | STATE_SYMBOLS)
)
_STATUTE = (
    r"(?<![\w/.-])(?P<ordinal>\d{1,5})\s{0,4}/\s{0,4}(?P<year>(?:19|20)\d\d)\s{0,4}/\s{0,4}"
    r"(?P<body>(?:NĐ|ND|TTLT|TT|NQ|QĐ|QD|CT)\s?-\s?[A-ZĐ]\w*(?:-\w+)*|(?:QH|UBTVQH)\d{1,2})"
)
# In the order in which they are tried. Before 2004 a space often stands where the dash does now (`145 QĐ/UB`).
_PATTERNS: tuple[tuple[str, Style], ...] = (
    (rf"{_ORDINAL}(?:\s{{0,4}}-\s{{0,4}}|\s{{1,4}}){_PARTY_TYPE}\s{{0,4}}/\s{{0,4}}{_BODY}", "party"),
    (_STATUTE, "statute"),
    (rf"{_ORDINAL}\s{{0,4}}/\s{{0,4}}{_STATE_TYPE}\s{{0,4}}-\s{{0,4}}{_BODY}", "state"),
    (
        rf"{_ORDINAL}\s{{0,4}}/\s{{0,4}}(?P<type>[A-ZĐ][\w&]+)\s{{0,4}}-\s{{0,4}}(?P<body>[A-ZĐ][\w&.]*(?:-\w+){{0,2}})",
        "letter",
    ),
)
_IN_TEXT = [(re.compile(pattern), style) for pattern, style in _PATTERNS]
_ON_LINE = [(re.compile(pattern, re.IGNORECASE), style) for pattern, style in _PATTERNS]
# Slips of the typist, only read where a number is expected: `12-NQ-TU`, `12/NQ/TU`, `12 NQ TU`, `15/QĐ.UBND`, `12-NQTU`.
_SLIPPED = re.compile(rf"{_ORDINAL}\s{{0,4}}[-/\s.]\s{{0,4}}{_TYPE}\s{{0,4}}[-/\s.]\s{{0,4}}{_BODY}", re.IGNORECASE)
# A type with what it is about, as Party bodies number decisions on staff and programmes: `127-QĐNS/TU`, `05-CTrHĐ/TU`.
_SPECIAL = re.compile(
    rf"{_ORDINAL}\s{{0,4}}-\s{{0,4}}(?P<type>(?:{_alternatives(PARTY_SYMBOLS)})(?:NS|KL|HĐ|CB|KT|NC|TCCB))\s{{0,4}}/\s{{0,4}}"
    rf"(?P<body>{'|'.join(sorted(_PARTY_BODIES, key=len, reverse=True))})(?!\w)"
)
_MERGED = re.compile(
    rf"{_ORDINAL}\s{{0,4}}[-/\s]?\s{{0,4}}{_TYPE}(?P<body>{'|'.join(sorted(_BODIES.values(), key=len, reverse=True))})(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"^\W*(?:s[oòóỏõọôồốổỗộơờớởỡợ0]\s*[:.;]?\s*)?", re.IGNORECASE)
_TYPED = re.compile(
    r"(?P<ordinal>\d{1,9}[a-zđ]?)(?:[\s/.-]+(?P<year>(?:19|20)\d\d)(?=[\s/.-]))?[\s/.-]*(?P<symbol>[^\W\d_][\w\s/.&-]*)",
    re.IGNORECASE,
)
_DASHES = str.maketrans("–—−‐‑→", "------")
_FIGURES = str.maketrans("OoIl", "0011")
_CENTRE = re.compile(r"(?<![^\W\d_])t\.?ư(?![^\W_])", re.IGNORECASE)  # TƯ and T.Ư, trung ương
_COMMITTEE = re.compile(r"(?<![^\W\d_])t\.u\b", re.IGNORECASE)  # T.U, tỉnh ủy
_MOST_PARTS = 4
_LONGEST_TYPED = 80  # characters; no number is so long


def parse_number(text: str) -> DocumentNumber | None:
    """The number a number line gives (`Số: 15/QĐ-UBND`, `Số 127-QĐ/TW`); None when it gives none, or when words stand before it."""
    rest = " ".join(_BEFORE.sub("", _tidied(text), count=1).split())
    for pattern, style in _ON_LINE:
        if found := pattern.match(rest):
            return _number(found, style)
    if found := _SPECIAL.match(rest):
        return _number(found, "party")
    if found := _SLIPPED.match(rest) or _MERGED.match(rest):
        party = _body(found["body"]).partition("-")[0] in _PARTY_BODIES
        return _number(found, "party" if party else "state")
    return None


def find_numbers(text: str) -> list[tuple[int, int, DocumentNumber]]:
    """The numbers in a running text, in order, each as (start, end, number); offsets are of the normalised text."""
    text = _tidied(text)
    found: list[tuple[int, int, DocumentNumber]] = []
    for pattern, style in _IN_TEXT:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end, _ in found):
                end = match.end() - (len(match["body"]) - len(match["body"].rstrip(".-")))
                found.append((match.start(), end, _number(match, style)))
    return sorted(found, key=lambda item: item[:2])


def number_key(text: str) -> str | None:
    """The key of what a reader types as a whole number, or None when it is none, or only a part of one (`12-NQ`).

    In any case, with or without marks and signs: an ordinal, then a type and a body, or two symbols of capitals.
    """
    rest = " ".join(_BEFORE.sub("", _tidied(text), count=1).split())
    if len(rest) > _LONGEST_TYPED:
        return None
    parsed = parse_number(rest)
    if parsed is not None and parsed.key == key_of(rest.translate(_FIGURES) if rest[:1] in "OoIl" else rest):
        return parsed.key
    found = _TYPED.fullmatch(rest)
    if found is None:
        return None
    parts = [part for part in re.split(r"[\s/.&-]+", _plain_bodies(found["symbol"])) if part]
    if len(parts) > _MOST_PARTS or not all(_is_symbol(part) for part in parts):
        return None
    return (
        key_of(rest) if len(parts) > 1 or (found["year"] and parts[0][-1:].isdigit()) or _is_merged(parts[0]) else None
    )


def key_of(text: str) -> str:
    """A number as written, reduced to what numbers are compared by: bare letters and digits, a sign only between figures."""
    rest = bare(_plain_bodies(_BEFORE.sub("", _tidied(text), count=1)))
    rest = re.sub(r"(?<=\d)[^0-9a-z]+(?=\d)", "/", rest)  # so that 1/2020/QĐ-UBND is not 12020/QĐ-UBND
    return re.sub(r"[^0-9a-z/]|/(?!\d)|(?<!\d)/", "", rest).lstrip("0")


def _is_symbol(part: str) -> bool:
    """Whether a typed part can be a symbol: short, and without the tones that words have."""
    return len(part) <= 16 and letters(part) == part.lower()


def _is_merged(part: str) -> bool:
    """Whether a typed part is a type and a body in one (`NQTU`)."""
    folded = bare(part)
    return any(folded[:size] in _TYPES_BARE and folded[size:] in _BODIES for size in range(2, 5))


_TYPES_BARE = frozenset(bare(symbol) for symbol in PARTY_SYMBOLS | STATE_SYMBOLS)


def _tidied(text: str) -> str:
    """Normalised, dashes made plain; as long as the normalised text."""
    return normalise(text).translate(_DASHES)


def _plain_bodies(text: str) -> str:
    """`T.U` is TU (tỉnh ủy), `TƯ` and `T.Ư` are TW (trung ương)."""
    return _COMMITTEE.sub("TU", _CENTRE.sub("TW", text))


def _number(found: re.Match[str], style: Style) -> DocumentNumber:
    ordinal = found["ordinal"]
    letter = ordinal[-1] if ordinal[-1].isalpha() and ordinal[-1] not in "OoIl" else ""
    ordinal = ordinal.removesuffix(letter).translate(_FIGURES).zfill(2) + letter.lower()
    body = _body(found["body"])
    if style == "statute":
        return DocumentNumber(ordinal, f"{found['year']}/{body.replace(' ', '').replace('ND-', 'NĐ-')}", style)
    kind = found["type"]
    if style == "letter":
        return DocumentNumber(ordinal, f"{kind.upper() if kind.islower() else kind}-{body}", style)
    return DocumentNumber(ordinal, f"{symbol_named(kind) or kind}{'/' if style == 'party' else '-'}{body}", style)


def _body(text: str) -> str:
    """The issuing body's symbol as rightly written where it is known; capitals where the paper has none at all."""
    first, dash, rest = _plain_bodies(text.rstrip(".-")).partition("-")
    known = _BODIES.get(bare(first))
    if known is not None and (first.islower() or first.upper() != known.upper()):
        first = known
    whole = first + dash + rest
    return whole.upper() if whole.islower() else whole
