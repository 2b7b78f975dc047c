"""One text function, three analyzers: ours, the embedded engine's and Elasticsearch's give the same words."""

import json
import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from elasticsearch import Elasticsearch

import mappings
from archive import numbers
from archive.vietnamese import is_syllable
from archive.vietnamese.alphabet import TONED
from archive.vietnamese.syllables import ALL_ONSETS, ALL_RHYMES
from search import plan
from search.elasticsearch.analysis import analysis
from search.embedded.schema import words_analyzer
from search.forms import Level, lines_of, words_in

_TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"
_SIGNS = (
    ".",
    "-",
    "/",
    "_",
    ":",
    "'",
    "’",
    ",",
    ";",
    "·",
    " ",
    "\u00a0",
    "\u200b",
    "\u00ad",
    "&",
    "@",
    "+",
    "–",
    "…",
    "‑",
    "⁄",
    "²",
    "©",
)
_NUMBERS = ("12", "012", "3.000", "1,5", "1/2", "05", "245a", "2010", "½", "120m²")
_SHORT = (
    "T.Ư",
    "TƯ",
    "NQ",
    "TU",
    "QĐ",
    "UBND",
    "KT",
    "XH",
    "T.U",
    "Đ/c",
    "TTr",
    "V/v",
    "hoà",
    "Uỷ",
    "uỷ",
    "kĩ",
    "QUÍ",
    "N°",
    "d'Annam",
    "ÐẢNG",
)
_BY_HAND = (
    "T.Ư 12-NQ/TU 3.000 1/2 KT-XH", "vanthu@phulinh.gov.example", "l'été d’Annam",
    "a:b Số:15 Kính:", "a_b __ _c _", "3.a a.3 1.2.3 a.b.c.",
    "số\u00a012", "quy\u200bết â\u200b\u0301n", "12:30 12h30 5%", "Ð ð Ɖ ÐẢNG", "T.Uỷ.B uỷ.ban hoà.n hoà1 hoà_",
    "½ x² 10⁻³", "© ® ™ ☎ ✓", "q\u0308.y",
    "İstanbul ΣΑΣ", "a\u0301\u0302 á\u0302 a\u0302\u0301", "một\r\nhai\rba", "quỳ quỷ QUỲ qùi quï mï",
    "café Müller Øre ﬁn straße", "Съезд партии",
)  # fmt: skip


def _vietnamese_words() -> list[str]:
    """Every possible syllable with every tone it takes: more than 15,000."""
    found = []
    for onset in ("", *ALL_ONSETS):
        for rhyme in ALL_RHYMES:
            for tone in ("", *_TONE_MARKS):
                for place, letter in enumerate(rhyme):
                    toned = unicodedata.normalize("NFC", letter + tone)
                    if tone and toned not in TONED:
                        continue
                    word = onset + rhyme[:place] + toned + rhyme[place + 1 :]
                    if is_syllable(word):
                        found.append(word)
    return sorted(set(found))


def _windows_1258(text: str) -> str:
    return "".join(
        unicodedata.normalize("NFC", letter[0] + "".join(m for m in letter[1:] if m not in _TONE_MARKS))
        + "".join(m for m in letter[1:] if m in _TONE_MARKS)
        for letter in (unicodedata.normalize("NFD", one) for one in text)
    )


def _tone_first(text: str) -> str:
    return "".join(
        letter[0] + "".join(reversed(letter[1:])) for letter in (unicodedata.normalize("NFD", one) for one in text)
    )


WRITTEN: dict[str, Callable[[str], str]] = {
    "NFC": str,
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "Windows-1258": _windows_1258,
    "tone before shape": _tone_first,
    "capitals": str.upper,
    "titles": str.title,
    "capitals in NFD": lambda text: unicodedata.normalize("NFD", text.upper()),
}


def _odd_strings() -> list[str]:
    """Strings of figures, signs and abbreviations, made up the same way each time."""
    chance = random.Random(8)
    made = ["".join(_piece(chance) for _ in range(chance.randint(2, 7))) for _ in range(1500)]
    return [*_BY_HAND, *dict.fromkeys(made)]


def _piece(chance: random.Random) -> str:
    return chance.choice(chance.choice((_SIGNS, _SIGNS, _NUMBERS, _SHORT)))


