"""What is a possible Vietnamese syllable: onset, rhyme and tone. Used to judge whether a text is Vietnamese at all."""

import re
from functools import lru_cache

from archive.vietnamese.alphabet import parts
from archive.vietnamese.words import tokens

ALL_ONSETS = sorted("b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split(), key=len, reverse=True)
ALL_RHYMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich iêc iêm iên iêng iêp iêt iêu im in inh ip it iu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet oc oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uân uâng uât uây uc uê uêch uênh ui um un ung uơ uôc uôi uôm uôn uông uôt up ut
    uy uya uych uyên uyêt uyn uynh uyp uyt uyu ư ưa ưc ưi ưm ưng ươc ươi ươm ươn ương ươp ươt ươu ưt ưu
    y yêm yên yêng yêt yêu
    """.split()
)
_AFTER_QU = frozenset(
    """
    a ac ach ai an ang anh ao at au ay ăc ăm ăn ăng ăp ăt âc ân âng ât âu ây e en eo et ê êch ên ênh êt
    i ich in inh it y ych yên yêt yn ynh yt yu ơ ơi ơn ôc
    """.split()
)
_FRONT = frozenset("eêiy")
_NOT_AFTER = {"c": _FRONT, "ng": _FRONT, "g": _FRONT - {"i"}}
_FINAL_Y = frozenset(["", *"h k l m s t v th d n nh".split()])  # before a lone y: mỹ, sỹ; the rest in names (Thy, Ny)
_STOPS = ("c", "ch", "p", "t")
_SHARP_TONES = frozenset({4, 5})  # sắc and nặng: the only tones before a final stop
_LONGEST = 7  # letters: nghiêng
_ABBREVIATION = 6  # capitals at most: UBMTTQ

# Letters that only the bytes of TCVN3 fonts, read as Latin-1, put inside words (`Uû ban nh©n d©n`).
# Not ² ³ ° « and a closing », which right text has too (`120m²`).
_TCVN3 = re.compile(r"\w*[^\W\d_](?:[¡-ª¬®¯±´-º¼-¿×Þßø]|»(?=\w))+\w*|[§¡-¦]\w+")
# VNI keeps the letter and writes its marks as a letter of their own behind it (`Ñaûng boä`, `ñaûng vieân`).
_VNI = re.compile(r"\w*(?:[aeiouyöô][ùøûõïåäëúüæ]|(?<!\w)ñ[aeiouyöô])\w*", re.IGNORECASE)
_LEGACY_SHARE = 0.2
_LEGACY_WORDS = 3
_LONGEST_WORD = 40  # characters looked at; a run without spaces is noise and would cost its square


@lru_cache(1 << 16)
def is_syllable(word: str) -> bool:
    """Whether a word in NFC, in any case and tone placement, is a possible Vietnamese syllable with its tone."""
    if not 0 < len(word) <= _LONGEST:
        return False
    split = [parts(letter) for letter in word.lower()]
    tones = [tone for _, tone in split if tone]
    if len(tones) > 1:
        return False
    letters = "".join(letter for letter, _ in split)
    tone = tones[0] if tones else 0
    return any(_fits(onset, letters[len(onset) :], tone) for onset in (*ALL_ONSETS, "") if letters.startswith(onset))


def _fits(onset: str, rhyme: str, tone: int) -> bool:
    if onset == "gi" and not rhyme:
        return True  # gì: the i is onset and rhyme at once
    if rhyme not in (_AFTER_QU if onset == "qu" else ALL_RHYMES):
        return False
    if rhyme.endswith(_STOPS) and tone not in _SHARP_TONES:
        return False
    if not _spelt_together(onset, rhyme):
        return False
    if onset in {"k", "gh", "ngh"}:
        return rhyme[0] in _FRONT
    return rhyme[0] not in _NOT_AFTER.get(onset, frozenset())


def _spelt_together(onset: str, rhyme: str) -> bool:
    """Whether i and y stand as they are spelt: yêu but tiêu, mỹ but not bỹ, and no second i behind gi."""
    if onset == "qu":
        return True
    if rhyme == "y":
        return onset in _FINAL_Y
    if rhyme.startswith("yê"):
        return not onset
    if rhyme.startswith("iê"):
        return bool(onset) and onset != "gi"
    return onset != "gi" or rhyme[0] != "i"


def syllable_share(text: str) -> float:
    """The share (0-1) of a text's words of letters that are possible syllables, or capitals of an abbreviation; 0 without words."""
    words = [token.text for token in tokens(text) if token.text.isalpha()]
    if not words:
        return 0.0
    good = sum(1 for word in words if is_syllable(word) or (word.isupper() and 1 < len(word) <= _ABBREVIATION))
    return good / len(words)


def looks_legacy(text: str) -> bool:
    """Whether a text is Vietnamese in the bytes of an old font (TCVN3 or VNI) taken for Unicode: unreadable as it stands."""
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    if not words:
        return False
    odd = 0
    for word in words:
        found = _TCVN3.search(word[:_LONGEST_WORD]) or _VNI.search(word[:_LONGEST_WORD])
        if found is not None and not is_syllable(found[0]):
            odd += 1
    return odd >= _LEGACY_WORDS and odd >= _LEGACY_SHARE * len(words)
