"""Described fields and their sources."""

import pytest

from archive.descriptions import Field, Source, Statement


def test_a_person_wins_over_the_inventory_and_that_over_reading() -> None:
    """Of several values of a field the person's counts first, then the inventory's, then the extracted one."""
    assert sorted(Source, key=lambda source: source.precedence) == [Source.PERSON, Source.INVENTORY, Source.EXTRACTED]


@pytest.mark.parametrize("confidence", [-0.01, 1.01, float("nan")])
def test_confidence_lies_between_none_and_full(confidence: float) -> None:
    """A confidence outside 0-1 is refused, and the message names the field."""
    with pytest.raises(ValueError, match="title"):
        Statement(Field.TITLE, "Về công tác cán bộ", Source.EXTRACTED, confidence)


@pytest.mark.parametrize("confidence", [0, 0.5, 1])
def test_both_ends_of_confidence_are_allowed(confidence: float) -> None:
    """0 and 1 are confidences too."""
    assert Statement(Field.TITLE, "Về công tác cán bộ", Source.EXTRACTED, confidence).confidence == confidence
