"""Words with one wrong letter, sought where nothing holds the words as typed (search.md 9), and what the archive holds."""

import pytest

from archive.access import Access
from search import FacetName, NoticeCode, SearchEngine
from search.asking import Helps
from search.forms import Level
from tests.contracts.archives import EVERYTHING, PUBLIC, helped, ids_of, publish, record, told


def test_frequencies_count_records(engine: SearchEngine) -> None:
    """A word, or words side by side, count once for each record that holds them, in description or text."""
    publish(
        engine,
        record("a", "bán đất, bán nhà", "bán"),
        record("b", "bản đất", title="bán nhà"),
        record("c", "nhà bán"),
    )
    sought = [("bán",), ("bán", "đất"), ("bán", "nhà"), ("bán", "nhà", "bán"), ("lũ",)]
    assert engine.frequencies(sought, Level.EXACT, PUBLIC) == (3, 1, 2, 1, 0)
    assert engine.frequencies(sought, Level.BARE, PUBLIC) == (3, 2, 2, 1, 0)
    assert engine.frequencies([], Level.BARE, PUBLIC) == ()


def test_frequencies_count_what_a_reader_may_see(engine: SearchEngine) -> None:
    """A word that stands in closed or excluded records alone stands nowhere."""
    publish(engine, record("a", "hầm kín", access=Access.SECRET), record("b", "hầm đá"))
    sought = [("hầm",), ("kín",), ("hầm", "kín")]
    assert engine.frequencies(sought, Level.EXACT, PUBLIC) == (1, 0, 0)
    assert engine.frequencies(sought, Level.EXACT, EVERYTHING) == (2, 1, 1)
    assert engine.frequencies(sought, Level.EXACT, EVERYTHING, frozenset({"a"})) == (1, 0, 0)
    assert engine.frequencies(sought, Level.EXACT, frozenset()) == (0, 0, 0)


@pytest.mark.parametrize("text", ["nghj", "nghịi", "uyết", "gnhị", "hnghị", "nghk quyết", "nghị quyêts", "nghi qyuết"])
def test_a_word_with_one_wrong_letter_is_found(engine: SearchEngine, text: str) -> None:
    """One letter another, missing, too many, or two exchanged: what may have been meant is found, and it is said."""
    publish(engine, record("a", "Nghị quyết đại hội"), record("b", "báo cáo"))
    found = helped(engine, text)
    assert (found.response.total, found.widened_total, ids_of(found)) == (0, 1, ["a"])
    (notice,) = told(found)
    assert (notice.code, notice.change) == (NoticeCode.FUZZY, (("fuzzy", "false"),))


def test_the_notice_names_the_words(engine: SearchEngine) -> None:
    """The notice says which words were taken for which."""
    publish(engine, record("a", "đại hội"))
    assert told(helped(engine, "đại hồii"))[0].words == ("hồii → hoi",)


def test_a_misread_text_is_found_by_the_right_word(engine: SearchEngine) -> None:
    """A scan that misread a word is found by the word as it should be, where no other record holds it."""
    publish(engine, record("a", "bản Phiêag Lường"), record("b", "bản khác"))
    assert ids_of(helped(engine, "bản Phiêng Lường")) == ["a"]


def test_words_that_stand_somewhere_are_first_taken_at_their_word(engine: SearchEngine) -> None:
    """Near words come in only for words that stand nowhere, as long as most of the others meet."""
    publish(
        engine, record("most", "xây dựng nông thôn"), record("near", "xây dựng nông thông tốti"), record("c", "tốt")
    )
    found = helped(engine, "xây dựng nông thôn tốt")
    assert ids_of(found) == ["most", "near"]
    assert [notice.code for notice in told(found)] == [NoticeCode.WIDENED]


