"""A person's wording of a value, and the form in which it is kept."""

import pytest

from archive.descriptions import Field
from archive.errors import BadRequest
from archive.field_values import LONGEST_VALUE, canonical_value, field_named


@pytest.mark.parametrize(
    ("field", "written", "kept"),
    [
        (Field.NUMBER, "12 - nq/tu", "12-NQ/TU"),
        (Field.NUMBER, "không số", "không số"),
        (Field.TYPE, "nghị quyết", "Nghị quyết"),
        (Field.DATE, "5/10/2012", "2012-10-05"),
        (Field.DATE, "10/2012", "2012-10"),
        (Field.DATE, "2012", "2012"),
        (Field.TERM, "nhiệm kỳ 2010 - 2015", "2010-2015"),
        (Field.ACCESS, "có điều kiện", "conditional"),
        (Field.SECRECY, "TOI MAT", "Tối mật"),
        (Field.PAGE_COUNT, "007", "7"),
        (Field.SIGNER, "  Lê   Văn\tÁnh ", "Lê Văn Ánh"),
        (Field.TITLE, "Ve\u0302\u0300 công tác", "Về công tác"),
        (Field.SIGNER, " ", ""),
    ],
)
def test_a_value_is_kept_in_the_form_of_its_field(field: Field, written: str, kept: str) -> None:
    """What a person writes in any usual form is kept in one."""
    assert canonical_value(field, written) == kept
    assert canonical_value(field, kept) == kept


@pytest.mark.parametrize(
    ("field", "written", "told"),
    [
        (Field.TYPE, "Nghi quyt", "Nghị quyết"),
        (Field.DATE, "31/2/2012", "2012-10-05"),
        (Field.TERM, "khóa XVII", "2010-2015"),
        (Field.ACCESS, "", "conditional"),
        (Field.ACCESS, "mở", "public"),
        (Field.SECRECY, "hơi mật", "Tối mật"),
        (Field.SHEET_COUNT, "ba", "whole number"),
        (Field.TITLE, "x" * (LONGEST_VALUE + 1), str(LONGEST_VALUE)),
    ],
)
def test_what_cannot_be_a_value_is_refused_with_a_way_out(field: Field, written: str, told: str) -> None:
    """A value that a field cannot have is refused, and the message shows how to write it."""
    with pytest.raises(BadRequest, match=told):
        canonical_value(field, written)


def test_a_field_is_known_by_its_name() -> None:
    """A field goes by its name in any case; another name is refused with all the names."""
    assert field_named(" Number ") is Field.NUMBER
    with pytest.raises(BadRequest, match="signer"):
        field_named("số")
