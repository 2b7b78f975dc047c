"""What every search engine finds and how it ranks: Unicode forms, folding, tones, phrases, numbers, fields."""

import unicodedata

import pytest

from search import SearchEngine
from tests.contracts.archives import ask, found, publish, ranked, record


def windows_1258(text: str) -> str:
    """Text as Windows-1258 gives it: ă â ê ô ơ ư whole, the tone behind it as a combining mark."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    mixed = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        shape = "".join(part for part in parts if part not in tones)
        mixed.append(unicodedata.normalize("NFC", shape) + "".join(part for part in parts if part in tones))
    return "".join(mixed)


FORMS = {
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "Windows-1258": windows_1258,
}


@pytest.mark.parametrize("stored", FORMS)
@pytest.mark.parametrize("typed", FORMS)
def test_unicode_forms_are_one(engine: SearchEngine, stored: str, typed: str) -> None:
    """Text and query find each other in every Unicode form, strictly too (search.md 1)."""
    publish(engine, record("a", FORMS[stored]("Nghị quyết của Đảng bộ tỉnh")))
    assert found(engine, FORMS[typed]("quyết Đảng")) == {"a"}
    assert found(engine, FORMS[typed]('"nghị quyết của đảng"')) == {"a"}


def test_titles_in_nfd_are_found(engine: SearchEngine) -> None:
    """A description in NFD is found by a query in NFC."""
    publish(engine, record("a", title=unicodedata.normalize("NFD", "Kế hoạch phòng chống lũ lụt")))
    assert found(engine, "title:lũ") == {"a"}


def test_words_without_marks_find_words_with_marks(engine: SearchEngine) -> None:
    """`nghi quyet dai hoi` finds `nghị quyết đại hội` (search.md 2)."""
    publish(engine, record("a", "nghị quyết đại hội"), record("b", "báo cáo"))
    assert found(engine, "nghi quyet dai hoi") == {"a"}


def test_words_with_marks_find_words_without_marks(engine: SearchEngine) -> None:
    """`nghị quyết đại hội` finds what a scan read as `nghi quyet dai hoi`."""
    publish(engine, record("a", "nghi quyet dai hoi"))
    assert found(engine, "nghị quyết đại hội") == {"a"}


def test_d_with_stroke_folds(engine: SearchEngine) -> None:
    """`đ` and `Đ`, which Unicode does not decompose, are found by `d`, and `d` by `đ`."""
    publish(engine, record("a", "Đảng"), record("b", "dang"))
    assert found(engine, "dang") == found(engine, "đảng") == {"a", "b"}


def test_capitals_do_not_matter(engine: SearchEngine) -> None:
    """`ĐẢNG BỘ` and `đảng bộ` are the same words, strictly too."""
    publish(engine, record("a", "ĐẢNG BỘ TỈNH"))
    assert found(engine, '"đảng bộ"') == {"a"}


def test_exact_marks_rank_first_then_letters_then_bare(engine: SearchEngine) -> None:
    """`bán` ranks `bán` before `bàn`, which has the same letters, and that before `băn` (search.md 2)."""
    rest = "việc đất đai ở xã"
    publish(engine, record("c", f"băn {rest}"), record("b", f"bàn {rest}"), record("a", f"bán {rest}"))
    assert ranked(engine, "bán") == ["a", "b", "c"]


def test_marked_query_finds_all_tones(engine: SearchEngine) -> None:
    """`bán` finds ban, bàn and bạn as well, since scans lose marks."""
    publish(engine, *(record(word, word) for word in ("ban", "bán", "bàn", "bạn")))
    assert found(engine, "bán") == {"ban", "bán", "bàn", "bạn"}
    assert ranked(engine, "bán")[0] == "bán"


def test_exact_text_ranks_before_a_title_with_other_marks(engine: SearchEngine) -> None:
    """A title with `ban` does not outrank a text with the `bán` that was typed."""
    publish(engine, record("a", "việc bán đất"), record("b", "việc đất đai", title="Ban đất đai"))
    assert ranked(engine, "bán đất")[0] == "a"


def test_unmarked_query_does_not_prefer_unmarked_text(engine: SearchEngine) -> None:
    """Typed without marks, marks do not count: equal texts score alike with and without them."""
    publish(engine, record("a", "nghị quyết"), record("b", "nghi quyet"))
    scores = {hit.score for hit in ask(engine, "nghi quyet").hits}
    assert len(scores) == 1


def test_quoted_marks_are_strict(engine: SearchEngine) -> None:
    """`"bán đất"` finds only those marks."""
    publish(engine, record("a", "việc bán đất"), record("b", "việc bàn đất"), record("c", "viec ban dat"))
    assert found(engine, '"bán đất"') == {"a"}


def test_quoted_word_with_marks_is_strict(engine: SearchEngine) -> None:
    """One quoted word is as strict as a phrase."""
    publish(engine, record("a", "bán"), record("b", "bàn"))
    assert found(engine, '"bán"') == {"a"}


def test_quotes_without_marks_are_folded(engine: SearchEngine) -> None:
    """`"ban dat"` finds the sequence with any marks, but only the sequence."""
    publish(engine, record("a", "việc bán đất"), record("b", "đất đã bán"))
    assert found(engine, '"ban dat"') == {"a"}


@pytest.mark.parametrize(
    ("old", "new"), [("hoà", "hòa"), ("thuỷ", "thủy"), ("uỷ", "ủy"), ("khoẻ", "khỏe"), ("xoè", "xòe")]
)
def test_tone_placement_is_one(engine: SearchEngine, old: str, new: str) -> None:
    """Both placements of a tone find each other, inside quotes too (search.md 3)."""
    publish(engine, record("old", f"chữ {old} cũ"), record("new", f"chữ {new} mới"))
    assert found(engine, f'"{old}"') == found(engine, f'"{new}"') == {"old", "new"}


@pytest.mark.parametrize(("one", "other"), [("kỹ", "kĩ"), ("lý", "lí"), ("mỹ", "mĩ"), ("tỷ", "tỉ"), ("quý", "quí")])
def test_final_i_and_y_are_one(engine: SearchEngine, one: str, other: str) -> None:
    """Both spellings of a final i find each other, inside quotes and without marks too."""
    publish(engine, record("one", one), record("other", other))
    assert found(engine, f'"{one}"') == found(engine, f'"{other}"') == {"one", "other"}


def test_thuy_is_not_thui(engine: SearchEngine) -> None:
    """`thúy` and `thúi`, `tay` and `tai` stay different words."""
    publish(engine, record("a", "thúy tay"), record("b", "thúi tai"))
    assert found(engine, "thúy") == found(engine, "tay") == {"a"}


def test_all_words_must_match(engine: SearchEngine) -> None:
    """A record without one of the words is no hit."""
    publish(engine, record("a", "nông thôn mới"), record("b", "nông thôn"))
    assert found(engine, "nông thôn mới") == {"a"}


def test_words_meet_across_pages(engine: SearchEngine) -> None:
    """Words on different pages of a document still make a hit."""
    publish(engine, record("a", "chăn nuôi", "thủy lợi"))
    assert found(engine, "chăn thủy") == {"a"}


def test_words_meet_across_title_and_text(engine: SearchEngine) -> None:
    """A word of the title and a word of the text make a hit together."""
    publish(engine, record("a", "chăn nuôi gia súc", title="Báo cáo thủy lợi"))
    assert found(engine, "thủy gia") == {"a"}


def test_phrases_do_not_run_from_title_into_text(engine: SearchEngine) -> None:
    """The last word of the title and the first of the text are no phrase."""
    publish(engine, record("a", "gia súc", title="chăn nuôi"))
    assert found(engine, '"nuôi gia"') == set()


def test_phrase_needs_sequence(engine: SearchEngine) -> None:
    """`"ban chấp hành"` is one phrase (search.md 5)."""
    publish(engine, record("a", "họp ban chấp hành"), record("b", "chấp hành của ban"))
    assert found(engine, '"ban chấp hành"') == {"a"}


def test_phrase_ignores_punctuation(engine: SearchEngine) -> None:
    """Inside quotes punctuation is nothing, in the query as in the text."""
    publish(engine, record("a", "kinh tế, xã hội"))
    assert found(engine, '"kinh tế - xã hội"') == {"a"}


def test_adjacent_words_rank_first(engine: SearchEngine) -> None:
    """Without quotes, words side by side rank before the same words strewn about (search.md 5)."""
    publish(
        engine,
        record("strewn", "ban về việc hành nghề chấp nhận"),
        record("adjacent", "về việc ban chấp hành nghề nhận"),
    )
    for query in ("ban chấp hành", "ban chap hanh"):
        assert ranked(engine, query) == ["adjacent", "strewn"]


def test_title_ranks_before_text(engine: SearchEngine) -> None:
    """A paper about a thing comes before one that mentions it."""
    publish(
        engine,
        record("text", "về nông thôn mới", title="Báo cáo năm"),
        record("title", "ghi chép", title="Nông thôn mới"),
    )
    assert ranked(engine, "nông thôn")[0] == "title"


def test_phrase_over_a_page_break_is_found(engine: SearchEngine) -> None:
    """A phrase that begins on one page and ends on the next is found."""
    publish(engine, record("a", "toàn văn nghị quyết đại", "hội đảng bộ tỉnh"))
    assert found(engine, '"nghị quyết đại hội đảng bộ"') == {"a"}


def test_hyphenated_line_end_does_not_break_a_phrase(engine: SearchEngine) -> None:
    """A word broken over two lines is one word."""
    publish(engine, record("a", "thực hiện nghị quy-\nết đại hội"))
    assert found(engine, '"nghị quyết đại hội"') == {"a"}


def test_page_numbers_and_running_heads_do_not_break_a_phrase(engine: SearchEngine) -> None:
    """What is printed at the head of every page does not come between words."""
    pages = [
        f"CÔNG BÁO SỐ {number}\n{text}" for number, text in enumerate(("một hai ba", "bốn năm", "sáu bảy"), start=1)
    ]
    publish(engine, record("a", *pages))
    assert found(engine, '"ba bốn năm sáu"') == {"a"}


def test_not_takes_out(engine: SearchEngine) -> None:
    """`-word` leaves out the records that hold the word."""
    publish(engine, record("a", "nông thôn mới"), record("b", "nông thôn cũ"))
    assert found(engine, "nông thôn -mới") == {"b"}


def test_not_alone_is_everything_else(engine: SearchEngine) -> None:
    """A query of negations only finds the rest."""
    publish(engine, record("a", "mới"), record("b", "cũ"), record("c", "xưa"))
    assert found(engine, "-mới -cũ") == {"c"}


def test_not_with_marks_takes_out_only_these(engine: SearchEngine) -> None:
    """`-bàn` leaves `bán` in; `-ban` takes every tone out."""
    publish(engine, record("a", "bán đất"), record("b", "bàn đất"))
    assert found(engine, "đất -bàn") == {"a"}
    assert found(engine, "đất -ban") == set()


def test_not_of_a_phrase(engine: SearchEngine) -> None:
    """`-"a phrase"` leaves out only the sequence."""
    publish(engine, record("a", "nông thôn mới"), record("b", "mới có nông thôn"))
    assert found(engine, 'thôn -"nông thôn mới"') == {"b"}


@pytest.mark.parametrize("word", ["OR", "HOẶC"])
def test_or_is_either(engine: SearchEngine, word: str) -> None:
    """OR and HOẶC part whole runs of words."""
    publish(engine, record("a", "nghị quyết"), record("b", "chỉ thị"), record("c", "nghị thị"))
    assert found(engine, f"nghị quyết {word} chỉ thị") == {"a", "b"}


def test_or_with_not(engine: SearchEngine) -> None:
    """A negation inside OR concerns its own side only."""
    publish(engine, record("a", "một hai"), record("b", "một"), record("c", "ba hai"))
    assert found(engine, "(một -hai) OR ba") == {"b", "c"}


def test_parentheses_group(engine: SearchEngine) -> None:
    """Parentheses bind OR closer than the words around them."""
    publish(engine, record("a", "đất rừng"), record("b", "đất ruộng"), record("c", "rừng"))
    assert found(engine, "đất (rừng OR ruộng)") == {"a", "b"}


@pytest.mark.parametrize("typed", ["12-NQ/TU", "12 NQ TU", "12/NQ-TU", "12-NQTU", "012-NQ/TU", "12-nq/tu", "12–NQ/TU"])
def test_number_in_any_spelling(engine: SearchEngine, typed: str) -> None:
    """A number finds its document in every spelling, and no other number's (search.md 6)."""
    publish(engine, record("a", number="12-NQ/TU"), record("b", number="112-NQ/TU"), record("c", number="12-NQ/TW"))
    assert found(engine, typed) == {"a"}
    assert found(engine, f"number:({typed})") == {"a"}


