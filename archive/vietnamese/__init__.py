"""Vietnamese text: normalising, word breaks, folding, collation, syllables. Pure."""

from archive.vietnamese.collation import collation_key, natural_key
from archive.vietnamese.folding import bare, exact, iy_key, letters, tone_key
from archive.vietnamese.normalising import normalise
from archive.vietnamese.syllables import is_syllable, looks_legacy, syllable_share
from archive.vietnamese.words import Token, tokens

__all__ = [
    "Token",
    "bare",
    "collation_key",
    "exact",
    "is_syllable",
    "iy_key",
    "letters",
    "looks_legacy",
    "natural_key",
    "normalise",
    "syllable_share",
    "tokens",
    "tone_key",
]
