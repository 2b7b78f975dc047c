"""Did you mean: what the archive holds and the reader may see, in the place of a slip."""

import pytest

from archive.access import Access
from search import NoticeCode, SearchEngine, parse, write
from search.asking import Answer, Helps
from tests.contracts.archives import EVERYTHING, helped, publish, record


def meant(answer: Answer) -> str | None:
    """The query that an answer offers instead, if any."""
    offers = [dict(one.change)["q"] for one in answer.response.notices if one.code is NoticeCode.DID_YOU_MEAN]
    return offers[0] if offers else None


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ngị quyết", "nghị quyết"),
        ("nghị quyếtt", "nghị quyết"),
        ("ngi quyet", "nghi quyet"),
        ('"nghì quyết"', '"nghị quyết"'),
        ("đại họi đảng bộ", "đại hội đảng bộ"),
        ("đạii hộii", "đại hội"),
        ("đại hộ", "đại hội"),
        ("hộih", "hội"),
        ("type:x (ngị quyết OR lũ quét)", "type:x (nghị quyết OR lũ quét)"),
    ],
)
def test_slips_are_mended(engine: SearchEngine, typed: str, offered: str) -> None:
    """A slip of letter, of marks inside quotes, or of both is mended by what the archive holds; fields stay."""
    texts = ("nghị quyết đại hội đảng bộ tỉnh", "lũ quét", "nghỉ hè", "họ tên", "hồi hương", "quyết tâm")
    publish(engine, *(record(f"{n}", text) for n, text in enumerate(texts)))
    assert meant(helped(engine, typed)) == write(parse(offered).query)


@pytest.mark.parametrize(
    "typed", ["nghị quyết", "nghi quyet", '"đại hội"', "xanh", "-ngị quyết", "title:ngị", "13-NQ/TU"]
)
def test_nothing_is_offered_where_nothing_is_better(engine: SearchEngine, typed: str) -> None:
    """What is well spelt, or like nothing in the archive, negated, asked of a field or a number, is left alone."""
    publish(engine, record("a", "nghị quyết đại hội", number="12-NQ/TU"), record("b", "nghị quyết"))
    assert meant(helped(engine, typed)) is None


def test_rare_words_beside_common_ones_are_no_slips(engine: SearchEngine) -> None:
    """A rare word that stands where it was typed is not offered a common one."""
    publish(engine, record("a", "cầu Phiêng"), *(record(f"{n}", "cầu Phiềng, cầu đường") for n in range(5)))
    assert meant(helped(engine, "cầu Phiêng")) is None
    assert meant(helped(engine, '"cầu Phiêng"')) is None


def test_neighbours_choose_among_the_words_offered(engine: SearchEngine) -> None:
    """Of several words like a slip, the one that stands beside its neighbours is offered, not the commonest."""
    publish(engine, record("a", "cầu treo"), *(record(f"{n}", "trẻo trèo tréo") for n in range(9)))
    assert meant(helped(engine, "cầu treoo")) == "cầu treo"


def test_words_that_meet_nowhere_are_not_offered(engine: SearchEngine) -> None:
    """A word like one that is nowhere is no advice where it never stands beside its neighbours."""
    publish(engine, record("a", "danh sách chè"), record("b", "cây chè"))
    assert meant(helped(engine, "cây chè xanh")) is None


def test_a_misread_text_does_not_hide_the_right_word(engine: SearchEngine) -> None:
    """A slip that some scan has made as well is mended by what stands ten times as often."""
    publish(engine, record("a", "ngị quyết"), *(record(f"{n}", "nghị quyết") for n in range(10)))
    assert meant(helped(engine, "ngị quyết")) == "nghị quyết"


def test_many_hits_need_no_advice(engine: SearchEngine) -> None:
    """A search that finds more than a handful of records is left alone."""
    publish(engine, *(record(f"{n}", "bàn giao") for n in range(4)), *(record(f"x{n}", "bán giao") for n in range(99)))
    assert meant(helped(engine, "bàn giao")) is None


def test_nothing_is_offered_out_of_closed_records(engine: SearchEngine) -> None:
    """A word that stands only in records this reader may not see, or that were closed a moment ago, is never offered."""
    publish(engine, record("a", "hầm kín", access=Access.SECRET), record("b", "hầm đá"), record("c", "hầm kính"))
    closed = frozenset({"c"})
    assert meant(helped(engine, "hầm kínn", excluded=closed)) is None
    assert meant(helped(engine, "hầm kínn")) == "hầm kính"
    assert meant(helped(engine, "hầm kínn", access=EVERYTHING, excluded=closed)) == "hầm kín"


def test_advice_comes_with_the_first_hits_only(engine: SearchEngine) -> None:
    """On the following pages it is not repeated; it stands beside what near words found."""
    publish(engine, record("a", "nghị quyết"), record("b", "nghị quyết"))
    first = helped(engine, "nghịi quyết", size=1)
    assert [one.code for one in first.response.notices] == [NoticeCode.DID_YOU_MEAN, NoticeCode.FUZZY]
    assert meant(helped(engine, "nghịi quyết", size=1, cursor=first.response.next)) is None
    assert meant(helped(engine, "nghịi quyết", Helps(fuzzy=False))) == "nghị quyết"
