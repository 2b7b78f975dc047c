"""How sure a verdict is: the share of verdicts of its case that were right on the tuning part of the generated set.

Counted with `python -m benchmarks.duplicates --part tuning`, which lists each confidence said and how often it was right;
docs/duplicates.md shows that it holds on the reporting part.
"""

from enum import StrEnum


class Case(StrEnum):
    """What a verdict rests on."""

    ONE_SCAN = "one scan by its images"
    BOTH_AGREE = "one text, number and date agree"
    ONE_AGREES = "one text, number or date agrees"
    TEXT_ALONE = "one text, nothing else known"
    PICTURES_ALONE = "pictures, hardly any text"
    PART = "part"
    SENTENCES = "version, two places and more say something else"
    SENTENCE = "version, one place says something else"
    TWO_VETOES = "version, two particulars differ"
    ONE_VETO = "version, one particular differs"
    FORM = "look-alike, a particular differs"
    UNNAMED_FORM = "look-alike, by its figures and names alone"
    LITTLE_ALIKE = "look-alike, less of the words agree"


# Right, of so many. Where none were met a guess stands for them, as few ones.
COUNTED = {
    Case.ONE_SCAN: (45, 45),
    Case.BOTH_AGREE: (187, 187),
    Case.ONE_AGREES: (37, 37),
    Case.TEXT_ALONE: (4, 5),
    Case.PICTURES_ALONE: (3, 4),
    Case.PART: (69, 69),
    Case.SENTENCES: (51, 51),
    Case.SENTENCE: (13, 16),
    Case.TWO_VETOES: (12, 12),
    Case.ONE_VETO: (8, 10),
    Case.FORM: (1375, 1377),
    Case.UNNAMED_FORM: (67, 67),
    Case.LITTLE_ALIKE: (5, 5),
}


def confidence(case: Case) -> float:
    """The share right (0-1), drawn a little towards the middle where few were counted."""
    right, of = COUNTED[case]
    return round((right + 0.5) / (of + 1), 3)
