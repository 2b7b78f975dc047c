"""Letters of fonts that leave them without a name of their own."""

import pytest

from imaging.fonts import spelled


def word(font: str, letters: list[str]) -> dict[str, object]:
    """A word as pdfplumber gives it: its letters, each with its font."""
    return {"chars": [{"text": letter, "fontname": font} for letter in letters]}


@pytest.mark.parametrize(
    "letters",
    [
        ["p", "h", "(cid:184)", "t"],  # a byte that the font's table of characters does not name
        ["\uf070", "\uf068", "\uf0b8", "\uf074"],  # a symbol font: all its letters in the private places from U+F000 on
        ["p", "h", "¸", "t"],
    ],
)
def test_bytes_without_a_letter_are_read(letters: list[str]) -> None:
    """A letter that is given as its byte only is read by the encoding of its font."""
    texts, found = spelled([word("ABCDEF+.VnTime", letters)])
    assert (texts, found) == (["phát"], ("TCVN3",))


def test_bytes_in_other_fonts_stay() -> None:
    """Of a font that nothing is known of, what has no letter stays as it is, to be judged as garbage."""
    texts, found = spelled([word("Garbage", ["(cid:184)", "(cid:3)"]), word("Garbage", ["\ue012", "\ue013"])])
    assert (texts, found) == (["(cid:184)(cid:3)", "\ue012\ue013"], ())


def test_a_word_in_two_fonts_is_one() -> None:
    """A word whose first letter is in another font is read letter by letter in the encoding of each."""
    letters = [*word(".VnTimeH", ["®"])["chars"], *word("Arial", ["ả"])["chars"], *word(".VnTime", ["n", "g"])["chars"]]  # type: ignore[misc]
    assert spelled([{"chars": letters}])[0] == ["Đảng"]
