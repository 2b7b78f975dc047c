"""What every search engine says of pages: which match, and their words for the highlighter."""

from search import SearchEngine, mark, parse, snippet
from tests.contracts.archives import PUBLIC, found, page_of, publish, record


def numbers(engine: SearchEngine, text: str, record_id: str = "a") -> tuple[list[int], int]:
    """The page numbers shown for a record, and how many pages match."""
    pages = engine.pages_of([record_id], parse(text).query, PUBLIC)[record_id]
    return [page.number for page in pages.pages], pages.matched_pages


def test_pages_that_hold_the_words(engine: SearchEngine) -> None:
    """The pages that hold all the words are those that match."""
    publish(engine, record("a", "lũ lụt", "hạn hán", "lũ quét"), record("b", "lũ"))
    shown, count = numbers(engine, "lũ")
    assert (sorted(shown), count) == ([1, 3], 2)


def test_three_pages_are_shown_and_all_are_counted(engine: SearchEngine) -> None:
    """At most three pages are shown; the count is of all that match."""
    publish(engine, record("a", *["lũ lụt"] * 8))
    shown, count = numbers(engine, "lũ")
    assert (len(shown), count) == (3, 8)


def test_best_page_comes_first(engine: SearchEngine) -> None:
    """The page with the marks typed comes before pages with others."""
    publish(engine, record("a", "bàn việc", "bán việc", "ban việc"))
    assert numbers(engine, "bán")[0][0] == 2


def test_page_with_all_words_hides_those_with_some(engine: SearchEngine) -> None:
    """Where one page holds all the words, pages with only some of them do not count."""
    publish(engine, record("a", "lũ", "lũ và hạn", "hạn"))
    assert numbers(engine, "lũ hạn") == ([2], 1)


def test_words_on_different_pages_show_each(engine: SearchEngine) -> None:
    """Where no page holds all the words, those with any of them are shown."""
    publish(engine, record("a", "lũ", "khác", "hạn"))
    shown, count = numbers(engine, "lũ hạn")
    assert (sorted(shown), count) == ([1, 3], 2)


def test_phrase_over_a_page_break_has_both_pages(engine: SearchEngine) -> None:
    """A phrase over a page break opens at its pages, and at no third one that only has it as neighbour."""
    publish(engine, record("a", "đầu", "toàn văn nghị quyết", "đại hội đảng bộ", "cuối"))
    for phrase in ('"nghị quyết đại hội"', '"nghi quyet dai hoi"'):
        shown, count = numbers(engine, phrase)
        assert (sorted(shown), count) == ([2, 3], 2)


def test_a_word_broken_over_a_page_break(engine: SearchEngine) -> None:
    """It is found whole and in phrases, opens at the first of its pages, and both pages mark their half."""
    publish(engine, record("a", "đầu", "toàn văn nghị quy-", "ết đại hội", "cuối"))
    for text in ("quyết", '"nghị quyết"', "nghi quyet"):
        assert found(engine, text) == {"a"}
        assert numbers(engine, text) == ([2], 1)
    assert found(engine, "ết") == set()
    assert found(engine, '"nghị quyết đại hội"') == {"a"}
    shown, count = numbers(engine, '"nghị quyết đại hội"')
    assert (sorted(shown), count) == ([2, 3], 2)
    pages = engine.page_words(["a-2", "a-3"], PUBLIC)
    for text, first, second in (("quyết", "quy-", "ết"), ('"nghị quyết đại"', "nghị quy-", "ết đại")):
        for page, marked in (("a-2", first), ("a-3", second)):
            marks = mark(parse(text).query, pages[page])
            assert " ".join(pages[page].printed[place] for place in sorted(marks.words)) == marked


def test_words_of_neighbours_do_not_match(engine: SearchEngine) -> None:
    """A page does not match by words that stand on the page before or after it."""
    publish(engine, record("a", "lũ lụt", "hạn hán"))
    assert numbers(engine, "lụt") == ([1], 1)
    assert numbers(engine, '"lũ lụt"') == ([1], 1)


def test_negated_words_choose_no_pages(engine: SearchEngine) -> None:
    """A page that holds only what is negated does not match."""
    publish(engine, record("a", "lũ", "khác"))
    assert numbers(engine, "lũ -hạn") == ([1], 1)
    assert numbers(engine, "-hạn") == ([], 0)


def test_field_queries_choose_no_pages(engine: SearchEngine) -> None:
    """What was asked of a field only has no page."""
    publish(engine, record("a", "lũ", title="Lũ"))
    assert numbers(engine, "title:lũ") == ([], 0)


def test_no_query_has_no_pages(engine: SearchEngine) -> None:
    """Without a query no page matches, and every record asked for is answered."""
    publish(engine, record("a", "lũ"))
    assert set(engine.pages_of(["a", "unknown"], None, PUBLIC)) == {"a", "unknown"}
    assert engine.pages_of(["unknown"], parse("lũ").query, PUBLIC)["unknown"].matched_pages == 0


def test_number_opens_the_page_that_cites_it(engine: SearchEngine) -> None:
    """A number is found on the page where it is printed."""
    publish(engine, record("a", "mở đầu", "căn cứ Nghị quyết 12-NQ/TU ngày"))
    assert numbers(engine, "12-NQ/TU") == ([2], 1)


def test_page_words_come_back_as_published(engine: SearchEngine) -> None:
    """Printed words, searched words, their places and the neighbours survive the index."""
    entry = record("a", "Số 12-NQ/TU quy-\nết", "trang hai")
    publish(engine, entry)
    words = engine.page_words(["a-1", "a-2", "a-9"], PUBLIC)
    assert words == {"a-1": entry.text.pages[0], "a-2": entry.text.pages[1]}


def test_marks_point_at_printed_words(engine: SearchEngine) -> None:
    """Marks of an answer are indexes of the printed words, with their marks as printed (search.md 13)."""
    text = "Căn cứ Nghị quyết ĐẢNG BỘ tỉnh"
    publish(engine, record("a", text))
    query = parse("dang bo").query
    page = engine.pages_of(["a"], query, PUBLIC)["a"].pages[0]
    found = mark(query, page.words)
    assert [page_of(text).words[index].text for index in sorted(found.words)] == ["ĐẢNG", "BỘ"]
    assert [(piece.text, piece.mark) for piece in snippet(page.words, found)] == [
        ("Căn cứ Nghị quyết ", False),
        ("ĐẢNG BỘ", True),
        (" tỉnh", False),
    ]
