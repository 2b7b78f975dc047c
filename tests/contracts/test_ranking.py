"""What ranks first among papers that all hold the words."""

import pytest

from search import SearchEngine
from tests.contracts.archives import publish, ranked, record

FILLING = "nhiệm vụ công tác trong kỳ báo cáo còn gặp nhiều khó khăn " * 30


pytestmark = pytest.mark.usefixtures("new_index")


def test_short_papers_of_a_serial_file_are_not_drowned(engine: SearchEngine) -> None:
    """The one-page decision about a person comes before long reports that list the same person, whatever else they hold."""
    people = ("Lò Văn Thành", "Lò Văn Thanh", "Nông Thị Ngần", "Ma Đức Kiên")
    publish(
        engine,
        *(
            record(
                f"decision {person}", f"Đồng chí {person} nhận nhiệm vụ", title=f"Về việc bổ nhiệm đồng chí {person}"
            )
            for person in people
        ),
        *(
            record(
                f"report {n}",
                *[f"{FILLING} bổ nhiệm các đồng chí: {'; '.join(people)}; {FILLING} {', '.join(people)} bổ nhiệm"] * 5,
            )
            for n in range(3)
        ),
    )
    for person in people:
        assert ranked(engine, f"bổ nhiệm {person}")[0] == f"decision {person}"
        assert ranked(engine, person)[0] == f"decision {person}"


def test_a_paper_on_the_matter_ranks_before_one_that_cites_it(engine: SearchEngine) -> None:
    """The abstract counts more than the same words as a citation in the text, repeated though they are."""
    matter = "sửa chữa cầu treo dân sinh xã Pác Lũng"
    publish(
        engine,
        record("citing", *[f"Căn cứ quyết định về việc {matter}"] * 3, title="Về việc phân bổ kinh phí"),
        record("about", FILLING, title=f"Về việc {matter}"),
    )
    assert ranked(engine, matter) == ["about", "citing"]
    assert ranked(engine, "cau treo Pac Lung") == ["about", "citing"]
