"""The forms of words: what the levels have in common, and that quick folding is the same folding."""

from hypothesis import given
from hypothesis import strategies as st

from search.forms import Level, at_level, forms_of, key_of, lines_of, words_in

_LETTERS = st.text(alphabet="abđeêiouơưyqhklmstvỷỳủùĩỹăâÁẾỢßİ中жﬁ1.", min_size=1, max_size=8)


@given(st.one_of(_LETTERS, st.text(min_size=1, max_size=8)))
def test_forms_are_settled(text: str) -> None:
    """The exact form of an exact form is itself, and so are its other forms."""
    for word in words_in(text):
        assert forms_of(word).exact == word
        assert words_in(word) == (word,)


@given(st.lists(_LETTERS), st.sampled_from(list(Level)))
def test_lines_are_their_words(texts: list[str], level: Level) -> None:
    """A line at a level is the words at that level, one for one."""
    words = [word for text in texts for word in words_in(text)]
    assert lines_of(words).at(level).split() == at_level(words, level)


@given(_LETTERS)
def test_no_form_holds_a_space(text: str) -> None:
    """A word is one word at every level, also where another script is spelt in Latin letters."""
    for word in words_in(text):
        assert all(form and not any(map(str.isspace, form)) for form in forms_of(word))


def test_spellings_of_a_name_meet() -> None:
    """Tone placement, i/y, case and spaces do not part names; marks do."""
    assert key_of("Uỷ ban  Kĩ thuật") == key_of("ủy ban kỹ thuật")
    assert key_of("Bán") != key_of("Bàn")
