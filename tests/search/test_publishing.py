"""From printed pages to searched words: places, hyphens, running heads, page numbers, neighbours."""

from archive.pages import Box, PageText, Word
from search import PageWords, build_page, build_text
from search.publishing import RUNNING_HEAD_PAGES


def page(*lines: tuple[float, str]) -> PageText:
    """A page of lines, each with its height on the page (0 top, 1 bottom)."""
    words = [
        Word(word, Box(0.05 * column, height, 0.04, 0.01), 0.9, row, 0)
        for row, (height, line) in enumerate(lines)
        for column, word in enumerate(line.split(" "))
    ]
    return PageText(tuple(words), 595, 842)


def searched(*pages: PageText) -> list[list[str]]:
    """The searched words of each page."""
    text = build_text([(f"p{number}", one) for number, one in enumerate(pages)])
    return [list(words.words) for words in text.pages]


def test_places_point_at_printed_words() -> None:
    """Each searched word knows the printed word it stands in; signs alone are the place of none."""
    words = build_page(page((0.5, "Số: 12-NQ/TU – Đảng")))
    assert words.printed == ("Số:", "12-NQ/TU", "–", "Đảng")
    assert [(word, words.printed[place]) for word, place in zip(words.words, words.places, strict=True)] == [
        ("số", "Số:"),
        ("12", "12-NQ/TU"),
        ("nq", "12-NQ/TU"),
        ("tu", "12-NQ/TU"),
        ("đảng", "Đảng"),
    ]


def test_a_broken_syllable_is_joined() -> None:
    """A word broken over two lines is one word, standing in both printed words."""
    words = build_page(page((0.5, "nghị quy-"), (0.52, "ết này")))
    assert words.words == ("nghị", "quyết", "này")
    assert words.printed_at(1) == (1, 2)
    assert words.printed_at(2) == (3,)


def test_a_word_broken_over_two_pages_is_one_word() -> None:
    """It is a word of the first page, which prints its first half; the second page knows the printed word that ends it."""
    text = build_text(
        [
            ("a", page((0.1, "CÔNG BÁO"), (0.5, "toàn văn nghị quy-"), (0.95, "1"))),
            ("b", page((0.1, "CÔNG BÁO"), (0.5, "ết, đại hội"), (0.95, "2"))),
            ("c", page((0.1, "CÔNG BÁO"), (0.5, "hết"), (0.95, "3"))),
        ]
    )
    first, second, third = text.pages
    assert text.words == ("công", "báo", "toàn", "văn", "nghị", "quyết", "đại", "hội", "hết")
    assert first.printed_at(5) == (5,)
    assert first.printed[5] == "quy-"
    assert second.tail == 2
    assert second.printed[2] == "ết,"
    assert second.words == ("đại", "hội")
    assert second.before[-1] == "quyết"
    assert first.tail is third.tail is None


def test_two_words_over_a_page_break_stay_two() -> None:
    """Compounds, sentences that begin the next page, and pages without words between them join nothing."""
    for one, other in (("điện-", "tử"), ("quy-", "Ết"), ("quy", "ết"), ("2010-", "2015")):
        text = build_text([("a", page((0.5, one))), ("b", page((0.5, other)))])
        assert text.pages[1].tail is None
        assert len(text.words) == 2
    apart = build_text([("a", page((0.5, "quy-"))), ("b", PageText((), 595, 842)), ("c", page((0.5, "ết")))])
    assert apart.words == ("quy", "ết")


def test_a_record_without_pages() -> None:
    """A record of which no page is there has an empty text."""
    assert build_text([]).words == ()


def test_a_page_of_half_a_word() -> None:
    """A page that holds only the second half has no word of its own, and takes no third part."""
    text = build_text([("a", page((0.5, "quy-"))), ("b", page((0.5, "ết-"))), ("c", page((0.5, "ra")))])
    assert [one.words for one in text.pages] == [("quyết",), (), ("ra",)]
    assert [one.tail for one in text.pages] == [None, 0, None]


def test_a_foreign_word_is_joined() -> None:
    """A broken word that is no Vietnamese is joined as well."""
    assert searched(page((0.5, "infor-"), (0.52, "mation"))) == [["information"]]


