"""Old and new names of places and bodies: offered, never sought unasked (search.md 10)."""

import pytest

from archive.access import Access
from search import NoticeCode, SearchEngine
from search.asking import Answer
from tests.contracts.archives import EVERYTHING, helped, ids_of, publish, record


def offers(answer: Answer) -> dict[str, str]:
    """The names offered, each with the query that it leads to."""
    notices = [one for one in answer.response.notices if one.code is NoticeCode.OTHER_NAME]
    return {one.words[0]: dict(one.change)["q"] for one in notices}


def test_another_name_is_offered_and_never_sought_unasked(engine: SearchEngine) -> None:
    """A search for a name finds that name; the linked one is offered with its year, and the offer finds both."""
    publish(engine, record("old", "Đảng bộ tỉnh Hà Giang"), record("new", "Đảng bộ tỉnh Tuyên Quang"))
    answer = helped(engine, "đảng bộ Hà Giang")
    assert ids_of(answer) == ["old"]
    assert offers(answer) == {"Hà Giang → Tuyên Quang (2025)": "đảng bộ (hà giang OR tuyên quang)"}
    both = helped(engine, "đảng bộ (hà giang OR tuyên quang)")
    assert sorted(ids_of(both)) == ["new", "old"]
    back = helped(engine, "Tuyên Quang tỉnh")
    assert offers(back) == {"Tuyên Quang ← Hà Giang (2025)": "(tuyên quang OR hà giang) tỉnh"}


def test_names_of_bodies_are_offered(engine: SearchEngine) -> None:
    """Merged bodies are linked, beside other parts of the query."""
    publish(engine, record("a", "Ban Dân vận"), record("b", issuer="Ban Tuyên giáo và Dân vận Tỉnh ủy"))
    answer = helped(engine, 'ban dan van -"việc khác"')
    assert list(offers(answer)) == ["Ban Dân vận → Ban Tuyên giáo và Dân vận (2025)"]
    (query,) = offers(answer).values()
    assert sorted(ids_of(helped(engine, query))) == ["a", "b"]


def test_only_names_that_the_reader_may_find_are_offered(engine: SearchEngine) -> None:
    """A name that stands nowhere, or in closed records alone, is not offered."""
    publish(engine, record("a", "Hà Giang"), record("b", "Tuyên Quang", access=Access.SECRET))
    assert offers(helped(engine, "Hà Giang")) == {}
    assert len(offers(helped(engine, "Hà Giang", access=EVERYTHING))) == 1
    assert offers(helped(engine, "Hà Giang", access=EVERYTHING, excluded=frozenset({"b"}))) == {}


@pytest.mark.parametrize("text", ['"Hà Giang"', "title:(Hà Giang)", "tỉnh -(Hà Giang)", "Giang Hà", "tỉnh"])
def test_names_elsewhere_are_left_alone(engine: SearchEngine, text: str) -> None:
    """Quotes, fields and negations are meant as they are; so are words that make no name."""
    publish(engine, record("a", "Hà Giang", title="Hà Giang"), record("b", "Tuyên Quang"), record("c", "tỉnh"))
    assert offers(helped(engine, text)) == {}


def test_a_province_that_changed_often_offers_few_names(engine: SearchEngine) -> None:
    """At most four names are offered, those of the latest changes first."""
    names = ("Hòa Bình", "Vĩnh Phúc", "Vĩnh Phú", "Hà Tây", "Hà Sơn Bình", "Phú Thọ", "Hà Nội")
    publish(engine, *(record(f"{n}", name) for n, name in enumerate(names)))
    told = list(offers(helped(engine, "Phú Thọ và Hà Tây")))
    assert told == [
        "Phú Thọ ← Hòa Bình (2025)",
        "Phú Thọ ← Vĩnh Phúc (2025)",
        "Hà Tây → Hà Nội (2008)",
        "Phú Thọ ← Vĩnh Phú (1997)",
    ]


def test_an_offer_is_never_longer_than_a_query_may_be(engine: SearchEngine) -> None:
    """What is offered can be asked: where the other name would make the query too long, it is not offered."""
    publish(engine, record("a", "Hà Giang"), record("b", "Tuyên Quang"))
    assert offers(helped(engine, f"{'xa ' * 328}Hà Giang")) == {}
    assert len(offers(helped(engine, f"{'xa ' * 300}Hà Giang"))) == 1
