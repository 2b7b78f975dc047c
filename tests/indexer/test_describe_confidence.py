"""How sure values are said to be."""

import pytest

from archive.descriptions import Field
from indexer.describe.confidence import share_right

STEPS = [step / 50 for step in range(51)]


@pytest.mark.parametrize("field", Field)
def test_a_surer_reading_is_never_said_to_be_less_sure(field: Field) -> None:
    """What is said rises with what was seen, stays between 0 and 1, and is never certainty."""
    said = [share_right(field, step) for step in STEPS]
    assert said == sorted(said)
    assert 0 < said[0] <= said[-1] < 1


def test_what_is_fitted_lies_between_its_points() -> None:
    """Between two measured points the share rises evenly; past the last it stays."""
    assert share_right(Field.NUMBER, 0.28) == 0.85
    assert share_right(Field.NUMBER, 0.42) == pytest.approx(0.89)
    assert share_right(Field.NUMBER, 1.0) == 0.99
