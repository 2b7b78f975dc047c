"""The query language: what is read out of a text, and that anything typed is a query."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archive.errors import BadRequest
from search.query import (
    FIELD_NAMES,
    And,
    FieldQuery,
    Not,
    Number,
    Or,
    Phrase,
    Query,
    SearchField,
    Words,
    parse,
    write,
)

_SIGNS = [
    '"',
    "“",
    "”",
    "«",
    "»",
    "(",
    ")",
    "-",
    " ",
    "  ",
    ":",
    "/",
    ".",
    ",",
    "OR",
    "HOẶC",
    "title:",
    "số:",
    "cơ quan:",
    "x:y",
]
_TYPED = [
    "bán",
    "đất",
    "uỷ",
    "kĩ",
    "12-NQ/TU",
    "12 NQ TU",
    "30/2020/NĐ-CP",
    "T.Ư",
    "3.000",
    "or",
    "hoặc",
    "Ǆ",
    "ß",
    "İ",
    "中",
    "_",
]
anything = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(_SIGNS + _TYPED), max_size=25).map("".join))


@settings(max_examples=600, deadline=None)
@given(anything)
def test_anything_typed_is_a_query_and_can_be_written_back(text: str) -> None:
    """Any text parses without a fault, and its tree written as text is read as the same tree."""
    query = parse(text).query
    written = write(query)
    if len(written) <= 1000:
        assert parse(written).query == query


@settings(max_examples=100, deadline=None)
@given(anything)
def test_reading_is_settled(text: str) -> None:
    """Writing the query twice gives the same text, so that cursors and addresses are stable."""
    once = write(parse(text).query)
    if len(once) <= 1000:
        assert write(parse(once).query) == once


def test_a_thousand_characters_and_no_more() -> None:
    """A query of 1,000 characters is read; a longer one is refused with the limit named."""
    assert parse("a" * 1000).query is not None
    with pytest.raises(BadRequest, match="1,000"):
        parse("a" * 1001)


@pytest.mark.parametrize("text", ["", "   ", "...", '""', "()", "-", "- -", '"!"', "\u200b", "(((())))"])
def test_no_words_is_no_query(text: str) -> None:
    """A text without a word asks for nothing in particular."""
    assert parse(text).query is None


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Nông thôn", Words(("nông", "thôn"))),
        ("uỷ ban kĩ", Words(("ủy", "ban", "kỹ"))),
        ('"Nông thôn"', Phrase(("nông", "thôn"))),
        ("“Nông thôn”", Phrase(("nông", "thôn"))),
        ("«Nông thôn»", Phrase(("nông", "thôn"))),
        ("kinh-tế", Phrase(("kinh", "tế"), quoted=False)),
        ("kinh tế - xã hội", Words(("kinh", "tế", "xã", "hội"))),
        ("đất -rừng", And((Words(("đất",)), Not(Words(("rừng",)))))),
        ("-rừng", Not(Words(("rừng",)))),
        ("a OR b", Or((Words(("a",)), Words(("b",))))),
        ("a b HOẶC c", Or((Words(("a", "b")), Words(("c",))))),
        ("a or b", Words(("a", "or", "b"))),
        ("a hoặc b", Words(("a", "hoặc", "b"))),
        ("a (b OR c)", And((Words(("a",)), Or((Words(("b",)), Words(("c",))))))),
        ("(a) b", Words(("a", "b"))),
        ("title:a b", And((FieldQuery(SearchField.TITLE, Words(("a",))), Words(("b",))))),
        ("title:(a b)", FieldQuery(SearchField.TITLE, Words(("a", "b")))),
        ("-title:a", Not(FieldQuery(SearchField.TITLE, Words(("a",))))),
        ("title: -a", FieldQuery(SearchField.TITLE, Not(Words(("a",))))),
        ("12-NQ/TU", Number(("12", "nq", "tu"), "12nqtu", in_sequence=True)),
        ("x 12 nq tu y", And((Words(("x",)), Number(("12", "nq", "tu"), "12nqtu", in_sequence=False), Words(("y",))))),
        ("30 tháng 4", Words(("30", "tháng", "4"))),
        ("-(-a)", Words(("a",))),
    ],
)
def test_what_is_read(text: str, query: Query) -> None:
    """Each sign of the language means one thing."""
    assert parse(text).query == query
    assert parse(text).notices == ()


@pytest.mark.parametrize("name", FIELD_NAMES)
def test_every_name_of_a_field(name: str) -> None:
    """Each name of a field is understood in any case, with and without a space behind the colon."""
    expected = FieldQuery(FIELD_NAMES[name], Words(("a",)))
    for text in (f"{name}:a", f"{name.upper()}: a"):
        assert parse(text).query == expected


@pytest.mark.parametrize("name", ["so", "co quan", "loai", "trich yeu", "nguoi ky", "người kí", "số"])
def test_field_names_without_marks(name: str) -> None:
    """Names of fields are understood without marks and in other spellings."""
    assert isinstance(parse(f"{name}:a").query, FieldQuery)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ('"nông thôn', Words(("nông", "thôn"))),
        ("(nông thôn", Words(("nông", "thôn"))),
        ("nông) thôn", Words(("nông", "thôn"))),
        ("OR nông", Words(("nông",))),
        ("nông OR", Words(("nông",))),
        ("khác:nông", Words(("khác", "nông"))),
        ("title:", Words(("title",))),
        ("nông trích yếu:", Words(("nông", "trích", "yếu"))),
        ("title:issuer:nông", And((FieldQuery(SearchField.TITLE, Words(("issuer",))), Words(("nông",))))),
    ],
)
def test_what_is_not_understood_is_words(text: str, query: Query) -> None:
    """What cannot be understood is searched as words, with a notice that says so."""
    parsed = parse(text)
    assert parsed.query == query
    assert [notice.code for notice in parsed.notices] == ["syntax"]


def test_depth_has_a_limit() -> None:
    """A thousand parentheses are read without a fault, and a notice says that some were left out."""
    parsed = parse("(" * 499 + "a" + ")" * 500)
    assert parsed.query == Words(("a",))
    assert any("12" in notice.message for notice in parsed.notices)


@pytest.mark.parametrize(
    ("text", "strict"), [('"bán"', True), ('"ban dat"', False), ('"ban đất"', True), ("kinh-tế", False)]
)
def test_strictness_needs_quotes_and_marks(text: str, strict: bool) -> None:
    """Marks are strict inside quotes, if any was typed."""
    query = parse(text).query
    assert isinstance(query, Phrase)
    assert query.strict is strict