def test_words_that_do_not_meet_may_be_misread(engine: SearchEngine) -> None:
    """Where two words stand, but in no record together, near words are sought for either."""
    publish(engine, record("a", "cầu treo Phiang"), record("b", "cống Phiêng"))
    assert ids_of(helped(engine, "treo Phiêng")) == ["a"]


def test_nearness_comes_before_widening(engine: SearchEngine) -> None:
    """A record that holds all the words but for a slip is found rather than those that hold fewer; a notice says why."""
    publish(engine, record("all", "xây dựng nông thôn tốt"), record("most", "xây dựng nông"))
    found = helped(engine, "xây dựng nôngg thôn tốt")
    assert ids_of(found) == ["all"]
    assert [notice.code for notice in told(found)] == [NoticeCode.FUZZY]


def test_near_words_widen_too(engine: SearchEngine) -> None:
    """A slip in a question that nothing answers wholly: most of the words, the near ones among them; both are said."""
    publish(engine, record("a", "xây dựng đường"), record("b", "đường"), record("c", "xây xanh"))
    found = helped(engine, "xây dựngg đường xanh")
    assert ids_of(found) == ["a"]
    assert [notice.code for notice in told(found)] == [NoticeCode.FUZZY, NoticeCode.WIDENED]


@pytest.mark.parametrize("text", ['"nghj quyết"', "title:nghj", "number:13-NQ/TU", "2012", "hội -nghj", "lu", "dang1"])
def test_what_is_never_taken_for_another(engine: SearchEngine, text: str) -> None:
    """Quotes, fields, numbers, negations and short words are never taken for others."""
    publish(engine, record("a", "nghị quyết 2013 lũy dang2", number="12-NQ/TU", title="Nghị quyết"))
    found = helped(engine, text)
    assert (ids_of(found), told(found)) == ([], ())


def test_nearness_can_be_switched_off(engine: SearchEngine) -> None:
    """With `fuzzy=false` words are as typed."""
    publish(engine, record("a", "nghị quyết"))
    assert ids_of(helped(engine, "nghj", Helps(fuzzy=False))) == []


def test_no_word_comes_out_of_closed_records(engine: SearchEngine) -> None:
    """Near words of records that the reader may not see are neither sought nor named."""
    publish(engine, record("a", "Phiêng", access=Access.SECRET), record("b", "Phiêng"), record("c", "phienh"))
    closed = frozenset({"b"})
    assert told(helped(engine, "phiênx", excluded=closed))[0].words == ("phiênx → phienh",)
    assert told(helped(engine, "phiênx"))[0].words == ("phiênx → phieng, phienh",)
    assert sorted(ids_of(helped(engine, "phiênx", access=EVERYTHING))) == ["a", "b", "c"]


def test_hits_by_near_words_are_walked_to_the_end(engine: SearchEngine) -> None:
    """Cursors reach every hit once, although other near words are published on the way; facets are those of the hits."""
    publish(engine, *(record(f"{n:02}", "nghị " * n, type="x") for n in range(1, 24)))
    shown: list[str] = []
    cursor = None
    while True:
        found = helped(engine, "nghj", size=10, cursor=cursor, facets=(FacetName.TYPE,))
        shown += ids_of(found)
        facets = found.response.facets or {}
        assert found.response.total == 0
        assert cursor or (facets[FacetName.TYPE].values[0].count, found.widened_total) == (23, 23)
        cursor = found.response.next
        if cursor is None:
            break
        if len(shown) == 10:
            publish(engine, record("00", "nghk", type="x"))
    assert sorted(set(shown) - {"00"}) == [f"{n:02}" for n in range(1, 24)]
    assert len(shown) == len(set(shown))


def test_pages_and_marks_of_near_words(engine: SearchEngine) -> None:
    """The page on which a near word stands is the page that matches."""
    publish(engine, record("a", "báo cáo", "nghị quyết"))
    found = helped(engine, "nghj")
    assert found.query is not None
    assert [page.number for page in engine.pages_of(["a"], found.query, PUBLIC)["a"].pages] == [2]
