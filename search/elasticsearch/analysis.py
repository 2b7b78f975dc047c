"""The analysis of the mappings, made from the tables of `archive/vietnamese`: `python -m search.elasticsearch.analysis` writes it.

Only parts of the standard distribution: `mapping` character filters, which take the longest match and know nothing of what
stands around it, the `standard` tokenizer, and `stemmer_override` for what concerns a whole syllable.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import permutations, product
from pathlib import Path
from typing import Any

import mappings
from archive import vietnamese
from archive.vietnamese.alphabet import BASES, TONED
from archive.vietnamese.folding import PLACEMENTS, SPELLINGS, VIETNAMESE, small
from archive.vietnamese.normalising import PLAIN

LONGEST_TOKEN = 1000  # units; a word of 100 letters of another script may be spelt with four Latin letters for each
_COMPOSED = (range(0xC0, 0x250), range(0x370, 0x530), range(0x1E00, 0x2000))
_SINGLE = "\u0340\u0341\u037e\u0387\u2126\u212a\u212b"  # characters that are another one (NFC)
_PICTURES = (
    0xA9,
    0xAE,
    *range(0x2C2, 0x2C6),
    *range(0x2D2, 0x2D8),
    0x2DE,
    0x2DF,
    0x2ED,
    *range(0x2EF, 0x300),
    0x203C,
    0x203F,
)
_PICTURES += (0x2040, 0x2049, 0x2122, *range(0x2194, 0x219A), 0x21A9, 0x21AA, 0x231A, 0x231B, *range(0x24B6, 0x24EA))
_PICTURES += (0x25AA, 0x25AB, 0x25B6, 0x25C0, *range(0x25FB, 0x25FF), *range(0x2600, 0x2776), *range(0x2794, 0x27C0))
"""Signs that the tokenizer makes words of (©, ☎, ✓): they part words, as other signs do."""
_ONSETS = ("h", "k", "l", "m", "s", "t", "v", "qu")


def analysis() -> dict[str, Any]:
    """The settings that both index templates share."""
    exact = ["vietnamese_signs", "vietnamese_characters", "vietnamese_tone_placement"]
    chains = {"exact": exact, "letters": [*exact, "vietnamese_toneless"], "bare": [*exact, "vietnamese_latin"]}
    analyzers: dict[str, Any] = {f"vietnamese_{level}": _analyzer(filters) for level, filters in chains.items()}
    analyzers |= {f"vietnamese_{level}_pairs": _analyzer(chains[level], "pairs") for level in ("exact", "bare")}
    analyzers |= _word_analyzers()
    analyzers["document_number"] = _analyzer(chains["bare"], "leading_zeros")
    return {
        "analysis": {
            "char_filter": {
                "vietnamese_signs": _mapping(_signs()),
                "vietnamese_characters": _mapping(_characters()),
                "vietnamese_tone_placement": _mapping(_placements(), keep=True),
                "vietnamese_toneless": _mapping((letter, vowel) for letter, (vowel, _) in TONED.items()),
                "vietnamese_latin": _mapping(_latin()),
                **_number_filters(),
            },
            "tokenizer": {"words": {"type": "standard", "max_token_length": LONGEST_TOKEN}},
            "filter": {
                "final_i": {"type": "stemmer_override", "rules": [f"{i} => {y}" for i, y in _final_i()]},
                "pairs": {
                    "type": "shingle",
                    "min_shingle_size": 2,
                    "max_shingle_size": 2,
                    "output_unigrams": False,
                    "token_separator": "_",
                },
                "leading_zeros": {"type": "pattern_replace", "pattern": "^0+(?=[0-9])", "replacement": ""},
            },
            "analyzer": analyzers,
            "normalizer": {
                "document_number_key": {
                    "type": "custom",
                    "char_filter": [
                        *exact[:2],
                        *("number_word", "number_centre", "number_committee", "vietnamese_latin"),
                        *("number_between", "number_signs", "number_zeros"),
                    ],
                    "filter": ["lowercase"],
                }
            },
        }
    }


def _word_analyzers() -> dict[str, Any]:
    """For text that is our exact words already, as the index is fed: they only fold, in two thirds of the time."""
    folds: dict[str, list[str]] = {"exact": [], "letters": ["vietnamese_toneless"], "bare": ["vietnamese_latin"]}
    words = {f"words_{level}": _custom(filters, ["final_i"] if filters else []) for level, filters in folds.items()}
    return words | {f"words_{level}_pairs": _custom(folds[level], ["final_i", "pairs"]) for level in ("exact", "bare")}


def main() -> None:
    """Write mappings/analysis.json."""
    path = Path(mappings.__file__).parent / "analysis.json"
    path.write_text(json.dumps(analysis(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _analyzer(filters: list[str], *more: str) -> dict[str, Any]:
    return _custom(filters, ["lowercase", "final_i", *more])


def _custom(char_filters: list[str], filters: list[str]) -> dict[str, Any]:
    return {"type": "custom", "char_filter": char_filters, "tokenizer": "words", "filter": filters}


def _mapping(rules: Iterable[tuple[str, str]], *, keep: bool = False) -> dict[str, Any]:
    return {
        "type": "mapping",
        "mappings": [f"{_escaped(was)} => {_escaped(now)}" for was, now in rules if keep or was != now],
    }


def _escaped(text: str) -> str:
    """As the filter reads it: what cannot be seen, or would be taken for syntax, as its code."""
    return "".join(c if c.isalnum() else f"\\u{ord(c):04x}" for c in text)


def _signs() -> Iterator[tuple[str, str]]:
    """Invisible characters out, odd spaces plain, look-alikes right."""
    yield from ((chr(code), plain or "") for code, plain in PLAIN.items())
    yield from ((chr(code), " ") for code in _PICTURES)
    yield from ((sign, unicodedata.normalize("NFC", sign)) for sign in _SINGLE)


def _characters() -> Iterator[tuple[str, str]]:
    """Every spelling of a letter with marks, in any case, to the small letter in one character."""
    rules = {capital: small(capital) for capital in map(chr, range(ord("A"), ord("Z") + 1))}
    for codes in _COMPOSED:
        for letter in map(chr, codes):
            if unicodedata.normalize("NFC", letter) != letter and len(unicodedata.normalize("NFC", letter)) == 1:
                rules[letter] = small(unicodedata.normalize("NFC", letter))
            elif letter.isalpha():
                rules |= {written: small(letter) for written in _spellings(letter)}
    yield from sorted(rules.items())


def _spellings(letter: str) -> Iterator[str]:
    """What normalises to a letter: its marks in any order, some of them composed with it already."""
    decomposed = unicodedata.normalize("NFD", letter)
    base, marks = decomposed[0], decomposed[1:]
    for order in permutations(marks):
        for cut in range(len(marks) + 1):
            written = unicodedata.normalize("NFC", base + "".join(order[:cut])) + "".join(order[cut:])
            if vietnamese.normalise(written) == letter:
                yield written


def _placements() -> Iterator[tuple[str, str]]:
    """oà to òa, but neither after q nor before a letter: there the longer rule keeps what stands."""
    yield from PLACEMENTS.items()
    yield from (("q" + was, "q" + was) for was in PLACEMENTS)
    yield from ((was + letter, was + letter) for was, letter in product(PLACEMENTS, sorted(VIETNAMESE)))


def _latin() -> Iterator[tuple[str, str]]:
    """Small letters in a-z."""
    rules = {chr(code): spelling for code, spelling in SPELLINGS.items()}
    rules |= {letter: BASES.get(vowel, vowel) for letter, (vowel, _) in TONED.items()} | BASES
    yield from sorted(rules.items())


def _final_i() -> Iterator[tuple[str, str]]:
    """A final i, with any tone or none, to y: whole syllables only."""
    finals = ["i", *(letter for letter, (vowel, _) in TONED.items() if vowel == "i")]
    yield from ((onset + final, vietnamese.iy_key(onset + final)) for onset in _ONSETS for final in finals)


def _number_filters() -> dict[str, Any]:
    """The steps of `archive.numbers.key_of`, on small letters."""
    steps = {
        "number_word": (r"^[^\p{L}\p{N}_]*(?:s[ốoóôồổ0]\s*[:.;]?\s*)?", ""),
        "number_centre": (r"(?<!\p{L})t\.?ư(?![\p{L}\p{N}])", "tw"),
        "number_committee": (r"(?<!\p{L})t\.u(?![\p{L}\p{N}_])", "tu"),
        "number_between": (r"(?<=[0-9])[^0-9a-z]+(?=[0-9])", "/"),
        "number_signs": (r"[^0-9a-z/]|/(?![0-9])|(?<![0-9])/", ""),
        "number_zeros": ("^0+", ""),
    }
    return {
        name: {"type": "pattern_replace", "pattern": pattern, "replacement": replacement}
        for name, (pattern, replacement) in steps.items()
    }


if __name__ == "__main__":
    main()
