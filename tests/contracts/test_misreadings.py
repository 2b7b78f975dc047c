"""Words that a scan misread are found by what they may be, below what was read rightly (search.md 9)."""

from search import SearchEngine, mark, parse
from tests.contracts.archives import PUBLIC, ask, found, publish, ranked, record


def test_a_misread_word_is_found_by_the_right_one(engine: SearchEngine) -> None:
    """`qnyết` is found by `quyết` beside records that hold it rightly, with marks typed or without, and as it was read."""
    publish(
        engine, record("misread", "nghị qnyết đại hội"), record("right", "nghị quyết đại hội"), record("other", "nghị")
    )
    assert ranked(engine, "quyết") == ["right", "misread"]
    assert ranked(engine, "nghị quyết đại hội") == ["right", "misread"]
    assert found(engine, "nghi quyet") == {"right", "misread"}
    assert found(engine, "qnyết") == {"misread"}


def test_phrases_run_over_misread_words(engine: SearchEngine) -> None:
    """A phrase without marks finds the misread word among its neighbours; one with marks is strict."""
    publish(engine, record("misread", "theo nghị qnyết đại hội"), record("other", "quyết theo nghị đại hội"))
    assert found(engine, '"nghi quyet dai"') == {"misread"}
    assert found(engine, '"nghi quyet"') == {"misread"}
    assert found(engine, '"nghị quyết"') == set()
    assert found(engine, '"theo dai"') == set()


def test_readings_of_different_words_make_no_phrase(engine: SearchEngine) -> None:
    """What stands in the index beside the text brings no words together that do not stand so on the page."""
    publish(engine, record("a", "một qnyết hai huyệu ba", "bốn vlệc năm"))
    for text in ('"hai mot"', '"hai hai"', '"ba nam"', '"quyet huyen"', '"quyet viec"'):
        assert found(engine, text) == set(), text


def test_the_page_of_a_misread_word_is_shown_and_marked(engine: SearchEngine) -> None:
    """The page with the misread word is the one that matches, and that word is marked, alone or in a phrase."""
    publish(engine, record("a", "báo cáo", "nghị qnyết đại hội"))
    for text, marked in (("quyết", [1]), ('"nghi quyet"', [0, 1])):
        query = parse(text).query
        (page,) = engine.pages_of(["a"], query, PUBLIC)["a"].pages
        assert page.number == 2
        assert sorted(mark(query, page.words).words) == marked


def test_totals_count_a_record_once(engine: SearchEngine) -> None:
    """A record that holds a word rightly and misread is one hit."""
    publish(engine, record("a", "quyết định, qnyết định"))
    assert ask(engine, "quyết định").total == 1
