"""A search widened to most of the words, where no record holds all of them (search.md 16)."""

import pytest

from archive.access import Access
from archive.errors import BadRequest
from search import FacetName, NoticeCode, SearchEngine, Sort
from search.asking import Helps
from tests.contracts.archives import PUBLIC, helped, ids_of, publish, record, told

QUESTION = "xây dựng nông thôn tốt ở Pác Lũng"


def test_most_of_the_words_where_none_holds_all(engine: SearchEngine) -> None:
    """Where no record holds all the words, those with more than half of them are found and counted, and it is said."""
    publish(engine, record("five", "xây dựng nông thôn tốt"), record("two", "nông thôn"), record("none", "lũ"))
    found = helped(engine, QUESTION)
    assert (found.response.total, found.widened_total, ids_of(found)) == (0, 1, ["five"])
    (notice,) = told(found)
    assert (notice.code, notice.change) == (NoticeCode.WIDENED, (("widen", "false"),))


def test_no_widening_where_a_record_holds_all(engine: SearchEngine) -> None:
    """One record with all the words is the whole answer."""
    publish(engine, record("all", QUESTION), record("most", "xây dựng nông thôn tốt ở"))
    found = helped(engine, QUESTION)
    assert (found.response.total, found.widened_total, ids_of(found)) == (1, 0, ["all"])
    assert told(found) == ()


def test_widening_can_be_switched_off(engine: SearchEngine) -> None:
    """With `widen=false` all words must be there."""
    publish(engine, record("most", "xây dựng nông thôn tốt ở"))
    found = helped(engine, QUESTION, Helps(widen=False))
    assert (found.response.total, found.widened_total, ids_of(found), told(found)) == (0, 0, [], ())


def test_more_of_the_words_rank_above_the_same_word_often(engine: SearchEngine) -> None:
    """Of words that weigh alike a record with more of them comes first, however often another holds fewer."""
    with engine.rebuild() as fresh:  # so that what other tests deleted does not weigh in how rare words are
        fresh.upsert(
            [
                record("three", "cầu và chợ và đò và " * 9),
                record("four", "báo cáo " * 99 + "cầu và chợ và đò và bến"),
                record("other", "bến và kênh và mương"),
            ]
        )
    assert ids_of(helped(engine, "mương cầu bến chợ đò")) == ["four", "three"]


def test_rare_words_count_more_than_frequent_ones(engine: SearchEngine) -> None:
    """Of a long question a record that holds the rare words ranks before one that holds more of those that stand everywhere."""
    frequent = "vì sao việc này ở nơi đó lại kéo dài nhiều năm như vậy"
    publish(
        engine,
        *(record(f"long{n}", f"{frequent} không rõ {n}") for n in range(20)),
        record("meant", "Về việc sửa cầu treo Pác Lũng năm nhiều lũ", title="Sửa cầu treo Pác Lũng"),
    )
    assert ids_of(helped(engine, "vì sao việc sửa cầu treo Pác Lũng lại kéo dài nhiều năm"))[0] == "meant"


def test_words_without_marks_are_widened_alike(engine: SearchEngine) -> None:
    """A question without marks is widened like the same with marks."""
    publish(engine, record("five", "xây dựng nông thôn tốt"), record("two", "nông thôn"))
    assert ids_of(helped(engine, "xay dung nong thon tot o Pac Lung")) == ["five"]


@pytest.mark.parametrize("text", ["lũ quét", "lũ lũ quét", "mai"])
def test_two_words_are_not_widened(engine: SearchEngine, text: str) -> None:
    """One of two syllables says nothing; the same word twice is one."""
    publish(engine, record("a", "lũ"), record("b", "quét"))
    assert helped(engine, text).widened_total == 0


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ('xây dựng nông thôn "Pác Lũng"', {"quoted"}),
        ("xây dựng nông thôn tốt -cầu", {"quoted", "titled"}),
        ("xây dựng nông thôn tốt title:đường", {"titled"}),
        ("xây dựng nông thôn tốt number:12-NQ/TU", {"bridge"}),
        ("xây dựng nông thôn tốt (cầu OR chợ)", {"bridge"}),
        ('"xây dựng tốt"', set()),
    ],
)
def test_only_plain_words_are_widened(engine: SearchEngine, text: str, found: set[str]) -> None:
    """Quotes, negations, groups and questions to fields stay as they were asked."""
    publish(
        engine,
        record("quoted", "xây dựng nông trại Pác Lũng"),
        record("titled", "xây dựng nông trại", title="Đường"),
        record("bridge", "xây dựng nông trại, cầu", number="12-NQ/TU"),
    )
    assert set(ids_of(helped(engine, text))) == found


