"""The alignment of two texts: what differs, and what kind of difference it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.duplicates.alignment import FOOT, HEAD, LONGEST, align, figure
from benchmarks.generated.papers import Vocabulary

WORDS = st.lists(st.sampled_from(Vocabulary(1).words[:60]), max_size=80)
BEFORE, AFTER = Vocabulary(2).draw(HEAD + 5), Vocabulary(3).draw(FOOT + 5)


def _inside(one: str, other: str) -> tuple[list[str], list[str]]:
    """Two texts that differ in their middle alone."""
    return [*BEFORE, *one.split(), *AFTER], [*BEFORE, *other.split(), *AFTER]


@given(WORDS)
def test_a_text_agrees_with_itself(words: list[str]) -> None:
    """Equal texts have no differences, and share everything."""
    found = align(words, list(words))
    assert found.differences == ()
    assert found.passages == ()
    assert found.slots == 0
    assert (found.one_share, found.other_share) == ((1.0, 1.0) if words else (0.0, 0.0))


@given(WORDS, WORDS)
def test_differences_account_for_both_texts(one: list[str], other: list[str]) -> None:
    """Between the differences both texts hold the same words, in order, and nothing is left over."""
    found = align(one, other)
    a = c = 0
    for difference in (*found.differences, None):
        start, then = (difference.one[0], difference.other[0]) if difference else (len(one), len(other))
        assert one[a:start] == other[c:then]
        if difference:
            a, c = difference.one[1], difference.other[1]


@given(WORDS, WORDS)
def test_shares_are_shares(one: list[str], other: list[str]) -> None:
    """Every share lies between 0 and 1."""
    found = align(one, other)
    for share in (found.one_share, found.other_share, found.figures, found.exact):
        assert 0.0 <= share <= 1.0


@given(WORDS, WORDS)
def test_a_part_is_wholly_shared(one: list[str], other: list[str]) -> None:
    """A text to which another is added stands in the sum from its first word to its last."""
    found = align(one, one + other)
    assert found.one_share == (1.0 if one else 0.0)


def test_words_at_another_place_are_not_lost() -> None:
    """Columns that one reading takes in another order hold the same words."""
    found = align("dang cong san viet nam tinh uy phu linh".split(), "tinh uy phu linh dang cong san viet nam".split())
    assert found.one_share == 1.0
    assert found.other_share == 1.0


def test_another_sentence_is_a_passage() -> None:
    """Words on both sides that say something else, between words that both have."""
    one, other = _inside(
        "ban chi dao co nhiem vu kiem tra cac ho chua nuoc truoc mua mua",
        "hoi chu thap do van dong quyen gop chan man quan ao am",
    )
    assert len(align(one, other).passages) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ban chi dao kiem tra ho chua nuoc truoc mua", "bau chi dao kiern tra bo chna nuoc trnoc rnua"),
        ("ban chi dao kiem tra ho chua nuoc truoc mua", ""),
        ("ban chi dao kiem tra ho chua nuoc truoc mua", "ban chi da o kiem tra ho chua nu oc truoc mua"),
    ],
    ids=["misread", "lost", "broken"],
)
def test_what_scans_do_is_no_passage(one: str, other: str) -> None:
    """Misread words, lost lines and broken words are neither passages nor places of a form."""
    found = align(*_inside(one, other))
    assert found.passages == ()
    assert found.slots == 0


@pytest.mark.parametrize(
    ("one", "other", "slots"),
    [
        ("dong chi luong cong thanh giu chuc", "dong chi quang quang khoan giu chuc", 1),
        ("gom 48 ho va 126 nguoi", "gom 73 ho va 94 nguoi", 2),
        ("gom 1.250 ho", "gom 1 250 ho", 0),
        ("gom 48 ho", "gom 4b ho", 0),
        ("ket qua kem va", "ket qua lcem va", 0),
    ],
)
def test_names_and_figures_in_equal_words_are_places_of_a_form(one: str, other: str, slots: int) -> None:
    """Another name or figure counts; one that a scan broke or misread does not."""
    assert align(*_inside(one, other)).slots == slots


def test_figures_of_head_and_foot_are_no_places_of_a_form() -> None:
    """Number and date stand in the head, those of a certified copy at the foot."""
    one = ["so", "12", *BEFORE, *AFTER, "so", "3", "ngay", "5"]
    other = ["so", "77", *BEFORE, *AFTER, "so", "88", "ngay", "21"]
    assert align(one, other).slots == 0


def test_pages_of_one_text_alone_are_a_gap() -> None:
    """Words that stand together in one text and have nothing in the other are counted for it."""
    more = Vocabulary(9).draw(90)
    assert align([*BEFORE, *AFTER], [*BEFORE, *more, *AFTER]).gaps[0] == 0
    assert align([*BEFORE, *AFTER], [*BEFORE, *more, *AFTER]).gaps[1] >= 70


def test_long_texts_are_compared_in_their_beginning() -> None:
    """What stands behind the longest length is not looked at."""
    words = ["mot"] * LONGEST
    assert align([*words, "hai"], [*words, "ba"]).differences == ()


@pytest.mark.parametrize(
    ("word", "digits"),
    [("15.278", "15278"), ("l5", "15"), ("05", "05"), ("4b", "48"), ("ho", ""), ("1on", ""), ("", "")],
)
def test_figures_are_read_as_scans_leave_them(word: str, digits: str) -> None:
    """Letters for digits are mended in a figure, and words with one digit in them are none."""
    assert figure(word) == digits