def test_number_of_a_statute(engine: SearchEngine) -> None:
    """A statute's number, with its year in the middle, finds it in any case."""
    publish(engine, record("a", number="30/2020/NĐ-CP"), record("b", number="30/2021/NĐ-CP"))
    assert found(engine, "30/2020/NĐ-CP") == found(engine, "30/2020/nđ-cp") == {"a"}


def test_own_number_ranks_before_citations(engine: SearchEngine) -> None:
    """The document with the number comes before those that cite it, which are found as well."""
    publish(
        engine, record("citing", *["căn cứ 12-NQ/TU và 12-NQ/TU"] * 2), record("own", "toàn văn", number="12-NQ/TU")
    )
    assert ranked(engine, "12-NQ/TU") == ["own", "citing"]


@pytest.mark.parametrize("typed", ["5-NQ/TU", "005-nq/tu", "05-NQTU", "5/NQ-TU"])
def test_citations_are_found_in_any_spelling(engine: SearchEngine, typed: str) -> None:
    """A number in the text of another paper is found whichever way it is typed, after its own paper; no other number is."""
    publish(
        engine,
        record("citing", "căn cứ Nghị quyết số 05-NQ/TU"),
        record("own", number="05-NQ/TU"),
        record("other", "căn cứ Nghị quyết số 105-NQ/TU và 05-NQ/TW"),
    )
    assert ranked(engine, typed) == ["own", "citing"]


