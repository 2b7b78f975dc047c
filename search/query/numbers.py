"""Document numbers inside a query: which words look like one, and their key."""

import re

from archive import numbers
from search.forms import Level, at_level, forms_of, words_in
from search.query.tree import Number

# Type symbols in bare form (Decree 30/2020, annex III; Party guideline on forms), after which an issuing body follows.
SYMBOLS = frozenset(
    (
        "nq qd ct kl qc qyd tt hd tb tc bc kh qh ctr da pa ttr cv bb bs cd "
        "bgn btt guq gm ggt gnp pg pc sy trs sl nd ttlt"
    ).split()
)
# Bodies that follow another body in a symbol (`12-QĐ/VPTU`, `3-BC/BTC TU`), in bare form.
BODIES = frozenset("tu tw hu qu thu du duk vptu vptw btctu btgtu ubkttu bdvtu bnctu ubnd hdnd cp bch btv".split())
_ORDINAL = re.compile(r"\d{1,6}[a-zđ]?")
_BODY = re.compile(r"[a-z]{1,16}")
_MOST_BODIES = 3
_OPERATORS = frozenset({"or", "hoac"})


def number_typed_as_one(words: tuple[str, ...]) -> Number | None:
    """The number that words typed without a space make (`12-NQ/TU`, `15/2020/NĐ-CP`), or None."""
    if len(words) < 2 or not _ORDINAL.fullmatch(words[0]):
        return None
    rest = at_level(words[1:], Level.BARE)
    if not any(_BODY.fullmatch(word) for word in rest) or not all(word.isalnum() for word in rest):
        return None
    return Number(words, numbers.key_of("-".join(words)), in_sequence=True)


def number_at(words: tuple[str, ...], start: int) -> Number | None:
    """The number that begins at a word of a spaced run (`12 NQ TU`), or None."""
    if start + 2 >= len(words) or not _ORDINAL.fullmatch(words[start]):
        return None
    symbol, body, *more = at_level(words[start + 1 : start + 2 + _MOST_BODIES], Level.BARE)
    if symbol not in SYMBOLS or not _BODY.fullmatch(body) or body in _OPERATORS:
        return None
    length = 3
    for word in more:
        if word not in BODIES:
            break
        length += 1
    found = words[start : start + length]
    return Number(found, numbers.key_of(" ".join(found)), in_sequence=False)


def spellings_of(number: Number) -> tuple[tuple[str, ...], ...]:
    """The words of a number as typed, and as a text may hold it: with its figure in two digits or without zeros, its symbols
    parted. `5-NQTU` is also `05-NQ/TU`."""
    parsed = numbers.parse_number(" ".join(number.words))
    runs = [number.words] if parsed is None else [number.words, words_in(parsed.canonical)]
    found = list(runs)
    for figure, *rest in runs:
        plain = without_zeros(figure)
        found += [(plain, *rest), (plain.zfill(2), *rest)]
    return tuple(dict.fromkeys(found))


def without_zeros(word: str) -> str:
    """A word of a number as it is compared: `05` is `5`."""
    return forms_of(word).bare.lstrip("0") or "0" if word[:1].isdigit() else forms_of(word).bare