def test_compounds_are_not_joined() -> None:
    """Two syllables with a hyphen between them stay two words; so do dashes, numbers and symbols."""
    for first, second in (("điện-", "tử"), ("kinh tế -", "xã hội"), ("KT-", "XH"), ("2010-", "2015"), ("12-", "nq")):
        assert "".join(first.split()) not in searched(page((0.5, first), (0.52, second)))[0]
        joined = searched(page((0.5, f"{first} {second}")))
        assert searched(page((0.5, first), (0.52, second))) == joined


def test_hyphens_inside_a_line_do_not_join() -> None:
    """Only line ends join."""
    assert searched(page((0.5, "quy- ết"))) == [["quy", "ết"]]


def test_page_numbers_are_left_out() -> None:
    """Lone numbers at the top or bottom are not searched, but still printed."""
    for number in ("3", "- 3 -", "Trang 3", "3/12"):
        words = build_page(page((0.3, "một"), (0.5, "hai"), (0.95, number)))
        assert words.words == ("một", "hai")
        assert " ".join(words.printed).endswith(number)


def test_numbers_inside_the_page_are_kept() -> None:
    """A number further in belongs to a table, one of more digits to a text."""
    assert searched(page((0.3, "cộng"), (0.7, "12"))) == [["cộng", "12"]]
    assert searched(page((0.3, "một"), (0.95, "20105"))) == [["một", "20105"]]


def test_running_heads_are_left_out() -> None:
    """The same line at the edge of three pages stays on the first page only, whatever number it carries."""
    pages = [page((0.1, f"CÔNG BÁO số {n}"), (0.5, f"nội dung {word}")) for n, word in enumerate(("một", "hai", "ba"))]
    assert searched(*pages) == [
        ["công", "báo", "số", "0", "nội", "dung", "một"],
        ["nội", "dung", "hai"],
        ["nội", "dung", "ba"],
    ]


def test_lines_on_fewer_pages_are_no_running_heads() -> None:
    """The same line on two pages is kept."""
    pages = [page((0.1, "KÍNH GỬI"), (0.5, "nội dung"), (0.6, "khác")) for _ in range(RUNNING_HEAD_PAGES - 1)]
    assert all("kính" in words for words in searched(*pages))


def test_pages_that_say_the_same_are_kept() -> None:
    """A page of nothing but the repeated line is not emptied."""
    assert searched(*[page((0.5, "phiếu trống"))] * 4) == [["phiếu", "trống"]] * 4


def test_neighbours() -> None:
    """A page carries the last twelve words before it and the first twelve after it, over short pages too."""
    many = " ".join(f"từ{n}" for n in range(20))
    text = build_text([("a", page((0.5, many))), ("b", page((0.5, "giữa"))), ("c", page((0.5, many)))])
    assert text.pages[0].after == ("giữa", *(f"từ{n}" for n in range(11)))
    assert text.pages[1].before == tuple(f"từ{n}" for n in range(8, 20))
    assert text.pages[2].before == (*(f"từ{n}" for n in range(9, 20)), "giữa")
    assert text.pages[0].before == text.pages[2].after == ()


def test_page_table() -> None:
    """The record's text is its pages' words in order, with the table of where each begins."""
    text = build_text([("a", page((0.5, "một hai"))), ("b", PageText((), 595, 842)), ("c", page((0.5, "ba")))])
    assert text.words == ("một", "hai", "ba")
    assert text.page_starts == (0, 2, 2)
    assert text.page_ids == ("a", "b", "c")
    assert text.pages[1] == PageWords(before=("một", "hai"), after=("ba",))


def test_spaces_inside_a_printed_word() -> None:
    """A text layer's word with a space in it stays one printed word, so that indexes agree."""
    inside = PageText(
        (Word("hai từ", Box(0, 0.5, 0.1, 0.1), 1, 0, 0), Word("ba", Box(0.2, 0.5, 0.1, 0.1), 1, 0, 0)), 1, 1
    )
    words = build_page(inside)
    assert len(words.printed) == 2
    assert words.places == (0, 0, 1)