@pytest.fixture(scope="module")
def analyze(elasticsearch_url: str) -> Iterator[Callable[[str, Sequence[str]], list[list[str]]]]:
    """The tokens of each text from Elasticsearch's `_analyze`, by the name of an analyzer or normalizer."""
    client = Elasticsearch(elasticsearch_url)
    index = "vankho-test-analysis"
    client.options(ignore_status=404).indices.delete(index=index)
    settings: dict[str, Any] = {**analysis(), "number_of_replicas": 0, "analyze.max_token_count": 100_000}
    client.indices.create(index=index, settings=settings)

    def tokens_of(name: str, texts: Sequence[str]) -> list[list[str]]:
        parts: list[list[str]] = []
        for start in range(0, len(texts), 2000):
            parts += _separate(client, index, name, texts[start : start + 2000])
        return parts

    yield tokens_of
    client.indices.delete(index=index)
    client.close()


def _separate(client: Elasticsearch, index: str, name: str, texts: Sequence[str]) -> list[list[str]]:
    """Several texts in one request, told apart by a word between them."""
    if name == "document_number_key":
        return [
            [token["token"] for token in client.indices.analyze(index=index, normalizer=name, text=text)["tokens"]]
            for text in texts
        ]
    answer = client.indices.analyze(index=index, analyzer=name, text=" zzborderzz ".join(texts))
    parts: list[list[str]] = [[]]
    for token in answer["tokens"]:
        if token["token"] == "zzborderzz":
            parts.append([])
        else:
            parts[-1].append(token["token"])
    return parts


def _agree(texts: Sequence[str], analyze: Callable[[str, Sequence[str]], list[list[str]]]) -> None:
    words = [words_in(text) for text in texts]
    embedded = words_analyzer()
    for level in Level:
        ours = [lines_of(found).at(level).split() for found in words]
        assert [embedded.analyze(lines_of(found).at(level)) for found in words] == ours
        theirs = analyze(f"vietnamese_{level}", texts)
        wrong = [row for row in zip(texts, ours, theirs, strict=True) if row[1] != row[2]]
        assert not wrong, (level, len(wrong), wrong[:8])
        exact = [" ".join(found) for found in words]
        assert analyze(f"vietnamese_{level}", exact) == ours, level  # as phrases are asked
        assert analyze(f"words_{level}", exact) == ours, level  # as the index is fed


def test_the_files_are_what_the_tables_give() -> None:
    """mappings/analysis.json is as `python -m search.elasticsearch.analysis` writes it."""
    kept = json.loads((Path(mappings.__file__).parent / "analysis.json").read_text(encoding="utf-8"))
    assert kept == analysis()


@pytest.mark.parametrize("form", WRITTEN)
def test_vietnamese_words_are_the_same_words_everywhere(form: str, analyze: Callable[..., list[list[str]]]) -> None:
    """Every possible syllable, in each form of Unicode and case, gives the same tokens from us and both engines."""
    words = _vietnamese_words()
    assert len(words) >= 5000
    _agree([WRITTEN[form](word) for word in words], analyze)


def test_figures_and_signs_break_alike_everywhere(analyze: Callable[..., list[list[str]]]) -> None:
    """Strings with digits, dots, dashes, slashes and abbreviations give the same tokens from us and both engines."""
    strings = _odd_strings()
    assert len(strings) >= 500
    _agree(strings, analyze)


def test_spellings_of_a_number_meet_in_the_normalizer(analyze: Callable[..., list[list[str]]]) -> None:
    """The normalizer gives the key that numbers are compared by."""
    spellings = [
        "12-NQ/TU",
        "12 NQ TU",
        "012-nq/tu",
        "12-NQ/T.U",
        "Số: 15/QĐ-UBND",
        "127-QĐ/T.Ư",
        "127-QĐ/TƯ",
        "30/2020/NĐ-CP",
    ]
    assert analyze("document_number_key", spellings) == [[numbers.key_of(text)] for text in spellings]


def test_every_boost_is_explained() -> None:
    """mappings/README.md names each boost of the ranking with its value, and each analyzer and part of one."""
    text = (Path(mappings.__file__).parent / "README.md").read_text(encoding="utf-8")
    for name, value in vars(plan).items():
        if name.endswith("_BOOST"):
            assert f"| `{name}` | {value:g} |" in text, name
    parts = analysis()["analysis"]
    for name in (*parts["analyzer"], *parts["normalizer"], *parts["filter"], *parts["tokenizer"]):
        assert f"`{name}`" in text, name
