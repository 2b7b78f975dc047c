"""The highlighter: what is marked on a page, the snippet around it, and the boxes."""

from search import Piece, boxes, build_text, mark, parse, snippet, snippets
from tests.contracts.archives import page_of


def marked(query: str, *texts: str, page: int = 0) -> list[str]:
    """The printed words that are marked on a page of a record."""
    text = build_text([(f"p{number}", page_of(one)) for number, one in enumerate(texts)])
    words = text.pages[page]
    return [words.printed[index] for index in sorted(mark(parse(query).query, words).words)]


def test_original_words_are_marked_whichever_form_matched() -> None:
    """Typed without marks, the printed words with their marks are marked (search.md 13)."""
    assert marked("dang bo so", "Đảng bộ, số: 5") == ["Đảng", "bộ,", "số:"]


def test_every_occurrence_is_marked() -> None:
    """A word is marked wherever it stands."""
    assert marked("lũ", "lũ và lũ") == ["lũ", "lũ"]


def test_closest_level_on_the_page_is_marked() -> None:
    """A page with the marks typed shows only those; one without shows the next closest."""
    assert marked("bán", "bán bàn băn ban") == ["bán"]
    assert marked("bán", "bàn băn ban") == ["bàn", "ban"]
    assert marked("bán", "băn") == ["băn"]
    assert marked("ban", "bán bàn băn ban") == ["bán", "bàn", "băn", "ban"]


def test_quoted_marks_are_strict() -> None:
    """Strict words are marked with exactly their marks, or not at all."""
    assert marked('"bán đất"', "bàn đất bán đất") == ["bán", "đất"]
    assert marked('"bán"', "bàn") == []


def test_tone_placement_and_i_y_are_marked() -> None:
    """Other spellings of the same word are marked, strictly too."""
    assert marked('"ủy ban kỹ thuật"', "Uỷ ban kĩ thuật") == ["Uỷ", "ban", "kĩ", "thuật"]


def test_phrases_are_marked_in_sequence_only() -> None:
    """The words of a phrase are not marked one by one."""
    assert marked('"đại hội"', "hội nghị đại biểu, đại hội") == ["đại", "hội"]


def test_phrase_over_a_page_break_is_marked_on_both_pages() -> None:
    """Each page shows its part of the phrase."""
    texts = ("toàn văn nghị quyết", "đại hội đảng")
    assert marked('"nghị quyết đại hội"', *texts, page=0) == ["nghị", "quyết"]
    assert marked('"nghị quyết đại hội"', *texts, page=1) == ["đại", "hội"]


def test_words_of_neighbours_are_not_marked() -> None:
    """A word on the page before is not marked on this one."""
    assert marked("nghị", "nghị", "quyết", page=1) == []


def test_negated_and_field_words_are_not_marked() -> None:
    """What must not be there, or was asked of a field, is not marked."""
    assert marked("lũ -hạn title:bão", "lũ hạn bão") == ["lũ"]


def test_each_side_of_or_is_marked() -> None:
    """All that was asked for is marked."""
    assert marked('lũ OR ("hạn hán" bão)', "lũ hạn hán bão") == ["lũ", "hạn", "hán", "bão"]


def test_numbers_are_marked_whole() -> None:
    """A number is marked as the printed word, in whatever way it was typed; not a part of another."""
    assert marked("12-NQ/TU", "12-NQ/TU và 112-NQ/TU") == ["12-NQ/TU"]
    assert marked("12 nq tu", "số 12-NQ/TU") == ["12-NQ/TU"]


def test_joined_words_are_marked_in_both_halves() -> None:
    """A word broken over two lines is marked in both."""
    assert marked("quyết", "nghị quy-\nết này") == ["quy-", "ết"]


def test_no_query_marks_nothing() -> None:
    """Without a query nothing is marked."""
    assert marked("", "lũ") == []


def test_snippet_gives_original_text_back() -> None:
    """The pieces of a short page put together are its text."""
    page = build_text([("a", page_of("Căn cứ Đảng bộ tỉnh, năm 2010."))]).pages[0]
    pieces = snippet(page, mark(parse("dang bo").query, page))
    assert "".join(piece.text for piece in pieces) == "Căn cứ Đảng bộ tỉnh, năm 2010."
    assert [piece.text for piece in pieces if piece.mark] == ["Đảng bộ"]


def test_snippet_shows_the_best_stretch() -> None:
    """Of a long page, the stretch with most of what was asked for is shown, cut with dots."""
    filler = " ".join(["khác"] * 60)
    page = build_text([("a", page_of(f"đại {filler} hội {filler} đại hội đảng bộ {filler}"))]).pages[0]
    pieces = snippet(page, mark(parse("đại hội đảng bộ").query, page), width=20)
    assert [piece.text for piece in pieces if piece.mark] == ["đại hội đảng bộ"]
    assert pieces[0] == Piece("… ", mark=False)
    assert pieces[-1] == Piece(" …", mark=False)
    assert len("".join(piece.text for piece in pieces[1:-1]).split()) == 20


def test_snippet_without_marks_is_the_beginning() -> None:
    """A page on which nothing is marked shows its beginning."""
    page = build_text([("a", page_of(" ".join(map(str, range(100, 200)))))]).pages[0]
    assert snippets(None, [page], width=3) == [(Piece("100 101 102", mark=False), Piece(" …", mark=False))]


def test_markup_in_a_record_is_text() -> None:
    """Markup on a page travels as plain text of a piece."""
    page = build_text([("a", page_of("<b>lũ</b> lụt"))]).pages[0]
    pieces = snippet(page, mark(parse("lụt").query, page))
    assert pieces == (Piece("<b>lũ</b> ", mark=False), Piece("lụt", mark=True))


def test_boxes_are_those_of_the_printed_words() -> None:
    """The boxes of the marks are the boxes of the words, by index and not by text."""
    printed = page_of("lũ hạn\nlũ")
    page = build_text([("a", printed)]).pages[0]
    assert boxes(printed, mark(parse("lũ").query, page)) == [(0, printed.words[0].box), (2, printed.words[2].box)]
