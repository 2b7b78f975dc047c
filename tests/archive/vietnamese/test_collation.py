"""The order of lists and of reference codes."""

import random
import shutil
import subprocess
import unicodedata
from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.vietnamese import collation_key, is_syllable, natural_key
from archive.vietnamese.alphabet import TONES
from archive.vietnamese.syllables import ALL_ONSETS, ALL_RHYMES
from tests.missing import skip_or_fail

# CLDR's `vi`, as Perl's own library has it. Signs count, as in CLDR's root.
_PERL = """use open qw(:std :utf8); use Unicode::Collate::Locale;
my $vi = Unicode::Collate::Locale->new(locale => "vi", variable => "non-ignorable");
die unless $vi->getlocale eq "vi";
while (<STDIN>) { chomp; print unpack("H*", $vi->getSortKey($_)), "\\n"; }"""
CASES: tuple[Callable[[str], str], ...] = (str.lower, str.upper, str.title)


@pytest.mark.parametrize(
    "rightly",
    [
        ["ma", "mà", "mả", "mã", "má", "mạ", "mă", "mâ"],
        ["da", "dz", "đa"],
        ["e", "ê", "o", "ô", "ơ", "u", "ư", "y"],
        ["Bàn", "Ban Dân vận", "Ban Tổ chức", "Đảng ủy", "Huyện ủy", "Ủy ban", "Văn phòng"],
        ["12", "2", "a"],
        ["tỉnh ủy", "Tỉnh ủy"],
        ["mu", "mù", "mủ", "mü", "mư"],
        ["mà", "ma na", "má na", "mà ná nà"],
    ],
)
def test_lists_sort_as_vietnamese_does(rightly: list[str]) -> None:
    """Letters first, in the order a ă â b c d đ e ê, then tones, then small before capital."""
    assert sorted(set(rightly), key=collation_key) == rightly


@pytest.fixture(scope="module")
def keys_of_perl() -> Callable[[Sequence[str]], list[str]]:
    """The sort keys of texts by Unicode::Collate::Locale, an implementation that shares nothing with ours."""
    asked = ["perl", "-MUnicode::Collate::Locale", "-e", "1"]
    if not shutil.which("perl") or subprocess.run(asked, capture_output=True, check=False).returncode:
        reason = (
            "Perl's Unicode::Collate is not installed, so our order was not compared with CLDR's (apt-get install perl)"
        )
        skip_or_fail(reason)

    def keys(texts: Sequence[str]) -> list[str]:
        lines = "".join(f"{text}\n" for text in texts)
        done = subprocess.run(["perl", "-e", _PERL], input=lines, capture_output=True, check=True, encoding="utf-8")
        return done.stdout.splitlines()

    return keys


def _texts() -> list[str]:
    """Words of all onsets, rhymes, tones and cases; phrases of them; letters in no sense; signs, numbers, foreign names."""
    chance = random.Random(11)
    words = sorted(
        {
            word
            for onset in ("", *ALL_ONSETS)
            for rhyme in ALL_RHYMES
            for place, letter in enumerate(rhyme)
            for tone in ("", *TONES)
            if is_syllable(
                word := onset + rhyme[:place] + unicodedata.normalize("NFC", letter + tone) + rhyme[place + 1 :]
            )
        }
    )
    single = [chance.choice(CASES)(word) for word in chance.sample(words, 7000)]
    phrases = [
        chance.choice(" -/").join(chance.choice(CASES)(word) for word in chance.choices(words, k=chance.randint(2, 4)))
        for _ in range(3000)
    ]
    short = ["".join(chance.choices("aàảãáạăắâấdđDĐoôơuưyzAÀĂ", k=chance.randint(1, 3))) for _ in range(2000)]
    named = "da dz đa ma mà mả mã má mạ mă mâ MA Mà Đa ĐA café Müller Ñandú Çelik straße œuvre Æsop Øre Łódź 1 2 12 1945 12-NQ/TU".split()
    signed = ["a 1", "a-1", "a, b", "a.b", "(a)", "a b", "ab", "a/b", "a_b", "“a”", "'a'", "a & b", "5%"]
    return list(dict.fromkeys([*single, *phrases, *short, *named, *signed]))


def test_the_order_is_that_of_cldr(keys_of_perl: Callable[[Sequence[str]], list[str]]) -> None:
    """Ten thousand words and phrases stand in the order in which another implementation of CLDR `vi` puts them."""
    texts = _texts()
    assert len(texts) >= 10_000
    in_order = sorted(zip(keys_of_perl(texts), texts, strict=True))
    wrong = [
        (one, other)
        for (one_key, one), (other_key, other) in pairwise(in_order)
        if (collation_key(one) < collation_key(other)) != (one_key < other_key)
    ]
    assert wrong == []


@given(st.text(), st.text())
def test_any_texts_can_be_compared(one: str, other: str) -> None:
    """Two texts of any letters have an order."""
    assert (collation_key(one) < collation_key(other)) or (collation_key(one) >= collation_key(other))
    assert (natural_key(one) < natural_key(other)) or (natural_key(one) >= natural_key(other))


def test_codes_sort_by_the_value_of_their_numbers() -> None:
    """Nine comes before ten, a file before the one with a letter, a file before its documents."""
    rightly = [
        "H42-041-01-9",
        "H42-041-01-0058",
        "H42-041-01-0058a",
        "H42-041-01-0123",
        "H42-041-01-0123-001",
        "H42-041-02-1",
    ]
    assert sorted(set(rightly), key=natural_key) == rightly
    assert all(natural_key(one) < natural_key(other) for one, other in pairwise(rightly))