def test_number_beside_words(engine: SearchEngine) -> None:
    """A number with words asks for both."""
    publish(engine, record("a", "nông thôn", number="12-NQ/TU"), record("b", "đô thị", number="12-NQ/TU"))
    assert found(engine, "12 NQ TU nông thôn") == {"a"}


def test_part_of_a_number(engine: SearchEngine) -> None:
    """`number:5` finds `05-NQ/TU`, and not `15-NQ/TU`."""
    publish(engine, record("a", number="05-NQ/TU"), record("b", number="15-NQ/TU"))
    assert found(engine, "số:5") == {"a"}
    assert found(engine, "số:nq") == {"a", "b"}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("title:lũ", "title"),
        ("trích yếu: lũ", "title"),
        ("issuer:lũ", "issuer"),
        ("cơ quan:lũ", "issuer"),
        ("coquan:lu", "issuer"),
        ("type:lũ", "type"),
        ("loại:lũ", "type"),
        ("signer:lũ", "signer"),
        ("người ký:lũ", "signer"),
    ],
)
def test_fields_by_name(engine: SearchEngine, query: str, field: str) -> None:
    """A field's name, in English or Vietnamese, asks that field only."""
    others = {"title", "issuer", "type", "signer"} - {field}
    publish(engine, record("a", **{field: "Lũ"}), record("b", "lũ", **dict.fromkeys(others, "Lũ")))
    assert found(engine, query) == {"a"}


