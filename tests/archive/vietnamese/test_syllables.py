"""Possible syllables, and text that is no Vietnamese."""

import json
import unicodedata
from pathlib import Path

import pytest

from archive.vietnamese import is_syllable, looks_legacy, syllable_share, tokens

TRUTH = Path(__file__).parents[3] / "samples" / "truth" / "documents.json"
TITLES = [document["fields"]["title"] for document in json.loads(TRUTH.read_text(encoding="utf-8"))]

LOANS = {"bank", "kilômét", "shan", "v"}  # V/v stands before what an official letter is about
RIGHT = """Căn cứ Điều lệ Đảng; xét đề nghị của Ban Tổ chức Tỉnh uỷ, Ban Thường vụ quyết định: nghiêng ngoằn ngoèo, khuỷu tay, giếng,
gì, quốc huy, quyển, thuở, yêu, ý, oằn, ướt, khuya, xoong, nguệch ngoạc, giặc, rượu, hươu, chuyện, khuếch, quỵt, Huỳnh"""


@pytest.mark.parametrize("word", [token.text for token in tokens(RIGHT)])
def test_words_of_the_language_are_syllables(word: str) -> None:
    """Every word of a right text is a possible syllable, in any case and tone placement."""
    assert is_syllable(word)
    assert is_syllable(word.upper())


@pytest.mark.parametrize(
    "word",
    ["by", "gy", "tyên", "iên", "giin", "giiêng", "nghà", "gê",
     "", "nghị1", "quyêt", "cap", "sach", "bat", "ka", "ce", "nghà", "strong", "club", "hoàn̂", "jk", "wb", "đđ", "bb", "ngh", "áá", "12",
     "nghiêngg"],
)  # fmt: skip
def test_what_the_language_does_not_allow_is_no_syllable(word: str) -> None:
    """Onset, rhyme and tone are in the tables; final c, ch, p, t take sắc or nặng only; k, gh, ngh stand before e, ê, i, y."""
    assert not is_syllable(word)


ONSETS = ["", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split()]
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]


def _toned(letters: str, place: int, tone: str) -> str:
    return letters[:place] + unicodedata.normalize("NFC", letters[place] + tone) + letters[place + 1 :]


@pytest.mark.parametrize("rhyme", ["ac", "ach", "ap", "at", "êch", "it", "oat", "ươc", "uyêt", "ôp"])
def test_before_a_stop_only_two_tones(rhyme: str) -> None:
    """A syllable that ends in c, ch, p or t has the tone sắc or nặng, whatever it begins with."""
    place = max(at for at, letter in enumerate(rhyme) if letter in "aeiouyêôơưă")
    sounding = [onset for onset in ONSETS if is_syllable(onset + _toned(rhyme, place, "\u0301"))]
    assert len(sounding) > 4
    for onset in sounding:
        right = [tone for tone in TONES if is_syllable(onset + _toned(rhyme, place, tone))]
        assert right == ["\u0301", "\u0323"], onset + rhyme


@pytest.mark.parametrize(("hard", "soft"), [("c", "k"), ("g", "gh"), ("ng", "ngh")])
@pytest.mark.parametrize("rhyme", "a ai ăn âm e em ê ên o on oan ô ông ơ ơi u ung ư ưng ươi i im iêu inh".split())
def test_one_sound_is_spelt_by_what_follows(hard: str, soft: str, rhyme: str) -> None:
    """k, gh and ngh stand before e, ê and i, elsewhere c, g and ng; only g may stand before an i, where gi is meant (gìn)."""
    front = rhyme[0] in "eêi"
    assert is_syllable(soft + rhyme) is front
    assert is_syllable(hard + rhyme) is (not front or (hard == "g" and rhyme[0] == "i"))


def test_a_syllable_has_one_tone() -> None:
    """No syllable has two tones, and each of the six tones makes one."""
    assert [is_syllable(_toned("ma", 1, tone)) for tone in TONES] == [True] * 6
    assert not any(is_syllable(word) for word in ("mùá", "hòả", "tiếụ", "nguyễ́n"))


def test_the_texts_of_the_samples_are_syllables() -> None:
    """Of all printed words of small letters in the samples, only loans and an abbreviation are none."""
    pages = (page["text"] for document in json.loads(TRUTH.read_text(encoding="utf-8")) for page in document["pages"])
    words = {token.text for text in pages for token in tokens(text) if token.text.isalpha() and token.text.islower()}
    assert len(words) > 1000
    assert {word for word in words if not is_syllable(word)} == LOANS


def test_share_tells_text_from_noise() -> None:
    """Right text has nearly all syllables, an OCR of noise nearly none, and no words no share."""
    assert syllable_share(RIGHT) == 1
    assert syllable_share("UBND tỉnh, HĐND, 12/2010") == 1
    assert syllable_share("fhg jkl wqx ehtr bvc") == 0
    assert syllable_share("12 345 ...") == 0
    assert syllable_share("Đảng xkcd") == 0.5


def test_a_long_run_of_capitals_is_no_abbreviation() -> None:
    """Capitals of more than six letters count only when they are a syllable."""
    assert syllable_share("ABCDEFGH") == 0
    assert syllable_share("NGHIÊNG") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Uû ban nh©n d©n",
        "Céng hoµ x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc",
        "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp Töï do Haïnh phuùc",
    ],
)
def test_old_fonts_read_as_unicode_are_seen(text: str) -> None:
    """TCVN3 and VNI text taken for Unicode is known as such."""
    assert looks_legacy(text)


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        "Thửa số 5: 120m², thửa số 6: 340m², thửa số 7: 90m²; nhiệt độ 30°C",
        "Le gouverneur général de l'Indochine a reçu où il était les élèves des écoles du protectorat, au goût de chacun.",
        "El niño pequeño de la mañana, señor, habla español con los años",
        "«Đảng ta» và «nhân dân»",
        "",
        "NGHỊ QUYẾT",
    ],
)
def test_right_text_is_not_taken_for_an_old_font(text: str) -> None:
    """Vietnamese, French and Spanish in Unicode, signs of measures and quotes are no legacy text."""
    assert not looks_legacy(text)


def test_the_titles_of_the_samples_are_vietnamese_syllables() -> None:
    """Hundreds of real syllables are all possible, and none of their titles is taken for an old font."""
    words = {token.text for title in TITLES for token in tokens(title) if token.text.isalpha()}
    foreign = {"Pjàng", "Phja", "Bjoóc", "kilômét", "Agribank", "Internet", "TTr", "CTr", "TTg"}
    assert len(words) > 200
    assert {word for word in words - foreign if not is_syllable(word) and not word.isupper()} == set()
    assert not any(looks_legacy(title) for title in TITLES)


def test_english_has_few_syllables() -> None:
    """A text in English has a share far below that of Vietnamese, and is no legacy text."""
    english = "The provincial committee shall report on the implementation of the resolution to the standing board every quarter"
    assert syllable_share(english) < 0.5
    assert not looks_legacy(english)