def test_a_number_counts_as_one_word(engine: SearchEngine) -> None:
    """A number among the words is one of them: its paper is found although a word beside it is nowhere."""
    publish(engine, record("paper", "nông thôn", number="12-NQ/TU"), record("other", "nông nghiệp"))
    assert ids_of(helped(engine, "12-NQ/TU nông thôn xanh")) == ["paper"]


def test_filters_hold_in_a_widened_search(engine: SearchEngine) -> None:
    """Filters, access and what is excluded narrow a widened search like any other."""
    publish(
        engine,
        record("x", "xây dựng nông thôn", type="Báo cáo"),
        record("y", "xây dựng nông thôn", type="Quyết định"),
        record("secret", "xây dựng nông thôn", type="Báo cáo", access=Access.SECRET),
        record("closed", "xây dựng nông thôn", type="Báo cáo"),
    )
    found = helped(engine, "xây dựng nông thôn xanh", type=("Báo cáo",), excluded=frozenset({"closed"}))
    assert (ids_of(found), found.widened_total) == (["x"], 1)


def test_facets_are_those_of_the_widened_set(engine: SearchEngine) -> None:
    """Facets count what is shown, and a facet's own filter does not narrow it."""
    words = "xây dựng nông thôn"
    publish(engine, record("x", words, type="x"), record("y", words, type="y"), record("z", "xây", type="z"))
    found = helped(engine, f"{words} xanh", facets=(FacetName.TYPE,), type=("x",))
    facets = found.response.facets or {}
    assert [(value.value, value.count) for value in facets[FacetName.TYPE].values] == [("x", 1), ("y", 1)]


def test_a_filter_that_leaves_nothing_widens_within_it(engine: SearchEngine) -> None:
    """Where the records with all the words lie outside a filter, those with most of them inside are found."""
    publish(engine, record("all", QUESTION, type="x"), record("most", "xây dựng nông thôn tốt", type="y"))
    assert ids_of(helped(engine, QUESTION, type=("y",))) == ["most"]


@pytest.mark.parametrize("sort", Sort)
def test_a_widened_search_is_walked_to_its_end(engine: SearchEngine, sort: Sort) -> None:
    """Cursors of a widened search reach every hit once in each order, with the same totals on every page.

    So they do when a record that holds all the words is published on the way.
    """
    publish(engine, *(record(f"{n:02}", "xây dựng " * n + "nông thôn tốt") for n in range(1, 24)))
    shown: list[str] = []
    totals = set()
    cursor = None
    while True:
        found = helped(engine, QUESTION, sort=sort, size=10, cursor=cursor)
        shown += ids_of(found)
        totals.add((found.response.total, found.widened_total))
        cursor = found.response.next
        if cursor is None:
            break
        if len(shown) == 20:
            publish(engine, record("00", QUESTION))
    assert sorted(shown) == [f"{n:02}" for n in range(1, 24)]
    assert (0, 23) in totals
    assert all(total == 0 for total, _ in totals)


def test_a_cursor_keeps_to_its_way(engine: SearchEngine) -> None:
    """A cursor of a widened search is none of the search that is not, nor one of another question."""
    publish(engine, *(record(f"{n}", "xây dựng nông thôn tốt") for n in range(3)))
    cursor = helped(engine, QUESTION, size=1).response.next
    with pytest.raises(BadRequest, match="cursor"):
        helped(engine, QUESTION, Helps(widen=False), size=1, cursor=cursor)
    with pytest.raises(BadRequest, match="cursor"):
        helped(engine, "xây dựng nông thôn xanh", size=1, cursor=cursor)
    with pytest.raises(BadRequest, match="cursor"):
        helped(engine, QUESTION, size=1, cursor=f"nowhere.{cursor}")


def test_pages_of_a_widened_search(engine: SearchEngine) -> None:
    """The pages of a hit that hold most of the words are those that match."""
    publish(engine, record("a", "lũ", "xây dựng nông thôn tốt", "thôn"))
    found = helped(engine, QUESTION)
    assert found.query is not None
    pages = engine.pages_of(["a"], found.query, PUBLIC)["a"]
    assert [page.number for page in pages.pages] == [2]