def test_field_words_are_found_without_field(engine: SearchEngine) -> None:
    """Issuer, type, signer and number are found by plain words too."""
    publish(engine, record("a", issuer="Tỉnh ủy Phú Lĩnh", signer="Trần Văn Mẫu", type="Chỉ thị", number="07-CT/TU"))
    for query in ("phú lĩnh", "văn mẫu", "chỉ thị", "ct"):
        assert found(engine, query) == {"a"}


def test_quoted_field_is_strict(engine: SearchEngine) -> None:
    """Quotes are as strict in a field as in the text."""
    publish(engine, record("a", title="Bán đất"), record("b", title="Bàn đất"))
    assert found(engine, 'title:"bán đất"') == {"a"}


def test_no_query_finds_everything_by_reference(engine: SearchEngine) -> None:
    """Without a query everything is found, by reference."""
    publish(engine, record("10"), record("9"), record("1"))
    assert ranked(engine, "") == ["1", "9", "10"]


def test_a_text_over_five_million_characters_is_found_to_its_end(engine: SearchEngine) -> None:
    """A long text is split in the index, and words and phrases at its end are found."""
    page = " ".join(["lưutrữ"] * 60_000)
    publish(engine, record("a", *[page] * 13, "trang cuối cùng"))
    assert found(engine, '"trang cuối cùng"') == {"a"}


def test_text_of_other_scripts_is_found(engine: SearchEngine) -> None:
    """Words of other scripts are words like others."""
    publish(engine, record("a", "越南 Москва"))
    assert found(engine, "москва") == found(engine, "越南") == {"a"}
